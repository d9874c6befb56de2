"""The numbered list of sources at the end of an essay, and the numbers that cite it."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from knowledge.importing.model import Entry, Markup
from knowledge.importing.plain_blocks import Block, Form
from knowledge.importing.plain_markdown import first_url, inline
from knowledge.importing.plain_text import Line

HEADING = re.compile(
    r"(?:\d+\.? )?(?:(?:weitere|weiterführende|verwendete|zitierte|externe|nützliche|"
    r"interessante|further|"
    r"additional|external|useful) )?"
    r"(?:quellen?(?:angaben|verzeichnis|nachweise)?|literatur(?:verzeichnis|hinweise|angaben|"
    r"liste|tipps|"
    r"empfehlungen)?|links?|linktipps|referenzen|fu(?:ß|ss)noten|anmerkungen|endnoten|"
    r"(?:einzel)?nachweise|"
    r"bibliogra(?:f|ph)ie|details|empfehlungen|informationen|lesetipps|zum weiterlesen|sources?|"
    r"references|"
    r"bibliography|works cited|reading|notes|footnotes|endnotes|literature|resources)"
    r"(?: ?(?:/|&|,|und|and|oder|zu[mr]?|on) ?[\w -]{1,60}){0,2} ?:?",
    re.IGNORECASE,
)
ENTRY_MARK = re.compile(r"[(\[]?\d{1,3}[.)\]]*|[¹²³⁴⁵⁶⁷⁸⁹⁰]{1,3}")
RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"
BRACKETED = re.compile(r"\[(\d{1,3}(?: ?[,;–-] ?\d{1,3})*)\]")
IN_PARENTHESES = re.compile(
    r"\(((?:(?:siehe|vgl\.?|s\.|see|cf\.?|quelle|source)(?: (?:dazu|auch|also|hierzu))* ?)?"
    r"\d{1,3}(?:(?: ?[,;/&] ?| und | and | u\. | sowie )\d{1,3})*)\)",
    re.IGNORECASE,
)
SUPERSCRIPT = re.compile(r"(?<=[\w.,;:!?”“\"»«)’'])([¹²³⁴⁵⁶⁷⁸⁹⁰]{1,3})(?![\w²³])")
YEAR = re.compile(r"\b(?:19|20)\d\d\b")
NUMBER = re.compile(r"(?<!\d)\d{1,3}(?!\d)")
BESIDE_URL = " \u00a0–—-:,;|(/"
MOST_AFTER = 3
"""Paragraphs below the list that may still follow it: a thank-you, who the author is."""


@dataclass(frozen=True, slots=True)
class References:
    """What was found, and the blocks without it."""

    entries: tuple[Entry, ...]
    blocks: list[Block]
    heading: str = ""
    line: int = 0


def take(blocks: list[Block]) -> References:
    """The references of an essay, taken out, with the citations written `[n]`."""
    for index in range(len(blocks) - 1, -1, -1):
        if not _is_heading(blocks[index]):
            continue
        end = _end_of_list(blocks, index + 1)
        found = blocks[index + 1 : end]
        if not any(map(_says_where, found)) or len(blocks) - end > MOST_AFTER:
            continue
        entries = _entries(found)
        rest = blocks[:index] + blocks[end:]
        block = blocks[index]
        return References(entries, _cite(rest, entries), block.text, block.line)
    return _without_heading(blocks)


def _is_heading(block: Block) -> bool:
    return block.form is not Form.ITEM and bool(
        len(block.lines) == 1 and len(block.text) < 90 and HEADING.fullmatch(block.lines[0].plain)
    )


def _says_where(block: Block) -> bool:
    """Whether an entry can be one of a list of sources, and not of any list."""
    return _number(block) is not None or bool(first_url(block.text) or YEAR.search(block.text))


def _end_of_list(blocks: Sequence[Block], start: int) -> int:
    """Behind the items that follow; `start` if there are none, or two lists in one."""
    numbers: set[int] = set()
    end = start
    while end < len(blocks) and (blocks[end].form is Form.ITEM or _is_entry(blocks[end])):
        block = blocks[end]
        number = _number(block)
        if number is not None and block.depth == 0:
            if number in numbers:
                break
            numbers.add(number)
        end += 1
    return end


def _number(block: Block) -> int | None:
    if block.form is Form.ITEM:
        return block.number
    match = re.match(r"[(\[](\d{1,3})[)\]] ", block.lines[0].plain)
    return int(match[1]) if match else None


def _is_entry(block: Block) -> bool:
    """A paragraph inside an item, one that is numbered, or one that is an address or a book."""
    return block.form is Form.PARAGRAPH and bool(
        block.depth
        or _number(block) is not None
        or first_url(block.text)
        or (len(block.text) < 300 and YEAR.search(block.text))
    )


def _entries(found: Sequence[Block]) -> tuple[Entry, ...]:
    """Items and what belongs to them; entries without a number get the next free one."""
    texts: list[tuple[int | None, list[str]]] = []
    for block in found:
        text = block.text
        if block.form is Form.PARAGRAPH and block.depth == 0:
            number = _number(block)
            lines = [line.text for line in block.lines]
            if number is None and len(lines) > 1 and all(first_url(line) for line in lines):
                texts += [(None, [line]) for line in lines]
                continue
            stripped = re.sub(r"^[(\[]\d{1,3}[)\]] ", "", text) if number is not None else text
            texts.append((number, [stripped]))
        elif block.depth == 0:
            texts.append((block.number, [text]))
        elif texts:
            texts[-1][1].append(text)
    taken = {number for number, _ in texts if number is not None}
    free = (number for number in range(1, len(texts) + len(taken) + 1) if number not in taken)
    return tuple(
        _entry(next(free) if number is None else number, " ".join(parts)) for number, parts in texts
    )


def _entry(number: int, text: str) -> Entry:
    """An entry; an address that ends it is its address, others stay in its text."""
    found = first_url(text)
    if found is None:
        return Entry(number, inline(text), Markup.MARKDOWN)
    start, url = found
    before, after = text[:start].rstrip(BESIDE_URL), text[start + len(url) :]
    if not after.strip(" .)") and before:
        return Entry(number, inline(before), Markup.MARKDOWN, url)
    alone = not before and not after.strip(" .)")
    return Entry(number, inline(text), Markup.MARKDOWN, url if alone else "")


def _without_heading(blocks: list[Block]) -> References:
    """A list `[1] … [n]` at the very end that the text above cites."""
    start = len(blocks)
    while start and _bracketed(blocks[start - 1]):
        start -= 1
    found = blocks[start:]
    numbers = [number for block in found if (number := _number(block)) is not None]
    above = "\n".join(block.text for block in blocks[:start])
    cited = {
        int(number) for match in BRACKETED.finditer(above) for number in NUMBER.findall(match[1])
    }
    if len(numbers) < 2 or len(set(numbers)) < len(numbers) or not cited & set(numbers):
        return References((), blocks)
    entries = _entries(found)
    return References(entries, _cite(blocks[:start], entries), "", found[0].line)


def _bracketed(block: Block) -> bool:
    if block.form is Form.ITEM:
        return block.mark.startswith(("[", "(")) and block.number is not None
    return block.form is Form.PARAGRAPH and _number(block) is not None


def _cite(blocks: list[Block], entries: Sequence[Entry]) -> list[Block]:
    """The blocks with the citations of a text in one form, whichever of three it uses."""
    known = {entry.number for entry in entries}
    text = "\n".join(block.text for block in blocks)
    for pattern in (BRACKETED, SUPERSCRIPT, IN_PARENTHESES):
        if any(_numbers(match[1]) & known for match in pattern.finditer(text)):
            return [_cited(block, pattern, known) for block in blocks]
    return blocks


def _numbers(text: str) -> set[int]:
    plain = _lowered(text)
    return {int(number) for number in NUMBER.findall(plain)}


def _lowered(text: str) -> str:
    return text.translate({ord(raised): str(digit) for digit, raised in enumerate(RAISED)})


def _cited(block: Block, pattern: re.Pattern[str], known: Collection[int]) -> Block:
    def rewritten(match: re.Match[str]) -> str:
        if not _numbers(match[1]) <= set(known):
            return match.group()
        inner = NUMBER.sub(r"[\g<0>]", _lowered(match[1]))
        bare = pattern is not IN_PARENTHESES or not re.search(r"[^\d\[\] ,;]", inner)
        return inner if bare else f"({inner})"

    def line(old: Line) -> Line:
        return replace(old, text=pattern.sub(rewritten, old.text))

    return replace(block, lines=tuple(line(old) for old in block.lines))
