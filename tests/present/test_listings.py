"""What section pages list, and where they lead."""

from __future__ import annotations

import datetime as dt

import pytest

from knowledge.model import Library
from knowledge.present.listings import (
    MOST_DESCRIBED,
    MOST_ESSAYS,
    MOST_EVENTS,
    listing_view,
)
from knowledge.present.views import EventView
from tests.documents import comment, concept, essay, library, scene

WAYS = {"concepts": "Alle Begriffe", "kinds": "Nach Art", "graph": "Das ganze Netz"}


@pytest.mark.parametrize("listing", [*WAYS, "home"])
def test_a_way_to_all_concepts_leads_to_the_other_ways(listing: str) -> None:
    view = listing_view(scene(library(concept("haus"))), listing)
    assert view
    assert [way.text for way in view.more] == [name for own, name in WAYS.items() if own != listing]


def test_home_lists_the_newest_essays_and_leads_to_the_rest() -> None:
    days = [dt.date(2001, 1, 1) + dt.timedelta(days=40 * n) for n in range(MOST_ESSAYS + 3)]
    base = library(*(essay(f"e{n}", date=day) for n, day in enumerate(days)))
    view = listing_view(scene(base), "home")
    assert view
    assert view.all_essays
    assert view.all_essays.href == "essays/"
    newest = [card.title for group in view.essays for card in group.essays]
    assert newest == [f"Essay e{n}" for n in reversed(range(3, MOST_ESSAYS + 3))]


def test_home_lists_few_essays_without_a_way_to_more() -> None:
    base = library(*(essay(f"e{n}") for n in range(MOST_ESSAYS)))
    view = listing_view(scene(base), "home")
    assert view
    assert view.all_essays is None
    assert sum(len(group.essays) for group in view.essays) == MOST_ESSAYS


def timeline(base: Library) -> list[EventView]:
    view = listing_view(scene(base), "timeline")
    assert view
    return [e for year in view.timeline for e in year.events if e.kind == "comment"]


def test_the_timeline_lists_comments_one_by_one() -> None:
    said = [comment(f"c{n}", date=dt.date(2010, 5, n)) for n in range(1, 30)]
    events = timeline(library(essay("e", comments=said)))
    assert [event.link.href for event in events] == [f"essays/e/#c{n}" for n in range(1, 30)]


@pytest.mark.parametrize(
    ("months", "a_month", "essays", "dates"),
    [
        (1, 5, MOST_EVENTS // 5, ["2010-01-01", *(f"2010-01-0{n}" for n in range(2, 6))]),
        (2, 6, MOST_EVENTS // 12 + 1, ["2010-01", "2010-02"]),
        (2, 2, MOST_EVENTS // 3, ["2010-01", "2010-02"]),
        (4, 2, MOST_EVENTS // 3, ["2010"]),
    ],
)
def test_many_comments_are_taken_together_by_month_or_by_year(
    months: int, a_month: int, essays: int, dates: list[str]
) -> None:
    said = [
        comment(f"c{month}-{day}", date=dt.date(2010, month, day))
        for month in range(1, months + 1)
        for day in range(1, a_month + 1)
    ]
    events = timeline(library(*(essay(f"e{n}", comments=said) for n in range(essays))))
    assert len(events) == essays * len(dates)
    assert sorted({event.date_iso for event in events}) == dates


def test_what_is_taken_together_is_counted_and_leads_to_the_first() -> None:
    said = [comment(f"c{n}", date=dt.date(2010, 5, 1 + n % 20)) for n in range(MOST_EVENTS)]
    other = comment("c999", date=dt.date(2010, 6, 1))
    month, alone = timeline(library(essay("e", comments=[*said, other])))
    assert (month.date, month.date_iso) == ("Mai 2010", "2010-05")
    assert (month.link.text, month.link.href) == (f"{MOST_EVENTS} Beiträge", "essays/e/#c0")
    assert (alone.link.text, alone.link.href) == ("Ohne Namen", "essays/e/thread/3/#c999")


@pytest.mark.parametrize(
    ("count", "described"), [(MOST_DESCRIBED, True), (MOST_DESCRIBED + 1, False)]
)
def test_long_lists_of_concepts_do_not_say_what_each_means(count: int, described: bool) -> None:
    base = library(*(concept(f"b{n}", f"Begriff {n}") for n in range(count)))
    view = listing_view(scene(base), "concepts")
    assert view
    cards = [card for group in view.concepts for card in group.concepts]
    assert len(cards) == count
    assert all(bool(card.definition) is described for card in cards)
