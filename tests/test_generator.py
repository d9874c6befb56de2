"""MkDocs and what stands in for it: the same for whoever listens and whoever starts it again."""

from __future__ import annotations

import logging
import sys
from types import ModuleType

import pytest

from knowledge import generator, versions


class Heard(logging.Handler):
    def __init__(self) -> None:
        super().__init__()
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(record.getMessage())


@pytest.mark.parametrize("name", ["mkdocs", "properdocs"])
def test_what_either_says_is_heard_once(name: str) -> None:
    heard = Heard()
    generator.listen(heard)
    logging.getLogger(f"{name}.plugins.x").warning("one")
    generator.ignore(heard)
    logging.getLogger(name).warning("two")
    assert heard.lines == ["one"]


def test_the_one_that_runs_is_started_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "properdocs", raising=False)
    assert generator.command() == [sys.executable, "-m", "mkdocs"]
    monkeypatch.setitem(sys.modules, "properdocs", ModuleType("properdocs"))
    assert generator.command() == [sys.executable, "-m", "properdocs"]


def test_what_one_made_the_other_makes_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    def known(name: str) -> str:
        return f"1.0 of {name}"

    monkeypatch.setattr("importlib.metadata.version", known)
    versions.version.cache_clear()
    monkeypatch.delitem(sys.modules, "properdocs", raising=False)
    before = versions.version()
    versions.version.cache_clear()
    monkeypatch.setitem(sys.modules, "properdocs", ModuleType("properdocs"))
    assert versions.version() != before
    versions.version.cache_clear()
