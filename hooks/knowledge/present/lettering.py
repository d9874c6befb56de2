"""Where the names in a drawing stand: beside their dots, and never on one another."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import product

SIZE, LINE = 15, 17
"""The size of the letters in units of the drawing, and the height of a line."""
GAP = 6
NARROW, WIDE = frozenset("iIjlftr.,:;'’|()[]!-– "), frozenset("mwMWÖÜÄOQG…—@%&")
WIDTHS = (0.38, 0.62, 0.92)
"""The width of a narrow, a common and a wide letter, in a wide font, for a size of 1."""
LINE_LENGTH, MOST_LINES = 19, 2
"""How many letters a line of a broken name holds, and how many lines there are."""
MOST_LETTERS = 32
"""How long a name that stays in one line may be."""
ALWAYS_NAMED, MOST_HIDDEN = 40, 2
"""How many names come first, and how many dots one of them may cover where there is no room."""
CLEAR = 4
"""How much farther than from its own dot a name stands from others where it can choose."""
UNHINDERED = (0, 0)
"""No dot is covered, and none is near."""
CELL = 120
"""The side of a cell of the grid in which boxes are looked up."""


@dataclass(frozen=True, slots=True)
class Dot:
    """A point that wants a name."""

    x: int
    y: int
    radius: int
    title: str
    leftward: bool = False
    """Whether its name rather stands to its left."""
    gap: int = GAP
    """Between it and its name."""


@dataclass(frozen=True, slots=True)
class Lettering:
    """A name in its lines: where the first begins, and to which side of that it runs."""

    x: int
    y: int
    anchor: str
    """`start`, `middle` or `end`, as SVG says it."""
    lines: tuple[str, ...]
    quiet: bool = False
    """Whether there is no room for it, so that it shows only when it is asked for."""


@dataclass(frozen=True, slots=True, eq=False)
class _Box:
    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: _Box) -> bool:
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )

    def within(self, width: float, height: float) -> bool:
        return self.left >= 0 and self.top >= 0 and self.right <= width and self.bottom <= height

    def cells(self) -> Iterator[tuple[int, int]]:
        columns = range(int(self.left // CELL), int(self.right // CELL) + 1)
        yield from product(columns, range(int(self.top // CELL), int(self.bottom // CELL) + 1))


class _Taken:
    """The boxes that are taken, by the cells of a grid."""

    def __init__(self, boxes: Iterable[_Box] = ()) -> None:
        self._cells: dict[tuple[int, int], list[_Box]] = defaultdict(list)
        for box in boxes:
            self.add(box)

    def add(self, box: _Box) -> None:
        for cell in box.cells():
            self._cells[cell].append(box)

    def count(self, box: _Box, besides: _Box | None = None) -> int:
        """How many of them a box meets, one not counted."""
        met = {other for cell in box.cells() for other in self._cells[cell] if box.meets(other)}
        return len(met - {besides})


def letter(
    dots: Sequence[Dot], order: Iterable[int], width: int, height: int
) -> tuple[Lettering, ...]:
    """A place for the name of each dot, in the order of the dots.

    No name lies on another. None lies on a dot either, but for the first ones, which are shown
    even in the thickest crowd. A name that stood as close to another dot as to its own would seem
    to be that one's: it takes another side if there is one.

    Args:
        dots: all of them.
        order: their numbers, those whose names matter most first.
        width: of the field, which no name leaves.
        height: of the field.
    """
    crowd, names = _Taken(map(_around, dots)), _Taken()
    around = list(map(_nearby, dots))
    nearby = _Taken(around)
    found: dict[int, Lettering] = {}
    for rank, number in enumerate(order):
        dot = dots[number]
        fitting: list[Lettering] = []
        best = (len(dots), 0), -1
        for way in _ways(dot):
            box = _box(way)
            if not box.within(width, height):
                continue
            fitting.append(way)
            if names.count(box):
                continue
            best = min(
                best, ((crowd.count(box), nearby.count(box, around[number])), len(fitting) - 1)
            )
            if best[0] == UNHINDERED:
                break  # no other way is better
        (hidden, _), place = best
        if place >= 0 and hidden <= (MOST_HIDDEN if rank < ALWAYS_NAMED else 0):
            found[number] = fitting[place]
            names.add(_box(fitting[place]))
        else:
            found[number] = replace((fitting or list(_ways(dot)))[0], quiet=True)
    return tuple(found[number] for number in range(len(dots)))


def _ways(dot: Dot) -> Iterator[Lettering]:
    """All the ways a name can stand at its dot, the better ones first."""
    whole, broken = (shortened(dot.title),), wrapped(dot.title)
    best = (whole, broken) if len(whole[0]) <= LINE_LENGTH else (broken, whole)
    for lines in dict.fromkeys(best):
        beside = dot.radius + dot.gap
        middle = round(dot.y - (len(lines) - 1) * LINE / 2 + SIZE * 0.35)
        below = dot.y + dot.radius + dot.gap + LINE - GAP
        above = dot.y - dot.radius - dot.gap - (len(lines) - 1) * LINE
        sides = [(beside, "start"), (-beside, "end")]
        for way, anchor in reversed(sides) if dot.leftward else sides:
            yield Lettering(dot.x + way, middle, anchor, lines)
        yield Lettering(dot.x, below, "middle", lines)
        yield Lettering(dot.x, above, "middle", lines)
        near = dot.radius // 2 + dot.gap
        for x, anchor in ((dot.x + near, "start"), (dot.x - near, "end")):
            yield Lettering(x, below - GAP, anchor, lines)
            yield Lettering(x, above + GAP, anchor, lines)


def _around(dot: Dot, aside: int = 1) -> _Box:
    across, high = dot.radius + aside, dot.radius + 1
    return _Box(dot.x - across, dot.y - high, dot.x + across, dot.y + high)


def _nearby(dot: Dot) -> _Box:
    return _around(dot, GAP + CLEAR)


def _box(name: Lettering) -> _Box:
    width = max(map(text_width, name.lines))
    left = name.x - {"start": 0.0, "middle": width / 2, "end": width}[name.anchor]
    top = name.y - SIZE * 0.85
    return _Box(left, top, left + width, top + SIZE * 1.1 + LINE * (len(name.lines) - 1))


def text_width(text: str) -> float:
    """How wide a text is at most, whatever font the reader's system has."""
    narrow, common, wide = WIDTHS
    sizes = (narrow if c in NARROW else wide if c in WIDE else common for c in text)
    return SIZE * sum(sizes)


def shortened(title: str, most: int = MOST_LETTERS) -> str:
    """A title, cut at a word where it is too long."""
    if len(title) <= most:
        return title
    cut = title[:most].rpartition(" ")[0] or title[: most - 1]
    return f"{cut.rstrip(' ,:;–-')}…"


def wrapped(title: str) -> tuple[str, ...]:
    """A title in lines, broken between words and behind hyphens, its end cut if there are many."""
    lines: list[str] = [""]
    parts = re.findall(r"[^\s-]+-?|-", title)
    starts = [match.start() for match in re.finditer(r"[^\s-]+-?|-", title)]
    for part, start in zip(parts, starts, strict=True):
        space = " " if start and title[start - 1].isspace() else ""
        if lines[-1] and len(lines[-1] + space + part) > LINE_LENGTH:
            lines.append(part)
        else:
            lines[-1] += (space if lines[-1] else "") + part
    if len(lines) <= MOST_LINES:
        return tuple(lines)
    last = shortened(" ".join(lines[MOST_LINES - 1 :]), LINE_LENGTH)
    return (*lines[: MOST_LINES - 1], last)
