"""Dates, numbers and sorting as a language writes them."""

from __future__ import annotations

import datetime as dt
import unicodedata
from functools import lru_cache

from babel.dates import format_date, format_skeleton, format_time
from babel.numbers import format_decimal


@lru_cache(maxsize=20_000)
def date_text(date: dt.date | None, language: str) -> str:
    """A day in words, `16. November 2017`; with its time if it has one; empty if unknown."""
    if date is None:
        return ""
    day = format_date(date, "long", locale=locale(language))
    if isinstance(date, dt.datetime):
        time = format_time(date, "short", locale=locale(language))
        return f"{day}, {time} Uhr" if language == "de" else f"{day}, {time}"
    return day


def month_text(date: dt.date, language: str) -> str:
    """A month and its year in words."""
    return format_skeleton("yMMMM", _as_datetime(date), locale=locale(language))


def partial_date_text(date: str, language: str) -> str:
    """A year, a month or a day in words, as much of it as is known."""
    parts = [int(part) for part in date.split("-")]
    if len(parts) == 1:
        return date
    day = dt.date(parts[0], parts[1], parts[2] if len(parts) > 2 else 1)
    return date_text(day, language) if len(parts) > 2 else month_text(day, language)


def excerpt(text: str, most: int) -> str:
    """The beginning of a text, whole words and no more than so many characters."""
    if len(text) <= most:
        return text
    return text[: most - 1].rpartition(" ")[0] + " …"


def date_iso(date: dt.date | None) -> str:
    """A date for machines, as HTML's `datetime` wants it."""
    if isinstance(date, dt.datetime):
        return date.isoformat(timespec="minutes")
    return date.isoformat() if date else ""


@lru_cache(maxsize=20_000)
def number_text(number: int, language: str) -> str:
    """A number with the separators of the language."""
    return format_decimal(number, locale=locale(language))


def locale(language: str) -> str:
    """The locale whose dates and numbers readers of a language expect here: Europe's."""
    return {"de": "de_DE", "en": "en_GB"}.get(language, language)


@lru_cache(maxsize=20_000)
def sort_key(text: str) -> str:
    """A key that sorts as dictionaries do (DIN 5007-1: ä is a, ß is ss; accents aside)."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(char for char in decomposed if not unicodedata.combining(char))


def initial(text: str) -> str:
    """The letter under which a dictionary lists a word, `#` if it begins with none."""
    first = sort_key(text)[:1].upper()
    return first if first.isalpha() else "#"


def _as_datetime(date: dt.date) -> dt.datetime:
    return date if isinstance(date, dt.datetime) else dt.datetime.combine(date, dt.time())
