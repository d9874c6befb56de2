"""Where in a capture one essay ends and the next begins, and where its conversation does."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from knowledge.importing import plain_thread
from knowledge.importing.plain_dates import find_date
from knowledge.importing.plain_furniture import Signal
from knowledge.importing.plain_text import Line

BYLINE = re.compile(
    r"(?:(?:ein (?:beitrag|artikel|gastbeitrag)|text|geschrieben|veröffentlicht|verfasst|posted|"
    r"written|published"
    r"|article) )?(?:von|by) (?P<name>\S.{0,78})|(?:autor(?:in)?|author|"
    r"text): ?(?P<named>\S.{0,78})",
    re.IGNORECASE,
)
SENTENCE_INSIDE = re.compile(r"(?<!\b[^\W\d_])[.!?…] ")
"""Where a sentence ends, and not an initial."""
LONGEST_TITLE = 200
LONGEST_META = 160
LONG_PARAGRAPH = 20
"""Words of a paragraph that no menu has."""
LONG_TEXT = 80
"""Words of an essay that an advertisement may end."""
MORE_THAN_A_NAME = 4
"""Words of a title that cannot be taken for the name above a comment."""


@dataclass(slots=True)
class Part:
    """The lines of one essay and of its conversation."""

    text: list[Line] = field(default_factory=list)
    thread: list[Line] = field(default_factory=list)
    why: str = ""
    """By what its beginning was recognised; empty for the first."""


def split(lines: Sequence[Line]) -> list[Part]:
    """The essays of a capture, in order."""
    return _Splitting(lines).parts


def can_be_title(text: str) -> bool:
    """Whether a line can be the title of an essay."""
    if len(text) > LONGEST_TITLE or not re.search(r"[^\W_]", text) or "://" in text:
        return False
    return not re.search(r"[,;:–-]$|[.!?…] \S.*[.!…]$", text)


def is_meta(text: str) -> bool:
    """Whether a line says when or by whom an essay was written, and nothing else."""
    if len(text) > LONGEST_META:
        return False
    dated = find_date(text)
    if dated is None:
        match = BYLINE.fullmatch(text)
        return bool(match and len((match["name"] or match["named"]).split()) <= 5)
    rest = f"{text[: dated.start]} {text[dated.end :]}"
    return len(rest.split()) <= 8 and not SENTENCE_INSIDE.search(rest)


class _Splitting:
    """One pass over the lines of a capture."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self.lines = lines
        self.full = [index for index, line in enumerate(lines) if not line.empty]
        self.content = [lines[index] for index in self.full]
        self.words = 0
        self.sections = 0
        self.in_thread = False
        self.first_dated = False
        self.parts = [Part()]
        self._split()

    def _split(self) -> None:
        previous = -1
        for position, index in enumerate(self.full):
            gap = self.lines[previous + 1 : index]
            if position == 0:
                self.first_dated = self._dated(0, 2)
            elif why := self._begins(position, gap):
                self._add(gap)
                self.parts.append(Part(why=why))
                self.words, self.sections, self.in_thread = 0, 0, False
                gap = []
            self._add(gap)
            if self._thread_begins(position, bool(gap)):
                self.in_thread = True
            self._add([self.lines[index]])
            self._count(position)
            previous = index
        self._add(self.lines[previous + 1 :])

    def _thread_begins(self, position: int, after_gap: bool) -> bool:
        if self.in_thread or self.words == 0 or not (after_gap or self._opens(position)):
            return False
        return plain_thread.begins(self._ahead(position), 0)

    def _opens(self, position: int) -> bool:
        """Whether a line that nothing separates says how many comments follow."""
        found = plain_thread.opener(self.content[position])
        return found is not None and found.declared is not None

    def _ahead(self, position: int) -> list[Line]:
        return self.content[position : position + 8]

    def _add(self, lines: Sequence[Line]) -> None:
        part = self.parts[-1]
        (part.thread if self.in_thread else part.text).extend(lines)

    def _count(self, position: int) -> None:
        if self.in_thread:
            return
        self.words += len(self.content[position].text.split())
        alone = self._alone(position)
        if alone and position and self._prosy(position):
            self.sections += self.words > LONG_PARAGRAPH

    def _begins(self, position: int, gap: Sequence[Line]) -> str:
        """Why an essay begins at a line, or nothing."""
        line = self.content[position]
        if not can_be_title(line.plain) or plain_thread.opener(line):
            return ""
        signal = max((between.signal for between in gap), default=Signal.NONE)
        if signal in (Signal.START, Signal.FORM):
            ended = self.in_thread or (signal is Signal.START and self.words > 0)
            starts = ended and (self._dated(position, 2) or self._prosy(position))
            return "the page above it ended" if starts else ""
        if self.in_thread:
            return ""
        interrupted = signal is Signal.END or (line.new_page and bool(gap))
        return self._inside(position, gap, interrupted=interrupted)

    def _inside(self, position: int, gap: Sequence[Line], *, interrupted: bool) -> str:
        """Why an essay begins where no page does: a title with a date, or an advertisement."""
        if len(self.content[position].text.split()) >= MORE_THAN_A_NAME:
            if interrupted and self._dated(position, 2) and self.words >= LONG_PARAGRAPH:
                return "a title with a date follows an interruption"
            as_first = bool(gap) and self.first_dated and self._dated(position, 1)
            if as_first and self.words >= LONG_TEXT:
                return "a title with a date stands there, as above the first"
        if self._after_advertisement(position, gap):
            return "a title follows an advertisement at the end of a text without sections"
        return ""

    def _after_advertisement(self, position: int, gap: Sequence[Line]) -> bool:
        interrupted = any(line.furniture and line.signal is Signal.END for line in gap)
        rule = any(line.furniture and line.furniture.name == "a rule" for line in gap)
        return (
            interrupted
            and not rule
            and self.words >= LONG_TEXT
            and not self.sections
            and self._prosy(position)
        )

    def _dated(self, position: int, within: int) -> bool:
        """Whether a date or a name follows a title, alone in its line."""
        following = self.content[position + 1 : position + 1 + within]
        for line in following:
            if is_meta(line.plain):
                return True
            if not can_be_title(line.plain) or len(line.text.split()) > LONG_PARAGRAPH:
                return False
        return False

    def _prosy(self, position: int) -> bool:
        """Whether a line stands alone above a paragraph."""
        if not self._alone(position) or position + 1 >= len(self.content):
            return False
        text = self.content[position].plain
        if len(text) > LONGEST_TITLE or text.endswith((".", ",", ";", ":", "…")):
            return False
        return len(text.split()) <= LONG_PARAGRAPH <= self._paragraph(position + 1)

    def _paragraph(self, position: int) -> int:
        """Words of the paragraph that begins at a line, as far as they matter."""
        words = 0
        start = self.full[position]
        for line in self.lines[start : start + LONG_PARAGRAPH]:
            if line.empty or words >= LONG_PARAGRAPH:
                break
            words += len(line.text.split())
        return words

    def _alone(self, position: int) -> bool:
        index = self.full[position]
        above = self.lines[index - 1] if index else None
        below = self.lines[index + 1] if index + 1 < len(self.lines) else None
        return (above is None or above.empty) and (below is None or below.empty)
