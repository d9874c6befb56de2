from __future__ import annotations

from pathlib import Path

from tests.project import write_files
from tests.scripts.conftest import Kb

PAGES = {"site/index.html": '<a href="a/">A</a>', "site/a/index.html": '<a href="../">B</a>'}


def test_a_folder_is_made_of_the_built_site(kb: Kb, project: Path) -> None:
    write_files(project, PAGES)
    outcome = kb("--root", project, "folder", project / "folder")
    assert outcome.code == 0, outcome.errors
    assert "2 pages are in" in outcome.output
    page = (project / "folder/a/index.html").read_text("utf-8")
    assert page == PAGES["site/a/index.html"].replace("../", "../index.html")


def test_another_site_can_be_named(kb: Kb, project: Path) -> None:
    write_files(project / "other", PAGES)
    outcome = kb("folder", project / "folder", "--root", project, "--site", project / "other/site")
    assert outcome.code == 0, outcome.errors


def test_what_cannot_be_done_is_wrong_use_and_says_what_to_do(kb: Kb, project: Path) -> None:
    outcome = kb("folder", project / "folder", "--root", project)
    assert outcome.code == 2
    assert outcome.errors == "kb: There is no site in site/. Build it with `make site`.\n"
    assert not (project / "folder").exists()
