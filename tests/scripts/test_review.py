from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

import pytest

from tests.project import write_files
from tests.review.history import commit, git
from tests.scripts.conftest import Kb

if sys.platform == "win32":
    pytest.skip("There are no pseudo-terminals.", allow_module_level=True)

from tests.scripts.terminal import Terminal

PROMPT = "[q]uit"
ESSAY = "docs/essays/echo/index.de.md"
DOUBTFUL = {
    "docs/concepts/nachhall.de.md": """
        ---
        title: Nachhall
        aliases: [Widerhall]
        ---
        Was bleibt, z. B. in Kirchen. Und mehr.
        """,
    ESSAY: """
        ---
        title: Echo
        ---
        Von Resonanz.

        ## Teil { #teil }

        Resonanzen sind viele. Ein Widerhall.
        """,
}
SEEN = (
    "1 of 2  docs/essays/echo/index.de.md:8 #teil\n"
    "inflection, the first word of its sentence, which has a capital anyway\n"
    "Resonanzen sind viele.\n"
    "→  Resonanz  resonanz\n"
    "   Was antwortet.\n"
    "[a]ccept [r]eject [A]lways [N]ever [s]kip [b]ack [q]uit"
)
SEEN_NEXT = (
    "2 of 2  docs/essays/echo/index.de.md:8 #teil\n"
    "several concepts claim it\n"
    "Ein Widerhall.\n"
    "1  Nachhall  nachhall\n"
    "   Was bleibt, z. B. in Kirchen.\n"
    "2  Resonanz  resonanz\n"
    "   Was antwortet.\n"
    "[1-2] [a]ccept"
)


@pytest.fixture
def doubtful(project: Path) -> Path:
    write_files(project, DOUBTFUL)
    return project


def review(project: Path, *arguments: str | Path, **environment: str) -> Terminal:
    return Terminal("mentions", "--review", "--root", project, *arguments, environment=environment)


def ledger(project: Path) -> str:
    """The lines of the ledger that are no comments."""
    lines = (project / "links.yml").read_text(encoding="utf-8").splitlines()
    return "\n".join(line for line in lines if not line.startswith("#"))


def test_a_review_from_the_first_place_to_the_last(doubtful: Path, kb: Kb) -> None:
    terminal = review(doubtful)
    assert SEEN in terminal.wait_for(PROMPT)
    assert "\x1b[1;7mResonanzen\x1b[0m sind viele." in terminal.raw
    assert not (doubtful / "links.yml").exists()

    terminal.press("r")
    terminal.wait_for("“Resonanzen”, resonanz: rejected in echo.")
    assert ledger(doubtful) == (
        "accepted: []\nrejected:\n  - concept: resonanz\n    surface: Resonanzen\n    essay: echo"
    )
    assert SEEN_NEXT in terminal.wait_for(PROMPT)

    terminal.press("\x1b[A")  # an arrow, which is no A
    terminal.press("a")
    terminal.wait_for("Choose the concept first: 1 to 2.")
    terminal.press("2")
    terminal.wait_for("resonanz  ← chosen")
    terminal.wait_for(PROMPT)
    terminal.press("a")
    terminal.wait_for("Nothing more waits.")
    terminal.press("q")
    terminal.wait_for("2 decisions written to links.yml.")
    assert terminal.end() == 0
    assert ledger(doubtful).startswith("accepted:\n  - concept: resonanz\n    surface: Widerhall\n")

    found = kb("mentions", "--root", doubtful, doubtful / ESSAY).output
    assert "'Widerhall' resonanz (alias)" in found
    assert "Resonanzen" not in found
    again = review(doubtful)
    again.wait_for("Nothing waits to be reviewed.")
    assert again.end() == 0


@pytest.mark.parametrize("key", ["\x03", "\x04", "q"])
def test_whoever_leaves_keeps_what_was_decided(doubtful: Path, key: str) -> None:
    terminal = review(doubtful)
    terminal.wait_for(PROMPT)
    terminal.press("A")
    terminal.wait_for("2 of 2")
    terminal.wait_for(PROMPT)
    terminal.press(key)
    terminal.wait_for("1 decision written to links.yml.")
    assert terminal.end() == 0
    assert "surface: Resonanzen" in ledger(doubtful)


