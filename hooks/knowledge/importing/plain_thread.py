"""The conversation below an essay: where it begins, and who answers whom."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from knowledge.importing.plain_furniture import Signal
from knowledge.importing.plain_heads import ANSWERS, Head, Marker, head, is_name, marker, named
from knowledge.importing.plain_text import Line
from knowledge.model import CommentKind

COUNT = (
    r"(?P<count>\d{1,6}|kein(?:e|er)?|no|ein(?:e|en)?|one|zwei|two|drei|three|vier|four|fünf|five|"
    r"sechs|six|sieben|seven|acht|eight|neun|nine|zehn|ten)"
)
WHAT = (
    r"(?:kommentare?|comments?|antwort(?:en)?|responses?|repl(?:y|ies)|gedanken?|thoughts?|"
    r"reaktion(?:en)?|reactions?|rückmeldung(?:en)?|leserkommentare?|meinung(?:en)?)"
)
COUNTED = re.compile(
    rf"{COUNT} {WHAT}(?: (?:zu|auf|to|on|for|über|about|leave|hinterlasse|schreib|bisher|"
    rf"so far)\b.{{0,300}})?"
    r"(?: ?→)?:?",
    re.IGNORECASE,
)
COUNT_BEHIND = re.compile(rf"{WHAT}:? ?[(\[]?(?P<count>\d{{1,6}})[)\]]?:?", re.IGNORECASE)
ALONE = re.compile(
    r"(?P<count>\d{1,6}|keine?|no) (?:kommentare?|comments?)|"
    r"(?:kommentare|comments):? \(?(?P<behind>\d{1,6})\)?",
    re.IGNORECASE,
)
BARE = re.compile(
    r"(?:die |the )?(?:kommentare?|comments?|responses?|diskussion|discussion|reaktionen|"
    r"leserkommentare|"
    r"readers?'? comments|reader responses)(?: (?:zu|to|on) .{1,300})?:?",
    re.IGNORECASE,
)
TRACKBACKS = re.compile(
    r"(?:\d{1,6} )?(?P<first>trackback|pingback)s?(?: ?(?:/|&|,|und|and) ?(?P<second>trackback|"
    r"pingback)s?)?"
    r"(?: ?\(\d{1,6}\))?(?: (?:zu|to|on|für|for) .{1,300})?:?",
    re.IGNORECASE,
)
NUMBERS = {
    word: number
    for number, words in enumerate(
        "kein keine keiner no|ein eine einen one|zwei two|drei three|vier four|fünf five|sechs six|"
        "sieben seven|acht eight|neun nine|zehn ten".split("|")
    )
    for word in words.split()
}
REBLOG = re.compile(
    r"(?:hat (?:dies|diesen (?:beitrag|artikel)|das)\b.{0,120}\b(?:re-?bloggt|gerebloggt)\b"
    r"|re-?blogged this\b|(?:dies|das) (?:re-?bloggt|gerebloggt)\b)",
    re.IGNORECASE,
)
COUNTER = re.compile(r"#?\d{1,5}[.)]?")
LOOK_AHEAD = 3
"""Lines with text among which the first comment has to begin."""


@dataclass(frozen=True, slots=True)
class Opener:
    """A line above comments or trackbacks."""

    line: Line
    declared: int | None
    trackbacks: CommentKind | None = None


def opener(line: Line) -> Opener | None:
    """What a line opens, if it is one that stands above a conversation."""
    text = line.plain
    if len(text) > 340:
        return None
    if match := COUNTED.fullmatch(text) or COUNT_BEHIND.fullmatch(text):
        count = match["count"].lower()
        return Opener(line, NUMBERS[count] if count in NUMBERS else int(count))
    if match := TRACKBACKS.fullmatch(text):
        both = {match["first"].lower(), (match["second"] or match["first"]).lower()}
        kind = CommentKind.PINGBACK if both == {"pingback"} else CommentKind.TRACKBACK
        return Opener(line, None, kind)
    return Opener(line, None) if BARE.fullmatch(text) else None


def declared_alone(text: str) -> int | None:
    """How many comments a line says there are that stands above none."""
    match = ALONE.fullmatch(text) if len(text) < 40 else None
    if match is None:
        return None
    count = match["count"] or match["behind"]
    return int(count) if count.isdecimal() else 0


class _Style(StrEnum):
    """By what a thread's comments are told apart."""

    DATED = "dated"
    NAMED = "named"
    NUMBERED = "numbered"


