"""What words a page holds: for each, in which of its places, and how much it matters there."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache

from knowledge.search.groups import Group
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
_Codes = dict[str, list[int]]
"""The places of each word, `place << 3 | weight`."""
SINGLE = tuple(bytes((code,)) for code in range(MORE))
"""The hits of one near place, which most words of a page have."""


Counts = Mapping[str, int]
"""How often a text has each word, as written."""


def bag_of(
    group: Group, counts: Iterable[Counts], language: str, known: Mapping[str, Lemmas]
) -> Bag:
    """The words of a page.

    Args:
        group: the page.
        counts: the words of each of its places.
        language: that of the index.
        known: by language; all words of the page must have been learnt.
    """
    whole: _Codes = defaultdict(list)
    parts: _Codes = defaultdict(list)
    for number, (entry, counted) in enumerate(zip(group.entries, counts, strict=True)):
        weights = _Weights(known[entry.language], counted)
        if group.kind == COMMENT:
            weights.add(entry.heading, lambda _, __: NAME)
        else:
            weights.add(entry.heading, lambda weight, _: HEADING_TOO if weight else HEADING)
            if not number:
                weights.add(group.title, lambda _, is_all: WHOLE_TITLE if is_all else TITLE)
        mark = "" if entry.language == language else FOREIGN
        place = number << 3
        for found, own in ((whole, weights.whole), (parts, weights.parts)):
            for lemma, weight in own.items():
                found[mark + lemma].append(place | weight)
        for concept, count in Counter(entry.concepts).items():
            whole[CONCEPT + concept].append(place | min(1 + count, HEADING))
    if group.concept:
        elsewhere = [code for code in whole[CONCEPT + group.concept] if code >> 3]
        whole[CONCEPT + group.concept] = [WHOLE_TITLE, *elsewhere]
    return _packed(whole), _packed(parts)


class _Weights:
    """How much each word matters at one place, and each part of a word."""

    def __init__(self, look: Lemmas, counted: Counts) -> None:
        self._look = look
        first, made_of = look.first, look.made_of
        counts: dict[str, int] = {}
        parts: dict[str, int] = {}
        for word, count in counted.items():
            lemma = first[word]
            counts[lemma] = counts.get(lemma, 0) + count
            for part in made_of[lemma]:
                parts[part] = parts.get(part, 0) + count
        size = sum(counts.values())
        once = _in_text(1, size)
        self.whole, self.parts = (
            {lemma: once if n == 1 else _in_text(n, size) for lemma, n in found.items()}
            for found in (counts, parts)
        )

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
    single = SINGLE
    near = FAR << 3
    return {
        term: single[found[0]] if len(found) == 1 and found[0] < near else _hits(found)
        for term, found in codes.items()
    }


def _hits(found: list[int]) -> Hits:
    hits = bytearray()
    before = 0
    last = len(found) - 1
    for index, code in enumerate(found):
        number = code >> 3
        distance = number - before
        before = number
        more = MORE if index < last else 0
        hits.append(more | min(distance, FAR) << 3 | code & 7)
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


def counted(group: Group) -> list[Counter[str]]:
    """The words of each place of a page."""
    return [Counter(words(entry.text)) for entry in group.entries]


def words_of(group: Group, counts: Iterable[Counts]) -> Iterator[tuple[str, Iterable[str]]]:
    """All words of a page as they are written, with their language.

    Args:
        group: the page.
        counts: the words of its places.
    """
    for entry, own in zip(group.entries, counts, strict=True):
        yield entry.language, own
        if entry.heading:
            yield entry.language, words(entry.heading)
    yield group.entries[0].language, words(group.title)
