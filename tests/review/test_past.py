from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from knowledge.review.past import PastError, commit_of, last_change, project_at
from tests.project import write_files
from tests.review.history import commit, git


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    git(tmp_path, "init", "-q", "-b", "main")
    write_files(
        tmp_path, {"base/docs/ä b.de.md": "Eins.\n", "base/mkdocs.yml": "", "other.md": "x"}
    )
    (tmp_path / "base/picture.png").write_bytes(b"\x89PNG")
    commit(tmp_path, "One")
    write_files(tmp_path, {"base/docs/ä b.de.md": "Zwei.\n", "base/links.yml": "rejected: []\n"})
    commit(tmp_path, "Two")
    write_files(tmp_path, {"base/docs/ä b.de.md": "Drei.\n", "base/new.md": "x"})
    return tmp_path


@pytest.mark.parametrize(("ref", "words"), [("HEAD", "Zwei.\n"), ("HEAD~1", "Eins.\n")])
def test_the_project_as_a_commit_holds_it(repository: Path, ref: str, words: str) -> None:
    root = repository / "base"
    with project_at(root, commit_of(root, ref)) as folder:
        assert (folder / "docs/ä b.de.md").read_text(encoding="utf-8") == words
        assert not (folder / "new.md").exists()
        assert not (folder / "other.md").exists()
        assert not (folder / "picture.png").exists()
    assert not folder.exists()


def test_the_folder_is_removed_whatever_happens_in_it(repository: Path) -> None:
    def read_and_fail(found: list[Path]) -> None:
        with project_at(repository, commit_of(repository, "HEAD")) as folder:
            found.append(folder)
            raise KeyboardInterrupt

    found: list[Path] = []
    with pytest.raises(KeyboardInterrupt):
        read_and_fail(found)
    assert not found[0].exists()


def test_a_link_is_not_followed_out_of_the_folder(repository: Path) -> None:
    (repository / "base/docs/link.de.md").symlink_to("/etc/hostname")
    commit(repository, "Three")
    with project_at(repository, commit_of(repository, "HEAD")) as folder:
        assert not (folder / "base/docs/link.de.md").exists()


def test_the_working_tree_is_left_as_it_is(repository: Path) -> None:
    before = git(repository, "status", "--porcelain")
    with project_at(repository, commit_of(repository, "HEAD~1")):
        assert git(repository, "status", "--porcelain") == before


@pytest.mark.parametrize("ref", ["nowhere", "HEAD:base", "--output=x", "", " ", "HEAD^9"])
def test_what_is_no_commit_is_said_in_one_sentence(repository: Path, ref: str) -> None:
    with pytest.raises(PastError, match=r"^`.*` is no commit"):
        commit_of(repository, ref)


def test_a_folder_without_repository_is_said_in_one_sentence(tmp_path: Path) -> None:
    sentence = r"^git says: not a git repository[^\n]*\.$"
    with pytest.raises(PastError, match=sentence):
        commit_of(tmp_path, "HEAD")
    with pytest.raises(PastError, match=sentence):
        last_change(tmp_path, "links.yml")


def test_a_missing_git_is_said_in_one_sentence(
    repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(repository))
    with pytest.raises(PastError, match=r"^git is needed for this and is not installed\.$"):
        commit_of(repository, "HEAD")


def test_a_commit_that_cannot_be_read_is_said_in_one_sentence(repository: Path) -> None:
    with pytest.raises(PastError, match=r"^git says: [^\n]+\.$"), project_at(repository, "0" * 40):
        pass


def test_the_last_commit_that_changed_a_file(repository: Path) -> None:
    root = repository / "base"
    assert last_change(root, "links.yml") == commit_of(root, "HEAD")
    assert last_change(root, "mkdocs.yml") == commit_of(root, "HEAD~1")
    assert last_change(root, "new.md") == ""


def test_a_repository_without_commits_has_no_last_change(tmp_path: Path) -> None:
    subprocess.run(["git", "-C", tmp_path, "init", "-q"], check=True)
    assert last_change(tmp_path, "links.yml") == ""
