"""Closed compounds: which nouns a German word is made of, and which concept is one of them.

A word is divided where its parts are nouns that the dictionary shows in other compounds, with
the linking elements they have there. Of several divisions the likeliest counts, by how many
compounds each part is seen in (after Koehn and Knight 2003, *Empirical Methods for Compound
Splitting*, with the number of dictionary words in place of frequencies in text). A word whose
rest is no known noun is not divided: *Sinn* is not in *Besinnung*, since *Be-* and *-ung* are none.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property, lru_cache
from pathlib import Path

from knowledge.language.nouns import Nouns
from knowledge.language.tokens import fold

SHORTEST = 3
"""Letters of a part."""
BEGINNING = 4
"""Letters by which the parts that can begin at a place are found."""
LONG = 6
"""Letters from which a known noun may be a part although no other compound shows it."""
SEEN = 2
"""Compounds in which a shorter part must be seen: the word in question may be one of them."""
OFTEN = 10
"""The same for the shortest parts, which many words have by accident."""
VERB_STEMS_SEEN = 5
"""The same for stems of verbs (*Denk-* from *Denken*), which look like many things."""
MOST_LETTERS = 60
"""A longer word is not divided."""
DESCRIBING = frozenset("alt end neu rot".split())
"""Short words that stand before nouns without being one, and leave their meaning what it is."""
DESCRIBING_SEEN = 6
"""Compounds that must show a longer one: adjectives, foreign stems (*Hoch-*, *Sozial-*)."""
PARTICLES = frozenset(
    "über neben voll durch zusammen nieder wieder zurück gegen wider hinter unter miss nicht anti "
    "zwie schl fort heraus herein hinaus voran vorbei".split()
)
"""What makes another word of a noun (*Gegen-stand*, *Nieder-lage*)."""
NO_PARTS = frozenset(
    "schaft schaften heit heiten keit keiten ung ungen tum nis ling linge lein chen innen ismus "
    "ist isten ion ionen tät täten ität gen ende ver vor ent aus auf bei ein mit nach über unter "
    "zer hin her ab zu sen ster aal ade ale ast ern erl gel ger ich ken lei mus tab wal zen isch "
    "lekt gung zens tein than stag ikon agon anke ente elle esse aber amen amin asse ahne dia dis "
    "kar kat reb bet".split()
)
"""Endings, prefixes and syllables that are written like nouns and are none where words join."""
RARITY = math.log(20_000)
"""What a part costs that was never seen; about the number of parts in the dictionary."""
UNKNOWN = 16.0
"""What a part costs that is a noun only by its looks."""
PIECE = 4.0
"""What every part costs, so that few long parts are likelier than many short ones."""
VOWELS = frozenset("aeiouäöüy")
NOUN_ENDINGS = ("ung", "ungen", "heit", "heiten", "keit", "keiten")
NOUN = re.compile(
    r"(?!lich|ig|isch|bar|haft|sam|los|schaft|heit|keit|ling|tum|er(?!fa|ho|ke|kl|le|mö|sch|wa|we|zi)"
    r"|isier|ier|olog|e?sk|ung|[stnmrl](?![aeiouäöüyhrlcptkwj])|(?:es|en|er)?[^aeiouäöüy]{4})"
    r"(?:ab|an|auf|aus|be|ein|ent|er|ge|über|um|un|unter|ver|vor|zer|zu|[b-df-hj-np-tv-z])"
    r"[a-zäöü]{4,}(?:ungen|ung|heiten|heit|keiten|keit)"
)
"""What may be a noun that no one listed, by its ending (*Maximierung*), and is no suffix."""
DERIVE = frozenset({"be", "emp", "ent", "er", "ge", "miss", "un", "ur", "ver", "zer"})
PREFIXES = {prefix[:2]: (len(prefix),) for prefix in DERIVE}
NO_UMLAUTS = str.maketrans("äöü", "aou")
OPAQUE = Path(__file__).with_name("opaque.txt")
NOTHING = "-"
EVERY_PART = "*"


@dataclass(frozen=True)
class Parts:
    """What compounds are made of, folded, each with the number of compounds that show it."""

    modifiers: Mapping[str, int] = field(default_factory=dict)
    """With their linking element: `kunden`, `arbeits`, `erd`."""
    heads: Mapping[str, int] = field(default_factory=dict)
    """In all their forms."""
    names: frozenset[str] = frozenset()
    """Names, which mean none of their parts (*Hartmut*)."""


@dataclass(frozen=True, slots=True)
class Opaque:
    """Words whose meaning has left their parts."""

    words: Mapping[str, frozenset[str]]
    """By folded word without umlauts: the folded parts it no longer means, or `*` for all."""
    nothing: frozenset[str]
    """Nouns that are never taken for the rest of a compound."""

    def hides(self, word: str, part: str) -> bool:
        """Whether a part of a word is no longer meant by it.

        Args:
            word: folded, in any of its forms.
            part: the first form of the part, folded.
        """
        part = _bare(part)
        return any(
            stem != part and not {EVERY_PART, part}.isdisjoint(self.words.get(stem, ()))
            for stem in _stems(word)
        )


@lru_cache(maxsize=1)
def opaque_words() -> Opaque:
    """The list that stands beside this module."""
    words: dict[str, frozenset[str]] = {}
    nothing = set()
    for line in OPAQUE.read_text(encoding="utf-8").splitlines():
        entry, _, rest = line.partition("#")[0].strip().partition(" ")
        if entry == NOTHING:
            nothing.add(fold(rest))
        elif entry:
            words[_bare(fold(entry))] = frozenset(_bare(fold(part)) for part in rest.split(","))
    return Opaque(words, frozenset(nothing))


def _bare(word: str) -> str:
    """A word without umlauts, which its forms may have (*Gegenstände*)."""
    return word.translate(NO_UMLAUTS)


def _stems(word: str) -> Iterator[str]:
    """A word, and what it may be a form or a modifier of, without umlauts."""
    word = _bare(word)
    yield word
    for length in (1, 2):
        if len(word) - length >= SHORTEST:
            yield word[:-length]
    yield word + "e"
    yield word.removesuffix("innen").removesuffix("in")


def learn_parts(nouns: Nouns) -> tuple[Parts, Mapping[str, int]]:
    """What the compounds of the dictionary are made of.

    Returns:
        The parts, and in how many compounds each noun is the last one, by its first form.
    """
    lemmas = {fold(noun): noun for noun in nouns.paradigms if noun in nouns.parts}
    modifiers, heads = _seen_parts(lemmas, {fold(noun) for noun in nouns.parts})
    forms = {
        lemma: {fold(form) for form in nouns.paradigms[noun]}
        | ({lemma + "in", lemma + "innen"} if lemma.endswith("er") else set())
        for lemma, noun in lemmas.items()
        if lemma not in NO_PARTS and lemma not in opaque_words().nothing
    }
    seen = Parts(modifiers, _by_form(forms, heads))
    splitter = Splitter(seen)
    for lemma, own in forms.items():
        # A long noun is itself, whatever stands around it; one of parts is found by them.
        if len(lemma) >= LONG and (lemma in heads or not splitter.split(lemma)):
            heads.setdefault(lemma, 0)
            for part in combining_forms(lemma, own):
                modifiers.setdefault(part, 0)
    return Parts(modifiers, _by_form(forms, heads), frozenset(map(fold, nouns.names))), heads


def _seen_parts(
    lemmas: Iterable[str], known: Collection[str]
) -> tuple[dict[str, int], dict[str, int]]:
    """The beginnings and the ends of nouns that are parts, with the number of nouns."""
    ends = frozenset(lemmas) - NO_PARTS - opaque_words().nothing
    divided = [
        (noun[:cut], noun[cut:])
        for noun in lemmas
        for cut in range(SHORTEST, len(noun) - SHORTEST + 1)
        if noun[cut:] in ends
    ]
    counts = Counter(before for before, _ in divided)
    modifiers = {
        part: count
        for part, count in counts.items()
        if part not in NO_PARTS and count >= (_enough(part, known) or count + 1)
    }
    heads = Counter(rest for before, rest in divided if before in modifiers)
    return modifiers, {
        part: count
        for part, count in heads.items()
        if count >= (SEEN if len(part) > SHORTEST else OFTEN)
    }


def _by_form(forms: Mapping[str, Iterable[str]], heads: Mapping[str, int]) -> dict[str, int]:
    found: dict[str, int] = {}
    for lemma, count in heads.items():
        for form in forms.get(lemma, ()):
            if len(form) >= SHORTEST:
                found[form] = max(found.get(form, 0), count)
    return found


def _enough(before: str, known: Collection[str]) -> int:
    """In how many nouns a beginning must be seen to be a part; 0 if it can be none.

    It can be a noun with its linking element, what describes a noun, or the stem of a verb.
    """
    linked = before[-1] == "s" and before[:-1] in known
    short = _without_e(before + "e") and before + "e" in known
    if before in known or before in DESCRIBING or linked or short:
        return SEEN if len(before) > SHORTEST else OFTEN
    if len(before) == SHORTEST or before in PARTICLES:
        return 0
    return VERB_STEMS_SEEN if before + "en" in known or before + "n" in known else DESCRIBING_SEEN


class Splitter:
    """Divides words into parts: those of the dictionary, and those of the labels."""

    def __init__(
        self, parts: Parts, modifiers: Collection[str] = (), heads: Iterable[str] = ()
    ) -> None:
        """Takes the parts.

        Args:
            parts: those of the dictionary.
            modifiers: what labels look like before a noun, folded.
            heads: the forms of labels, folded.
        """
        self._names = parts.names
        self._guesses = bool(modifiers)  # only beside a label
        self._heads = {**dict.fromkeys(heads, 0), **parts.heads}
        self._modifiers = {**dict.fromkeys(modifiers, 0), **parts.modifiers}

    @cached_property
    def _lengths(self) -> Mapping[str, tuple[int, ...]]:
        """How long the parts are that begin with some letters."""
        lengths: dict[str, set[int]] = defaultdict(set)
        for part in self._modifiers:
            lengths[part[:BEGINNING]].add(len(part))
        return {start: tuple(sorted(found)) for start, found in lengths.items()}

    def split(self, word: str) -> tuple[str, ...]:
        """The likeliest parts of a word, or nothing if it is not made of known ones.

        Args:
            word: folded.
        """
        size = len(word)
        if not 2 * SHORTEST <= size <= MOST_LETTERS or self._is_whole(word):
            return ()
        modifiers, heads, lengths = self._modifiers, self._heads, self._lengths
        ends_like_a_noun = self._guesses and word.endswith(NOUN_ENDINGS)
        best: list[tuple[float, int] | None] = [None] * (size + 1)
        best[0] = (0.0, 0)
        for start in range(size - SHORTEST + 1):
            reached = best[start]
            if reached is None:
                continue
            seen = modifiers.get(word[start : start + SHORTEST])
            if seen is not None:
                _offer(best, start + SHORTEST, reached[0] + _cost(seen), start)
            for length in lengths.get(word[start : start + BEGINNING], ()):
                end = start + length
                if end > size - SHORTEST:
                    break
                seen = modifiers.get(word[start:end])
                if seen is not None:
                    _offer(best, end, reached[0] + _cost(seen), start)
            seen = heads.get(word[start:]) if start else None
            if seen is not None:
                _offer(best, size, reached[0] + _cost(seen), start)
            elif start and ends_like_a_noun and NOUN.fullmatch(word, start):
                _offer(best, size, reached[0] + UNKNOWN, start)
        return _path(word, best)

    def _is_whole(self, word: str) -> bool:
        """Whether a word is a name, or a noun with a prefix (*Ver-stand*, not *Vers-tand*)."""
        if word in self._names or word.removesuffix("s") in self._names:
            return True
        lengths = PREFIXES.get(word[:2], ())
        return any(word[length:] in self._heads for length in lengths if word[:length] in DERIVE)

    def ends(self, word: str) -> Iterator[str]:
        """What another word could have in common with the end of one, the longest first.

        Args:
            word: folded.
        """
        for cut in range(SHORTEST, len(word) - SHORTEST + 1):
            if word[cut:] in self._heads and self._is_modifier(word[:cut]):
                yield word[cut:]

    def beginnings(self, word: str) -> Iterator[str]:
        """What another word could have in common with the beginning of one, the longest first."""
        for cut in range(len(word) - SHORTEST, SHORTEST - 1, -1):
            if word[cut:] in self._heads and self._is_modifier(word[:cut]):
                yield word[:cut]

    def _is_modifier(self, part: str) -> bool:
        """Whether a beginning of a word can be one part or several."""
        return part in self._modifiers or bool(self.split(part))


@cache
def _cost(count: int) -> float:
    """How unlikely a part is that so many compounds show, in nats."""
    return PIECE + RARITY - math.log(1 + count)


def _offer(best: list[tuple[float, int] | None], end: int, cost: float, start: int) -> None:
    known = best[end]
    if known is None or cost < known[0]:
        best[end] = (cost, start)


def _path(word: str, best: Sequence[tuple[float, int] | None]) -> tuple[str, ...]:
    """The parts along the cheapest way to the end of a word."""
    parts: list[str] = []
    end = len(word)
    while end and (step := best[end]):
        parts.append(word[step[1] : end])
        end = step[1]
    return tuple(parts[::-1])


def _without_e(noun: str) -> bool:
    """Whether a noun can lose its *e* before another (*Erd-*, *Schul-*, but not *Chemi-*)."""
    return noun[-2:-1] not in VOWELS


def combining_forms(noun: str, forms: Iterable[str]) -> Iterator[str]:
    """What a noun may look like before another (*Kunden-*, *Geschäfts-*, *Erd-*, *Hilfs-*).

    Args:
        noun: its first form, folded.
        forms: all its forms, folded.
    """
    yield from forms
    if noun.endswith("e"):
        yield noun + "n"
        if _without_e(noun):
            yield noun[:-1]
        if noun.endswith(("hilfe", "geschichte")):
            yield noun[:-1] + "s"
    if not noun.endswith("s"):
        yield noun + "s"
    if noun.endswith("en"):
        yield noun[:-2]
    if noun.endswith("ung") and len(noun) >= LONG + len("ung"):
        yield noun.removesuffix("ung")  # *Einsparpotenzial*, from *Einsparung*
