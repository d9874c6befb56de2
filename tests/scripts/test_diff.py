from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.project import write_files
from tests.review.history import commit, git
from tests.scripts.conftest import Kb

ESSAY = "docs/essays/echo/index.de.md"
CHANGED = """
    ---
    title: Echo
    summary: Ein Text.
    ---
    Von Resonanz und Resonanzen. Von Resonanz.

    ## Teil { #teil }

    Siehe [[resonanz]].
    """


@pytest.fixture
def history(project: Path) -> Path:
    git(project, "init", "-q", "-b", "main")
    commit(project, "One")
    return project


def test_nothing_has_changed(history: Path, kb: Kb) -> None:
    outcome = kb("mentions", "--root", history, "--diff", "HEAD")
    assert (outcome.code, outcome.output) == (0, "0 mentions added, 0 mentions removed.\n")


def test_what_a_change_adds_and_removes(history: Path, kb: Kb) -> None:
    write_files(history, {ESSAY: CHANGED})
    outcome = kb("mentions", "--root", history, "--diff", "main")
    assert outcome.code == 0
    assert outcome.output.splitlines() == [
        f"+ {ESSAY}:5:   'Resonanz' resonanz (exact) | Von Resonanz.",
        f"- {ESSAY}:8:   'Widerhall' resonanz (alias) | Ein Widerhall, siehe Resonanz.",
        "1 mention added, 1 mention removed.",
    ]


def test_a_concept_and_a_decision_change_mentions_of_texts_that_are_as_before(
    history: Path, kb: Kb
) -> None:
    write_files(
        history,
        {
            "docs/concepts/nachhall.de.md": "---\ntitle: Nachhall\naliases: [Widerhall]\n---\nBleibt.\n",
            "links.yml": "rejected:\n  - {concept: resonanz, surface: Resonanzen}\n",
        },
    )
    outcome = kb("mentions", "--root", history, "--diff", "HEAD", "--json")
    rows = json.loads(outcome.output)
    assert [(r["surface"], r["concept"], r.get("candidates")) for r in rows["added"]] == [
        ("Widerhall", None, ["nachhall", "resonanz"])
    ]
    assert [(r["surface"], r["rule"]) for r in rows["removed"]] == [
        ("Resonanzen", "inflection"),
        ("Widerhall", "alias"),
    ]


def test_a_thread_names_its_comments(history: Path, kb: Kb) -> None:
    thread = history / "docs/essays/echo/thread.de.md"
    thread.write_text(thread.read_text().replace("Ja, Resonanz.", "Nein."))
    rows = json.loads(kb("mentions", "--root", history, "--diff", "HEAD", "--json").output)
    assert rows["added"] == []
    assert [(row["comment"], row["surface"]) for row in rows["removed"]] == [("c1", "Resonanz")]


def test_a_file_that_was_renamed_is_removed_and_added(history: Path, kb: Kb) -> None:
    (history / "docs/essays/echo").rename(history / "docs/essays/hall")
    rows = json.loads(kb("mentions", "--root", history, "--diff", "HEAD", "--json").output)
    assert len(rows["added"]) == len(rows["removed"]) == 7


def test_where_there_was_no_project_everything_is_new(history: Path, kb: Kb) -> None:
    git(history, "rm", "-q", "-r", "--cached", ".")
    git(history, "commit", "-q", "--allow-empty", "-m", "None")
    outcome = kb("mentions", "--root", history, "--diff", "HEAD")
    assert outcome.output.endswith("7 mentions added, 0 mentions removed.\n")


def test_a_summary_and_annotations_for_a_pull_request(history: Path, kb: Kb) -> None:
    write_files(history, {ESSAY: CHANGED})
    outcome = kb("mentions", "--root", history, "--diff", "HEAD", "--github")
    assert outcome.output.startswith(
        "### Mentions\n\n1 mention added, 1 mention removed.\n\n```diff\n+ "
    )
    assert outcome.output.endswith("\n```\n")
    assert outcome.errors == (
        f"::notice file={ESSAY},line=5,title=new mention::“Resonanz” → resonanz: Von Resonanz.\n"
    )


@pytest.mark.parametrize(
    ("ref", "reason"), [("nowhere", "`nowhere` is no commit here."), ("-x", "`-x` is no")]
)
def test_what_is_no_commit_is_wrong_use_in_one_line(
    history: Path, kb: Kb, ref: str, reason: str
) -> None:
    outcome = kb("mentions", "--root", history, f"--diff={ref}")
    assert (outcome.code, outcome.output) == (2, "")
    assert outcome.errors.startswith(f"kb: {reason}")
    assert outcome.errors.count("\n") == 1


def test_settings_that_a_commit_cannot_be_read_with_are_wrong_use(history: Path, kb: Kb) -> None:
    write_files(history, {"mkdocs.yml": "site_name: [\n"})
    commit(history, "Two")
    write_files(history, {"mkdocs.yml": "site_name: Probe\n"})
    outcome = kb("mentions", "--root", history, "--diff", "HEAD")
    assert outcome.code == 2
    assert outcome.errors.startswith("kb: At `HEAD`: mkdocs.yml is not YAML")


@pytest.mark.parametrize(
    "arguments",
    [
        ("--diff", "HEAD", "--review"),
        ("--diff", "HEAD", "draft.md"),
        ("--diff", "HEAD", "--lang", "de"),
        ("--diff", "HEAD", "--github", "--json"),
        ("--diff", ""),
        ("--review", "--json"),
        ("--review", "--all", "--since", "HEAD"),
        ("--since", "HEAD", "draft.md"),
        ("--all", "draft.md"),
        ("--github", "draft.md"),
    ],
)
def test_options_that_do_not_go_together_are_wrong_use(
    history: Path, kb: Kb, arguments: tuple[str, ...]
) -> None:
    outcome = kb("mentions", "--root", history, *arguments)
    assert (outcome.code, outcome.output) == (2, "")
    assert outcome.errors.startswith("kb: ")
    assert outcome.errors.count("\n") == 1
