from __future__ import annotations

import json
from pathlib import Path

from tests.project import make_project, run

FILES = {
    "docs/index.de.md": "---\ntitle: Start\n---\n\nHallo.\n",
    "docs/concepts/sinn.de.md": "---\ntitle: Sinn\n---\n\nWozu.\n",
}


def test_it_says_how_much_there_is(tmp_path: Path) -> None:
    (tmp_path / "p").mkdir()
    make_project(tmp_path / "p", FILES)
    done = run("kb.main", "--root", "p", "export", "out", folder=tmp_path)
    assert done.code == 0, done.errors
    assert "     2 documents\n" in done.output
    assert done.output.endswith("The base is in out.\n")
    again = run("kb.main", "export", "out", "--root", "p", "--json", folder=tmp_path)
    assert json.loads(again.output)["concepts"] == 1
    assert (tmp_path / "out/text/de/concepts/sinn.md").is_file()


def test_errors_in_the_texts_are_to_be_mended_first(tmp_path: Path) -> None:
    text = "---\ntitle: Sinn\n---\n\n[[nirgends]]\n"
    make_project(tmp_path, {**FILES, "docs/concepts/sinn.de.md": text})
    done = run("kb.main", "export", "out", folder=tmp_path)
    assert done.code == 1
    assert "docs/concepts/sinn.de.md:5" in done.errors
    assert not (tmp_path / "out").exists()


def test_it_refuses_what_it_did_not_make(tmp_path: Path) -> None:
    make_project(tmp_path, FILES)
    (tmp_path / "out").mkdir()
    (tmp_path / "out/mine.txt").write_text("mine")
    done = run("kb.main", "export", "out", folder=tmp_path)
    assert done.code == 2
    assert done.errors == "kb: out/ holds something else. Name another, or empty it.\n"
    nowhere = run("kb.main", "export", "out", "--root", "out", folder=tmp_path)
    assert nowhere.code == 2
    assert "no mkdocs.yml" in nowhere.errors
