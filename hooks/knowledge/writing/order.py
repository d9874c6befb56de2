"""What an author asks for, and the files it becomes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import yaml

from knowledge.language.ids import slug
from knowledge.model import Kind
from knowledge.writing.words import LINKS, OPENING, SECTION, in_language

LINE = 2**20
"""Wider than anything: a field is one line."""
PLACES = {
    Kind.ESSAY: "essays/{id}/index.{language}.md",
    Kind.CONCEPT: "concepts/{id}.{language}.md",
    Kind.QUESTION: "questions/{id}.{language}.md",
}


@dataclass(frozen=True, slots=True)
class Order:
    """A document that is to be made."""

    kind: Kind
    id: str
    titles: Mapping[str, str]
    """By language; there is a file for each."""
    original: str
    facts: Mapping[str, Any] = field(default_factory=dict)
    """Other fields of the original's front matter; what is None is left out."""
    per_language: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    """Fields that each version has for itself, by language."""


def files_of(order: Order, docs: str, default: str) -> dict[str, str]:
    """The texts of a new document's files.

    Args:
        order: what is to be made.
        docs: the content folder, relative to the project's.
        default: the language that originals have where they say nothing.

    Returns:
        Texts by path, relative to the project's folder, the original first.
    """
    languages = sorted(order.titles, key=lambda language: language != order.original)
    return {
        f"{docs}/{PLACES[order.kind].format(id=order.id, language=language)}": _text(
            order, language, default
        )
        for language in languages
    }


def _text(order: Order, language: str, default: str) -> str:
    matter: dict[str, Any] = {"title": order.titles[language]}
    is_original = language == order.original or order.original not in order.titles
    if is_original and language != default:
        matter["original"] = language
    facts = order.facts if is_original else {}
    matter |= {**order.per_language.get(language, {}), **facts}
    matter = {name: value for name, value in matter.items() if value is not None}
    return f"---\n{_yaml(matter)}---\n\n{_body(order, language)}"


def _yaml(matter: Mapping[str, Any]) -> str:
    """Front matter, each field on one line."""
    return "".join(_field(name, value) for name, value in matter.items())


def _field(name: str, value: Any) -> str:
    if value == "":
        return f"{name}:\n"
    if isinstance(value, list | dict):
        shown = yaml.safe_dump(value, allow_unicode=True, default_flow_style=True, width=LINE)
        return f"{name}: {shown}"
    return yaml.safe_dump({name: value}, allow_unicode=True, width=LINE)


def _body(order: Order, language: str) -> str:
    opening = in_language(OPENING[order.kind], language)
    links = in_language(LINKS, language)
    if order.kind is not Kind.ESSAY:
        return f"{opening}\n" if order.kind is Kind.QUESTION else f"{opening} {links}\n"
    id = slug(in_language(SECTION, order.original))
    heading = f"## {in_language(SECTION, language)} {{ #{id} }}"
    return f"{opening}\n\n{heading}\n\n{links}\n"
