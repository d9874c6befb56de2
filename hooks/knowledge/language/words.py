"""What a single word of a text says about concepts, worked out once for each word.

A text of a million words has some ten thousand different ones. Each that holds the letters of a
label is looked at once: whether labels begin with it, and whether a concept is a part of it. The
matcher then only looks it up.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from knowledge.language.compounds import Splitter, opaque_words
from knowledge.language.lexicon import Form, Lexicon
from knowledge.language.signs import Signs
from knowledge.language.tokens import HYPHEN, HYPHENS, WORD, clean, fold
from knowledge.model import Rule

MOST_REMEMBERED = 500_000
"""Different words that are remembered before the memory begins anew."""
LONGEST_PIECE = 60
"""Characters of a piece of text that is remembered."""
SHORTEST_COMPOUND = 6
GRAM = 4
"""Letters by which the labels are found that could be at a place of a word."""
ORDER = tuple(Rule)
NO_BREAK = re.compile("&nbsp;|[\u00a0\u202f]")
NEGATIONS = frozenset("non nicht anti un ohne kein no not de dis mis".split())
"""What turns a word with hyphens into the contrary of its other parts (*Non-Profit-*)."""


class Entry(NamedTuple):
    """What a word says about concepts."""

    forms: tuple[Form, ...] = ()
    """The labels of several words that begin with it, the longest first."""
    claims: Mapping[str, Rule] = {}
    """The concepts of which it is a label by itself, and why."""
    part: str = ""
    """The concept that is a part of it."""
    waits: bool = False
    """Whether it is half a word that another completes (*Kunden-*, *-beziehungen*)."""


class _Claim(NamedTuple):
    """A label as a part of a word; the greater claim counts."""

    length: int
    """Letters of the label."""
    is_head: bool
    concepts: tuple[str, ...]
    label: str


class _Occurrences:
    """Where labels could be in words; spares most words to be divided."""

    def __init__(self, modifiers: Collection[str], heads: Collection[str]) -> None:
        self._modifiers, self._heads = modifiers, heads
        self._begins = _lengths((part[:GRAM], len(part)) for part in modifiers)
        self._ends = _lengths((part[-GRAM:], len(part)) for part in heads)
        self._short = {part for part in modifiers if len(part) < GRAM}
        self._short_ends = {part for part in heads if len(part) < GRAM}

    def may_be_in(self, word: str) -> bool:
        """Whether some label is somewhere in a folded word, as far as its letters say."""
        size = len(word)
        for length in self._ends.get(word[-GRAM:], ()):
            if length < size and word[size - length :] in self._heads:
                return True
        if self._short_ends and word[1 - GRAM :] in self._short_ends:
            return True
        begins, modifiers, short = self._begins, self._modifiers, self._short
        for start in range(size - GRAM):
            gram = word[start : start + GRAM]
            if gram in begins:
                for length in begins[gram]:
                    if word[start : start + length] in modifiers:
                        return True
            if short and gram[:-1] in short:
                return True
        return False


def _lengths(grams: Iterable[tuple[str, int]]) -> Mapping[str, tuple[int, ...]]:
    found: dict[str, set[int]] = defaultdict(set)
    for gram, length in grams:
        found[gram].add(length)
    return {gram: tuple(sorted(lengths)) for gram, lengths in found.items()}


@lru_cache(maxsize=16)
def words_of(lexicon: Lexicon) -> Words:
    """What single words say about the labels of a lexicon, remembered from text to text."""
    return Words(lexicon)


class Pieces(dict[str, tuple[tuple[int, Entry], ...]]):
    """The entries in what stands between two spaces, each with its offset; mostly there are none.

    A piece is a word with the punctuation around it, or several without a space between them.
    """

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._words = words

    def __missing__(self, piece: str) -> tuple[tuple[int, Entry], ...]:
        if len(self) >= MOST_REMEMBERED:
            self.clear()
        words = self._words
        found = tuple(
            (match.start(), entry)
            for match in WORD.finditer(piece)
            if (entry := words[match.group()]) is not None
        )
        if len(piece) <= LONGEST_PIECE:
            self[piece] = found
        return found


class Words(dict[str, Entry | None]):
    """Entries by words as they are written; a word nothing is to be said about has None."""

    def __init__(self, lexicon: Lexicon) -> None:
        super().__init__()
        self.pieces = Pieces(self)
        self.lexicon = lexicon
        self.signs = Signs({*lexicon.forms, *lexicon.modifiers})
        self._single: Mapping[str, tuple[Form, ...]] = {
            first: single
            for first, forms in lexicon.forms.items()
            if (single := tuple(form for form in forms if len(form.words) == 1))
        }
        heads = {
            word: forms
            for word, forms in self._single.items()
            if any(form.closed for form in forms) and "-" not in word
        }
        self._splitter = Splitter(lexicon.parts, lexicon.modifiers, heads)
        self._labels = _Occurrences(lexicon.modifiers, heads)
        self._inside: dict[str, tuple[_Claim, ...]] = {}
        self._divides = lexicon.language == "de"
        # No label is longer: a word of thousands of parts is not tried in all its stretches.
        hyphens = (label.count("-") for label in (*self._single, *lexicon.modifiers))
        self._most_parts = 1 + max(hyphens, default=0)

    def __missing__(self, raw: str) -> Entry | None:
        if len(self) >= MOST_REMEMBERED:
            self.clear()
        word = raw if raw.isalpha() else clean(raw)
        if not word:
            entry = None
        elif word[0] in HYPHENS or word[-1] in HYPHENS:
            entry = Entry(waits=True) if self._divides or self._half(word) else None
        else:
            entry = self._entry(word)
        self[raw] = entry
        return entry

    def _half(self, word: str) -> bool:
        return fold(word).strip("-") in self._single

    def _entry(self, word: str) -> Entry | None:
        folded = word.casefold() if word.isalpha() else fold(word)
        forms = self.lexicon.forms.get(folded, ())
        if not forms and "-" not in folded:  # most words
            part = self.part_of(word, folded)
            return Entry(part=part) if part else None
        longer = tuple(form for form in forms if len(form.words) > 1 or form.gaps[-1])
        single = [form for form in forms if len(form.words) == 1 and not form.gaps[-1]]
        if "-" in folded and not forms:
            joined = self._single.get(folded.replace("-", ""), ())
            single = [form for form in joined if not form.written]
        claims = claims_of((form for form in single if form.fits([word])), word)
        part = "" if claims else self.part_of(word, folded)
        return Entry(longer, claims, part) if longer or claims or part else None

    def alone(self, half: str) -> Mapping[str, Rule]:
        """The concept that half a word names, where nothing completes it."""
        part = self.part_of(half + "x", fold(half) + "x")
        return {part: Rule.COMPOUND} if part else {}

    def with_end(self, half: str, whole: str) -> Mapping[str, Rule]:
        """What the first half of a word means with the end of a whole one.

        Args:
            half: with its hyphen (*Kunden-*).
            whole: the word that stands further on (*Lieferantenbeziehungen*).
        """
        parts = HYPHEN.split(clean(whole).strip(HYPHENS))
        if len(parts) > 1:
            ends: Iterable[str] = (f"-{parts[-1]}", parts[-1].lower())
        else:
            ends = self._splitter.ends(fold(whole))
        return self._completed(half.rstrip(HYPHENS) + end for end in ends)

    def with_beginning(self, half: str, whole: str) -> Mapping[str, Rule]:
        """What the last half of a word means with the beginning of a whole one."""
        parts = HYPHEN.split(clean(whole).strip(HYPHENS))
        beginnings = parts[:1] if len(parts) > 1 else self._splitter.beginnings(fold(whole))
        rest = half.lstrip(HYPHENS).lower()
        return self._completed(beginning.capitalize() + rest for beginning in beginnings)

    def _completed(self, words: Iterable[str]) -> Mapping[str, Rule]:
        """The first of some completions that is a label, or else of which a label is a part."""
        part = ""
        for word in words:
            forms = [form for form in self._single.get(fold(word), ()) if not form.written]
            if forms:
                return dict.fromkeys(_concepts(forms), Rule.INFLECTION)
            part = part or self.part_of(word, fold(word))
        return {part: Rule.COMPOUND} if part else {}

    def part_of(self, word: str, folded: str) -> str:
        """The concept that is a part of a word: the longest label, of equals the last, or none.

        Args:
            word: as written, without soft hyphens.
            folded: the same folded.
        """
        if "-" in folded:
            claims = list(self._hyphenated(word, folded))
        elif self._is_divided(word, folded) and self._labels.may_be_in(folded):
            claims = list(self._closed(folded))
        else:
            return ""
        concepts = max(claims).concepts if claims else ()
        return concepts[0] if len(concepts) == 1 else ""  # an ambiguous part is no mention

    def _is_divided(self, word: str, folded: str) -> bool:
        """Whether a word is looked at for its parts: a German noun, by its capital."""
        return (
            self._divides
            and word[:1].isupper()
            and len(folded) >= SHORTEST_COMPOUND
            and folded.isalpha()
        )

    def _hyphenated(self, word: str, folded: str) -> Iterator[_Claim]:
        parts, written = folded.split("-"), HYPHEN.split(word)
        if self._divides and written[-1][:1].islower():
            return  # an adjective: Patagonia-nahe
        for start in range(len(parts)):
            for end in range(min(len(parts), start + self._most_parts), start, -1):
                is_whole = start == 0 and end == len(parts)
                is_negated = start > 0 and parts[start - 1] in NEGATIONS
                if not is_whole and not is_negated:
                    label, text = "-".join(parts[start:end]), written[start:end]
                    yield from self._claims(label, text, is_head=end == len(parts))
        for index, part in enumerate(parts):
            is_negated = index > 0 and parts[index - 1] in NEGATIONS
            if self._is_divided(written[index], part) and not is_negated:
                yield from self._closed(part)

    def _claims(self, label: str, written: Sequence[str], *, is_head: bool) -> Iterator[_Claim]:
        """What stands between hyphens and is a label, or a noun's modifying form."""
        forms = self._single.get(label, ())
        if not is_head and not forms:
            forms = self.lexicon.modifiers.get(label, ())
        capital = not written[0][:1].islower()
        fitting = [
            form
            for form in forms
            if form.part and not form.owner
            if form.written in {(), ("-".join(written),)}
            if capital or not any(form.capitals)
        ]
        if fitting:
            yield _Claim(len(fitting[0].label), is_head, _concepts(fitting), label)

    def _closed(self, word: str) -> tuple[_Claim, ...]:
        """The labels among the parts of a closed compound, and among the parts of those.

        Args:
            word: folded.
        """
        known = self._inside.get(word)
        if known is None:
            known = self._inside[word] = tuple(self._parts_of(word))
        return known

    def _parts_of(self, word: str) -> Iterator[_Claim]:
        pieces = self._splitter.split(word)
        count = len(pieces)
        for first in range(count):
            for last in range(first, count):
                is_head = last == count - 1
                labels = self._single if is_head else self.lexicon.modifiers
                piece = pieces[first] if first == last else "".join(pieces[first : last + 1])
                if piece in labels and not (first == 0 and is_head):
                    around = [
                        "".join(pieces[start : end + 1])
                        for start in range(first + 1)
                        for end in range(last, count)
                    ]
                    yield from self._part(around, labels[piece], is_head=is_head)
        for piece in pieces:
            if len(piece) >= SHORTEST_COMPOUND and self._labels.may_be_in(piece):
                for claim in self._closed(piece):
                    if not opaque_words().hides(word, claim.label):
                        yield claim._replace(is_head=claim.is_head and piece is pieces[-1])

    @staticmethod
    def _part(words: Sequence[str], forms: Iterable[Form], *, is_head: bool) -> Iterator[_Claim]:
        """What labels claim of a word, unless one they are in has left their meaning.

        Args:
            words: those around the part, which may be divided into more than it.
            forms: the labels.
            is_head: whether it is the last part.
        """
        hides = opaque_words().hides
        fitting = [
            form
            for form in forms
            if form.closed and not any(hides(word, fold(form.label)) for word in words)
        ]
        if fitting:
            label = fold(fitting[0].label)
            yield _Claim(len(label), is_head, _concepts(fitting), label)


def claims_of(forms: Iterable[Form], surface: str) -> Mapping[str, Rule]:
    """The concepts whose labels a surface is, each with the first rule that fits."""
    claims: dict[str, Rule] = {}
    for form in forms:
        rule = rule_of(form, surface)
        claims[form.concept] = min(rule, claims.get(form.concept, rule), key=ORDER.index)
    return claims


def rule_of(form: Form, surface: str) -> Rule:
    """Exact and alias are for a label as it stands, capitals and line breaks aside."""
    words = NO_BREAK.sub(" ", clean(surface)).replace(">", " ").split()
    if " ".join(words).casefold() == form.label:
        return form.rule
    return Rule.MULTIWORD if len(form.words) > 1 or " " in form.label else Rule.INFLECTION


def _concepts(forms: Iterable[Form]) -> tuple[str, ...]:
    return tuple(sorted({form.concept for form in forms}))
