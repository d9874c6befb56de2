"""Whatever an author can write or call stands in the guide, in both languages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kb.main import VERBS
from knowledge.check.kinds import KINDS
from knowledge.collect.schema import CommentOptions
from knowledge.editors.descriptions import FIELDS

ABOUT = Path(__file__).parents[2] / "docs/about"
PAGES = ("first-hour", "contribute", "translating", "moderating", "publishing", "leaving")
CODE = re.compile(r"```.*?```|`[^`\n]+`", re.DOTALL)
WORD = re.compile(r"[\w-]+")


def shown_as_code(language: str) -> str:
    """All that the guide shows as code, in one language."""
    texts = [(ABOUT / page / f"index.{language}.md").read_text("utf-8") for page in PAGES]
    return "\n".join(CODE.findall("\n".join(texts)))


@pytest.mark.parametrize("language", ["de", "en"])
def test_the_guide_names_every_verb(language: str) -> None:
    code = shown_as_code(language)
    assert [verb for verb in VERBS if not re.search(rf"\bkb {verb}\b", code)] == []


@pytest.mark.parametrize("language", ["de", "en"])
def test_the_guide_names_every_field_option_and_kind(language: str) -> None:
    words = set(WORD.findall(shown_as_code(language)))
    fields = {field for table in FIELDS.values() for field in table}
    options = {field.alias or name for name, field in CommentOptions.model_fields.items()}
    assert sorted({*fields, *options, *KINDS} - words) == []


@pytest.mark.parametrize("language", ["de", "en"])
def test_the_pictures_of_the_guide_are_there_and_say_what_they_show(language: str) -> None:
    text = (ABOUT / f"first-hour/index.{language}.md").read_text("utf-8")
    pictures = re.findall(r"!\[([^\]]*)\]\(([^)]+)\)", text)
    assert len(pictures) == 2
    for shown, path in pictures:
        assert len(shown) > 30
        assert (ABOUT / "first-hour" / path).resolve().is_file()
