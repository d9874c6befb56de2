"""What a change means for whoever reads it: lines as they are and as they will be."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher


@dataclass(frozen=True, slots=True)
class Changed:
    """A line that reads otherwise then."""

    file: str
    """Where it stands now, relative to the project's folder."""
    line: int
    """As the file is now."""
    before: str
    """Empty for a line that is added."""
    after: str
    """Empty for a line that is removed."""


def changed_lines(file: str, before: str, after: str) -> Iterator[Changed]:
    """The lines that a change touches, in order."""
    old, new = before.split("\n"), after.split("\n")
    if len(old) == len(new):  # nearly always, and then nothing has to be compared
        pairs = zip(old, new, strict=True)
        for number, (a, b) in enumerate(pairs, 1):
            if a != b:
                yield Changed(file, number, a.rstrip("\r"), b.rstrip("\r"))
        return
    for tag, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        for offset in range(max(j - i, m - k) if tag != "equal" else 0):
            a = old[i + offset] if i + offset < j else ""
            b = new[k + offset] if k + offset < m else ""
            yield Changed(file, min(i + offset, max(i, j - 1)) + 1, a.rstrip("\r"), b.rstrip("\r"))
