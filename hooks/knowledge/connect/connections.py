"""All connections of a base, made once, when the pages of both languages are rendered."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Collection, Mapping
from functools import partial
from typing import TypeVar

from knowledge.cache import Cache, key_of
from knowledge.connect.backlinks import backlinks, essays_of, references
from knowledge.connect.graph import lay_out
from knowledge.connect.questions import answers, asked_in, question_sets, states
from knowledge.connect.related import (
    Places,
    essay_concepts,
    originals,
    places_of,
    related_concepts,
    related_essays,
)
from knowledge.connect.relations import all_relations
from knowledge.model import Connections, Library, RenderedPage, Weighted
from knowledge.versions import version
from knowledge.workers import Meanwhile

T = TypeVar("T")
Near = Mapping[str, tuple[Weighted, ...]]
NOTHING_KEPT = Cache()


def connect(
    library: Library, pages: Collection[RenderedPage], cache: Cache = NOTHING_KEPT
) -> Connections:
    """Inverts what the pages say.

    Args:
        library: all documents.
        pages: every version of every document, rendered.
        cache: where it is kept what is near to what, and where concepts lie: most edits of a text
            change neither.
    """
    relations = all_relations(library)
    drawn = _kept(
        cache,
        "graph",
        (list(library.concepts), [concept.relations for concept in library.concepts.values()]),
        partial(lay_out, library, relations),
        aside=True,
    )
    found = backlinks(library, pages)
    answered_by = answers(library)
    # In an order that follows from nothing else: sums of fractions differ by it.
    mentions = originals(library, found)
    weighed = dict(sorted(essay_concepts(library, mentions).items()))
    places = dict(sorted(places_of(library, mentions).items()))
    near = _kept(
        cache,
        "related",
        (places, len(library.essays)),  # the weights follow from both
        partial(_related, places, weighed),
    )()
    return Connections(
        backlinks=found,
        references=references(library),
        answers=answered_by,
        states=states(library, answered_by),
        asked_in=asked_in(library),
        question_sets=question_sets(library),
        essays_of=essays_of(library),
        relations=relations,
        essay_concepts=weighed,
        related_concepts=near[0],
        related_essays=near[1],
        graph=drawn(),
    )


def _related(places: Places, weighed: Mapping[str, tuple[Weighted, ...]]) -> tuple[Near, Near]:
    """Which concepts, and which essays, are near to each; at once, where that can be."""
    concepts = Meanwhile(partial(related_concepts, places))
    essays = related_essays(weighed)
    return concepts.result(), essays


def _kept(
    cache: Cache, name: str, shaped_by: object, make: Callable[[], T], *, aside: bool = False
) -> Callable[[], T]:
    """What gives what was made of the same before, or is made now.

    Args:
        cache: where it is kept.
        name: what it is.
        shaped_by: everything that it follows from, with a `repr` of all of it.
        make: makes it.
        aside: whether another process makes it meanwhile; else it is made when it is asked for.
    """
    key = key_of([version(), repr(shaped_by)])
    try:
        kept: T = pickle.loads(cache.get(name, key) or b"")
    except Exception:  # whatever it holds, it cannot be used
        making = Meanwhile(make).result if aside else make
    else:
        return lambda: kept

    def made() -> T:
        found = making()
        cache.put(name, key, pickle.dumps(found))
        return found

    return made
