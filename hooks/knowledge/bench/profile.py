"""Where the time of a build goes: `python -m knowledge.bench.profile < /dev/null`, in a project.

A clock of processor time interrupts the build every few milliseconds and notes what is at work.
All of it runs in one process here, on one core, so that nothing is missed. What is at work is the
innermost room, template or library; and if one of the rooms for cross-references, backlinks, graph
and feeds has called it, that counts as their work too.
"""

from __future__ import annotations

import json
import os
import runpy
import signal
import sys
from collections import Counter
from functools import cache
from types import FrameType

INTERVAL = 0.002
"""Seconds of processor time between two looks."""
CONNECTED = {
    "knowledge/language": "cross-references",
    "knowledge/connect": "cross-references",
    "knowledge/present/places.py": "backlinks",
    "knowledge/present/concepts.py": "backlinks",
    "fragments/concept.html": "backlinks",
    "knowledge/present/graphs.py": "graph",
    "knowledge/present/lettering.py": "graph",
    "fragments/graph.html": "graph",
    "knowledge/publish/feeds.py": "feeds",
    "knowledge/publish/graph_data.py": "graph",
}
"""What only this project does, by the beginning of a place."""
SEARCH = "search index"
"""A group of its own, whatever it calls: it may be given beside the build."""
LIBRARIES = "/site-packages/"
OURS = "/hooks/"
TEMPLATES = "/overrides/"


@cache
def place(file: str) -> str:
    """A file by room, template or library; empty for Python's own."""
    if LIBRARIES in file:
        name = file.rsplit(LIBRARIES, 1)[1].split("/")
        return "theme templates" if name[0] == "material" else name[0].removesuffix(".py")
    for part in (OURS, TEMPLATES):
        if part in file:
            return file.rsplit(part, 1)[1]
    return ""


@cache
def group(where: str) -> str:
    """Which of the things that only this project does a place belongs to."""
    return next((name for prefix, name in CONNECTED.items() if where.startswith(prefix)), "")


def stack(frame: FrameType | None) -> list[str]:
    """The places at work, the innermost first."""
    found = []
    while frame is not None:
        if where := place(frame.f_code.co_filename):
            found.append(where)
        frame = frame.f_back
    return found


def main() -> None:
    """Builds the project in the current folder, and prints the shares as JSON."""
    if sys.platform == "linux":  # one core: one process
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    places: Counter[str] = Counter()
    groups: Counter[str] = Counter()

    def look(_signal: int, frame: FrameType | None) -> None:
        found = stack(frame)
        places[found[0] if found else "python"] += 1
        is_search = any(where.startswith("knowledge/search/") for where in found)
        groups[SEARCH if is_search else next(filter(None, map(group, found)), "")] += 1

    signal.signal(signal.SIGPROF, look)
    signal.setitimer(signal.ITIMER_PROF, INTERVAL, INTERVAL)
    sys.argv = ["mkdocs", "build", "--quiet"]
    try:
        runpy.run_module("mkdocs", run_name="__main__", alter_sys=True)
    except SystemExit as ended:
        if ended.code:
            raise
    signal.setitimer(signal.ITIMER_PROF, 0)
    sys.stdout.write(json.dumps({"places": places, "groups": groups}))


if __name__ == "__main__":
    main()