@dataclass(slots=True)
class Said:
    """A comment or trackback with the lines of its text."""

    line: int
    name: str
    head: Head
    kind: CommentKind
    parent: int | None = None
    """Its place among those of the thread."""
    body: list[Line] = field(default_factory=list)


@dataclass(slots=True)
class Conversation:
    """What a thread's lines are."""

    said: list[Said] = field(default_factory=list)
    openers: list[Opener] = field(default_factory=list)
    structure: list[Line] = field(default_factory=list)
    """Lines that only say what answers what."""
    left: list[Line] = field(default_factory=list)
    """Lines before the first comment and behind the form, which belong to none."""

    @property
    def declared(self) -> int | None:
        """How many comments the source says there are."""
        return next((o.declared for o in self.openers if o.declared is not None), None)


def begins(lines: Sequence[Line], at: int) -> bool:
    """Whether a conversation begins at a line; `lines` are those with text only."""
    first = opener(lines[at])
    if first is None:
        return _speaks_at_once(lines, at)
    following = lines[at + 1 : at + 2 + LOOK_AHEAD]
    if following and opener(following[0]) and not first.trackbacks:
        return begins(lines, at + 1)
    if first.trackbacks:
        return bool(following) and (
            marker(following[0].plain) is not None or len(following[0].text) < 200
        )
    return _style(following, first.declared is not None) is not None


def _speaks_at_once(lines: Sequence[Line], at: int) -> bool:
    """Whether a comment begins that no line announces: only with a verb and a date."""
    text = lines[at].plain
    if len(text) > 200 or not text.isprintable():
        return False
    mark = marker(text)
    inner = lines[at].without(mark.end) if mark else lines[at]
    found = head(inner, lines[at + 1] if at + 1 < len(lines) else None)
    return bool(found and found.says and found.timed and found.name)


def _style(following: Sequence[Line], announced: bool) -> tuple[_Style, bool] | None:
    """By what comments are told apart, and whether each has a marker."""
    for index, line in enumerate(following[:LOOK_AHEAD]):
        after = following[index + 1] if index + 1 < len(following) else None
        for mark in (marker(line.plain), None):
            if mark and mark.level == 0 and mark.number and int(mark.number) > 999:
                continue
            inner = line.without(mark.end) if mark else line
            found = head(inner, after)
            if found and (found.date or found.says or found.pingback):
                return _Style.DATED, mark is not None
    if not following:
        return None
    mark = marker(following[0].plain)
    inner = following[0].without(mark.end) if mark else following[0]
    if named(inner.plain):
        return _Style.NAMED, mark is not None
    return (_Style.NUMBERED, True) if announced and mark and mark.number == "1" else None


def read(lines: Sequence[Line]) -> Conversation:
    """Takes the lines of a conversation apart, those without text included."""
    return _Reading(lines).conversation


