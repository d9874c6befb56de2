"""`kb publish` as people call it: with real builds, into a folder and onto a branch."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from knowledge.releasing.building import faults
from knowledge.releasing.release import RECORD
from knowledge.site import read_site
from tests.build.small import small_project
from tests.project import run
from tests.releasing.load import readers
from tests.releasing.servers import SERVERS, serving
from tests.releasing.sites import contents, only
from tests.review.history import commit, git

ESSAY = "docs/essays/haeuser/index.de.md"


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("original") / "project"
    root.mkdir()
    small_project(root)
    return root


@pytest.fixture
def project(original: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(original, tmp_path / "project", symlinks=True))


def built(project: Path) -> dict[str, bytes]:
    """What `mkdocs build` makes of the project as it is."""
    outcome = run("mkdocs", "build", "--strict", "-d", "site", folder=project)
    assert outcome.code == 0, outcome.errors
    return contents(project / "site")


def edit(project: Path, text: str) -> None:
    with (project / ESSAY).open("a", encoding="utf-8") as file:
        file.write(f"\n{text}\n")


def test_what_is_published_is_what_is_built(project: Path, tmp_path: Path) -> None:
    www = tmp_path / "www"
    first = built(project)
    outcome = run("kb.main", "publish", str(www), folder=project)
    assert outcome.code == 0, outcome.errors
    assert outcome.output.startswith("The new version (")
    assert contents(www) == first
    outcome = run("kb.main", "publish", str(www), folder=project)
    assert (outcome.code, outcome.output[:15]) == (0, "Nothing changed")
    edit(project, "Ein neuer Satz.")
    outcome = run("kb.main", "publish", str(www), "--json", folder=project)
    assert json.loads(outcome.output)["changed"]
    second = built(project)
    assert only(contents(www), second) == second != first
    outcome = run("kb.main", "publish", str(www), "--rollback", folder=project)
    assert outcome.output.startswith("The version before (")
    assert only(contents(www), first) == first


def test_a_build_that_is_not_clean_publishes_nothing(project: Path, tmp_path: Path) -> None:
    www = tmp_path / "www"
    assert run("kb.main", "publish", str(www), folder=project).code == 0
    before = contents(www)
    inode = www.stat().st_ino
    text = (project / ESSAY).read_text("utf-8")
    for wrong in ("Siehe [[gibt-es-nicht]].", "Siehe [hier](gibt-es-nicht.md)."):
        (project / ESSAY).write_text(f"{text}\n{wrong}\n", "utf-8")
        outcome = run("kb.main", "publish", str(www), folder=project)
        assert outcome.code == 1
        assert "gibt-es-nicht" in outcome.errors
        assert outcome.errors.endswith(
            "kb: The build is not clean, so nothing is published. It says why above.\n"
        )
        assert "Traceback" not in outcome.errors
    assert (contents(www), www.stat().st_ino) == (before, inode)


def test_onto_a_branch(project: Path, tmp_path: Path) -> None:
    git(project, "init", "-q", "-b", "main")
    (project / ".gitignore").write_text(".cache\nsite\n", "utf-8")
    commit(project, "Begin")
    remote = tmp_path / "site.git"
    subprocess.run(["git", "init", "-q", "--bare", str(remote)], check=True)
    git(project, "remote", "add", "pages", str(remote))
    outcome = run("kb.main", "publish", "pages", "--branch", "live", folder=project)
    assert outcome.code == 0, outcome.errors
    git(tmp_path, "clone", "-q", "-b", "live", str(remote), "clone")
    found = contents(tmp_path / "clone")
    assert found.pop(".nojekyll") == b""
    found = {path: data for path, data in found.items() if not path.startswith(".git/")}
    assert found == built(project)
    assert not list((project / ".cache/querverweis/publishing").glob("s*"))


def test_wrong_use_is_said_in_one_line(project: Path, tmp_path: Path) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full/mine.txt").write_text("mine", "utf-8")
    for words, code, said in (
        ((str(tmp_path / "full"),), 2, "holds what was not published by this command (mine.txt)"),
        ((str(tmp_path / "www"), "--rollback"), 1, "no earlier version"),
        ((str(tmp_path / "www"), "--rollback", "--forget"), 2, "Name one of"),
        (("docs/site",), 2, "would be read as content"),
        ((".",), 2, "the project itself"),
    ):
        outcome = run("kb.main", "publish", *words, folder=project)
        assert (outcome.code, outcome.errors.count("\n")) == (code, 1), outcome.errors
        assert said in outcome.errors
        assert outcome.errors.startswith("kb: ")
    assert not (tmp_path / "www").exists()


def test_a_site_that_is_not_whole_is_seen(project: Path) -> None:
    site = read_site(project)
    built(project)
    folder = project / "site"
    assert list(faults(folder, site)) == []
    page = folder / "concepts/haus/index.html"
    whole = page.read_bytes()
    page.write_bytes(whole[: len(whole) // 2])
    assert list(faults(folder, site)) == ["concepts/haus/index.html ends before its end"]
    page.unlink()
    assert list(faults(folder, site)) == [
        "https://querverweis.example/concepts/haus/ is in sitemap.xml, but not on the site"
    ]
    page.write_bytes(whole)
    (folder / "en/index.html").unlink()
    (folder / "x").symlink_to("/etc")
    assert "en/index.html is missing" in list(faults(folder, site))
    assert "x is no file" in list(faults(folder, site))
    (folder / "sitemap.xml").write_bytes(b"<urlset")
    assert "sitemap.xml cannot be read" in list(faults(folder, site))


@pytest.mark.long
@pytest.mark.parametrize("server", SERVERS)
def test_readers_of_real_sites_see_one_version(server: str, project: Path, tmp_path: Path) -> None:
    www, versions = tmp_path / "www", {}
    for name in ("a", "b"):
        text = (project / ESSAY).read_text("utf-8")
        (project / ESSAY).write_text(re.sub("title: Von .*", f"title: Von {name}", text), "utf-8")
        edit(project, f"Der Satz von {name}.")
        (project / "docs/assets").joinpath(f"main.{name}.js").write_text(f"// {name}\n", "utf-8")
        versions[name] = built(project)
        shutil.copytree(project / "docs", tmp_path / name)
        (project / "docs/assets").joinpath(f"main.{name}.js").unlink()
    same = {path for path, data in versions["a"].items() if versions["b"].get(path) == data}
    differ = {
        name: {path: data for path, data in told.items() if path not in same}
        for name, told in versions.items()
    }
    assert len(set(differ["a"]) & set(differ["b"])) > 3
    shutil.rmtree(project / "docs")
    (project / "docs").symlink_to(tmp_path / "a")
    with serving(server, www, tmp_path / "server") as port:
        assert run("kb.main", "publish", str(www), folder=project).code == 0
        with readers(port, differ, 3, seed=2) as seen:
            for name in ("b", "a", "b", "", "", "a"):
                if name:
                    (project / "docs").unlink()
                    (project / "docs").symlink_to(tmp_path / name)
                words = () if name else ("--rollback",)
                outcome = run("kb.main", "publish", str(www), *words, folder=project)
                assert (outcome.code, "is in" in outcome.output) == (0, True), outcome.errors
    assert seen.wrong == []
    assert min(seen.by_version.values()) > 0
    print(f"{server}: {seen.requests} requests of a real site")  # noqa: T201 - for `pytest -s`
    assert (www / RECORD).is_file()
