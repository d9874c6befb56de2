"""What `kb mentions --review` does with a decision: `python -m tests.faults.decide`, in a project."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from knowledge.model import LedgerEntry
from knowledge.review.ledger_file import update

ENTRY = LedgerEntry("haus", "Häuser", essay="haeuser", reason="ein Wort " * 40)

if __name__ == "__main__":
    update(Path(), lambda ledger: replace(ledger, accepted=(ENTRY,)))
