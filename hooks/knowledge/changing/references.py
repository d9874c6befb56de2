"""Where the files of a project name a document: every place, found as the house reads it."""

from __future__ import annotations

import posixpath
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from urllib.parse import unquote

from knowledge.changing.places import Edit, Scalar, replace_in, scalars
from knowledge.collect.source import FRONT_MATTER
from knowledge.collect.thread import scan
from knowledge.language import mask
from knowledge.model import Kind, Source

FIELDS: dict[Kind, frozenset[str]] = {
    Kind.ESSAY: frozenset({"asked_in"}),
    Kind.CONCEPT: frozenset({"author", "broader", "related", "contrasts", "part_of"}),
    Kind.QUESTION: frozenset({"answers"}),
}
"""Front matter and options that name documents of a kind; references do too."""
LEDGER_FIELDS = {Kind.ESSAY: "essay", Kind.CONCEPT: "concept"}
DESTINATION = re.compile(
    r"""\]\(\s*<?(?P<inline>[^()\s<>"']+) | ^[ ]{0,3}\[[^\]\n]+\]:[ \t]*<?(?P<defined>[^\s<>]+)
    | \b(?:href|src)\s*=\s*["']?(?P<attribute>[^\s"'<>]+)""",
    re.VERBOSE | re.MULTILINE,
)
"""The addresses of links and pictures in Markdown, definitions and HTML."""


OPTION_LINE = re.compile(r"([ ]{4}|\t|[ ]*)([^\n]*\n|[^\n]+)")


@dataclass(frozen=True, slots=True)
class Renaming:
    """A document and the id it gets."""

    kind: Kind
    old: str
    new: str
    url: str = ""
    """The address of the site, which ends with a slash."""
    with_set: bool = False
    """Whether a set of questions that is called like the document gets the new name too."""
    with_links: bool = True
    """Whether `[[old]]` means this document, and not another kind's with the same id."""

    @property
    def folder(self) -> str:
        """The folder of the content folder in which documents of the kind lie."""
        return f"{self.kind}s"


def text_edits(source: Source, name: str, renaming: Renaming, *, is_thread: bool) -> list[Edit]:
    """What has to change in a Markdown file, front matter and options included.

    Args:
        source: the file.
        name: its path relative to the content folder.
        renaming: what becomes what.
        is_thread: whether it holds comments.

    Raises:
        yaml.YAMLError: if its front matter or an option cannot be read.
    """
    if renaming.old not in source.text:
        return []
    edits = list(_matter(source, name, renaming))
    if not is_thread:
        return [*edits, *_links(source.text, source.body_start, len(source.text), name, renaming)]
    for block in scan(source)[0]:
        first = start_of_line(source.text, block.line + 1)
        if first < block.start:
            edits += _fields(_options(source.text, first, block.start), source.text, renaming)
        edits += _links(source.text, block.start, block.end, name, renaming)
    return edits


def ledger_edits(text: str, renaming: Renaming) -> list[Edit]:
    """What has to change in the ledger of mentions.

    Raises:
        yaml.YAMLError: if it cannot be read.
    """
    wanted = LEDGER_FIELDS.get(renaming.kind, "")
    return [
        replace_in(scalar, text, renaming.old, renaming.new)
        for scalar in (scalars(text) if wanted and renaming.old in text else ())
        if scalar.path[-1] == wanted and scalar.value == renaming.old
    ]


def nav_edits(text: str, renaming: Renaming) -> list[Edit]:
    """What has to change in `mkdocs.yml`, where the navigation lists a document by its file.

    Raises:
        yaml.YAMLError: if it cannot be read.
    """
    own = rf"{renaming.folder}/{re.escape(renaming.old)}(?:/.*|(?:\.[a-z]{{2}})?\.md)?"
    before, after = f"/{renaming.old}", f"/{renaming.new}"
    return [
        replace_in(scalar, text, before, after)
        for scalar in (scalars(text) if renaming.old in text else ())
        if scalar.path[0] == "nav" and re.fullmatch(own, scalar.value)
    ]


def links_to(id: str, source: Source) -> Iterator[int]:
    """Where a file has a link in double brackets with an id, as offsets."""
    if id in source.text:
        for match in mask.wiki_links(mask.without_code(source.text)):
            if match["target"].rstrip("\\").partition("#")[0].strip() == id:
                yield match.start()


