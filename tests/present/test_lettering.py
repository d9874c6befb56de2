from __future__ import annotations

import random
from itertools import combinations

import pytest

from knowledge.present.lettering import (
    ALWAYS_NAMED,
    LINE,
    SIZE,
    Dot,
    Lettering,
    letter,
    shortened,
    text_width,
    wrapped,
)

WIDTH, HEIGHT = 1200, 900
TITLES = ("Sinn", "Gemeinwohl-Ökonomie", "Resonanz", "Freiheit von Angst und Zwang", "New Work")


def scattered(count: int) -> list[Dot]:
    chance = random.Random(count)
    return [
        Dot(
            chance.randrange(10, WIDTH - 10),
            chance.randrange(40, HEIGHT - 40),
            6,
            chance.choice(TITLES),
        )
        for _ in range(count)
    ]


def box(name: Lettering) -> tuple[float, float, float, float]:
    """Left, top, right, bottom of the letters themselves."""
    width = max(map(text_width, name.lines))
    left = name.x - {"start": 0.0, "middle": width / 2, "end": width}[name.anchor]
    return left, name.y - SIZE * 0.7, left + width, name.y + LINE * (len(name.lines) - 1)


def meet(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


@pytest.mark.parametrize("count", [1, 60, 600])
def test_no_name_lies_on_another_or_leaves_the_field(count: int) -> None:
    names = letter(scattered(count), range(count), WIDTH, HEIGHT)
    shown = [box(name) for name in names if not name.quiet]
    assert len(shown) >= min(count, 100) * 0.9
    for left, top, right, bottom in shown:
        assert left >= 0
        assert top >= 0
        assert right <= WIDTH
        assert bottom <= HEIGHT
    assert not [pair for pair in combinations(shown, 2) if meet(*pair)]


def test_only_the_first_names_may_cover_a_dot() -> None:
    dots = scattered(600)
    names = letter(dots, range(600), WIDTH, HEIGHT)
    for name in names[ALWAYS_NAMED:]:
        if not name.quiet:
            left, top, right, bottom = box(name)
            assert not [d for d in dots if left < d.x < right and top < d.y < bottom]


def test_what_comes_first_gets_the_room() -> None:
    crowd = [Dot(600, 450, 6, "Gemeinwohl")] * 30
    names = letter(crowd, reversed(range(30)), WIDTH, HEIGHT)
    assert names[0].quiet
    assert letter(crowd[:1], [0], WIDTH, HEIGHT)[0] == Lettering(612, 455, "start", ("Gemeinwohl",))


def test_a_name_stands_on_the_side_that_has_room() -> None:
    at_the_border = letter([Dot(WIDTH - 10, 450, 6, "Gemeinwohl")], [0], WIDTH, HEIGHT)
    assert at_the_border[0].anchor == "end"
    leftward = letter([Dot(600, 450, 6, "Gemeinwohl", leftward=True)], [0], WIDTH, HEIGHT)
    assert (leftward[0].anchor, leftward[0].x) == ("end", 588)


def test_a_name_is_not_taken_for_that_of_another_dot() -> None:
    right = round(text_width("Gemeinwohl")) + 6 + 12 + 6  # as far from its end as from its begin
    dots = [Dot(500, 450, 6, "Gemeinwohl"), Dot(500 + right, 450, 6, "Sinn")]
    assert letter(dots, [0, 1], WIDTH, HEIGHT)[0].anchor == "end"
    walled = [
        *dots,
        Dot(500 - right, 450, 6, "Ego"),
        Dot(500, 425, 6, "Du"),
        Dot(500, 475, 6, "Wir"),
    ]
    assert not letter(walled, range(5), WIDTH, HEIGHT)[0].quiet


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("Sinn", ("Sinn",)),
        ("interne Dienstleistung", ("interne", "Dienstleistung")),
        ("Gemeinwohl-Ökonomie-Bewegung", ("Gemeinwohl-", "Ökonomie-Bewegung")),
        ("Unternehmensbedürfnisse", ("Unternehmensbedürfnisse",)),
        ("Resonanz. Eine Soziologie der Weltbeziehung", ("Resonanz. Eine", "Soziologie der…")),
        ("Treasure 22 – Remote work", ("Treasure 22 –", "Remote work")),
    ],
)
def test_titles_break_between_words_and_behind_hyphens(title: str, lines: tuple[str, ...]) -> None:
    assert wrapped(title) == lines


def test_a_title_is_cut_at_a_word() -> None:
    assert shortened("Die Gemeinwohl-Ökonomie – ein Modell", 27) == "Die Gemeinwohl-Ökonomie…"
    assert shortened("Donaudampfschifffahrt", 10) == "Donaudamp…"
    assert shortened("Sinn", 10) == "Sinn"
