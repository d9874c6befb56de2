"""The real captures, imported into a temporary site that builds."""

from __future__ import annotations

from pathlib import Path

import pytest

from knowledge.model import CommentKind
from tests.importing.imported import Imported, imported
from tests.project import ROOT, make_project, run

SEEDS = ROOT.parent / "shared" / "seeds"
pytestmark = pytest.mark.skipif(
    not SEEDS.is_dir(),
    reason="the captures are not part of the project: ../shared/seeds is missing",
)
TALKED = "den-kunden-in-den-mittelpunkt-stellen-ist-falsch"
COUNTS = {
    "posts": 3,
    "comments": 8,  # the reblog says something, and is one of them
    "trackbacks": 1,
    "questions": 9,
    "references": 6,
    "images": 0,
}


@pytest.fixture
def seeds(tmp_path: Path) -> Imported:
    return imported(tmp_path / "imported", SEEDS)


def test_everything_comes_out_and_is_counted(seeds: Imported) -> None:
    assert {what: seeds.data[what]["in"] for what in COUNTS} == COUNTS
    assert {what: seeds.data[what]["out"] for what in COUNTS} == COUNTS
    assert not any(seeds.data[what]["left_out"] for what in COUNTS)
    assert not seeds.problems


def test_the_conversation_is_nested_as_it_was(seeds: Imported) -> None:
    essay = seeds.base.library.essays[TALKED]
    comments = essay.thread.comments
    kinds = [comment.kind for comment in comments]
    assert kinds.count(CommentKind.REBLOG) == 1
    assert kinds.count(CommentKind.TRACKBACK) + kinds.count(CommentKind.PINGBACK) == 1
    assert len(comments) == 9
    assert essay.thread.declared == 10
    answered = {comment.id: comment.reply_to for comment in comments if comment.reply_to}
    assert answered == {"c5": "c4", "c7": "c6"}
    assert [comment.id for comment in comments if comment.author_of_essay] == ["c5"]
    assert len(essay.references) == 6
    assert seeds.base.pages[TALKED, "de"].body.citations


def test_what_is_odd_is_told(seeds: Imported) -> None:
    told = [notice["message"] for notice in seeds.data["notices"]]
    assert "10 comments are declared, 9 were found" in told
    assert any(message.startswith("The comment breaks off") for message in told)
    assert any("holds 2 essays" in message for message in told)


def test_names_are_initials(seeds: Imported) -> None:
    names = {
        comment.name
        for essay in seeds.base.library.essays.values()
        for comment in essay.thread.comments
        if not comment.author_of_essay
    }
    assert all(all(len(part.rstrip(".")) <= 1 for part in name.split()) for name in names), names


def test_the_same_again_changes_nothing(tmp_path: Path, seeds: Imported) -> None:
    before = seeds.files()
    again = imported(tmp_path / "imported", SEEDS)
    assert again.data["documents"] == {"unchanged": 3}
    assert again.files() == before


@pytest.mark.site
def test_the_imported_base_builds_strictly(tmp_path: Path, seeds: Imported) -> None:
    files = {f"docs/{name}": text.decode() for name, text in seeds.files().items()}
    home = {"docs/index.de.md": "---\ntitle: Start\nlisting: home\n---\nText.\n"}
    root = tmp_path / "site"
    root.mkdir()
    project = make_project(root, home | files, "nav: [index.md]\nextra: {imprint: Jemand}\n")
    outcome = run("mkdocs", "build", "--strict", folder=project)
    assert outcome.code == 0, outcome.errors
    page = (project / f"site/essays/{TALKED}/index.html").read_text("utf-8")
    assert page.count('class="kb-comment__body"') == 9
    assert page.count('class="kb-cite"') == 7
