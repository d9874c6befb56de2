"""The further pages of what is divided, and the ways between them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from knowledge.model import Concept, Document, Essay
from knowledge.present.concepts import places
from knowledge.present.division import Part, divide_comments
from knowledge.present.scene import Scene
from knowledge.present.text import number_text
from knowledge.present.threads import thread_view
from knowledge.present.views import FurtherView, LinkView, MovedView, PageNumber, PagesView

BESIDE = 2
"""Pages whose numbers stand on either side of the one that is shown, beside the first and last."""
GAP = PageNumber("…", "")


def part_count(scene: Scene, document: Document) -> int:
    """On how many pages a document is shown."""
    return scene.facts.parts.get(document.id, 1)


def parts_of(scene: Scene, documents: Iterable[Document]) -> dict[str, Part]:
    """The pages of documents in the language of a scene, by the path where they are written."""
    parts = (
        Part(document, number)
        for document in documents
        for number in range(1, part_count(scene, document) + 1)
    )
    return {written_at(scene, part): part for part in parts}


def written_at(scene: Scene, part: Part) -> str:
    """Where a page is written, from the root of the site."""
    return f"{scene.addresses.of_page(part.path, scene.language)}index.html"


def shown_comments(scene: Scene, essay: Essay, number: int) -> tuple[str, ...] | None:
    """The ids of the comments that a page of an essay has, or None where it has all of them."""
    return divide_comments(essay.thread)[number - 1] if part_count(scene, essay) > 1 else None


def further_view(scene: Scene, part: Part) -> FurtherView:
    """What a further page shows.

    Args:
        scene: what is seen from that page.
        part: the page; of an essay or a concept.
    """
    document, number = part
    title = document.title(scene.language)
    shown = number_text(number, scene.language)
    total = number_text(part_count(scene, document), scene.language)
    is_essay = isinstance(document, Essay)
    return FurtherView(
        title=scene.t("page_title", title=title, number=shown),
        note=scene.t("page_of", number=shown, total=total),
        kind_label=scene.t(f"kind_{document.kind}"),
        heading=scene.t("conversation" if is_essay else "mentions"),
        anchor=_anchor(document),
        first=scene.link(document),
        thread=thread_view(scene, document, shown_comments(scene, document, number))
        if isinstance(document, Essay)
        else None,
        places=places(scene, document, number) if isinstance(document, Concept) else (),
    )


def pages_view(scene: Scene, part: Part) -> PagesView | None:
    """The ways between the pages of a document, or None if it has only one."""
    document, number = part
    total = part_count(scene, document)
    if total == 1:
        return None
    thread = document if isinstance(document, Essay) else None
    return PagesView(
        label=scene.t("pages"),
        numbers=tuple(_numbers(scene, part, total)),
        previous=_way(scene, document, number - 1, "page_previous") if number > 1 else None,
        next=_way(scene, document, number + 1, "page_next") if number < total else None,
        first=scene.path_href(document.path) if thread and number > 1 else "",
        moved=tuple(_moved(scene, thread)) if thread and number == 1 else (),
    )


def _anchor(document: Document) -> str:
    """The id that the template gives the part of the first page that goes on."""
    return "thread" if isinstance(document, Essay) else "mentions"


def _href(scene: Scene, document: Document, number: int) -> str:
    href = scene.path_href(Part(document, number).path)
    return f"{href}#{_anchor(document)}" if number == 1 else href


def _way(scene: Scene, document: Document, number: int, key: str) -> LinkView:
    return LinkView(_href(scene, document, number), scene.t(key))


def _numbers(scene: Scene, part: Part, total: int) -> Iterator[PageNumber]:
    """The first and the last page and those around the one shown, with gaps between them."""
    around = range(part.number - BESIDE, part.number + BESIDE + 1)
    last = 0
    for number in range(1, total + 1):
        if number in {1, total} or number in around:
            if number > last + 1:
                yield GAP
            text, href = number_text(number, scene.language), _href(scene, part.document, number)
            yield PageNumber(text, href, is_here=number == part.number)
            last = number


def _moved(scene: Scene, essay: Essay) -> Iterator[MovedView]:
    """Where the comments are that old addresses look for on the essay's own page."""
    for number, ids in enumerate(divide_comments(essay.thread), start=1):
        if number > 1:
            text = scene.t("moved", number=number_text(number, scene.language))
            yield MovedView(text, tuple(LinkView(scene.href(essay, id), id) for id in ids))
