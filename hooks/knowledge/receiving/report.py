"""What became of a submission: for people, for programs, for the pull request."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict

from knowledge.receiving.arrival import Receipt
from knowledge.receiving.submission import What

UNTIL = {
    What.COMMENT: "delete its line `status: pending`",
    What.QUESTION: "delete its line `draft: true`",
}


def as_json(receipt: Receipt) -> str:
    """The receipt for programs."""
    data = {
        "outcome": "added" if receipt.is_new else "known",
        "what": receipt.what,
        "page": receipt.page,
        "file": receipt.file,
        "line": receipt.line,
        "notes": [asdict(note) for note in receipt.notes],
        "left_out": list(receipt.left_out),
    }
    return json.dumps(data, ensure_ascii=False, indent=2)


def as_lines(receipt: Receipt) -> Iterator[str]:
    """The receipt for people, line by line."""
    if not receipt.is_new:
        yield f"It came before and is {receipt.page}; nothing was changed."
        return
    yield f"{receipt.file}:{receipt.line}: {receipt.what} {receipt.page}, held for review."
    for note in receipt.notes:
        yield f"  {note.kind}: {note.message}"
    for what in receipt.left_out:
        yield f"  left out: {_printable(what)}"
    yield f"To show it to readers, {UNTIL[receipt.what]}."


def as_markdown(receipt: Receipt) -> Iterator[str]:
    """The receipt as the text of a pull request; nothing of it is what someone sent."""
    where = f"`{receipt.file}`, line {receipt.line}"
    yield f"A {receipt.what} from a reader: {where}. Readers do not see it yet."
    yield ""
    if receipt.notes or receipt.left_out:
        yield "What to look at:"
        yield ""
        yield from (f"- **{note.kind}**: {note.message}" for note in receipt.notes)
        yield from (f"- left out: {what.partition(':')[0]}" for what in receipt.left_out)
        yield ""
    yield f"To show it to readers, {UNTIL[receipt.what]} in this pull request, then merge."
    yield "To decline it, close the pull request."


def _printable(text: str) -> str:
    return "".join(c if c.isprintable() else "�" for c in text)[:200]
