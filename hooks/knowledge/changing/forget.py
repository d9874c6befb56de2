"""A person leaves the conversations: the name becomes another, or the comments go."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from knowledge.changing.blocks import tombstone, unnamed
from knowledge.changing.calling import anywhere, at_end, in_greeting, is_clear, same_name
from knowledge.changing.journal import Change, RefusedError, Write
from knowledge.changing.ledgers import IMPORTS
from knowledge.changing.lines import Changed, changed_lines
from knowledge.changing.places import Edit, edited, line_of, whole_line
from knowledge.changing.translated import lock_after
from knowledge.check.nearest import did_you_mean
from knowledge.collect import read_library
from knowledge.collect.lock import LOCK_FILE
from knowledge.collect.source import SourceError, read_text, split_source
from knowledge.collect.thread import Block, scan
from knowledge.model import Source
from knowledge.site import Site

PSEUDONYM = "N. N."
"""`Nomen nescio`: what stands for a name that is not to be said, in both languages."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A place where the name stands and nothing is changed: a person has to look."""

    file: str
    line: int
    text: str


@dataclass(frozen=True, slots=True)
class Plan:
    """What forgetting someone will do."""

    name: str
    pseudonym: str
    comments: tuple[str, ...]
    """`essay-id#c4`, all that the person wrote."""
    change: Change
    lines: tuple[Changed, ...]
    left: tuple[Spot, ...]


@dataclass(slots=True)
class _Work:
    site: Site
    name: str
    pseudonym: str
    is_removed: bool
    threads: dict[str, list[Source]]
    """The files of each essay's thread, by its id."""
    own: set[tuple[str, str]] = field(default_factory=set)
    """Essay and id of each comment of the person."""
    parents: dict[tuple[str, str], str] = field(default_factory=dict)
    """The id of what a comment answers, by essay and id."""
    others: dict[str, set[str]] = field(default_factory=dict)
    """The names of the others who commented, by essay."""
    writes: list[Write] = field(default_factory=list)
    lines: list[Changed] = field(default_factory=list)
    left: list[Spot] = field(default_factory=list)


def plan(site: Site, name: str, *, remove: bool, pseudonym: str = PSEUDONYM) -> Plan:
    """What has to be done for someone not to be named any more; nothing is written yet.

    Args:
        site: the project.
        name: as threads show it.
        remove: whether the comments go as well.
        pseudonym: what stands for the name.

    Raises:
        RefusedError: if nobody is called so, or a thread cannot be read.
    """
    name = " ".join(name.split())
    work = _Work(site, name, pseudonym, remove, _threads(site))
    known = _authors(work)
    if not work.own:
        hint = did_you_mean(name, known)
        raise RefusedError(f"Nobody called “{name}” has commented.{hint}")
    if not remove and (not pseudonym.strip() or pseudonym in known):
        message = f"Someone is called “{pseudonym}” already. Choose another with --as."
        raise RefusedError(message, is_wrong_use=True)
    for essay, sources in work.threads.items():
        for source in sources:
            _thread(work, essay, source)
    _translated(work)
    _elsewhere(work)
    comments = tuple(f"{essay}#{id}" for essay, id in sorted(work.own, key=_in_order))
    change = Change(tuple(work.writes))
    return Plan(name, pseudonym, comments, change, tuple(work.lines), tuple(work.left))


def _in_order(comment: tuple[str, str]) -> tuple[str, int]:
    return comment[0], int(comment[1].lstrip("c") or 0)


def _threads(site: Site) -> dict[str, list[Source]]:
    found: dict[str, list[Source]] = {}
    for path in sorted((site.root / site.docs / "essays").glob("*/thread.*.md")):
        shown = path.relative_to(site.root).as_posix()
        try:
            source = split_source(shown, read_text(path))
        except SourceError as error:
            raise RefusedError(f"{shown}:{error.line}: {error}") from error
        if problems := scan(source)[1]:
            raise RefusedError(f"{shown}:{problems[0].line}: {problems[0].message}")
        found.setdefault(path.parent.name, []).append(source)
    return found


def _authors(work: _Work) -> set[str]:
    """The names of all who commented; what the person wrote is noted."""
    names: set[str] = set()
    for essay, sources in work.threads.items():
        for block in (block for source in sources for block in scan(source)[0]):
            key = essay, str(block.options.get("id", ""))
            names.add(block.name)
            if same_name(block.name, work.name):
                work.own.add(key)
            elif block.name:
                work.others.setdefault(essay, set()).add(block.name)
            if "reply-to" in block.options:
                work.parents[key] = str(block.options["reply-to"])
    return names - {""}


