from __future__ import annotations

import json

import pytest

from knowledge.check.kinds import problem
from knowledge.check.report import as_annotation, as_json, count, in_order, lines
from knowledge.model import Mark, Severity

WRONG = problem("unknown-link", "docs/ä, b:c.de.md", 7, "`[[x]]` fehlt: 100 %\nKorrigieren.")


def test_a_line_says_place_kind_and_message() -> None:
    assert lines(problem("count-differs", "a.md", 3, "Zehn.")) == "a.md:3: count-differs: Zehn."


def test_json_has_the_fields_of_a_problem() -> None:
    assert json.loads(as_json([WRONG])) == [
        {
            "kind": "unknown-link",
            "severity": "error",
            "file": "docs/ä, b:c.de.md",
            "line": 7,
            "message": "`[[x]]` fehlt: 100 %\nKorrigieren.",
            "column": None,
            "length": None,
        }
    ]
    placed = problem("unknown-link", "a.md", Mark(7, 3, 5), "x")
    row = json.loads(as_json([placed]))[0]
    assert (row["line"], row["column"], row["length"]) == (7, 3, 5)


def test_an_annotation_is_one_line_whatever_the_message_holds() -> None:
    assert as_annotation(WRONG) == (
        "::error file=docs/ä%2C b%3Ac.de.md,line=7,title=unknown-link"
        "::`[[x]]` fehlt: 100 %25%0AKorrigieren."
    )
    placed = problem("unknown-link", "a.md", Mark(7, 3, 5), "x")
    assert as_annotation(placed) == (
        "::error file=a.md,line=7,col=3,endColumn=8,title=unknown-link::x"
    )


def test_errors_come_first_then_file_and_line_and_nothing_twice() -> None:
    note = problem("orphan-concept", "a.md", 1, "x")
    warning = problem("heading-mismatch", "a.md", 1, "x")
    early, late = (problem("broken-anchor", "b.md", line, "x") for line in (2, 10))
    assert in_order([note, late, warning, early, late]) == [early, late, warning, note]


def test_what_is_said_twice_of_a_line_is_said_once_at_its_first_place() -> None:
    late, early = (problem("unknown-link", "a.md", Mark(2, column, 3), "x") for column in (9, 4))
    assert in_order([late, early]) == [early]


def test_problems_are_counted_by_severity() -> None:
    assert [count([WRONG, WRONG], severity) for severity in Severity] == [0, 0, 2]


def test_an_unknown_kind_cannot_be_reported() -> None:
    with pytest.raises(KeyError):
        problem("unknown-kind", "a.md", 1, "x")


def test_a_message_can_always_be_shown() -> None:
    assert problem("bad-front-matter", "a.md", 1, "found `\ud800`").message == r"found `\ud800`"
