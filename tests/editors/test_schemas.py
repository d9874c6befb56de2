from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft7Validator

from knowledge.collect.library import SUFFIX, place
from knowledge.collect.source import FRONT_MATTER
from knowledge.collect.validation import validate
from knowledge.editors.descriptions import FIELDS, TABLES
from knowledge.editors.schemas import MODELS, described, schema_of, texts
from tests.project import ROOT


class AsEditorsRead(yaml.SafeLoader):
    """YAML as language servers read it: a date is text, tags name nothing here."""


AsEditorsRead.yaml_implicit_resolvers = {
    sign: [(tag, words) for tag, words in found if not tag.endswith("timestamp")]
    for sign, found in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def objections(name: str, values: Any) -> list[str]:
    schema = schema_of(MODELS[name])
    return [error.message for error in Draft7Validator(schema).iter_errors(values)]


def kind_of(path: Path) -> str:
    suffix = SUFFIX.match(path.relative_to(ROOT / "docs").as_posix())
    assert suffix
    kind, _, is_thread = place(suffix["stem"])
    return "thread" if is_thread else str(kind)


def test_what_is_committed_is_what_the_tables_give() -> None:
    committed = {p.relative_to(ROOT).as_posix() for p in (ROOT / "schemas").iterdir()}
    assert committed == set(texts())
    for path, text in texts().items():
        assert (ROOT / path).read_text("utf-8") == text, f"{path}: run `make schemas`"


@pytest.mark.parametrize("name", MODELS)
def test_each_schema_is_one(name: str) -> None:
    Draft7Validator.check_schema(schema_of(MODELS[name]))


def test_every_table_and_field_is_described_in_both_languages_and_nothing_else_is() -> None:
    told = {(table, field) for table, fields in FIELDS.items() for field in fields}
    assert told == described()
    assert set(TABLES) == set(FIELDS)
    for german, english in (*TABLES.values(), *(w for f in FIELDS.values() for w in f.values())):
        assert german.endswith(".")
        assert english.endswith(".")
        assert german != english


def test_every_file_of_this_project_fits() -> None:
    count = 0
    for path in sorted((ROOT / "docs").rglob("*.md")):
        match = FRONT_MATTER.match(path.read_text("utf-8"))
        if match:
            values = yaml.load(match[1], AsEditorsRead)
            assert objections(kind_of(path), values) == [], path
            count += 1
    assert count > 100
    for name in ("links", "mkdocs"):
        text = (ROOT / f"{name}.yml").read_text("utf-8")
        assert objections(name, yaml.load(text, AsEditorsRead) or {}) == []


@pytest.mark.parametrize(
    ("name", "text", "fits"),
    [
        ("essay", "title: 1984", True),
        ("essay", "title: Ja\nsummary:\ntags: eins\nanswers: [a-b, 7]", True),
        ("essay", "title: Ja\nsource: {title: X, date: 2017-11-13}", True),
        ("essay", "titel: Ja", False),
        ("essay", "title:", False),
        ("essay", "title: Ja\nanswers: [Eins Zwei]", False),
        ("essay", "title: Ja\nreferences: [{key: a}]", False),
        ("essay", "title: Ja\ndraft: vielleicht", False),
        ("essay", "title: Ja\noriginal: fr", False),
        ("concept", "title: Ja\ndate: 2016\nbroader: a", True),
        ("concept", "title: Ja\ndate: gestern", False),
        ("concept", "title: Ja\nkind: thing", False),
        ("concept", "title: Ja\nmatch: {never: [a], case: true}", True),
        ("concept", "title: Ja\nmatch: {casee: true}", False),
        ("question", "title: Ja\nasked_in: a#c4\nset: {id: a, number: 1}", True),
        ("question", "title: Ja\nasked_in: a#d4", False),
        ("question", "title: Ja\nset: {id: a, number: 0}", False),
        ("page", "title: Ja\nlisting: concepts\nhide: [toc]", True),
        ("page", "title: Ja\nlisting: konzepte", False),
        ("thread", "declared: 3", True),
        ("thread", "declared: -1", False),
        ("links", "rejected: [{concept: a, surface: b}]", True),
        ("links", "rejected: [{concept: a}]", False),
        ("mkdocs", "site_name: a\nextra: {imprint: {de: x}, social: []}", True),
        ("mkdocs", "extra: {imprint: [x]}", False),
    ],
)
def test_a_schema_and_its_table_agree(name: str, text: str, fits: bool) -> None:
    assert (objections(name, yaml.load(text, AsEditorsRead)) == []) is fits
    values = yaml.load(text, yaml.BaseLoader)
    assert (validate(MODELS[name], values)[1] == []) is fits


def settings(name: str) -> dict[str, Any]:
    text = (ROOT / ".vscode" / name).read_text("utf-8")
    found: dict[str, Any] = json.loads(re.sub(r"^\s*//.*$", "", text, flags=re.MULTILINE))
    return found


def test_editors_find_a_schema_for_each_file() -> None:
    globs = settings("settings.json")["yaml.schemas"]
    for schema, pattern in globs.items():
        assert (ROOT / schema).is_file()
        assert list(ROOT.glob(pattern.lstrip("/"))), pattern
    wired = {Path(schema).name.split(".")[0] for schema in globs}
    assert wired == set(MODELS) - {"page"}  # which lie anywhere


def test_the_task_of_editors_reads_what_kb_check_says() -> None:
    patterns = [
        m["pattern"]["regexp"] for m in settings("tasks.json")["tasks"][0]["problemMatcher"]
    ]
    said = [
        "::error file=docs/a.md,line=4,col=7,endColumn=20,title=unknown-link::`[[x]]`, y",
        "::notice file=docs/a.md,line=1,title=orphan-concept::x",
    ]
    assert [[bool(re.match(p, line)) for p in patterns] for line in said] == [
        [True, False],
        [False, True],
    ]
