"""The matcher: one function from text and lexicons to mentions.

The page, `kb mentions` and the tests all call it. It reads the source as it is stored, with
everything blotted out that is not running text, so that offsets, sentences and context come
for free.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from knowledge.language import mask
from knowledge.language.lexicon import Form, Lexicon
from knowledge.language.sentences import NOTHING_SHOWN, sentence_around
from knowledge.language.tokens import GAP, HYPHENS, Token, clean, fold_surface, tokenize
from knowledge.model import Ledger, LedgerEntry, Mention, Rule, Sentence, Source

PART_BEFORE = re.compile(rf"[{HYPHENS}]$|\w_$")
PART_AFTER = re.compile(rf"[{HYPHENS}]|[:*_/]-?innen\b|[:*_/]-?in\b|_\w|\.[a-z]")
"""What makes a word of what stands beside it: hyphens, gendered endings, `Name.md`."""


@dataclass(frozen=True, slots=True)
class Ambiguity:
    """A surface that several concepts claim: nobody but the author can say which."""

    line: int
    surface: str
    concepts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Explicit:
    """A concept that the author linked by hand, which counts as a mention."""

    concept: str
    start: int
    """Offset of the link's first bracket."""
    end: int
    words: tuple[int, int]
    """From where to where its words stand, which are the surface of the mention."""


@dataclass(frozen=True, slots=True)
class Written:
    """What the author linked by hand in a text."""

    links: tuple[Explicit, ...] = ()
    """Those to concepts."""
    shown: Mapping[str, str] = field(default_factory=dict)
    """What links without text of their own read, by what they name."""


@dataclass(frozen=True, slots=True)
class Found:
    """What the matcher found in a text."""

    mentions: tuple[Mention, ...] = ()
    """In the order of the text."""
    ambiguities: tuple[Ambiguity, ...] = ()


@dataclass(frozen=True, slots=True)
class Context:
    """What a text is, as far as the matcher must know."""

    language: str
    own: str = ""
    """The concept whose page it is; it is not linked to itself."""
    essay: str = ""
    """The essay it belongs to, for decisions of the ledger that hold there only."""
    in_comment: bool = False
    """A comment has no sections."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A surface in the text with all that claim it."""

    start: int
    end: int
    surface: str
    forms: tuple[Form, ...]


def find_mentions(
    source: Source,
    lexicons: Mapping[str, Lexicon],
    context: Context,
    *,
    ledger: Ledger = Ledger(),  # noqa: B008 - frozen
    written: Written = Written(),
    span: tuple[int, int] | None = None,
) -> Found:
    """Every mention of a concept in a text.

    The first automatic mention of a concept in each section is to be linked, unless the
    author linked it there already.

    Args:
        source: the file.
        lexicons: by language. A stretch in a language without lexicon has no mentions.
        context: what the text is.
        ledger: what authors decided about single surfaces.
        written: what the author linked by hand in this text.
        span: offsets of the stretch to read; all behind the front matter by default.
    """
    low, high = span or (source.body_start, len(source.text))
    text = source.text[low:high]
    bare = mask.without_code(text)
    running = mask.running_text(bare)
    parts = [mask.Section(0, None)] if context.in_comment else mask.sections(bare)
    finder = _Finder(source, low, high, parts, context, ledger)
    for stretch in mask.stretches(bare, context.language):
        lexicon = lexicons.get(stretch.language.split("-")[0])
        if lexicon:
            for hit in hits(running, lexicon, stretch.start, stretch.end):
                finder.add(hit, lexicon)
    finder.shown = written.shown
    return finder.found(written.links)


def hits(text: str, lexicon: Lexicon, start: int, end: int) -> Iterator[Hit]:
    """The surfaces that labels claim, leftmost first, the longest at each place."""
    tokens = list(tokenize(text, start, end))
    index = 0
    while index < len(tokens):
        forms = lexicon.forms.get(tokens[index].folded)
        claimed = _longest(text, tokens, index, forms) if forms else None
        if claimed is None:
            index += 1
            continue
        length, fitting = claimed
        first, last = tokens[index], tokens[index + length - 1]
        yield Hit(first.start, last.end, text[first.start : last.end], fitting)
        index += length


def _longest(
    text: str, tokens: Sequence[Token], index: int, forms: Iterable[Form]
) -> tuple[int, tuple[Form, ...]] | None:
    """The longest label that begins at a word: its length in words, and who claims it."""
    length = 0
    fitting: list[Form] = []
    for form in forms:  # the longest first
        size = len(form.words)
        if fitting and size < length:
            break
        here = tokens[index : index + size]
        if tuple(token.folded for token in here) != form.words or not form.fits(here):
            continue
        if _adjacent(text, here, form.gaps) and _stands_alone(text, here[0].start, here[-1].end):
            length = size
            fitting.append(form)
    return (length, tuple(fitting)) if fitting else None


