from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from kb.main import run
from tests.project import Outcome, shared_cache, write_files

Kb = Callable[..., Outcome]

FILES = {
    "mkdocs.yml": """
        site_name: Probe
        plugins:
          - i18n:
              languages:
                - {locale: de, default: true}
                - {locale: en}
        extra:
          imprint: Jemand
        """,
    "docs/concepts/resonanz.de.md": """
        ---
        title: Resonanz
        aliases: [Widerhall]
        ---
        Was antwortet.
        """,
    "docs/concepts/resonanz.en.md": """
        ---
        title: resonance
        ---
        What answers.
        """,
    "docs/essays/echo/index.de.md": """
        ---
        title: Echo
        ---
        Von Resonanz und Resonanzen.

        ## Teil { #teil }

        Ein Widerhall, siehe [[resonanz]].
        """,
    "docs/essays/echo/index.en.md": """
        ---
        title: Echo
        ---
        On resonance.

        ## Part { #teil }

        Words.
        """,
    "docs/essays/echo/thread.de.md": """
        /// comment | A. B.
            id: c1

        Ja, Resonanz.
        ///

        /// comment
            id: c2
            lang: en

        More resonance, no Resonanz.
        ///
        """,
}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    write_files(tmp_path, {**FILES, ".gitignore": ".cache"})
    (tmp_path / ".cache").symlink_to(shared_cache())
    return tmp_path


@pytest.fixture
def kb(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Kb:
    """Runs the command line and gives what it wrote and how it ended."""

    def call(*arguments: str | Path) -> Outcome:
        monkeypatch.setattr(sys, "argv", ["kb", *map(str, arguments)])
        with pytest.raises(SystemExit) as ended:
            run()
        written = capsys.readouterr()
        return Outcome(int(ended.value.code or 0), written.out, written.err)

    return call
