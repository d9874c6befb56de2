from __future__ import annotations

from pathlib import Path

import pytest

from knowledge.bench.gold import Gold, Reading, precision_and_recall, read_gold, readings

FOLDER = Path(__file__).parent / "sentences"
FILES = [("german.md", "de", 150), ("english.md", "en", 60)]


@pytest.fixture(scope="module", params=FILES, ids=lambda file: file[0])
def gold(request: pytest.FixtureRequest) -> tuple[Gold, list[Reading]]:
    name, language, least = request.param
    found = read_gold(FOLDER / name, language)
    assert len(found.sentences) >= least
    return found, list(readings(found))


def test_nearly_every_mention_is_found_and_nearly_nothing_else(
    gold: tuple[Gold, list[Reading]],
) -> None:
    precision, recall = precision_and_recall(gold[1])
    mistakes = [(r.sentence.line, r.missed, r.wrong) for r in gold[1] if r.missed or r.wrong]
    assert precision >= 0.99, mistakes
    assert recall >= 0.99, mistakes


def test_every_mention_knows_its_rule(gold: tuple[Gold, list[Reading]]) -> None:
    other = [(r.sentence.line, r.other_rule) for r in gold[1] if r.other_rule]
    assert not other


def test_there_are_positives_and_negatives_of_every_concept(
    gold: tuple[Gold, list[Reading]],
) -> None:
    sentences = gold[0].sentences
    spoken = {mention.concept for sentence in sentences for mention in sentence.mentions}
    assert spoken == {concept.id for concept in gold[0].concepts}
    assert sum(not sentence.mentions for sentence in sentences) >= len(sentences) / 5


def test_what_is_missed_and_what_is_wrong_lowers_the_figures(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text(
        "---\nconcepts:\n  - {id: kunde, title: Kunde}\n---\n\n"
        "- Der {Kunde|kunde|exact} kommt.\n- Die Kunden gehen.\n- Der {Lieferant|kunde|alias}.\n",
        encoding="utf-8",
    )
    found = list(readings(read_gold(path, "de")))
    assert precision_and_recall(found) == (0.5, 0.5)
    assert [reading.sentence.line for reading in found] == [6, 7, 8]
    assert found[1].wrong == ("'Kunden' -> kunde",)
    assert found[2].missed == ("'Lieferant' -> kunde",)
