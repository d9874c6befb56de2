from __future__ import annotations

import re
from pathlib import Path

import pytest

from knowledge.check.kinds import KINDS

GUIDE = Path(__file__).parents[2] / "docs/about/contribute"
ROW = re.compile(
    r"^\| `(?P<kind>[a-z-]+)` \| (?P<severity>\S+) \| (?P<meaning>.+) \|$", re.MULTILINE
)
SEVERITIES = {
    "de": {"error": "Fehler", "warning": "Warnung", "info": "Hinweis"},
    "en": {"error": "error", "warning": "warning", "info": "info"},
}


@pytest.mark.parametrize("language", ["de", "en"])
def test_the_guide_lists_every_kind_with_its_severity_and_no_other(language: str) -> None:
    text = (GUIDE / f"index.{language}.md").read_text(encoding="utf-8")
    listed = [(row["kind"], row["severity"]) for row in ROW.finditer(text)]
    words = SEVERITIES[language]
    assert sorted(listed) == sorted((kind, words[severity]) for kind, severity in KINDS.items())


@pytest.mark.parametrize("language", ["de", "en"])
def test_the_guide_says_in_a_sentence_what_each_kind_means(language: str) -> None:
    text = (GUIDE / f"index.{language}.md").read_text(encoding="utf-8")
    meanings = [row["meaning"] for row in ROW.finditer(text)]
    assert all(meaning.endswith(".") for meaning in meanings)
    assert len(set(meanings)) == len(KINDS)
