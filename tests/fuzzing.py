"""Fuzz runs that know by which lines run after which whether an input is worth keeping."""

from __future__ import annotations

import os
import random
import re
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import Any

SECONDS = float(os.environ.get("FUZZ_SECONDS", "600"))
"""How long a fuzz run takes."""
IMPORTING = str(Path("knowledge") / "importing")
MOST_KEPT = 5_000


@contextmanager
def lines_run(into: set[int], *rooms: str) -> Iterator[None]:
    """Collects which lines of some rooms run after which.

    Args:
        into: is filled with one number for each pair of lines.
        rooms: what the paths of their files have in them.
    """
    last = [0]

    def local(frame: FrameType, event: str, _: Any) -> Callable[..., Any]:
        if event == "line":
            here = hash((frame.f_code.co_filename, frame.f_lineno))
            into.add(hash((last[0], here)))
            last[0] = here
        return local

    def called(frame: FrameType, _event: str, _: Any) -> Callable[..., Any] | None:
        name = frame.f_code.co_filename
        return local if any(room in name for room in rooms) else None

    before = sys.gettrace()
    sys.settrace(called)
    try:
        yield
    finally:
        sys.settrace(before)


@dataclass(frozen=True)
class Grammar:
    """How inputs of a kind are taken apart and put together otherwise."""

    tokens: re.Pattern[bytes]
    junk: Sequence[bytes]
    largest: int = 60_000
    """Bytes of an input."""

    def mutated(self, raw: bytes, others: Sequence[bytes], chance: random.Random) -> bytes:
        """An input with a few changes, between its tokens or inside them."""
        tokens = self.tokens.findall(raw)
        for _ in range(chance.randint(1, 5)):
            at = chance.randrange(len(tokens) + 1)
            match chance.randrange(6):
                case 0:
                    del tokens[at : at + chance.choice([1, 1, 2, 8])]
                case 1:
                    tokens.insert(at, chance.choice(self.junk))
                case 2:
                    tokens[at:at] = tokens[at : at + chance.randint(1, 12)] * chance.choice(
                        [1, 2, 40]
                    )
                case 3:
                    other = self.tokens.findall(chance.choice(others)) or [b""]
                    start = chance.randrange(len(other))
                    tokens[at:at] = other[start : start + chance.randint(1, 30)]
                case 4:
                    tokens[at:] = tokens[at : at + 400]
                case _:
                    token = bytearray(tokens[at - 1] if tokens else b"")
                    if token:
                        token[chance.randrange(len(token))] = chance.randrange(256)
                        tokens[at - 1] = bytes(token)
            tokens = tokens or [chance.choice(self.junk)]
        return b"".join(tokens)[: self.largest]


Change = Callable[[bytes, Sequence[bytes], random.Random], bytes]
"""Gives an input with a few changes, from the others and a source of chance."""


def explore(
    seeds: Sequence[bytes],
    change: Change,
    check: Callable[[bytes], object],
    name: str,
    rooms: Sequence[str],
) -> None:
    """Changes inputs for a while, and goes on from those that reach new code.

    Args:
        seeds: inputs to begin with.
        change: gives another input.
        check: raises something if an input breaks what must hold.
        name: under which an input that does is left among temporary files.
        rooms: what the paths of the code in question have in them.

    Raises:
        AssertionError: at the first input that breaks something; says where it was left.
    """
    chance = random.Random()
    corpus = list(seeds)
    edges: set[int] = set()
    end = time.monotonic() + SECONDS
    runs = 0
    while time.monotonic() < end:
        raw = change(chance.choice(corpus), corpus, chance)
        before = len(edges)
        try:
            with lines_run(edges, *rooms):
                check(raw)
        except Exception as error:
            kept = Path(tempfile.gettempdir()) / name
            kept.write_bytes(raw)
            raise AssertionError(f"{kept} breaks it, run {runs}") from error
        if len(edges) > before and len(corpus) < MOST_KEPT:
            corpus.append(raw)
        runs += 1
    print(f"{name}: {runs} runs, {len(corpus)} inputs kept, {len(edges)} pairs of lines")  # noqa: T201
    assert edges


def steps(work: Callable[[], object], *rooms: str) -> int:
    """How many lines of Python some work takes: what does not depend on the machine.

    Args:
        work: what is done.
        rooms: what the paths of the files that count have in them.
    """
    count = 0

    def local(_frame: FrameType, event: str, _: Any) -> Callable[..., Any]:
        nonlocal count
        count += event == "line"
        return local

    def called(frame: FrameType, _event: str, _: Any) -> Callable[..., Any] | None:
        return local if any(room in frame.f_code.co_filename for room in rooms) else None

    before = sys.gettrace()
    sys.settrace(called)
    try:
        work()
    finally:
        sys.settrace(before)
    return count
