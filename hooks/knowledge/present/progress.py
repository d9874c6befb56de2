"""How far the translations are, as a picture and as a table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from knowledge.language.ids import RESERVED_ID
from knowledge.model import Document, Essay, Kind
from knowledge.present.scene import Scene
from knowledge.present.text import number_text, sort_key
from knowledge.present.views import LinkView
from knowledge.present.views_languages import BarView, CellView, LackView, ProgressView, TileView
from knowledge.translations.progress import State
from knowledge.translations.rows import ProgressRow, ProgressSection

COLUMNS = 20
"""Cells in a row: as many as a narrow window shows."""
MOST_TILES = 400
"""Documents of a kind that are drawn; of those that lack nothing more are counted only."""
MOST_LACKS = 500
SETTLED = frozenset({State.CURRENT, State.UNACCEPTED})
OPEN = (State.STALE, State.MISSING)


def progress_view(scene: Scene) -> ProgressView:
    """How far the translations of all documents are."""
    by_kind = {kind: _sorted(scene, scene.facts.progress[kind]) for kind in Kind}
    rows = [row for of_kind in by_kind.values() for row in of_kind]
    counts = _counts(rows)
    lacks = [lack for row in rows for lack in _lacks(scene, row)]
    hidden = len(lacks) - MOST_LACKS
    return ProgressView(
        summary=_summary(scene, counts),
        legend=tuple((s, scene.t(f"progress_{s}")) for s in State if counts[s]),
        bars=tuple(_bar(scene, kind, of_kind) for kind, of_kind in by_kind.items() if of_kind),
        lacks=tuple(lacks[:MOST_LACKS]),
        more=scene.count("progress_more", hidden) if hidden > 0 else "",
    )


def _sorted(scene: Scene, rows: Iterable[ProgressRow]) -> list[ProgressRow]:
    return sorted(rows, key=lambda row: sort_key(_document(scene, row).title(scene.language)))


def _document(scene: Scene, row: ProgressRow) -> Document:
    return scene.library.everything[row[0]]


def _counts(rows: Iterable[ProgressRow]) -> Counter[str]:
    return Counter(state for _, _, sections in rows for _, state, _ in sections)


def _summary(scene: Scene, counts: Counter[str]) -> str:
    done, total = sum(counts[state] for state in SETTLED), counts.total()
    return scene.t(
        "progress_summary",
        done=number_text(done, scene.language),
        total=number_text(total, scene.language),
        stale=number_text(counts[State.STALE], scene.language),
        missing=number_text(counts[State.MISSING], scene.language),
    )


def _in_words(scene: Scene, counts: Counter[str]) -> str:
    """Counts as a list: `5 translated, 1 missing`."""
    found = (
        f"{number_text(counts[state], scene.language)} {scene.t(f'progress_{state}')}"
        for state in State
        if counts[state]
    )
    return ", ".join(found)


def _bar(scene: Scene, kind: Kind, rows: Sequence[ProgressRow]) -> BarView:
    counts = _counts(rows)
    lacking = [row for row in rows if _is_lacking(row)]
    room = max(0, MOST_TILES - len(lacking))
    shown = {id(row) for row in (*lacking, *[r for r in rows if not _is_lacking(r)][:room])}
    tiles = tuple(_tile(scene, row) for row in rows if id(row) in shown)
    hidden = len(rows) - len(tiles)
    return BarView(
        title=scene.t(f"progress_{kind}s"),
        anchor=f"{kind}s",
        stretches=tuple(_stretches(counts)),
        label=_in_words(scene, counts),
        tiles=tiles,
        more=scene.count("progress_complete", hidden) if hidden else "",
    )


def _is_lacking(row: ProgressRow) -> bool:
    return any(state in OPEN for _, state, _ in row[2])


def _stretches(counts: Counter[str]) -> Iterator[tuple[str, float, float]]:
    total, begin = counts.total(), 0.0
    for state in State:
        if counts[state]:
            length = round(100 * counts[state] / total, 2)
            yield state, round(begin, 2), length
            begin += length


def _tile(scene: Scene, row: ProgressRow) -> TileView:
    _, language, sections = row
    document = _document(scene, row)
    groups = (
        [s for s in sections if not RESERVED_ID.fullmatch(s[0])],
        [s for s in sections if RESERVED_ID.fullmatch(s[0])],
    )
    cells: list[CellView] = []
    below = 0
    for group in filter(None, groups):
        cells += (CellView(s[1], n % COLUMNS, below + n // COLUMNS) for n, s in enumerate(group))
        below = cells[-1].row + 1
    return TileView(
        link=scene.link(document),
        cells=tuple(cells),
        columns=max((cell.column for cell in cells), default=0) + 1,
        rows=below,
        label=_in_words(scene, _counts([row])),
        language=scene.language_name(language),
    )


def _lacks(scene: Scene, row: ProgressRow) -> Iterator[LackView]:
    id, language, sections = row
    document = scene.library.everything[id]
    if language not in document.versions:
        name = scene.language_name(language)
        whole = LinkView("", scene.t("progress_whole", language=name))
        yield _lack(scene, document, whole, ("", State.MISSING, 0))
        return
    for section in sections:
        if section[1] in OPEN:
            yield _lack(scene, document, _section(scene, document, language, section[0]), section)


def _lack(scene: Scene, document: Document, section: LinkView, found: ProgressSection) -> LackView:
    _, state, percent = found
    changed = scene.t("progress_changed", percent=percent) if state == State.STALE else ""
    return LackView(
        document=scene.link(document),
        section=section,
        state=state,
        state_label=scene.t(f"progress_{state}"),
        changed=changed,
    )


def _section(scene: Scene, document: Document, language: str, id: str) -> LinkView:
    """A section or a comment, at the place where readers of the translation see it."""
    target = scene.addresses.of_page(scene.place(document.path, id), language)
    href = scene.addresses.relative(target, scene.base) + (f"#{id}" if id else "")
    if isinstance(document, Essay) and (comment := document.thread.by_id.get(id)):
        name = comment.name
        text = scene.t("comment_of", name=name) if name else scene.t("comment_by_nobody")
        return LinkView(href, text)
    if not id:
        return LinkView(href, scene.t("opening"))
    for each in (scene.language, document.original):
        heading = scene.facts.headings.get((document.id, each), {}).get(id)
        if heading:
            return LinkView(href, heading, "" if each == scene.language else each)
    return LinkView(href, f"#{id}")
