"""What pages show of the two languages: how far translations are, and the terms of both."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from knowledge.present.views import LinkView


class CellView(NamedTuple):
    """A section in the picture."""

    state: str
    column: int
    row: int


@dataclass(frozen=True, slots=True)
class TileView:
    """A document in the picture, with a cell for each section and each comment."""

    link: LinkView
    cells: tuple[CellView, ...]
    columns: int
    rows: int
    label: str
    """The same in words."""
    language: str
    """The name of the language that it is translated into."""


@dataclass(frozen=True, slots=True)
class BarView:
    """How the sections of all documents of a kind are divided among the states."""

    title: str
    anchor: str
    stretches: tuple[tuple[str, float, float], ...]
    """A state, where it begins and how long it is, of a hundred."""
    label: str
    """The same in words."""
    tiles: tuple[TileView, ...]
    more: str
    """How many documents are left out, which lack nothing."""


@dataclass(frozen=True, slots=True)
class LackView:
    """A section that is stale or missing, or a document of which all is missing."""

    document: LinkView
    section: LinkView
    state: str
    state_label: str
    changed: str
    """How much of the original changed, in words."""


@dataclass(frozen=True, slots=True)
class ProgressView:
    """How far all translations are."""

    summary: str
    legend: tuple[tuple[str, str], ...]
    """The states that there are, with their names."""
    bars: tuple[BarView, ...]
    lacks: tuple[LackView, ...]
    more: str
    """How many more there are, in words."""


@dataclass(frozen=True, slots=True)
class TermsView:
    """A concept in the glossary, in one language."""

    title: LinkView
    aliases: tuple[str, ...]
    lang: str
    definition: str = ""


@dataclass(frozen=True, slots=True)
class GlossaryRow:
    """A concept in the glossary: in the language of the page, and in the others."""

    own: TermsView
    others: tuple[TermsView, ...]


@dataclass(frozen=True, slots=True)
class GlossaryView:
    """All concepts with their terms."""

    language: str
    """The name of the language by which they are sorted."""
    others: tuple[str, ...]
    """The names of the other languages."""
    rows: tuple[GlossaryRow, ...]
    downloads: tuple[LinkView, ...]
