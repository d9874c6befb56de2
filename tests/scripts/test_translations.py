from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.project import Outcome, write_files
from tests.scripts.conftest import Kb

ESSAY = "docs/essays/echo/index.en.md"
LOCK = "translations.lock"


def git(project: Path, *arguments: str) -> None:
    identity = ("-c", "user.name=A", "-c", "user.email=a@example.org")
    command = ["git", "-C", str(project), *identity, *arguments]
    subprocess.run(command, check=True, capture_output=True)


def commit(project: Path) -> None:
    git(project, "add", "-A")
    git(project, "commit", "-qm", "Write")


@pytest.fixture
def repository(project: Path) -> Path:
    git(project, "init", "-q")
    commit(project)
    return project


def edit(project: Path, name: str, old: str, new: str) -> None:
    path = project / name
    text = path.read_bytes().decode()
    assert old in text
    path.write_bytes(text.replace(old, new).encode())


def listed(kb: Kb, project: Path, *options: str) -> dict[str, Any]:
    outcome = kb("translations", "--json", *options, "--root", project)
    assert outcome.code == 0
    rows = json.loads(outcome.output)["sections"]
    return {f"{row['file']}#{row['section']}": row for row in rows}


def states(kb: Kb, project: Path) -> dict[str, str]:
    return {name: row["state"] for name, row in listed(kb, project).items()}


def accept(kb: Kb, project: Path, *names: str) -> Outcome:
    return kb("translations", "accept", *names, "--root", project)


def test_the_whole_way_of_a_section(repository: Path, kb: Kb) -> None:
    assert set(states(kb, repository).values()) == {"unaccepted", "missing"}
    assert accept(kb, repository, "--all").code == 0
    commit(repository)
    assert states(kb, repository) == {
        f"{ESSAY}#": "current",
        f"{ESSAY}#teil": "current",
        "docs/essays/echo/thread.en.md#c1": "missing",
        "docs/concepts/resonanz.en.md#": "current",
    }
    edit(repository, "docs/essays/echo/index.de.md", "Ein Widerhall, siehe", "Ein Echo, lies")
    row = listed(kb, repository, "--diff")[f"{ESSAY}#teil"]
    assert (row["state"], row["line"], row["original_line"]) == ("stale", 6, 6)
    assert row["changed"] == pytest.approx(2 / 9, abs=0.001)
    changes = [(part["change"], part["text"]) for part in row["diff"]]
    assert ("removed", "Widerhall, siehe") in changes
    assert ("added", "Echo, lies") in changes
    assert states(kb, repository)[f"{ESSAY}#"] == "current"
    shown = kb("translations", "--diff", "--root", repository)
    assert f"#teil    {ESSAY}:6" in shown.output
    assert "Ein [-Widerhall, siehe-] {+Echo, lies+} [[resonanz]]." in shown.output
    assert accept(kb, repository, f"{repository / ESSAY}#teil").code == 0
    assert states(kb, repository)[f"{ESSAY}#teil"] == "current"


def test_the_earlier_text_comes_from_git_where_this_machine_kept_none(
    repository: Path, kb: Kb
) -> None:
    accept(kb, repository, "--all")
    commit(repository)
    edit(repository, "docs/essays/echo/index.de.md", "Von Resonanz", "Über Resonanz")
    commit(repository)
    (repository / ".cache").unlink()
    (repository / "docs/essays/echo").rename(repository / "docs/essays/hall")
    lock = (repository / LOCK).read_text(encoding="utf-8")
    (repository / LOCK).write_text(lock.replace("/echo/", "/hall/"), encoding="utf-8")
    commit(repository)
    row = listed(kb, repository, "--diff")["docs/essays/hall/index.en.md#"]
    assert {"change": "removed", "text": "Von"} in row["diff"]


def test_without_git_the_share_is_known_and_the_text_is_not(project: Path, kb: Kb) -> None:
    (project / ".cache").unlink()
    accept(kb, project, "--all")
    shutil.rmtree(project / ".cache")
    edit(project, "docs/essays/echo/index.de.md", "Von Resonanz", "Über Resonanz")
    row = listed(kb, project, "--diff")[f"{ESSAY}#"]
    assert row["changed"] == pytest.approx(0.2)
    assert row["diff"] is None
    assert "no git repository" in row["diff_missing"]
    assert "no git repository" in kb("translations", "--diff", "--root", project).output


