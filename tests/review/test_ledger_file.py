from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from knowledge.model import Ledger, LedgerEntry
from knowledge.review.decisions import place
from knowledge.review.ledger_file import (
    HEADER,
    LedgerError,
    LedgerText,
    load,
    parse,
    text_of,
    update,
)

ROOT = Path(__file__).parents[2]
ENTRY = LedgerEntry("garten", "Garten", "park")
TEXT = """\
# What stands at the top,

# with an empty line.
accepted:
  - concept: beet
    surface: Beet
rejected:
  - concept: garten
    surface: 'no'
    essay: park
    section: morgens
    reason: 'Colon: yes.'
  - concept: garten
    surface: Garten
"""
COMMENTED = """\
# top
accepted: # of the list
  - {concept: b, surface: "#1"}   # behind
  # above
  - surface: a # inside
    concept: a
# between
rejected:
  - concept: c
    surface: c
    reason: | # of the block
      One line
      # and another.
  # end of the list
# end
"""


def _canonical(text: str) -> str:
    return text_of(parse(text))


def _said(ledger: Ledger) -> set[tuple[object, ...]]:
    return {
        (name, *place(entry), entry.reason)
        for name, entries in (("+", ledger.accepted), ("-", ledger.rejected))
        for entry in entries
    }


def test_entries_are_sorted_and_nothing_else_changes() -> None:
    lines = TEXT.splitlines(keepends=True)
    assert _canonical(TEXT) == "".join([*lines[:7], *lines[12:], *lines[7:12]])


@pytest.mark.parametrize(
    "text", [TEXT, COMMENTED, "", "# only words\n", "rejected: []", "\ufeff" + TEXT]
)
def test_what_is_canonical_stays_as_it_is_to_the_byte(text: str) -> None:
    once = _canonical(text)
    assert _canonical(once) == once
    assert _said(parse(once).ledger) == _said(parse(text).ledger)


def test_the_ledger_of_this_project_is_canonical() -> None:
    stored = (ROOT / "links.yml").read_text(encoding="utf-8")
    assert _canonical(stored) == stored


def test_line_ends_stay_as_they_are() -> None:
    once = _canonical(TEXT.replace("\n", "\r\n"))
    assert once == _canonical(TEXT).replace("\n", "\r\n")
    assert _canonical(once) == once


def test_comments_stay_above_what_they_are_about() -> None:
    assert (
        _canonical(COMMENTED)
        == """\
# top
accepted:
  # above
  # inside
  - concept: a
    surface: a
  # of the list
  # behind
  - concept: b
    surface: '#1'
# between
rejected:
  # of the block
  # end of the list
  - concept: c
    surface: c
    reason: "One line\\n# and another.\\n"
# end
"""
    )


def test_comments_of_an_entry_that_is_gone_are_kept() -> None:
    held = parse(COMMENTED)
    text = text_of(replace(held, ledger=Ledger(rejected=held.ledger.rejected)))
    assert "accepted: []\n" in text
    assert text.endswith("# of the list\n# behind\n# above\n# inside\n# end\n")


@pytest.mark.parametrize(
    "surface",
    [
        "no",
        "1984",
        "a: b",
        "# x",
        "- x",
        "null",
        "'",
        '"',
        "ja",
        "~",
        "2017-11-13",
        "Bank\u00adhaus",
        "😀",
        "{a}",
        "*a",
        "@x",
        "%x",
        " x ",
        "x:",
    ],
)
def test_surfaces_are_text_for_every_reader_of_yaml(surface: str) -> None:
    text = text_of(LedgerText(Ledger(accepted=(replace(ENTRY, surface=surface, reason=surface),))))
    assert yaml.safe_load(text)["accepted"][0]["surface"] == surface
    assert parse(text).ledger.accepted[0].surface == surface


WORDS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1)
IDS = st.from_regex(r"[a-z]{1,5}(-[a-z0-9]{1,5})?", fullmatch=True)
ENTRIES = st.builds(
    LedgerEntry, IDS, WORDS, st.just("") | IDS, st.just("") | IDS, reason=st.just("") | WORDS
)


@given(st.lists(ENTRIES), st.lists(ENTRIES))
def test_any_ledger_is_read_as_it_was_written(
    accepted: list[LedgerEntry], rejected: list[LedgerEntry]
) -> None:
    written = text_of(LedgerText(Ledger(tuple(accepted), tuple(rejected))))
    held = parse(written)
    assert {place(e) for e in held.ledger.accepted} == {place(e) for e in accepted}
    assert {place(e) for e in held.ledger.rejected} == {place(e) for e in rejected}
    assert text_of(held) == written


def test_an_entry_stands_once_and_every_reason_is_kept() -> None:
    twice = (ENTRY, replace(ENTRY, reason="One."), replace(ENTRY, reason="Two."))
    (entry,) = parse(text_of(LedgerText(Ledger(twice)))).ledger.accepted
    assert entry.reason == "One. Two."


@pytest.mark.parametrize(
    "text",
    ["accepted: [", "accepted:\n  - {concept: garten}\n", "acepted: []\n", "- a\n", "a: 1\na: 2\n"],
)
def test_a_ledger_that_is_wrong_is_left_alone(text: str, tmp_path: Path) -> None:
    path = tmp_path / "links.yml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(LedgerError, match=r"^links\.yml line \d: "):
        update(tmp_path, lambda _: Ledger())
    assert path.read_text(encoding="utf-8") == text


def test_a_ledger_that_is_no_text_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "links.yml").write_bytes(b"\xff")
    with pytest.raises(LedgerError, match="UTF-8"):
        load(tmp_path)


def test_a_new_ledger_says_what_it_is(tmp_path: Path) -> None:
    update(tmp_path, lambda held: replace(held, rejected=(ENTRY,)))
    text = (tmp_path / "links.yml").read_text(encoding="utf-8")
    assert text.startswith(f"{HEADER}accepted: []\nrejected:\n  - concept: garten\n")


def test_a_change_works_on_what_the_file_holds_now(tmp_path: Path) -> None:
    path = tmp_path / "links.yml"
    update(tmp_path, lambda held: replace(held, accepted=(ENTRY,)))
    path.write_text(
        path.read_text().replace("rejected: []", "rejected:\n  - {concept: a, surface: b}")
    )
    ledger = update(tmp_path, lambda held: replace(held, accepted=()))
    assert [entry.concept for entry in ledger.rejected] == ["a"]
    assert load(tmp_path).ledger == ledger


def test_nothing_is_written_where_nothing_changes(tmp_path: Path) -> None:
    path = tmp_path / "links.yml"
    path.write_text(TEXT)
    update(tmp_path, lambda held: held)
    assert path.read_text() == TEXT


def test_a_ledger_that_is_a_link_stays_one(tmp_path: Path) -> None:
    (tmp_path / "elsewhere.yml").write_text("")
    (tmp_path / "links.yml").symlink_to(tmp_path / "elsewhere.yml")
    update(tmp_path, lambda held: replace(held, accepted=(ENTRY,)))
    assert (tmp_path / "links.yml").is_symlink()
    assert "garten" in (tmp_path / "elsewhere.yml").read_text()


def test_a_write_that_fails_is_refused_and_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    (tmp_path / "links.yml").write_text(TEXT)
    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(LedgerError, match=r"cannot be written: No space left on device\.$"):
        update(tmp_path, lambda _: Ledger())
    assert [path.name for path in tmp_path.iterdir()] == ["links.yml"]
    assert (tmp_path / "links.yml").read_text() == TEXT
