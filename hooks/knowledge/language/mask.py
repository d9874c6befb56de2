"""What of a Markdown source is running text: everything else is blotted out in place.

Offsets stay what they are, because a character is replaced by exactly one other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

BLOT = "\ufffc"
"""Stands for a character that is not running text; no word and no gap contains it."""


@dataclass(frozen=True, slots=True)
class Pair:
    """What begins and what ends a stretch; an opening that nothing closes is text."""

    opening: re.Pattern[str]
    closing: str
    """A pattern, in which `{0}` stands for the opening's first group."""
    needs: tuple[str, ...]
    """What a text without all of these cannot hold."""

    def find(self, text: str) -> Iterator[tuple[re.Match[str], re.Match[str]]]:
        """Openings with their closings; what closes nothing is searched for once only."""
        for needed in self.needs:
            if needed in text:
                break
        else:
            return
        missing: set[str] = set()
        behind = 0
        for opening in self.opening.finditer(text):
            closing = self.closing.format(*opening.groups()[:1])
            if opening.start() < behind or closing in missing:
                continue
            pattern = re.compile(closing, re.MULTILINE | re.IGNORECASE)
            if end := pattern.search(text, opening.end()):
                behind = end.end()
                yield opening, end
            else:
                missing.add(closing)


def _element(names: str) -> Pair:
    return Pair(re.compile(rf"<({names})\b[^<>]*>", re.IGNORECASE), r"</{0}\s*>", ("</",))


@dataclass(frozen=True, slots=True)
class Rare:
    """What a text without some characters cannot hold, and is then not searched for."""

    needs: str
    pattern: re.Pattern[str]


Syntax = re.Pattern[str] | Pair | Rare

LITERAL: tuple[Syntax, ...] = (
    Pair(
        re.compile(r"^[ \t]*(`{3,}(?!`)|~{3,}(?!~))[^\n]*\n", re.MULTILINE),
        r"^[ \t]*{0}[`~]*[ \t]*\r?$",
        ("```", "~~~"),
    ),
    Pair(re.compile("<!--"), "-->", ("<!--",)),
    Rare(
        "`",
        re.compile(
            r"(?<!`)(?<!(?<!\\)\\)(`+)(?!`)(?:(?!\n[ \t\r]*\n).){1,2000}?(?<!`)\1(?!`)",
            re.DOTALL,
        ),
    ),
    _element("script|style|pre|code|kbd|textarea"),
)
"""Code and comments: nothing in them is Markdown either."""

DEFINITION = re.compile(r"^ {0,3}\[(?P<label>[^\^\]\n][^\]\n]*)\]:", re.MULTILINE)
ATX = re.compile(r"(?P<atx>#(?<=^#)#{0,5})[ \t]*(?P<text>[^\n]*)$", re.MULTILINE)
"""Begins with its mark, not with the beginning of a line: so it is found much sooner."""
SETEXT = re.compile(r"^(?P<text>[^\s#>|][^\n]*)\r?\n(?P<line>=+|-+)[ \t\r]*$", re.MULTILINE)
SETEXT_LINE = re.compile(r"\n(?:=+|-+)[ \t\r]*(?:\n|\Z)")
HEADING_ID = re.compile(r"\{[^{}\n]*#(?P<id>[\w:.-]+)[^{}\n]*\}[ \t#\r]*$")
WIKI_LINK = re.compile(
    r"\[\[(?<!\\\[\[)(?P<target>(?:[^\[\]|\n]|\n(?![ \t\r]*\n))+?)"
    r"(?:\\?\|(?P<text>(?:[^\[\]\n]|\n(?![ \t\r]*\n))+))?\]\]"
)
CITATION = re.compile(r"\[@(?P<key>[\w.:-]+)\]")
ATTRIBUTES = re.compile(r"\{:?[ \t]*(?:[.#]|[\w:-]+=)[^{}\n]*\}")
"""An attribute list; words in braces are words."""

