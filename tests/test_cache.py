from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from knowledge.cache import FILE, KEPT, Cache, key_of


def test_what_is_stored_is_found_under_its_key_only(tmp_path: Path) -> None:
    cache = Cache(tmp_path / "new/folder")
    cache.put("room", "a", b"\x00bytes")
    assert cache.get("room", "a") == b"\x00bytes"
    assert cache.get("room", "b") is None
    assert cache.get("other", "a") is None


def test_a_damaged_entry_is_missing(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    cache.put("room", "a", b"bytes")
    with closing(sqlite3.connect(tmp_path / FILE)) as database, database:
        database.execute("UPDATE entries SET data = ?", (b"other",))
    assert cache.get("room", "a") is None
    assert cache.shelf("room") == {}


def test_a_file_that_is_no_database_is_made_anew(tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(b"no database, " * 500)
    cache = Cache(tmp_path)
    assert cache.get("room", "a") is None
    cache.put("room", "a", b"bytes")
    assert cache.get("room", "a") == b"bytes"


def test_a_shelf_changes_at_once(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    cache.change("room", {str(number): b"%d" % number for number in range(10)})
    cache.change("room", {"3": b"new", "20": b"more"}, gone=["1", "2"])
    assert cache.shelf("room") == {
        **{str(n): b"%d" % n for n in (0, *range(4, 10))},
        "3": b"new",
        "20": b"more",
    }


def test_only_the_newest_entries_are_kept(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    for number in range(KEPT + 3):
        cache.put("room", f"k{number}", b"")
    cache.put("room", "last", b"")
    assert set(cache.shelf("room")) == {"last", *(f"k{n}" for n in range(4, KEPT + 3))}


def test_a_folder_that_cannot_be_written_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    cache = Cache(tmp_path / "file")
    cache.put("room", "a", b"bytes")
    assert cache.get("room", "a") is None
    assert Cache().get("room", "a") is None


def test_a_key_is_made_of_every_part_and_of_where_it_ends() -> None:
    assert key_of(["ab", "c"]) != key_of(["a", "bc"])
    assert key_of(["a", b"b"]) == key_of([b"a", "b"])
