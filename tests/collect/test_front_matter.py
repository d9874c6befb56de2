from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.collect.documents import read_document
from knowledge.collect.ledger import read_ledger
from knowledge.collect.source import SourceError, parse_front_matter, parse_mapping, split_source
from knowledge.collect.thread import read_thread
from knowledge.model import Kind

FIELDS = st.sampled_from(
    "title nav_title summary original author date updated tags draft source references answers "
    "redirects aliases kind broader related contrasts part_of match asked_in asked_by set closed "
    "listing hide declared accepted rejected id reply-to lang url status".split()
)
SCALARS = st.sampled_from(
    ["", "no", "4", "-1", "1e9", "07:55:00", "2017-11-16", "2017-02-30", "~", "|", ">", "'", '"']
)
VALUES = st.one_of(
    SCALARS,
    st.text(max_size=12),
    st.sampled_from(["[a, {b: c}]", "{id: a, number: 1}", "[[", "&a", "*a", "!!int x"]),
)
LINES = st.builds(
    lambda name, value: f"{name}: {value}", st.one_of(FIELDS, st.text(max_size=6)), VALUES
)
MATTERS = st.one_of(st.lists(LINES, max_size=6).map("\n".join), st.text())


@pytest.mark.parametrize("kind", list(Kind))
@given(matter=MATTERS)
def test_any_front_matter_gives_a_document_and_problems(kind: Kind, matter: str) -> None:
    source = split_source("docs/x.de.md", f"---\n{matter}\n---\nText.\n")
    document, problems = read_document(kind, "x", {"de": source}, "de")
    assert document.kind is kind
    assert document.title("de")
    lines = source.text.count("\n") + 1
    assert all(p.kind == "bad-front-matter" and 1 <= p.line <= lines for p in problems)


@given(MATTERS)
def test_any_ledger_gives_entries_and_problems(text: str) -> None:
    ledger, problems = read_ledger("links.yml", text)
    assert all(entry.concept and entry.surface for entry in (*ledger.accepted, *ledger.rejected))
    assert {problem.kind for problem in problems} <= {"bad-front-matter"}


@given(MATTERS)
def test_any_options_give_a_comment_and_problems(text: str) -> None:
    options = "".join(f"    {line}\n" for line in text.split("\n") if line.strip())
    source = split_source("thread.de.md", f"/// comment | A. B.\n{options}\nText.\n///\n")
    thread, problems = read_thread({"de": source}, "de")
    assert len(thread.comments) == 1 or "unparsed-block" in {p.kind for p in problems}


@given(st.text())
def test_any_file_is_split_without_losing_a_character(text: str) -> None:
    source = split_source("x.de.md", text)
    assert source.text == text
    assert text[: source.body_start] + source.body == text


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("title: 'a", 2, "end of stream"),
        ("title: a\nsummary: b: c", 3, "mapping values"),
        ("title: a\n\nb: \x01", 4, "special characters"),
        ("- a", 2, "Expected `name: value` lines"),
        ("a", 2, "Expected `name: value` lines"),
        ("a: 1\nb:\n  c: 1\n  c: 2", 5, "`c` stands here twice, first in line 4"),
        ("a: *b", 2, "undefined alias"),
        ("? [a]\n: b", 2, "unhashable key"),
        ("[" * 3000, 2, "nested too deeply"),
    ],
)
def test_what_is_no_front_matter_says_why_and_where(text: str, line: int, words: str) -> None:
    with pytest.raises(SourceError, match=words) as raised:
        parse_front_matter(split_source("x.de.md", f"---\n{text}\n---\n"))
    assert raised.value.line == line


def test_scalars_stay_what_was_written() -> None:
    matter = parse_mapping("a: no\nb: 07:55:00\nc: 2017-11-16\nd: 1.10\ne: ~\nf: 0x10", 1)
    assert list(matter.values.values()) == ["no", "07:55:00", "2017-11-16", "1.10", "~", "0x10"]


def test_a_value_has_the_line_of_its_field_or_of_what_holds_it() -> None:
    matter = parse_mapping("a: 1\nb:\n  c:\n    - x\n    - y\n", 2)
    assert [matter.line(path) for path in ((), ("a",), ("b", "c", 1), ("b", "z"))] == [1, 2, 6, 3]


def test_aliases_that_multiply_are_refused_or_read_in_good_time() -> None:
    names = [f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 9)}]" for i in range(1, 30)]
    source = split_source("x.de.md", "---\n" + "\n".join(["a0: &a0 [x]", *names]) + "\n---\n")
    _, problems = read_document(Kind.PAGE, "x", {"de": source}, "de")
    assert {problem.kind for problem in problems} == {"bad-front-matter"}
