from __future__ import annotations

import json
from pathlib import Path

from knowledge.check.report import as_annotation
from knowledge.model import Problem, Severity
from tests.project import write_files
from tests.scripts.conftest import Kb
from tests.scripts.terminal import Terminal

BROKEN = {
    "docs/concepts/nur.de.md": "---\ntitle: Nur\n---\nSiehe [[resonnanz]], 100 %,\n\n[[Echo#weg]].\n"
}


def test_a_base_without_problems(project: Path, kb: Kb) -> None:
    outcome = kb("check", "--root", project)
    assert (outcome.code, outcome.output) == (0, "0 error, 0 warning, 0 info.\n")


def test_notes_alone_are_no_problem(project: Path, kb: Kb) -> None:
    (project / "docs/essays/echo/index.en.md").unlink()
    outcome = kb("check", "--root", project)
    assert outcome.code == 0
    assert "info: docs/essays/echo/index.de.md:1: missing-translation: " in outcome.output


def test_warnings_are_problems(project: Path, kb: Kb) -> None:
    write_files(project, {"docs/essays/echo/index.en.md": "---\ntitle: Echo\n---\nWords.\n"})
    outcome = kb("check", "--root", project)
    assert outcome.code == 1
    assert "warning: docs/essays/echo/index.en.md:1: heading-mismatch: " in outcome.output
    assert outcome.output.endswith("0 error, 1 warning, 0 info.\n")


def test_errors_are_problems_and_come_first_with_file_and_line(project: Path, kb: Kb) -> None:
    write_files(project, BROKEN)
    outcome = kb("check", "--root", project)
    assert outcome.code == 1
    first, *rest = outcome.output.splitlines()
    assert first.startswith("error: docs/concepts/nur.de.md:4: unknown-link: `[[resonnanz]]`")
    assert "Did you mean `resonanz`?" in first
    assert rest[0].startswith("error: docs/concepts/nur.de.md:6: broken-anchor: ")


def test_json_holds_every_field_of_a_problem(project: Path, kb: Kb) -> None:
    write_files(project, BROKEN)
    outcome = kb("check", "--root", project, "--json")
    assert outcome.code == 1
    rows = json.loads(outcome.output)
    fields = {"kind", "severity", "file", "line", "message", "column", "length"}
    assert all(set(row) == fields for row in rows)
    first = rows[0]
    assert (first["column"], first["length"]) == (7, len("[[resonnanz]]"))
    assert (first["kind"], first["severity"], first["line"]) == ("unknown-link", "error", 4)
    assert first["file"] == "docs/concepts/nur.de.md"
    assert {row["severity"] for row in rows} == {"error", "info"}


def test_json_of_no_problems_is_an_empty_list(project: Path, kb: Kb) -> None:
    outcome = kb("check", "--root", project, "--json")
    assert (outcome.code, json.loads(outcome.output)) == (0, [])


def test_annotations_of_a_pull_request(project: Path, kb: Kb) -> None:
    write_files(project, BROKEN)
    outcome = kb("check", "--root", project, "--github")
    assert outcome.code == 1
    first, *rest = outcome.output.splitlines()
    assert first.startswith(
        "::error file=docs/concepts/nur.de.md,line=4,col=7,endColumn=20,title=unknown-link::`[["
    )
    assert any(line.startswith("::notice file=") for line in rest)


def test_annotations_escape_what_would_end_them() -> None:
    found = Problem("unknown-link", Severity.WARNING, "docs/a,b:c%.md", 2, "100 %\r\n::error::")
    assert as_annotation(found) == (
        "::warning file=docs/a%2Cb%3Ac%25.md,line=2,title=unknown-link::100 %25%0D%0A::error::"
    )


def test_the_project_may_be_named_before_the_verb(project: Path, kb: Kb) -> None:
    assert kb("--root", project, "check").output == kb("check", "--root", project).output


def test_a_folder_without_project_is_wrong_use_in_one_line(tmp_path: Path, kb: Kb) -> None:
    outcome = kb("check", "--root", tmp_path)
    assert outcome.code == 2
    assert outcome.output == ""
    assert outcome.errors.startswith("kb: There is no mkdocs.yml in ")
    assert outcome.errors.count("\n") == 1


def test_settings_that_are_no_yaml_are_wrong_use(project: Path, kb: Kb) -> None:
    write_files(project, {"mkdocs.yml": "site_name: [\n"})
    outcome = kb("check", "--root", project)
    assert outcome.code == 2
    assert outcome.errors.startswith("kb: mkdocs.yml is not YAML")


def test_an_option_that_does_not_exist_is_wrong_use(project: Path, kb: Kb) -> None:
    outcome = kb("check", "--root", project, "--jsn")
    assert outcome.code == 2
    assert "--json" in outcome.errors


def test_without_a_verb_the_verbs_are_listed(kb: Kb) -> None:
    for outcome in (kb("--help"), kb()):
        assert "check" in outcome.output + outcome.errors
        assert "mentions" in outcome.output + outcome.errors


def test_every_verb_has_help_with_an_example(kb: Kb) -> None:
    for verb in ("check", "mentions"):
        outcome = kb(verb, "--help")
        assert outcome.code == 0
        assert f"Example: kb {verb} " in " ".join(outcome.output.split())


def test_at_a_terminal_the_line_is_shown_with_what_is_meant(project: Path) -> None:
    write_files(project, BROKEN)
    terminal = Terminal("check", "--root", project, environment={"COLUMNS": "90"})
    assert terminal.end() == 1
    lines = [line.rstrip() for line in terminal.text.splitlines()]
    begin = next(n for n, line in enumerate(lines) if "unknown-link" in line)
    while not lines[begin].startswith("    4 | "):
        begin += 1
    assert lines[begin : begin + 2] == [
        "    4 | Siehe [[resonnanz]], 100 %,",
        "      |       ^^^^^^^^^^^^^",
    ]
