"""The little that many pages show of others, apart from all the rest of them.

A page that shows a heading of an essay is to be made anew when that heading changes, and not
whenever something in the essay does.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import (
    Callable,
    Collection,
    Container,
    Hashable,
    Iterable,
    Iterator,
    Mapping,
    Sequence,
)
from dataclasses import dataclass, field, replace
from functools import cache, partial
from itertools import chain
from operator import attrgetter
from typing import NamedTuple, TypeVar

from knowledge.model import (
    Connections,
    Essay,
    Kind,
    Library,
    RenderedComment,
    RenderedPage,
    Rule,
)
from knowledge.present.division import (
    TEXT,
    PlaceGroup,
    Text,
    count_parts,
    divide_places,
    further_comments,
    place_groups,
    threads_divided,
)
from knowledge.translations.rows import Lag, ProgressRow, lags, progress_rows

FOUND_BY, DOCUMENT = attrgetter("rule", "linked"), attrgetter("document")
PACE = {"de": 179, "en": 228}
"""Words a minute that adults read: Trauzettel-Klosinski and Dietz, Standardized Assessment of
Reading Performance, IOVS 53 (2012), 5452-5461."""
COMMON_PACE = 184
"""The mean of the seventeen languages measured there."""

FROM_PLACES = ("counts", "rules", "spread", "asked_about", "places")
"""The facts that follow from the places of one concept and from the shape of the base."""

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")
Key = tuple[str, str]
"""A document's id and the language of its text."""


class Asked(Mapping[K, V]):
    """A mapping whose values are worked out when somebody asks for them."""

    def __init__(self, keys: Iterable[K], make: Callable[[K], V]) -> None:
        """Takes the keys there are, and what makes the value of one."""
        self._keys = dict.fromkeys(keys)
        self._make = cache(make)

    def __getitem__(self, key: K) -> V:
        if key not in self._keys:
            raise KeyError(key)
        return self._make(key)

    def __contains__(self, key: object) -> bool:
        return key in self._keys

    def __iter__(self) -> Iterator[K]:
        return iter(self._keys)

    def __len__(self) -> int:
        return len(self._keys)


class RuleFound(NamedTuple):
    """How many mentions a rule found."""

    rule: str
    mentions: int
    links: int
    """How many of them are links."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What pages show of other pages."""

    leads: Mapping[Key, str] = field(default_factory=dict)
    """Their first paragraphs."""
    headings: Mapping[Key, Mapping[str, str]] = field(default_factory=dict)
    """The texts of their headings by id."""
    minutes: Mapping[Key, int] = field(default_factory=dict)
    """How long their own texts take to read, in whole minutes, one at least."""
    meant: Mapping[Key, tuple[str, ...]] = field(default_factory=dict)
    """The concepts that the own text of a question means, the one meant most often first."""
    comments: Mapping[tuple[str, str, str], RenderedComment] = field(default_factory=dict)
    """Comments by essay, language and id, for pages that show single ones."""
    weights: Mapping[str, int] = field(default_factory=dict)
    """How often each concept is meant, in all languages."""
    counts: Mapping[str, int] = field(default_factory=dict)
    """How often each concept is meant in the texts that readers of the language see."""
    rules: Mapping[str, tuple[RuleFound, ...]] = field(default_factory=dict)
    """By which rules it was found there; in the other texts if it is not meant in those."""
    spread: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    """In how many texts of each kind it is meant, in all languages; threads are a kind."""
    asked_about: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """The questions whose own text means a concept."""
    places: Mapping[tuple[str, int], tuple[PlaceGroup, ...]] = field(default_factory=dict)
    """Where a concept is meant, by the number of the page that lists it."""
    parts: Mapping[str, int] = field(default_factory=dict)
    """On how many pages a document is shown, if it is more than one."""
    further: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """The pages of comments that do not stand on their essay's own, by its address."""
    lags: Mapping[Key, Lag] = field(default_factory=dict)
    """The sections of translations that are stale or missing, with which of the two they are."""
    progress: Mapping[str, tuple[ProgressRow, ...]] = field(default_factory=dict)
    """How far the translations of each kind of document are."""

    def with_pages(self, library: Library, pages: Mapping[Key, RenderedPage]) -> Facts:
        """The same with some pages as they are now; what is counted stays.

        Args:
            library: with their documents.
            pages: the pages.
        """
        threads = list(threads_divided(library))
        divided = {essay.id: len(parts) for essay, parts in threads}
        others = {id: n for id, n in self.parts.items() if id not in library.essays}
        return replace(
            self,
            parts={**others, **divided},
            further=_further(threads),
            lags=lags(library),
            leads={**self.leads, **_leads(pages)},
            headings={**self.headings, **_headings(pages)},
            minutes={**self.minutes, **_minutes(pages)},
            meant={**self.meant, **_meant(pages, self.meant)},
            comments={**self.comments, **_comments(pages)},
        )


