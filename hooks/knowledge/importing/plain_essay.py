"""The lines of an essay to its title, its date, its author and its text."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from knowledge.importing.plain_blocks import Block, blocks
from knowledge.importing.plain_dates import find_date
from knowledge.importing.plain_split import BYLINE, can_be_title, is_meta
from knowledge.importing.plain_text import Layout, Line
from knowledge.importing.plain_thread import declared_alone

TAGS = re.compile(
    r"(?:schlag(?:wörter|worte)|stichw(?:örter|orte)|verschlagwortet(?: mit)?|tags?|"
    r"tagged(?: with)?|kategorien?|"
    r"categor(?:y|ies)|veröffentlicht in|abgelegt unter|posted in|filed under|themen|"
    r"topics):? (?P<tags>\S.{0,400})",
    re.IGNORECASE,
)
WORDS_AROUND = re.compile(
    r"\b(?:veröffentlicht|gepostet|geschrieben|verfasst|publiziert|posted|published|written|"
    r"erstellt|am|on|"
    r"um|at|vom|den|in|uhr|date|datum|stand|von|by|autor(?:in)?|author)\b[: ]*|[|·•/,;:()–—-]",
    re.IGNORECASE,
)
NAME_BESIDE = re.compile(
    r"(?:von|by|autor(?:in)?:|author:) (?P<name>.+?)(?: (?:am|on|in|unter|under)\b.*)?$",
    re.IGNORECASE,
)
MOST_ABOVE = 8
"""Lines with text among which title and date have to stand."""
LONGEST_NAME = 60


@dataclass(slots=True)
class Essay:
    """What the top of an essay says, and its text."""

    title: str = ""
    line: int = 1
    date: dt.datetime | dt.date | None = None
    author: str = ""
    tags: tuple[str, ...] = ()
    declared: int | None = None
    blocks: list[Block] = field(default_factory=list)
    above: list[Line] = field(default_factory=list)
    """Lines above the title that belong to the page."""
    used: list[Line] = field(default_factory=list)
    """Lines that say date, author, tags or a count, and are not in the text."""


def read(lines: Sequence[Line], layout: Layout) -> Essay:
    """An essay from its lines."""
    essay = Essay()
    rest = _top(essay, lines)
    essay.blocks = blocks(_without_tags(essay, rest), layout, headings=True)
    return essay


def _top(essay: Essay, lines: Sequence[Line]) -> list[Line]:
    """Reads what stands above the text, and returns the lines below it."""
    full = [index for index, line in enumerate(lines) if not line.empty]
    if not full:
        return []
    essay.line = lines[full[0]].number
    top = _before_text([lines[index] for index in full[:MOST_ABOVE]])
    titles = [line for line in top if not _is_meta(line)]
    title = _title(titles, top)
    for line in top:
        if _is_meta(line):
            _read_meta(essay, line)
    if title is None:
        return list(lines[full[len(top)] :]) if len(top) < len(full) else []
    essay.title, essay.line = title.plain, title.number
    essay.above = [line for line in titles if line.number < title.number]
    gone = {line.number for line in top if _is_meta(line)} | {title.number}
    gone |= {line.number for line in essay.above}
    return [line for line in lines if line.number not in gone]


def _is_meta(line: Line) -> bool:
    return is_meta(line.plain) or declared_alone(line.plain) is not None


def _before_text(first: Sequence[Line]) -> list[Line]:
    """The lines down to the last date or name above the text, or the first alone."""
    end = 0
    for index, line in enumerate(first):
        if _is_meta(line):
            end = index + 1
        elif index and not (can_be_title(line.plain) and len(line.text.split()) <= 20):
            break
    if end > 1 or (end and len(first) > 1 and can_be_title(first[1].plain)):
        return _with_title_below(first, end)
    return list(first[:1]) if can_be_title(first[0].plain) else []


def _with_title_below(first: Sequence[Line], end: int) -> list[Line]:
    """Where a date stands above the title, the title belongs to the top as well."""
    if all(_is_meta(line) for line in first[:end]) and end < len(first):
        return list(first[: end + 1])
    return list(first[:end])


def _title(titles: Sequence[Line], top: Sequence[Line]) -> Line | None:
    """The title: of two the first, unless that is the short name of a site; of more the last."""
    if not titles:
        return None
    if len(titles) == 2 and (len(titles[0].text.split()) > 3 or len(titles[1].text.split()) < 4):
        return titles[0]
    meta = next((line.number for line in top if _is_meta(line)), 0)
    above = [line for line in titles if line.number < meta]
    return above[-1] if above else titles[0]


def _read_meta(essay: Essay, line: Line) -> None:
    essay.used.append(line)
    if (count := declared_alone(line.plain)) is not None:
        essay.declared = count
        return
    text = line.plain
    dated = find_date(text)
    if dated and essay.date is None:
        essay.date = dated.value
    elif dated:
        return
    rest = f"{text[: dated.start]} {text[dated.end :]}".strip() if dated else text
    name = _name(rest)
    if name and not essay.author:
        essay.author = name


def _name(text: str) -> str:
    """The author's name in a line of which the date is taken away."""
    if match := BYLINE.fullmatch(text) or NAME_BESIDE.search(text):
        name = next(group for group in match.groups() if group)
        return re.sub(r"\s*(?:\b(?:am|on|vom|um|at)\b|[|·•,;–—-]).*$", "", name).strip()
    alone = re.sub(r"^[\s|·•/,;:()–—-]+|[\s|·•/,;:()–—-]+$", "", text)
    if re.search(r"\d|:", alone) or len(alone.split()) not in (2, 3):
        return ""
    is_name = all(word[0].isupper() for word in alone.split())
    return alone if is_name and not WORDS_AROUND.search(alone) else ""


def _without_tags(essay: Essay, lines: Sequence[Line]) -> list[Line]:
    """Takes out lines that list tags, or say how many comments there are."""
    kept: list[Line] = []
    for line in lines:
        match = TAGS.fullmatch(line.plain) if len(line.text) <= 440 else None
        count = declared_alone(line.plain)
        if match and _are_tags(match["tags"]):
            named = [tag.strip(" .#") for tag in re.split(r"[,;|·•]", match["tags"])]
            essay.tags += tuple(tag for tag in dict.fromkeys(named) if tag)
        elif count is not None:
            essay.declared = count
        else:
            kept.append(line)
            continue
        essay.used.append(line)
        kept.append(replace(line, text=""))
    essay.tags = tuple(dict.fromkeys(essay.tags))
    return kept


def _are_tags(text: str) -> bool:
    """Whether a list holds short entries and no sentence."""
    entries = re.split(r"[,;|·•]", text)
    return not re.search(r"[.!?:]", text) and all(len(entry.split()) <= 4 for entry in entries)
