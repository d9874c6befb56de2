"""What plain captures are told apart by: dates, heads of comments, furniture, openers."""

from __future__ import annotations

import pytest

from knowledge.importing.plain_dates import find_date
from knowledge.importing.plain_furniture import recognise
from knowledge.importing.plain_heads import head, is_name
from knowledge.importing.plain_text import Line
from knowledge.importing.plain_thread import declared_alone, opener


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("November 13, 2017 6:26 pm", "2017-11-13T18:26:00"),
        ("16. November 2017 um 7:55", "2017-11-16T07:55:00"),
        ("am 16.11.2017 um 7:55 Uhr", "2017-11-16T07:55:00"),
        ("16. Nov 2017", "2017-11-16"),
        ("Nov 16th, 2017 at 12:05 am", "2017-11-16T00:05:00"),
        ("16 November 2017 at 07:55", "2017-11-16T07:55:00"),
        ("Donnerstag, 16. November 2017 - 12:05", "2017-11-16T12:05:00"),
        ("Mo, 13.11.17", "2017-11-13"),
        ("2017-11-16T07:55:00+01:00", "2017-11-16T07:55:00+01:00"),
        ("2017-11-16T07:55Z", "2017-11-16T07:55:00+00:00"),
        ("16.11.2017 07.55 Uhr", "2017-11-16T07:55:00"),
        ("12/11/2017", "2017-11-12"),
        ("11/16/2017", "2017-11-16"),
        ("3. Jänner 2009", "2009-01-03"),
        ("1. März 2016 / 23:59", "2016-03-01T23:59:00"),
        ("2. November 14, 2017 4:27 am", "2017-11-14T04:27:00"),
        ("31.2.2017", None),
        ("99.99.2017", None),
        ("Version 1.2.17.4", None),
        ("http://a.example/2017-11-16", None),
        ("im November 2017", None),
        ("nothing", None),
    ],
)
def test_dates(text: str, value: str | None) -> None:
    found = find_date(text)
    assert (found.value.isoformat() if found else None) == value


@pytest.mark.parametrize(
    ("text", "following", "name", "date", "lines"),
    [
        ("A. B. permalink", "November 13, 2017 6:26 pm", "A. B.", "2017-11-13T18:26:00", 2),
        ("November 14, 2017 4:27 am", "Ein Kunde.", "", "2017-11-14T04:27:00", 1),
        ("A. B. sagt:", "16. November 2017 um 7:55", "A. B.", "2017-11-16T07:55:00", 2),
        ("A. B. sagt: 16. November 2017 um 7:55", "Ja.", "A. B.", "2017-11-16T07:55:00", 1),
        ("A. B. says:", "Hello all", "A. B.", None, 1),
        ("A. B. // 16. Nov 2017", "Ja.", "A. B.", "2017-11-16", 1),
        ("A. B. am 16.11.2017 um 7:55 Uhr", "Ja.", "A. B.", "2017-11-16T07:55:00", 1),
        ("A. B. schrieb am 16. November 2017 um 7:55:", "Ja.", "A. B.", "2017-11-16T07:55:00", 1),
        ("am 16.11.2017 um 7:55 schrieb A. B.:", "Ja.", "A. B.", "2017-11-16T07:55:00", 1),
        ("On Nov 3, 2017, A. B. wrote:", "Yes.", "A. B.", "2017-11-03", 1),
        ("Kommentar von A. B. — 3. Mai 2016, 12:01 Uhr", "Ja.", "A. B.", "2016-05-03T12:01:00", 1),
        ("A. B. (3. Mai 2016)", "Ja.", "A. B.", "2016-05-03", 1),
        ("3. Mai 2016 | A. B. | Antworten", "Ja.", "A. B.", "2016-05-03", 1),
        ("handle99 • 3. Mai 2016 #", "Ja.", "handle99", "2016-05-03", 1),
        ("A. von der B.", "3. Mai 2016", "A. von der B.", "2016-05-03", 2),
        ("A. B., 16.11.2017: Danke!", "", "A. B.", "2017-11-16", 1),
    ],
)
def test_heads(text: str, following: str, name: str, date: str | None, lines: int) -> None:
    found = head(Line(1, 0, text), Line(2, 0, following))
    assert found is not None
    assert (found.name, found.date and found.date.isoformat(), found.lines) == (name, date, lines)


