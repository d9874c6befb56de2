"""The ledger of mentions, `links.yml`: what authors decided about single surfaces."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from knowledge.check.kinds import problem
from knowledge.collect import schema
from knowledge.collect.source import FrontMatter, SourceError, parse_mapping
from knowledge.collect.validation import validate
from knowledge.model import Ledger, LedgerEntry, Problem


def read_ledger(path: str, text: str) -> tuple[Ledger, list[Problem]]:
    """The ledger from the text of its file, as much of it as could be read."""
    try:
        matter = parse_mapping(text, first_line=1)
    except SourceError as error:
        return Ledger(), [problem("bad-front-matter", path, error.line, str(error))]
    table, complaints = validate(schema.LedgerMatter, matter.values)
    problems = [
        problem("bad-front-matter", path, matter.mark(place), message)
        for place, message in complaints
    ]
    left_out = {place[:2] for place, _ in complaints}
    accepted = _entries(table.accepted, _lines("accepted", matter, left_out))
    rejected = _entries(table.rejected, _lines("rejected", matter, left_out))
    return Ledger(accepted, rejected), problems


def _lines(
    name: str, matter: FrontMatter, left_out: Collection[tuple[str | int, ...]]
) -> Iterator[int]:
    """The lines of the entries that could be read."""
    for index in range(len(matter.values.get(name) or ())):
        if (name, index) not in left_out:
            yield matter.line((name, index))


def _entries(
    entries: Iterable[schema.LedgerEntryMatter], lines: Iterable[int]
) -> tuple[LedgerEntry, ...]:
    return tuple(
        LedgerEntry(entry.concept, entry.surface, entry.essay, entry.section, line, entry.reason)
        for entry, line in zip(entries, lines, strict=False)
    )
