"""The whole way of an author: a clone, new texts, a check, a strict build."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from tests.build.small import small_project
from tests.project import Outcome, run, shared_cache

IDENTITY = ("-c", "user.name=A. B.", "-c", "user.email=a.b@haus.example")


def git(*arguments: str | Path, folder: Path) -> str:
    done = subprocess.run(
        ["git", *IDENTITY, *map(str, arguments)],
        cwd=folder,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    return done.stdout


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    origin = tmp_path / "origin"
    origin.mkdir()
    small_project(origin)
    (origin / ".gitignore").write_text("/.cache\n/site/\n", "utf-8")
    (origin / ".cache").unlink()
    git("init", "-q", "-b", "main", folder=origin)
    git("add", "-A", folder=origin)
    git("commit", "-q", "-m", "Begin", folder=origin)
    clone = tmp_path / "clone"
    git("clone", "-q", origin, clone, folder=tmp_path)
    (clone / ".cache").symlink_to(shared_cache(), target_is_directory=True)
    return clone


def kb(*arguments: str, folder: Path) -> Outcome:
    return run("kb.main", *arguments, folder=folder)


def test_from_a_clone_to_a_page_with_a_question_and_two_concepts(clone: Path) -> None:
    titles = ("--title-de", "Vom Garten", "--title-en", "On gardens")
    assert kb("new", "essay", *titles, "--author", "A. B.", folder=clone).code == 0
    asked = ("--title-de", "Wem blüht er?", "--title-en", "For whom?", "--asked-in", "vom-garten")
    assert kb("new", "question", *asked, folder=clone).code == 0
    essay = clone / "docs/essays/vom-garten/index.de.md"
    text = essay.read_text("utf-8").replace("Hier steht", "[[Gartenzaun]] und [[beet]]: hier steht")
    essay.write_text(text, "utf-8")

    found = kb("check", folder=clone)
    assert found.code == 1
    for command in re.findall(r"`kb (new concept --for \S+)`", found.output):
        made = kb(*command.split(), folder=clone)
        assert made.code == 0, made.errors
    assert kb("check", folder=clone).code == 0

    built = run("mkdocs", "build", "--strict", "--quiet", folder=clone)
    assert built.code == 0, built.errors
    for page in ("essays/vom-garten", "concepts/gartenzaun", "concepts/beet"):
        for folder in ("", "en/"):
            assert (clone / "site" / folder / page / "index.html").is_file()
    german = (clone / "site/essays/vom-garten/index.html").read_text("utf-8")
    assert 'href="../../concepts/gartenzaun/"' in german
    assert "Wem blüht er?" in german
    assert "kb-problems" not in german

    new = git("status", "--short", "--untracked-files=all", folder=clone).splitlines()
    assert len(new) == 8
    assert all(line.startswith("?? docs/") for line in new)
    git("add", "-A", folder=clone)
    git("commit", "-q", "-m", "Write about gardens", folder=clone)
    git("push", "-q", "origin", "HEAD:vom-garten", folder=clone)


def test_what_is_there_already_is_refused_and_git_sees_nothing(clone: Path) -> None:
    refused = kb("new", "concept", "haus", "--title-de", "Haus", folder=clone)
    assert refused.code == 2
    assert "belongs to docs/concepts/haus.de.md already" in refused.errors
    assert git("status", "--short", folder=clone) == ""
