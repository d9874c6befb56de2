"""Blocks and signs of Python-Markdown's extensions, in the Markdown that every generator reads."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from knowledge.language import mask

BLOCKS = {
    "pymdownx.blocks.details": {"details"},
    "pymdownx.blocks.admonition": {
        *("admonition", "note", "attention", "caution", "danger", "error", "tip", "hint"),
        *("important", "warning"),
    },
}
"""The names of blocks by the extension that knows them."""
BLOCK = re.compile(r"(?P<fence>/{3,})[ \t]*(?P<name>[\w-]+)[ \t]*(?:\|[ \t]*(?P<title>.*?))?\s*$")
OPTION = re.compile(r"(?: {4}|\t)\S")
CALLOUT = re.compile(
    r"(?P<sign>!!!|\?\?\?\+?)[ \t]*(?P<type>[\w -]*?)[ \t]*(?:\"(?P<title>[^\"]*)\")?\s*$"
)
INDENTED = re.compile(r"(?: {4}|\t)")
ATTRIBUTES = re.compile(rf"[ \t]*{mask.ATTRIBUTES.pattern}")
SIGNS = {
    "pymdownx.caret": (
        (re.compile(r"\^\^(?=\S)([^\^\n]+?)(?<=\S)\^\^"), "ins"),
        (re.compile(r"(?<![\^\[])\^(?![\^\s])([^\^\s]+)\^(?!\^)"), "sup"),
    ),
    "pymdownx.tilde": ((re.compile(r"(?<![~\\])~(?![~\s])([^~\s]+)~(?!~)"), "sub"),),
}
"""Signs that stand around words, by the extension, with the element that says the same."""


def plain(text: str, extensions: Sequence[str]) -> str:
    """A text without the signs of some extensions; code stays as it is.

    Blocks become quotations that begin with their title in bold: what every reader of Markdown
    shows as something of its own.

    Args:
        text: Markdown.
        extensions: the names of those it was written for.
    """
    names = {name for each in extensions for name in BLOCKS.get(each, ())}
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if names and "///" in text:
        text = _without_blocks(text, names)
    if {"admonition", "pymdownx.details"} & set(extensions):
        text = _without_callouts(text)
    for extension in extensions:
        for pattern, element in SIGNS.get(extension, ()):
            text = _in_text(text, pattern, rf"<{element}>\1</{element}>")
    return _without_attributes(text) if "attr_list" in extensions else text


def _in_text(text: str, pattern: re.Pattern[str], new: str) -> str:
    running = mask.running_text(mask.without_code(text))
    for match in reversed(list(pattern.finditer(running))):
        text = text[: match.start()] + pattern.sub(new, match.group()) + text[match.end() :]
    return text


def _without_attributes(text: str) -> str:
    """Attributes set no more, but for the ids of headings, which many know."""
    bare = mask.without_code(text)
    for match in reversed(list(ATTRIBUTES.finditer(bare))):
        line = bare[bare.rfind("\n", 0, match.start()) + 1 : match.start()]
        if not line.lstrip().startswith("#"):
            text = text[: match.start()] + text[match.end() :]
    return text


def _without_blocks(text: str, names: Collection[str]) -> str:
    lines, shown = text.split("\n"), mask.without_code(text).split("\n")
    made: list[str] = []
    open_fences: list[str] = []
    in_options = False
    for line, bare in zip(lines, shown, strict=True):
        opening = BLOCK.match(bare)
        if opening and opening["name"] in names:
            made += _quoted_title(len(open_fences), opening["title"] or "")
            open_fences.append(opening["fence"])
            in_options = True
        elif open_fences and bare.rstrip() == open_fences[-1]:
            open_fences.pop()
            made.append("> " * len(open_fences))
        elif not (in_options and OPTION.match(line)):
            in_options = False
            made.append("> " * len(open_fences) + line)
    return "\n".join(line.rstrip() if line.strip("> ") == "" else line for line in made)


def _quoted_title(depth: int, title: str) -> Iterator[str]:
    if title:
        yield "> " * (depth + 1) + f"**{title}**"
        yield ("> " * (depth + 1)).rstrip()


def _without_callouts(text: str) -> str:
    lines, shown = text.split("\n"), mask.without_code(text).split("\n")
    made: list[str] = []
    inside = False
    for line, bare in zip(lines, shown, strict=True):
        opening = CALLOUT.match(bare)
        if opening:
            title = opening["title"]
            made += _quoted_title(0, opening["type"].title() if title is None else title)
            inside = True
        elif inside and (not line.strip() or INDENTED.match(line)):
            made.append(f"> {INDENTED.sub('', line, count=1)}".rstrip())
        else:
            if inside and made[-1] == ">":
                made[-1] = ""  # the empty line before what follows belongs to neither
            inside = False
            made.append(line)
    return "\n".join(made)
