"""What answers a question, and whether it is still open."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from knowledge.model import Answer, Library, Question, QuestionState


def answers(library: Library) -> Mapping[str, tuple[Answer, ...]]:
    """What answers each question: essays that say so, and published comments that do."""
    found: dict[str, list[Answer]] = defaultdict(list)
    for essay in library.essays.values():
        for question in essay.answers:
            found[question].append(Answer(essay.id))
        for comment in essay.thread.comments:
            if comment.published:
                for question in comment.answers:
                    found[question].append(Answer(essay.id, comment.id))
    return {question: tuple(places) for question, places in found.items()}


def states(
    library: Library, answered_by: Mapping[str, tuple[Answer, ...]]
) -> Mapping[str, QuestionState]:
    """Open until something answers it; closed only if its author says so."""
    return {id: _state(question, id in answered_by) for id, question in library.questions.items()}


def _state(question: Question, has_answer: bool) -> QuestionState:
    if question.closed:
        return QuestionState.CLOSED
    return QuestionState.ANSWERED if has_answer else QuestionState.OPEN


def asked_in(library: Library) -> Mapping[str, tuple[str, ...]]:
    """The questions of each essay and its thread, those of a set together and in its order."""
    found: dict[str, list[Question]] = defaultdict(list)
    for question in library.questions.values():
        essay = question.asked_in.partition("#")[0]
        if essay:
            found[essay].append(question)
    return {
        essay: tuple(question.id for question in sorted(questions, key=in_sets))
        for essay, questions in found.items()
    }


def in_sets(question: Question) -> tuple[str, int, str]:
    """A sorting key: questions of a set together, in its order, single questions last."""
    if question.set is None:
        return "~", 0, question.id
    return question.set.id, question.set.number, question.id


def question_sets(library: Library) -> Mapping[str, tuple[str, ...]]:
    """The questions of each set, in its order."""
    found: dict[str, list[Question]] = defaultdict(list)
    for question in library.questions.values():
        if question.set:
            found[question.set.id].append(question)
    return {id: tuple(q.id for q in sorted(members, key=in_sets)) for id, members in found.items()}
