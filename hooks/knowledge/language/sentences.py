"""The sentence around a mention, without markup, cut at word borders when it is long."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

from knowledge.language.mask import ATTRIBUTES, CITATION, WIKI_LINK
from knowledge.model import Sentence

NOTHING_SHOWN: Mapping[str, str] = MappingProxyType({})
LONGEST_SIDE = 160
"""Characters a reader gets to see before and after the surface."""
FARTHEST = 1_000
"""Characters that are searched for a border, so that a page without any costs no more."""
BLOCK_BORDER = re.compile(
    r"\n(?:[ \t\r]*\n|(?=[ \t]*(?:(?:[-*+]|\d+[.)]|#{1,6}|/{3,})[ \t]|\||/{3,})))"
)
"""Where a paragraph, an item, a heading, a row of a table or the fence of a block begins."""
OWN_LINE = (re.compile(r"#[^\n]*\n"), re.compile(r"///[^\n]*\n"))
"""What is a heading or the fence of a block if nothing stands before it in its line."""
SENTENCE_END = re.compile(r"[.!?…][\"'”“’‘»«)\]*_]*(?=\s+[\"'„“‚‘»«(\[*_–—]*[^\Wa-zäöüß_])")
ABBREVIATION = re.compile(
    r"(?:\b(?:z|d|u|v|s|i|o|e|[A-ZÄÖÜ])|\b(?:bzw|ca|etc|evtl|ggf|inkl|Dr|Prof|Nr|Mio|Mrd|Hr|Fr|St|vgl"
    r"|usw|Mr|Mrs|Ms|vs|p|pp|no|No|al|cf)|(?<!\d)\d{1,2})\.$"
)
"""What ends no sentence with its full stop: words, initials, ordinals (*am 7. März*)."""
LONGEST_ABBREVIATION = 5
"""Letters, one more than any of them has: what ends on so many is none."""
CELL = " · "
"""What a reader sees between the cells of a table's row."""
MARKUP = (
    (CITATION, ""),
    (re.compile(r"\[\^[^\]\n]+\]:?"), ""),
    (
        re.compile(r"!?\[([^\[\]]*)\](?:\([^()\n]*(?:\([^()\n]*\)[^()\n]*)*\)|\[[^\[\]\n]*\])"),
        r"\1",
    ),
    (re.compile(r"<((?:https?|mailto):[^<>\s]+)>"), r"\1"),
    (re.compile(r"</?[a-zA-Z][^<>]*>|<!--.*?-->", re.DOTALL), ""),
    (ATTRIBUTES, ""),
    (re.compile(r"(?<![ \t])[ \t]*(?<!\\)\|[ \t]*"), CELL),
    (re.compile(r"^[ \t]*#{1,6}[ \t]+", re.MULTILINE), ""),
    (re.compile(r"^[ \t]*(?:>[ \t]*)+|^[ \t]*(?:[-*+]|\d+[.)])[ \t]+", re.MULTILINE), ""),
    (re.compile(r"(?<!\\)(?:~~|\^\^|[*`]+)|(?<![\w\\])_+|(?<!\\)_+(?!\w)"), ""),
    (re.compile(r"\u00ad|&shy;"), ""),
    (re.compile(r"\\([\\`*_{}\[\]()#+.!>~|/-])"), r"\1"),
    (re.compile(r"\s+"), " "),
)
MARKED = re.compile(r"[*_`~^<>\[\]{}|\\#&\u00ad\t\r\n\f\v\u00a0\u202f\u2028]")
"""What a sentence has that is not plain already; one set of characters, since it is searched for
in every sentence. One that begins like an item of a list is looked at as well."""
ITEM = frozenset("-+0123456789")


def plain_text(markdown: str, shown: Mapping[str, str] = NOTHING_SHOWN) -> str:
    """A stretch of one paragraph's Markdown as a reader sees it; space at its ends stays.

    Args:
        markdown: the stretch.
        shown: what links without text of their own read, by what they name.
    """

    def words(link: re.Match[str]) -> str:
        return link["text"] or shown.get(link["target"], link["target"])

    text = WIKI_LINK.sub(words, markdown)
    for pattern, replacement in MARKUP:
        text = pattern.sub(replacement, text)
    return text


