"""Terms that recur and have no concept yet, in the order of their likely worth.

The worth of a term is the product of four figures:

- *termhood*: the C-value of Frantzi, Ananiadou and Mima (2000, *Automatic recognition of
  multi-word terms*), `log2(1 + |a|) · (f(a) - mean of f(b) over the longer terms b that hold a)`;
  the one in the logarithm lets single words count (Barrón-Cedeño et al. 2009). `|a|` counts words,
  and the parts of compounds as words. `f` weighs occurrences by where they stand: those in essays
  and comments fully, those on question and concept pages less, since editors write them.
- *spread*: `log2(1 + texts + voices)`, where texts are sections, comments and pages, and voices
  the people who use the term; a word that one paragraph repeats is a matter of that paragraph.
- *specificity*: `1 / (1 + ln(1 + n) / 2)` with `n` the number of compounds in the dictionary that
  end in the term. It stands for the weirdness of Ahmad, Gillam and Tostevin (1999), the ratio of
  frequencies here and in general language, as no list of general frequencies is at hand: common
  nouns make many compounds (*Zeit*), technical ones few (*Diskurs*).
- *position*: 1, and 0.4 for each of these: it stands in a heading or title, in quotation marks
  or italics, in a definition (*X ist*, *X heißt*, *unter X*).
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Protocol

from knowledge.language import Lexicon
from knowledge.language.ids import slug
from knowledge.language.tokens import tokenize
from knowledge.model import ConceptKind, Kind, Ledger
from knowledge.suggest.candidates import Candidate, Occurrence, candidates, with_surnames
from knowledge.suggest.items import Spot, Term
from knowledge.suggest.passages import Passage
from knowledge.suggest.phrases import Phrase, marked

FEWEST = 2
"""Occurrences that make a term recur."""
MOST_SPOTS = 5
MOST_FORMS = 6
POSITION = 0.4
COMMON = 2.0
DEFINES = re.compile(
    r"[“”»*_]*\s+(?:ist|sind|heißt|heißen|bedeutet|meint|nennt man|is|are|means|denotes)\b"
)
DEFINED = re.compile(r"(?:\b[Uu]nter|\bnennt|\bnenne[nt]?|\bheißt|\b[Bb]y|\bcalled)\s+[„“«*_]*$")


class Grammar(Protocol):
    """How phrases are read in a language."""

    stop: frozenset[str]

    def phrases(self, passage: Passage) -> Iterator[Phrase]:
        """The noun phrases of a text, nested ones included."""

    def title(self, phrase: Phrase, forms: Mapping[str, int]) -> str:
        """The base form of a phrase."""

    def weirdness(self, phrase: Phrase) -> int:
        """How common the term is as a word of the language: compounds that end in it."""


def terms(
    passages: Sequence[Passage],
    grammar: Grammar,
    lexicon: Lexicon,
    ledger: Ledger,
    only: Collection[str] = (),
) -> list[Term]:
    """All terms that recur and are no concept, the likeliest first.

    Args:
        passages: the texts, all in one language.
        grammar: how phrases are read in it.
        lexicon: the concepts there are.
        ledger: what it rejects as a mention is no term either.
        only: paths of files; a term that none of them contains is left out.
    """
    everything = candidates(passages, grammar.phrases, lexicon, ledger)
    kept = with_surnames(
        {
            key: candidate
            for key, candidate in everything.items()
            if not candidate.covered and len(candidate.occurrences) >= FEWEST
        }
    )
    people = {word.folded for p in passages if p.comment for word in tokenize(p.voice)}
    found = [
        _term(candidate, kept, grammar, only)
        for key, candidate in kept.items()
        if not only or any(o.passage.source.path in only for o in candidate.occurrences)
        if not people.issuperset(key) and not _is_stopped(candidate, grammar)
    ]
    best: dict[str, Term] = {}
    for term in sorted(found, key=lambda t: (-t.score, t.title)):
        if term.score > 0 and term.id:
            best.setdefault(term.id, term)
    return list(best.values())


def _is_stopped(candidate: Candidate, grammar: Grammar) -> bool:
    """Whether the noun that carries a phrase says too little; names may be what they are."""
    phrase = candidate.occurrences[0].phrase
    return phrase.shape != "name" and phrase.head.lower() in grammar.stop


def _term(
    candidate: Candidate,
    others: Mapping[tuple[str, ...], Candidate],
    grammar: Grammar,
    only: Collection[str],
) -> Term:
    occurrences = sorted(
        candidate.occurrences,
        key=lambda o: (
            o.passage.source.path not in only,
            -o.weight,
            o.passage.is_title,
            o.passage.source.path,
            o.passage.start + o.phrase.start,
        ),
    )
    forms = Counter(occurrence.surface for occurrence in occurrences)
    phrase = max((o.phrase for o in occurrences), key=lambda phrase: len(phrase.words))
    title = grammar.title(phrase, forms)
    kinds = Counter(occurrence.phrase.kind for occurrence in occurrences)
    kinds[ConceptKind.IDEA] = 0 if len(kinds) > 1 else kinds[ConceptKind.IDEA]
    spots = dict.fromkeys(
        Spot(o.passage.source.path, o.passage.line(o.phrase.start)) for o in occurrences
    )
    return Term(
        id=slug(title),
        title=title,
        kind=kinds.most_common(1)[0][0],
        language=occurrences[0].passage.language,
        score=round(_worth(candidate, others, grammar), 2),
        count=len(occurrences),
        texts=len({o.passage.place for o in occurrences}),
        forms=tuple(form for form, _ in forms.most_common(MOST_FORMS)),
        spots=tuple(spots)[:MOST_SPOTS],
        sentence=_evidence(occurrences),
    )


def _worth(
    candidate: Candidate, others: Mapping[tuple[str, ...], Candidate], grammar: Grammar
) -> float:
    occurrences = candidate.occurrences
    phrase = max((o.phrase for o in occurrences), key=lambda phrase: len(phrase.words))
    longer = [others[key].frequency for key in candidate.longer if key in others]
    nested = sum(longer) / len(longer) if longer else 0.0
    termhood = math.log2(1 + phrase.length) * (candidate.frequency - nested)
    texts = {o.passage.place: o.weight for o in occurrences}
    voices = {o.passage.voice for o in occurrences if o.passage.kind is Kind.ESSAY}
    spread = math.log2(1 + sum(texts.values()) + len(voices))
    specificity = 1 / (1 + math.log1p(grammar.weirdness(phrase)) / COMMON)
    return termhood * spread * specificity * _position(occurrences)


def _position(occurrences: Iterable[Occurrence]) -> float:
    found = set()
    for occurrence in occurrences:
        passage, phrase = occurrence.passage, occurrence.phrase
        if passage.is_heading(phrase.start):
            found.add("heading")
        if any(
            start <= phrase.start and phrase.end <= end <= phrase.end + 2
            for start, end in marked(passage.text)
        ):
            found.add("marked")
        before = passage.text[max(0, phrase.start - FARTHEST_WORD) : phrase.start]
        if DEFINES.match(passage.text, phrase.end) or DEFINED.search(before):
            found.add("defined")
    return 1 + POSITION * len(found)


FARTHEST_WORD = 20
"""Characters before a phrase in which the word stands that introduces a definition."""


def _evidence(occurrences: Sequence[Occurrence]) -> str:
    """The sentence of the first occurrence that stands in running text."""
    running = (o for o in occurrences if not o.passage.is_heading(o.phrase.start))
    best = next(running, occurrences[0])
    return best.passage.sentence(best.phrase.start, best.phrase.end)
