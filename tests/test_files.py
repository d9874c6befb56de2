from __future__ import annotations

import os
from pathlib import Path
from typing import NoReturn

import pytest

from knowledge.files import sweep, write


def test_a_file_is_written_with_its_folders(tmp_path: Path) -> None:
    write(tmp_path / "a/b/feed.xml", b"<feed/>\r\n")
    assert (tmp_path / "a/b/feed.xml").read_bytes() == b"<feed/>\r\n"


def test_what_is_written_can_be_read_by_a_web_server(tmp_path: Path) -> None:
    write(tmp_path / "feed.xml", b"<feed/>")
    assert (tmp_path / "feed.xml").stat().st_mode & 0o777 == 0o644


def test_a_file_is_replaced_and_nothing_left_beside_it(tmp_path: Path) -> None:
    write(tmp_path / "feed.xml", b"a longer old text")
    write(tmp_path / "feed.xml", b"new")
    assert [path.name for path in tmp_path.iterdir()] == ["feed.xml"]
    assert (tmp_path / "feed.xml").read_bytes() == b"new"


@pytest.mark.parametrize("step", ["replace", "chmod"])
def test_what_fails_leaves_the_old_file_whole_and_nothing_beside_it(
    step: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> NoReturn:
        raise OSError("no space left on device")

    write(tmp_path / "feed.xml", b"old")
    monkeypatch.setattr(Path, step, fail)
    with pytest.raises(OSError, match="no space left"):
        write(tmp_path / "feed.xml", b"new")
    monkeypatch.undo()
    assert [path.name for path in tmp_path.iterdir()] == ["feed.xml"]
    assert (tmp_path / "feed.xml").read_bytes() == b"old"


def test_a_write_that_stops_halfway_leaves_the_old_file_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Half:
        """A file on a device that fills up while it is written."""

        def __init__(self, handle: int, mode: str) -> None:
            self.file = os.fdopen(handle, mode, buffering=0)

        def __enter__(self) -> Half:
            return self

        def __exit__(self, *_: object) -> None:
            self.file.close()

        def write(self, data: bytes) -> NoReturn:
            self.file.write(data[: len(data) // 2])
            raise OSError("no space left on device")

    write(tmp_path / "feed.xml", b"old")
    fdopen = os.fdopen
    monkeypatch.setattr("knowledge.files.os.fdopen", Half)
    monkeypatch.setattr(Half, "__init__", lambda self, h, m: setattr(self, "file", fdopen(h, m)))
    with pytest.raises(OSError, match="no space left"):
        write(tmp_path / "feed.xml", b"new and long")
    assert [path.name for path in tmp_path.iterdir()] == ["feed.xml"]
    assert (tmp_path / "feed.xml").read_bytes() == b"old"


def test_an_interruption_counts_as_a_failure(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(*_: object) -> NoReturn:
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "replace", interrupt)
    with pytest.raises(KeyboardInterrupt):
        write(tmp_path / "feed.xml", b"new")
    assert list(tmp_path.iterdir()) == []


def test_what_a_killed_writer_left_is_swept_and_what_is_being_written_is_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / ".feed.xml.abc.part").write_bytes(b"half")
    (tmp_path / ".hidden").write_bytes(b"mine")
    replace = Path.replace

    def look(self: Path, target: Path) -> Path:
        assert len(list(tmp_path.glob(".feed.xml.*.part"))) == 2
        sweep(tmp_path)
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", look)
    write(tmp_path / "feed.xml", b"new")
    assert sorted(path.name for path in tmp_path.iterdir()) == [".hidden", "feed.xml"]


def test_an_error_names_the_file_that_was_to_be_written(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"a file")
    with pytest.raises(OSError, match=r"a/feed\.xml'$"):
        write(tmp_path / "a/feed.xml", b"")
