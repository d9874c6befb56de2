from __future__ import annotations

import pytest

from knowledge.model import ConceptKind, Essay, Ledger, LedgerEntry
from knowledge.suggest import Term
from tests.documents import comment, concept, essay
from tests.suggest.base import suggested, version

TWICE = (
    "Eine asymmetrische Beziehung hält lange.\n\nIn asymmetrischen Beziehungen gibt einer.\n\n"
    "Er lebt in einer asymmetrischen Beziehung."
)


def terms(*texts: str, **more: object) -> dict[str, Term]:
    essays = [essay(f"e{number}", text) for number, text in enumerate(texts)]
    return {term.title: term for term in suggested(*essays, **more).terms}  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "title", "forms"),
    [
        ("Das Hamsterrad dreht. Die Hamsterräder drehen. Des Hamsterrads wegen.", "Hamsterrad", 3),
        ("Viele Kundenprojekte ruhen, und mit Kundenprojekten lebt er.", "Kundenprojekt", 2),
        (TWICE, "asymmetrische Beziehung", 3),
        (
            "Im öffentlichen Unternehmen. Ein öffentliches Unternehmen. Öffentliche Unternehmen.",
            "öffentliches Unternehmen",
            3,
        ),
        ("Der agile Ansatz hilft. Mit agilen Ansätzen geht es.", "", 0),
        ("Aus Big Data wird nichts. Wer Big Data hat, sieht wenig.", "Big Data", 1),
        ("Er glaubt Rahel Varnhagen. Auch Rahel Varnhagens Salon.", "Rahel Varnhagen", 2),
        ("Wir kennen den Nutzen der Gesellschaft und zum Nutzen der Gesellschaft.", "Nutzen der Gesellschaft", 1),
        ("So ein Gemeinwesen-Bilanz-Heft, das Gemeinwesen-Bilanz-Heft.", "Gemeinwesen-Bilanz-Heft", 1),
    ],
)  # fmt: skip
def test_forms_are_gathered_under_the_base_form(text: str, title: str, forms: int) -> None:
    found = terms(text)
    if title:
        assert len(found[title].forms) == forms
    else:  # a noun that any text has stays out, with whatever adjective
        assert not found


def test_what_stands_once_does_not_recur() -> None:
    assert terms("Das Hamsterrad dreht sich.") == {}


def test_a_term_carries_what_a_new_concept_needs() -> None:
    term = terms(TWICE)["asymmetrische Beziehung"]
    assert (term.id, term.kind, term.count) == ("asymmetrische-beziehung", ConceptKind.IDEA, 3)
    assert [(spot.file, spot.line) for spot in term.spots] == [
        ("docs/essays/e0/index.de.md", line) for line in (1, 3, 5)
    ]
    assert term.sentence == "Eine asymmetrische Beziehung hält lange."


def test_names_and_titles_have_their_kind() -> None:
    found = terms(
        "Er las „Das Gewicht der Welt“ von Peter Handke. Varnhagen Verlag.\n\n"
        "Peter Handke schrieb „Das Gewicht der Welt“. Sie lobt den Varnhagen Verlag. "
        "So arbeitet der Varnhagen Verlag."
    )
    assert found["Peter Handke"].kind is ConceptKind.PERSON
    assert found["Das Gewicht der Welt"].kind is ConceptKind.WORK
    assert found["Varnhagen Verlag"].kind is ConceptKind.ORGANISATION


def test_a_surname_alone_counts_for_the_person() -> None:
    found = terms("Hier sagt Peter Handke es. Dort sagt Peter Handke es. Doch Handke lachte.")
    assert found["Peter Handke"].count == 3
    assert "Handke" not in found
    assert "Peter" not in found


def test_a_concept_is_no_term_but_may_be_part_of_one() -> None:
    known = concept("beziehung", "Beziehung")
    found = {term.title for term in suggested(essay("e", TWICE), known).terms}
    assert found == {"asymmetrische Beziehung"}
    whole = concept("asymmetrische-beziehung", "asymmetrische Beziehung")
    assert suggested(essay("e", TWICE), whole).terms == ()


def test_an_alias_is_no_term() -> None:
    known = concept("beziehung", "Bindung", aliases=("asymmetrische Beziehung",))
    assert suggested(essay("e", TWICE), known).terms == ()


def test_what_the_ledger_rejects_is_no_term() -> None:
    text = "Das Hamsterrad dreht. Ein Hamsterrad quietscht. Der Kreisel und der Kreisel."
    for where in ("", "e0"):
        ledger = Ledger(rejected=(LedgerEntry("alltag", "Hamsterrad", where),))
        assert set(terms(text, ledger=ledger)) == {"Kreisel"}
    elsewhere = Ledger(rejected=(LedgerEntry("alltag", "Hamsterrad", "other"),))
    assert set(terms(text, ledger=elsewhere)) == {"Kreisel", "Hamsterrad"}


