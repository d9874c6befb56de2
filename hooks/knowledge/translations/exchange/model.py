"""What goes out to a translator and comes back."""

from __future__ import annotations

from dataclasses import dataclass, field


class DamagedError(Exception):
    """What came back cannot be used; the message names the segment and says why."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A segment with its translation, as the texts have them."""

    id: str
    """`title`, `summary`, `opening:1`, `#section:heading`, `#section:2`, or the id of a comment."""
    section: str
    """The id of the section or the comment; empty for what stands before the first."""
    kind: str
    source: str
    """Line ends are line feeds."""
    start: int
    """Where it stands in the original."""
    end: int
    line: int
    target: str = ""
    """Empty where it is not translated."""
    target_start: int = -1
    target_end: int = -1
    is_stale: bool = False
    """Whether the original changed since it was translated."""
    note: str = ""
    """Terms of the glossary, for the translator."""


@dataclass(frozen=True, slots=True)
class Sent:
    """A segment as it stands in a file that is exchanged."""

    id: str
    source: str
    target: str = ""
    is_done: bool = True
    """Whether the translator says that it is."""
    line: int = 0
    note: str = ""


@dataclass(frozen=True, slots=True)
class Parcel:
    """A text on its way: its segments, and what it was made from."""

    original: str
    """The file of the original, relative to the project."""
    translation: str
    source_language: str
    target_language: str
    digest: str
    """Of the translation when it was sent; empty if there was none."""
    segments: tuple[Sent, ...] = field(default=())
