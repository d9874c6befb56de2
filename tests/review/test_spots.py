from __future__ import annotations

from knowledge.model import Rule
from knowledge.review import spots
from tests.documents import comment, essay
from tests.review.bases import BENCH, GARDEN, MONEY, base_of, park


def test_mentions_and_contested_words_come_in_the_order_of_the_text() -> None:
    found = [(spot.section, spot.surface, spot.concepts) for spot in park()]
    bench = ("Bank", ("geldbank", "sitzbank"))
    assert found == [
        ("", "Garten", ("garten",)),
        ("morgens", *bench),
        ("morgens", "Garten", ("garten",)),
        ("morgens", "Gartens", ("garten",)),
        ("morgens", *bench),
        ("abends", *bench),
        ("abends", "Garten", ("garten",)),
    ]


def test_a_contested_word_has_its_own_sentence_also_when_it_stands_twice_in_a_line() -> None:
    contested = [spot for spot in park() if spot.is_contested]
    sentences = ["".join((s.sentence.before, "|", s.sentence.surface, "|")) for s in contested]
    assert sentences == ["Auf der |Bank|", "Noch eine |Bank|", "Von der |Bank|"]
    assert {(spot.rule, spot.linked) for spot in contested} == {(None, False)}


def test_a_contested_word_is_found_behind_the_same_letters_that_are_none() -> None:
    text = "Ein Banker, `Bank`, [[geldbank|Bank]]. Aber die Bank. Ende."
    found = [spot for spot in spots(base_of(essay("e", text), BENCH, MONEY)) if spot.essay]
    assert [(spot.rule, spot.sentence.before) for spot in found] == [
        (Rule.EXPLICIT, "Ein Banker, Bank, "),
        (None, "Aber die "),
    ]


def test_a_comment_counts_once_although_both_languages_show_it() -> None:
    words = essay("e", "Text.", "Text.", comments=[comment("c1", "Der Garten. Die Bank.")])
    found = [spot for spot in spots(base_of(words, BENCH, MONEY, GARDEN)) if spot.essay]
    assert [(spot.file, spot.comment, spot.surface) for spot in found] == [
        ("docs/essays/e/thread.de.md", "c1", "Garten"),
        ("docs/essays/e/thread.de.md", "c1", "Bank"),
    ]
    assert found[1].sentence.before == "Die "


def test_the_translation_of_a_comment_is_a_text_of_its_own() -> None:
    words = essay("e", "Text.", "Text.", comments=[comment("c1", "Der Garten.", "The garden.")])
    found = [(s.language, s.surface) for s in spots(base_of(words, GARDEN)) if s.essay]
    assert found == [("de", "Garten"), ("en", "garden")]


def test_a_concept_belongs_to_no_essay() -> None:
    base = base_of(GARDEN, BENCH, MONEY, essay("e"))
    assert spots(base) == ()
    other = base_of(GARDEN, essay("e", "Garten."))
    assert {spot.essay for spot in spots(other)} == {"e"}
