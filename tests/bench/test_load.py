from __future__ import annotations

from pathlib import Path

import pytest

from knowledge.bench.load import WHOLE, Figures, as_rows, measure

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def figures() -> Figures:
    return measure(ROOT, lambda _: None, 0.03)


def test_the_half_and_the_whole_of_a_part_are_built(figures: Figures) -> None:
    half, whole = figures.built
    assert (half.size, whole.size) == (WHOLE.share(0.015), WHOLE.share(0.03))
    assert half.pages < whole.pages
    assert 0 < half.mentions < whole.mentions
    assert 1.5 < whole.texts / half.texts < 4.5


def test_every_comment_of_the_long_conversation_has_one_place(figures: Figures) -> None:
    assert figures.built[-1].size.longest > 200  # so that it is divided
    for built in figures.built:
        assert built.comments == built.size.longest


def test_what_was_measured_is_told(figures: Figures) -> None:
    ((_, rows),) = as_rows(figures)
    told = {row[0] for row in rows}
    assert {"essays", "all, s", "memory, MB", "conversation, largest, KB"} <= told
    (mentions,) = [row for row in rows if row[0] == "mentions"]
    half, whole = figures.built
    assert mentions[-1] == f"{whole.mentions / half.mentions:.1f}"
