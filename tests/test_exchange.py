from __future__ import annotations

import errno
from pathlib import Path

import pytest

from knowledge import exchange as exchanging
from knowledge.exchange import CannotError, can_exchange, exchange, swap


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path, Path]:
    """A new folder, one of the name, and a place for what had it."""
    for name in ("new", "name"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "which").write_text(name, encoding="utf-8")
    return tmp_path / "new", tmp_path / "name", tmp_path / "old"


def which(folder: Path) -> str:
    return (folder / "which").read_text(encoding="utf-8")


def test_the_name_is_never_free(
    folders: tuple[Path, Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    new, name, old = folders
    if not can_exchange(name.parent):
        pytest.skip("This file system does not exchange folders.")
    monkeypatch.setattr(Path, "rename", lambda *_: pytest.fail("not in one step"))
    swap(new, name, old)
    assert which(name) == "new"
    assert which(new) == "name"


def test_where_folders_cannot_be_exchanged_one_follows_the_other(
    folders: tuple[Path, Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exchanging, "_call", lambda *_: errno.ENOSYS)
    new, name, old = folders
    with pytest.raises(CannotError):
        exchange(new, name)
    swap(new, name, old)
    assert which(name) == "new"
    assert which(old) == "name"


def test_what_cannot_be_put_in_its_place_leaves_what_is_there(
    folders: tuple[Path, Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exchanging, "_call", lambda *_: errno.ENOSYS)
    new, name, old = folders
    rename = Path.rename

    def refused(self: Path, target: Path) -> Path:
        if self == new:
            raise OSError(errno.EIO, "Input/output error")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", refused)
    with pytest.raises(OSError, match="Input/output"):
        swap(new, name, old)
    assert which(name) == "name"


def test_a_free_name_is_taken(tmp_path: Path) -> None:
    (tmp_path / "new").mkdir()
    swap(tmp_path / "new", tmp_path / "name", tmp_path / "old")
    assert (tmp_path / "name").is_dir()
    assert not (tmp_path / "new").exists()
