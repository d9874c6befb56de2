from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.build.small import small_project
from tests.project import Outcome, run, write_files

ERRORS = {
    "an unknown link": (
        {"docs/concepts/neu.de.md": "---\ntitle: Neu\n---\n\nSiehe [[hauss]].\n"},
        "docs/concepts/neu.de.md:5: unknown-link: ",
    ),
    "front matter that is not YAML": (
        {"docs/concepts/neu.de.md": "---\ntitle: Neu\naliases: [a\n---\nText.\n"},
        "docs/concepts/neu.de.md:",
    ),
    "a misspelt option": (
        {
            "docs/essays/nur-deutsch/thread.de.md": "/// comment\n    id: c1\n    dat: 2017\n\nJa.\n///\n"
        },
        "docs/essays/nur-deutsch/thread.de.md:3: bad-comment-option: ",
    ),
    "an answer to nobody": (
        {
            "docs/essays/nur-deutsch/thread.de.md": "/// comment\n    id: c1\n    reply-to: c7\n\nJa.\n///\n"
        },
        "docs/essays/nur-deutsch/thread.de.md:3: dangling-reply: ",
    ),
    "a decision about no concept": (
        {"links.yml": "rejected:\n  - {concept: hauss, surface: Haus}\n"},
        "links.yml:2: unknown-link: ",
    ),
}


def build(folder: Path, files: Mapping[str, str], *options: str) -> Outcome:
    project = small_project(folder)
    write_files(project, files)
    return run("mkdocs", "build", *options, folder=project)


@pytest.mark.parametrize(("files", "expected"), ERRORS.values(), ids=ERRORS.keys())
def test_an_error_in_a_text_ends_the_build(
    tmp_path: Path, files: Mapping[str, str], expected: str
) -> None:
    outcome = build(tmp_path, files)
    assert outcome.code == 1
    said = outcome.output + outcome.errors
    assert expected in said
    assert "Traceback" not in said
    assert "Nothing was built" in said
    assert [path for path in (tmp_path / "site").rglob("*") if path.is_file()] == []


def test_an_error_leaves_the_site_that_stands(tmp_path: Path) -> None:
    assert build(tmp_path, {}).code == 0
    before = sorted((tmp_path / "site").rglob("*"))
    assert run("mkdocs", "build", folder=tmp_path).code == 0
    write_files(tmp_path, {"docs/concepts/neu.de.md": "---\ntitle: Neu\n---\n\n[[hauss]]\n"})
    assert run("mkdocs", "build", folder=tmp_path).code == 1
    assert sorted((tmp_path / "site").rglob("*")) == before


REFRESH = 'http-equiv="refresh"'


def test_an_old_address_never_replaces_a_page(tmp_path: Path) -> None:
    text = "---\ntitle: Alt\nredirects: [/2017/alt/, /en/concepts/haus/]\n---\nText.\n"
    outcome = build(tmp_path, {"docs/essays/alt/index.de.md": text})
    assert outcome.code == 0, outcome.errors
    assert REFRESH in (tmp_path / "site/2017/alt/index.html").read_text(encoding="utf-8")
    page = tmp_path / "site/en/concepts/haus/index.html"
    assert REFRESH not in page.read_text(encoding="utf-8")


@pytest.mark.parametrize("address", ["/", "..", "/index.html", "/a/../", "https://example.org/"])
def test_an_old_address_that_leads_astray_is_an_error(tmp_path: Path, address: str) -> None:
    text = f"---\ntitle: Alt\nredirects: ['{address}']\n---\nText.\n"
    outcome = build(tmp_path, {"docs/essays/alt/index.de.md": text})
    assert outcome.code == 1
    assert "docs/essays/alt/index.de.md:3: bad-front-matter" in outcome.errors


WARNING = {"docs/concepts/neu.de.md": "---\ntitle: Neu\naliases: [Haus]\n---\nText.\n"}


def test_a_warning_ends_a_strict_build_only(tmp_path: Path) -> None:
    outcome = build(tmp_path, WARNING)
    assert outcome.code == 0
    assert "ambiguous-mention" in outcome.errors
    strict = run("mkdocs", "build", "--strict", folder=tmp_path)
    assert strict.code == 1
    assert "Traceback" not in strict.errors


def test_notes_do_not_end_a_strict_build(tmp_path: Path) -> None:
    outcome = build(tmp_path, {}, "--strict")
    assert outcome.code == 0
    assert "missing-translation" in outcome.errors


def test_a_draft_is_not_built(tmp_path: Path) -> None:
    draft = "---\ntitle: Entwurf\ndraft: true\n---\nText.\n"
    outcome = build(tmp_path, {"docs/essays/entwurf/index.de.md": draft}, "--strict")
    assert outcome.code == 0
    assert not list((tmp_path / "site").rglob("entwurf"))
