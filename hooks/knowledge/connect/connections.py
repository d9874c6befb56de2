"""All connections of a base, made once, when the pages of both languages are rendered."""

from __future__ import annotations

from collections.abc import Collection

from knowledge.connect.backlinks import backlinks, essays_of, references
from knowledge.connect.graph import lay_out
from knowledge.connect.questions import answers, asked_in, question_sets, states
from knowledge.connect.related import essay_concepts, related_concepts, related_essays
from knowledge.connect.relations import all_relations
from knowledge.model import Connections, Library, RenderedPage


def connect(library: Library, pages: Collection[RenderedPage]) -> Connections:
    """Inverts what the pages say.

    Args:
        library: all documents.
        pages: every version of every document, rendered.
    """
    found = backlinks(library, pages)
    answered_by = answers(library)
    relations = all_relations(library)
    weighed = essay_concepts(library, found)
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
        related_concepts=related_concepts(library, found),
        related_essays=related_essays(weighed),
        graph=lay_out(library, relations),
    )
