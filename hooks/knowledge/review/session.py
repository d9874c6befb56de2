"""A review from one place to the next: what each key does, without a terminal."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from knowledge.model import Ledger
from knowledge.review.decisions import (
    Decision,
    RefusedError,
    covers,
    decision,
    is_open,
    with_decision,
    without,
)
from knowledge.review.queue import Item

Change = Callable[[Ledger], Ledger]
Update = Callable[[Change], Ledger]
"""Changes the ledger where it is kept, at once, and gives what it holds then."""

KEYS = {
    "a": "accept: the concept is meant here, in this essay",
    "r": "reject: it is not meant here",
    "A": "always: it is meant wherever this word stands",
    "N": "never: this word never means it",
    "s": "skip: decide another time",
    "b": "back to the place before, to decide anew",
    "q": "quit; every decision is saved already",
    "?": "this help",
}
VERDICTS = {"a": (True, True), "r": (False, True), "A": (True, False), "N": (False, False)}
"""Whether a key accepts, and whether that holds here only."""


@dataclass(frozen=True, slots=True)
class State:
    """Where a review is."""

    items: tuple[Item, ...]
    ledger: Ledger
    position: int = 0
    chosen: str = ""
    """Of several concepts the one that the next key is about."""
    message: str = ""
    """What the last key did, or why it did nothing."""
    past: tuple[int, ...] = ()
    """The positions before, for the way back."""
    taken: Mapping[int, tuple[Decision, ...]] = field(default_factory=dict)
    """What was decided in this review, by position."""
    is_over: bool = False

    @property
    def item(self) -> Item | None:
        """The place to decide about; None behind the last."""
        return self.items[self.position] if self.position < len(self.items) else None

    @property
    def decisions(self) -> int:
        """How many decisions this review has taken."""
        return sum(map(len, self.taken.values()))


def press(state: State, key: str, update: Update) -> State:
    """What a key makes of a review.

    Args:
        state: where it is.
        key: one character.
        update: changes the ledger where it is kept; called once for each decision, and
            before it counts as taken.
    """
    state = replace(state, message="")
    item = state.item
    if key == "?":
        return replace(state, message="\n".join(f"{k}  {v}" for k, v in KEYS.items()))
    if key == "b":
        return _back(state)
    if key == "q" or item is None:
        return replace(state, is_over=True)
    if key in VERDICTS:
        return _decide(state, item, key, update)
    if key.isdecimal():
        return _choose(state, item, int(key))
    return _forward(state) if key == "s" else replace(state, message="? lists the keys.")


def _choose(state: State, item: Item, number: int) -> State:
    concepts = item.spot.concepts
    if len(concepts) > 1 and 1 <= number <= len(concepts):
        return replace(state, chosen=concepts[number - 1])
    return replace(state, message=f"There is no concept {number} to choose.")


def _decide(state: State, item: Item, key: str, update: Update) -> State:
    concepts = item.spot.concepts
    concept = concepts[0] if len(concepts) == 1 else state.chosen
    if not concept:
        return replace(state, message=f"Choose the concept first: 1 to {len(concepts)}.")
    before = state.taken.get(state.position, ())
    # Decided already and come back to: the new decision takes the place of the old one.
    revoked = () if is_open(item.spot, state.ledger) else before
    is_accepted, is_here = VERDICTS[key]
    try:
        decided = decision(
            item.spot, concept, is_accepted=is_accepted, is_here=is_here, has_twins=item.has_twins
        )
        rivals = frozenset(concepts) - {concept}
        ledger = update(lambda held: with_decision(without(held, revoked), decided, rivals))
    except RefusedError as refused:
        return replace(state, message=str(refused))
    kept = tuple(d for d in before if d not in revoked)
    is_own = not _holds(without(state.ledger, revoked), decided)
    state = replace(
        state,
        ledger=ledger,
        taken={**state.taken, state.position: (*kept, decided) if is_own else kept},
        message=f"“{decided.entry.surface}”, {concept}: {decided}.",
    )
    return state if is_open(item.spot, ledger) else _forward(state)


def _holds(ledger: Ledger, decided: Decision) -> bool:
    entries = ledger.accepted if decided.is_accepted else ledger.rejected
    return any(covers(entry, decided.entry) for entry in entries)


def _forward(state: State) -> State:
    """The next place that no decision has settled meanwhile."""
    rest = range(state.position + 1, len(state.items))
    following = (i for i in rest if is_open(state.items[i].spot, state.ledger))
    position = next(following, len(state.items))
    return replace(state, position=position, past=(*state.past, state.position), chosen="")


def _back(state: State) -> State:
    if not state.past:
        return replace(state, message="This is where the review began.")
    return replace(state, position=state.past[-1], past=state.past[:-1], chosen="")
