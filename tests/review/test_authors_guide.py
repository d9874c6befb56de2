from __future__ import annotations

import re
from pathlib import Path

import pytest

from knowledge.review.session import KEYS

GUIDE = Path(__file__).parents[2] / "docs/about/contribute"
ROW = re.compile(r"^\| `(?P<key>[A-Za-z?])` \| .+\. \|$", re.MULTILINE)


@pytest.mark.parametrize("language", ["de", "en"])
def test_the_guide_explains_every_key_and_no_other(language: str) -> None:
    text = (GUIDE / f"index.{language}.md").read_text(encoding="utf-8")
    assert [row["key"] for row in ROW.finditer(text)] == list(KEYS)