@pytest.mark.parametrize(
    ("text", "following"),
    [
        ("Am 16.11.2017 war es kalt.", "Ja."),
        ("Danke", "16. November 2017 um 7:55 Uhr war es kalt."),
        ("Das Buch erschien am 3. Mai 2016 in Wien.", "Ja."),
        ("Danke für den Text", "3. Mai 2016"),
        ("Er sagt:", "Das ist so."),
        ("Viele Grüße, A. B.", "Ja."),
    ],
)
def test_sentences_are_no_heads(text: str, following: str) -> None:
    assert head(Line(1, 0, text), Line(2, 0, following)) is None


@pytest.mark.parametrize("name", ["A. B.", "Dr. A. B.", "a_handle", "A. van den B.", "A. & C. B."])
def test_names(name: str) -> None:
    assert is_name(name)


@pytest.mark.parametrize("text", ["", "Danke!", "Ich", "Das ist schön", "https://a.example", "– –"])
def test_no_names(text: str) -> None:
    assert not is_name(text)


@pytest.mark.parametrize(
    "text",
    [
        "Zum Inhalt springen", "Skip to main content", "Advertisements", "Anzeige", "Werbung",
        "Teilen mit:", "Share this:", "Gefällt mir", "Gefällt mir Wird geladen …", "Antworten",
        "Reply", "Auf A. B. antworten", "Beitragsnavigation", "← Voriger", "Nächster →",
        "Diese Website verwendet Cookies. Mehr dazu hier.", "Alle akzeptieren", "Leave a Reply",
        "Hinterlasse einen Kommentar", "Bloggen auf WordPress.com.", "* * *", "----------",
        "Klick, um über Twitter zu teilen (Wird in neuem Fenster geöffnet)", "Cookie-Einstellungen",
        "Sei der Erste, dem das gefällt.", "Lesezeit: 5 Minuten", "© 2017 A. B.",
    ],
)  # fmt: skip
def test_furniture(text: str) -> None:
    assert list(recognise([text])) != [None]


@pytest.mark.parametrize(
    "text",
    [
        "«Der Kunde ist König», sagt man.", "Man sagt: »Der Kunde ist König.«",
        "Werbung ist nicht alles.", "Ich antworte gern.", "Kontakt", "Home", "Twitter",
        "Mir gefällt das.", "Cookies sind Kekse.", "Die Navigation des Schiffes", "– Würdig!", "…",
    ],
)  # fmt: skip
def test_text_is_no_furniture(text: str) -> None:
    assert list(recognise([text])) == [None]


def test_menus_and_networks_are_known_by_what_stands_around_them() -> None:
    menu = recognise(["Home", "", "Kontakt", "Impressum", "", "Text."])
    assert [bool(kind) for kind in menu] == [True, False, True, True, False, False]
    assert [bool(kind) for kind in recognise(["Twitter", "", "Share this:", "* Twitter"])] == [
        False, False, True, True,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "declared"),
    [
        ("10 Kommentare leave one →", 10),
        ("10 Kommentare zu „Etwas“", 10),
        ("Ein Gedanke zu „Etwas“", 1),
        ("One thought on “Something”", 1),
        ("3 Responses to Something", 3),
        ("Keine Kommentare", 0),
        ("Kommentare (7)", 7),
        ("Comments: 7", 7),
        ("Kommentare", None),
        ("Responses to “Something”", None),
        ("Trackbacks/Pingbacks", None),
    ],
)
def test_openers(text: str, declared: int | None) -> None:
    found = opener(Line(1, 0, text))
    assert found is not None
    assert found.declared == declared


@pytest.mark.parametrize(
    "text", ["Drei Gedanken", "Kommentare lesen bildet", "10 Kommentare sind viel."]
)
def test_no_openers(text: str) -> None:
    assert declared_alone(text) is None