def facts(
    library: Library,
    pages: Mapping[Key, RenderedPage],
    connections: Connections,
    language: str,
    others: Facts | None = None,
) -> Facts:
    """Gathers the facts as readers of a language see them.

    What follows from the places of one concept is worked out when somebody asks for it: that is
    whoever makes its page, in a process of many.

    Args:
        library: all documents.
        pages: every version of every document, rendered.
        connections: of the same.
        language: of the readers.
        others: the facts as readers of another language see them; most are the same.
    """
    backlinks = connections.backlinks
    texts = _seen(library, language)

    @cache
    def groups(concept: str) -> list[PlaceGroup]:
        return list(place_groups(library, backlinks[concept], texts))

    @cache
    def divided(concept: str) -> tuple[tuple[PlaceGroup, ...], ...]:
        return divide_places(groups(concept))

    lengths = {concept: count_parts(len(links)) for concept, links in backlinks.items()}
    places = [(id, number) for id, last in lengths.items() for number in range(1, last + 1)]
    return replace(
        others or _neutral(library, pages, connections),
        counts=Asked(backlinks, lambda id: sum(map(texts.__contains__, map(TEXT, backlinks[id])))),
        rules=Asked(backlinks, lambda id: tuple(_rules(groups(id), texts))),
        spread=Asked(backlinks, lambda id: _spread(library, groups(id))),
        asked_about=Asked(backlinks, lambda id: _questions(library, groups(id))),
        places=Asked(places, lambda key: divided(key[0])[key[1] - 1]),
    )


def _neutral(
    library: Library, pages: Mapping[Key, RenderedPage], connections: Connections
) -> Facts:
    """The facts that are the same for readers of every language."""
    backlinks = connections.backlinks
    threads = list(threads_divided(library))
    lengths = {concept: count_parts(len(links)) for concept, links in backlinks.items()}
    lengths |= {essay.id: len(parts) for essay, parts in threads}
    return Facts(
        leads=_leads(pages),
        headings=_headings(pages),
        minutes=_minutes(pages),
        meant=_meant(pages, {key for key in pages if key[0] in library.questions}),
        comments=_comments(pages),
        weights={concept: len(links) for concept, links in backlinks.items()},
        parts={id: number for id, number in lengths.items() if number > 1},
        further=_further(threads),
        lags=lags(library),
        progress=Asked(Kind, partial(progress_rows, library)),
    )


def shape(library: Library, language: str) -> list[tuple[object, ...]]:
    """What of all documents decides where a place is listed: their order, kinds and comments.

    Args:
        library: all documents.
        language: of the readers.
    """
    found: list[tuple[object, ...]] = []
    for id, document in library.everything.items():
        shown = document.version(language).language
        comments = document.thread.comments if isinstance(document, Essay) else ()
        texts = [(comment.id, comment.text(shown).language) for comment in comments]
        found.append((id, str(document.kind), shown, texts))
    return found


def _further(threads: Iterable[tuple[Essay, Sequence[Iterable[str]]]]) -> dict[str, dict[str, str]]:
    return {essay.path: further_comments(essay, parts) for essay, parts in threads}


def _spread(library: Library, groups: Iterable[PlaceGroup]) -> dict[str, int]:
    counts: Counter[str] = Counter()
    for group in groups:
        if not group.document:
            counts[Kind.CONCEPT] = len(set(map(DOCUMENT, (*group.here, *group.others))))
        else:
            kind = library.everything[group.document].kind
            counts["thread" if group.in_thread else kind] += 1
    kinds = (Kind.ESSAY, "thread", Kind.QUESTION, Kind.CONCEPT, Kind.PAGE)
    return {str(kind): counts[kind] for kind in kinds if counts[kind]}


def _questions(library: Library, groups: Iterable[PlaceGroup]) -> tuple[str, ...]:
    return tuple(group.document for group in groups if group.document in library.questions)


def _rules(groups: Collection[PlaceGroup], seen: Collection[Text]) -> Iterator[RuleFound]:
    here = [group.here for group in groups if TEXT(group.here[0]) in seen]
    links = here or [(*group.here, *group.others) for group in groups]
    found = Counter(map(FOUND_BY, chain.from_iterable(links)))
    for rule in Rule:
        linked, named = found[rule, True], found[rule, False]
        if linked or named:
            yield RuleFound(rule, linked + named, linked)


def _leads(pages: Mapping[Key, RenderedPage]) -> Mapping[Key, str]:
    return {key: page.body.lead for key, page in pages.items()}


def _headings(pages: Mapping[Key, RenderedPage]) -> Mapping[Key, Mapping[str, str]]:
    return Asked(
        pages, lambda key: {heading.id: heading.text for heading in pages[key].body.headings}
    )


def _minutes(pages: Mapping[Key, RenderedPage]) -> Mapping[Key, int]:
    return Asked(
        pages, lambda key: max(1, round(_words(pages[key]) / PACE.get(key[1], COMMON_PACE)))
    )


def _meant(
    pages: Mapping[Key, RenderedPage], wanted: Container[Key]
) -> Mapping[Key, tuple[str, ...]]:
    return {
        key: tuple(
            id for id, _ in Counter(mention.concept for mention in page.body.mentions).most_common()
        )
        for key, page in pages.items()
        if key in wanted
    }


def _words(page: RenderedPage) -> int:
    """About how many words a text has; spaces are counted a hundred times faster."""
    return sum(text.count(" ") + 1 for text in page.body.plain.values())


def _comments(
    pages: Mapping[Key, RenderedPage],
) -> Mapping[tuple[str, str, str], RenderedComment]:
    return {(*key, comment.id): comment for key, page in pages.items() for comment in page.comments}


def _seen(library: Library, language: str) -> set[Text]:
    """The texts that readers of a language see."""
    texts: set[Text] = set()
    for id, document in library.everything.items():
        shown = document.version(language).language
        texts.add((id, shown, ""))
        if isinstance(document, Essay):
            comments = document.thread.comments
            texts.update((id, comment.text(shown).language, comment.id) for comment in comments)
    return texts