class _Reading:
    """One pass over the lines of a conversation."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self.lines = lines
        self.full = [index for index, line in enumerate(lines) if not line.empty]
        self.conversation = Conversation()
        self.trackbacks: CommentKind | None = None
        self.behind_form = False
        self.stack: list[tuple[tuple[int, int, int], int]] = []
        self.indents: list[int] = []
        self.numbered = False
        self.expected = 1
        self.latest: dict[str, int] = {}
        """The last comment of each name but the one that is read."""
        self.apart = True
        """Whether empty lines stand between names and dates."""
        style = self._first_style()
        self.style, self.marked = style or (_Style.DATED, False)
        self._read()

    def _first_style(self) -> tuple[_Style, bool] | None:
        content = [self.lines[i] for i in self.full[:8] if not opener(self.lines[i])]
        announced = any(
            (o := opener(self.lines[i])) and o.declared is not None for i in self.full[:4]
        )
        return _style(content, announced)

    def _read(self) -> None:
        position = 0
        previous = -1
        while position < len(self.full):
            index = self.full[position]
            gap = self.lines[previous + 1 : index]
            self.behind_form |= any(line.signal is Signal.FORM for line in gap)
            taken = self._opener(index) or self._head(position, bool(gap) or previous < 0)
            if not taken:
                self._body(index, gap)
                taken = 1
            position += taken
            previous = self.full[position - 1]

    def _opener(self, index: int) -> int:
        line = self.lines[index]
        found = opener(line)
        if found is None or (self.conversation.said and not self._opens_again(found, index)):
            return 0
        self.conversation.openers.append(found)
        self.trackbacks = found.trackbacks
        self.behind_form = False
        self.stack = []
        return 1

    def _opens_again(self, found: Opener, index: int) -> bool:
        """Whether it stands apart, and further left than what is said."""
        before = self.lines[index - 1] if index else None
        apart = before is None or before.empty
        return apart and found.line.indent <= min(self.indents, default=0)

    def _head(self, position: int, after_gap: bool) -> int:
        index = self.full[position]
        line = self.lines[index]
        mark = marker(line.plain)
        if self.trackbacks:
            return self._trackback(line, mark, after_gap)
        if self.behind_form and not after_gap:
            return 0
        counted = position > 0 and bool(
            COUNTER.fullmatch(self.lines[self.full[position - 1]].plain)
        )
        found = self._recognised(position, mark, after_gap or counted)
        if found is None:
            return 0
        head, mark = found
        if counted:
            self._take_counter(self.lines[self.full[position - 1]])
        rank = self._rank(line, mark)
        kind = CommentKind(head.pingback) if head.pingback else CommentKind.COMMENT
        self._say(line, head, kind, rank)
        if head.rest:
            inner = line.without(mark.end) if mark else line
            self.conversation.said[-1].body.append(replace(inner, text=head.rest))
        if mark and mark.number.isdigit() and not mark.level:
            self.expected = int(mark.number) + 1
        return head.lines

    def _take_counter(self, line: Line) -> None:
        """A number alone above a head counts the comments, and is part of none."""
        said = self.conversation.said
        for lines in ([said[-1].body] if said else [], [self.conversation.left]):
            for kept in lines:
                if kept and kept[-1] is line:
                    kept.pop()
                    self.conversation.structure.append(line)

    def _recognised(
        self, position: int, mark: Marker | None, after_gap: bool
    ) -> tuple[Head, Marker | None] | None:
        line = self.lines[self.full[position]]
        if self.style is _Style.NUMBERED:
            return self._by_number(line, mark)
        if self.style is _Style.NAMED:
            inner = line.without(mark.end) if mark else line
            found = (
                named(inner.plain) if (mark or not self.marked) and (mark or after_gap) else None
            )
            return (found, mark) if found else None
        for tried in (mark,) if self.marked else (mark, None):
            if (tried or not self.marked) and (found := self._dated(position, tried, after_gap)):
                return found, tried
        return self._by_number(line, mark, named_only=True) if self.marked else None

    def _by_number(
        self, line: Line, mark: Marker | None, *, named_only: bool = False
    ) -> tuple[Head, Marker] | None:
        """The next in the count, at the margin of the others; further in, who has a name."""
        if mark is None:
            return None
        inner = line.without(mark.end)
        found = named(inner.plain)
        counted = mark.number == str(self.expected) and (
            not self.indents or abs(line.indent - self.indents[0]) <= 1
        )
        if named_only:
            fits = counted and is_name(inner.plain)
            return (Head(inner.plain, None), mark) if fits else None
        if counted:
            return found or Head("", None, rest=inner.text), mark
        deeper = self.indents and line.indent > self.indents[0] + 1
        return (found, mark) if found and deeper else None

    def _dated(self, position: int, mark: Marker | None, after_gap: bool) -> Head | None:
        index = self.full[position]
        line = self.lines[index].without(mark.end) if mark else self.lines[index]
        following = self._following(position)
        found = head(line, following, self._following(position + 1))
        if found is None:
            return None
        first = not self.conversation.said
        if found.lines == 2 and not found.says and not self.marked:
            adjacent = self._adjacent(position)
            if first:
                self.apart = not adjacent
            elif not adjacent and not self.apart:
                found = None
        if found is None or found.says or found.pingback or mark:
            return found
        return found if after_gap or (found.timed and found.name) else None

    def _following(self, position: int) -> Line | None:
        return self.lines[self.full[position + 1]] if position + 1 < len(self.full) else None

    def _adjacent(self, position: int) -> bool:
        """Whether nothing but furniture stands between a line and the next with text."""
        between = self.lines[self.full[position] + 1 : self.full[position + 1]]
        return all(line.text for line in between)

    def _trackback(self, line: Line, mark: Marker | None, after_gap: bool) -> int:
        """Each item of a list of trackbacks, or each paragraph if it is no list."""
        if self.behind_form:
            return 0
        said = self.conversation.said
        begins = not said or said[-1].kind is not self.trackbacks
        deeper = not begins and self.indents and line.indent > self.indents[-1]
        if not begins and (deeper or not (mark or after_gap)):
            return 0
        inner = line.without(mark.end) if mark else line
        match = re.fullmatch(r"(?:pingback|trackback):? (\S.*)", inner.plain, re.IGNORECASE)
        self.stack = []
        self._say(
            line, Head("", None), self.trackbacks or CommentKind.TRACKBACK, (line.indent, 0, 0)
        )
        said[-1].body.append(replace(inner, text=match[1] if match else inner.text))
        return 1

    def _rank(self, line: Line, mark: Marker | None) -> tuple[int, int, int]:
        """How far in a comment stands: by its indent, its number, and bullets below numbers."""
        indent = next(
            (known for known in self.indents if abs(known - line.indent) <= 1), line.indent
        )
        if mark and mark.number and not mark.level:
            self.numbered = True
        return indent, mark.level if mark else 0, int(bool(mark and mark.bullet and self.numbered))

    def _say(self, line: Line, head: Head, kind: CommentKind, rank: tuple[int, int, int]) -> None:
        while self.stack and self.stack[-1][0] >= rank:
            self.stack.pop()
        if said := self.conversation.said:
            self.latest[said[-1].name.casefold()] = len(said) - 1
        parent = self.stack[-1][1] if self.stack else None
        self.stack.append((rank, len(self.conversation.said)))
        if rank[0] not in self.indents:
            self.indents.append(rank[0])
        self.conversation.said.append(Said(line.number, head.name, head, kind, parent))
        self.behind_form = False

    def _body(self, index: int, gap: Sequence[Line]) -> None:
        line = self.lines[index]
        said = self.conversation.said
        if not said or self.behind_form:
            self.conversation.left.append(line)
            return
        if not said[-1].body and (match := ANSWERS.fullmatch(line.plain)):
            parent = self.latest.get(match["name"].strip().casefold())
            if parent is not None and parent < len(said) - 1:
                said[-1].parent = parent
                self.conversation.structure.append(line)
                return
        said[-1].body += [*(replace(empty, text="") for empty in gap[:1]), line]


def texts(said: Said) -> Iterator[Line]:
    """The lines of what was said, without the space that all of them have in front."""
    margin = min((line.indent for line in said.body if line.text), default=0)
    yield from (replace(line, indent=max(0, line.indent - margin)) for line in said.body)
