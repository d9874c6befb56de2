from __future__ import annotations

import re
import sys
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.language import Lexicon, build_lexicon, matcher
from knowledge.language.matcher import hits
from knowledge.language.signs import UNUSUAL, Signs
from knowledge.language.words import Words
from knowledge.model import ConceptKind
from tests.documents import concept

CONCEPTS = (
    concept("fluss", "Fluss", "flow"),
    concept("masse", "Maß", "measure"),
    concept("kunde", "Kunde", "customer"),
    concept("neue-arbeit", "Neue Arbeit", "New Work"),
    concept("fue", "F&E", "R&D"),
    concept("konto", "Bankkonto", "bookkeeping"),
    concept("logos", "Λόγος", kind=ConceptKind.WORK),
    concept("istanbul", "İstanbul", kind=ConceptKind.ORGANISATION),
)
LEXICONS = {language: build_lexicon(CONCEPTS, language) for language in ("de", "en")}
PIECES = (
    "Fluss¦Fluß¦FLUSS¦FLUẞ¦Flüsse¦fluſs¦Kunde¦Kunden-¦-kunden¦kun¦den¦Ku&shy;nde¦Ku\u00adnde¦Flu¦ss¦ß¦"
    "Maß¦Masse¦Flu\u0308sse¦Neue¦Neuer¦Arbeit¦F&E¦F&amp;E¦R&D¦customers’¦Λόγος¦ΛΌΓΟΣ¦λόγοσ¦İstanbul¦"
    "Bank-¦Konto¦konto¦-konten¦Sparkonto¦ und ¦book-¦keeping¦i̇stanbul¦Istanbul¦\ud800¦Kunde\udfff¦&shy;¦ﬂuss¦ﬀ¦Bank¦bau¦boot¦ ¦ ¦ ¦\n¦-¦\u2011¦.¦,¦„¦“¦)¦(¦_¦:innen¦*¦\u00a0¦\ufffc"
).split("¦")


class Everywhere(Signs):
    """Says of every piece of a text that something may be said of it."""

    def places(self, text: str) -> list[int]:
        return [match.start() for match in re.finditer(r"[^ ]+", text)]


def without_signs(lexicon: Lexicon) -> Words:
    words = Words(lexicon)
    words.signs = Everywhere(())
    return words


SLOW = {language: without_signs(lexicon) for language, lexicon in LEXICONS.items()}


@pytest.mark.parametrize("language", ["de", "en"])
@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
def test_no_word_of_which_something_is_to_be_said_is_passed_over(language: str, text: str) -> None:
    lexicon = LEXICONS[language]
    found = list(hits(text, lexicon, 0, len(text)))
    with patch.object(matcher, "words_of", lambda _: SLOW[language]):
        assert found == list(hits(text, lexicon, 0, len(text)))


def test_letters_that_are_compared_in_another_form_are_known() -> None:
    letters = {
        small
        for letter in map(chr, range(sys.maxunicode + 1))
        if letter.lower() != letter.casefold() and letter not in "ßẞ"
        for small in [letter.lower()]
    }
    assert letters <= UNUSUAL
    longer = {c for c in map(chr, range(sys.maxunicode + 1)) if len(c.lower()) > 1}
    assert longer == {"\u0130"}


def test_a_label_of_many_sharp_letters_has_few_signs() -> None:
    signs = Signs(["s" * 400, "kuss" * 30])
    assert signs.places("ein " + "kuß" * 30)
    assert signs.places("ein " + "ß" * 200)
    assert not signs.places("kein einziges")


@pytest.mark.parametrize("hyphen", ["-", "\u2010", "\u2011"])
def test_every_hyphen_parts_the_words_of_a_compound(hyphen: str) -> None:
    text = f"Fluss{hyphen}Bau"
    (hit,) = hits(text, build_lexicon([concept("fluss", "Fluss", "flow")], "de"), 0, len(text))
    assert hit.claims == {"fluss": "compound"}
    english = f"customer{hyphen}Flow"
    (hit,) = hits(english, LEXICONS["en"], 0, len(english))
    assert set(hit.claims) == {"kunde"}


def test_a_label_that_is_nothing_but_a_soft_hyphen_is_nowhere() -> None:
    text = "&shy; und \u00ad"
    assert not list(hits(text, build_lexicon([concept("nichts", "&shy;")], "de"), 0, len(text)))


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "das Bank-Konto"),
        ("de", "das Bank\u2011Konto"),
        ("de", "die Bank- und Sparkonten"),
        ("en", "book-keeping"),
        ("de", "Flu&szlig;"),
        ("de", "Flu\u00adss"),
        ("de", "Flu\u0308sse"),
        ("de", "FLUẞ"),
        ("de", "Fluſs"),
        ("de", "ΛΌΓΟΣ"),
        ("de", "İstanbul"),
    ],
)
def test_a_label_in_any_spelling_is_no_word_to_pass_over(language: str, text: str) -> None:
    lexicon = LEXICONS[language]
    with patch.object(matcher, "words_of", lambda _: SLOW[language]):
        expected = [hit.surface for hit in hits(text, lexicon, 0, len(text))]
    found = [hit.surface for hit in hits(text, lexicon, 0, len(text))]
    assert found == expected
    assert found
