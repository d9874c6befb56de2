"""What speaks for spam, or should be seen by whoever reads a submission: noted, never decided."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator

from knowledge.importing.markdown import Converted
from knowledge.model import Library
from knowledge.receiving.submission import Note, Submission

MOST_LINKS = 2
FEWEST_WORDS = 3
FOREIGN = 0.3
"""The share of letters of other scripts than Latin from which on a text is noted."""
SHOUTED = 0.6
LETTERS_TO_JUDGE = 40
LINE_TO_REPEAT = 12
"""Characters of a line that may stand several times without saying the same again."""
LINK = re.compile(r"https?://[^\s<>()\[\]]+|www\.[^\s<>()\[\]]+", re.IGNORECASE)
WORD = re.compile(r"[^\W\d_]{2,}")
BAD_WORDS = re.compile(
    r"\b(?:backlinks?|casino|cialis|crypto\s?(?:trading|invest\w*)|escorts?|forex|guest\s?post|"
    r"payday|poker|rank(?:ing)?\s+on\s+google|replica\s+watch\w*|seo|slots?\s+online|sportwetten|"
    r"viagra|whatsapp|xxx)\b",
    re.IGNORECASE,
)
SHAPES: tuple[tuple[str, str, re.Pattern[str]], ...] = (
    (
        "markup",
        "It holds HTML, which is shown as text.",
        re.compile(r"</?[a-z][^<>]{0,200}>", re.IGNORECASE),
    ),
    (
        "script",
        "It holds a script or what would run one, shown as text.",
        re.compile(r"<\s*script|\bon(?:error|load|click)\s*=|javascript:", re.IGNORECASE),
    ),
    (
        "bbcode",
        "It holds the markup of forums, as programs write it.",
        re.compile(r"\[/?(?:url|link|b|img)(?:=[^\]]*)?\]", re.IGNORECASE),
    ),
    (
        "block",
        "It holds lines that look like our own blocks or fields; they are text.",
        re.compile(r"^ {0,3}/{3,}|^ {4}(?:id|status|author-of-essay):|\A\s*---\s*$", re.MULTILINE),
    ),
    ("bad-words", "It speaks of what spam speaks of.", BAD_WORDS),
    (
        "personal",
        "It holds an e-mail address or a telephone number. Ask, or take it out.",
        re.compile(r"\S+@\S+\.\w{2,}|(?<!\d)(?:\+|00)\d[\d\s/()-]{7,}\d"),
    ),
    ("long-run", "One character stands there very often in a row.", re.compile(r"(\S)\1{11,}")),
)
TURNS = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\U000e0000-\U000e007f"
TURNING = re.compile(f"[{TURNS}]")
"""Characters that turn a line around or are never seen; no text needs them here."""
HIDDEN = re.compile(f"[\u200b\u2060\u00ad{TURNS}]")


def notes(sent: Submission, found: Converted, library: Library) -> Iterator[Note]:
    """All that should be seen of a submission.

    Args:
        sent: as it came.
        found: its text as it will stand.
        library: all documents, whose comments it may repeat.
    """
    raw = f"{sent.title}\n{sent.text}"
    for kind, message, pattern in SHAPES:
        if pattern.search(raw):
            yield Note(kind, message)
    links = LINK.findall(raw)
    words = WORD.findall(LINK.sub(" ", found.plain))
    if len(links) > MOST_LINKS:
        yield Note("many-links", f"It holds {len(links)} links.")
    if len(words) < FEWEST_WORDS and not sent.title:
        yield Note("few-words", "It says next to nothing.")
    if HIDDEN.search(raw) or HIDDEN.search(sent.name):
        message = "It held characters that are not seen, or that turn text around."
        yield Note("hidden-characters", message)
    for judge in (_foreign, _shouted, _repeated):
        yield from judge(found.plain)
    yield from _said_before(found.text, library)


def _foreign(text: str) -> Iterator[Note]:
    letters = [character for character in text if character.isalpha()]
    others = sum(not unicodedata.name(letter, "").startswith("LATIN") for letter in letters)
    if letters and others / len(letters) > FOREIGN:
        yield Note("foreign-script", "Much of it is in another script.")


def _shouted(text: str) -> Iterator[Note]:
    letters = [character for character in text if character.isalpha()]
    if len(letters) > LETTERS_TO_JUDGE and sum(map(str.isupper, letters)) > SHOUTED * len(letters):
        yield Note("capitals", "Most of it is in capitals.")


def _repeated(text: str) -> Iterator[Note]:
    sentences = (" ".join(part.split()).casefold() for part in re.split(r"[.!?\n]+", text))
    counts = Counter(part for part in sentences if len(part) >= LINE_TO_REPEAT)
    if any(count > 2 for count in counts.values()):
        yield Note("repeated", "It says the same several times.")


def _said_before(text: str, library: Library) -> Iterator[Note]:
    """Where the same words stand already."""
    said = _bare(text)
    for essay in library.essays.values() if said else ():
        for comment in essay.thread.comments:
            if any(_bare(t.source.text[t.start : t.end]) == said for t in comment.texts.values()):
                message = f"The same words stand in {essay.id}#{comment.id} already."
                yield Note("said-before", message)
                return


def _bare(text: str) -> str:
    return " ".join(WORD.findall(text.casefold()))
