from __future__ import annotations

from dataclasses import replace

import pytest

from knowledge.model import Ledger, LedgerEntry, Rule, Sentence
from knowledge.review import waiting
from tests.documents import NOTHING_DECIDED
from tests.review.bases import park, spot

GARDEN = spot()
FIRST = Sentence("„", "Gartens", " Ende.")


def test_a_plain_mention_waits_only_while_it_is_new() -> None:
    assert waiting([GARDEN], NOTHING_DECIDED, new=()) == ()
    (item,) = waiting([GARDEN], NOTHING_DECIDED, new=[GARDEN])
    assert (item.is_new, item.doubt) == (True, "")


@pytest.mark.parametrize(
    ("rule", "sentence", "waits"),
    [
        (Rule.COMPOUND, GARDEN.sentence, True),
        (Rule.INFLECTION, FIRST, True),
        (Rule.MULTIWORD, FIRST, True),
        (Rule.INFLECTION, GARDEN.sentence, False),
        (Rule.MULTIWORD, GARDEN.sentence, False),
        (Rule.EXACT, FIRST, False),
        (Rule.ALIAS, FIRST, False),
        (None, GARDEN.sentence, True),
    ],
)
def test_what_is_doubtful_waits_though_it_is_old(
    rule: Rule | None, sentence: Sentence, waits: bool
) -> None:
    concepts = ("beet", "garten") if rule is None else ("garten",)
    place = replace(GARDEN, rule=rule, sentence=sentence, concepts=concepts)
    items = waiting([place], NOTHING_DECIDED, new=())
    assert [bool(item.doubt) for item in items] == [True] * waits


def test_what_is_linked_by_hand_is_decided() -> None:
    explicit = replace(GARDEN, rule=Rule.EXPLICIT)
    assert waiting([explicit], NOTHING_DECIDED, new=[explicit]) == ()


@pytest.mark.parametrize(
    ("entry", "waits"),
    [
        (LedgerEntry("garten", "GARTEN"), False),
        (LedgerEntry("garten", "Garten", "park"), False),
        (LedgerEntry("garten", "Garten", "park", "morgens"), True),
        (LedgerEntry("garten", "Garten", "hof"), True),
        (LedgerEntry("garten", "Gartens"), True),
        (LedgerEntry("beet", "Garten"), True),
    ],
)
def test_what_the_ledger_decides_does_not_wait(entry: LedgerEntry, waits: bool) -> None:
    assert bool(waiting([GARDEN], Ledger(accepted=(entry,)), new=[GARDEN])) == waits


def test_equal_places_of_a_section_are_one_item() -> None:
    items = waiting(park(), NOTHING_DECIDED, new=())
    assert [(i.spot.section, i.spot.surface, i.more, i.has_twins) for i in items] == [
        ("morgens", "Bank", 1, True),
        ("morgens", "Gartens", 0, False),
        ("abends", "Bank", 0, True),
    ]


def test_a_word_has_no_twins_in_texts_that_belong_to_no_essay() -> None:
    places = [replace(GARDEN, essay="", section=section) for section in ("", "teil")]
    assert {item.has_twins for item in waiting(places, NOTHING_DECIDED, places)} == {False}
