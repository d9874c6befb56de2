"""What words are forms of, and what they are made of."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import pytest

from knowledge.cache import Cache
from knowledge.language.dictionary import dictionary
from knowledge.search.lemmas import Lemmas, keep, lemmas


@lru_cache(maxsize=2)
def known(language: str) -> Lemmas:
    return lemmas(language, lambda: dictionary().parts, Cache())


def first(word: str, language: str = "de") -> str:
    found = known(language)
    found.learn([word])
    return found.first[word]


def parts(word: str) -> set[str]:
    return set(known("de").made_of[first(word)])


@pytest.mark.parametrize(
    ("word", "lemma"),
    [
        ("Kunden", "kunde"),
        ("Bedürfnissen", "bedürfnis"),
        ("Märkte", "markt"),
        ("dient", "dienen"),
        ("ging", "gehen"),
        ("größere", "gross"),
        ("Gärtner", "gärtner"),  # which the table takes for a form of *gärtnern*
        ("Gärtners", "gärtner"),
        ("Kundenwunschproduktionen", "kundenwunschproduktion"),  # in no table
        ("Xanthippchen", "xanthippchen"),
        ("F&E", "f&e"),
    ],
)
def test_a_german_word_has_its_first_form(word: str, lemma: str) -> None:
    assert first(word) == lemma


@pytest.mark.parametrize(
    ("word", "lemma"),
    [("needs", "need"), ("went", "go"), ("Customers", "customer"), ("zzz", "zzz")],
)
def test_an_english_word_has_its_first_form(word: str, lemma: str) -> None:
    assert first(word, "en") == lemma


@pytest.mark.parametrize(
    ("word", "some"),
    [
        ("Kundenbedürfnisse", {"kunde", "bedürfnis"}),
        ("Kundenkontaktmitarbeitern", {"kunde", "kontakt", "mitarbeiter", "kundenkontakt"}),
        ("Lieferketten", {"kette"}),
        ("Daseinszweck", {"zweck"}),
    ],
)
def test_a_compound_is_made_of_its_parts(word: str, some: set[str]) -> None:
    assert some <= parts(word)


@pytest.mark.parametrize(
    "word", ["Besinnung", "Vollmacht", "weiterbringen", "Kunde", "kundenorientiert"]
)
def test_what_only_shares_letters_is_no_part(word: str) -> None:
    assert not parts(word)


@pytest.mark.parametrize(
    ("lemma", "form", "language"),
    [
        ("bedürfnis", "bedürfnissen", "de"),
        ("dienen", "gedient", "de"),
        ("kundenwunschproduktion", "kundenwunschproduktionen", "de"),
        ("need", "needs", "en"),
        ("zzz", "zzzs", "en"),
    ],
)
def test_the_forms_that_no_text_has_are_listed_too(lemma: str, form: str, language: str) -> None:
    found = known(language)
    found.list_forms([lemma])
    assert form in found.listed[lemma]


def test_an_english_word_in_ing_comes_from_its_verb() -> None:
    found = known("en")
    found.learn(["serving", "thing", "running"])
    assert found.made_of["serving"] == ("serve",)
    assert found.made_of["thing"] == ()


def test_what_is_known_is_kept_and_the_tables_are_not_read_again(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    once = lemmas("en", lambda: dictionary().parts, cache)
    once.learn(["needs"])
    once.list_forms(["need"])
    keep(once, cache)
    again = lemmas("en", lambda: dictionary().parts, cache)
    again.table = lambda: pytest.fail("the tables are read")
    again.learn(["needs"])
    again.list_forms(["need"])
    assert again.first == once.first
    assert again.listed == once.listed
    assert not again.changed


def test_a_noun_is_not_found_as_a_form_of_an_auxiliary() -> None:
    words = known("de")
    words.learn(["Würde", "würde"])
    words.list_forms(["würde", "werden"])
    assert words.first["Würde"] == "würde"
    assert "würde" not in words.listed["werden"]
