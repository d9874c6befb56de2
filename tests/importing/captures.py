"""Helpers to read plain captures, and to tell what of one is in none of what was read."""

from __future__ import annotations

import html
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from knowledge.importing.model import Found, LeftOut, Notice, Post, Wanted
from knowledge.importing.plain import read_capture
from knowledge.importing.plain_dates import MONTHS
from knowledge.importing.plain_text import NO_TEXT

WORD = re.compile(r"[^\W\d]+|\d+")
SAID_BY_A_HEAD = frozenset(
    # What stands around a name and a date, and is said by the two.
    "sagt said schrieb schreibt meint says wrote commented am um at on uhr von by permalink antworten reply "
    "o am pm kommentar comment pingback trackback".split()
)
MARKDOWN_ESCAPE = re.compile(r"\\([\\`*_\[\]{}~^#>+!=.)(:-])")


def read(file: Path) -> list[Found]:
    return list(read_capture(file, file.name, Wanted()))


def read_text(folder: Path, text: str | bytes) -> list[Found]:
    file = folder / "capture.txt"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read(file)


def posts(found: Iterable[Found]) -> list[Post]:
    return [each for each in found if isinstance(each, Post)]


def notices(found: Iterable[Found]) -> list[str]:
    return [each.message for each in found if isinstance(each, Notice)]


def plain(markdown: str) -> str:
    """Markdown without its escapes."""
    return html.unescape(MARKDOWN_ESCAPE.sub(r"\1", markdown))


def lost_words(source: str, found: Sequence[Found]) -> Counter[str]:
    """Words of a source that nothing of what was read holds, as often as they are missing.

    Numbers and months count only where they are not part of a date or a marker, which cannot be
    known here; so they are left to the tests that compare dates.
    """
    there = Counter(_words(source.replace("Autor des Beitrags", "")))
    for each in found:
        for times, text in _texts(each):
            for word in _words(text):
                there[word] -= times
    return Counter(
        {
            word: count
            for word, count in there.items()
            if count > 0
            and not word.isdigit()
            and word not in MONTHS
            and word not in SAID_BY_A_HEAD
        }
    )


def _words(text: str) -> list[str]:
    return [
        word.lower() for word in WORD.findall(NO_TEXT.sub("", unicodedata.normalize("NFC", text)))
    ]


def _texts(each: Found) -> Iterable[tuple[int, str]]:
    """What something that was found says, and how often."""
    if isinstance(each, Notice):
        message, _, also = each.message.rpartition('", also in lines ')
        named, _, more = also.partition(" and ")
        listed = len(re.findall(r"\d+", named)) if message else 0
        yield 1 + listed + (int(more.split()[0]) if message and more else 0), each.message
    elif isinstance(each, LeftOut):
        yield 1, each.reason
    else:
        yield from ((1, text) for text in _texts_of_post(each))


def _texts_of_post(post: Post) -> Iterable[str]:
    yield from (post.title, plain(post.text), post.author, *post.tags)
    for entry in post.references:
        yield from (plain(entry.text), entry.url if entry.url not in plain(entry.text) else "")
    for remark in post.remarks:
        yield from (remark.name, plain(remark.text), remark.kind if "back" in remark.kind else "")
