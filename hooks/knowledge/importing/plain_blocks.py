"""Lines to paragraphs, headings and items of lists."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from knowledge.importing.plain_text import Layout, Line

ITEM = re.compile(
    r"(?:(?P<bullet>[•·▪●○◦‣∙■□➢►✓*+–—-]|o(?=[ \u00a0]{2}))|[(\[]?(?P<number>\d{1,3})[.)\]]+|"
    r"(?P<letter>[a-z])\)"
    r"|(?P<raised>[¹²³⁴⁵⁶⁷⁸⁹⁰]{1,3}))[ \u00a0]+(?=\S)"
)
ONLY_A_BULLET = frozenset("•▪●○◦‣∙■□➢►✓")
"""These stand for nothing else; a dash may also begin a sentence."""
DIGITS = str.maketrans("¹²³⁴⁵⁶⁷⁸⁹⁰", "1234567890")
DEEPEST = 8
MOST_JOINED = 100
"""Lines of a paragraph to which more are added one by one, which costs time."""
LONGEST_HEADING = 90
MOST_WORDS = 12
NO_HEADING_END = re.compile(r"[.,;:…–—-]$")
OPENS_HEADING = re.compile(r"[\"„“»«‚'(\[¿¡]*[^\Wa-zäöüß_]")
CONTINUES = re.compile(r"(?:und|aber|oder|also|denn|and|but|or|so|because) ", re.IGNORECASE)
SENTENCE_END = re.compile(r"[.!?…:][\"“”»«’')\]]*$")
PROSE_WORDS = 8


class Form(StrEnum):
    """What a block is."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    ITEM = "item"


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, a heading, or an item of a list."""

    form: Form
    lines: tuple[Line, ...]
    """Of an item, without its marker."""
    indent: int = 0
    mark: str = ""
    """The marker of an item as it stands there."""
    number: int | None = None
    """Of a numbered item."""
    depth: int = 0
    """How deep in lists it stands; a paragraph with a depth belongs to the item above it."""
    apart: bool = True
    """Whether something separates it from what is above."""

    @property
    def text(self) -> str:
        """Its lines joined by spaces."""
        return " ".join(line.text for line in self.lines)

    @property
    def line(self) -> int:
        """Where it begins in the file."""
        return self.lines[0].number


def blocks(lines: Sequence[Line], layout: Layout, *, headings: bool) -> list[Block]:
    """What the lines of a text are; headings only where there may be some."""
    listed = _lists(_raw(lines, layout))
    return _with_headings(listed, layout) if headings else listed


@dataclass(slots=True)
class _Open:
    lines: list[Line]
    indent: int
    mark: str = ""
    number: int | None = None
    apart: bool = True

    def close(self) -> Block:
        form = Form.ITEM if self.mark else Form.PARAGRAPH
        return Block(form, tuple(self.lines), self.indent, self.mark, self.number, 0, self.apart)


def _raw(lines: Sequence[Line], layout: Layout) -> Iterator[Block]:
    current: _Open | None = None
    apart = True
    for line in lines:
        if line.empty:
            if current:
                yield current.close()
            current, apart = None, True
            continue
        opened = _opened(line)
        if current and not opened.mark and not layout.dense:
            current.lines.append(line)
            continue
        if current:
            yield current.close()
            apart = layout.dense
        current = opened
        current.apart = apart
        apart = False
    if current:
        yield current.close()


def _opened(line: Line) -> _Open:
    match = ITEM.match(line.text)
    if match is None:
        return _Open([line], line.indent)
    number = match["number"] or (match["raised"] or "").translate(DIGITS)
    inner = line.without(match.end())
    return _Open([inner], line.indent, match.group().strip(), int(number) if number else None)


def _lists(raw: Iterator[Block]) -> list[Block]:
    """Items only where they are a list, and how deep; what only looks like one is text."""
    done: list[Block] = []
    run: list[Block] = []
    for block in raw:
        if run and not _belongs(block, run):
            _settle(run, done)
            run = []
        if block.form is Form.ITEM or run:
            run.append(block)
        else:
            done.append(block)
    _settle(run, done)
    return done


def _belongs(block: Block, run: Sequence[Block]) -> bool:
    """Whether a block goes on with the list: an item, or a paragraph further in than its marker."""
    return block.form is Form.ITEM or block.indent > run[0].indent


def _settle(run: list[Block], settled: list[Block]) -> None:
    """Adds a run of items to the blocks above it."""
    genuine = _genuine(run, announced=bool(settled) and _announces(settled[-1]))
    indents: list[int] = []
    for block, is_item in zip(run, genuine, strict=True):
        if block.form is Form.ITEM and not is_item:
            _append_text(settled, block, len(indents))
            continue
        while indents and block.indent <= indents[-1]:
            indents.pop()
        settled.append(replace(block, depth=min(len(indents), DEEPEST)))
        if block.form is Form.ITEM:
            indents.append(block.indent)


def _announces(block: Block) -> bool:
    """Whether a block is a short line below which a list of one item may stand."""
    short = block.form is Form.PARAGRAPH and len(block.lines) == 1
    return short and len(block.text) <= LONGEST_HEADING and block.text[-1] not in ".!?…"


def _genuine(run: Sequence[Block], *, announced: bool) -> list[bool]:
    """Numbered items count from one and on; dashes are bullets if there are two of them.

    A single item is one if it stands further in, or below a line that announces it.
    """
    bullets: dict[tuple[int, str], int] = {}
    numbers: dict[int, set[int]] = {}
    for block in run:
        if block.number is not None:
            numbers.setdefault(block.indent, set()).add(block.number)
        elif block.mark:
            bullets[block.indent, block.mark] = bullets.get((block.indent, block.mark), 0) + 1
    answers = []
    expected: dict[int, int] = {}
    for block in run:
        if block.form is not Form.ITEM:
            answers.append(False)
        elif block.number is None:
            surely = block.mark in ONLY_A_BULLET or block.mark.endswith(")")
            answers.append(surely or bullets[block.indent, block.mark] > 1)
        else:
            alone_but_sure = announced or block.indent > 0 or not block.mark.endswith(".")
            first = block.number == 1 and (2 in numbers[block.indent] or alone_but_sure)
            right = first or block.number == expected.get(block.indent)
            if right:
                expected[block.indent] = block.number + 1
            answers.append(right)
    return answers


def _append_text(settled: list[Block], block: Block, depth: int) -> None:
    """An item that is none, as the text it is: of the paragraph above, where nothing separates."""
    first = block.lines[0]
    whole = replace(first, text=f"{block.mark} {first.text}", indent=block.indent)
    lines = (whole, *block.lines[1:])
    above = settled[-1] if settled else None
    if above and not block.apart and len(above.lines) < MOST_JOINED:
        settled[-1] = replace(above, lines=above.lines + lines)
    else:
        depth = depth if above and block.indent > above.indent else 0
        settled.append(Block(Form.PARAGRAPH, lines, block.indent, depth=depth, apart=block.apart))


def _with_headings(found: list[Block], layout: Layout) -> list[Block]:
    marked = list(found)
    margin = min((block.indent for block in found), default=0)
    sure = 0
    for index in range(len(found) - 2, -1, -1):  # from the end: a heading may stand above another
        block, below = found[index], marked[index + 1]
        if block.indent > margin or not looks_like_heading(block, layout) or not below.apart:
            continue
        if is_prose(below) or below.form is Form.ITEM or _only_heading(marked, index + 1):
            marked[index] = replace(block, form=Form.HEADING)
            sure += not block.text.endswith(("?", "!"))
    # Where nothing else is a heading, a question standing alone is just a question.
    return marked if sure else found


def _only_heading(blocks: Sequence[Block], index: int) -> bool:
    """Whether a heading stands there, and none below it."""
    following = blocks[index + 1] if index + 1 < len(blocks) else None
    return blocks[index].form is Form.HEADING and (
        following is None or following.form is not Form.HEADING
    )


def looks_like_heading(block: Block, layout: Layout) -> bool:
    """Whether a block is short, alone in its line, and no sentence."""
    if block.form is not Form.PARAGRAPH or len(block.lines) != 1 or not block.apart:
        return False
    text = block.lines[0].plain
    numbered = re.sub(r"^(?:\d{1,2}(?:\.\d{1,2})*|[IVX]{1,5})[.)]? ", "", text)
    if len(text) > LONGEST_HEADING or len(text.split()) > MOST_WORDS or "://" in text:
        return False
    return bool(
        OPENS_HEADING.match(numbered)
        and not NO_HEADING_END.search(text)
        and not CONTINUES.match(text)
        and not re.search(r"[.!?] .*[.!?]$", text)
    )


def is_prose(block: Block) -> bool:
    """Whether a block is running text."""
    text = block.text
    return block.form is Form.PARAGRAPH and (
        len(text.split()) >= PROSE_WORDS or bool(SENTENCE_END.search(text))
    )
