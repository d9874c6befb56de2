"""A comment's block without the person who wrote it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from knowledge.changing.places import Edit, line_end_of, whole_line
from knowledge.changing.references import start_of_line
from knowledge.collect.thread import Block
from knowledge.model import Source

REMOVED = {
    "de": "*Auf Wunsch der Person entfernt, die hier geschrieben hatte.*",
    "en": "*Removed at the request of the person who had written here.*",
}
KEPT = frozenset({"id", "date", "reply-to", "kind", "status"})
"""What stays of a comment that is removed, so that nothing points to where nothing is."""
OPTION = re.compile(r"(?:[ ]{4}|\t)(?P<name>[a-z-]+):")
NAME = re.compile(r"/{3,}[ \t]*comment[ \t]*\|[ \t]*(?P<name>.*?)[ \t\r]*$")


def _lines(source: Source, block: Block) -> Iterator[tuple[int, str]]:
    """The lines of a block's options, with where they begin."""
    position = start_of_line(source.text, block.line + 1)
    while position < block.start:
        end = source.text.find("\n", position, block.start) + 1 or block.start
        yield position, source.text[position:end]
        position = end


def unnamed(source: Source, block: Block, pseudonym: str) -> Iterator[Edit]:
    """The name in the opening line, and the address of the comment where it was written."""
    start = start_of_line(source.text, block.line)
    match = NAME.match(whole_line(source.text, start))
    if match:
        yield Edit(start + match.start("name"), start + match.end("name"), pseudonym)
    yield from _without(source, block, lambda option: option == "url")


def _without(source: Source, block: Block, unwanted: Callable[[str], bool]) -> Iterator[Edit]:
    """Options that go, with all their lines."""
    is_out = False
    for position, line in _lines(source, block):
        if match := OPTION.match(line):
            is_out = unwanted(match["name"])
        if is_out:
            yield Edit(position, position + len(line), "")


def tombstone(source: Source, block: Block) -> Iterator[Edit]:
    """What stands for a comment that is removed, so that answers to it stay whole."""
    start = start_of_line(source.text, block.line)
    opening = whole_line(source.text, start)
    yield Edit(start, start + len(opening), opening.partition("|")[0].rstrip())
    yield from _without(source, block, lambda option: option not in KEPT)
    language = source.path.rsplit(".", 2)[1]
    line_end = line_end_of(source.text)
    words = f"{line_end}{REMOVED.get(language, REMOVED['en'])}{line_end}"
    yield Edit(block.start, block.end, words)
