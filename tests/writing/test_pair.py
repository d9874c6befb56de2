from __future__ import annotations

from pathlib import Path

import pytest

from knowledge.writing.pair import write_new


def test_files_are_written_with_their_folders(tmp_path: Path) -> None:
    write_new(tmp_path, {"a/b/c.md": "ä", "a/d.md": "e"})
    assert (tmp_path / "a/b/c.md").read_text("utf-8") == "ä"
    assert sorted(p.name for p in tmp_path.rglob("*")) == ["a", "b", "c.md", "d.md"]


def test_what_is_there_stays_and_nothing_is_written_beside_it(tmp_path: Path) -> None:
    (tmp_path / "old.md").write_text("old", "utf-8")
    with pytest.raises(FileExistsError):
        write_new(tmp_path, {"new/folder/new.md": "new", "old.md": "new"})
    assert [p.name for p in tmp_path.rglob("*")] == ["old.md"]
    assert (tmp_path / "old.md").read_text("utf-8") == "old"


def test_a_file_in_the_way_of_a_folder_leaves_nothing_behind(tmp_path: Path) -> None:
    (tmp_path / "essays").write_text("no folder", "utf-8")
    with pytest.raises(OSError, match="essays"):
        write_new(tmp_path, {"concepts/x.md": "x", "essays/x/index.md": "x"})
    assert [p.name for p in tmp_path.rglob("*")] == ["essays"]
