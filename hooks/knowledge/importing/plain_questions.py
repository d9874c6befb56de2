"""Questions that an essay puts to its readers, by their lists and what leads into them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import zip_longest

from knowledge.importing.model import Asked
from knowledge.importing.plain_blocks import Block, Form

LEAD_IN = re.compile(
    r"(?:\b(?:meine|unsere|einige|ein paar|drei|vier|fünf|offene) )?\b(?:leser)?fragen?\b.{0,20}"
    r"\b(?:an|für|zu[mr]?)\b.{0,12}\b(?:leser(?:innen)?|leserschaft|euch|sie|dich|alle|publikum|"
    r"community|weiterdenken|nachdenken|diskussion|diskutieren|reflexion|schluss)\b"
    r"|\bleserfragen\b|^(?:meine|unsere) fragen\b|^fragen:?$|\bwas (?:meint|denkt) ihr\b|"
    r"\bihre meinung\b"
    r"|\bquestions? (?:for|to) (?:you|(?:my |our |the )?readers?|discussion|reflection)\b"
    r"|\b(?:discussion|reader) questions\b|^(?:my|our) questions\b|^questions:?$",
    re.IGNORECASE,
)
MOST_WORDS = 14
MOST_WORDS_OF_HEADING = 8
ENDS_ASKING = re.compile(r"\?[\"“”»«’')\]]*$")


def asked(blocks: Sequence[Block]) -> tuple[Asked, ...]:
    """The questions to the readers, in order."""
    return tuple(_asked(blocks))


def with_headings(blocks: Sequence[Block]) -> list[Block]:
    """The blocks, a lead-in that stands alone above its list made the heading of a section."""
    return [
        _heading(block) if _is_section(block, below) else block
        for block, below in zip_longest(blocks, blocks[1:])
    ]


def _is_section(block: Block, below: Block | None) -> bool:
    return (
        block.form is Form.PARAGRAPH
        and block.depth == 0
        and len(block.lines) == 1
        and len(block.text.split()) <= MOST_WORDS_OF_HEADING
        and _leads_in(block)
        and not re.search(r"[.!?]", block.text)
        and below is not None
        and below.apart
        and below.form is Form.ITEM
    )


def _heading(block: Block) -> Block:
    line = block.lines[0]
    return replace(block, form=Form.HEADING, lines=(replace(line, text=line.text.rstrip(": ")),))


def _asked(blocks: Sequence[Block]) -> Iterator[Asked]:
    index = 0
    while index < len(blocks):
        block = blocks[index]
        if block.form is not Form.ITEM and _leads_in(block):
            end = _end(blocks, index + 1)
            yield from _led(blocks[index + 1 : end])
            index = max(end, index + 1)
        elif block.form is Form.ITEM:
            end = _end_of_items(blocks, index)
            yield from _list_of_questions(blocks[index:end])
            index = end
        else:
            index += 1


def _leads_in(block: Block) -> bool:
    return len(block.text.split()) <= MOST_WORDS and bool(LEAD_IN.search(block.text))


def _end_of_items(blocks: Sequence[Block], start: int) -> int:
    end = start
    while end < len(blocks) and (blocks[end].form is Form.ITEM or blocks[end].depth):
        end += 1
    return end


def _end(blocks: Sequence[Block], start: int) -> int:
    """Behind the list that follows, or the paragraphs that ask."""
    if start < len(blocks) and blocks[start].form is Form.ITEM:
        return _end_of_items(blocks, start)
    end = start
    while end < len(blocks) and blocks[end].form is Form.PARAGRAPH and _asks(blocks[end]):
        end += 1
    return end


def _led(found: Sequence[Block]) -> Iterator[Asked]:
    """What follows a lead-in: items with what belongs to them, or paragraphs."""
    asked: list[tuple[int, list[str]]] = []
    for block in found:
        if block.depth == 0:
            asked.append((block.number or 0, [block.text]))
        elif asked and block.form is Form.PARAGRAPH:
            asked[-1][1].append(block.text)
    yield from (Asked(" ".join(texts), number) for number, texts in asked)


def _list_of_questions(items: Sequence[Block]) -> Iterator[Asked]:
    """A numbered list in which everything asks is one even if nothing leads into it."""
    top = [block for block in items if block.depth == 0]
    if len(top) > 1 and all(block.number is not None and _asks(block) for block in top):
        yield from (Asked(block.text, block.number or 0) for block in top)


def _asks(block: Block) -> bool:
    return bool(ENDS_ASKING.search(block.text))
