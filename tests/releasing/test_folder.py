from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from knowledge import exchange as exchanging
from knowledge.releasing import folder as folders
from knowledge.releasing.folder import FolderTarget
from knowledge.releasing.release import RECORD, ReleaseError, read_record
from tests.releasing.sites import (
    contents,
    files,
    held,
    only,
    published,
    rolled_back,
    target_at,
    write_site,
)

A, B, C = files("a"), files("b"), files("c")


@pytest.fixture(params=["exchange", "link"])
def target(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder, where the system exchanges folders and where it only replaces links."""
    if request.param == "link":
        monkeypatch.setattr(folders, "can_exchange", lambda _: False)
    elif not exchanging.can_exchange(tmp_path):
        pytest.skip("This file system does not exchange folders.")
    return tmp_path / "www/site"


def test_a_site_is_published_and_can_be_read_by_everybody(target: Path) -> None:
    umask = os.umask(0o077)
    try:
        outcome = published(target, A)
    finally:
        os.umask(umask)
    assert outcome.changed
    assert outcome.files == len(A)
    assert contents(target) == A
    for path in (target, *target.rglob("*")):
        assert path.stat().st_mode & 0o777 == (0o755 if path.is_dir() else 0o644), path


def test_the_same_again_changes_nothing(target: Path) -> None:
    first = published(target, A)
    before = target.stat()
    again = published(target, A)
    assert (again.changed, again.id) == (False, first.id)
    assert (target.stat().st_ino, target.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_a_newer_one_replaces_it_and_keeps_assets_that_open_pages_ask_for(target: Path) -> None:
    published(target, A | {"gone/index.html": b"<html></html>"})
    published(target, B)
    assert only(contents(target), B) == B
    assert set(contents(target)) - set(B) == {"assets/main.a.js"}
    published(target, C)
    assert set(contents(target)) - set(C) == {"assets/main.b.js"}


def test_going_back_twice_leads_back(target: Path) -> None:
    published(target, A)
    published(target, B)
    for expected, other in ((A, "b"), (B, "a"), (A, "b")):
        rolled_back(target)
        assert only(contents(target), expected) == expected
        assert set(contents(target)) - set(expected) == {f"assets/main.{other}.js"}
    published(target, C)
    rolled_back(target)
    assert only(contents(target), A) == A


def test_publishing_what_was_there_before_is_no_way_of_losing_it(target: Path) -> None:
    published(target, A)
    published(target, B)
    published(target, A)
    rolled_back(target)
    assert only(contents(target), B) == B


def test_there_are_never_more_than_two(target: Path) -> None:
    for told in (A, B, C, A):
        published(target, told)
        rolls = list(target.with_name(".site.releases").glob("release-*"))
        assert len(rolls) + (not target.is_symlink()) <= 2


def test_without_an_earlier_version_there_is_no_way_back(target: Path) -> None:
    with pytest.raises(ReleaseError, match="no earlier version"):
        rolled_back(target)
    published(target, A)
    with pytest.raises(ReleaseError, match="no earlier version"):
        rolled_back(target)
    assert contents(target) == A


def test_an_earlier_version_that_is_not_whole_is_not_brought_back(target: Path) -> None:
    published(target, A)
    published(target, B)
    (before,) = (
        path
        for path in target.with_name(".site.releases").glob("release-*")
        if not path.samefile(target)
    )
    (before / "index.html").write_bytes(b"")
    with pytest.raises(ReleaseError, match=r"not whole any more \(index\.html\)"):
        rolled_back(target)
    assert only(contents(target), B) == B


def test_forgetting_keeps_nothing_of_what_was(target: Path) -> None:
    published(target, A)
    published(target, B)
    assert published(target, B, forget=True).changed
    assert contents(target) == B
    every = [p.read_bytes() for p in target.parent.rglob("*") if p.is_file()]
    assert not [data for data in every if b"version a" in data or b"// a" in data]
    with pytest.raises(ReleaseError, match="no earlier version"):
        rolled_back(target)
    assert not published(target, B, forget=True).changed


def test_what_was_damaged_is_published_again_and_said(target: Path) -> None:
    published(target, A)
    published(target, B)
    (target / "index.html").write_bytes(b"half")
    outcome = published(target, B)
    assert outcome.changed
    assert outcome.notes == ("index.html was not as it was published.",)
    assert only(contents(target), B) == B
    rolled_back(target)
    assert only(contents(target), A) == A


@pytest.mark.parametrize("name", ["notes.txt", ".well-known/acme-challenge/x", "p/index.html"])
def test_things_of_others_are_not_touched(target: Path, name: str) -> None:
    published(target, A)
    write_site(target, {name: b"mine"})
    with pytest.raises(ReleaseError, match=name) as refused:
        published(target, B)
    assert "content folder" in str(refused.value)
    with pytest.raises(ReleaseError):
        rolled_back(target)
    assert contents(target) == A | {name: b"mine"}


def test_a_folder_of_something_else_is_refused(tmp_path: Path) -> None:
    write_site(tmp_path / "site", A)
    with pytest.raises(ReleaseError, match="Empty it, or name another"):
        published(tmp_path / "site", B)
    assert contents(tmp_path / "site") == A
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_an_empty_folder_and_a_link_to_a_folder_are_taken(tmp_path: Path) -> None:
    (tmp_path / "disk/site").mkdir(parents=True)
    (tmp_path / "site").symlink_to("disk/site")
    for told in (A, B):
        published(tmp_path / "site", told)
        assert only(contents(tmp_path / "disk/site"), told) == told
    assert (tmp_path / "site").readlink() == Path("disk/site")


def test_places_that_would_harm_the_project_are_refused(tmp_path: Path) -> None:
    project = tmp_path / "project"
    (project / "docs").mkdir(parents=True)
    (tmp_path / "file").write_bytes(b"")
    for given, reason in (
        (project / "docs/site", "read as content"),
        (project, "the project itself"),
        (tmp_path, "the project itself"),
        (tmp_path / "file", "is a file"),
    ):
        with pytest.raises(ReleaseError, match=reason):
            FolderTarget.of(given, project, "docs")
    assert FolderTarget.of(project / "public", project, "docs").folder == project / "public"


def test_only_one_publishes_at_a_time(target: Path) -> None:
    published(target, A)
    other = target_at(target)
    with held(target), pytest.raises(ReleaseError, match="Somebody is publishing"), other.held():
        pass
    published(target, B)


def test_where_nothing_may_be_written_it_says_where_to(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(self: Path, *_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied", str(self))

    monkeypatch.setattr(Path, "mkdir", refuse)
    with pytest.raises(ReleaseError, match=r"Permission denied.*name one inside a folder"):
        published(tmp_path / "site", A)


def test_a_folder_that_cannot_be_exchanged_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    published(tmp_path / "site", A)
    if (tmp_path / "site").is_symlink():
        pytest.skip("This file system does not exchange folders.")
    monkeypatch.setattr(exchanging, "_call", lambda *_: 16)
    with pytest.raises(ReleaseError, match="cannot be exchanged in one step"):
        published(tmp_path / "site", B)
    assert contents(tmp_path / "site") == A
    monkeypatch.undo()
    published(tmp_path / "site", B)
    assert only(contents(tmp_path / "site"), B) == B


def test_what_a_breakdown_left_is_cleared_away(target: Path) -> None:
    published(target, A)
    published(target, B)
    beside = target.with_name(".site.releases")
    write_site(beside / "building", C)
    shutil.copytree(target, beside / "release-unused")
    write_site(beside / "release-half", {RECORD: b'{"files": {'})
    assert rolled_back(target).changed
    assert only(contents(target), A) == A
    assert len(list(beside.iterdir())) == 2 + target.is_symlink()


def test_a_release_says_what_it_replaces(target: Path) -> None:
    first = published(target, A)
    published(target, B)
    record = read_record(target)
    assert record is not None
    assert record.replaces == first.id
    assert sorted(record.all) == sorted(contents(target))
