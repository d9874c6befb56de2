"""Which places wait for an author to look at them."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from knowledge.language.tokens import fold_surface
from knowledge.model import Ledger, Rule
from knowledge.review.decisions import is_open
from knowledge.review.spots import Spot

INFLECTED = frozenset({Rule.INFLECTION, Rule.MULTIWORD})


@dataclass(frozen=True, slots=True)
class Item:
    """A place to decide about, for all equal ones in its section or comment."""

    spot: Spot
    is_new: bool
    doubt: str
    """Why it is doubtful, in words, or empty."""
    more: int = 0
    """How many equal places its section or comment holds besides."""
    has_twins: bool = False
    """Whether the surface also stands elsewhere in its essay: in other sections, in comments."""


def waiting(spots: Iterable[Spot], ledger: Ledger, new: Collection[Spot]) -> tuple[Item, ...]:
    """What is new or doubtful and not decided yet, in the order of the texts.

    What an author linked by hand is decided.

    Args:
        spots: every place of the base.
        ledger: what was decided.
        new: the places that nobody has seen yet.
    """
    automatic = [spot for spot in spots if spot.rule is not Rule.EXPLICIT]
    sections = defaultdict(set)
    for spot in automatic:
        sections[_word(spot)].add(spot.section)
    equal = Counter(map(_place, automatic))
    fresh = frozenset(new)
    items: dict[object, Item] = {}
    for spot in automatic:
        is_new, doubtful = spot in fresh, doubt(spot)
        if (is_new or doubtful) and is_open(spot, ledger):
            twins = bool(spot.essay) and len(sections[_word(spot)]) > 1
            item = Item(spot, is_new, doubtful, equal[_place(spot)] - 1, twins)
            items.setdefault(_place(spot), item)
    return tuple(items.values())


def doubt(spot: Spot) -> str:
    """Why the matcher may be wrong about a place, or nothing."""
    if spot.is_contested:
        return "several concepts claim it"
    if spot.rule is Rule.COMPOUND:
        return "part of a compound"
    if spot.rule in INFLECTED and not re.search(r"\w", spot.sentence.before):
        return "the first word of its sentence, which has a capital anyway"
    return ""


def _word(spot: Spot) -> object:
    """What one decision for an essay would be about."""
    return spot.essay, fold_surface(spot.surface)


def _place(spot: Spot) -> object:
    return spot.file, spot.comment, spot.section, fold_surface(spot.surface), spot.concepts
