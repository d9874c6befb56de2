from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.importing.wxr_blog import Item, Reply, wxr
from tests.project import make_project, run
from tests.scripts.conftest import Kb


@pytest.fixture
def export(tmp_path: Path) -> Path:
    path = tmp_path / "blog.xml"
    replies = [Reply("1"), Reply("2", approved="spam")]
    path.write_text(wxr([Item(1, replies=replies), Item(2, "Zwei", status="draft")]), "utf-8")
    return path


def test_an_export_into_the_project(project: Path, export: Path, kb: Kb) -> None:
    report = export.with_name("report.json")
    outcome = kb("import", export, "--root", project, "--report", report)
    assert outcome.code == 0
    assert "posts: in 2, out 1, left out 1 (1 × a draft)" in outcome.output
    assert "comments: in 2, out 1, left out 1 (1 × spam)" in outcome.output
    assert "essays: 1 new" in outcome.output
    assert (project / "docs/essays/vom-warten/thread.de.md").is_file()
    data = json.loads(report.read_text("utf-8"))
    assert data["posts"]["left_out"][0] | {"line": 0} == {
        "id": "https://blog.example/?p=2",
        "reason": "a draft",
        "file": str(export),
        "line": 0,
    }
    for what in ("posts", "comments", "trackbacks", "questions", "references", "images"):
        row = data[what]
        assert row["in"] == row["out"] + len(row["left_out"])
    assert "essays: 1 unchanged" in kb("import", export, "--root", project).output


def test_a_folder_into_another_project_or_a_content_folder(
    tmp_path: Path, project: Path, export: Path, kb: Kb
) -> None:
    folder = tmp_path / "sources"
    folder.mkdir()
    export.rename(folder / "blog.xml")
    (folder / "style.css").write_text("p {}", "utf-8")
    for into, docs in [(project, project / "docs"), (tmp_path / "new", tmp_path / "new")]:
        outcome = kb("import", folder, "--into", into, "--json")
        assert outcome.code == 0
        assert json.loads(outcome.output)["posts"]["out"] == 1
        assert (docs / "essays/vom-warten/index.de.md").is_file()


def test_a_broken_source_is_a_problem_in_one_line(project: Path, export: Path, kb: Kb) -> None:
    export.write_text(export.read_text("utf-8")[:-60], "utf-8")
    (export.parent / "other.xml").write_text("<?xml version='1.0'?><a/>", "utf-8")
    outcome = kb("import", export, export.parent / "other.xml", "--root", project)
    assert outcome.code == 1
    first, second = outcome.errors.splitlines()
    assert first.startswith(f"{export}, line ")
    assert "no export of WordPress" in second
    assert "posts: in 2, out 1" in outcome.output


def test_what_is_not_there_is_wrong_use(project: Path, kb: Kb) -> None:
    outcome = kb("import", project / "nothing.xml", "--root", project)
    assert outcome.code == 2
    assert "nothing.xml" in outcome.errors
    assert kb("import", "--root", project).code == 2


def test_help_has_an_example(kb: Kb) -> None:
    outcome = kb("import", "--help")
    assert outcome.code == 0
    assert "Example: kb import " in " ".join(outcome.output.split())


def test_an_imported_project_builds_strictly(tmp_path: Path, export: Path, kb: Kb) -> None:
    (tmp_path / "project").mkdir()
    page = "---\ntitle: A\n---\nText.\n"
    files = {"docs/index.de.md": page, "docs/index.en.md": page}
    root = make_project(tmp_path / "project", files, "nav: [index.md]\nextra: {imprint: X}\n")
    assert kb("import", export, "--root", root).code == 0
    essay = root / "docs/essays/vom-warten/index.de.md"
    essay.write_text(essay.read_text("utf-8") + "\nVon Hand.\n", "utf-8")
    export.write_text(
        wxr([Item(1, text="Anders ist das, und neu.", replies=[Reply("1")])]), "utf-8"
    )
    assert kb("import", export, "--root", root).code == 0
    outcome = run("mkdocs", "build", "--strict", "--quiet", folder=root)
    assert outcome.code == 0, outcome.errors
    built = {path.relative_to(root / "site").as_posix() for path in (root / "site").rglob("*")}
    assert "essays/vom-warten/index.html" in built
    assert "2017/11/text-1/index.html" in built
    assert not [path for path in built if "imports" in path or path.endswith(".diff")]


def test_what_is_named_like_a_page_and_is_none_is_refused(
    tmp_path: Path, project: Path, kb: Kb
) -> None:
    picture = tmp_path / "picture.html"
    picture.write_bytes(bytes(range(256)) * 12)
    outcome = kb("import", picture, "--root", project)
    assert outcome.code == 1
    assert "neither an export of WordPress, nor a page, nor a text" in outcome.errors
    page = tmp_path / "page.html"
    page.write_bytes(
        "<html><body><article><h1>Titel</h1><p>Ein Text.</p></article>".encode("utf-16-le")
    )
    assert kb("import", page, "--root", project).code == 0
