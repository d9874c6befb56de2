from __future__ import annotations

from pathlib import Path

from tests.scripts.conftest import Kb

ESSAY = "docs/essays/echo/index.en.md"


def test_a_place_that_cannot_be_written_is_one_sentence(kb: Kb, project: Path) -> None:
    file = project / "file"
    file.write_text("")
    told = kb("--root", project, "translations", "export", ESSAY, "--to", file / "below")
    assert told.code == 2
    assert told.errors.count("\n") == 1
    assert told.errors.startswith(f"kb: {file}")
