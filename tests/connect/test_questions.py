from __future__ import annotations

import pytest

from knowledge.connect.questions import answers, asked_in, question_sets, states
from knowledge.model import Answer, CommentKind, Essay, QuestionSet, QuestionState, Status
from tests.documents import comment, essay, library, question

REPLY = ("q",)
STATES = [
    pytest.param(essay("e"), False, QuestionState.OPEN, id="nothing answers it"),
    pytest.param(essay("e", answers=REPLY), False, QuestionState.ANSWERED, id="an essay does"),
    pytest.param(
        essay("e", comments=[comment("c1", answers=REPLY)]),
        False,
        QuestionState.ANSWERED,
        id="a comment does",
    ),
    pytest.param(
        essay("e", comments=[comment("c1", answers=REPLY, status=Status.PENDING)]),
        False,
        QuestionState.OPEN,
        id="a comment that waits does not",
    ),
    pytest.param(
        essay("e", comments=[comment("c1", answers=REPLY, status=Status.HIDDEN)]),
        False,
        QuestionState.OPEN,
        id="a hidden comment does not",
    ),
    pytest.param(essay("e", answers=REPLY), True, QuestionState.CLOSED, id="its author closed it"),
    pytest.param(essay("e"), True, QuestionState.CLOSED, id="closed without an answer"),
]


@pytest.mark.parametrize(("by", "closed", "state"), STATES)
def test_a_state_is_derived(by: Essay, closed: bool, state: QuestionState) -> None:
    base = library(by, question("q", closed=closed))
    assert states(base, answers(base)) == {"q": state}


def test_answers_are_listed_with_their_comments_in_order() -> None:
    thread = [
        comment("c1", answers=("q", "r")),
        comment("c2"),
        comment("c3", answers=("q",), kind=CommentKind.REBLOG),
    ]
    base = library(essay("e", answers=("q",), comments=thread), question("q"), question("r"))
    assert answers(base) == {
        "q": (Answer("e"), Answer("e", "c1"), Answer("e", "c3")),
        "r": (Answer("e", "c1"),),
    }


def test_an_essay_lists_the_questions_asked_in_it_and_in_its_thread() -> None:
    base = library(
        essay("e"),
        question("zuletzt", asked_in="e#c1"),
        question("zwei", asked_in="e", set=QuestionSet("reihe", 2)),
        question("eins", asked_in="e", set=QuestionSet("reihe", 1)),
        question("anderswo", asked_in="f"),
        question("nirgends"),
    )
    assert asked_in(base) == {"e": ("eins", "zwei", "zuletzt"), "f": ("anderswo",)}


def test_a_set_is_in_the_order_of_its_numbers() -> None:
    numbers = {"a": 10, "b": 2, "c": 1}
    base = library(*(question(id, set=QuestionSet("reihe", n)) for id, n in numbers.items()))
    assert question_sets(base) == {"reihe": ("c", "b", "a")}
