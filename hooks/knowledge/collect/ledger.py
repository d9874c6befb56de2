"""The ledger of mentions, `links.yml`: what authors decided about single surfaces."""

from __future__ import annotations

from collections.abc import Iterable

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
        problem("bad-front-matter", path, matter.line(place), message)
        for place, message in complaints
    ]
    ledger = Ledger(
        _entries("accepted", table.accepted, matter), _entries("rejected", table.rejected, matter)
    )
    return ledger, problems


def _entries(
    name: str, entries: Iterable[schema.LedgerEntryMatter], matter: FrontMatter
) -> tuple[LedgerEntry, ...]:
    return tuple(
        LedgerEntry(e.concept, e.surface, e.essay, e.section, matter.line((name, index)))
        for index, e in enumerate(entries)
    )
