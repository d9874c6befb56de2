"""The text of a translation, with what lags behind the original and what is new there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import partial

from markupsafe import Markup

from knowledge.model import Document, Heading, RenderedText
from knowledge.present.scene import Scene
from knowledge.present.views import LinkView, PageView, PartView
from knowledge.render.sections import SectionHtml, lend, lent_id, split
from knowledge.translations.progress import State


def with_lag(scene: Scene, document: Document, view: PageView) -> PageView:
    """The view of a page, its text in parts if some of a translation lags or is missing.

    Args:
        scene: what is seen from the page.
        document: what the page shows.
        view: with the text as a whole.
    """
    if scene.language == document.original or scene.language not in document.versions:
        return view
    lag = dict(scene.facts.lags.get((document.id, scene.language), ()))
    if not lag:
        return view
    missing = [id for id, state in lag.items() if state == State.MISSING]
    headings = tuple(_headings(scene, document, missing)) if missing else ()
    own = {heading.id for heading in scene.rendered(document).body.headings}
    return replace(
        view,
        parts=tuple(_parts(scene, document, lag)),
        headings=headings,
        borrowed={h.id: document.original for h in headings if h.id not in own},
    )


def _parts(scene: Scene, document: Document, lag: Mapping[str, str]) -> Iterator[PartView]:
    own = _split(scene.rendered(document).body, document, scene.language)
    theirs: dict[str, SectionHtml] = {}
    if State.MISSING in lag.values():
        original = scene.pages[document.id, document.original].body
        theirs = {part.id: part for part in _split(original, document, document.original)}
    notes = [part for part in own[1:] if not part.id]
    sections = [part for number, part in enumerate(own) if part.id or not number]
    by_id = {part.id: part for part in sections}
    for id in _order(document, scene.language, lag):
        if id in by_id:
            yield _own(scene, document, by_id[id], lag.get(id, ""))
        elif id in theirs:
            yield _borrowed(scene, document, theirs[id])
    for part in notes:
        yield PartView(head=Markup(), html=scene.settle(part.text))


def _split(text: RenderedText, document: Document, language: str) -> list[SectionHtml]:
    return split(text.html, {section.id for section in document.versions[language].sections})


def _order(document: Document, language: str, lag: Iterable[str]) -> list[str]:
    """The sections of a translation; one that it lacks follows what it does in the original."""
    order = [section.id for section in document.versions[language].sections]
    before = ""
    for section in document.versions[document.original].sections:
        if section.id in lag and section.id not in order:
            order.insert(order.index(before) + 1, section.id)
        if section.id in order:
            before = section.id
    return order


def _own(scene: Scene, document: Document, part: SectionHtml, state: str) -> PartView:
    stale = state == State.STALE
    key = "stale_section" if part.id else "stale_opening"
    return PartView(
        head=scene.settle(part.head),
        html=scene.settle(part.text),
        notice=scene.t(key) if stale else "",
        original=_link(scene, document, part.id) if stale else None,
    )


def _borrowed(scene: Scene, document: Document, part: SectionHtml) -> PartView:
    language = document.original
    taken = scene.rendered(document).body.anchors
    lent = lend(part, language, taken, partial(_address, scene, document))
    return PartView(
        head=scene.settle(lent.head),
        html=scene.settle(lent.text),
        lang=language,
        notice_lang=scene.language,
        notice=scene.t("missing_section", language=scene.language_name(language)),
        original=_link(scene, document, part.id),
    )


def _link(scene: Scene, document: Document, id: str) -> LinkView:
    return LinkView(_address(scene, document, id), scene.t("notice_link"), document.original)


def _address(scene: Scene, document: Document, anchor: str) -> str:
    """The link to a place on the original's page."""
    target = scene.addresses.of_page(document.path, document.original)
    address = scene.addresses.relative(target, scene.base)
    return f"{address}#{anchor}" if anchor else address


def _headings(scene: Scene, document: Document, missing: Iterable[str]) -> Iterator[Heading]:
    """The headings of the page in order, those of the original among them."""
    by_section = {
        language: _by_section(scene.pages[document.id, language].body.headings, ids)
        for language, ids in _ids(document, scene.language)
    }
    taken = scene.rendered(document).body.anchors
    for id in _order(document, scene.language, missing):
        if id not in missing:
            yield from by_section[scene.language].get(id, ())
            continue
        for heading in by_section[document.original].get(id, ()):
            yield replace(heading, id=lent_id(heading.id, document.original, taken))


def _ids(document: Document, language: str) -> Iterator[tuple[str, set[str]]]:
    for each in (language, document.original):
        yield each, {section.id for section in document.versions[each].sections}


def _by_section(headings: Iterable[Heading], ids: set[str]) -> dict[str, list[Heading]]:
    found: dict[str, list[Heading]] = {}
    current = ""
    for heading in headings:
        if heading.level == 2 and heading.id in ids:
            current = heading.id
        found.setdefault(current, []).append(heading)
    return found