def _adjacent(text: str, tokens: Sequence[Token], gaps: Sequence[str]) -> bool:
    """Whether nothing but white space, a hyphen or the label's own punctuation parts words."""
    for one, two, punctuation in zip(tokens, tokens[1:], gaps, strict=False):
        start = one.end
        if punctuation and text.startswith(punctuation, start) and punctuation not in HYPHENS:
            start += len(punctuation)
        if not GAP.fullmatch(text, start, two.start):
            return False
    return True


def _rule(form: Form, surface: str) -> Rule:
    """Exact and alias are for a label as it stands, capitals and line breaks aside."""
    words = clean(surface).replace(">", " ").split()  # a line break in a quotation
    if " ".join(words).casefold() == form.label:
        return form.rule
    return Rule.MULTIWORD if len(form.words) > 1 else Rule.INFLECTION


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Whether a surface is no part of a word with hyphens, a gendered form or a file's name."""
    return not (PART_BEFORE.search(text, max(0, start - 2), start) or PART_AFTER.match(text, end))


class _Meant(NamedTuple):
    """A mention on its way: a link's words are its surface, the whole link is replaced."""

    start: int
    end: int
    concept: str
    rule: Rule
    around: tuple[int, int]


class _Finder:
    """Turns hits into mentions; one for each text."""

    def __init__(
        self,
        source: Source,
        low: int,
        high: int,
        parts: Sequence[mask.Section],
        context: Context,
        ledger: Ledger,
    ) -> None:
        self.source, self.low, self.high = source, low, high
        self.starts = [low + part.start for part in parts]
        self.ids = [part.id for part in parts]
        self.context, self.ledger = context, ledger
        self.mentions: list[_Meant] = []
        self.ambiguities: list[Ambiguity] = []
        self.shown = NOTHING_SHOWN

    def add(self, hit: Hit, lexicon: Lexicon) -> None:
        """Takes a hit, if nothing speaks against it and only one concept is meant."""
        start, end = self.low + hit.start, self.low + hit.end
        surface = self.source.text[start:end]
        section = self.ids[self._section(start)] or ""
        folded = fold_surface(surface)
        claims = {
            form.concept: _rule(form, surface)
            for form in reversed(hit.forms)
            if folded not in lexicon.never.get(form.concept, ())
            and not self._decided(self.ledger.rejected, form.concept, folded, section)
        }
        chosen = [c for c in claims if self._decided(self.ledger.accepted, c, folded, section)]
        if len(claims) > 1 and len(chosen) != 1:
            line = self.source.line_at(start)
            self.ambiguities.append(Ambiguity(line, surface, tuple(sorted(claims))))
            return
        for concept in chosen or claims:
            if concept != self.context.own:
                self.mentions.append(_Meant(start, end, concept, claims[concept], (start, end)))

    def found(self, explicit: Iterable[Explicit]) -> Found:
        """All mentions in order, the first of each concept and section marked as linked."""
        by_hand = [_Meant(*e.words, e.concept, Rule.EXPLICIT, (e.start, e.end)) for e in explicit]
        linked = {(self._section(meant.start), meant.concept) for meant in by_hand}
        result = []
        for start, end, concept, rule, around in sorted([*by_hand, *self.mentions]):
            section = self._section(start)
            first = rule is Rule.EXPLICIT or (section, concept) not in linked
            linked.add((section, concept))
            result.append(
                Mention(
                    concept=concept,
                    start=start,
                    end=end,
                    line=self.source.line_at(start),
                    section=self.ids[section],
                    surface=self.source.text[start:end],
                    rule=rule,
                    linked=first,
                    sentence=self._sentence(*around, section),
                )
            )
        return Found(tuple(result), tuple(self.ambiguities))

    def _section(self, offset: int) -> int:
        return bisect_right(self.starts, offset) - 1

    def _sentence(self, start: int, end: int, section: int) -> Sentence:
        low = self.starts[section]
        following = self.starts[section + 1 : section + 2]
        high = following[0] if following else self.high
        return sentence_around(self.source.text, start, end, low, high, shown=self.shown)

    def _decided(
        self, entries: Iterable[LedgerEntry], concept: str, folded: str, section: str
    ) -> bool:
        return any(
            entry.concept == concept
            and fold_surface(entry.surface) == folded
            and entry.essay in {"", self.context.essay}
            and entry.section in {"", section}
            for entry in entries
        )
