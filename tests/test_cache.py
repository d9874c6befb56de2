from __future__ import annotations

import os
from pathlib import Path

from knowledge.cache import KEPT, Cache, key_of


def test_what_is_stored_is_found_under_its_key_only(tmp_path: Path) -> None:
    cache = Cache(tmp_path / "new/folder")
    cache.put("room", "a", b"\x00bytes")
    assert cache.get("room", "a") == b"\x00bytes"
    assert cache.get("room", "b") is None
    assert cache.get("other", "a") is None


def test_a_damaged_entry_is_missing(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    cache.put("room", "a", b"bytes")
    (tmp_path / "room/a").write_bytes((tmp_path / "room/a").read_bytes()[:-1])
    assert cache.get("room", "a") is None


def test_only_the_newest_entries_are_kept(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    for number in range(KEPT + 3):
        cache.put("room", f"k{number}", b"")
        os.utime(tmp_path / f"room/k{number}", ns=(number, number))
    cache.put("room", "last", b"")
    kept = {path.name for path in (tmp_path / "room").iterdir()}
    assert kept == {"last", *(f"k{n}" for n in range(4, KEPT + 3))}


def test_a_folder_that_cannot_be_written_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    cache = Cache(tmp_path / "file")
    cache.put("room", "a", b"bytes")
    assert cache.get("room", "a") is None
    assert Cache().get("room", "a") is None


def test_a_key_is_made_of_every_part_and_of_where_it_ends() -> None:
    assert key_of(["ab", "c"]) != key_of(["a", "bc"])
    assert key_of(["a", b"b"]) == key_of([b"a", "b"])
