"""Lists without a natural end, divided: a concept's places and an essay's comments.

The first of them stand on the document's own page, the rest on further pages of it
(`/concepts/<id>/2/`, `/essays/<id>/thread/2/`). All that is listed counts, also what is folded, so
that every language has the same pages.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import compress, groupby
from operator import attrgetter, itemgetter, not_
from typing import NamedTuple

from knowledge.model import Backlink, Document, Essay, Kind, Library, Thread
from knowledge.present.threads import nest

PLACES, FURTHER_PLACES = 50, 200
"""Of a concept, on its own page and on a further one, which shows nothing else."""
COMMENTS = 200
"""Of an essay, on one page."""
Text = tuple[str, str, str]
"""A document's id, the language of the text, and the comment; empty for the document's own."""
TEXT = itemgetter(0, 1, 2)
"""That of a place."""


class Part(NamedTuple):
    """A page on which a document is shown: its own, which is the first, or a further one."""

    document: Document
    number: int = 1

    @property
    def path(self) -> str:
        """The page's address without language, from the root: `/concepts/resonanz/2/`."""
        return _path(self.document, self.number)


def _path(document: Document, number: int) -> str:
    if number == 1:
        return document.path
    below = "thread/" if isinstance(document, Essay) else ""
    return f"{document.path}{below}{number}/"


class PlaceGroup(NamedTuple):
    """Places of one text, or as many of them as one page has."""

    document: str
    """Empty for the places in other concepts, which stand together."""
    in_thread: bool
    here: tuple[Backlink, ...]
    """In the texts that readers see; in the others, if there are none in those."""
    others: tuple[Backlink, ...]
    total: int
    """How many there are `here`, on all pages together."""
    is_continued: bool = False
    """Whether the page before has some of them."""


def place_groups(
    library: Library, links: Iterable[Backlink], seen: Collection[Text]
) -> Iterator[PlaceGroup]:
    """Places by document, those of a thread apart; those in other concepts together, at the end.

    Args:
        library: all documents.
        links: all places of a concept, those of a document together.
        seen: the texts that readers of a language see.
    """
    in_concepts: list[Backlink] = []
    for id, found in groupby(links, attrgetter("document")):
        document = library.everything[id]
        if document.kind is Kind.CONCEPT:
            in_concepts += found
            continue
        own: list[Backlink] = []
        in_thread: list[Backlink] = []
        for link in found:
            (in_thread if link.comment else own).append(link)
        if own:
            yield _group(id, False, own, seen)
        if in_thread:
            yield _group(id, True, _in_order(document, in_thread), seen)
    if in_concepts:
        yield _group("", False, in_concepts, seen)


def _group(
    document: str, in_thread: bool, links: list[Backlink], seen: Collection[Text]
) -> PlaceGroup:
    is_seen = list(map(seen.__contains__, map(TEXT, links)))
    here, others = tuple(compress(links, is_seen)), tuple(compress(links, map(not_, is_seen)))
    if not here:
        here, others = others, here
    return PlaceGroup(document, in_thread, here, others, len(here))


def _in_order(essay: Document, links: list[Backlink]) -> list[Backlink]:
    """Translated comments among those that were not, as the page shows them."""
    assert isinstance(essay, Essay)
    if len(links) < 2:
        return links
    order = {comment.id: index for index, comment in enumerate(essay.thread.comments)}
    return sorted(links, key=lambda link: order[link.comment])


def divide_places(
    groups: Iterable[PlaceGroup], most: int = PLACES, further: int = FURTHER_PLACES
) -> tuple[tuple[PlaceGroup, ...], ...]:
    """The groups of each page; one that does not fit continues on the next.

    Args:
        groups: all of them, in order.
        most: how many places the first page has.
        further: and each of the others.
    """
    parts: list[list[PlaceGroup]] = []
    room = 0
    for group in groups:
        _, _, here, others, _, is_continued = group
        if len(here) + len(others) <= room:  # most
            parts[-1].append(group)
            room -= len(here) + len(others)
            continue
        while here or others:
            if not room:
                room = further if parts else most
                parts.append([])
            own = here[:room]
            foreign = others[: room - len(own)]
            parts[-1].append(group._replace(here=own, others=foreign, is_continued=is_continued))
            here, others = here[len(own) :], others[len(foreign) :]
            room -= len(own) + len(foreign)
            is_continued = True
    return tuple(map(tuple, parts))


def count_parts(places: int) -> int:
    """On how many pages so many places of a concept are listed."""
    return 1 + max(0, -(-(places - PLACES) // FURTHER_PLACES))


def divide_comments(thread: Thread, most: int = COMMENTS) -> tuple[tuple[str, ...], ...]:
    """The ids of the comments of each page, in the order in which readers meet them.

    Branches stay in their order, links from elsewhere follow; nobody sees what is hidden.
    """
    published = {comment.id: comment for comment in thread.comments if comment.published}
    remarks = {id: comment for id, comment in published.items() if comment.is_remark}
    children, _ = nest(thread.comments, remarks)
    order = [*_branches("", children), *(id for id in published if id not in remarks)]
    return tuple(tuple(order[at : at + most]) for at in range(0, len(order), most))


def _branches(above: str, children: Mapping[str, list[str]]) -> Iterator[str]:
    """The comments below one, each with its own behind it; they are nested a few levels only."""
    for id in children.get(above, ()):
        yield id
        yield from _branches(id, children)


def threads_divided(library: Library) -> Iterator[tuple[Essay, tuple[tuple[str, ...], ...]]]:
    """The essays whose comments need more than one page, with those of each page."""
    for essay in library.essays.values():
        if len(essay.thread.comments) > COMMENTS:
            parts = divide_comments(essay.thread)
            if len(parts) > 1:
                yield essay, parts


def further_comments(essay: Essay, parts: Sequence[Iterable[str]]) -> dict[str, str]:
    """The addresses, without language, of the pages of comments that are not on the first one.

    Args:
        essay: whose comments they are.
        parts: the ids of the comments of each page.
    """
    return {
        id: Part(essay, number).path
        for number, ids in enumerate(parts, start=1)
        if number > 1
        for id in ids
    }
