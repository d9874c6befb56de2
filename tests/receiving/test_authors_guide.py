from __future__ import annotations

import re

import pytest

from tests.project import ROOT

GUIDE = ROOT / "docs/about/moderating"
SOURCES = ROOT / "hooks/knowledge/receiving"
NOTE = re.compile(r'\bNote\(\s*"([a-z-]+)"|^ {4}\(\s*"([a-z-]+)",', re.MULTILINE)


@pytest.mark.parametrize("language", ["de", "en"])
def test_every_note_is_explained_and_no_other(language: str) -> None:
    made = {
        one or other
        for path in SOURCES.glob("*.py")
        for one, other in NOTE.findall(path.read_text(encoding="utf-8"))
    }
    text = (GUIDE / f"index.{language}.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (`.*?) \|", text, re.MULTILINE)
    assert len(made) > 15
    assert {kind for row in rows for kind in re.findall(r"`([a-z-]+)`", row)} == made


@pytest.mark.parametrize("language", ["de", "en"])
def test_the_verbs_are_told_of(language: str) -> None:
    text = (GUIDE / f"index.{language}.md").read_text(encoding="utf-8")
    for verb in ("kb comment add", "kb rename", "kb forget", "--dry-run", "--remove", "--as"):
        assert verb in text


@pytest.mark.parametrize("page", ["contribute", "privacy"])
@pytest.mark.parametrize("language", ["de", "en"])
def test_readers_are_told_where_to_turn(page: str, language: str) -> None:
    text = (ROOT / f"docs/about/{page}/index.{language}.md").read_text(encoding="utf-8")
    assert ("moderating/index" in text) == (page == "contribute")
    assert f"imprint/index.{language}.md" in text
