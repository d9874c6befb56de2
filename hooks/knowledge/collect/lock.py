"""`translations.lock`: what each section of a translation was made from.

One line a section, sorted, each by itself: branches that accept different sections merge. It is
TOML, read here line by line, since a large base has tens of thousands of them.
"""

from __future__ import annotations

import json
import re

from knowledge.check.kinds import problem
from knowledge.collect.sections import DIGITS
from knowledge.model import Accepted, Problem

LOCK_FILE = "translations.lock"
ENTRY = re.compile(
    rf'^"(?P<name>(?:[^"\\\n]|\\.)*)" = "(?P<digest>[0-9a-f]{{{DIGITS}}}) (?P<sketch>[\w-]*)"$',
    re.ASCII,
)
MERGED = re.compile(r"<{7}|={7}|>{7}|\|{7}")


def entry_name(file: str, section: str) -> str:
    """What an entry is called: `docs/essays/some-id/index.en.md#section`.

    Args:
        file: the translation, relative to the project.
        section: the id of the section or comment; empty for what stands before the first.
    """
    return f"{file}#{section}" if section else file


def read_lock(text: str) -> tuple[dict[str, Accepted], list[Problem]]:
    """The entries of a lock by their names, and what is wrong with its other lines."""
    lock: dict[str, Accepted] = {}
    problems: list[Problem] = []
    for number, line in enumerate(text.removeprefix("\ufeff").split("\n"), 1):
        written = line.rstrip()
        match = ENTRY.match(written)
        name = _name(match["name"]) if match else None
        if match and name is not None and name not in lock:
            lock[name] = Accepted(match["digest"], match["sketch"], number)
        elif written and not written.startswith("#"):
            message = _complaint(written, name)
            problems.append(problem("bad-front-matter", LOCK_FILE, number, message))
    return lock, problems


def _name(written: str) -> str | None:
    if "\\" not in written:
        return written
    try:
        return str(json.loads(f'"{written}"'))
    except ValueError:
        return None


def _complaint(line: str, name: str | None) -> str:
    if MERGED.match(line):
        return (
            "A merge left its marks here. Keep one line of each section and remove the marks; "
            "`kb translations accept FILE` then writes what holds now."
        )
    if name is not None:
        return f"`{name}` stands here twice. Keep one line; `kb translations` says what lags."
    return (
        'Expected `"file#section" = "digest words"`. Remove the line; '
        "`kb translations accept FILE` writes it again."
    )
