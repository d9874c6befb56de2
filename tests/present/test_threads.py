from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest

from knowledge.model import Comment, CommentKind, Status
from knowledge.present.threads import DEEPEST, nest, thread_view
from knowledge.present.views import CommentView, ThreadView
from tests.documents import comment, essay, library, question, scene


def tree(*comments: Comment) -> str:
    """Who stands below whom: `c1(c2(c3) c4)`."""
    shown = {one.id: one for one in comments if one.published}
    children, _ = nest(comments, shown)

    def below(id: str) -> str:
        return " ".join(
            child + (f"({below(child)})" if child in children else "")
            for child in children.get(id, ())
        )

    return below("")


def reply(id: str, to: str = "", **more: Any) -> Comment:
    return comment(id, reply_to=to, **more)


def hidden(id: str, to: str = "") -> Comment:
    return reply(id, to, status=Status.HIDDEN)


NESTING = {
    "in the order of the file": ([reply("c2"), reply("c1")], "c2 c1"),
    "below whom they answer": (
        [reply("c1"), reply("c2"), reply("c3", "c1"), reply("c4", "c3"), reply("c5", "c1")],
        "c1(c3(c4) c5) c2",
    ),
    "an answer that stands before it": ([reply("c2", "c1"), reply("c1")], "c1(c2)"),
    "a parent that is hidden": (
        [reply("c1"), hidden("c2", "c1"), hidden("c3", "c2"), reply("c4", "c3")],
        "c1(c4)",
    ),
    "a hidden parent at the top": ([hidden("c1"), reply("c2", "c1")], "c2"),
    "a parent that waits": (
        [reply("c1"), reply("c2", "c1", status=Status.PENDING), reply("c3", "c2")],
        "c1(c3)",
    ),
    "a parent that does not exist": ([reply("c1", "c9")], "c1"),
    "an answer to itself": ([reply("c1", "c1"), reply("c2", "c1")], "c1(c2)"),
    "a circle of two": ([reply("c1", "c2"), reply("c2", "c1"), reply("c3", "c2")], "c1 c2(c3)"),
    "a circle of three": (
        [reply("c1", "c3"), reply("c2", "c1"), reply("c3", "c2"), reply("c4", "c1")],
        "c1(c4) c2 c3",
    ),
    "a circle through a hidden one": ([hidden("c1", "c2"), reply("c2", "c1")], "c2"),
    "a circle of hidden ones above": (
        [hidden("c1", "c2"), hidden("c2", "c1"), reply("c3", "c1")],
        "c3",
    ),
}


@pytest.mark.parametrize(("comments", "expected"), NESTING.values(), ids=NESTING.keys())
def test_nesting(comments: list[Comment], expected: str) -> None:
    assert tree(*comments) == expected


def chain(length: int) -> list[Comment]:
    first = [reply("c1", name="C. 1")]
    return first + [reply(f"c{n}", f"c{n - 1}", name=f"C. {n}") for n in range(2, length + 1)]


def shown(*comments: Comment, language: str = "de") -> ThreadView:
    base = library(essay("e", comments=comments), question("q"))
    here = scene(base, language)
    return thread_view(here.at(base.essays["e"]), base.essays["e"])


def depths(views: tuple[CommentView, ...], depth: int = 0) -> Iterator[tuple[int, CommentView]]:
    for view in views:
        yield depth, view
        yield from depths(view.children, depth + 1)


def test_a_chain_of_two_thousand_answers_loses_nothing_and_stays_shallow() -> None:
    views = list(depths(shown(*chain(2_000)).comments))
    assert [view.id for _, view in views] == [f"c{n}" for n in range(1, 2_001)]
    assert max(depth for depth, _ in views) == DEEPEST


def test_the_last_of_a_chain_first_in_the_file() -> None:
    assert len(list(depths(shown(*reversed(chain(2_000))).comments))) == 2_000


def test_each_answer_names_whom_it_answers() -> None:
    views = {view.id: view.reply_to for _, view in depths(shown(*chain(9)).comments)}
    assert [id for id, link in views.items() if link] == [f"c{n}" for n in range(2, 10)]
    link = views["c9"]
    assert link is not None
    assert (link.href, link.text) == ("#c8", "Antwort auf C. 8")


def test_only_what_is_published_is_shown_and_links_stand_apart() -> None:
    view = shown(
        comment("c1"),
        comment("c2", status=Status.PENDING),
        comment("c3", status=Status.HIDDEN),
        comment("c4", kind=CommentKind.TRACKBACK),
        comment("c5", kind=CommentKind.PINGBACK),
        comment("c6", kind=CommentKind.REBLOG),
    )
    assert [one.id for one in view.comments] == ["c1", "c6"]
    assert [one.id for one in view.trackbacks] == ["c4", "c5"]
    assert view.count == "2 Kommentare"


def test_a_comment_shows_who_when_and_what_it_answers() -> None:
    moment = dt.datetime(2017, 11, 16, 7, 55)  # noqa: DTZ001 - as threads have it
    one = comment("c1", "*Ja*.", name="S. M.", date=moment, answers=("q", "nirgends"))
    (view,) = shown(one).comments
    assert (view.name, view.date_iso) == ("S. M.", "2017-11-16T07:55")
    assert view.date == "16. November 2017, 07:55 Uhr"
    assert view.html == "<p><em>Ja</em>.</p>"
    assert [(link.href, link.text) for link in view.answers] == [
        ("../../questions/q/", "Frage q?"),
    ]


def test_nothing_is_invented_for_whom_the_source_leaves_nameless() -> None:
    (view,) = shown(comment("c1")).comments
    assert (view.name, view.date, view.date_iso) == ("Ohne Namen", "ohne Datum", "")


def test_the_language_of_a_comment_is_said_where_it_differs() -> None:
    original, english = comment("c1", "Ja."), comment("c2", "Yes.", lang="en")
    german = shown(original, english).comments
    assert [(view.lang, view.language_note) for view in german] == [
        ("", ""),
        ("en", "Im Original auf Englisch"),
    ]
    here = shown(original, english, language="en").comments
    assert [(view.lang, view.language_note) for view in here] == [
        ("de", "In the original German"),
        ("", "In the original English"),
    ]
