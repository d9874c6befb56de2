from __future__ import annotations

import pytest

from knowledge.language.compounds import Opaque, Parts, Splitter
from knowledge.language.dictionary import dictionary
from knowledge.language.lexicon import build_lexicon
from knowledge.language.matcher import hits
from knowledge.model import ConceptKind, Rule
from tests.documents import concept

DIVIDED = {
    "kundenkontaktmitarbeiter": "kunden kontakt mitarbeiter",
    "geschäftsführung": "geschäfts führung",
    "umweltkatastrophen": "umwelt katastrophen",
    "erdball": "erd ball",
    "schulhof": "schul hof",
    "arbeitsamt": "arbeits amt",
    "kinderbuch": "kinder buch",
    "freundeskreis": "freundes kreis",
    "beziehungsgestaltung": "beziehungs gestaltung",
    "vertrauensvorschuss": "vertrauens vorschuss",
    "lernprozess": "lern prozess",
    "hochhäusern": "hoch häusern",
}
WHOLE = (
    "besinnung gewinnung gewinner verstand verbrauch bestand handlung wirtschaft dienstag antwort "
    "verantwortung minister klausen chemikern hartmut lehrerinnen gesellschaft dienern"
).split()


@pytest.fixture(scope="module")
def splitter() -> Splitter:
    return Splitter(dictionary().parts)


@pytest.mark.parametrize(("word", "parts"), DIVIDED.items(), ids=DIVIDED.keys())
def test_words_are_divided_where_nouns_join(splitter: Splitter, word: str, parts: str) -> None:
    assert splitter.split(word) == tuple(parts.split())


@pytest.mark.parametrize("word", WHOLE)
def test_words_that_only_look_like_nouns_in_a_row_stay_whole(splitter: Splitter, word: str) -> None:
    assert splitter.split(word) == ()


def test_a_label_is_a_part_whether_the_dictionary_knows_it_or_not() -> None:
    parts = Parts({"haus": 3}, {"tür": 5})
    assert Splitter(parts, ["zweifelsfreuden"]).split("zweifelsfreudentür") == (
        "zweifelsfreuden",
        "tür",
    )
    assert Splitter(parts).split("zweifelsfreudentür") == ()


def test_few_long_parts_are_likelier_than_many_short_ones() -> None:
    parts = Parts({"stau": 9, "staub": 9, "b": 9}, {"becken": 9, "ecken": 1})
    assert Splitter(parts).split("staubecken") == ("stau", "becken")


def test_an_opaque_word_hides_its_parts_in_all_its_forms() -> None:
    opaque = Opaque(
        {"buchhaltung": frozenset({"haltung"}), "hochzeit": frozenset("*")}, frozenset()
    )
    assert opaque.hides("buchhaltungen", "haltung")
    assert not opaque.hides("buchhaltung", "buch")
    assert opaque.hides("hochzeiten", "zeit")
    assert not opaque.hides("mahlzeit", "zeit")


def claims(text: str, *titles: str) -> dict[str, str]:
    lexicon = build_lexicon([concept(title.lower(), title) for title in titles], "de")
    return {
        hit.surface: " ".join(hit.claims)
        for hit in hits(text, lexicon, 0, len(text))
        if Rule.COMPOUND in hit.claims.values()
    }


def test_the_longest_label_counts_and_of_equals_the_last() -> None:
    text = "Kundenkontaktmitarbeiter"
    assert claims(text, "Kunde", "Kundenkontakt") == {text: "kundenkontakt"}
    assert claims(text, "Kunde", "Kontakt") == {text: "kontakt"}
    assert claims("Waldhaus", "Wald", "Haus") == {"Waldhaus": "haus"}


def test_the_whole_word_comes_before_its_part() -> None:
    assert claims("Kundenkontakt", "Kunde", "Kundenkontakt") == {}


def test_every_linking_element_joins() -> None:
    text = (
        "Beziehungsarbeit Kundendienst Menschenbild Kinderzimmer Geisteshaltung Erdball Marktlage"
    )
    titles = ("Beziehung", "Kunde", "Mensch", "Kind", "Geist", "Erde", "Markt")
    assert set(claims(text, *titles)) == set(text.split())


def test_a_form_that_is_rather_another_noun_is_no_part() -> None:
    assert claims("Seifenschalen", "Schal") == {}
    assert claims("Wollschals", "Schal") == {"Wollschals": "schal"}


def test_what_may_be_a_noun_by_its_ending_completes_a_label() -> None:
    assert claims("Gewinnmaximierung", "Gewinn") == {"Gewinnmaximierung": "gewinn"}
    assert claims("Gewinnung Rationalisierung", "Gewinn", "Ration") == {}


def test_small_letters_are_no_nouns() -> None:
    assert claims("kundenorientiert sinnvoll kundenkontaktmitarbeiter", "Kunde", "Sinn") == {}


def test_a_word_that_left_its_parts_does_so_in_longer_words_too() -> None:
    text = "Buchhaltungssoftware Bahnhöfe Fachkräftemangel Gegenstände Haltungsfrage"
    titles = ("Haltung", "Hof", "Kraft", "Stand")
    assert claims(text, *titles) == {"Haltungsfrage": "haltung"}


def test_names_are_parts_of_words_with_hyphens_only() -> None:
    person = concept("drucker", "Drucker", kind=ConceptKind.PERSON)
    text = "Laserdrucker Drucker-Zitat"
    lexicon = build_lexicon([person], "de")
    assert [hit.surface for hit in hits(text, lexicon, 0, len(text))] == ["Drucker-Zitat"]
