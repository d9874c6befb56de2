"""What a change adds and removes, wherever in their texts the places have moved to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass

from knowledge.review.spots import Spot

Key = Callable[[Spot], Hashable]


@dataclass(frozen=True, slots=True)
class Difference:
    """Places that were there before and no more, and places that are new."""

    removed: tuple[Spot, ...] = ()
    added: tuple[Spot, ...] = ()

    def lines(self) -> tuple[tuple[str, Spot], ...]:
        """Both in the order of the files, each with its sign, what is removed first."""
        signed = [("-", spot) for spot in self.removed] + [("+", spot) for spot in self.added]
        return tuple(sorted(signed, key=lambda pair: (pair[1].file, pair[1].line, pair[0] == "+")))


def difference(
    before: Iterable[Spot], after: Iterable[Spot], *, links_count: bool = True
) -> Difference:
    """Compares two states of a base.

    Two places are the same in one file, one comment or section, with one surface, concept
    and rule; how often each occurs counts, offsets and lines do not.

    Args:
        before: the places of one state.
        after: those of the other.
        links_count: whether a mention that became a link, or ceased to be one, is another.
    """

    def same(spot: Spot) -> Hashable:
        where = spot.file, spot.comment, spot.section
        surface = " ".join(spot.surface.split())
        return where, surface, spot.concepts, spot.rule, spot.linked and links_count

    removed, added = list(before), list(after)
    # Of equal places those in the sentence that is new should be the ones that are left.
    for key in (lambda spot: (same(spot), spot.sentence), same):
        removed, added = _left(removed, added, key), _left(added, removed, key)
    return Difference(tuple(removed), tuple(added))


def _left(spots: Iterable[Spot], others: Iterable[Spot], key: Key) -> list[Spot]:
    """The places without those that have an equal among the others, one for one."""
    equals = Counter(map(key, others))
    left = []
    for spot in spots:
        if equals[key(spot)]:
            equals[key(spot)] -= 1
        else:
            left.append(spot)
    return left
