"""The essays are retold: no run of words is shared with what they retell, names aside.

The captures do not belong to the project. Where they are at hand (the folder beside the project's
own, or the one `QUERVERWEIS_CAPTURES` names), every text is compared with them.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from knowledge.collect.source import read_text, split_source

ROOT = Path(__file__).parents[2]
CAPTURES = Path(os.environ.get("QUERVERWEIS_CAPTURES", ROOT.parent / "shared" / "seeds"))
LONGEST_RUN = 13
WORD = re.compile(r"\w+")
ADDRESS = re.compile(r"https?://\S+")


def runs(text: str, length: int) -> Iterator[tuple[str, ...]]:
    """Every run of so many words, in lower case and without punctuation or addresses."""
    words = WORD.findall(ADDRESS.sub(" ", text).lower())
    return (tuple(words[i : i + length]) for i in range(len(words) - length + 1))


def shared(texts: Iterable[str], captures: Iterable[str]) -> set[tuple[str, ...]]:
    """The runs longer than allowed that texts share with captures."""
    known = {run for capture in captures for run in runs(capture, LONGEST_RUN + 1)}
    return {run for text in texts for run in runs(text, LONGEST_RUN + 1) if run in known}


def bodies() -> list[str]:
    """All texts of the base without their front matter, where titles of works stand."""
    files = sorted((ROOT / "docs").rglob("*.md"))
    return [split_source(str(path), read_text(path)).body for path in files]


def test_texts_are_in_our_own_words() -> None:
    captures = [path.read_text(encoding="utf-8") for path in sorted(CAPTURES.glob("*.txt"))]
    assert not shared(bodies(), captures)


def test_a_copied_sentence_would_be_found() -> None:
    copied = " ".join(f"Wort{n}" for n in range(LONGEST_RUN + 1))
    changed = copied.replace("Wort7", "anders")
    assert shared([f"Davor, {copied.lower()}! Danach."], [f"Anfang {copied} Ende"])
    assert not shared([f"Davor {changed} danach"], [f"Anfang {copied} Ende"])
