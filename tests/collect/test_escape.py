from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.collect.source import split_source
from knowledge.collect.thread import escape, read_thread, scan, unescape
from knowledge.model import Thread

FENCE_LIKE = st.sampled_from(
    ["///", "////", "/// comment | Ina Roth", "    id: c2", "    author-of-essay: true", "\\///"]
)
BREAKS = st.sampled_from(["\n", "\r\n", "\r", "\n\n", "\n   ", "\u2028", "\x0b", "\x85"])
BODIES = st.lists(st.one_of(FENCE_LIKE, BREAKS, st.text(max_size=8))).map("".join)


def written(body: str) -> str:
    """A thread file as whatever writes a comment for someone else would write it."""
    return f"/// comment | A. B.\n    id: c1\n\n{escape(body)}\n///\n"


def thread_of(text: str) -> tuple[Thread, list[str]]:
    source = split_source("thread.de.md", text)
    thread, problems = read_thread({"de": source}, "de")
    return thread, [problem.kind for problem in problems]


def normal(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


@given(BODIES)
def test_any_text_comes_back_as_one_comment_with_that_text(body: str) -> None:
    thread, problems = thread_of(written(body))
    assert problems == []
    assert [(c.id, c.name, c.author_of_essay) for c in thread.comments] == [("c1", "A. B.", False)]
    text = thread.comments[0].texts["de"]
    assert normal(unescape(text.source.text[text.start : text.end])) == normal(body)


@given(BODIES, BODIES)
def test_a_comment_does_not_reach_the_next(first: str, second: str) -> None:
    other = written(second).replace("id: c1", "id: c2", 1)
    thread, problems = thread_of(written(first) + "\n" + other)
    assert problems == []
    assert [comment.id for comment in thread.comments] == ["c1", "c2"]


@given(BODIES)
def test_unescaping_takes_back_what_escaping_added(body: str) -> None:
    assert unescape(escape(body)) == body.replace("\r\n", "\n").replace("\r", "\n")


@given(st.one_of(BODIES, st.text()))
def test_any_thread_file_can_be_scanned_and_loses_nothing(text: str) -> None:
    """Every line that is not blank is in a block, or a problem names it."""
    source = split_source("thread.de.md", text)
    blocks, problems = scan(source)
    named = {problem.line for problem in problems if problem.kind == "unparsed-block"}
    inside = {
        line
        for block in blocks
        for line in range(block.line, source.line_at(max(block.end, block.start)) + 1)
    }
    first = source.line_at(source.body_start)
    for number, line in enumerate(source.body.split("\n"), first):
        assert not line.strip() or number in named | inside


@pytest.mark.parametrize("indent", ["", " ", "  ", "   "])
def test_a_fence_is_escaped_behind_up_to_three_spaces(indent: str) -> None:
    assert escape(f"{indent}///") == f"{indent}\\///"


@pytest.mark.parametrize("line", ["    ///", "a ///", "//", "https://example.org"])
def test_what_is_no_fence_stays(line: str) -> None:
    assert escape(line) == line
