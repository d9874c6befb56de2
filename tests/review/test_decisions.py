from __future__ import annotations

from dataclasses import replace

import pytest

from knowledge.model import Ledger, LedgerEntry, Sentence
from knowledge.review import Spot
from knowledge.review.decisions import (
    Decision,
    RefusedError,
    decision,
    is_open,
    with_decision,
    without,
)
from tests.documents import NOTHING_DECIDED
from tests.review.bases import park, spot

BENCH = {"sitzbank", "geldbank"}


def _bench(section: str) -> Spot:
    return next(s for s in park() if s.is_contested and s.section == section)


def _decided(place: Spot, concept: str, verdict: str, **more: bool) -> Ledger:
    """The ledger with one decision about a place, given as the key that takes it."""
    options = {"has_twins": False, **more}
    decided = decision(
        place, concept, is_accepted=verdict in "aA", is_here=verdict in "ar", **options
    )
    return with_decision(NOTHING_DECIDED, decided, BENCH - {concept})


def _bench_meanings(ledger: Ledger) -> list[tuple[str, ...]]:
    """What *Bank* means at each of its three places, with a ledger."""
    return [place.concepts for place in park(ledger) if place.surface == "Bank"]


UNDECIDED = ("geldbank", "sitzbank")


@pytest.mark.parametrize("verdict", ["a", "A"])
def test_the_matcher_links_the_concept_that_was_accepted(verdict: str) -> None:
    ledger = _decided(_bench("morgens"), "sitzbank", verdict)
    assert _bench_meanings(ledger) == [("sitzbank",)] * 3
    assert not any(is_open(place, ledger) for place in park() if place.is_contested)


@pytest.mark.parametrize("verdict", ["r", "N"])
def test_the_matcher_links_the_other_concept_if_one_was_rejected(verdict: str) -> None:
    assert _bench_meanings(_decided(_bench("abends"), "sitzbank", verdict)) == [("geldbank",)] * 3


def test_the_matcher_decides_one_section_if_the_entry_names_it() -> None:
    ledger = _decided(_bench("morgens"), "sitzbank", "a", has_twins=True)
    assert _bench_meanings(ledger) == [("sitzbank",), ("sitzbank",), UNDECIDED]
    assert [is_open(_bench(section), ledger) for section in ("morgens", "abends")] == [False, True]


@pytest.mark.parametrize(("verdict", "left"), [("r", 0), ("N", 0), ("a", 3), ("A", 3)])
def test_the_matcher_drops_a_mention_that_was_rejected(verdict: str, left: int) -> None:
    place = next(place for place in park() if place.surface == "Garten")
    ledger = _decided(place, "garten", verdict)
    assert [s.surface for s in park(ledger)].count("Garten") == left
    assert not is_open(place, ledger)


@pytest.mark.parametrize(
    ("surface", "shown"), [("Neue\n> Arbeit", "Neue Arbeit"), ("Gar\u00adten", "Garten")]
)
def test_the_entry_is_one_that_the_matcher_takes_for_the_surface(surface: str, shown: str) -> None:
    place = spot(surface, sentence=Sentence("", shown, ""))
    assert not is_open(place, _decided(place, "garten", "a"))


def test_where_a_decision_holds() -> None:
    place = replace(spot(), section="morgens")
    entries = {
        (verdict, twins): _decided(place, "garten", verdict, has_twins=twins)
        for verdict in "arAN"
        for twins in (False, True)
    }
    here, section = ("park", ""), ("park", "morgens")
    for (verdict, twins), ledger in entries.items():
        (entry,) = ledger.accepted if verdict in "aA" else ledger.rejected
        expected = ("", "") if verdict in "AN" else section if twins else here
        assert (entry.concept, entry.surface) == ("garten", "Garten")
        assert (entry.essay, entry.section) == expected


@pytest.mark.parametrize("verdict", ["a", "r"])
def test_nothing_holds_here_only_in_a_text_without_essay(verdict: str) -> None:
    with pytest.raises(RefusedError, match=r"^This text belongs to no essay: .* A .* N"):
        _decided(replace(spot(), essay=""), "garten", verdict)


HERE = LedgerEntry("garten", "Garten", "park")
SECTION = LedgerEntry("garten", "Garten", "park", "morgens")
ALWAYS = LedgerEntry("garten", "Garten")
ELSEWHERE = LedgerEntry("garten", "Garten", "hof")


@pytest.mark.parametrize("is_accepted", [True, False])
@pytest.mark.parametrize(
    ("held", "new"),
    [(HERE, HERE), (ALWAYS, HERE), (HERE, SECTION), (HERE, replace(HERE, surface="garten"))],
)
def test_what_the_ledger_says_already_is_not_added(
    is_accepted: bool, held: LedgerEntry, new: LedgerEntry
) -> None:
    ledger = with_decision(NOTHING_DECIDED, Decision(is_accepted, held))
    assert with_decision(ledger, Decision(is_accepted, new)) == ledger


@pytest.mark.parametrize(
    ("accepted", "rejected", "can_stand"),
    [
        (HERE, HERE, False),
        (SECTION, HERE, False),
        (HERE, ALWAYS, False),
        (ALWAYS, HERE, True),
        (HERE, SECTION, True),
        (HERE, ELSEWHERE, True),
        (HERE, LedgerEntry("beet", "Garten", "park"), True),
        (HERE, LedgerEntry("garten", "Gartens", "park"), True),
    ],
)
def test_accepted_and_rejected_stand_together_only_if_both_decide_something(
    accepted: LedgerEntry, rejected: LedgerEntry, can_stand: bool
) -> None:
    decisions = Decision(True, accepted), Decision(False, rejected)
    for first, second in (decisions, decisions[::-1]):
        ledger = with_decision(NOTHING_DECIDED, first)
        if can_stand:
            both = with_decision(ledger, second)
            assert (both.accepted, both.rejected) == ((accepted,), (rejected,))
        else:
            with pytest.raises(RefusedError, match=r"^links\.yml line 1 contradicts .* Change "):
                with_decision(ledger, second)


@pytest.mark.parametrize(
    ("other", "can_stand"), [(HERE, False), (ALWAYS, False), (SECTION, False), (ELSEWHERE, True)]
)
def test_two_concepts_cannot_both_be_accepted_at_a_place(
    other: LedgerEntry, can_stand: bool
) -> None:
    ledger = Ledger(accepted=(replace(other, concept="beet"),))
    if can_stand:
        assert HERE in with_decision(ledger, Decision(True, HERE), {"beet"}).accepted
    else:
        with pytest.raises(
            RefusedError, match=r"^links\.yml line 1 .* is accepted .* mention of beet"
        ):
            with_decision(ledger, Decision(True, HERE), {"beet"})


def test_decisions_can_be_taken_back() -> None:
    ledger = Ledger((HERE, ALWAYS), (ELSEWHERE,))
    taken = [Decision(True, HERE), Decision(False, ELSEWHERE), Decision(False, ALWAYS)]
    assert without(ledger, taken) == Ledger((ALWAYS,))
