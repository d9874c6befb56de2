from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from knowledge.releasing import git as gits
from knowledge.releasing.git import BRANCH, GitTarget, git_remote
from knowledge.releasing.release import RECORD, Outcome, ReleaseError
from tests.releasing.sites import files, write_site
from tests.review.history import commit, git

A, B, C = files("a"), files("b"), files("c")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    root = tmp_path / "project"
    write_site(root, {"docs/index.md": b"a\n", ".gitignore": b"*.html\n"})
    git(root, "init", "-q", "-b", "main")
    commit(root, "Begin")
    return root


@pytest.fixture
def remote(tmp_path: Path) -> Path:
    subprocess.run(["git", "init", "-q", "--bare", str(tmp_path / "site.git")], check=True)
    return tmp_path / "site.git"


def target_at(remote: Path, project: Path, branch: str = BRANCH) -> GitTarget:
    return GitTarget(str(remote), branch, project, project / ".cache/publishing/site")


def published(target: GitTarget, told: dict[str, bytes], *, forget: bool = False) -> Outcome:
    with target.held():
        target.look()
        return target.put(write_site(target.room, told), forget=forget)


def rolled_back(target: GitTarget) -> Outcome:
    with target.held():
        target.look()
        return target.roll_back()


def tree(remote: Path, ref: str = BRANCH) -> dict[str, bytes]:
    """Every file of a branch, by path, but what publishing adds."""
    listed = git(remote, "ls-tree", "-r", "-z", "--name-only", ref).split("\0")
    show = ["git", "-C", str(remote), "show"]
    return {
        path: subprocess.run([*show, f"{ref}:{path}"], check=True, capture_output=True).stdout
        for path in listed
        if path not in {"", RECORD, ".nojekyll"}
    }


def commits(remote: Path, ref: str = BRANCH) -> list[str]:
    return git(remote, "log", "--format=%s", ref).splitlines()


def test_each_release_is_one_commit_with_every_byte(project: Path, remote: Path) -> None:
    target = target_at(remote, project)
    odd = {
        ".gitattributes": b"* text=auto\n",
        ".gitignore": b"*\n",
        "a/windows.txt": b"one\r\ntwo\r\n",
        "_x/ü (1).html": b"<html></html>",
    }
    outcome = published(target, A | odd)
    assert outcome.changed
    assert tree(remote) == A | odd
    head = git(project, "rev-parse", "--short", "HEAD").strip()
    assert commits(remote) == [f"Publish {head}"]
    assert ".nojekyll" in git(remote, "ls-tree", "--name-only", BRANCH)
    published(target, B)
    assert set(tree(remote)) - set(B) == {"assets/main.a.js"}
    assert len(commits(remote)) == 2


def test_what_is_not_committed_is_said(project: Path, remote: Path) -> None:
    (project / "docs/index.md").write_text("b\n", "utf-8")
    published(target_at(remote, project), A)
    assert commits(remote)[0].endswith(", with changes not committed")


def test_the_same_again_pushes_nothing(project: Path, remote: Path) -> None:
    target = target_at(remote, project)
    published(target, A)
    tip = git(remote, "rev-parse", BRANCH)
    assert not published(target, A).changed
    assert git(remote, "rev-parse", BRANCH) == tip


def test_going_back_is_a_new_commit_and_twice_leads_back(project: Path, remote: Path) -> None:
    target = target_at(remote, project)
    published(target, A)
    with pytest.raises(ReleaseError, match="no earlier version"):
        rolled_back(target)
    published(target, B)
    first, second = (git(remote, "rev-parse", f"{BRANCH}{at}^{{tree}}") for at in ("~1", ""))
    for count, expected in ((3, first), (4, second), (5, first)):
        rolled_back(target)
        assert git(remote, "rev-parse", f"{BRANCH}^{{tree}}") == expected
        assert len(commits(remote)) == count
    published(target, C)
    assert len(commits(remote)) == 6


def test_a_branch_of_something_else_is_refused(project: Path, remote: Path) -> None:
    git(project, "push", "-q", str(remote), "main")
    with pytest.raises(ReleaseError, match=r"\.gitignore, docs/index\.md\)\. Delete the branch"):
        published(target_at(remote, project, "main"), A)
    assert commits(remote, "main") == ["Begin"]