def test_a_review_that_is_killed_loses_nothing(doubtful: Path) -> None:
    terminal = review(doubtful)
    terminal.wait_for(PROMPT)
    terminal.press("N")
    terminal.wait_for("2 of 2")
    os.kill(terminal.process, signal.SIGKILL)
    assert terminal.end() == -signal.SIGKILL
    assert "surface: Resonanzen" in ledger(doubtful)


def test_a_terminal_without_styles_marks_the_words_too(doubtful: Path) -> None:
    terminal = review(doubtful, TERM="dumb")
    assert "»Resonanzen« sind viele." in terminal.wait_for(PROMPT)
    terminal.press("q")
    assert terminal.end() == 0


def test_a_text_without_essay_is_decided_everywhere(doubtful: Path) -> None:
    write_files(
        doubtful,
        {"docs/questions/was.de.md": "---\ntitle: Was?\nasked_in: echo\n---\nResonanzen?\n"},
    )
    terminal = review(doubtful, doubtful / "docs/questions/was.de.md")
    assert "1 of 1  docs/questions/was.de.md:5\n" in terminal.wait_for(PROMPT)
    terminal.wait_for("This text belongs to no essay, so nothing can hold here only.")
    terminal.press("a")
    terminal.wait_for("This text belongs to no essay: decide with A (always) or N (never).")
    terminal.press("q")
    assert terminal.end() == 0
    assert not (doubtful / "links.yml").exists()


def test_a_ledger_that_breaks_meanwhile_is_left_alone_until_it_is_mended(doubtful: Path) -> None:
    path = doubtful / "links.yml"
    terminal = review(doubtful)
    terminal.wait_for(PROMPT)
    path.write_text("accepted: [\n")
    terminal.press("r")
    terminal.wait_for("links.yml line 1: Expected YAML")
    assert path.read_text() == "accepted: [\n"
    path.write_text("accepted: []\n")
    terminal.press("r")
    terminal.wait_for("rejected in echo.")
    terminal.wait_for(PROMPT)
    terminal.press("q")
    assert terminal.end() == 0


def _after(terminal: Terminal) -> str:
    """The first screen of a review, which is then left."""
    seen = terminal.wait_for(PROMPT)
    terminal.press("q")
    assert terminal.end() == 0
    return seen


def test_what_is_new_waits_too(doubtful: Path) -> None:
    git(doubtful, "init", "-q", "-b", "main")
    write_files(
        doubtful, {"links.yml": "rejected:\n  - {concept: resonanz, surface: Resonanzen}\n"}
    )
    commit(doubtful, "Reviewed")
    essay = doubtful / ESSAY
    essay.write_text(essay.read_text() + "\nMehr von der Resonanz.\n")
    commit(doubtful, "Written")

    since_reviewed = _after(review(doubtful))
    assert "1 of 2" in since_reviewed
    assert "several concepts claim it" in since_reviewed
    terminal = review(doubtful)
    terminal.wait_for(PROMPT)
    terminal.press("s")
    terminal.wait_for("2 of 2  docs/essays/echo/index.de.md:10 #teil\nexact, new\n")
    terminal.press("q")
    assert terminal.end() == 0

    assert "1 of 1" in _after(review(doubtful, "--since", "HEAD"))
    assert "1 of 6" in _after(review(doubtful, "--all"))


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (("--since", "nowhere"), "git says: not a git repository"),
        (("elsewhere.de.md",), "elsewhere.de.md is no text of the project in "),
    ],
)
def test_what_cannot_be_reviewed_is_wrong_use(
    doubtful: Path, arguments: tuple[str, ...], reason: str
) -> None:
    terminal = review(doubtful, *arguments)
    terminal.wait_for(f"kb: {reason}")
    assert terminal.end() == 2


def test_a_ledger_that_is_wrong_is_wrong_use(doubtful: Path) -> None:
    write_files(doubtful, {"links.yml": "rejectd: []\n"})
    terminal = review(doubtful)
    terminal.wait_for("kb: links.yml line 1: There is no field `rejectd` here.")
    assert terminal.end() == 2


def test_without_a_terminal_nothing_is_asked(doubtful: Path, kb: Kb) -> None:
    outcome = kb("mentions", "--review", "--root", doubtful)
    assert (outcome.code, outcome.output) == (2, "")
    assert outcome.errors == "kb: --review asks at a terminal, and this is none.\n"
