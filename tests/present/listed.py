"""The places on a concept's page, as a reader sees them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from knowledge.present.views import ConceptView, FurtherView


class Place(NamedTuple):
    before: str
    surface: str
    after: str
    href: str
    where: str
    rule: str
    linked: str
    lang: str
    language: str
    named: str = ""


@dataclass
class Fold:
    count: str
    places: list[Place] = field(default_factory=list)


@dataclass
class Group:
    label: str
    href: str
    title: str
    total: str
    continued: str = ""
    places: list[Place] = field(default_factory=list)
    folds: list[Fold] = field(default_factory=list)
    has_list: bool = True
    """Whether a list of what stands open begins behind its heading."""


def groups(view: ConceptView | FurtherView) -> list[Group]:
    """The groups of places that the rows list."""
    found: list[Group] = []
    into: list[Place] = []
    for (kind, *what), texts in view.places:
        if kind == "group":
            found.append(Group(what[0], texts[0], texts[1], texts[2], what[2]))
            found[-1].has_list = not what[3]
            into = found[-1].places
        elif kind == "concepts":
            found.append(Group("", "", texts[0], texts[1], what[2]))
            into = found[-1].places
        elif kind == "fold":
            found[-1].folds.append(Fold(texts[0]))
            into = found[-1].folds[-1].places
        elif kind == "place":
            lang, language, named, how = what
            rule, _, linked = how.partition(", ")
            before, surface, after, href, where = texts
            place = Place(before, surface, after, href, where, rule, linked, lang, language, named)
            into.append(place)
        else:
            assert kind in {"end-list", "end-fold", "end-group", "end"}
    return found
