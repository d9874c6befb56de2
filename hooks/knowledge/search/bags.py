"""What words a page holds: for each, in which of its places, and how much it matters there."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache

from knowledge.search.groups import Entry, Group
from knowledge.search.lemmas import Lemmas
from knowledge.search.spelling import words

FOREIGN = "~"
"""Before the first form of a word in another language than that of the index."""
CONCEPT = "#"
"""Before the id of a concept, for the places where it is mentioned."""
TEXT = (0.55, 0.95, 1.4)
"""Borders between the four weights of a word in a text."""
HEADING, HEADING_TOO, TITLE, WHOLE_TITLE = 4, 5, 6, 7
"""Weights of a word in a heading, alone or in the text too, in a title, and of one that is it."""
NAME = 1
"""The weight of who wrote a comment."""
COMMENT = "comment"
SATURATION, NORMAL_LENGTH, LENGTH_COUNTS = 1.2, 100, 0.7
"""Of Okapi BM25 (Robertson and Zaragoza 2009, *The Probabilistic Relevance Framework*); the length
is that of a usual section, so that a weight does not depend on other pages."""
MORE = 0x80
"""Marks a place behind which another one of the same page follows."""
FAR = 15
"""A distance between places from which on the rest of it follows."""
Hits = bytes
"""The places of one page: a byte for each, `more | distance << 3 | weight`."""
Bag = tuple[dict[str, Hits], dict[str, Hits]]
"""Hits by word, and by part of a word."""
_Codes = dict[str, list[tuple[int, int]]]


def bag_of(group: Group, language: str, known: Mapping[str, Lemmas]) -> Bag:
    """The words of a page.

    Args:
        group: the page.
        language: that of the index.
        known: by language; all words of the page must have been learnt.
    """
    whole: _Codes = defaultdict(list)
    parts: _Codes = defaultdict(list)
    for number, entry in enumerate(group.entries):
        look = known[entry.language]
        weights = _Weights(look, words(entry.text))
        if group.kind == COMMENT:
            weights.add(entry.heading, lambda _, __: NAME)
        else:
            weights.add(entry.heading, lambda weight, _: HEADING_TOO if weight else HEADING)
            if not number:
                weights.add(group.title, lambda _, is_all: WHOLE_TITLE if is_all else TITLE)
        mark = "" if entry.language == language else FOREIGN
        for found, own in ((whole, weights.whole), (parts, weights.parts)):
            for lemma, weight in own.items():
                found[mark + lemma].append((number, weight))
        for concept, count in Counter(entry.concepts).items():
            whole[CONCEPT + concept].append((number, min(1 + count, HEADING)))
    if group.concept:
        hits = [hit for hit in whole[CONCEPT + group.concept] if hit[0]]
        whole[CONCEPT + group.concept] = [(0, WHOLE_TITLE), *hits]
    return _packed(whole), _packed(parts)


class _Weights:
    """How much each word matters at one place, and each part of a word."""

    def __init__(self, look: Lemmas, text: Iterable[str]) -> None:
        self._look = look
        counts: Counter[str] = Counter()
        parts: Counter[str] = Counter()
        for word, count in Counter(text).items():
            lemma = look.first[word]
            counts[lemma] += count
            for part in look.made_of[lemma]:
                parts[part] += count
        size = counts.total()
        self.whole = {lemma: _in_text(count, size) for lemma, count in counts.items()}
        self.parts = {part: _in_text(count, size) for part, count in parts.items()}

    def add(self, text: str, weight: Callable[[int, bool], int]) -> None:
        """Lets the words of a heading or title count for more.

        Args:
            text: the heading.
            weight: from a word's weight in the text, and whether it is the whole heading.
        """
        if not text:
            return
        lemmas = [self._look.first[word] for word in words(text)]
        for lemma in lemmas:
            for weights, found in ((self.whole, (lemma,)), (self.parts, self._look.made_of[lemma])):
                for one in found:
                    before = weights.get(one, 0)
                    weights[one] = max(before, weight(before, len(lemmas) == 1))


@lru_cache(maxsize=100_000)
def _in_text(count: int, size: int) -> int:
    length = 1 - LENGTH_COUNTS + LENGTH_COUNTS * size / NORMAL_LENGTH
    value = count * (SATURATION + 1) / (count + SATURATION * length)
    return sum(value >= border for border in TEXT)


def _packed(codes: _Codes) -> dict[str, Hits]:
    return {term: _hits(found) for term, found in codes.items()}


def _hits(found: list[tuple[int, int]]) -> Hits:
    hits = bytearray()
    before = 0
    last = len(found) - 1
    for index, (number, weight) in enumerate(found):
        distance = number - before
        before = number
        more = MORE if index < last else 0
        hits.append(more | min(distance, FAR) << 3 | weight)
        if distance >= FAR:
            hits += varint(distance - FAR)
    return bytes(hits)


def varint(number: int) -> bytes:
    """A number in groups of seven bits, the lowest first; all but the last have their top bit."""
    data = bytearray()
    while number >= 0x80:
        data.append(number & 0x7F | 0x80)
        number >>= 7
    data.append(number)
    return bytes(data)


def words_of(groups: Iterable[Group]) -> dict[str, set[str]]:
    """All different words of some pages, as written, by language."""
    found: dict[str, set[str]] = defaultdict(set)
    for group in groups:
        for entry in group.entries:
            found[entry.language].update(words(entry.text))
            found[entry.language].update(words(entry.heading))
        found[_language(group.entries)].update(words(group.title))
    return found


def _language(entries: tuple[Entry, ...]) -> str:
    return entries[0].language