class Sentences:
    """The sentences of a Markdown source, found once and asked for many times."""

    def __init__(
        self,
        text: str,
        low: int,
        high: int,
        *,
        borders: Iterable[int] = (),
        shown: Mapping[str, str] = NOTHING_SHOWN,
    ) -> None:
        """Finds where sentences begin and end.

        Args:
            text: a Markdown source.
            low: offset where its body begins.
            high: offset where it ends.
            borders: offsets that no sentence crosses: where sections begin.
            shown: what links without text of their own read, by what they name.
        """
        self.text, self.shown = text, shown
        blocks = [match.span() for match in BLOCK_BORDER.finditer(text, low, high)]
        blocks = sorted([*blocks, *_own_lines(text, low, high)])
        ends = [match.span() for match in SENTENCE_END.finditer(text, low, high)]
        self._ends = [end for _, end in ends]
        self._signs = [start for start, _ in ends]
        self._blocks = [low, *(end for _, end in blocks)]
        borders = tuple(borders)
        self._begins = sorted([low, *borders, *(end for _, end in blocks)])
        self._stops = sorted([high, *borders, *(start for start, _ in blocks)])

    def _is_plain(self, first: int, last: int) -> bool:
        """Whether a sentence is shown as it is written; most are."""
        text = self.text
        return (
            not MARKED.search(text, first, last)
            and text[first : first + 1] not in ITEM
            and text.find("  ", first, last) < 0
        )

    def paragraph(self, offset: int) -> int:
        """The number of the paragraph, the item or the row in which an offset lies."""
        return bisect_right(self._blocks, offset)

    def _end_before(self, start: int, border: int) -> int:
        """Where the sentence before a place ends, or the border if none ends behind that."""
        ends = self._ends
        for index in range(bisect_right(ends, start) - 1, -1, -1):
            if ends[index] <= border:
                break
            if _ends_sentence(self.text, self._signs[index]):
                return ends[index]
        return border

    def _end_behind(self, end: int, border: int) -> int:
        """Where the sentence at a place ends, or the border if that comes first."""
        ends = self._ends
        for index in range(bisect_left(ends, end), len(ends)):
            if ends[index] >= border:
                break
            if _ends_sentence(self.text, self._signs[index]):
                return ends[index]
        return border

    def around(self, start: int, end: int) -> Sentence:
        """The sentence in which a surface stands.

        Args:
            start: offset of the surface.
            end: offset behind it.
        """
        first = self._end_before(start, self._begins[bisect_right(self._begins, start) - 1])
        last = self._end_behind(end, self._stops[bisect_left(self._stops, end)])
        first, last = max(first, start - FARTHEST), min(last, end + FARTHEST)
        text, shown = self.text, self.shown
        while first < start and text[first].isspace():
            first += 1
        while last > end and text[last - 1].isspace():
            last -= 1
        if self._is_plain(first, last):
            before, surface, after = text[first:start], text[start:end], text[end:last]
            return Sentence(
                _shorten_left(before.lstrip(CELL)), surface, _shorten_right(after.rstrip(CELL))
            )
        return Sentence(
            before=_shorten_left(plain_text(text[first:start], shown).lstrip(CELL)),
            surface=plain_text(text[start:end], shown),
            after=_shorten_right(plain_text(text[end:last], shown).rstrip(CELL)),
        )


def _own_lines(text: str, low: int, high: int) -> Iterator[tuple[int, int]]:
    for kind in OWN_LINE:
        for match in kind.finditer(text, low, high):
            begin = max(low, text.rfind("\n", low, match.start()) + 1)
            if not text[begin : match.start()].strip(" \t"):
                yield begin, match.end()


def _ends_sentence(text: str, sign: int) -> bool:
    """Whether the sign at an offset ends a sentence."""
    if text[sign] != ".":
        return True
    if sign >= LONGEST_ABBREVIATION and text[sign - LONGEST_ABBREVIATION : sign].isalpha():
        return True
    return not ABBREVIATION.search(text, max(0, sign - LONGEST_ABBREVIATION + 1), sign + 1)


def _shorten_left(text: str) -> str:
    if len(text) <= LONGEST_SIDE:
        return text
    cut = text.find(" ", len(text) - LONGEST_SIDE)
    return "…" + text[cut:] if cut >= 0 else "…" + text[-LONGEST_SIDE:]


def _shorten_right(text: str) -> str:
    if len(text) <= LONGEST_SIDE:
        return text
    cut = text.rfind(" ", 0, LONGEST_SIDE)
    return text[:cut] + " …" if cut > 0 else text[:LONGEST_SIDE] + "…"
