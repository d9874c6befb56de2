from __future__ import annotations

import re
from pathlib import Path
from string import Formatter

import pytest

from knowledge.model import CommentKind, ConceptKind, Kind, QuestionState, Relation, Rule, Severity
from knowledge.present.graphs import DRAWN
from knowledge.present.labels import LABELS, translator
from knowledge.present.sharing import Card
from knowledge.translations import State

ROOT = Path(__file__).parents[2]
LITERAL_KEY = re.compile(r"""(?<!lang\.)\b(?:t|(?:scene|self)\.count)\(\s*(f?)["']([^"']+)["']""")
LISTED_KEY = re.compile(r'"(?:/[\w/-]*)", "(\w+)"')


def places(text: str) -> set[str]:
    return {field for _, field, _, _ in Formatter().parse(text) if field}


def sources() -> dict[str, str]:
    files = [*ROOT.glob("overrides/**/*.html"), *ROOT.glob("hooks/knowledge/present/*.py")]
    files += [*ROOT.glob("hooks/knowledge/publish/*.py")]
    return {str(path.relative_to(ROOT)): path.read_text(encoding="utf-8") for path in files}


@pytest.mark.parametrize("key", LABELS)
def test_a_label_says_the_same_in_both_languages(key: str) -> None:
    german, english = LABELS[key]
    assert german.strip() == german != ""
    assert english.strip() == english != ""
    assert places(german) == places(english)
    assert german.count("|") == english.count("|") == ("{n}" in german)


def test_every_label_that_is_asked_for_exists() -> None:
    asked = {
        key: file
        for file, text in sources().items()
        for is_pattern, key in LITERAL_KEY.findall(text)
        if not is_pattern
    }
    asked |= {key: file for file, text in sources().items() for key in LISTED_KEY.findall(text)}
    assert len(asked) > 40
    assert {key: file for key, file in asked.items() if key not in LABELS} == {}


DERIVED = [
    *(f"kind_{kind}" for kind in (*ConceptKind, *CommentKind, *Kind) if kind is not Kind.PAGE),
    *(f"kind_{kind}s" for kind in ConceptKind),
    *(f"relation_{relation}" for relation in Relation),
    *(f"rule_{rule}" for rule in Rule),
    *(f"line_{relation}" for relation in DRAWN),
    *(f"state_{state}" for state in QuestionState),
    *(f"states_{state}" for state in QuestionState),
    *(f"{name}_{code}" for name in ("language", "notice") for code in ("de", "en")),
    *(f"asked_by_{who}" for who in ("author", "reader")),
    *(f"{how}_{what}" for how in ("form", "mail") for what in ("answer", "comment", "question")),
    *(f"subject_{what}" for what in ("comment", "question")),
    *(f"feed_{what}" for what in ("essays", "comments", "questions")),
    *(f"card_line_{card}" for card in Card),
    *(f"in_{kind}" for kind in (*Kind, "thread")),
    *(f"progress_{state}" for state in State),
    *(f"progress_{kind}s" for kind in Kind),
    *(f"stale_{what}" for what in ("opening", "section")),
    *(f"all_{what}" for what in ("essays", "concepts", "questions")),
    *(f"problem_{severity}" for severity in Severity),
]


@pytest.mark.parametrize("key", DERIVED)
def test_every_label_that_a_value_names_exists(key: str) -> None:
    assert key in LABELS


def test_every_kind_of_derived_label_is_in_the_list_above() -> None:
    patterns = {
        key.split("{")[0]
        for text in sources().values()
        for is_pattern, key in LITERAL_KEY.findall(text)
        if is_pattern
    }
    known = {key[: key.index("_") + 1] for key in DERIVED} | {"asked_by_"}
    assert patterns
    assert {start for start in patterns if start not in known} == set()


def test_numbers_choose_between_one_and_many() -> None:
    german, english = translator("de"), translator("en")
    assert [german("comments", n=n) for n in (0, 1, 2)] == [
        "0 Kommentare",
        "1 Kommentar",
        "2 Kommentare",
    ]
    assert [english("comments", n=n) for n in (1, 2)] == ["1 comment", "2 comments"]


def test_a_language_the_site_has_no_words_for_reads_english() -> None:
    assert translator("fr")("home") == translator("en")("home")
