"""How words stand in files: one shard for all words that begin alike.

A shard is four bytes (the length of what follows, little endian), JSON, and postings. The JSON is
`{"t": [term…], "x": {form: "term…"}}`. A term is `[forms, whole, parts, made of, labels]`, without
what is empty at its end:

- forms: its id, and behind each comma a form of it, as one character (48 and how many letters of
  the id it begins with) and the rest. An id begins with `~` for a word of another language, and
  with `#` for a concept; that of a German noun is written with a capital, and has none;
- whole, parts: bytes of the postings for the word, and for words it is a part of; they follow in
  the order of the terms;
- made of: the ids of its parts; of a concept its title;
- labels: what concepts are called by this word and others: the concept's id and the ids of the
  other words; with `?` before it the concept has more words in its name than these.

Postings are the pages that have a word: the distance from the page before as a varint, and the
hits, as `bags` packs them. `x` has forms that begin otherwise than what they are forms of (*ging*).
"""

from __future__ import annotations

import json
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from knowledge.search.bags import CONCEPT, FOREIGN, MORE, Bag, Hits, varint
from knowledge.search.spelling import key

LARGEST = 12_000
"""Bytes of a shard, unless a single beginning has more."""
FIRST_COUNT = 48
MOST_SHARED = 60


@dataclass(frozen=True, slots=True)
class Term:
    """A word of an index."""

    id: str
    forms: tuple[str, ...] = ()
    whole: bytes = b""
    parts: bytes = b""
    made_of: str = ""
    labels: tuple[str, ...] = ()
    is_noun: bool = False

    @property
    def key(self) -> str:
        """What it is found under."""
        return self.id if self.id.startswith(CONCEPT) else key(self.id.removeprefix(FOREIGN))

    @property
    def size(self) -> int:
        """About how many bytes it takes."""
        return 16 + len(self.id) + 4 * len(self.forms) + len(self.whole) + len(self.parts)


def postings(bags: Sequence[Bag]) -> tuple[dict[str, bytes], dict[str, bytes]]:
    """What all pages hold, turned round: by word, and by part of a word, the pages.

    Args:
        bags: of all pages in order.
    """
    return _turned(whole for whole, _ in bags), _turned(parts for _, parts in bags)


def _turned(pages: Iterable[Mapping[str, Hits]]) -> dict[str, bytes]:
    found: dict[str, bytearray] = {}
    last: dict[str, int] = {}
    for number, words in enumerate(pages):
        for word, hits in words.items():
            data = found.get(word)
            if data is None:
                found[word] = data = bytearray(varint(number))
            elif (distance := number - last[word]) < MORE:
                data.append(distance)
            else:
                data += varint(distance)
            data += hits
            last[word] = number
    return {word: bytes(data) for word, data in found.items()}


def shards(terms: Iterable[Term]) -> Iterator[tuple[str, bytes]]:
    """The shards of an index, each with the first key that is in it."""
    ordered = sorted(((term.key, term.id, term) for term in terms), key=lambda item: item[:2])
    keyed = [(key, term) for key, _, term in ordered]
    found = list(_divided(keyed, 0)) if keyed else []
    firsts = [part[0][0] for part in found]
    elsewhere: list[dict[str, list[str]]] = [defaultdict(list) for _ in found]
    for index, part in enumerate(found):
        for _, term in part:
            for form in term.forms:
                place = max(bisect_right(firsts, key(form)) - 1, 0)
                if place != index:
                    elsewhere[place][form].append(term.id)
    for first, part, others in zip(firsts, found, elsewhere, strict=True):
        yield first, _encoded([term for _, term in part], others)


def _divided(terms: Sequence[tuple[str, Term]], depth: int) -> Iterator[Sequence[tuple[str, Term]]]:
    """Terms by what they begin with, as many letters of it as make a shard small enough.

    So a new word moves no border but those beside it.
    """
    if sum(term.size for _, term in terms) <= LARGEST or terms[0][0] == terms[-1][0]:
        yield terms
        return
    starts = [
        index
        for index in range(len(terms))
        if not index or terms[index][0][: depth + 1] != terms[index - 1][0][: depth + 1]
    ]
    pending: list[tuple[str, Term]] = []
    size = 0
    for start, end in zip(starts, [*starts[1:], len(terms)], strict=True):
        part = terms[start:end]
        own = sum(term.size for _, term in part)
        if pending and size + own > LARGEST:
            yield pending
            pending, size = [], 0
        if own > LARGEST and len(terms[start][0]) >= depth:
            yield from _divided(part, depth + 1)
        else:
            pending, size = [*pending, *part], size + own
    if pending:
        yield pending


def _encoded(terms: Sequence[Term], elsewhere: Mapping[str, Sequence[str]]) -> bytes:
    table = {
        "t": [_row(term) for term in terms],
        "x": {form: " ".join(ids) for form, ids in sorted(elsewhere.items())},
    }
    text = json.dumps(table, ensure_ascii=False, separators=(",", ":")).encode()
    data = b"".join(data for term in terms for data in (term.whole, term.parts))
    return len(text).to_bytes(4, "little") + text + data


def _row(term: Term) -> list[Any]:
    row: list[Any] = [
        ",".join([term.id.capitalize() if term.is_noun else term.id, *_short(term)]),
        len(term.whole),
        len(term.parts),
        term.made_of,
        ";".join(term.labels),
    ]
    while not row[-1]:
        row.pop()
    return row


def _short(term: Term) -> Iterator[str]:
    name = term.id.removeprefix(FOREIGN)
    for form in term.forms:
        shared = 0
        for one, two in zip(name, form[:MOST_SHARED], strict=False):
            if one != two:
                break
            shared += 1
        yield chr(FIRST_COUNT + shared) + form[shared:]
