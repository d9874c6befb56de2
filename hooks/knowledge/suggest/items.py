"""What is suggested: terms, answers, links. Authors judge; nothing here changes a file."""

from __future__ import annotations

from dataclasses import dataclass

from knowledge.model import ConceptKind


@dataclass(frozen=True, slots=True)
class Spot:
    """A line of a file."""

    file: str
    line: int


@dataclass(frozen=True, slots=True)
class Term:
    """Something the texts speak of again and again that has no concept yet."""

    id: str
    """The id a concept of it would have."""
    title: str
    """The base form, adjectives in the nominative (*asymmetrische Beziehung*)."""
    kind: ConceptKind
    language: str
    score: float
    count: int
    """Occurrences in the whole base."""
    texts: int
    """Sections, comments, questions and concept pages in which it occurs."""
    forms: tuple[str, ...]
    """As it is written, the most frequent first."""
    spots: tuple[Spot, ...]
    """Where it stands, the weightiest texts first."""
    sentence: str
    """The evidence: one sentence that holds it."""


@dataclass(frozen=True, slots=True)
class LikelyAnswer:
    """A comment or a section that probably answers an open question."""

    question: str
    essay: str
    comment: str
    """The comment's id, or empty where a section answers."""
    section: str
    spot: Spot
    score: float
    reasons: tuple[str, ...]
    """What speaks for it, in words."""
    sentence: str
    """The sentence that has most in common with the question."""

    @property
    def target(self) -> str:
        """How a link names it: `essay-id#c4`, `essay-id#section`."""
        anchor = self.comment or self.section
        return f"{self.essay}#{anchor}" if anchor else self.essay


@dataclass(frozen=True, slots=True)
class MissingLink:
    """A place where a link by hand would help."""

    spot: Spot
    surface: str
    """The words that could carry the link; a section's heading where no words do."""
    write: str
    """What to write."""
    score: float
    reason: str


@dataclass(frozen=True, slots=True)
class Suggestions:
    """All three lists, each with the likeliest first."""

    terms: tuple[Term, ...] = ()
    answers: tuple[LikelyAnswer, ...] = ()
    links: tuple[MissingLink, ...] = ()
