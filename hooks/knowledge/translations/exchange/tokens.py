"""What of a segment is not translated: links, citations, code, tags. It must come back."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from knowledge.language import mask

TOKEN = re.compile(
    r"(?P<code>(?<!`)(?P<ticks>`+)(?!`).+?(?<!`)(?P=ticks)(?!`))"
    r"|(?P<open>\[\[[^\[\]|\n]+?\\?\|)"
    r"|(?P<wiki>\[\[[^\[\]|\n]+\]\])"
    r"|(?P<cite>\[@[\w.:-]+\])"
    r"|(?P<note>\[\^[^\[\]\n]+\])"
    r"|(?P<close>\]\])"
    r"|(?P<link>!?\[(?=[^\[\]\n]*(?:\[[^\[\]\n]*\][^\[\]\n]*)*\]\())"
    r"|(?P<target>\]\((?:[^()\n]|\([^()\n]*\))*\))"
    r"|(?P<address><(?:https?|mailto):[^<>\s]+>|https?://[^\s<>)\]]+)"
    r"|(?P<tag></?[a-zA-Z][^<>\n]*>)"
    rf"|(?P<list>{mask.ATTRIBUTES.pattern})",
    re.DOTALL,
)
ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*(?:#[\w.:-]+)?")
LANGUAGE = re.compile(r"\.[a-z]{2}(?=\.md\b)")
OPENING = frozenset({"open", "link"})
CLOSING = frozenset({"close", "target"})
NAMES = {
    "cite": "the citation",
    "note": "the note",
    "link": "the link to",
    "url": "the link to",
    "code": "code",
}


class Token(NamedTuple):
    """Something that is not translated, in a segment."""

    kind: str
    text: str
    start: int
    end: int


def tokens(text: str) -> Iterator[Token]:
    """The tokens of a segment, in order."""
    for match in TOKEN.finditer(text):
        kind = str(match.lastgroup if match.lastgroup != "ticks" else "code")
        yield Token(kind, match.group(), *match.span())


def lost(source: str, target: str) -> list[str]:
    """What a source has and a target lacks, in words: links, citations, notes, code."""
    there = Counter(key for key in _keys(target))
    missing = []
    for key, count in Counter(_keys(source)).items():
        kind, _, what = key.partition(" ")
        needed = count if kind == "code" else 1
        if there[key] < needed:
            missing.append(f"{NAMES[kind]} `{what}`" if what else NAMES[kind])
    return missing


def _keys(text: str) -> Iterator[str]:
    """What must come back: a link may have other words, and code other contents."""
    for kind, written, *_ in tokens(text):
        if kind in {"open", "wiki"}:
            target = written.strip("[]|\\ ")
            if ID.fullmatch(target):
                yield f"link {target}"
        elif kind == "cite":
            yield f"cite {written}"
        elif kind == "note":
            yield f"note {written}"
        elif kind == "target":
            yield f"url {neutral(written[2:-1])}"
        elif kind == "address":
            yield f"url {written.strip('<>')}"
        elif kind == "code":
            yield "code"


def neutral(address: str) -> str:
    """An address without the language of the file that it names."""
    return LANGUAGE.sub("", address.strip().partition(" ")[0])


def in_language(text: str, language: str) -> str:
    """A segment whose links to files name those of a language."""
    parts, position = [], 0
    for kind, written, start, end in tokens(text):
        if kind == "target" and "://" not in written:
            parts += [text[position:start], LANGUAGE.sub(f".{language}", written)]
            position = end
    return "".join([*parts, text[position:]])