NOT_RUNNING: tuple[Syntax, ...] = (
    Rare("#", ATX),
    Rare("#", re.compile(r"^(?:[ \t]*(?:>|[-*+]|\d+[.)]))+[ \t]*#{1,6}[ \t][^\n]*$", re.MULTILINE)),
    Rare(
        "///",
        re.compile(r"^ {0,3}/{3,}[ \t]*\w[^\n]*\n(?:(?: {4}|\t)\S[^\n]*\n)*", re.MULTILINE),
    ),
    Rare("///", re.compile(r"^ {0,3}/{3,}[ \t\r]*$", re.MULTILINE)),
    Rare("]:", re.compile(r"^ {0,3}\*?\[[^\^\]\n][^\]\n]*\]:[^\n]*$", re.MULTILINE)),
    Rare("!!!", re.compile(r"^ {0,3}!!!\+?[^\n]*$", re.MULTILINE)),
    Rare("???", re.compile(r"^ {0,3}\?\?\?\+?[^\n]*$", re.MULTILINE)),
    Rare("[[", WIKI_LINK),
    Rare("[@", CITATION),
    Rare("[^", re.compile(r"\[\^[^\[\]\n]+\]:?")),
    Rare(
        "](",
        re.compile(r"!?\[[^\[\]]*(?:\[[^\[\]]*\][^\[\]]*)*\]\((?:[^()\n]|\([^()\n]*\))*\)"),
    ),
    Rare("][", re.compile(r"!?\[[^\[\]]*(?:\[[^\[\]]*\][^\[\]]*)*\]\[[^\[\]\n]*\]")),
    _element("a"),
    _element("h[1-6]"),
    Rare("<", re.compile(r"</?[a-zA-Z][^<>]*>")),
    Rare("<", re.compile(r"<(?:https?|mailto|ftp):[^<>\s]+>|<[\w.+-]+@[\w.-]+>")),
    Rare("://", re.compile(r"https?://[^\s<>]+", re.IGNORECASE)),
    Rare("www.", re.compile(r"\bwww\.[^\s<>]+")),
    Rare("@", re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+\.[\w.-]+\b")),
    Rare("{", ATTRIBUTES),
)
"""What is neither code nor running text: headings, links, addresses, tags, attributes."""

NOT_RUNNING_SIGNS = ("#", "]", "<", "/", "@", "{", "!!!", "???", "www.")
"""A text that holds none of them holds nothing of that."""

FOREIGN = re.compile(
    r"<(?P<name>\w+)\b(?=[^<>]*>)[^<>]*?\blang=[\"']?(?P<language>[A-Za-z]{2,3})\b[^<>]*>",
    re.IGNORECASE,
)
CONTAINER = re.compile(r" {0,3}(?:[-*+][ \t]|\d+[.)][ \t]|\[\^|!!!|\?\?\?|:[ \t]|/{3})")
CODE_LINE = re.compile(r"(?: {4}|\t)")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of any level."""

    start: int
    level: int
    text: str
    """Without its marks, the attribute list included."""

    @property
    def id(self) -> str | None:
        """The id that the attribute list at its end gives it, or None."""
        match = HEADING_ID.search(self.text)
        return match["id"] if match else None


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


def blot(text: str, syntax: tuple[Syntax, ...]) -> str:
    """A text with every stretch of some syntax blotted out; line feeds stay."""
    for kind in syntax:
        if isinstance(kind, Rare):
            # Most texts lack the first character already, which is seen much sooner.
            if kind.needs[0] in text and kind.needs in text:
                text = kind.pattern.sub(lambda match: _blots(match.group()), text)
        elif isinstance(kind, Pair):
            text = _without_pairs(text, kind)
        else:
            text = kind.sub(lambda match: _blots(match.group()), text)
    return text


def _without_pairs(text: str, pair: Pair) -> str:
    parts, position = [], 0
    for opening, closing in pair.find(text):
        parts += [text[position : opening.start()], _blots(text[opening.start() : closing.end()])]
        position = closing.end()
    return "".join([*parts, text[position:]])


def _blots(found: str) -> str:
    if "\n" not in found:
        return BLOT * len(found)
    return "\n".join(BLOT * len(line) for line in found.split("\n"))


@lru_cache(maxsize=4)
def without_code(text: str) -> str:
    """A Markdown source with code and HTML comments blotted out."""
    if "<" in text or "`" in text or "~~~" in text:
        text = blot(text, LITERAL)
    return _without_indented_code(text)


def _without_indented_code(text: str) -> str:
    if "\n " not in text and "\t" not in text and not CODE_LINE.match(text):
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
    """A Markdown source whose code is blotted out, with all else that is not running text."""
    if SETEXT_LINE.search(text):
        text = SETEXT.sub(lambda match: _blots(match.group()), text)
    if not any(sign in text for sign in NOT_RUNNING_SIGNS):
        return text
    return blot(_without_references(text), NOT_RUNNING)


def _without_references(text: str) -> str:
    """A source without the links that are only a label in brackets (`[label]`, defined below)."""
    labels = {match["label"] for match in DEFINITION.finditer(text)} if "]:" in text else None
    if not labels:
        return text
    alternatives = "|".join(re.escape(label) for label in sorted(labels, key=len, reverse=True))
    link = re.compile(rf"(?<!\])!?\[(?:{alternatives})\](?:\[\])?(?![\[(:])", re.IGNORECASE)
    return link.sub(lambda match: _blots(match.group()), text)


def wiki_links(text: str) -> Iterator[re.Match[str]]:
    """The links in double brackets of a Markdown source whose code is blotted out."""
    position = text.find("[[")
    while position >= 0:
        match = WIKI_LINK.match(text, position)
        if match:
            yield match
        position = text.find("[[", match.end() if match else position + 1)


@lru_cache(maxsize=4)
def headings(text: str) -> tuple[Heading, ...]:
    """The headings of a Markdown source whose code is blotted out."""
    if "#" not in text and not SETEXT_LINE.search(text):
        return ()
    found = [Heading(m.start(), len(m["atx"]), m["text"]) for m in ATX.finditer(text)]
    if SETEXT_LINE.search(text):
        found += [
            Heading(m.start(), 2 if m["line"][0] == "-" else 1, m["text"])
            for m in SETEXT.finditer(text)
        ]
        found.sort(key=lambda heading: heading.start)
    return tuple(found)


def sections(text: str) -> list[Section]:
    """The sections of a Markdown source whose code is blotted out."""
    found = (Section(h.start, h.id) for h in headings(text) if h.level == 2)
    return [Section(0, None), *found]


def stretches(text: str, language: str) -> Iterator[Stretch]:
    """A Markdown source in order, divided where its language changes.

    Args:
        text: the source with code blotted out, tags still in place.
        language: what it is written in where nothing says otherwise.
    """
    position = 0
    for opening, end in _foreign(text):
        if opening.end() > position:
            yield Stretch(position, opening.end(), language)
        yield Stretch(opening.end(), end, opening["language"].lower())
        position = end
    if position < len(text):
        yield Stretch(position, len(text), language)


def _foreign(text: str) -> Iterator[tuple[re.Match[str], int]]:
    """Elements in another language, the outermost, and where their contents end.

    Where elements of a name do not close as they open, the first end counts from there on.
    """
    behind = 0
    flat: set[str] = set()
    missing: set[str] = set()
    for opening in FOREIGN.finditer(text):
        name = opening["name"].lower()
        if opening.start() < behind or name in missing:
            continue
        end, is_balanced = _end_of(text, opening.end(), name, nested=name not in flat)
        if not is_balanced:
            flat.add(name)
        if end is None:
            missing.add(name)
        else:
            behind = end
            yield opening, end


def _end_of(text: str, start: int, name: str, *, nested: bool) -> tuple[int | None, bool]:
    """Where the element that begins before `start` ends, and whether its tags are balanced."""
    tags = re.compile(rf"<(?P<close>/?){re.escape(name)}\b[^<>]*>", re.IGNORECASE)
    first: int | None = None
    depth = 1
    for tag in tags.finditer(text, start):
        if not tag["close"]:
            depth += 1
            continue
        depth -= 1
        first = tag.start() if first is None else first
        if depth == 0 or not nested:
            return tag.start(), nested
    return first, False
