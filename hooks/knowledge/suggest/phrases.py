"""A stretch of text as it is read for terms, and what is found in it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from knowledge.language.homographs import BEGINNING
from knowledge.language.mask import BLOT
from knowledge.language.tokens import GAP, WORD, Token, token
from knowledge.model import ConceptKind

QUOTED = re.compile(r"„([^„“\n]{2,80})“|“([^“”\n]{2,80})”|«([^«»\n]{2,80})»")
EMPHASIS = re.compile(r"(?<![\w*])(\*{1,2}|_{1,2})(?![\s*_])([^*_\n]{2,80})(?<!\s)\1(?![\w*])")
FARTHEST = 40


@dataclass(frozen=True, slots=True)
class Phrase:
    """Something that may be a term, at its place."""

    key: tuple[str, ...]
    """What its forms have in common: lemmas in lower case."""
    words: tuple[Token, ...]
    length: int
    """How many words and parts of words it has."""
    head: str
    """The lemma of the noun that carries it."""
    kind: ConceptKind = ConceptKind.IDEA
    shape: str = "noun"
    """How it was recognised: `noun`, `adjective`, `joined` or `name`."""

    @property
    def start(self) -> int:
        """Offset in the text."""
        return self.words[0].start

    @property
    def end(self) -> int:
        """Offset behind it."""
        return self.words[-1].end


def runs(text: str, start: int, end: int) -> Iterator[Sequence[Token]]:
    """Words that stand together, with nothing but white space between them."""
    found: list[Token] = []
    for match in WORD.finditer(text, start, end):
        if found and not GAP.fullmatch(text, found[-1].end, match.start()):
            yield found
            found = []
        found.append(token(match))
    if found:
        yield found


def begins_sentence(text: str, start: int) -> bool:
    """Whether a word would have a capital whatever it is: here, or first in the words of a link."""
    before = text[start - 1 : start]
    return before == BLOT or bool(BEGINNING.search(text, max(0, start - FARTHEST), start))


def marked(text: str) -> Sequence[tuple[int, int]]:
    """From where to where words stand in quotation marks or are emphasised."""
    quoted = [match.span(match.lastindex or 0) for match in QUOTED.finditer(text)]
    return [*quoted, *(match.span(2) for match in EMPHASIS.finditer(text))]
