"""What stands on which page, where a thread or a concept has more than one page holds."""

from __future__ import annotations

from typing import Any

import pytest

from knowledge.model import Comment, CommentKind, Status, Thread
from knowledge.present.division import COMMENTS, divide_comments, divide_places, place_groups
from tests.documents import comment, concept, essay, library, scene


def remarks(count: int, **more: Any) -> list[Comment]:
    return [comment(f"c{n}", **more) for n in range(1, count + 1)]


def lengths(*comments: Comment) -> list[int]:
    return [len(ids) for ids in divide_comments(Thread(comments))]


@pytest.mark.parametrize(
    ("count", "expected"),
    [
        (0, []),
        (1, [1]),
        (COMMENTS, [COMMENTS]),
        (COMMENTS + 1, [COMMENTS, 1]),
        (450, [200, 200, 50]),
    ],
)
def test_a_page_has_at_most_two_hundred_comments(count: int, expected: list[int]) -> None:
    assert lengths(*remarks(count)) == expected


def test_what_is_hidden_takes_no_room() -> None:
    hidden = [comment(f"c{n}", status=Status.HIDDEN) for n in range(1_000, 1_100)]
    assert lengths(*hidden, *remarks(COMMENTS)) == [COMMENTS]


def test_links_from_elsewhere_come_last() -> None:
    link = comment("c999", kind=CommentKind.TRACKBACK)
    assert divide_comments(Thread((link, *remarks(COMMENTS)))) == (
        tuple(f"c{n}" for n in range(1, COMMENTS + 1)),
        ("c999",),
    )


def test_branches_stay_together() -> None:
    late = comment("c999", reply_to="c1")
    ids = [id for page in divide_comments(Thread((*remarks(COMMENTS), late))) for id in page]
    assert ids[:3] == ["c1", "c999", "c2"]
    assert ids[-1] == f"c{COMMENTS}"


def test_nothing_is_lost_and_the_order_stays_however_it_is_divided() -> None:
    documents = [essay(f"e{n}", "Resonanz. " * n, "Resonance. " * (7 - n)) for n in range(1, 7)]
    resonanz = concept("resonanz", "Resonanz", "resonance")
    base = library(resonanz, concept("ton", body="Ein Ton der Resonanz."), *documents)
    view = scene(base)
    links = view.connections.backlinks["resonanz"]
    seen = {(f"e{n}", "de", "") for n in range(1, 7)} | {("ton", "de", "")}
    whole = list(place_groups(base, links, seen))
    every = [link for group in whole for link in (*group.here, *group.others)]
    assert sorted(map(repr, every)) == sorted(map(repr, links))
    for most in (1, 2, 3, 7, 100):
        parts = divide_places(whole, most, most + 1)
        assert [
            link for part in parts for group in part for link in (*group.here, *group.others)
        ] == every
        sizes = [sum(len(group.here) + len(group.others) for group in part) for part in parts]
        assert all(size == most + bool(index) for index, size in enumerate(sizes[:-1]))
        assert sum(not group.is_continued for part in parts for group in part) == len(whole)