@pytest.mark.parametrize(
    "text",
    [
        "Viele Jahre vergingen, und ein Jahr kam. Das Beispiel, ein Beispiel.",
        "Gehen wir? Gehen wir! Warum gehen sie? Warum?",
        "Kommen Sie! Wir bitten Sie. Wie geht es Ihnen? Ich danke Ihnen.",
        "`Hamsterrad` und `Hamsterrad`, [Rad](https://hamsterrad.example/Hamsterrad).",
        "```\nHamsterrad Hamsterrad\n```",
        '<span lang="en">Hamsterrad, Hamsterrad</span>',
    ],
)
def test_what_is_no_term(text: str) -> None:
    assert terms(text) == {}


def test_a_verb_before_a_noun_is_no_adjective() -> None:
    found = terms("Heute drehen Hamsterräder. Immer drehen Hamsterräder.")
    assert set(found) == {"Hamsterrad"}


def test_the_name_of_a_commenter_is_no_term() -> None:
    thread = [
        comment("c1", "Dank an Rahel Varnhagen. Rahel Varnhagen hat recht.", name="Lea"),
        comment("c2", "Gern.", name="Rahel Varnhagen"),
    ]
    assert suggested(essay("e", comments=thread)).terms == ()


def test_translations_do_not_count_twice() -> None:
    both = essay("e", "Ein Hamsterrad, das Hamsterrad.", "A Hamsterrad, the Hamsterrad.")
    (german,) = suggested(both).terms
    (english,) = suggested(both, lang="en").terms
    assert (german.language, german.count) == ("de", 2)
    assert (english.language, english.count) == ("en", 2)


def test_english_phrases() -> None:
    text = (
        "The treadmill turns. Nobody leaves the treadmill. A supply chain is long, and supply "
        "chains break. They look at the supply chain. We look away. You look fine."
    )
    original = Essay("e", "en", {"en": version("essays/e/index", "Title", text, "en")})
    found = {term.title: term.count for term in suggested(original).terms}
    assert found["supply chain"] == 3
    assert found["treadmill"] == 2
    assert "look" not in found


def test_what_many_people_speak_of_comes_before_what_one_text_repeats() -> None:
    thread = [comment(f"c{n}", "Das Pferderennen ruht.", name=f"N{n}") for n in range(3)]
    text = "Ein Hamsterrad, das Hamsterrad, dem Hamsterrad. Ein Pferderennen."
    found = [term.title for term in suggested(essay("e", text, comments=thread)).terms]
    assert found == ["Pferderennen", "Hamsterrad"]


def test_rare_words_come_before_common_ones() -> None:
    found = terms("Das Haus und das Hamsterrad.\n\nEin Haus und ein Hamsterrad.")
    assert list(found) == ["Hamsterrad", "Haus"]


@pytest.mark.parametrize(
    "text",
    [
        "Das Hamsterrad ist rund. Der Kreisel dreht. Kein Hamsterrad steht. Wo der Kreisel steht.",
        "Das „Hamsterrad“ dreht. Der Kreisel dreht. Kein Hamsterrad dreht. Wo der Kreisel dreht.",
        "## Hamsterrad { #rad }\n\nDas Hamsterrad dreht. Der Kreisel dreht. Ein Kreisel steht.",
    ],
)
def test_what_is_defined_marked_or_a_heading_weighs_more(text: str) -> None:
    found = terms(text)
    alone = terms(text.replace(" ist rund", " rollt").replace("„", "").replace("“", ""))
    assert found["Hamsterrad"].score > found["Kreisel"].score or "##" in text
    if "##" not in text:
        assert found["Hamsterrad"].score > alone["Hamsterrad"].score
    assert found["Hamsterrad"].count == 2


def test_a_shorter_term_counts_less_inside_a_longer_one() -> None:
    inside = terms(TWICE)["asymmetrische Beziehung"].score
    found = terms(TWICE)
    assert "Beziehung" not in found or found["Beziehung"].score < inside


def test_only_what_a_file_contains_is_suggested_with_the_counts_of_the_base() -> None:
    one = essay("e", "Ein Hamsterrad und ein Kreisel.")
    two = essay("f", "Das Hamsterrad und der Kreisel. Das Pferderennen, ein Pferderennen.")
    found = suggested(one, two, only={"docs/essays/e/index.de.md"}).terms
    assert sorted((term.title, term.count) for term in found) == [("Hamsterrad", 2), ("Kreisel", 2)]
    assert all(term.spots[0].file == "docs/essays/e/index.de.md" for term in found)
