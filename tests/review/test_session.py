from __future__ import annotations

from collections.abc import Callable

import pytest

from knowledge.model import Ledger, LedgerEntry
from knowledge.review import State, press, waiting
from knowledge.review.decisions import RefusedError
from knowledge.review.session import KEYS
from tests.documents import NOTHING_DECIDED
from tests.review.bases import park, spot

PLACES = park()
ITEMS = waiting(PLACES, NOTHING_DECIDED, new=PLACES)
"""Garten before the sections, Bank, Garten and Gartens in the morning, Bank and Garten later."""


class Kept:
    """A ledger that is kept in memory."""

    def __init__(self, ledger: Ledger = NOTHING_DECIDED) -> None:
        self.ledger = ledger
        self.times = 0

    def __call__(self, change: Callable[[Ledger], Ledger]) -> Ledger:
        self.ledger = change(self.ledger)
        self.times += 1
        return self.ledger


def play(keys: str, kept: Kept, state: State | None = None) -> State:
    """A review after some keys."""
    state = state or State(ITEMS, kept.ledger)
    for key in keys:
        state = press(state, key, kept)
    return state


def entries(entries: tuple[LedgerEntry, ...]) -> list[tuple[str, str, str, str]]:
    return [(e.concept, e.surface, e.essay, e.section) for e in entries]


def at(state: State) -> tuple[str, str]:
    """The section and the surface a review has come to."""
    assert state.item
    return state.item.spot.section, state.item.spot.surface


def test_the_places_come_in_order() -> None:
    kept = Kept()
    seen = [at(play("s" * count, kept)) for count in range(len(ITEMS))]
    assert seen == [
        ("", "Garten"),
        ("morgens", "Bank"),
        ("morgens", "Garten"),
        ("morgens", "Gartens"),
        ("abends", "Bank"),
        ("abends", "Garten"),
    ]
    assert kept.times == 0


def test_a_decision_is_kept_at_once() -> None:
    kept = Kept()
    state = play("sss" + "r", kept)
    assert kept.times == 1
    assert entries(kept.ledger.rejected) == [("garten", "Gartens", "park", "")]
    assert state.message == "“Gartens”, garten: rejected in park."


def test_what_a_decision_settles_elsewhere_is_passed_over() -> None:
    kept = Kept()
    state = play("A", kept)
    assert entries(kept.ledger.accepted) == [("garten", "Garten", "", "")]
    assert [at(state), at(play("s", kept, state)), at(play("ss", kept, state))] == [
        ("morgens", "Bank"),
        ("morgens", "Gartens"),
        ("abends", "Bank"),
    ]
    assert play("sss", kept, state).item is None


def test_of_several_concepts_one_is_chosen_by_number() -> None:
    kept = Kept()
    state = play("s" + "2", kept)
    assert (state.chosen, at(state)) == ("sitzbank", ("morgens", "Bank"))
    state = play("a", kept, state)
    assert entries(kept.ledger.accepted) == [("sitzbank", "Bank", "park", "morgens")]
    assert at(state) == ("morgens", "Garten")
    assert state.chosen == ""


@pytest.mark.parametrize(
    ("keys", "message"),
    [
        ("sa", "Choose the concept first: 1 to 2."),
        ("s3", "There is no concept 3 to choose."),
        ("s0", "There is no concept 0 to choose."),
        ("1", "There is no concept 1 to choose."),
        ("x", "? lists the keys."),
        ("²", "? lists the keys."),
        ("b", "This is where the review began."),
    ],
)
def test_a_key_that_can_do_nothing_says_so(keys: str, message: str) -> None:
    kept = Kept()
    state = play(keys, kept)
    assert (state.message, kept.times) == (message, 0)
    assert play("?", kept, state).message.count("\n") == len(KEYS) - 1


def test_back_and_decided_anew_the_old_decision_is_withdrawn() -> None:
    kept = Kept()
    state = play("sss" + "r" + "b", kept)
    assert at(state) == ("morgens", "Gartens")
    assert [str(decided) for decided in state.taken[3]] == ["rejected in park"]
    state = play("A", kept, state)
    assert entries(kept.ledger.accepted) == [("garten", "Gartens", "", "")]
    assert kept.ledger.rejected == ()
    assert state.decisions == 1


def test_back_leads_over_what_was_shown_and_to_the_beginning() -> None:
    state = play("A" + "s" + "s" + "bb", Kept())
    assert at(state) == ("morgens", "Bank")
    assert at(play("b", Kept(), state)) == ("", "Garten")


def test_the_same_decision_twice_is_one() -> None:
    kept = Kept()
    state = play("sss" + "rbr", kept)
    assert entries(kept.ledger.rejected) == [("garten", "Gartens", "park", "")]
    assert state.decisions == 1


def test_what_was_decided_before_is_not_withdrawn() -> None:
    before = Ledger(accepted=(LedgerEntry("beet", "Beet"),))
    kept = Kept(before)
    play("sss" + "rb" + "A", kept)
    assert before.accepted[0] in kept.ledger.accepted


def test_a_refused_decision_leaves_everything_as_it_was() -> None:
    def refuse(_: object) -> Ledger:
        raise RefusedError("links.yml is not in order.")

    state = State(ITEMS, NOTHING_DECIDED)
    after = press(state, "A", refuse)
    assert after.message == "links.yml is not in order."
    assert (after.position, after.ledger, after.decisions) == (0, NOTHING_DECIDED, 0)


def test_always_is_refused_where_another_section_says_otherwise() -> None:
    kept = Kept()
    state = play("s2a" + "ss" + "1A", kept)
    assert "sitzbank" in state.message
    assert at(state) == ("abends", "Bank")
    assert entries(kept.ledger.accepted) == [("sitzbank", "Bank", "park", "morgens")]


def test_a_rejected_claim_leaves_the_rest_to_decide() -> None:
    three = spot("Bank", ("a", "b", "c"))
    items = waiting([three], NOTHING_DECIDED, new=())
    kept = Kept()
    state = play("1r", kept, State(items, NOTHING_DECIDED))
    assert state.item is not None
    state = play("2r", kept, state)
    assert (state.item, state.decisions) == (None, 2)
    assert play("b" + "3a", kept, state).decisions == 1
    assert entries(kept.ledger.accepted) == [("c", "Bank", "park", "")]
    assert kept.ledger.rejected == ()


def test_behind_the_last_place_there_is_a_way_back() -> None:
    kept = Kept()
    state = play("s" * len(ITEMS), kept)
    assert (state.item, state.is_over) == (None, False)
    assert at(play("b", kept, state)) == ("abends", "Garten")
    assert play("s", kept, state).is_over
    assert play("q", kept).is_over
