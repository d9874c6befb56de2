"""Dates as themes print them."""

from __future__ import annotations

import datetime as dt

import pytest
from babel.dates import format_datetime
from hypothesis import given
from hypothesis import strategies as st

from knowledge.importing.dates import find_date, locate_date


def at(*parts: int) -> dt.datetime:
    """A moment without a zone: blogs seldom name theirs."""
    year, month, day, hour, minute = (*parts, 0, 0)[:5]
    return dt.datetime(year, month, day, hour, minute)  # noqa: DTZ001


DAY = dt.date(2017, 11, 16)
MORNING = at(2017, 11, 16, 7, 55)
EVENING = at(2017, 11, 16, 19, 55)
CET = dt.timezone(dt.timedelta(hours=1))


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("16. November 2017 um 7:55", MORNING),
        ("16. November 2017 um 7:55 Uhr", MORNING),
        ("16. November 2017 um 07:55:00", MORNING),
        ("Donnerstag, 16. November 2017, 7:55 Uhr", MORNING),
        ("am 16. November 2017 um 7.55 Uhr", MORNING),
        ("16.11.2017 um 07:55 Uhr", MORNING),
        ("16.11.2017 07:55", MORNING),
        ("16.11.17, 07:55", MORNING),
        ("Do 16. Nov. 2017 – 19:55", EVENING),
        ("16. Nov. 2017 @ 19:55", EVENING),
        ("16. November 2017 7:55 nachmittags", EVENING),
        ("Geschrieben um 7:55 Uhr am 16. November 2017", MORNING),
        ("07:55 on November 16, 2017", MORNING),
        ("07:55, Donnerstag 16. November 2017", MORNING),
        ("Nov 16, 2017 at 7:55 am", MORNING),
        ("November 16, 2017 7:55 pm", EVENING),
        ("November 16th, 2017 at 7:55 p.m.", EVENING),
        ("Thursday, November 16, 2017 at 07:55PM", EVENING),
        ("16th of November, 2017 · 7:55 am", MORNING),
        ("16 November 2017 at 07:55", MORNING),
        ("16 Nov 2017, 7h55", MORNING),
        ("2017-11-16 07:55:00", MORNING),
        ("2017-11-16T07:55", MORNING),
        ("2017-11-16T07:55:00+01:00", MORNING.replace(tzinfo=CET)),
        ("2017-11-16T07:55:00.123Z", MORNING.replace(tzinfo=dt.UTC)),
        ("2017-11-16T07:55:00+0000", MORNING.replace(tzinfo=dt.UTC)),
        ("Thu, 16 Nov 2017 07:55:00 +0100", MORNING.replace(tzinfo=CET)),
        ("Thu Nov 16 07:55:00 2017", MORNING),
        ("16.11.2017 07:55 MEZ", MORNING.replace(tzinfo=CET)),
        ("2017/11/16 07:55", MORNING),
        ("16. November 2017", DAY),
        ("16.11.2017", DAY),
        ("16. 11. 2017", DAY),
        ("November 16, 2017", DAY),
        ("16/11/2017", DAY),
        ("11/16/2017", DAY),
        ("1. Jänner 2012", dt.date(2012, 1, 1)),
        ("3. März 2010", dt.date(2010, 3, 3)),
        ("3. Mrz 2010 | 12 Kommentare", dt.date(2010, 3, 3)),
        ("3.\xa0Mai\xa02010 um 0:05\xa0Uhr", at(2010, 5, 3, 0, 5)),
        ("May 3, 2010 at 12:05 am", at(2010, 5, 3, 0, 5)),
        ("May 3, 2010 at 12:05 pm", at(2010, 5, 3, 12, 5)),
        ("29. Februar 2012 um 24:00", dt.date(2012, 2, 29)),
        ("1. April 2010 5 Kommentare", dt.date(2010, 4, 1)),
        ("31.12.99", dt.date(1999, 12, 31)),
    ],
)
def test_reads(text: str, when: dt.date) -> None:
    found = find_date(text)
    assert found == when
    assert type(found) is type(when)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "vor 3 Jahren",
        "3 years ago",
        "gestern um 7:55",
        "Mai",
        "16. November um 7:55",
        "November 2017",
        "31. Februar 2017",
        "99.99.2017",
        "Version 3.11.2 von 2017",
        "127.0.0.1",
        "10 Kommentare",
        "0000-00-00T00:00:00",
    ],
)
def test_reads_no_date_from(text: str) -> None:
    assert find_date(text) is None


def test_order_of_day_and_month() -> None:
    assert find_date("11/12/2017") == dt.date(2017, 12, 11)
    assert find_date("11/12/2017", month_first=True) == dt.date(2017, 11, 12)


def test_says_where() -> None:
    text = "S. M. schrieb am 16.11.2017 um 07:55 Uhr: Danke"
    found = locate_date(text)
    assert found is not None
    assert text[found.start : found.end] == "16.11.2017 um 07:55 Uhr"


@given(
    st.datetimes(at(1990, 1, 1), at(2099, 12, 31)),
    st.sampled_from(["de", "en", "de_AT", "de_CH", "en_GB"]),
    st.sampled_from(["short", "medium", "long", "full"]),
)
def test_reads_what_babel_writes(when: dt.datetime, locale: str, form: str) -> None:
    when = when.replace(second=0, microsecond=0)
    pattern = "yyyy" if form == "short" else ""
    text = format_datetime(when, form, locale=locale) if not pattern else f"{when:%d.%m.%Y, %H:%M}"
    found = find_date(text)
    assert isinstance(found, dt.datetime)
    assert found.replace(tzinfo=None) == when


@given(st.text(max_size=60))
def test_never_fails(text: str) -> None:
    find_date(text)
    find_date(f"16.{text}2017")
