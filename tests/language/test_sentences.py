from __future__ import annotations

import pytest

from knowledge.language.sentences import LONGEST_SIDE, Sentences, plain_text
from knowledge.model import Sentence

WORD = "Resonanz"

SENTENCES = {
    "the only one": ("Es gibt Resonanz.", "Es gibt Resonanz."),
    "one of three": ("Eins. Zwei Resonanz drei. Vier.", "Zwei Resonanz drei."),
    "a question and a call": ("Wie? Mit Resonanz! Ja.", "Mit Resonanz!"),
    "an ellipsis": ("Nun … Dann Resonanz … Ende.", "Dann Resonanz …"),
    "abbreviations": (
        "Es gibt z. B. die Resonanz, d. h. etwas. Mehr.",
        "Es gibt z. B. die Resonanz, d. h. etwas.",
    ),
    "titles and names": (
        "So sagt Dr. Rosa, Prof. P. F. Drucker und Resonanz Nr. Eins. Mehr.",
        "So sagt Dr. Rosa, Prof. P. F. Drucker und Resonanz Nr. Eins.",
    ),
    "an ordinal": ("Am 7. März gab es Resonanz. Mehr.", "Am 7. März gab es Resonanz."),
    "a number at the end of a year": ("Das war 2017. Dann Resonanz.", "Dann Resonanz."),
    "a quotation": (
        "Er rief: „Es reicht!“ Die Resonanz blieb. „Weiter“, rief er.",
        "Die Resonanz blieb.",
    ),
    "a quotation that begins with it": ("Davor. „Resonanz hilft.“ Danach.", "„Resonanz hilft.“"),
    "a small letter goes on": ("Er kam ... und Resonanz. Mehr.", "Er kam ... und Resonanz."),
    "a paragraph": ("Davor\n\nDie Resonanz\nhier\n\nDanach", "Die Resonanz hier"),
    "an item of a list": ("- Davor\n- Die Resonanz\n- Danach", "Die Resonanz"),
    "a numbered item": ("1. Davor\n2. Die Resonanz\n3. Danach", "Die Resonanz"),
    "a heading before it": ("## Titel\nDie Resonanz.", "Die Resonanz."),
    "a quotation of several lines": (
        "> Davor und\n> die Resonanz\n> danach.",
        "Davor und die Resonanz danach.",
    ),
    "a row of a table": (
        "| A | B |\n| --- | --- |\n| Die Resonanz | Mehr |\n| C | D |",
        "Die Resonanz · Mehr",
    ),
    "a block": ("/// note | Titel\nDie Resonanz.\n///", "Die Resonanz."),
    "a footnote": ("[^1]: Die Resonanz.", "Die Resonanz."),
    "struck out": ("Mehr ~~Resonanz~~ bitte.", "Mehr Resonanz bitte."),
    "a heading itself": ("Davor.\n\n## Die Resonanz", "Die Resonanz"),
    "carriage returns": ("Davor.\r\n\r\nDie\r\nResonanz.\r\n\r\nDanach.", "Die Resonanz."),
}


def around(text: str, surface: str = WORD) -> Sentence:
    start = text.index(surface)
    return Sentences(text, 0, len(text)).around(start, start + len(surface))


@pytest.mark.parametrize(("text", "expected"), SENTENCES.values(), ids=SENTENCES.keys())
def test_the_sentence_a_surface_stands_in(text: str, expected: str) -> None:
    found = around(text)
    assert found.before + found.surface + found.after == expected
    assert found.surface == WORD


MARKUP = {
    "**die** *Resonanz* und `Code`": "die Resonanz und Code",
    "[ein Link](https://example.org/a_(b)) hier": "ein Link hier",
    "[[resonanz]] und [[kunde|der Kunde]]": "resonanz und der Kunde",
    "gesagt.[^1] [@rosa] So": "gesagt. So",
    '<span lang="en">so</span> <!-- nicht --> weiter': "so weiter",
    "Be&shy;deu\u00adtung": "Bedeutung",
    "ein\nUmbruch\r\nhier": "ein Umbruch hier",
    "\\*Stern\\* und \\[Klammer\\]": "*Stern* und [Klammer]",
    "a_b_c und _kursiv_": "a_b_c und kursiv",
    "![Bild](b.png) daneben": "Bild daneben",
    "Text { .klasse } mehr": "Text mehr",
    "Text {in Klammern} mehr": "Text {in Klammern} mehr",
    "> > doppelt": "doppelt",
    "3 < 4 und 5 > 4": "3 < 4 und 5 > 4",
    "<https://example.org/>": "https://example.org/",
}


@pytest.mark.parametrize(("markdown", "expected"), MARKUP.items())
def test_a_sentence_carries_no_markup(markdown: str, expected: str) -> None:
    assert plain_text(markdown) == expected


def test_long_sentences_are_cut_at_the_borders_of_words() -> None:
    text = "wort " * 100 + WORD + " wort" * 100
    found = around(text)
    assert found.before.startswith("… wort")
    assert found.before.endswith("wort ")
    assert found.after.endswith("wort …")
    assert len(found.before) <= LONGEST_SIDE + 2
    assert len(found.after) <= LONGEST_SIDE + 2


def test_a_word_that_never_ends_is_cut_anyway() -> None:
    found = around("x" * 1000 + " " + WORD + " " + "y" * 1000)
    assert len(found.before) <= LONGEST_SIDE + 2
    assert len(found.after) <= LONGEST_SIDE + 2


def test_a_sentence_does_not_reach_beyond_its_section() -> None:
    text = "Davor ohne Ende\nDie Resonanz und\nDanach ohne Ende"
    low, high = text.index("Die"), text.index("Danach")
    start = text.index(WORD)
    found = Sentences(text, 0, len(text), borders=[low, high]).around(start, start + len(WORD))
    assert found.before + found.surface + found.after == "Die Resonanz und"
