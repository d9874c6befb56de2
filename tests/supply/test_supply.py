"""The lock files, and the lists that are made of them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from email.message import Message
from importlib.metadata import Distribution
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

from knowledge.supply.licences import NOT_HERE, UNKNOWN, licence_of, stated, table
from knowledge.supply.lock import LockError, read_lock
from knowledge.supply.sbom import sbom
from tests.project import ROOT

LOCKS = ("requirements.txt", "requirements-test.txt", "requirements-build.txt")
UNSTATED = {"axe-playwright-python"}
"""Of tools of our tests alone, which publish their licence (MIT) beside their metadata."""
DIGEST = "--hash=sha256:" + "0" * 64


@pytest.mark.parametrize("name", LOCKS)
def test_locks_are_hashed_and_name_no_address(name: str) -> None:
    found = read_lock(ROOT / name)
    assert found
    assert all(each.hashes for each in found)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a==1\n", "one version and a hash"),
        (f"a>=1 {DIGEST}\n", "one version and a hash"),
        (f"--index-url https://a.example/\na==1 {DIGEST}\n", "lock.txt:1 names an address"),
        (f"a==1 \\\n    {DIGEST}\n--find-links x\n", "lock.txt:3 names an address"),
        (f"a @ https://a.example/a.whl {DIGEST}\n", "names an address"),
    ],
)
def test_other_locks_are_refused(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "lock.txt").write_text(text)
    with pytest.raises(LockError, match=message):
        read_lock(tmp_path / "lock.txt")


def test_what_is_meant_for_other_machines_is_known(tmp_path: Path) -> None:
    lock = f"b==2 ; sys_platform == 'none' \\\n    {DIGEST}\n    # via a\nA.c==1 \\\n    {DIGEST}\n"
    (tmp_path / "lock.txt").write_text(lock)
    found = read_lock(tmp_path / "lock.txt")
    assert [(each.name, each.version, each.is_meant_here) for each in found] == [
        ("a-c", "1", True),
        ("b", "2", False),
    ]


def test_the_list_names_every_locked_requirement() -> None:
    locked = read_lock(ROOT / "requirements.txt")
    text = sbom(locked, "1.0")
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(text) is None
    data: dict[str, Any] = json.loads(text)
    found = {(each["name"], each["version"]): each for each in data["components"]}
    assert set(found) == {(each.name, each.version) for each in locked}
    for each in locked:
        component = found[each.name, each.version]
        assert component["purl"] == f"pkg:pypi/{each.name}@{each.version}"
        hashes = {p["value"] for p in component["properties"] if p["name"].endswith("sha256")}
        assert hashes == set(each.hashes)
    needs = {each["ref"]: each.get("dependsOn", []) for each in data["dependencies"]}
    assert len(needs["querverweis"]) == len(locked)
    mkdocs = next(ref for ref in needs if ref.startswith("mkdocs=="))
    assert any(ref.startswith("jinja2==") for ref in needs[mkdocs])


def test_the_list_holds_no_time_and_no_chance() -> None:
    def written(seed: str) -> bytes:
        return subprocess.run(
            [sys.executable, "-m", "knowledge.supply.sbom", "requirements.txt"],
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout

    text = written("1")
    assert text == written("2")
    assert {"serialNumber"} & set(json.loads(text)) == set()
    assert "timestamp" not in json.loads(text)["metadata"]
    assert b"//" not in text.replace(b'"$schema": "http://cyclonedx.org', b"")


def test_everything_states_its_licence() -> None:
    locked = {each for name in LOCKS for each in read_lock(ROOT / name)}
    by_licence = {each: licence_of(each) for each in locked if each.is_meant_here}
    unstated = {each.name for each, licence in by_licence.items() if licence == UNKNOWN}
    assert unstated <= UNSTATED
    missing = {each.name for each, licence in by_licence.items() if licence == NOT_HERE}
    assert missing == set()


class Strict(Message):
    """Metadata as `importlib_metadata` reads them: a missing field is an error."""

    def __getitem__(self, name: str) -> Any:
        if name not in self:
            raise KeyError(name)
        return super().__getitem__(name)


@pytest.mark.parametrize("kind", [Message, Strict])
@pytest.mark.parametrize(
    ("fields", "wanted"),
    [
        ({"License-Expression": "MIT", "License": "old"}, "MIT"),
        ({"License": "BSD\nand more"}, "BSD"),
        (
            {"License": "x" * 200, "Classifier": "License :: OSI Approved :: ISC License"},
            "ISC License",
        ),
        ({"License": "UNKNOWN"}, UNKNOWN),
        ({}, UNKNOWN),
    ],
)
def test_the_best_that_is_stated_counts(
    kind: type[Message], fields: dict[str, str], wanted: str
) -> None:
    metadata = kind()
    for name, value in fields.items():
        metadata[name] = value
    found = cast("Distribution", SimpleNamespace(metadata=metadata))
    assert stated(found) == wanted


def test_the_table_has_a_row_for_each() -> None:
    locked = read_lock(ROOT / "requirements.txt")
    rows = table(locked).splitlines()
    assert len(rows) == len(locked) + 2
    assert any(row.startswith("| mkdocs |") and "BSD" in row for row in rows)
