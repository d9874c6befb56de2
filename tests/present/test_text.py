from __future__ import annotations

import datetime as dt

import pytest

from knowledge.present.text import (
    date_iso,
    date_text,
    initial,
    month_text,
    number_text,
    sort_key,
)

DAY = dt.date(2017, 11, 6)
MOMENT = dt.datetime(2017, 11, 6, 7, 5)  # noqa: DTZ001 - as threads have it

DATES = [
    (None, "de", ""),
    (None, "en", ""),
    (DAY, "de", "6. November 2017"),
    (DAY, "en", "6 November 2017"),
    (MOMENT, "de", "6. November 2017, 07:05 Uhr"),
    (MOMENT, "en", "6 November 2017, 07:05"),
]


@pytest.mark.parametrize(("date", "language", "text"), DATES)
def test_dates_in_words(date: dt.date | None, language: str, text: str) -> None:
    assert date_text(date, language) == text


def test_months_in_words() -> None:
    assert month_text(dt.date(2018, 3, 1), "de") == "März 2018"
    assert month_text(MOMENT, "en") == "November 2017"


def test_dates_for_machines() -> None:
    assert date_iso(None) == ""
    assert date_iso(DAY) == "2017-11-06"
    assert date_iso(MOMENT) == "2017-11-06T07:05"
    aware = MOMENT.replace(tzinfo=dt.timezone(dt.timedelta(hours=1)))
    assert date_iso(aware) == "2017-11-06T07:05+01:00"


@pytest.mark.parametrize(("language", "text"), [("de", "1.234.567"), ("en", "1,234,567")])
def test_numbers(language: str, text: str) -> None:
    assert number_text(1_234_567, language) == text


def test_words_are_sorted_as_in_a_dictionary() -> None:
    words = ["Zebra", "Ölung", "Ofen", "Straße", "Strasse 2", "öde", "Café", "Cafe 2", "Äpfel"]
    in_order = ["Äpfel", "Café", "Cafe 2", "öde", "Ofen", "Ölung", "Straße", "Strasse 2", "Zebra"]
    assert sorted(words, key=sort_key) == in_order


@pytest.mark.parametrize(
    ("word", "letter"),
    [("Äpfel", "A"), ("ölig", "O"), ("dm", "D"), ("Éclair", "E"), ("4 Fragen", "#"), ("", "#")],
)
def test_the_letter_a_word_is_listed_under(word: str, letter: str) -> None:
    assert initial(word) == letter
