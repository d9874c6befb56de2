from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.collect.lock import read_lock
from knowledge.collect.sections import sketch_of
from knowledge.model import Accepted
from knowledge.translations.accept import LockError, load, text_of

ENTRY = '"docs/a.en.md#b" = "0123456789abcdef Ab-_"'
NAMES = st.text(st.characters(blacklist_categories=["Cs"], blacklist_characters="\n\r"), min_size=1)
ENTRIES = st.dictionaries(
    NAMES,
    st.builds(
        Accepted,
        st.text("0123456789abcdef", min_size=16, max_size=16),
        st.lists(st.text(min_size=1), max_size=9).map(sketch_of),
    ),
)


@given(ENTRIES)
def test_what_is_written_is_read_again_and_is_toml(lock: dict[str, Accepted]) -> None:
    text = text_of(lock)
    read, problems = read_lock(text)
    assert {name: entry[:2] for name, entry in read.items()} == {n: e[:2] for n, e in lock.items()}
    assert problems == []
    values = {name: f"{entry.digest} {entry.sketch}" for name, entry in lock.items()}
    if not any(ord(char) < 32 or ord(char) == 127 for name in lock for char in name):
        assert tomllib.loads(text) == values
    assert text_of(read) == text


def test_each_entry_is_a_line_and_all_are_sorted() -> None:
    lock = {name: Accepted("0" * 16, "A") for name in ("b", "a#z", "a", "a#b")}
    lines = [line for line in text_of(lock).splitlines() if not line.startswith("#")]
    assert [line.split('"')[1] for line in lines] == ["a", "a#b", "a#z", "b"]


def test_windows_line_ends_and_a_mark_do_not_matter() -> None:
    read, problems = read_lock(f"\ufeff# Text\r\n{ENTRY}\r\n")
    assert (read, problems) == ({"docs/a.en.md#b": Accepted("0123456789abcdef", "Ab-_", 2)}, [])


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("<<<<<<< HEAD", "A merge left its marks here"),
        ("=======", "A merge left its marks here"),
        (ENTRY, "`docs/a.en.md#b` stands here twice"),
        ("docs/a.en.md: 1", "Expected"),
        ('"docs/a.en.md" = "short "', "Expected"),
    ],
)
def test_a_line_that_is_wrong_is_named(tmp_path: Path, line: str, words: str) -> None:
    _, problems = read_lock(f"{ENTRY}\n{line}\n")
    assert [(found.file, found.line) for found in problems] == [("translations.lock", 2)]
    assert words in problems[0].message
    (tmp_path / "translations.lock").write_text(f"{ENTRY}\n{line}\n", encoding="utf-8")
    with pytest.raises(LockError, match=r"translations\.lock:2: "):
        load(tmp_path)
