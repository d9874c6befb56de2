"""The matcher: one function from text and lexicons to mentions.

The page, `kb mentions` and the tests all call it. It reads the source as it is stored, with
everything blotted out that is not running text, so that offsets, sentences and context come
for free.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from knowledge.language import mask
from knowledge.language.homographs import adjective_ending, is_english_verb, is_no_noun
from knowledge.language.lexicon import Form, Lexicon
from knowledge.language.sentences import NOTHING_SHOWN, Sentences
from knowledge.language.tokens import GAP, HYPHENS, WORD, Token, clean, fold_surface, token
from knowledge.language.words import Entry, Words, claims_of, words_of
from knowledge.model import Contested, Ledger, LedgerEntry, Mention, Rule, Source

MOST_LINKS = 8
"""Automatic links in one paragraph; a concept beyond them is linked where it comes next."""
PART_BEFORE = re.compile(r"\w_$")
MAY_GO_ON = frozenset(":*_/+#.")
PART_AFTER = re.compile(rf"[:*_/][{HYPHENS}]?[iI]n(?:nen)?\b|[+#]{{2}}|#(?![\w#])|_\w|\.[a-z]")
"""What makes a word of what stands beside it: gendered endings, `C++`, `Name.md`."""
_AND = (
    r"(?:(?:und|oder|sowie|bzw\.|beziehungsweise|noch|wie|als auch|wie auch|statt|aber|&|and|or)"
    r"\s+(?:(?:auch|von|zu|in|mit|für|der|die|das|den|dem|des|eine?[mnrs]?)\s+)?)"
)
_JOINT = rf"(?:\s*[,/]\s*{_AND}?|\s+{_AND})"
_HALF = rf"[^\W\d_][{HYPHENS}\w]*[{HYPHENS}]"
FOLLOWING = re.compile(rf"(?:{_JOINT}{_HALF}(?=[\s,/])){{0,4}}{_JOINT}(?P<word>{WORD.pattern})")
"""From half a word to the whole one that completes it: *(Kunden-) und Lieferantenbeziehungen*."""
LONGEST_CHAIN = 160
PRECEDING = re.compile(
    rf"(?P<word>{WORD.pattern})(?:{_JOINT}[{HYPHENS}][^\W\d_]+){{0,4}}{_JOINT}\Z"
)
"""From the whole word to the half: *Kundenkontakte und (-beziehungen)*."""


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
    contested: tuple[Contested, ...] = ()
    """What several concepts claim: nobody but the author can say which is meant."""


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


class Hit(NamedTuple):
    """A surface in the text with all that claim it."""

    start: int
    end: int
    surface: str
    claims: Mapping[str, Rule]
    """The concepts, and why each is one."""


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
    words = words_of(lexicon)
    behind = start
    for match, entry in _telling(text, words, start, end):
        if match.start() < behind:
            continue
        hit = _whole(text, match, entry, end) if entry.forms else None
        if hit is None and entry.claims:
            hit = _hit(text, match.start(), match.end(), entry.claims)
        if hit is None and entry.part:
            hit = _hit(text, match.start(), match.end(), {entry.part: Rule.COMPOUND})
        if hit is None and entry.waits:
            hit = _completed(text, match, words, end)
        if hit is None or not stands_alone(text, hit.start, hit.end):
            continue
        if looks_like_another(text, hit, lexicon):
            continue
        behind = hit.end
        yield hit


def _telling(
    text: str, words: Words, start: int, end: int
) -> Iterator[tuple[re.Match[str], Entry]]:
    """The words of which something is to be said; of nearly all there is nothing."""
    # No word goes beyond a space, and what stands between two has often been seen before.
    flat = text[start:end].replace("\n", " ")
    told = words.pieces
    behind = 0
    for place in words.signs.places(flat):
        if place < behind:
            continue
        first = flat.rfind(" ", 0, place) + 1
        behind = flat.find(" ", place)
        if behind < 0:
            behind = len(flat)
        for offset, entry in told[flat[first:behind]]:
            match = WORD.match(text, start + first + offset, end)
            assert match is not None
            yield match, entry


def looks_like_another(text: str, hit: Hit, lexicon: Lexicon) -> bool:
    """Whether a surface of one word is rather a verb, an adjective or an adverb written alike."""
    surface = hit.surface
    if not surface.isalpha():
        return False
    if lexicon.language == "de":
        if Rule.COMPOUND not in hit.claims.values():
            return is_no_noun(text, hit.start, hit.end)
        ending = adjective_ending(text, hit.start, hit.end)
        return bool(ending) and ending not in lexicon.forms
    return (
        lexicon.language == "en" and surface.islower() and is_english_verb(text, hit.start, hit.end)
    )


def _hit(text: str, start: int, end: int, claims: Mapping[str, Rule]) -> Hit:
    return Hit(start, end, text[start:end], claims)


def _whole(text: str, match: re.Match[str], entry: Entry, end: int) -> Hit | None:
    """The longest label that begins at a word, with all concepts that have it."""
    tokens = [token(match)]
    length = 0
    fitting: list[Form] = []
    for form in entry.forms:  # the longest first
        size = len(form.words)
        if fitting and size < length:
            break
        if size > 1 and not _follow(text, tokens, form, end):
            continue
        here = tokens[:size]
        if form.gaps[-1] and not text.startswith(form.gaps[-1], here[-1].end):
            continue
        if form.fits([word.word for word in here]):
            length = size
            fitting.append(form)
    if not fitting:
        return None
    first, last = tokens[0], tokens[length - 1]
    stop = last.end + len(fitting[0].gaps[-1])
    surface = text[first.start : stop]
    return Hit(first.start, stop, surface, claims_of(fitting, surface))


def _follow(text: str, tokens: list[Token], form: Form, end: int) -> bool:
    """Whether a label's further words follow; `tokens` grows as far as they had to be read.

    Nothing but white space and the label's own punctuation parts the words.
    """
    for index, word in enumerate(form.words[1:], 1):
        position = _behind(text, tokens[index - 1].end, form.gaps[index - 1], end)
        if index == len(tokens):
            space = GAP.match(text, position, end)
            assert space is not None
            following = WORD.match(text, space.end(), end)
            if following is None:
                return False
            tokens.append(token(following))
        if tokens[index].folded != word or not GAP.fullmatch(text, position, tokens[index].start):
            return False
    return True


def _behind(text: str, position: int, gap: str, end: int) -> int:
    """Where the label's own punctuation between two words ends, if it is there."""
    if not gap:
        return position
    space = GAP.match(text, position, end)
    start = space.end() if space else position
    for written in (gap.replace("&", "&amp;"), gap):
        if text.startswith(written, start):
            return start + len(written)
    return position


