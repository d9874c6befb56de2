"""Dates as blogs write them, German or English, with or without a time of day.

Our own and not `dateparser`: that one guesses (it makes a day of *vor 3 Jahren* and of a lone
*Mai*), and a date that was guessed is worse than none. Here a date has a day, a month and a year.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

When = dt.datetime | dt.date
"""A day, or a moment where the source has the time of day; with a zone only if the source has."""

MONTHS = (
    "january januar jänner jaenner jan jän",
    "february februar feber feb",
    "march märz maerz mar mär mrz",
    "april apr",
    "may mai",
    "june juni juno jun",
    "july juli julei jul",
    "august aug",
    "september sept sep",
    "october oktober oct okt",
    "november nov",
    "december dezember dec dez",
)
"""Names and short forms: CLDR's for English and German (Austria's too), and what themes add."""
MONTH = {name: number for number, line in enumerate(MONTHS, 1) for name in line.split()}

ZONES = {
    "z": 0,
    "utc": 0,
    "gmt": 0,
    "bst": 60,
    "mez": 60,
    "cet": 60,
    "mesz": 120,
    "cest": 120,
    "est": -300,
    "edt": -240,
    "cst": -360,
    "cdt": -300,
    "pst": -480,
    "pdt": -420,
}
"""Minutes before Greenwich: those of RFC 2822, and Central Europe's in both languages."""

_NAMES = "|".join(sorted(MONTH, key=len, reverse=True))
_MONTH = rf"(?P<name>{_NAMES})\b\.?"
_DAY = r"(?P<day>\d{1,2})"
_YEAR = r"(?P<year>(?:19|20|21)\d{2})(?!\d)"
_CLOCK = (
    r"(?P<hour>\d{1,2})(?:(?P<colon>[:.h])(?P<minute>\d{2})(?::(?P<second>\d{2})(?:[.,]\d+)?)?)?"
    r"(?!\d)(?:\s*(?P<half>[ap]\.?\s?m\b\.?|vorm(?:ittags|\.)|nachm(?:ittags|\.)|uhr\b|h\b))?"
    r"(?:\s*(?P<zone>Z\b|[+-]\d{2}:?\d{2}\b|\(?(?:UTC|GMT|[CM]ES?[TZ]|BST|[ECP][SD]T)\b))?"
)
_GLUE = r"[\s,;|@·•()/–—-]*(?:\b(?:um|at|gegen|ab|on|am|der|the)\b[\s,:]*)?"


def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(text, re.IGNORECASE)


ISO = _pattern(rf"(?<!\d){_YEAR}-(?P<month>\d{{1,2}})-{_DAY}(?!\d)")
FORMS = (
    ISO,
    _pattern(rf"(?<!\d){_YEAR}[/.](?P<month>\d{{1,2}})[/.]{_DAY}(?!\d)"),
    _pattern(
        rf"(?<![\d.]){_DAY}\.\s?(?P<month>\d{{1,2}})\.\s?(?P<year>(?:19|20|21)\d{{2}}|\d{{2}})(?!\d)"
    ),
    _pattern(
        rf"(?<!\d){_DAY}(?:st|nd|rd|th)?\.?[\s-]*(?:of\s+)?{_MONTH}[\s,-]*(?:of\s+)?['’]?{_YEAR}"
    ),
    _pattern(rf"\b{_MONTH}\s*{_DAY}(?:st|nd|rd|th)?\.?(?:,\s*|\s+){_YEAR}"),
    _pattern(rf"(?<!\d){_YEAR},?\s+{_MONTH}\s+{_DAY}(?!\d)"),
)
SLASHES = _pattern(rf"(?<![\d/])(?P<first>\d{{1,2}})[/-](?P<second>\d{{1,2}})[/-]{_YEAR}")
ASCTIME = _pattern(
    rf"\b{_MONTH}\s+{_DAY},?\s+(?P<hour>\d{{1,2}}):(?P<minute>\d{{2}})(?::(?P<second>\d{{2}}))?"
    rf"(?:\s+(?P<zone>[A-Z]{{3,4}}))?\s+{_YEAR}"
)
"""What C's `asctime` prints: `Thu Nov 16 07:55:00 2017`."""
AFTER = _pattern(rf"(?:T|{_GLUE}){_CLOCK}")
BEFORE = _pattern(
    rf"(?<![\d.:]){_CLOCK}[\s,|·•–—-]*(?:\b(?:am|on|vom|den|der|the)\b\s*)?(?:[a-zäö]{{2,10}},?\s*)?$"
)
LOOK_BACK = 40
"""How many characters before a date its time of day may stand in."""
LONGEST = 2_000
"""Characters of a text that are looked at: what says when is short."""


