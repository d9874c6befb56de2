from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path

import pytest

from knowledge.bench import corpus, language
from knowledge.language.nouns import german_nouns

pytestmark = pytest.mark.long


def test_the_measurements_hold_what_is_asked_of_them() -> None:
    told: list[str] = []
    root = Path(__file__).parents[2]
    figures = language.measure(root, told.append, sample=800, documents=20)
    known = {quality.method: quality for quality in figures.known}
    assert known["Querverweis"].recall >= 0.995
    assert known["Querverweis"].wrong <= 0.005
    assert known["exact"].recall < known["Snowball"].recall < known["Querverweis"].recall
    assert known["Snowball"].wrong > 0.05
    assert figures.masked[0].recall >= 0.97
    assert figures.masked[0].wrong <= 0.01
    assert [gold.file for gold in figures.gold] == ["german.md", "english.md"]
    assert all(min(gold.precision, gold.recall) >= 0.99 for gold in figures.gold)
    assert all(one.mentions < two.mentions for one, two in pairwise(figures.speed))
    assert [start.reads_word_data for start in figures.start] == [True, False]
    assert max(start.megabytes for start in figures.start) <= 450
    assert len(language.as_rows(figures)) == 5
    assert json.loads(json.dumps(language.as_json(figures)))["lemmas"] == figures.lemmas
    assert told


def test_the_text_to_measure_with_is_the_same_each_time_and_of_many_words() -> None:
    one = list(corpus.documents(german_nouns(), 30, 1_100))
    assert one == list(corpus.documents(german_nouns(), 30, 1_100))
    words = [word for text in one for word in text.split()]
    assert 30_000 < len(words) < 40_000
    assert len(set(words)) > 5_000