def stands_alone(text: str, start: int, end: int) -> bool:
    """Whether a surface is no part of a longer word, of a gendered form or of a file's name."""
    if text[start - 1 : start] != "_" and text[end : end + 1] not in MAY_GO_ON:
        return True  # nearly all
    return not (PART_BEFORE.search(text, max(0, start - 2), start) or PART_AFTER.match(text, end))


def _completed(text: str, match: re.Match[str], words: Words, end: int) -> Hit | None:
    """Half a word, completed by the one that it shares its other half with."""
    half = clean(match.group())
    if half[-1] in HYPHENS:
        whole = FOLLOWING.match(text, match.end(), end)
        completions = words.with_end(half, whole["word"]) if whole else words.alone(half)
    else:
        whole = PRECEDING.search(text, max(0, match.start() - LONGEST_CHAIN), match.start())
        completions = words.with_beginning(half, whole["word"]) if whole else {}
    return _hit(text, match.start(), match.end(), completions) if completions else None


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
        self.undecided: list[tuple[int, int, tuple[str, ...]]] = []
        self.shown = NOTHING_SHOWN
        self.is_decided = bool(ledger.accepted or ledger.rejected)

    def add(self, hit: Hit, lexicon: Lexicon) -> None:
        """Takes a hit, if nothing speaks against it and only one concept is meant."""
        start, end = self.low + hit.start, self.low + hit.end
        claims = hit.claims
        if self.is_decided or lexicon.never or len(claims) > 1:
            claims = self._chosen(hit, lexicon, start)
        for concept, rule in claims.items():
            if concept != self.context.own:
                self.mentions.append(_Meant(start, end, concept, rule, (start, end)))

    def _chosen(self, hit: Hit, lexicon: Lexicon, start: int) -> Mapping[str, Rule]:
        """The one concept that a surface means as far as authors decided, or none."""
        section = self.ids[self._section(start)] or ""
        folded = fold_surface(hit.surface)
        claims = {
            concept: rule
            for concept, rule in hit.claims.items()
            if folded not in lexicon.never.get(concept, ())
            and not self._decided(self.ledger.rejected, concept, folded, section)
        }
        if len(claims) < 2:
            return claims
        chosen = [c for c in claims if self._decided(self.ledger.accepted, c, folded, section)]
        if len(chosen) == 1:
            return {chosen[0]: claims[chosen[0]]}
        self.undecided.append((start, start + len(hit.surface), tuple(sorted(claims))))
        return {}

    def found(self, explicit: Iterable[Explicit]) -> Found:
        """All mentions in order, the first of each concept and section marked as linked.

        A paragraph that is full of links leaves a concept to the next one of the section.
        """
        by_hand = [_Meant(*e.words, e.concept, Rule.EXPLICIT, (e.start, e.end)) for e in explicit]
        linked = {(self._section(meant.start), meant.concept) for meant in by_hand}
        if not (by_hand or self.mentions or self.undecided):
            return Found()
        result: list[Mention] = []
        links: dict[int, int] = defaultdict(int)
        sentences = Sentences(
            self.source.text, self.low, self.high, borders=self.starts, shown=self.shown
        )
        for start, end, concept, rule, around in sorted([*by_hand, *self.mentions]):
            section, paragraph = self._section(start), sentences.paragraph(start)
            is_by_hand = rule is Rule.EXPLICIT
            is_first = (section, concept) not in linked and links[paragraph] < MOST_LINKS
            if is_by_hand or is_first:
                linked.add((section, concept))
                links[paragraph] += 1
            result.append(
                Mention(
                    concept,
                    start,
                    end,
                    self.source.line_at(start),
                    self.ids[section],
                    self.source.text[start:end],
                    rule,
                    is_by_hand or is_first,
                    sentences.around(*around),
                )
            )
        return Found(tuple(result), tuple(self._contested(sentences)))

    def _contested(self, sentences: Sentences) -> Iterator[Contested]:
        for start, end, concepts in self.undecided:
            yield Contested(
                concepts=concepts,
                start=start,
                line=self.source.line_at(start),
                section=self.ids[self._section(start)],
                surface=self.source.text[start:end],
                sentence=sentences.around(start, end),
            )

    def _section(self, offset: int) -> int:
        return bisect_right(self.starts, offset) - 1

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
