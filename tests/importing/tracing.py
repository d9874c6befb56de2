"""Which lines run after which: by that a fuzz run knows an input worth keeping."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Any

SECONDS = float(os.environ.get("FUZZ_SECONDS", "600"))
"""How long a fuzz run takes."""
IMPORTING = str(Path("knowledge") / "importing")


@contextmanager
def lines_run(into: set[int], room: str = IMPORTING) -> Iterator[None]:
    """Collects which lines of a room run after which.

    Args:
        into: is filled with one number for each pair of lines.
        room: what the paths of its files have in them.
    """
    last = [0]

    def local(frame: FrameType, event: str, _: Any) -> Callable[..., Any]:
        if event == "line":
            here = hash((frame.f_code.co_filename, frame.f_lineno))
            into.add(hash((last[0], here)))
            last[0] = here
        return local

    def called(frame: FrameType, _event: str, _: Any) -> Callable[..., Any] | None:
        return local if room in frame.f_code.co_filename else None

    before = sys.gettrace()
    sys.settrace(called)
    try:
        yield
    finally:
        sys.settrace(before)
