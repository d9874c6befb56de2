"""`kb bench import`: how many comments a second come in from an export, and in how much memory.

The exports are generated: posts of some paragraphs with threads of two hundred comments, each of
some forty words with a link or a list here and there. Each is imported by a process of its own, on
one core, into an empty folder, so that its memory is its own.
"""

from __future__ import annotations

import json
import os
import random
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

SEED = 20261125
COMMENTS = (5_000, 20_000)
MEGABYTES = 200
THREAD = 200
WORDS = (
    "die der und in zu den das nicht von sie ist des sich mit dem dass er es ein ich auf so eine "
    "auch als an nach wie im für Kunde Arbeit Unternehmen Frage Antwort Zeit Mensch Führung "
    "Sinn Bedürfnis Beziehung Resonanz Gespräch Wirtschaft Vertrauen"
).split()
HEAD = (
    '<?xml version="1.0" encoding="UTF-8" ?>\n<rss version="2.0"\n'
    ' xmlns:content="http://purl.org/rss/1.0/modules/content/"\n'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/"\n'
    ' xmlns:wp="http://wordpress.org/export/1.2/">\n<channel><language>de-DE</language>\n'
)
TAIL = "</channel></rss>\n"

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Run:
    """One import."""

    megabytes: float
    """Of the export."""
    posts: int
    comments: int
    seconds: float
    """Of one core, whatever else the machine does meanwhile."""
    rate: float
    """Comments a second."""
    memory: float
    """Megabytes that the process had at most."""
    base: float
    """Megabytes that it had before it began."""


def measure(say: Say, counts: Sequence[int] = COMMENTS, megabytes: int = MEGABYTES) -> list[Run]:
    """Imports exports with so many comments, and one of so many megabytes.

    Args:
        say: is told what goes on.
        counts: comments of each export.
        megabytes: the size of one more, of long texts; 0 for none.
    """
    with tempfile.TemporaryDirectory(prefix="querverweis-bench-") as folder:
        found = []
        for number, count in enumerate(counts):
            say(f"import {count:,} comments")
            export = Path(folder) / f"{number}.xml"
            _write(export, _export(count))
            found.append(_imported(export, Path(folder) / f"docs-{number}"))
        if megabytes:
            say(f"import an export of {megabytes} MB")
            export = Path(folder) / "large.xml"
            _write(export, _export_of(megabytes * 1_000_000))
            found.append(_imported(export, Path(folder) / "docs-large"))
    return found


def _write(path: Path, parts: Iterator[str]) -> None:
    with path.open("w", encoding="utf-8") as file:
        file.writelines(parts)


def _export(comments: int) -> Iterator[str]:
    chance = random.Random(SEED)
    yield HEAD
    for post, first in enumerate(range(0, comments, THREAD)):
        yield from _item(chance, post, min(THREAD, comments - first))
    yield TAIL


def _export_of(size: int) -> Iterator[str]:
    chance = random.Random(SEED)
    yield HEAD
    written, post = 0, 0
    while written < size:
        for part in _item(chance, post, THREAD):
            written += len(part.encode())
            yield part
        post += 1
    yield TAIL


def _item(chance: random.Random, post: int, comments: int) -> Iterator[str]:
    text = "\n\n".join(_words(chance, 90) for _ in range(10))
    yield (
        f"<item><title>Text {post}</title><link>https://blog.example/2017/text-{post}/</link>"
        f"<content:encoded><![CDATA[{text}]]></content:encoded><wp:post_id>{post}</wp:post_id>"
        "<wp:post_date>2017-11-13 18:00:00</wp:post_date><wp:status>publish</wp:status>"
        f"<wp:post_name>text-{post}</wp:post_name><wp:post_type>post</wp:post_type>"
    )
    for number in range(1, comments + 1):
        yield _comment(chance, post, number)
    yield "</item>\n"


def _comment(chance: random.Random, post: int, number: int) -> str:
    text = _words(chance, chance.randrange(10, 70))
    if number % 5 == 0:
        text += f"\n\nSiehe <a href='https://example.org/{number}'>hier</a> &amp; <em>da</em>."
    parent = chance.randrange(number) if number % 2 else 0
    return (
        f"<wp:comment><wp:comment_id>{post * THREAD + number}</wp:comment_id>"
        f"<wp:comment_author>{chance.choice(WORDS).title()} Roth</wp:comment_author>"
        "<wp:comment_date>2017-11-16 07:55:00</wp:comment_date>"
        f"<wp:comment_content><![CDATA[{text}]]></wp:comment_content>"
        "<wp:comment_approved>1</wp:comment_approved><wp:comment_type></wp:comment_type>"
        f"<wp:comment_parent>{post * THREAD + parent if parent else 0}</wp:comment_parent>"
        "</wp:comment>"
    )


def _words(chance: random.Random, count: int) -> str:
    return " ".join(chance.choices(WORDS, k=count)).capitalize() + "."


def _imported(export: Path, content: Path) -> Run:
    """An import in a process of its own."""
    command = [sys.executable, "-m", __name__, str(export), str(content)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=True)
    return Run(**json.loads(done.stdout))


def _measured(export: Path, content: Path) -> Run:
    # What is measured is loaded first, so that the seconds are those of the import alone.
    from knowledge.importing.run import Choice, Told, import_sources  # noqa: PLC0415
    from knowledge.importing.wxr import read  # noqa: F401, PLC0415

    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    base, begun = _memory(), time.process_time()
    report = import_sources([export], content, Choice(), Told())
    seconds = time.process_time() - begun
    posts, comments = report.documents.total(), sum(report.out.values()) - report.documents.total()
    size = export.stat().st_size / 1e6
    return Run(size, posts, comments, seconds, comments / seconds, _memory(), base)


def _memory() -> float:
    """The most memory this process has had, in megabytes."""
    status = Path("/proc/self/status")
    if status.is_file():  # `getrusage` tells that of the process it was started from, if more
        return int(re.findall(r"VmHWM:\s*(\d+)", status.read_text("ascii", "replace"))[0]) / 1000
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1e6


def as_json(runs: Sequence[Run]) -> dict[str, Any]:
    """Figures for programs; `growth` is what a comment costs in the longest by the shortest."""
    return {"runs": [asdict(run) for run in runs], "growth": _growth(runs)}


def _growth(runs: Sequence[Run]) -> float:
    first, *rest = sorted(runs, key=lambda run: run.comments)
    return first.rate / rest[-1].rate if rest else 1.0


def as_rows(runs: Sequence[Run]) -> list[tuple[str, list[list[str]]]]:
    """Figures for people."""
    head = ["export", "posts", "comments", "seconds", "comments a second", "memory", "at rest"]
    rows = [
        [
            f"{run.megabytes:.0f} MB",
            f"{run.posts:,}",
            f"{run.comments:,}",
            f"{run.seconds:.1f}",
            f"{run.rate:,.0f}",
            f"{run.memory:.0f} MB",
            f"{run.base:.0f} MB",
        ]
        for run in runs
    ]
    title = (
        f"Imports from WXR on one core; in the longest a comment costs {_growth(runs):.2f} times"
    )
    return [(title, [head, *rows])]


if __name__ == "__main__":
    print(json.dumps(asdict(_measured(Path(sys.argv[1]), Path(sys.argv[2])))))  # noqa: T201
