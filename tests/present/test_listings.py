"""What section pages list, and where they lead."""

from __future__ import annotations

import datetime as dt

import pytest

from knowledge.present.listings import (
    GRAINS,
    MOST_DESCRIBED,
    MOST_ESSAYS,
    MOST_EVENTS,
    listing_view,
)
from tests.documents import comment, concept, essay, library, scene

MOST_OF_A_MONTH = GRAINS[0][1]
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


@pytest.mark.parametrize(
    ("count", "shown"),
    [
        (MOST_OF_A_MONTH, ["Ohne Namen"] * MOST_OF_A_MONTH),
        (MOST_OF_A_MONTH + 1, [f"{MOST_OF_A_MONTH + 1} Beiträge"]),
    ],
)
def test_a_month_of_many_comments_is_one_event(count: int, shown: list[str]) -> None:
    said = [comment(f"c{n}", date=dt.date(2010, 5, 1 + n)) for n in range(1, count + 1)]
    other = comment("c99", date=dt.date(2010, 6, 1))
    view = listing_view(scene(library(essay("e", comments=[*said, other]))), "timeline")
    assert view
    events = [e for year in view.timeline for e in year.events if e.kind == "comment"]
    assert [event.link.text for event in events] == [*shown, "Ohne Namen"]
    assert events[0].link.href == "essays/e/#c1"
    assert events[-1].link.href == "essays/e/#c99"
    if count > MOST_OF_A_MONTH:
        assert (events[0].date, events[0].date_iso) == ("Mai 2010", "2010-05")


@pytest.mark.parametrize(
    ("months", "essays", "dates"),
    [
        (2, 10, ["2010-01-01", "2010-01-02", "2010-02-01", "2010-02-02"]),
        (2, MOST_EVENTS // 3, ["2010-01", "2010-02"]),
        (4, MOST_EVENTS // 3, ["2010"]),
    ],
)
def test_many_comments_are_taken_together_by_month_or_by_year(
    months: int, essays: int, dates: list[str]
) -> None:
    said = [
        comment(f"c{month}-{day}", date=dt.date(2010, month, day))
        for month in range(1, months + 1)
        for day in (1, 2)
    ]
    base = library(*(essay(f"e{n}", comments=said) for n in range(essays)))
    view = listing_view(scene(base), "timeline")
    assert view
    events = [e for year in view.timeline for e in year.events if e.kind == "comment"]
    assert len(events) == essays * len(dates)
    assert sorted({event.date_iso for event in events}) == dates


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
