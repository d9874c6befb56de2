"""Places for concepts that stay where they are when little changes.

Each concept has a place of its own that only its id decides. Where it comes to lie is the mean of
such places over the concepts around it, so that a new line moves those near it and few others.
That start is then drawn towards a true likeness of the distances in the graph (stress), and held
by where it began, which is what keeps two builds alike.

The bytes are the same on every machine: there is nothing here but addition, multiplication,
division and square roots, which IEEE 754 rounds one way only; sums are made by `fsum`, because
the built-in one adds otherwise from Python 3.12 on. Points are complex numbers.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from hashlib import sha256
from math import fsum, sqrt

OWN, ROUNDS = 0.05, 100
"""How much of its own place a concept keeps in each round of taking means, and how many."""
LEAST_PIVOTS, MOST_DISTANCES = 30, 15_000
"""From how many concepts distances are measured at least, and how many distances beyond that."""
STEPS, HOLD = 30, 0.1
"""How often points follow the distances, and how strongly the start holds them."""
REACH = 1.0
"""How far out the border of the field is, in standard deviations, for points that go there."""


@dataclass(frozen=True)
class Net:
    """Concepts, by number in the order of their ids, and the lines between them."""

    ids: tuple[str, ...]
    lines: tuple[tuple[int, int], ...]

    @cached_property
    def near(self) -> tuple[tuple[int, ...], ...]:
        """The numbers of those that each has a line to."""
        found: list[list[int]] = [[] for _ in self.ids]
        for one, other in self.lines:
            found[one].append(other)
            found[other].append(one)
        return tuple(map(tuple, found))

    def part(self, members: Sequence[int]) -> Net:
        """Some of the concepts with the lines among them."""
        number = {member: index for index, member in enumerate(members)}
        lines = [(number[a], number[b]) for a, b in self.lines if a in number and b in number]
        return replace(self, ids=tuple(self.ids[m] for m in members), lines=tuple(lines))


def net(ids: Iterable[str], pairs: Iterable[tuple[str, str]]) -> Net:
    """Concepts and which of them have a line between them, in a stable order.

    Args:
        ids: all concepts.
        pairs: ids of two concepts each, in any order and as often as they come.
    """
    ordered = tuple(sorted(ids))
    number = {id: index for index, id in enumerate(ordered)}
    lines = {(min(a, b), max(a, b)) for a, b in ((number[x], number[y]) for x, y in pairs)}
    return Net(ordered, tuple(sorted(lines)))


def start(whole: Net) -> list[complex]:
    """A point for each concept, from -1 to 1 in both directions.

    The largest connected part fills the field. What has no line to it goes to the rim, where it
    does not look as if it belonged to those beside it.
    """
    points = [_own_place(id) for id in whole.ids]
    parts = components(whole)
    for members in parts[:1]:
        inner = whole.part(members)
        shaped = _evened(_by_distance(inner, _evened(_mean_places(inner))))
        for member, point in zip(members, shaped, strict=True):
            points[member] = complex(_within(point.real), _within(point.imag))
    for members in parts[1:]:
        rim = _to_rim(_mean([points[member] for member in members]))
        for member in members:
            points[member] = rim + points[member] * 0.1
    return points


def components(whole: Net) -> list[list[int]]:
    """The connected parts, the largest first; of equal ones the one that has the first id."""
    seen: set[int] = set()
    found = []
    for first in range(len(whole.ids)):
        if first not in seen:
            members = sorted(_steps_from(first, whole))
            seen.update(members)
            found.append(members)
    return sorted(found, key=lambda members: (-len(members), members[0]))


def _steps_from(first: int, whole: Net) -> dict[int, int]:
    """How many lines lead from one concept to each that can be reached."""
    steps = {first: 0}
    queue = [first]
    for one in queue:
        for other in whole.near[one]:
            if other not in steps:
                steps[other] = steps[one] + 1
                queue.append(other)
    return steps


def _own_place(id: str) -> complex:
    """A point between -1 and 1 that only the id decides.

    Any bytes of the hash would do; of some that were tried these let the fewest lines cross.
    """
    digest = sha256(id.encode()).digest()
    x, y = (int.from_bytes(digest[at : at + 6]) / 2**47 - 1 for at in (3, 9))
    return complex(x, y)


def _mean_places(inner: Net) -> list[complex]:
    """Each concept's own place, made alike to those of its neighbours, and theirs, and so on.

    It is the picture that the slowest modes of the graph give, but mixed by the ids and not by
    their eigenvalues, which swap when they lie close together.
    """
    own = [_own_place(id) for id in inner.ids]
    points = own
    for _ in range(ROUNDS):
        points = [
            own[number] * OWN + (_mean([points[n] for n in near] or [point]) + point) * SHARED
            for number, (point, near) in enumerate(zip(points, inner.near, strict=True))
        ]
    return points


SHARED = (1 - OWN) / 2


def _by_distance(inner: Net, points: list[complex]) -> list[complex]:
    """Points moved so that their distances come nearer to the number of lines between them.

    Stress majorisation (Gansner, Koren and North, 2005) against some concepts only, those whose
    ids hash lowest, so that the cost grows with the number of concepts and not with its square.
    """
    terms = distances(inner)
    scale = _scale(points, terms)
    held = points = [point * scale for point in points]
    for _ in range(STEPS):
        points = [
            _drawn(points, number, wanted, held[number]) for number, wanted in enumerate(terms)
        ]
    return points


Term = tuple[int, int, float]
"""Another concept, how far it should be, and how much that matters."""


def distances(inner: Net) -> list[list[Term]]:
    """How far each concept should be from some others: from its neighbours and the pivots.

    Args:
        inner: a connected part.
    """
    by_chance = sorted(range(len(inner.ids)), key=lambda n: sha256(inner.ids[n].encode()).digest())
    count = max(LEAST_PIVOTS, MOST_DISTANCES // max(1, len(by_chance)))
    pivots = sorted(by_chance[:count])
    terms: list[list[Term]] = [[] for _ in inner.ids]
    for pivot in pivots:
        for number, steps in _steps_from(pivot, inner).items():
            if steps:
                terms[number].append((pivot, steps, 1 / (steps * steps)))
    measured = set(pivots)
    for number, near in enumerate(inner.near):
        terms[number].extend((other, 1, 1.0) for other in near if other not in measured)
    return terms


def _scale(points: list[complex], terms: list[list[Term]]) -> float:
    """The factor by which the distances of some points come nearest to what is wanted."""
    pairs = [
        (weight * wanted * far, weight * far * far)
        for number, some in enumerate(terms)
        for other, wanted, weight in some
        for far in (length(points[number] - points[other]),)
    ]
    whole = fsum(square for _, square in pairs)
    return fsum(product for product, _ in pairs) / whole if whole else 1.0


def _drawn(points: list[complex], number: int, terms: list[Term], held: complex) -> complex:
    """Where all the wanted distances together, and the start, draw a point."""
    point, pulled, total = points[number], 0j, 0.0
    for other, wanted, weight in terms:
        apart = point - points[other]
        far = length(apart) or 1.0
        pulled += (points[other] + apart * (wanted / far)) * weight
        total += weight
    hold = HOLD * total
    return (pulled + held * hold) * (1 / (total + hold)) if total else held


def _evened(points: list[complex]) -> list[complex]:
    """Points around 0, as wide as they are high, without a slope (variance 1 in all directions)."""
    middle = _mean(points)
    points = [point - middle for point in points]
    count = len(points)
    xx = fsum(p.real * p.real for p in points) / count
    yy = fsum(p.imag * p.imag for p in points) / count
    xy = fsum(p.real * p.imag for p in points) / count
    area = sqrt(max(xx * yy - xy * xy, 0.0))
    if area <= FLAT * (xx + yy):  # one or two points, or all on a line
        wide = sqrt(xx + yy) or 1.0
        return [point * (1 / wide) for point in points]
    root = area * sqrt(xx + yy + 2 * area)
    x, y, slope = (yy + area) / root, (xx + area) / root, -xy / root
    return [complex(x * p.real + slope * p.imag, slope * p.real + y * p.imag) for p in points]


FLAT = 1e-6


def _within(value: float) -> float:
    """A deviation drawn in between -1 and 1, the more the farther out it is."""
    return value / sqrt(REACH * REACH + value * value)


def _to_rim(point: complex) -> complex:
    farther = max(abs(point.real), abs(point.imag))
    return point * (1 / farther) if farther else complex(1, 1)


def _mean(points: list[complex]) -> complex:
    count = len(points)
    return complex(fsum(p.real for p in points) / count, fsum(p.imag for p in points) / count)


def length(apart: complex) -> float:
    """The length of a way (`abs` asks a library that differs between machines)."""
    return sqrt(apart.real * apart.real + apart.imag * apart.imag)
