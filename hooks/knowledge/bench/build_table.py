"""The figures of `kb bench build` as tables for people."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from knowledge.bench.build import Figures, Size
from knowledge.bench.processes import Finished
from knowledge.bench.profile import SEARCH

Row = list[str]
MOST_PLACES = 30
"""Places of a profile that are listed."""


def as_rows(figures: Figures) -> list[tuple[str, list[Row]]]:
    """The figures as tables: title, and rows of which the first is the heading."""
    sizes = figures.sizes
    heading = ["", *(f"{size.pages:,} pages" for size in sizes)]
    rows = [[name, *map(show, sizes)] for name, show in SHOWN]
    tables = [(f"builds on {figures.cores} cores, seconds and ratios", [heading, *rows])]
    if figures.growth:
        growth = [[name, f"{exponent:.2f}"] for name, exponent in figures.growth.items()]
        tables.append(("growth of a cold build with the pages", [["", "exponent"], *growth]))
    if figures.words:
        words = [["German word data, once on a machine, s", _seconds(figures.words)]]
        tables.append(("what no build does", [["", "seconds"], *words]))
    for size in sizes:
        tables += _profile(size)
    return tables


def _profile(size: Size) -> Iterator[tuple[str, list[Row]]]:
    if not size.shares:
        return
    rows = [["stage", "things", "made", "seconds", "processor seconds"]]
    rows += [
        [s["name"], f"{s['count']:,}", f"{s['made']:,}", f"{s['seconds']:.2f}", f"{s['cpu']:.2f}"]
        for s in size.stages
    ]
    yield f"stages of a cold build, {size.pages:,} pages", rows
    groups = sorted(size.shares["groups"].items(), key=lambda pair: -pair[1])
    rows = [["what for", "processor time"]]
    rows += [[name or "everything else", _percent(share)] for name, share in groups]
    yield f"what the time is for, {size.pages:,} pages, one process", rows
    places = sorted(size.shares["places"].items(), key=lambda pair: -pair[1])
    rows = [["place", "processor time"]]
    rows += [[name, _percent(share)] for name, share in places[:MOST_PLACES]]
    yield f"where it goes, {size.pages:,} pages, one process", rows


def _percent(share: float) -> str:
    return f"{100 * share:.1f} %"


def _seconds(seconds: float) -> str:
    return f"{seconds:.2f}"


def _peer(peer: Finished | None, show: Callable[[Finished], str]) -> str:
    return show(peer) if peer else "–"


def _times_hugo(name: str, seconds: Callable[[Size], float]) -> Callable[[Size], str]:
    return lambda size: _peer(
        size.hugo, lambda _: f"{seconds(size) / size.hugo_beside[name]:.2f} ×"
    )


def _connected(size: Size, *, search: bool) -> str:
    """The share of what only this project does, of a build with its search index or without."""
    groups = size.shares.get("groups", {})
    if not groups:
        return "–"
    others = {name: share for name, share in groups.items() if name != SEARCH}
    connected = sum(share for name, share in others.items() if name)
    return _percent(connected / (1 if search else sum(others.values())))


SHOWN: tuple[tuple[str, Callable[[Size], str]], ...] = (
    ("different words", lambda size: f"{size.words:,}"),
    ("Hugo", lambda size: _peer(size.hugo, lambda hugo: _seconds(hugo.seconds))),
    ("Hugo's pages", lambda size: f"{size.hugo_pages:,}"),
    ("stock Material", lambda size: _peer(size.stock, lambda stock: _seconds(stock.seconds))),
    ("its memory, MB", lambda size: _peer(size.stock, lambda stock: f"{stock.megabytes:.0f}")),
    ("cold", lambda size: _seconds(size.cold)),
    ("of which search index", lambda size: _seconds(size.search)),
    ("cold, without it, to Hugo", _times_hugo("cold", lambda size: size.cold - size.search)),
    (
        "stock to cold, all included",
        lambda size: _peer(size.stock, lambda s: f"{s.seconds / size.cold:.1f} ×"),
    ),
    ("nothing edited", lambda size: _seconds(size.unchanged)),
    ("nothing edited, to Hugo", _times_hugo("unchanged", lambda size: size.unchanged)),
    ("one essay edited", lambda size: _seconds(size.edited)),
    ("of which search index", lambda size: _seconds(size.edited_search)),
    (
        "edited, without it, to Hugo",
        _times_hugo("edited", lambda size: size.edited - size.edited_search),
    ),
    ("texts rendered then", lambda size: f"{size.made['rendered']:,}"),
    ("pages made then", lambda size: f"{size.made['shown']:,}"),
    ("files written then", lambda size: f"{size.made['written']:,}"),
    ("same bytes as cold", lambda size: "yes" if size.same else "no"),
    ("memory, MB", lambda size: f"{size.megabytes:.0f}"),
    ("with the search index, MB", lambda size: f"{size.megabytes_search:.0f}"),
    ("HTML in the median, bytes", lambda size: f"{size.html:,}"),
    ("HTML in all, bytes", lambda size: f"{size.html_all:,}"),
    ("cross-references to feeds", lambda size: _connected(size, search=True)),
    ("of all but the search index", lambda size: _connected(size, search=False)),
    ("serve: first start", lambda size: _seconds(size.serving.first) if size.serving else "–"),
    ("serve: start", lambda size: _seconds(size.serving.start) if size.serving else "–"),
    ("serve: save to browser", lambda size: _seconds(size.serving.save) if size.serving else "–"),
    ("serve: the slowest", lambda size: _seconds(size.serving.worst) if size.serving else "–"),
)
"""What a size is shown with, one row each."""
