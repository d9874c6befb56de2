"""The folder of the built site: what is made beside it, and what comes between."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

import pytest

from knowledge import target as targets
from knowledge.cache import Cache, digest_of
from knowledge.target import Page, Target, deliver

PATHS = ("index.html", "essays/index.html", "essays/a/index.html", "en/essays/a/index.html")


@pytest.fixture
def pages(tmp_path: Path) -> Mapping[str, Page]:
    """A site's pages, as they are kept."""
    kept: dict[str, Page] = {}
    for number, path in enumerate(PATHS):
        file = tmp_path / f"{number}.html"
        file.write_text(path, encoding="utf-8")
        kept[path] = Page(digest_of(file.read_bytes()), file)
    return kept


@pytest.fixture
def target(tmp_path: Path) -> Target:
    """One that is not there yet, nor is what it lies in."""
    return Target(tmp_path / "public" / "site", Cache(tmp_path / "cache"))


def standing(target: Target) -> dict[str, str]:
    """What stands there: the words of each file, and each folder that is empty."""
    found = {}
    for path in target.folder.rglob("*"):
        name = path.relative_to(target.folder).as_posix()
        if path.is_file():
            found[name] = path.read_text(encoding="utf-8")
        elif not any(path.iterdir()):
            found[name] = "empty"
    return found


def delivered(target: Target, tmp_path: Path, pages: Mapping[str, Page]) -> dict[str, str]:
    deliver(target, tmp_path / "nothing else", pages)
    return standing(target)


def test_folders_made_beside_become_the_site(
    target: Target, tmp_path: Path, pages: Mapping[str, Page]
) -> None:
    beside = tmp_path / "beside"
    target.furnish(beside, pages)
    assert not target.folder.exists()  # nobody sees a site without pages
    assert delivered(target, tmp_path, pages) == {path: path for path in PATHS}
    assert not beside.exists()
    assert (target.folder / PATHS[0]).stat().st_nlink == 2


def test_a_site_that_stands_is_left_as_it_is(
    target: Target, tmp_path: Path, pages: Mapping[str, Page]
) -> None:
    target.folder.mkdir(parents=True)
    target.furnish(tmp_path / "beside", pages)
    assert not list(target.folder.iterdir())
    assert not (tmp_path / "beside").exists()
    assert delivered(target, tmp_path, pages) == {path: path for path in PATHS}


def test_a_site_that_somebody_removed_is_linked_anew(
    target: Target, tmp_path: Path, pages: Mapping[str, Page]
) -> None:
    delivered(target, tmp_path, pages)
    shutil.rmtree(target.folder)
    again = Target(target.folder, Cache(tmp_path / "cache"))
    again.furnish(tmp_path / "beside", pages)
    assert delivered(again, tmp_path, pages) == {path: path for path in PATHS}
    assert {(target.folder / path).stat().st_nlink for path in PATHS} == {2}  # and not copied


def test_whoever_was_faster_is_not_in_the_way(
    target: Target, tmp_path: Path, pages: Mapping[str, Page]
) -> None:
    target.furnish(tmp_path / "beside", pages)
    (target.folder / "essays").mkdir(parents=True)
    (target.folder / "essays" / "old.html").write_text("old", encoding="utf-8")
    assert delivered(target, tmp_path, pages) == {path: path for path in PATHS}


class Ended:
    """Work of another process that ended before all was done."""

    def __init__(self, work: Callable[[], int], *, patient: bool) -> None:
        assert patient
        assert isinstance(work, partial)
        within, self._folders = work.args
        for folder in self._folders[:2]:
            (within / folder).mkdir(parents=True, exist_ok=True)

    def result(self) -> int:
        raise RuntimeError("ended early")


class Filled(Ended):
    """The same where it found the disk full, and said so."""

    def result(self) -> int:
        return 2


@pytest.mark.parametrize("fault", [Ended, Filled])
def test_what_could_not_be_made_beside_is_made_at_last(
    target: Target,
    tmp_path: Path,
    pages: Mapping[str, Page],
    monkeypatch: pytest.MonkeyPatch,
    fault: type[Ended],
) -> None:
    monkeypatch.setattr(targets, "Meanwhile", fault)
    target.furnish(tmp_path / "beside", pages)
    assert delivered(target, tmp_path, pages) == {path: path for path in PATHS}
    assert (target.folder / PATHS[-1]).stat().st_nlink == 2


def test_folders_are_made_as_far_as_the_disk_lets(tmp_path: Path) -> None:
    (tmp_path / "b").write_bytes(b"no folder")
    assert targets.make_folders(tmp_path, ["", "a", "b/c", "d"]) == 2
    assert not (tmp_path / "d").exists()
