"""The file of the ledger, read with its comments and written in one canonical form.

Entries are sorted, each stands once, all their fields in the same order. What the form has no
place for is kept: whatever stands above the first list stays there, other comments stay
above the entry or the list they stood at. Writing what was read changes no byte once
the file has this form.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

import yaml

from knowledge.collect.ledger import read_ledger
from knowledge.collect.library import LEDGER_FILE
from knowledge.collect.source import SourceError, read_text
from knowledge.files import sweep, write
from knowledge.model import Ledger, LedgerEntry
from knowledge.review.decisions import RefusedError, place

HEADER = """\
# The ledger of mentions: what authors decided about single surfaces.
# accepted: the concept is meant although others claim the word as well;
# rejected: the word is no mention of the concept.
# Without `essay` a decision holds everywhere, without `section` in the whole essay.
"""
"""What stands at the top of a ledger that is new."""
LISTS = ("accepted", "rejected")
COMMENT = re.compile(r"#[^\r\n]*")
LINE_BREAK = re.compile(r"[\n\r\x85\u2028\u2029]")
BLOCK_STYLES = frozenset("|>")

Anchor = tuple[str, ...]
"""What a comment stands above: a list (its name) or an entry (the list, then its place)."""


class LedgerError(RefusedError):
    """The ledger is not in order, so that writing it would lose something."""


@dataclass(frozen=True, slots=True)
class LedgerText:
    """A ledger with what its file says to people only."""

    ledger: Ledger = field(default_factory=Ledger)
    header: str = HEADER
    """What stands above the first list, as it is."""
    comments: Mapping[Anchor, tuple[str, ...]] = field(default_factory=dict)
    footer: tuple[str, ...] = ()
    """The comments behind the last entry."""
    line_end: str = "\n"


def load(root: Path) -> LedgerText:
    """The ledger of a project; an empty one where there is no file.

    Raises:
        LedgerError: if it cannot be read as a whole.
    """
    path = root / LEDGER_FILE
    try:
        return parse(read_text(path)) if path.exists() else LedgerText()
    except (OSError, SourceError) as error:
        raise LedgerError(f"{LEDGER_FILE} cannot be read: {error}") from error


def update(root: Path, change: Callable[[Ledger], Ledger]) -> Ledger:
    """Changes the ledger of a project as its file holds it now.

    The file is replaced in one step, and only if the ledger changes.

    Args:
        root: the project's folder.
        change: from the ledger as it is to the ledger as it should be.

    Returns:
        What the file holds then.

    Raises:
        LedgerError: if it cannot be read as a whole, or not be written.
    """
    held = load(root)
    ledger = change(held.ledger)
    if ledger == held.ledger:
        return ledger
    text = text_of(replace(held, ledger=ledger))
    try:
        sweep((root / LEDGER_FILE).resolve().parent)
        write((root / LEDGER_FILE).resolve(), text.encode("utf-8"))
    except OSError as error:
        raise LedgerError(f"{LEDGER_FILE} cannot be written: {error.strerror}.") from error
    return parse(text).ledger


def parse(text: str) -> LedgerText:
    """The ledger in the text of its file.

    Raises:
        LedgerError: if any of it is wrong, since only what was read can be written again.
    """
    ledger, problems = read_ledger(LEDGER_FILE, text)
    if problems:
        first = problems[0]
        raise LedgerError(f"{LEDGER_FILE} line {first.line}: {first.message}")
    try:
        return _with_comments(text, ledger)
    except yaml.MarkedYAMLError as error:  # libyaml takes some tabs that the other loader refuses
        at = f" line {error.problem_mark.line + 1}" if error.problem_mark else ""
        message = f"{LEDGER_FILE}{at}: Expected YAML, but {error.problem}. Correct it."
        raise LedgerError(message) from error


def _with_comments(text: str, ledger: Ledger) -> LedgerText:
    """A ledger with what stands in its text for people only."""
    root = yaml.compose(text, yaml.BaseLoader)
    line_end = "\r\n" if 2 * text.count("\r\n") > text.count("\n") else "\n"
    if not isinstance(root, yaml.MappingNode):
        return LedgerText(ledger, header=text, line_end=line_end)
    begin = root.start_mark.index
    anchors = list(_anchors(root, ledger, text))
    ends = [end for end, _ in anchors]
    comments: dict[Anchor, tuple[str, ...]] = {}
    footer: tuple[str, ...] = ()
    for offset, comment in _comments(text):
        if offset < begin:
            continue
        index = bisect_right(ends, offset)
        if index == len(anchors):
            footer = (*footer, comment)
        else:
            anchor = anchors[index][1]
            comments[anchor] = (*comments.get(anchor, ()), comment)
    return LedgerText(ledger, text[:begin], comments, footer, line_end)


def text_of(file: LedgerText) -> str:
    """The text of a ledger in its canonical form."""
    left = dict(file.comments)
    lines: list[str] = []
    for name, entries in zip(LISTS, (file.ledger.accepted, file.ledger.rejected), strict=True):
        lines += left.pop((name,), ())
        lines.append(f"{name}:" if entries else f"{name}: []")
        for entry in _canonical(entries):
            lines += (f"  {comment}" for comment in left.pop((name, *place(entry)), ()))
            lines += _entry(entry)
    # What stood above an entry that is gone is still what somebody wrote.
    lines += [comment for orphans in left.values() for comment in orphans]
    lines += file.footer
    header = file.header
    if header.strip("\ufeff") and not header.endswith("\n"):
        header += file.line_end
    return header + file.line_end.join([*lines, ""])


def _canonical(entries: Iterable[LedgerEntry]) -> list[LedgerEntry]:
    """Sorted, each once; the reasons of those that say the same are joined."""
    single: dict[tuple[str, ...], LedgerEntry] = {}
    for entry in entries:
        first = single.setdefault(place(entry), entry)
        if entry.reason not in {"", first.reason}:
            reason = f"{first.reason} {entry.reason}".strip()
            single[place(entry)] = replace(first, reason=reason)
    return [single[key] for key in sorted(single)]


def _entry(entry: LedgerEntry) -> Iterator[str]:
    """The lines of an entry."""
    names = ("concept", "surface", "essay", "section", "reason")
    values = {name: value for name in names if (value := getattr(entry, name))}
    dumped = yaml.dump(
        [values], Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=float("inf")
    )
    return (f"  {line}" for line in dumped.splitlines())


class _Dumper(yaml.SafeDumper):
    """Quotes what a reader of YAML would take for something else than text."""


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    # Between other quotation marks, line breaks would be folded, some into others.
    style = '"' if LINE_BREAK.search(text) else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Dumper.add_representer(str, _text)


def _anchors(root: yaml.MappingNode, ledger: Ledger, text: str) -> Iterator[tuple[int, Anchor]]:
    """What comments can stand above, in the order of the file, with where each ends.

    An entry ends with its last line, so that a comment behind its words is above it afterwards;
    a list ends with its name.
    """
    for key, value in root.value:
        yield key.end_mark.index, (key.value,)
        entries = ledger.accepted if key.value == LISTS[0] else ledger.rejected
        for node, entry in zip(getattr(value, "value", ()), entries, strict=False):
            line_end = text.find("\n", _last(node))
            yield line_end if line_end >= 0 else len(text), (key.value, *place(entry))


def _last(node: yaml.Node) -> int:
    """Where the last words of a node end; those of a block end with its last comment."""
    if isinstance(node, yaml.MappingNode) and not node.flow_style and node.value:
        return _last(node.value[-1][1])
    return int(node.end_mark.index)


def _comments(text: str) -> Iterator[tuple[int, str]]:
    """The comments of a YAML text, with their offsets: what stands between its tokens."""
    behind = 0
    for token in yaml.scan(text, yaml.BaseLoader):
        for match in COMMENT.finditer(text, behind, max(behind, token.start_mark.index)):
            yield match.start(), match.group()
        if isinstance(token, yaml.ScalarToken) and token.style in BLOCK_STYLES:
            line_end = text.find("\n", token.start_mark.index)
            for match in COMMENT.finditer(text, token.start_mark.index, line_end):
                yield match.start(), match.group()
        behind = max(behind, token.end_mark.index)
