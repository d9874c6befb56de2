"""What of a Markdown source is running text: everything else is blotted out in place.

Offsets stay what they are, because a character is replaced by exactly one other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

BLOT = "\ufffc"
"""Stands for a character that is not running text; no word and no gap contains it."""

LITERAL = (
    re.compile(
        r"^[ \t]*(`{3,}|~{3,})[^\n]*\n(?:.*?\n)??[ \t]*\1[`~]*[ \t]*\r?$", re.MULTILINE | re.DOTALL
    ),
    re.compile(r"<!--.*?-->", re.DOTALL),
    re.compile(
        r"(?<!`)(?<!(?<!\\)\\)(`+)(?!`)(?:(?!\n[ \t\r]*\n).){1,2000}?(?<!`)\1(?!`)", re.DOTALL
    ),
    re.compile(
        r"<(script|style|pre|code|kbd|textarea)\b[^>]*>.*?</\1\s*>", re.DOTALL | re.IGNORECASE
    ),
)
"""Code and comments: nothing in them is Markdown either."""

HEADING = re.compile(
    r"^(?P<atx>#{1,6})[ \t]*(?P<text>[^\n]*)$|^(?P<setext>[^\s#>|][^\n]*)\r?\n(?:=+|-+)[ \t\r]*$",
    re.MULTILINE,
)
HEADING_ID = re.compile(r"\{[^{}\n]*#(?P<id>[\w:.-]+)[^{}\n]*\}[ \t#\r]*$")
WIKI_LINK = re.compile(r"\[\[(?P<target>[^\[\]|\n]+?)(?:\\?\|(?P<text>[^\[\]\n]+))?\]\]")
CITATION = re.compile(r"\[@(?P<key>[\w.:-]+)\]")
ATTRIBUTES = re.compile(r"\{:?[ \t]*(?:[.#]|[\w:-]+=)[^{}\n]*\}")
"""An attribute list; words in braces are words."""

NOT_RUNNING = (
    HEADING,
    re.compile(r"^ {0,3}/{3,}[ \t]*\w[^\n]*\n(?:(?: {4}|\t)\S[^\n]*\n)*", re.MULTILINE),
    re.compile(r"^ {0,3}/{3,}[ \t\r]*$", re.MULTILINE),
    re.compile(r"^ {0,3}\*?\[[^\^\]\n][^\]\n]*\]:[^\n]*$", re.MULTILINE),
    re.compile(r"^ {0,3}(?:!!!|\?\?\?)\+?[^\n]*$", re.MULTILINE),
    WIKI_LINK,
    CITATION,
    re.compile(r"\[\^[^\]\n]+\]:?"),
    re.compile(
        r"!?\[[^\[\]]*(?:\[[^\[\]]*\][^\[\]]*)*\](?:\((?:[^()\n]|\([^()\n]*\))*\)|\[[^\[\]\n]*\])"
    ),
    re.compile(r"<a\b[^>]*>.*?</a\s*>", re.DOTALL | re.IGNORECASE),
    re.compile(r"<(h[1-6])\b[^>]*>.*?</\1\s*>", re.DOTALL | re.IGNORECASE),
    re.compile(r"</?[a-zA-Z][^<>]*>"),
    re.compile(r"<(?:https?|mailto|ftp):[^<>\s]+>|<[\w.+-]+@[\w.-]+>"),
    re.compile(r"\b(?:https?://|www\.)[^\s<>]+|\b[\w.+-]+@[\w-]+\.[\w.-]+\b"),
    ATTRIBUTES,
)
"""What is neither code nor running text: headings, links, addresses, tags, attributes."""

FOREIGN = re.compile(
    r"<(\w+)\b[^>]*?\blang=[\"']?(?P<language>[A-Za-z]{2,3})\b[^>]*>(?P<text>.*?)</\1\s*>",
    re.DOTALL,
)
CONTAINER = re.compile(r" {0,3}(?:[-*+][ \t]|\d+[.)][ \t]|\[\^|!!!|\?\?\?|:[ \t]|/{3})")
CODE_LINE = re.compile(r"(?: {4}|\t)")


@dataclass(frozen=True, slots=True)
class Section:
    """From one `h2` to the next."""

    start: int
    id: str | None
    """None before the first heading, and where a heading has no id."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Running text in one language."""

    start: int
    end: int
    language: str


def blot(text: str, patterns: tuple[re.Pattern[str], ...]) -> str:
    """A text with every match of some patterns blotted out; line feeds stay."""
    for pattern in patterns:
        text = pattern.sub(_blots, text)
    return text


def _blots(match: re.Match[str]) -> str:
    found = match.group()
    if "\n" not in found:
        return BLOT * len(found)
    return "\n".join(BLOT * len(line) for line in found.split("\n"))


def without_code(text: str) -> str:
    """A Markdown source with code and HTML comments blotted out."""
    return _without_indented_code(blot(text, LITERAL))


def _without_indented_code(text: str) -> str:
    if not re.search(r"\n[ \t\r]*\n(?: {4}|\t)|\A(?: {4}|\t)", text):
        return text
    lines = text.split("\n")
    blank_before, in_container, in_code = True, False, False
    for index, line in enumerate(lines):
        blank = not line.strip()
        if not blank and not CODE_LINE.match(line):
            in_container = bool(CONTAINER.match(line))
            in_code = False
        elif not blank and not in_container and (blank_before or in_code):
            lines[index] = BLOT * len(line)
            in_code = True
        blank_before = blank
    return "\n".join(lines)


def running_text(text: str) -> str:
    """A Markdown source with everything blotted out that is not running text."""
    return blot(without_code(text), NOT_RUNNING)


def sections(text: str) -> list[Section]:
    """The sections of a Markdown source whose code is blotted out."""
    found = [Section(0, None)]
    for match in HEADING.finditer(text):
        if match["setext"] is not None:
            level = 2 if match.group().rstrip().endswith("-") else 1
        else:
            level = len(match["atx"])
        if level == 2:
            found.append(Section(match.start(), heading_id(match["text"] or match["setext"] or "")))
    return found


def heading_id(text: str) -> str | None:
    """The id that the attribute list at a heading's end gives it, or None."""
    match = HEADING_ID.search(text)
    return match["id"] if match else None


def stretches(text: str, language: str) -> Iterator[Stretch]:
    """A Markdown source in order, divided where its language changes.

    Args:
        text: the source with code blotted out, tags still in place.
        language: what it is written in where nothing says otherwise.
    """
    position = 0
    for match in FOREIGN.finditer(text):
        if match.start("text") > position:
            yield Stretch(position, match.start("text"), language)
        yield Stretch(match.start("text"), match.end("text"), match["language"].lower())
        position = match.end("text")
    if position < len(text):
        yield Stretch(position, len(text), language)
