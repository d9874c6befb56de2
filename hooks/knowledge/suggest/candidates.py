"""Everything in some texts that may be a term, with where it occurs and what claims it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from knowledge.language import Lexicon
from knowledge.language.matcher import hits
from knowledge.language.tokens import fold_surface
from knowledge.model import ConceptKind, Kind, Ledger, Rule
from knowledge.suggest.passages import Passage
from knowledge.suggest.phrases import Phrase

WEIGHTS = {Kind.ESSAY: 1.0, Kind.QUESTION: 0.6, Kind.CONCEPT: 0.3}
"""How much an occurrence counts by where it stands."""


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A phrase at its place."""

    passage: Passage
    phrase: Phrase

    @property
    def surface(self) -> str:
        """As it is written there."""
        words = " ".join(self.passage.text[self.phrase.start : self.phrase.end].split())
        return words.removeprefix("> ")

    @property
    def weight(self) -> float:
        """How much it counts."""
        return WEIGHTS.get(self.passage.kind, WEIGHTS[Kind.CONCEPT])


@dataclass(slots=True)
class Candidate:
    """A term on its way, with all its occurrences."""

    occurrences: list[Occurrence] = field(default_factory=list)
    covered: int = 0
    """Occurrences that a concept claims."""
    longer: dict[Key, int] = field(default_factory=lambda: defaultdict(int))
    """Longer candidates that hold it, and how often."""

    @property
    def frequency(self) -> float:
        """Its occurrences, weighed."""
        return sum(occurrence.weight for occurrence in self.occurrences)


Key = tuple[str, ...]
Phrases = Callable[[Passage], Iterable[Phrase]]


def candidates(
    passages: Iterable[Passage], phrases_of: Phrases, lexicon: Lexicon, ledger: Ledger
) -> Mapping[Key, Candidate]:
    """All phrases of some texts by what their forms have in common.

    Args:
        passages: the texts.
        phrases_of: how they are read.
        lexicon: the concepts there are.
        ledger: surfaces that it rejects as mentions are left out.
    """
    rejected = _Rejected(ledger)
    found: dict[Key, Candidate] = defaultdict(Candidate)
    for passage in passages:
        claimed = _claimed(passage, lexicon)
        phrases = list(phrases_of(passage))
        around: dict[int, list[Phrase]] = defaultdict(list)
        for phrase in phrases:
            if len(phrase.words) > 1:
                for token in phrase.words:
                    around[token.start].append(phrase)
        for phrase in phrases:
            inside = [span for span in claimed if span[0] <= phrase.start and phrase.end <= span[1]]
            if (phrase.start, phrase.end) in inside:
                found[phrase.key].covered += 1
            occurrence = Occurrence(passage, phrase)
            if not inside and not rejected(occurrence.surface, passage.document):
                found[phrase.key].occurrences.append(occurrence)
                for other in around[phrase.start]:
                    if _holds(other, phrase):
                        found[phrase.key].longer[other.key] += 1
    return found


def _holds(outer: Phrase, inner: Phrase) -> bool:
    """Whether a phrase that holds the first word of a shorter one holds all of it."""
    return inner.end <= outer.end and len(outer.words) > len(inner.words)


def _claimed(passage: Passage, lexicon: Lexicon) -> list[tuple[int, int]]:
    """The surfaces that are concepts as they stand; a concept in a compound leaves it free."""
    return [
        (hit.start, hit.end)
        for start, end in passage.stretches()
        for hit in hits(passage.text, lexicon, start, end)
        if set(hit.claims.values()) != {Rule.COMPOUND}
    ]


def with_surnames(
    candidates: Mapping[Key, Candidate],
) -> Mapping[Key, Candidate]:
    """The same, where a surname on its own counts for the person and is no term itself."""
    kept = dict(candidates)
    for key, person in candidates.items():
        if person.occurrences[0].phrase.kind is not ConceptKind.PERSON:
            continue
        inside = {
            (id(o.passage), word.start) for o in person.occurrences for word in o.phrase.words
        }
        for part in key:
            alone = kept.pop((part,), None)
            if alone and part == key[-1]:
                person.occurrences += [
                    o for o in alone.occurrences if (id(o.passage), o.phrase.start) not in inside
                ]
    return kept


class _Rejected:
    """What the ledger says is no mention: always, or in one essay."""

    def __init__(self, ledger: Ledger) -> None:
        self._entries = {(fold_surface(e.surface), e.essay) for e in ledger.rejected}

    def __call__(self, surface: str, essay: str) -> bool:
        folded = fold_surface(surface)
        return (folded, "") in self._entries or (folded, essay) in self._entries
