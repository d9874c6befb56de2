"""The dates and times that plain captures carry, in German and English."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "januar jänner january jan", "februar feber february feb",
            "märz maerz march mar mär mrz",
            "april apr", "mai may", "juni june jun", "juli july jul", "august aug",
            "september sept sep", "oktober october okt oct", "november nov",
            "dezember december dez dec",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
MONTH = rf"(?P<month>{'|'.join(sorted(MONTHS, key=len, reverse=True))})\.?"
YEAR = r"(?P<year>(?:19|20)\d\d)"
WEEKDAY = (
    r"(?:(?:montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonnabend|sonntag|monday|tuesday|"
    r"wednesday|thursday|friday|saturday|sunday|mo|di|mi|do|fr|sa|so|mon|tue|wed|thu|fri|sat|sun)"
    r"\.?,? (?:the |der |den |dem )?)?"
)
TIME = (
    r"(?:(?:,|;)? ?(?:um|at|@|-|–|—|\||//|·|•|/|T|gegen)? ?(?P<hour>[01]?\d|"
    r"2[0-4])[:.](?P<minute>[0-5]\d)"
    r"(?::(?P<second>[0-5]\d)(?:\.\d{1,6})?)?(?![.\d]) ?(?P<half>[ap]\.?m\b\.?)?(?P<zone>Z|"
    r"[+-]\d\d:?\d\d)?"
    r"(?: ?(?:uhr|h)\b)?)?"
)
AFTER = r"(?![\w]|[-/:.]\d)"
ALONE = r"(?<![\w.:/-])"
FORMS = tuple(
    re.compile(rf"{before}{WEEKDAY}{form}{TIME}{AFTER}", re.IGNORECASE)
    for before, form in (
        # Some pages print a name and a date without a space: `Anonym16. November 2017`.
        (r"(?<![\d:/-])", rf"(?P<day>\d{{1,2}})\. ?{MONTH} {YEAR}"),
        (r"(?<![\w:/-])", rf"{MONTH} (?P<day>\d{{1,2}})(?:st|nd|rd|th)?,? {YEAR}"),
        (ALONE, rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)? {MONTH},? {YEAR}"),
        (ALONE, rf"{YEAR}-(?P<month>\d\d)-(?P<day>\d\d)"),
        (ALONE, rf"(?P<day>\d{{1,2}})\. ?(?P<month>\d{{1,2}})\. ?{YEAR}"),
        (ALONE, r"(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>\d\d)"),
        (ALONE, rf"(?P<day>\d{{1,2}})[-/](?P<month>\d{{1,2}})[-/]{YEAR}"),
    )
)
LONGEST = 300
"""Characters of a line that are searched."""


@dataclass(frozen=True, slots=True)
class Dated:
    """A date and where it stands in a text."""

    value: dt.datetime | dt.date
    start: int
    end: int


def find_date(text: str) -> Dated | None:
    """The first date of a line, with its time if it has one."""
    if not any(letter.isdigit() for letter in text[:LONGEST]):
        return None
    matches = [match for form in FORMS if (match := form.search(text[:LONGEST]))]
    for match in sorted(matches, key=lambda match: (match.start(), -match.end())):
        if value := _value(match):
            return Dated(value, match.start(), match.end())
    return None


def _value(match: re.Match[str]) -> dt.datetime | dt.date | None:
    parts = match.groupdict()
    named = parts["month"].lower()
    month, of_month = MONTHS.get(named) or int(named), int(parts["day"])
    if "/" in match.group() and month > 12:  # American order, where no other is possible
        month, of_month = of_month, month
    year = int(parts["year"])
    try:
        day = dt.date(year if year > 99 else 2000 + year, month, of_month)
        return _at(day, parts) if parts["hour"] else day
    except ValueError:  # the 31st of February
        return None


def _at(day: dt.date, parts: dict[str, str | None]) -> dt.datetime:
    hour = int(parts["hour"] or 0)
    if half := (parts["half"] or "").lower():
        hour = hour % 12 + (12 if half.startswith("p") else 0)
    time = dt.time(hour % 24, int(parts["minute"] or 0), int(parts["second"] or 0))
    moment = dt.datetime.combine(day, time)
    zone = parts["zone"]
    return moment if not zone else dt.datetime.fromisoformat(f"{moment.isoformat()}{_offset(zone)}")


def _offset(zone: str) -> str:
    return "+00:00" if zone.upper() == "Z" else f"{zone[:3]}:{zone[-2:]}"