def test_what_was_accepted_on_this_machine_needs_no_git(project: Path, kb: Kb) -> None:
    accept(kb, project, "--all")
    edit(project, "docs/essays/echo/index.de.md", "Von Resonanz", "Über Resonanz")
    assert listed(kb, project, "--diff")[f"{ESSAY}#"]["diff"]


def test_line_ends_a_mark_and_spaces_are_no_change(project: Path, kb: Kb) -> None:
    accept(kb, project, "--all")
    path = project / "docs/essays/echo/index.de.md"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert "stale" not in states(kb, project).values()


def test_accepting_again_writes_nothing_and_a_new_state_one_line(project: Path, kb: Kb) -> None:
    accept(kb, project, "--all")
    before = (project / LOCK).read_text(encoding="utf-8")
    assert "0 of them anew" in accept(kb, project, "--all").output
    edit(project, "docs/essays/echo/index.de.md", "Ein Widerhall", "Kein Widerhall")
    accept(kb, project, "docs/essays/echo")
    after = (project / LOCK).read_text(encoding="utf-8")
    lines = set(before.splitlines()) ^ set(after.splitlines())
    assert [line.split('"')[1] for line in lines] == [f"{ESSAY}#teil"] * 2


def test_entries_of_what_is_gone_are_named_and_dropped(project: Path, kb: Kb) -> None:
    accept(kb, project, "--all")
    (project / "docs/concepts/resonanz.en.md").unlink()
    outcome = kb("translations", "--root", project)
    assert "not there any more (1), such as docs/concepts/resonanz.en.md" in outcome.output
    accept(kb, project, ESSAY)
    assert "resonanz.en.md" in (project / LOCK).read_text(encoding="utf-8")
    accept(kb, project, "--all")
    assert "resonanz.en.md" not in (project / LOCK).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("names", "words"),
    [
        ([], "Name the translations"),
        (["--all", ESSAY], "Name the translations"),
        (["docs/essays/eccho/index.en.md"], f"Did you mean `{ESSAY}`?"),
        ([f"{ESSAY}#teill"], "has no section `#teill`. Did you mean `teil`?"),
    ],
)
def test_wrong_use_says_what_could_be_meant(
    project: Path, kb: Kb, names: list[str], words: str
) -> None:
    outcome = accept(kb, project, *names)
    assert outcome.code == 2
    assert words in outcome.errors
    assert not (project / LOCK).exists()


def test_a_lock_with_the_marks_of_a_merge_is_not_written_over(project: Path, kb: Kb) -> None:
    accept(kb, project, "--all")
    text = "<<<<<<< HEAD\n" + (project / LOCK).read_text(encoding="utf-8")
    (project / LOCK).write_text(text, encoding="utf-8")
    outcome = accept(kb, project, "--all")
    assert outcome.code == 2
    assert "translations.lock:1: A merge left its marks here" in outcome.errors
    assert (project / LOCK).read_text(encoding="utf-8") == text
    assert kb("translations", "--root", project).code == 2
    checked = kb("check", "--root", project)
    assert checked.code == 1
    assert "error: translations.lock:1: bad-front-matter" in checked.output


def test_a_comment_lags_too(project: Path, kb: Kb) -> None:
    thread = "docs/essays/echo/thread.en.md"
    write_files(project, {thread: "/// comment\n    id: c1\n\nYes, resonance.\n///\n"})
    accept(kb, project, thread)
    edit(project, "docs/essays/echo/thread.de.md", "Ja, Resonanz", "Nein, Resonanz")
    row = listed(kb, project, "--diff")[f"{thread}#c1"]
    assert (row["state"], row["title"], row["line"]) == ("stale", "A. B.", 1)
    checked = kb("check", "--root", project)
    assert f"info: {thread}:1: stale-translation: The comment `c1` changed" in checked.output


def test_a_whole_file_that_is_missing_is_one_row(project: Path, kb: Kb) -> None:
    (project / ESSAY).unlink()
    outcome = kb("translations", "--root", project)
    assert outcome.code == 0
    assert f"all 2    {ESSAY}" in outcome.output


def test_every_verb_shows_an_example(kb: Kb) -> None:
    for verb in ([], ["accept"], ["export"], ["import"]):
        outcome = kb("translations", *verb, "--help")
        assert outcome.code == 0
        assert "Example: kb translations" in outcome.output
