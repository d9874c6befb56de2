"""What an author decides about a place, and whether the ledger can hold it."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

from knowledge.language.tokens import fold_surface
from knowledge.model import Ledger, LedgerEntry
from knowledge.review.spots import Spot

Place = tuple[str, str, str, str]


class RefusedError(Exception):
    """A decision that would have no effect, or has no place; the message is one sentence."""


@dataclass(frozen=True, slots=True)
class Decision:
    """An entry of the ledger and the list it belongs to."""

    is_accepted: bool
    entry: LedgerEntry

    def __str__(self) -> str:
        verb = "accepted" if self.is_accepted else "rejected"
        return f"{verb} {where(self.entry)}"


def where(entry: LedgerEntry) -> str:
    """Where an entry holds, in words."""
    if entry.essay and entry.section:
        return f"in the section {entry.section} of {entry.essay}"
    if entry.section:
        return f"in every section {entry.section}"
    return f"in {entry.essay}" if entry.essay else "everywhere"


def place(entry: LedgerEntry) -> Place:
    """What makes an entry this one: all but its reason and its line."""
    return entry.concept, entry.surface, entry.essay, entry.section


def covers(entry: LedgerEntry, other: LedgerEntry) -> bool:
    """Whether an entry holds wherever another does (as the matcher reads them)."""
    return (
        entry.concept == other.concept
        and fold_surface(entry.surface) == fold_surface(other.surface)
        and entry.essay in {"", other.essay}
        and entry.section in {"", other.section}
    )


def is_open(spot: Spot, ledger: Ledger) -> bool:
    """Whether nobody has decided about a place yet."""
    if not spot.is_contested:
        return not _decided((*ledger.accepted, *ledger.rejected), spot, spot.concepts[0])
    claims = [c for c in spot.concepts if not _decided(ledger.rejected, spot, c)]
    chosen = [c for c in claims if _decided(ledger.accepted, spot, c)]
    return len(claims) > 1 and len(chosen) != 1


def decision(
    spot: Spot, concept: str, *, is_accepted: bool, is_here: bool, has_twins: bool
) -> Decision:
    """The entry that says what an author decided about a place.

    Args:
        spot: the place.
        concept: the concept that is meant, or is not.
        is_accepted: whether it is meant.
        is_here: whether that holds in this essay only, or wherever the surface stands.
        has_twins: whether the surface stands in other sections of the essay too.

    Raises:
        RefusedError: if it is to hold here only and the text belongs to no essay.
    """
    if is_here and not spot.essay:
        message = "This text belongs to no essay: decide with A (always) or N (never)."
        raise RefusedError(message)
    entry = LedgerEntry(
        concept,
        ledger_surface(spot),
        essay=spot.essay if is_here else "",
        section=spot.section if is_here and has_twins else "",
    )
    return Decision(is_accepted, entry)


def ledger_surface(spot: Spot) -> str:
    """A surface as the ledger writes it: as readers see it if the matcher takes it so."""
    stored, shown = " ".join(spot.surface.split()), spot.sentence.surface
    return shown if fold_surface(shown) == fold_surface(stored) else stored


def with_decision(ledger: Ledger, decided: Decision, rivals: Collection[str] = ()) -> Ledger:
    """The ledger with a decision, or the same if it says so already.

    Args:
        ledger: what was decided before.
        decided: what is decided now.
        rivals: other concepts that claim the surface.

    Raises:
        RefusedError: if another decision would make this one void, or this one another.
    """
    entry = decided.entry
    same = ledger.accepted if decided.is_accepted else ledger.rejected
    if any(covers(other, entry) for other in same):
        return ledger
    against = _against(ledger, decided, rivals)
    if against:
        message = (
            f"links.yml line {against.entry.line} contradicts this: “{against.entry.surface}” "
            f"is {against} as a mention of {against.entry.concept}. Change that entry first."
        )
        raise RefusedError(message)
    if decided.is_accepted:
        return replace(ledger, accepted=(*ledger.accepted, entry))
    return replace(ledger, rejected=(*ledger.rejected, entry))


def without(ledger: Ledger, decisions: Iterable[Decision]) -> Ledger:
    """The ledger without some decisions."""
    accepted = {place(d.entry) for d in decisions if d.is_accepted}
    rejected = {place(d.entry) for d in decisions if not d.is_accepted}
    return Ledger(
        tuple(entry for entry in ledger.accepted if place(entry) not in accepted),
        tuple(entry for entry in ledger.rejected if place(entry) not in rejected),
    )


def _against(ledger: Ledger, decided: Decision, rivals: Collection[str]) -> Decision | None:
    """An entry beside which a decision cannot stand.

    What is rejected is so whatever else is accepted: an accepted entry stands beside a rejected
    one only if it holds farther. Of two concepts only one can be accepted at a place.
    """
    entry = decided.entry
    if not decided.is_accepted:
        void = (other for other in ledger.accepted if covers(entry, other))
        return next((Decision(True, other) for other in void), None)
    for other in ledger.rejected:
        if covers(other, entry):
            return Decision(False, other)
    for other in ledger.accepted:
        if other.concept in rivals and _meet(other, replace(entry, concept=other.concept)):
            return Decision(True, other)
    return None


def _meet(one: LedgerEntry, two: LedgerEntry) -> bool:
    """Whether there can be a place where both hold."""
    surfaces = fold_surface(one.surface), fold_surface(two.surface)
    return (
        surfaces[0] == surfaces[1]
        and (one.essay == two.essay or "" in {one.essay, two.essay})
        and (one.section == two.section or "" in {one.section, two.section})
    )


def _decided(entries: Iterable[LedgerEntry], spot: Spot, concept: str) -> bool:
    here = LedgerEntry(concept, spot.surface, spot.essay, spot.section)
    return any(covers(entry, here) for entry in entries)