class Found(NamedTuple):
    """A date in a text, and where it stands there, its time of day included."""

    when: When
    start: int
    end: int


def find_date(text: str, *, month_first: bool = False) -> When | None:
    """The first date in a text.

    Args:
        text: What a page shows or has in an attribute.
        month_first: Whether `11/12/2017` is a day in November, where both readings are possible.
    """
    found = locate_date(text, month_first=month_first)
    return found.when if found else None


def locate_date(text: str, *, month_first: bool = False) -> Found | None:
    """As `find_date`, with the place."""
    text = text[:LONGEST].replace("\xa0", " ").replace("\u202f", " ")
    places = sorted(_days(text, month_first), key=lambda found: (found.start, -found.end))
    if not places:
        return None
    first = places[0]
    if isinstance(first.when, dt.datetime):
        return first
    return _with_clock(text, first)


def _days(text: str, month_first: bool) -> Iterator[Found]:
    yield from _asctime(text)
    for form in FORMS:
        yield from _each(form, text, _day)
    yield from _each(SLASHES, text, lambda match: _slashes(match, month_first))


def _each(
    form: re.Pattern[str], text: str, read: Callable[[re.Match[str]], dt.date | None]
) -> Iterator[Found]:
    for match in form.finditer(text):
        if (day := read(match)) is not None:
            yield Found(day, match.start(), match.end())
            return


def _day(match: re.Match[str]) -> dt.date | None:
    parts = match.groupdict()
    month = MONTH[parts["name"].lower()] if parts.get("name") else int(parts["month"])
    year = int(parts["year"])
    return _date(year if year > 99 else 2000 + year - 100 * (year > 70), month, int(parts["day"]))


def _slashes(match: re.Match[str], month_first: bool) -> dt.date | None:
    first, second, year = (int(match[name]) for name in ("first", "second", "year"))
    orders = (
        ((first, second), (second, first)) if month_first else ((second, first), (first, second))
    )
    return next((day for month, date in orders if (day := _date(year, month, date))), None)


def _asctime(text: str) -> Iterator[Found]:
    for match in ASCTIME.finditer(text):
        day, moment = _day(match), _clock(match)
        if day and moment:
            yield Found(dt.datetime.combine(day, moment), match.start(), match.end())


def _with_clock(text: str, day: Found) -> Found:
    after = AFTER.match(text, day.end)
    if after and (moment := _clock(after)) is not None:
        return Found(dt.datetime.combine(day.when, moment), day.start, after.end())
    since = max(0, day.start - LOOK_BACK)
    before = BEFORE.search(text[since : day.start])
    if before and (moment := _clock(before)) is not None:
        return Found(dt.datetime.combine(day.when, moment), since + before.start(), day.end)
    return day


def _clock(match: re.Match[str]) -> dt.time | None:
    parts = match.groupdict()
    hour, half = int(parts["hour"]), (parts.get("half") or "").lower()
    # a number alone is no time of day, nor is `16.11` without a word that says so
    if (not parts["minute"] or parts.get("colon") == ".") and not half:
        return None
    if half[:1] in {"a", "p", "v", "n"}:
        if not 1 <= hour <= 12:
            half = ""
        else:
            hour = hour % 12 + 12 * (half[0] in {"p", "n"})
    minute, second = int(parts["minute"] or 0), int(parts["second"] or 0)
    if hour > 23 or minute > 59 or second > 59:
        return None
    return dt.time(hour, minute, second, tzinfo=_zone(parts["zone"]))


def _zone(text: str | None) -> dt.timezone | None:
    if not text:
        return None
    name = text.strip("( ").lower()
    if name in ZONES:
        return _offset(ZONES[name])
    if name[0] not in "+-":
        return None
    digits = name[1:].replace(":", "")
    minutes = int(digits[:2]) * 60 + int(digits[2:])
    return _offset(-minutes if name[0] == "-" else minutes)


def _offset(minutes: int) -> dt.timezone | None:
    if abs(minutes) >= 24 * 60:
        return None
    return dt.timezone(dt.timedelta(minutes=minutes)) if minutes else dt.UTC


def _date(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None
