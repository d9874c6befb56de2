from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.check.excerpts import LEAST, excerpt, line_reader
from knowledge.check.kinds import problem

LINE = "Siehe [[resonnanz]], und so weiter bis zum Ende der Zeile, die recht lang ist."


def marked(line: str, column: int, length: int, width: int) -> str:
    found = excerpt(line, column, length, width)
    return found.text[found.start :][: found.length]


def test_a_line_that_fits_is_shown_as_it_is() -> None:
    assert excerpt(LINE, 7, 13, 200) == (LINE, 6, 13)


def test_a_long_line_is_cut_behind_and_before_what_is_meant() -> None:
    assert excerpt(LINE, 7, 13, 40).text == f"{LINE[:39]}…"
    late = LINE.index("Zeile") + 1
    found = excerpt(LINE, late, 5, 40)
    assert len(found.text) <= 40
    assert found.text.startswith("…")
    assert marked(LINE, late, 5, 40) == "Zeile"


def test_a_problem_of_a_whole_line_underlines_nothing() -> None:
    assert excerpt("title: x", 0, 0, 80) == ("title: x", 0, 0)


def test_tabs_and_signs_that_move_what_follows_are_spaces() -> None:
    assert excerpt("\ta\x1b[31m b\r", 2, 1, 80) == (" a [31m b", 1, 1)


@given(st.text(max_size=200), st.integers(0, 250), st.integers(0, 250), st.integers(0, 120))
def test_whatever_the_line_holds_it_fits(line: str, column: int, length: int, width: int) -> None:
    found = excerpt(line, column, length, width)
    assert len(found.text) <= max(width, LEAST)
    assert 0 <= found.start <= len(found.text)
    assert "\n" not in found.text


@given(st.text("ab cd", min_size=1, max_size=200), st.data())
def test_what_is_meant_is_always_shown(line: str, data: st.DataObject) -> None:
    line = f"|{line}|"
    column = data.draw(st.integers(1, len(line)))
    assert marked(line, column, 1, 40) == line[column - 1]


@pytest.mark.parametrize(
    ("data", "line", "shown"),
    [
        (b"\xef\xbb\xbfa\r\nb", 1, "a\r"),
        (b"a\nb", 2, "b"),
        (b"a\nb", 3, ""),
        (b"a\n\xff", 2, "�"),
    ],
)
def test_lines_are_read_whatever_the_file_holds(
    tmp_path: Path, data: bytes, line: int, shown: str
) -> None:
    (tmp_path / "a.md").write_bytes(data)
    line_of = line_reader(tmp_path)
    assert line_of(problem("bad-front-matter", "a.md", line, "x")) == shown
    assert line_of(problem("bad-front-matter", "gone.md", line, "x")) == ""
