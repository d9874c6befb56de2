from __future__ import annotations

from pathlib import Path

import pytest

from tests.language.cases import FIXTURES, cases, outcome, setting

ALL = [
    pytest.param(path, text, expected, id=f"{path.stem}: {title}")
    for path in sorted(FIXTURES.glob("*.md"))
    for title, text, expected in cases(path)
]


@pytest.mark.parametrize(("path", "text", "expected"), ALL)
def test_mentions(path: Path, text: str, expected: str) -> None:
    found, mentions = outcome(path, text)
    assert found == expected
    for mention in mentions:
        if mention.rule != "explicit":
            assert text[mention.start : mention.end] == mention.surface


@pytest.mark.parametrize("path", sorted(FIXTURES.glob("*.md")), ids=lambda path: path.stem)
def test_every_case_of_a_fixture_is_read(path: Path) -> None:
    assert setting(path).concepts
    stops = path.read_text(encoding="utf-8").splitlines().count(".")
    assert stops == 3 * len(list(cases(path))) > 0
