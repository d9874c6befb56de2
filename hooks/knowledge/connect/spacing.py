"""Room between points: how a drawing becomes legible without becoming another one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import floor, sqrt

from knowledge.connect.layout import Net, length

FLATTENED = 2.2
"""Labels are wide and low: points keep that much more room beside them than above."""
ROUNDS = 60
CELL = 0.95
"""The room each point claims, as a share of the side of a square that all of them would get."""
PUSH, PULL, HOLD = 0.4, 0.1, 0.1
"""The strength of points that are too near, of lines, and of the place where a point began."""


@dataclass(frozen=True, slots=True)
class Field:
    """Half the width and half the height of a field with 0 in its middle, and the least room."""

    width: float
    height: float
    room: float

    def inside(self, point: complex) -> complex:
        """The nearest point of the field."""
        return complex(
            min(self.width, max(-self.width, point.real)),
            min(self.height, max(-self.height, point.imag)),
        )


def spaced(net: Net, points: list[complex], width: float, height: float) -> list[complex]:
    """Points with room between them, on a field with 0 in its middle.

    Only points in neighbouring cells are compared, so that the cost grows with their number and
    not with its square; the number of rounds is fixed, and steps become shorter, so that what
    changed in one corner does not travel through the whole.

    Args:
        net: the lines between them.
        points: where they begin, from -1 to 1.
        width: the width of the field.
        height: the height of the field.
    """
    half, tall = width / 2 / FLATTENED, height / 2
    field = Field(half, tall, CELL * sqrt(4 * half * tall / max(1, len(points))))
    began = [complex(p.real * half, p.imag * tall) for p in points]
    moved = began
    for number in range(ROUNDS):
        forces = _forces(net, moved, began, field.room)
        longest = field.room / 2 * (1 - number / ROUNDS)
        moved = [
            field.inside(point + _cut(force, longest))
            for point, force in zip(moved, forces, strict=True)
        ]
    return [complex(point.real * FLATTENED, point.imag) for point in moved]


def _forces(net: Net, points: list[complex], began: list[complex], room: float) -> list[complex]:
    forces = [(start - point) * HOLD for start, point in zip(began, points, strict=True)]
    for one, other in neighbours(points, room):
        apart = points[one] - points[other]
        far = length(apart)
        if far < room:
            # Two on one point part sideways, the first id to the left.
            push = apart * ((room - far) / far * PUSH) if far else complex(-room * PUSH)
            forces[one] += push
            forces[other] -= push
    for one, other in net.lines:
        apart = points[other] - points[one]
        far = length(apart)
        if far > room:
            pull = apart * ((far - room) / far * PULL)
            forces[one] += pull * (1 / sqrt(len(net.near[one])))
            forces[other] -= pull * (1 / sqrt(len(net.near[other])))
    return forces


def neighbours(points: list[complex], room: float) -> Iterator[tuple[int, int]]:
    """Pairs of points in the same cell of a grid or in cells side by side, each once.

    Args:
        points: any number of them.
        room: the side of a cell.
    """
    cells: dict[tuple[int, int], list[int]] = {}
    for number, point in enumerate(points):
        cell = (floor(point.real / room), floor(point.imag / room))
        cells.setdefault(cell, []).append(number)
    for (column, row), members in cells.items():
        around = [
            other
            for x in (column - 1, column, column + 1)
            for y in (row - 1, row, row + 1)
            for other in cells.get((x, y), ())
        ]
        for one in members:
            yield from ((one, other) for other in around if other > one)


def _cut(force: complex, longest: float) -> complex:
    """A step no longer than allowed."""
    far = length(force)
    return force * (longest / far) if far > longest else force