def test_what_somebody_put_on_the_branch_is_not_lost(
    project: Path, remote: Path, tmp_path: Path
) -> None:
    target = target_at(remote, project)
    published(target, A)
    git(tmp_path, "clone", "-q", "-b", BRANCH, str(remote), "clone")
    write_site(tmp_path / "clone", {"CNAME": b"example.org\n"})
    commit(tmp_path / "clone", "Create CNAME")
    git(tmp_path / "clone", "push", "-q")
    with pytest.raises(ReleaseError, match=r"\(CNAME\)\. Put it into the content folder"):
        published(target, B)
    published_again = A | {"CNAME": b"example.org\n"}
    assert tree(remote) == published_again


def test_a_branch_that_moved_meanwhile_stays(project: Path, remote: Path) -> None:
    target = target_at(remote, project)
    published(target, A)
    with target.held():
        target.look()
        other = GitTarget(str(remote), BRANCH, project, project / "elsewhere/site")
        published(other, B)
        with pytest.raises(ReleaseError, match="meanwhile"):
            target.put(write_site(target.room, C))
    assert tree(remote)["index.html"] == B["index.html"]
    assert len(commits(remote)) == 2


def test_forgetting_begins_the_branch_anew(project: Path, remote: Path) -> None:
    target = target_at(remote, project)
    published(target, A)
    published(target, B)
    assert published(target, B, forget=True).changed
    assert tree(remote) == B
    assert len(commits(remote)) == 1
    assert not published(target, B, forget=True).changed


def test_only_one_publishes_at_a_time(project: Path, remote: Path) -> None:
    target = target_at(remote, project)
    with target.held(), pytest.raises(ReleaseError, match="Somebody is publishing"):
        published(target, A)


def test_a_repository_that_is_not_there_is_said_without_its_password(
    project: Path, tmp_path: Path
) -> None:
    gone = f"file://somebody:secret@{tmp_path}/gone.git"
    target = GitTarget(gone, BRANCH, project, project / ".cache/publishing/site")
    with pytest.raises(
        ReleaseError, match=r"git says: fatal: .* Nothing was published\."
    ) as failed:
        published(target, A)
    assert "secret" not in str(failed.value)
    assert "secret" not in target._name


def test_within_a_hook_of_git_it_means_its_own_repositories(
    project: Path, remote: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    git(tmp_path, "init", "-q", "--bare", "hooked.git")
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "hooked.git"))
    monkeypatch.setenv("GIT_INDEX_FILE", str(tmp_path / "index"))
    monkeypatch.setenv("GIT_QUARANTINE_PATH", str(tmp_path))
    published(target_at(remote, project), A)
    monkeypatch.undo()
    assert tree(remote) == A
    assert not (tmp_path / "index").exists()


def test_who_commits_in_the_project_publishes(
    project: Path, remote: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    git(project, "config", "user.name", "Ef")
    git(project, "config", "user.email", "e@example.org")
    published(target_at(remote, project), A)
    assert git(remote, "log", "-1", "--format=%an %ce", BRANCH) == "Ef e@example.org\n"
    for name in ("name", "email"):
        git(project, "config", "--unset", f"user.{name}")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", "/dev/null")
    monkeypatch.setenv("GIT_CONFIG_SYSTEM", "/dev/null")
    for name in ("AUTHOR", "COMMITTER"):
        for what in ("NAME", "EMAIL"):
            monkeypatch.delenv(f"GIT_{name}_{what}", raising=False)
    git(project, "config", "user.useConfigOnly", "true")
    published(target_at(remote, project), B)
    assert git(remote, "log", "-1", "--format=%an", BRANCH) == f"{gits.IDENTITY[0]}\n"


def test_a_repository_is_told_from_a_folder(project: Path, remote: Path, tmp_path: Path) -> None:
    for address in (
        "https://example.org/site.git",
        "ssh://git@example.org/site.git",
        "git@example.org:site.git",
        "file:///srv/site.git",
    ):
        assert git_remote(address, project) == address
    assert git_remote(str(remote), project) == str(remote)
    git(project, "remote", "add", "pages", "https://example.org/pages.git")
    assert git_remote("pages", project) == "https://example.org/pages.git"
    for folder in (str(tmp_path / "www"), "www", "./pages", str(project), str(remote / "refs")):
        assert git_remote(folder, project) == "", folder
