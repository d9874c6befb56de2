"""Text of others as Markdown that means nothing but itself, in essays and in comments alike.

Both are read by Python-Markdown, with other extensions: what only one of them takes for syntax is
written as a character reference, which both show as the character.
"""

from __future__ import annotations

import re

NO_TEXT = re.compile("[\x00-\x08\x0e-\x1f\x7f\ufeff\ufffe\uffff\ud800-\udfff\ue000-\ue004]")
"""Characters that no text holds, or that mean something while a page is rendered."""
SPACES = re.compile("[ \t\n\r\f\v\x85\u2028\u2029]+")
"""White space that HTML shows as one space; also what some programs take for the end of a line."""

ALWAYS = re.compile(r"[\\`*{}\[\]]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])")
TAG = re.compile(r"<(?=[A-Za-z/!?-]|$)")
REFERENCE = re.compile(r"&(?=#?\w+;|$)")
RAISED = re.compile(r"\^")
STRUCK = re.compile(r"~")
LEFT_OUT = re.compile(r"\\\[(…|\.{3})\\\](?![(\[:{])")
"""How people write that they left something out; nothing else in brackets is so common."""

LINE = re.compile(
    r"""
    (?P<slash> \#{1,6} | > | [-+](?=[ ]|$) | -(?=[-\s]+$) | -(?=[|:\-\s]+$) | !(?=!!) )
    | (?P<number> \d+ ) (?P<dot> \. ) (?=[ ]|$)
    | (?P<named> =(?==*\s*$) | :(?=[ ]|$) | [|:](?=[|:\-\s]*-[|:\-\s]*$) | \?(?=\?\?) | /(?=//)
        | ~(?=~~) )
    """,
    re.VERBOSE,
)
"""What at the beginning of a line makes it a heading, quotation, list, table, block or fence."""


def plain(text: str) -> str:
    """A text without what is no text, its white space evened out."""
    return SPACES.sub(" ", NO_TEXT.sub("", text))


def escape(text: str) -> str:
    """A stretch of running text in which nothing is Markdown, this project's syntax, or HTML."""
    text = ALWAYS.sub(r"\\\g<0>", text)
    if "&" in text:
        text = REFERENCE.sub("&amp;", text)
    if "<" in text:
        text = TAG.sub("&lt;", text)
    if "^" in text:
        text = RAISED.sub("&#94;", text)
    if "~" in text and (text.count("~") > 1 or not text.strip("~ ")):
        text = STRUCK.sub("&#126;", text)
    return LEFT_OUT.sub(r"[\1]", text) if "\\[" in text else text


def escape_line(line: str) -> str:
    """A line of a paragraph that begins nothing, as it would if it were the first."""
    match = LINE.match(line)
    if match is None:
        return line
    if match["slash"]:
        return f"\\{line}"
    if match["number"]:
        return f"{match['number']}\\{line[match.end('number') :]}"
    return f"&#{ord(match['named'])};{line[1:]}"
