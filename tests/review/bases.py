"""Small bases and single places, for tests of the review."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from knowledge.base import Base
from knowledge.language import build_lexicon
from knowledge.model import Document, Ledger, Rule, Sentence
from knowledge.review import Spot, spots
from tests.documents import NOTHING_DECIDED, concept, essay, library, rendered

BENCH = concept("sitzbank", "Sitzgelegenheit", aliases=("Bank",))
MONEY = concept("geldbank", "Geldinstitut", aliases=("Bank",))
GARDEN = concept("garten", "Garten", "garden")
PARK = """\
Der Garten.

## Morgens { #morgens }

Auf der Bank im Garten. Gartens Ende. Noch eine Bank.

## Abends { #abends }

Von der Bank in den Garten.
"""


def base_of(*documents: Document, ledger: Ledger = NOTHING_DECIDED) -> Base:
    """A base of some documents."""
    held = library(*documents, ledger=ledger)
    lexicons = {code: build_lexicon(held.concepts.values(), code) for code in held.languages}
    return Base(held, lexicons, rendered(held), ())


def park(ledger: Ledger = NOTHING_DECIDED) -> tuple[Spot, ...]:
    """The places of an essay in which two concepts claim a word."""
    base = base_of(essay("park", PARK), BENCH, MONEY, GARDEN, ledger=ledger)
    return tuple(spot for spot in spots(base) if spot.essay)


def spot(surface: str = "Garten", concepts: tuple[str, ...] = ("garten",), **more: Any) -> Spot:
    """A place; without a rule it is contested."""
    plain = Spot(
        file="docs/essays/park/index.de.md",
        line=3,
        start=10,
        document="park",
        essay="park",
        comment="",
        section="",
        language="de",
        surface=surface,
        concepts=concepts,
        rule=Rule.EXACT if len(concepts) == 1 else None,
        linked=False,
        sentence=Sentence("Der ", surface, " wächst."),
    )
    return replace(plain, **more)
