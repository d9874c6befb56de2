"""Plain text as Markdown that says the same: whatever would be markup is escaped."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from knowledge.importing.plain_blocks import Block, Form
from knowledge.importing.plain_text import Layout

URL = re.compile(r"https?://[^\s<>\"“”„‚‘’`\\\[\]{}|]{1,2000}", re.IGNORECASE)
AFTER_URL = re.compile(r"[.,;:!?*_~^'…]+$")
SPECIAL = re.compile(r"[\\`*_\[\]{}~^]")
"""Escaped wherever they stand."""
ENTITY = re.compile(r"&(?=#?\w{1,32};)")
LINE_START = re.compile(r"([#>+-]|=(?==)|!(?=!!))")
NUMBER_START = re.compile(r"(\d{1,9})([.)])(?=[ \u00a0]|$)")
AS_ENTITY = {":": "&#58;", "/": "&#47;", "=": "&#61;"}
"""What Markdown cannot escape with a backslash."""
INDENT = "    "
NARROWEST = 40
"""Characters a margin is at least wide."""


def inline(text: str, kept: Collection[int] = ()) -> str:
    """A stretch of text; the citations `[n]` of the numbers in `kept` stay what they are."""
    parts: list[str] = []
    position = 0
    for match in URL.finditer(text):
        url = _trimmed(match.group())
        parts += (_escaped(text[position : match.start()], kept), f"<{url}>")
        position = match.start() + len(url)
    parts.append(_escaped(text[position:], kept))
    return _line_start("".join(parts))


def first_url(text: str) -> tuple[int, str] | None:
    """Where the first address of a text begins, and the address."""
    match = URL.search(text)
    return (match.start(), _trimmed(match.group())) if match else None


def _trimmed(url: str) -> str:
    """An address without the punctuation of the sentence it stands in."""
    while True:
        shorter = AFTER_URL.sub("", url)
        if shorter.endswith(")") and shorter.count(")") > shorter.count("("):
            shorter = shorter[:-1]
        if shorter == url:
            return url
        url = shorter


def _escaped(text: str, kept: Collection[int]) -> str:
    parts: list[str] = []
    position = 0
    for match in re.finditer(r"\[(\d{1,3})\]", text) if kept else ():
        if int(match[1]) in kept:
            parts += (_special(text[position : match.start()]), match.group())
            position = match.end()
            if text[position : position + 1] in ("(", ":", "["):  # would be a link
                parts.append(f"\\{text[position]}" if text[position] != ":" else "&#58;")
                position += 1
    parts.append(_special(text[position:]))
    return "".join(parts)


def _special(text: str) -> str:
    escaped = SPECIAL.sub(r"\\\g<0>", ENTITY.sub("&amp;", text))
    return escaped.replace("<", "&lt;")


def _line_start(text: str) -> str:
    """What is markup only at the beginning of a line."""
    if text.startswith(("///", "==")) or re.match(r":[ \u00a0]", text):
        return AS_ENTITY[text[0]] + text[1:]
    if LINE_START.match(text):
        return f"\\{text}"
    return NUMBER_START.sub(r"\1\\\2", text, count=1) if NUMBER_START.match(text) else text


def write(blocks: Sequence[Block], layout: Layout, kept: Collection[int] = ()) -> str:
    """The blocks of a text as Markdown, without a line end at the end."""
    parts: list[str] = []
    above: Block | None = None
    for block in blocks:
        tight = above is not None and block.form is Form.ITEM is above.form and not block.apart
        if above is not None:
            parts.append("\n" if tight else "\n\n")
        parts.append(_block(block, layout, kept))
        above = block
    return "".join(parts)


def _block(block: Block, layout: Layout, kept: Collection[int]) -> str:
    if block.form is Form.HEADING:
        return f"## {inline(block.text, kept)}"
    lead = INDENT * block.depth
    inner = lead
    if block.form is Form.ITEM:
        lead += _mark(block)
        inner += INDENT
    text = f"\n{inner}".join(_paragraph(block, layout, kept))
    return f"{lead}{text}"


def _mark(block: Block) -> str:
    if block.number is not None:
        return f"{block.number}. ".ljust(len(INDENT))
    return f"-   {block.mark} " if block.mark.endswith(")") else "-   "


def _paragraph(block: Block, layout: Layout, kept: Collection[int]) -> Iterator[str]:
    """Its lines: those broken at a margin are put together, the others stay apart."""
    width = max(NARROWEST, *(len(line.text) for line in block.lines))
    pending: list[str] = []
    for line in block.lines:
        if pending and not (layout.wrapped and _is_full(pending[-1], line.text, width)):
            yield f"{inline(' '.join(pending), kept)}  "
            pending = []
        pending.append(line.text)
    yield inline(" ".join(pending), kept)


def _is_full(line: str, following: str, width: int) -> bool:
    """Whether the first word of the following line had no room in this one."""
    return len(line) + 1 + len(following.split(maxsplit=1)[0]) > width