def _options(text: str, start: int, end: int) -> Iterator[Scalar]:
    """The options of a block, each indented by four spaces or a tab, which YAML does not mix."""
    lines = [(start + m.end(1), m[2]) for m in OPTION_LINE.finditer(text[start:end])]
    begins = [0, *accumulate(len(line) for _, line in lines)]

    def at(offset: int) -> int:
        index = max(0, bisect_right(begins, offset, hi=len(lines)) - 1)
        return lines[index][0] + offset - begins[index]

    for scalar in scalars("".join(line for _, line in lines)):
        length = scalar.end - scalar.start
        yield replace(scalar, start=at(scalar.start), end=at(scalar.start) + length)


def start_of_line(text: str, line: int) -> int:
    """Where a line begins, counted from 1; the end where there are not so many."""
    position = 0
    for _ in range(line - 1):
        position = text.find("\n", position) + 1
        if position == 0:
            return len(text)
    return position


def _matter(source: Source, name: str, renaming: Renaming) -> Iterator[Edit]:
    match = FRONT_MATTER.match(source.text)
    if match is None:
        return
    found = scalars(match.group(1), match.start(1))
    yield from _fields(found, source.text, renaming)
    for scalar in found:
        if scalar.path[0] == "references" and scalar.path[-1] == "text":
            yield from _links(source.text, scalar.start, scalar.end, name, renaming)


def _fields(found: Iterable[Scalar], text: str, renaming: Renaming) -> Iterator[Edit]:
    """Values that are the id, or the id with the comment in it."""
    for scalar in found:
        id, sign, _ = scalar.value.partition("#")
        if (
            _names(scalar.path, renaming)
            and id == renaming.old
            and (not sign or renaming.kind is Kind.ESSAY)
        ):
            yield replace_in(scalar, text, renaming.old, renaming.new)


def _names(path: Sequence[str | int], renaming: Renaming) -> bool:
    """Whether what stands at a path can name a document of the kind."""
    if path == ("set", "id"):
        return renaming.with_set
    if path[0] == "references" and path[-1] == "concept":
        return renaming.kind is Kind.CONCEPT
    is_own = len(path) == 1 or (len(path) == 2 and isinstance(path[1], int))
    return is_own and path[0] in FIELDS[renaming.kind]


def _links(text: str, start: int, end: int, name: str, renaming: Renaming) -> Iterator[Edit]:
    """Links in a stretch of Markdown: in double brackets by id, others by path or address."""
    bare = mask.without_code(text[start:end])
    for match in mask.wiki_links(bare) if renaming.with_links else ():
        target = match["target"]
        if target.rstrip("\\").partition("#")[0].strip() == renaming.old:
            at = start + match.start("target") + target.index(renaming.old)
            yield Edit(at, at + len(renaming.old), renaming.new)
    for match in DESTINATION.finditer(bare):
        group = str(match.lastgroup)
        for at in _in_address(match[group], name, renaming):
            begin = start + match.start(group) + at
            yield Edit(begin, begin + len(renaming.old), renaming.new)


def _in_address(address: str, name: str, renaming: Renaming) -> Iterator[int]:
    """Where an address names the document: of a file of its, or of its page."""
    path = re.split(r"[?#]", address, maxsplit=1)[0]
    site = next((s for s in (renaming.url, "/") if s and path.startswith(s)), "")
    if not site and ":" in path.partition("/")[0]:
        return
    around = "" if site else posixpath.dirname(name)
    position = len(site)
    done: list[str] = []
    for part in path[len(site) :].split("/"):
        done.append(unquote(part))
        here = posixpath.normpath(posixpath.join(around, *done))
        if _is_own(here, renaming, is_page=bool(site)):
            yield position
            return
        position += len(part) + 1


def _is_own(path: str, renaming: Renaming, *, is_page: bool) -> bool:
    """Whether a path is the document's folder, one of its files, or in either language its page."""
    stem = f"{renaming.folder}/{renaming.old}"
    if is_page:
        return re.fullmatch(rf"(?:[a-z]{{2}}/)?{re.escape(stem)}", path) is not None
    if renaming.kind is Kind.ESSAY:
        return path == stem
    return re.fullmatch(rf"{re.escape(stem)}(?:\.[a-z]{{2}})?\.md", path) is not None
