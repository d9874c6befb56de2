from __future__ import annotations

import json
import re

import pytest
import yaml

from knowledge.collect.source import parse_front_matter, split_source
from knowledge.collect.thread import read_thread
from knowledge.collect.validation import validate
from knowledge.editors.schemas import MODELS
from knowledge.language import mask
from tests.project import ROOT

SNIPPETS = json.loads((ROOT / ".vscode/querverweis.code-snippets").read_text("utf-8"))
NOW = {"YEAR": "2017", "MONTH": "11", "DATE": "13", "HOUR": "07", "MINUTE": "55"}


def inserted(name: str) -> str:
    """What a snippet leaves where every place keeps what is proposed."""
    body = SNIPPETS[name]["body"]
    text = "\n".join(body) if isinstance(body, list) else body
    for part, value in NOW.items():
        text = re.sub(rf"\$CURRENT_{part}\b|\$\{{CURRENT_{part}\}}", value, text)
    text = re.sub(r"\$\{1/.*?/g\}", "titel", text)
    text = re.sub(r"\$\{TM_SELECTED_TEXT(?::([^{}]*))?\}", r"\1", text)
    text = re.sub(r"\$\{\d\|([^,|]+)[^}]*\|\}", r"\1", text)
    while (shorter := re.sub(r"\$\{\d+(?::([^${}]*))?\}|\$0", r"\1", text)) != text:
        text = shorter
    assert "$" not in text, text
    return text


def test_each_snippet_is_for_texts_and_says_in_both_languages_what_it_is() -> None:
    for name, snippet in SNIPPETS.items():
        assert snippet["scope"] == "markdown", name
        assert " / " in snippet["description"], name
    prefixes = [prefix for snippet in SNIPPETS.values() for prefix in snippet["prefix"]]
    assert len(prefixes) == len(set(prefixes))


@pytest.mark.parametrize("name", [name for name in SNIPPETS if "omment" in name or "eply" in name])
def test_comments_are_comments(name: str) -> None:
    if "[[" in inserted(name):
        return
    thread, problems = read_thread({"de": split_source("thread.de.md", inserted(name))}, "de")
    assert len(thread.comments) == 1
    assert problems == []


@pytest.mark.parametrize(
    ("name", "table"),
    [("Essay", "essay"), ("Begriff / Concept", "concept"), ("Frage / Question", "question")],
)
def test_front_matter_fits_its_table(name: str, table: str) -> None:
    values = parse_front_matter(split_source("x", inserted(name))).values
    assert len(values) > 3
    assert validate(MODELS[table], values)[1] == []


def test_references_fit_their_table() -> None:
    values = yaml.load(inserted("Quelle im Verzeichnis / Reference"), yaml.BaseLoader)
    assert validate(MODELS["essay"], {"title": "x", **values})[1] == []


def test_links_are_links_and_headings_have_an_id() -> None:
    for name in SNIPPETS:
        if "erweis" in name:
            assert len(list(mask.wiki_links(inserted(name)))) == 1
    (heading,) = mask.headings(inserted("Überschrift mit Kennung / Heading with id"))
    assert (heading.level, heading.id) == (2, "titel")
    assert mask.CITATION.fullmatch(inserted("Quelle nennen / Citation"))
