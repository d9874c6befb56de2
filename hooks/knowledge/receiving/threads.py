"""Thread files that get one block more, and stay what they are up to there."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping

from knowledge.changing.journal import RefusedError
from knowledge.changing.ledgers import IMPORTS, RECEIVED
from knowledge.changing.places import line_end_of
from knowledge.collect.source import SourceError, read_text, split_source
from knowledge.collect.thread import escape, scan
from knowledge.model import Essay
from knowledge.site import Site

STRAY_LINE_END = re.compile("[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
"""What some programs take for the end of a line; in code it would otherwise stay."""


def thread_file(site: Site, essay: Essay) -> str:
    """The file of an essay's thread that holds the options, relative to the project's folder."""
    folder = f"{site.docs}/essays/{essay.id}"
    languages = dict.fromkeys((essay.original, *site.languages))
    names = [f"{folder}/thread.{language}.md" for language in languages]
    return next((name for name in names if (site.root / name).exists()), names[0])


def next_number(site: Site, essay: Essay) -> int:
    """The number of the next comment: one that none has, nor had."""
    folder = site.root / site.docs
    texts = [
        path.read_bytes().decode("utf-8", "replace")
        for path in (folder / "essays" / essay.id).glob("thread.*.md")
    ]
    numbers = [0, *(int(n) for text in texts for n in re.findall(r"\bid:\s*\W?c(\d{1,9})\b", text))]
    for path in (folder / RECEIVED).glob("*.json"):
        page = str(_read(path.read_bytes()).get("page", ""))
        if match := re.fullmatch(rf"{re.escape(essay.id)}#c(\d{{1,9}})", page):
            numbers.append(int(match[1]))
    imported = folder / IMPORTS / f"{essay.id}.json"
    known = _read(imported.read_bytes()).get("comments") if imported.is_file() else None
    if isinstance(known, Mapping):
        numbers += [number for number in known.values() if isinstance(number, int)]
    return max(numbers) + 1


def _read(data: bytes) -> Mapping[str, object]:
    try:
        found = json.loads(data)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def block(name: str, options: Mapping[str, str], text: str) -> str:
    """A comment's block; name and options are never taken from its text."""
    lines = [f"/// comment | {name}" if name else "/// comment"]
    lines += [f"    {option}: {value}" for option, value in options.items() if value]
    return "\n".join([*lines, "", escape(STRAY_LINE_END.sub(" ", text)).strip("\n"), "///", ""])


def append(site: Site, file: str, added: str) -> tuple[bytes | None, int, bytes]:
    """A thread file with a block more at its end.

    Args:
        site: the project.
        file: relative to its folder.
        added: the block.

    Returns:
        What the file holds, the line of the new block, and what it will hold.

    Raises:
        RefusedError: if the file is not in order, so that the block could be lost in another.
    """
    path = site.root / file
    before = path.read_bytes() if path.exists() else None
    try:
        text = read_text(path) if before is not None else ""
    except SourceError as error:
        raise RefusedError(f"{file}:{error.line}: {error}") from error
    blocks, problems = scan(split_source(file, text))
    if problems:
        first = problems[0]
        raise RefusedError(f"{file}:{first.line}: {first.message} Then try again.")
    line_end = line_end_of(text)
    start = text
    if start.strip("\ufeff"):
        start += "" if start.endswith("\n") else line_end
        start += "" if start.endswith(line_end * 2) else line_end
    new = start + added.replace("\n", line_end)
    now, problems = scan(split_source(file, new))
    if problems or len(now) != len(blocks) + 1 or now[:-1] != blocks:
        raise RefusedError(f"{file}: the comment cannot be added without changing others.")
    return before, start.count("\n") + 1, new.encode()
