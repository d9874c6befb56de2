from __future__ import annotations

import pytest

from knowledge.language.nouns import Row, german_nouns, nouns_of


def row(lemma: str, *forms: str, kinds: str = "Substantiv", plurals: tuple[str, ...] = ()) -> Row:
    return Row(lemma, kinds.split(","), {*forms, *plurals}, plurals)


FOREIGN = [row(f"{a}{b}haus", f"{a}{b}hauses", f"{a}{b}häuser") for a in "BDFG" for b in "aeiou"]


def test_an_attested_noun_has_its_attested_forms_and_no_other() -> None:
    nouns = nouns_of([row("Kunde", "Kunden"), row("Kundin", "Kundinnen")])
    assert nouns.forms("Kunde") == {"kunde", "kunden"}
    assert nouns.forms("kundin") == {"kundin", "kundinnen"}


def test_a_noun_nobody_attested_inflects_like_those_that_end_like_it() -> None:
    nouns = nouns_of(FOREIGN)
    assert {"traumhaus", "traumhauses", "traumhäuser"} <= nouns.forms("Traumhaus")


def test_a_guess_is_never_another_noun() -> None:
    nouns = nouns_of([*FOREIGN, row("Traumhäuser")])
    assert "traumhäuser" not in nouns.forms("Traumhaus")


@pytest.mark.parametrize(
    ("noun", "forms"),
    [
        ("Zweifelsfreude", {"zweifelsfreuden"}),
        ("Wirkkraft", {"wirkkräfte", "wirkkräften"}),
        ("Sinnpfad", {"sinnpfads", "sinnpfades", "sinnpfade", "sinnpfaden"}),
        ("Gemeinwohlheld", {"gemeinwohlhelden"}),
        ("Antwortlichkeit", {"antwortlichkeiten"}),
        ("Mitweltlerin", {"mitweltlerinnen"}),
        ("Diensthaftismus", {"diensthaftismus"}),
    ],
)
def test_coined_words_inflect(noun: str, forms: set[str]) -> None:
    assert forms <= german_nouns().forms(noun)


def test_old_spelling_has_the_forms_of_today() -> None:
    assert {"prozeß", "prozesse", "prozessen"} <= german_nouns().forms("Prozeß")


def test_a_plural_has_the_forms_of_its_singular() -> None:
    nouns = nouns_of([row("Bedürfnis", "Bedürfnisses", plurals=("Bedürfnisse",))])
    assert "bedürfnis" in nouns.singular_forms("Bedürfnisse")
    assert not nouns.singular_forms("Bedürfnis")
    assert not nouns.singular_forms("Ereignisse")


def test_a_dative_that_hardly_anyone_writes_is_no_form_of_what_another_noun_is_called() -> None:
    nouns = nouns_of([row("Rat", "Rate", "Rates", plurals=("Räte",)), row("Rate", "Raten")])
    assert "rate" not in nouns.forms("Rat")
    assert "räte" in nouns.forms("Rat")
    lonely = nouns_of([row("Rat", "Rate", "Rates")])
    assert "rate" in lonely.forms("Rat")


def test_names_and_abbreviations_are_no_parts() -> None:
    nouns = nouns_of(
        [row("Hartmut", kinds="Substantiv,Vorname"), row("GmbH", kinds="Substantiv,Abkürzung")]
    )
    assert not nouns.parts
    assert nouns.names == {"hartmut"}
