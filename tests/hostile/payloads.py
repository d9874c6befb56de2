"""What could run, load, lay itself over a page or pass for something else, by its published class.

One payload is one line of a file in `payloads/`, which is named after the class; `⟨A⟩` stands for
the character with that number. What would run calls `hit()`, and what would load asks `evil.example`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent / "payloads"
NUMBERED = re.compile("⟨([0-9A-F]+)⟩")


@dataclass(frozen=True)
class Payload:
    """A hostile text."""

    number: int
    kind: str
    text: str

    @property
    def line(self) -> str:
        """The text on one line, for what has no more."""
        return " ".join(self.text.split("\n"))


def payloads() -> list[Payload]:
    """All of them, numbered from 1."""
    found = (
        (file.stem, line)
        for file in sorted(HERE.glob("*.txt"))
        for line in file.read_text("utf-8").split("\n")
        if line
    )
    return [Payload(n, kind, _read(line)) for n, (kind, line) in enumerate(found, 1)]


def sample(every: int) -> list[Payload]:
    """Some of each class."""
    return list(_some(every))


def _some(every: int) -> Iterator[Payload]:
    seen: dict[str, int] = {}
    for each in payloads():
        seen[each.kind] = seen.get(each.kind, -1) + 1
        if seen[each.kind] % every == 0:
            yield each


def _read(line: str) -> str:
    return NUMBERED.sub(lambda found: chr(int(found[1], 16)), line)
