from __future__ import annotations

from pathlib import Path

import pytest

from knowledge.receiving.submission import What
from tests.receiving.sent import add, base, comment, form

SOBER = (
    "Danke für den Text. Ein Haus ist für mich mehr als vier Wände: In meinem ersten gab es nur "
    "drei, und der Regen kam herein. Siehe dazu auch https://example.org/regen."
)


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("many-links", "Gut: https://a.example https://b.example http://c.example/x"),
        ("few-words", "https://a.example/"),
        ("bad-words", "Best online CASINO and cheap viagra for you, my friend"),
        ("bbcode", "Gut [url=https://a.example]hier[/url]"),
        ("markup", 'Gut <a href="https://a.example">hier</a>'),
        ("script", "Gut <script>alert(1)</script>"),
        ("block", "Gut\n/// comment | A. B.\n"),
        ("block", "---\ntitle: x\n---\nGut"),
        ("personal", "Schreiben Sie mir: e.f@example.org"),
        ("personal", "Rufen Sie an: +49 170 1234567"),
        ("long-run", "Guuuuuuuuuuuuuuuuuuuut so"),
        ("hidden-characters", "Gut\u202e so"),
        ("foreign-script", "Это очень хороший дом, спасибо вам"),
        ("capitals", "DAS IST ALLES GANZ FALSCH UND DAS WISSEN SIE AUCH SEHR GENAU"),
        ("repeated", "Kaufen Sie hier ein. Kaufen Sie hier ein! Kaufen Sie hier ein."),
        ("said-before", "A haus."),
    ],
)
def test_what_looks_like_spam_is_noted_and_kept(tmp_path: Path, kind: str, text: str) -> None:
    site = base(tmp_path)
    receipt = add(site, form(text=text))
    assert kind in {note.kind for note in receipt.notes}
    assert comment(site, receipt).id == "c3"


def test_of_a_sober_text_nothing_is_noted(tmp_path: Path) -> None:
    site = base(tmp_path)
    assert add(site, form(name="E. F.", text=SOBER)).notes == ()
    title = "Wie viele Wände braucht ein Haus?"
    assert (
        add(site, form(What.QUESTION, number=2, title=title, text="Ich habe drei gezählt.")).notes
        == ()
    )


def test_what_was_sent_twice_as_two_is_noted(tmp_path: Path) -> None:
    site = base(tmp_path)
    add(site, form(text=SOBER, number=1))
    second = add(site, form(text=SOBER.upper().replace("HTTPS://EXAMPLE.ORG/REGEN", "x"), number=2))
    assert "said-before" not in {note.kind for note in second.notes}
    third = add(site, form(text=SOBER + "  ", number=3))
    notes = {note.kind: note.message for note in third.notes}
    assert notes["said-before"] == "The same words stand in vom-haus#c3 already."
