from __future__ import annotations

import json
from dataclasses import replace

import pytest

from knowledge.model import Rule, Sentence
from knowledge.review import Difference, difference, report
from tests.review.bases import spot

GARDEN = spot()


def test_what_has_only_moved_makes_no_difference() -> None:
    moved = replace(GARDEN, line=9, start=80, sentence=Sentence("", "Garten", ""))
    assert difference([GARDEN], [moved]) == Difference()


@pytest.mark.parametrize(
    "change",
    [
        {"file": "docs/essays/park/index.en.md"},
        {"comment": "c1"},
        {"section": "morgens"},
        {"surface": "Gartens"},
        {"concepts": ("beet",)},
        {"rule": Rule.ALIAS},
        {"linked": True},
    ],
)
def test_everything_else_does(change: dict[str, object]) -> None:
    other = replace(GARDEN, **change)  # type: ignore[arg-type]
    assert difference([GARDEN], [other]) == Difference((GARDEN,), (other,))


def test_links_count_only_if_they_are_to() -> None:
    linked = replace(GARDEN, linked=True)
    assert difference([GARDEN], [linked], links_count=False) == Difference()


def test_how_often_counts_and_the_sentence_that_is_new_is_shown() -> None:
    one = replace(GARDEN, sentence=Sentence("Ein ", "Garten", "."))
    two = replace(GARDEN, sentence=Sentence("Zwei ", "Garten", "."))
    assert difference([two], [one, two]) == Difference(added=(one,))
    assert difference([one, two, two], [two]) == Difference(removed=(one, two))


def test_a_word_that_becomes_contested_is_removed_and_added() -> None:
    contested = replace(GARDEN, concepts=("beet", "garten"), rule=None)
    found = difference([GARDEN], [contested])
    assert list(report.as_lines(found)) == [
        "- docs/essays/park/index.de.md:3:   'Garten' garten (exact) | Der Garten wächst.",
        "+ docs/essays/park/index.de.md:3: ? 'Garten' beet or garten (ambiguous) | Der Garten wächst.",
        "0 mentions added, 1 mention removed, 1 ambiguity added, 0 ambiguities removed.",
    ]


def test_lines_follow_the_files_and_say_what_is_linked() -> None:
    linked, later = replace(GARDEN, linked=True), replace(GARDEN, line=20)
    found = Difference(removed=(later,), added=(linked,))
    first, second, total = report.as_lines(found)
    assert first.startswith("+ docs/essays/park/index.de.md:3: → ")
    assert second.startswith("- docs/essays/park/index.de.md:20:   ")
    assert total == "1 mention added, 1 mention removed."


def test_a_sentence_can_begin_no_line_and_steer_no_terminal() -> None:
    evil = replace(GARDEN, sentence=Sentence("a\n::error::\x1b[2J\u2028```\r\n", "Garten", "\x07"))
    found = Difference(added=(evil,))
    for lines in (report.as_lines(found), report.as_markdown(found), report.as_annotations(found)):
        text = "\n".join(lines)
        assert not any(character in text for character in "\x1b\x07\r\u2028")
        assert not any(line.startswith(("::error", "```\r")) for line in text.split("\n"))


def test_markdown_fences_the_lines_and_says_how_many_it_leaves_out() -> None:
    many = tuple(replace(GARDEN, line=line) for line in range(report.MOST_LINES + 5))
    text = "\n".join(report.as_markdown(Difference(added=many)))
    assert text.startswith(
        "### Mentions\n\n1005 mentions added, 0 mentions removed.\n\n```diff\n+ "
    )
    assert text.endswith("\n```\n\n… and 5 more.")
    assert "```" not in "\n".join(report.as_markdown(Difference()))


@pytest.mark.parametrize(("count", "more"), [(10, 0), (11, 2), (30, 21)])
def test_annotations_are_as_many_as_are_shown_the_last_says_how_many_more(
    count: int, more: int
) -> None:
    many = tuple(replace(GARDEN, line=line) for line in range(1, count + 1))
    notices = list(report.as_annotations(Difference(removed=many, added=many)))
    assert len(notices) == report.MOST_ANNOTATIONS
    assert notices[0] == (
        "::notice file=docs/essays/park/index.de.md,line=1,title=new mention::"
        "“Garten” → garten: Der Garten wächst."
    )
    assert (f"::{more} more added mentions" in notices[-1]) == bool(more)


def test_json_has_both_lists_with_the_fields_of_a_mention() -> None:
    contested = replace(GARDEN, concepts=("beet", "garten"), rule=None, comment="c4")
    rows = json.loads(report.as_json(Difference((GARDEN,), (contested,))))
    common = {
        "file": "docs/essays/park/index.de.md",
        "line": 3,
        "section": None,
        "surface": "Garten",
        "linked": False,
        "sentence": "Der Garten wächst.",
    }
    assert rows["removed"] == [common | {"concept": "garten", "rule": "exact"}]
    decided = {"concept": None, "rule": None, "candidates": ["beet", "garten"], "comment": "c4"}
    assert rows["added"] == [common | decided]
