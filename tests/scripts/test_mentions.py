from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.scripts.conftest import Kb

FIELDS = ["file", "line", "start", "end", "section", "surface", "concept", "rule", "linked"]


def rows(kb: Kb, project: Path, *arguments: str | Path) -> list[dict[str, Any]]:
    outcome = kb("mentions", "--root", project, "--json", *arguments)
    assert outcome.code == 0, outcome.errors
    found: list[dict[str, Any]] = json.loads(outcome.output)
    return found


def test_json_has_one_object_for_each_mention(project: Path, kb: Kb) -> None:
    path = project / "docs/essays/echo/index.de.md"
    found = rows(kb, project, path)
    assert all(list(row) == FIELDS for row in found)
    text = path.read_text(encoding="utf-8")
    start = text.index("Resonanz")
    assert found[0] == {
        "file": str(path),
        "line": 4,
        "start": start,
        "end": start + len("Resonanz"),
        "section": None,
        "surface": "Resonanz",
        "concept": "resonanz",
        "rule": "exact",
        "linked": True,
    }
    assert [(r["section"], r["surface"], r["rule"], r["linked"]) for r in found[1:]] == [
        (None, "Resonanzen", "inflection", False),
        ("teil", "Widerhall", "alias", False),
        ("teil", "resonanz", "explicit", True),
    ]


def test_the_language_is_that_of_the_file(project: Path, kb: Kb) -> None:
    (row,) = rows(kb, project, project / "docs/essays/echo/index.en.md")
    assert row["surface"] == "resonance"


def test_offsets_are_those_of_the_file_as_stored(project: Path, kb: Kb) -> None:
    stored = "\ufeff---\r\ntitle: Resonanz\r\n---\r\n🪴 Resonanz\r\n\r\n> Widerhall\r\n"
    path = project / "draft.de.md"
    path.write_bytes(stored.encode("utf-8"))
    found = rows(kb, project, path)
    assert [(row["surface"], row["line"]) for row in found] == [("Resonanz", 4), ("Widerhall", 6)]
    assert all(stored[row["start"] : row["end"]] == row["surface"] for row in found)


def test_any_file_can_be_read_in_a_language_that_is_named(
    project: Path, kb: Kb, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("elsewhere") / "notes.md"
    path.write_text("Resonance, not Widerhall.\n", encoding="utf-8")
    assert [row["surface"] for row in rows(kb, project, path)] == ["Widerhall"]
    assert [row["surface"] for row in rows(kb, project, "--lang", "en", path)] == ["Resonance"]
    assert rows(kb, project, "--lang", "fr", path) == []


def test_a_thread_is_read_comment_by_comment(project: Path, kb: Kb) -> None:
    path = project / "docs/essays/echo/thread.de.md"
    found = rows(kb, project, path)
    assert [(r["comment"], r["surface"], r["section"], r["linked"]) for r in found] == [
        ("c1", "Resonanz", None, True),
        ("c2", "resonance", None, True),
    ]
    text = path.read_text(encoding="utf-8")
    assert all(text[row["start"] : row["end"]] == row["surface"] for row in found)


def test_a_concept_is_not_mentioned_on_its_own_page(project: Path, kb: Kb) -> None:
    (project / "docs/concepts/resonanz.de.md").write_text("---\ntitle: Resonanz\n---\nResonanz.\n")
    assert rows(kb, project, project / "docs/concepts/resonanz.de.md") == []


def test_several_files_come_one_after_another(project: Path, kb: Kb) -> None:
    one, two = project / "docs/essays/echo/index.en.md", project / "docs/essays/echo/index.de.md"
    found = rows(kb, project, one, two)
    assert list(dict.fromkeys(row["file"] for row in found)) == [str(one), str(two)]


def test_the_same_decisions_hold_as_on_the_page(project: Path, kb: Kb) -> None:
    (project / "links.yml").write_text(
        "rejected:\n  - {concept: resonanz, surface: Resonanzen, essay: echo}\n"
    )
    found = rows(kb, project, project / "docs/essays/echo/index.de.md")
    assert "Resonanzen" not in [row["surface"] for row in found]


def test_plain_lines_say_what_is_linked(project: Path, kb: Kb) -> None:
    path = project / "docs/essays/echo/index.de.md"
    lines = kb("mentions", "--root", project, path).output.splitlines()
    assert lines[0] == f"{path}:4: → 'Resonanz' resonanz (exact)"
    assert lines[1] == f"{path}:4:   'Resonanzen' resonanz (inflection)"


@pytest.mark.parametrize("name", ["missing.de.md", "latin.de.md", "folder.de.md"])
def test_a_file_that_cannot_be_read_is_wrong_use_in_one_line(
    project: Path, kb: Kb, name: str
) -> None:
    (project / "latin.de.md").write_bytes("Bedürfnis".encode("latin-1"))
    (project / "folder.de.md").mkdir()
    outcome = kb("mentions", "--root", project, project / name)
    assert outcome.code == 2
    assert outcome.output == ""
    assert outcome.errors.startswith(f"kb: {project / name}: ")
    assert outcome.errors.count("\n") == 1


def test_no_file_is_wrong_use(project: Path, kb: Kb) -> None:
    assert kb("mentions", "--root", project).code == 2