def _thread(work: _Work, essay: str, source: Source) -> None:
    """A file of a thread: the person's own comments, and where others call them."""
    is_here = any(own == essay for own, _ in work.own)
    edits: list[Edit] = []
    for block in scan(source)[0]:
        is_own = (essay, str(block.options.get("id", ""))) in work.own
        if is_own and work.is_removed:
            edits += tombstone(source, block)
            continue
        if is_own:
            edits += unnamed(source, block, work.pseudonym)
        spans = _named(work, source, block, is_here=is_here)
        if is_here:
            spans |= _greeted(work, essay, source, block)
        if is_own:
            spans |= _spans(at_end(work.name), source, block)
        edits += [Edit(*span, work.pseudonym) for span in _apart(spans)]
    text = edited(source.text, edits)
    if text == source.text:
        return
    blocks, problems = scan(split_source(source.path, text))
    before = scan(source)[0]
    if problems or [b.options.get("id") for b in blocks] != [b.options.get("id") for b in before]:
        raise RefusedError(f"{source.path}: the name cannot be taken out without harm to others.")
    work.lines += changed_lines(source.path, source.text, text)
    work.writes.append(Write(source.path, source.text.encode(), text.encode()))


def _spans(pattern: re.Pattern[str], source: Source, block: Block) -> set[tuple[int, int]]:
    """Where a pattern finds a name in a comment's text, as offsets of the file."""
    found = pattern.finditer(source.text[block.start : block.end])
    return {(block.start + m.start("name"), block.start + m.end("name")) for m in found}


def _named(work: _Work, source: Source, block: Block, *, is_here: bool) -> set[tuple[int, int]]:
    """Where a comment has the whole name; one of a single word could be another's."""
    found = _spans(anywhere(work.name), source, block)
    if is_clear(work.name):
        return found
    if is_here:
        sure = _spans(in_greeting(work.name), source, block) | _spans(
            at_end(work.name), source, block
        )
        work.left += [_spot(source, start) for start, _ in sorted(found - sure)]
    return set()


def _greeted(work: _Work, essay: str, source: Source, block: Block) -> set[tuple[int, int]]:
    """Where a comment greets the person; what could mean another is left for people to judge."""
    found = _spans(in_greeting(work.name), source, block)
    if (essay, work.parents.get((essay, str(block.options.get("id", ""))), "")) in work.own:
        return found
    for other in work.others.get(essay, ()):
        for span in found & _spans(in_greeting(other), source, block):
            found.discard(span)
            work.left.append(_spot(source, span[0]))
    return found


def _apart(spans: Collection[tuple[int, int]]) -> Iterable[tuple[int, int]]:
    """Of stretches that overlap the longest."""
    chosen: list[tuple[int, int]] = []
    for start, end in sorted(spans, key=lambda span: (span[0] - span[1], span)):
        if all(end <= a or start >= b for a, b in chosen):
            chosen.append((start, end))
    return chosen


def _spot(source: Source, offset: int) -> Spot:
    line = whole_line(source.text, offset).strip()
    return Spot(source.path, line_of(source.text, offset), line[:200])


def _translated(work: _Work) -> None:
    """The lock: a name that goes in both languages makes no translation older."""
    site, path = work.site, work.site.root / LOCK_FILE
    if path.is_file():
        library, _ = read_library(site.root, site.docs, site.languages)
        try:
            text = read_text(path)
        except SourceError as error:
            raise RefusedError(f"{LOCK_FILE}:{error.line}: {error}") from error
        new = lock_after(site, library, Change(tuple(work.writes)), text)
        if new != text:
            work.writes.append(Write(LOCK_FILE, text.encode(), new.encode()))


def _elsewhere(work: _Work) -> None:
    """Where else the name stands: in other texts, in what imports left behind."""
    content = work.site.root / work.site.docs
    threads = {source.path for sources in work.threads.values() for source in sources}
    pattern = anywhere(work.name)
    places = [*content.rglob("*.md"), *content.rglob("*.md.diff"), *(content / IMPORTS).glob("*")]
    for path in sorted(places) if is_clear(work.name) else ():
        shown = path.relative_to(work.site.root).as_posix()
        if shown not in threads and path.is_file():
            source = Source(shown, path.read_bytes().decode("utf-8", "replace"))
            for match in pattern.finditer(source.text):
                work.left.append(_spot(source, match.start("name")))
