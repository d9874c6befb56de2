"""Thread files: a line scanner splits them, so that no comment reaches into another.

The syntax is that of `pymdownx.blocks`, but nothing nests: a block runs from its opening
line to the first line that closes it, and whatever stands between is the comment's text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from knowledge.check.kinds import problem
from knowledge.check.nearest import did_you_mean, nearest
from knowledge.collect import schema
from knowledge.collect.source import FrontMatter, SourceError, parse_front_matter, parse_mapping
from knowledge.collect.validation import validate
from knowledge.model import Comment, CommentText, Mark, Problem, Source, Thread

OPENING = re.compile(r"(/{3,})[ \t]*comment[ \t]*(?:\|[ \t]*(.*?))?[ \t]*$")
FENCE = re.compile(r"(/{3,})[ \t]*(\S.*)?$")
FENCE_IN_BODY = re.compile(r" {0,3}/{3,}")
ESCAPED_FENCE = re.compile(r"^( {0,3})\\(?=\\*/{3,})", re.MULTILINE)
"""How a line that would look like a fence is written in a comment: `\\///`."""
OPTION = re.compile(r" {4}\S|\t\S")
OPTION_NAMES = tuple(
    field.alias or name for name, field in schema.CommentOptions.model_fields.items()
)
ANY_OPTION = re.compile(rf"{OPTION.pattern}|[ \t]*(?:{'|'.join(OPTION_NAMES)}):(?:[ \t]|$)")
"""An option, or what can only be meant as one although it stands too far left."""
ALMOST_OPENING = re.compile(r" {0,3}(/{3,})[ \t]*([A-Za-z]+)[ \t]*(?:\|[ \t]*(.*?))?[ \t]*$")


@dataclass(frozen=True, slots=True)
class Block:
    """A comment block as it stands in a file, its options still text."""

    name: str
    line: int
    options: Mapping[str, Any]
    option_marks: Mapping[str, Mark]
    start: int
    """Offset of the body in the file."""
    end: int
    readable: bool = True
    """Whether its options are YAML; if not, that has been said."""


@dataclass(slots=True)
class _Open:
    """A block whose closing line has not been seen."""

    fence: str
    name: str
    line: int
    option_text: list[str] = field(default_factory=list)
    indented: list[int] = field(default_factory=list)
    """How many characters stand before what is in each line of `option_text`."""
    start: int = 0
    in_options: bool = True


def unescape(body: str) -> str:
    """A comment's text with its escaped fences written plainly."""
    return ESCAPED_FENCE.sub(r"\1", body)


def escape(body: str) -> str:
    """Text for a comment's body that cannot close the block nor open another.

    Whatever writes a block for someone else passes the body through here, and puts an empty
    line before it. All line ends become line feeds: whatever counts as one elsewhere, does here.
    """
    lines = body.replace("\r\n", "\n").replace("\r", "\n")
    return re.sub(r"^( {0,3})(?=\\*/{3,})", r"\1\\", lines, flags=re.MULTILINE)


def scan(source: Source) -> tuple[list[Block], list[Problem]]:
    """The comment blocks of a thread file, in order, and what stands outside of them."""
    blocks: list[Block] = []
    problems: list[Problem] = []

    def unparsed(line: int, message: str) -> None:
        problems.append(problem("unparsed-block", source.path, line, message))

    current: _Open | None = None
    for offset, number, raw in _lines(source):
        line = raw.rstrip("\r\n")
        if current is None:
            if opening := OPENING.match(line):
                current = _Open(opening.group(1), opening.group(2) or "", number)
                current.start = offset + len(raw)
            elif line.strip():
                unparsed(number, _outside(line))
                current = _meant_as_opening(line, number, offset + len(raw))
        elif line.rstrip() == current.fence:
            blocks.append(_close(current, source, offset, problems))
            current = None
        elif current.in_options and ANY_OPTION.match(line):
            problems += _stray_option(source, number, line)
            current.option_text.append(_dedented(line))
            current.indented.append(len(line.rstrip()) - len(current.option_text[-1].rstrip()))
            current.start = offset + len(raw)
        else:
            current.in_options = False
            if FENCE_IN_BODY.match(line):
                unparsed(number, _fence_inside(current, line))
    if current is not None:
        unparsed(
            current.line, f"This block is never closed. Add a line `{current.fence}` below it."
        )
        blocks.append(_close(current, source, len(source.text), problems))
    return blocks, problems


def _lines(source: Source) -> Iterator[tuple[int, int, str]]:
    """Offset, number and text of each line of the body, split at line feeds only."""
    offset = source.body_start
    number = source.line_at(offset)
    for raw in re.findall(r"[^\n]*\n|[^\n]+", source.body):
        yield offset, number, raw
        offset += len(raw)
        number += 1


def _meant_as_opening(line: str, number: int, start: int) -> _Open | None:
    """The block a misspelt opening line begins, so that one slip is one error."""
    almost = ALMOST_OPENING.match(line)
    if not almost or not nearest(almost.group(2), ["comment"]):
        return None
    return _Open(almost.group(1), almost.group(3) or "", number, start=start)


def _dedented(line: str) -> str:
    """An option's line without the indentation of all options."""
    return line.expandtabs(4)[4:] if OPTION.match(line) else line.strip()


def _stray_option(source: Source, number: int, line: str) -> Iterator[Problem]:
    """What is to be said of an option that does not stand four spaces in."""
    if OPTION.match(line):
        return
    name = line.partition(":")[0].strip()
    message = (
        f"`{name}` looks like an option. Options stand right below the opening line, each four "
        "spaces in, and an empty line parts them from the text."
    )
    yield problem("bad-comment-option", source.path, number, message)


def _outside(line: str) -> str:
    if fence := FENCE.match(line):
        written = (fence.group(2) or "").split("|")[0].strip()
        if not written:
            return (
                "This line closes no block. Remove it, or write it as `\\///` "
                "if it belongs to a comment's text."
            )
        return (
            f"Expected `/// comment`, found `/// {written}`. A thread holds comments only."
            f"{did_you_mean(written, ['comment'])}"
        )
    return (
        "This text belongs to no comment and would be lost. Put it between "
        "`/// comment` and `///`, or remove it."
    )


def _fence_inside(current: _Open, line: str) -> str:
    return (
        f"`{line.strip()}` stands inside the comment that begins in line {current.line}. "
        "Blocks do not nest: close that comment first, or write the line as "
        f"`\\{line.strip()}` if it belongs to its text."
    )


def _close(current: _Open, source: Source, end: int, problems: list[Problem]) -> Block:
    matter, readable = FrontMatter(), True
    text = "\n".join(current.option_text)
    try:
        matter = parse_mapping(text, current.line + 1)
    except SourceError as error:
        readable = False
        problems.append(problem("bad-comment-option", source.path, error.line, str(error)))
    marks = {key: _mark(current, matter.mark((key,))) for key in matter.values}
    return Block(current.name, current.line, matter.values, marks, current.start, end, readable)


def _mark(block: _Open, mark: Mark) -> Mark:
    """The place of an option in its file, from its place among the options."""
    return mark._replace(column=mark.column + block.indented[mark.line - block.line - 1])


def read_thread(sources: Mapping[str, Source], original: str) -> tuple[Thread, list[Problem]]:
    """The thread of an essay from its files, by language.

    Args:
        sources: the thread files by language.
        original: the language whose file holds the options; the other only translates.
    """
    problems: list[Problem] = []
    if original not in sources:
        original = next(iter(sources))
    comments: dict[str, Comment] = {}
    for block in _scanned(sources[original], problems):
        comment = _comment(block, sources[original], original, problems)
        if comment.id in comments:
            problems.append(_twice(comment.id, sources[original], block))
        else:
            comments[comment.id] = comment
    for language, source in sources.items():
        if language != original:
            _add_translations(language, source, comments, problems)
    declared = _declared(sources[original], problems)
    return Thread(tuple(comments.values()), declared), problems


def _scanned(source: Source, problems: list[Problem]) -> list[Block]:
    blocks, found = scan(source)
    problems.extend(found)
    return blocks


def _declared(source: Source, problems: list[Problem]) -> int | None:
    try:
        matter = parse_front_matter(source)
    except SourceError as error:
        problems.append(problem("bad-front-matter", source.path, error.line, str(error)))
        return None
    table, complaints = validate(schema.ThreadMatter, matter.values)
    for path, message in complaints:
        problems.append(problem("bad-front-matter", source.path, matter.mark(path), message))
    return table.declared


def _comment(block: Block, source: Source, language: str, problems: list[Problem]) -> Comment:
    options, complaints = validate(schema.CommentOptions, block.options)
    for path, message in complaints if block.readable else ():
        at = block.option_marks.get(str(path[0]), Mark(block.line)) if path else block.line
        problems.append(problem("bad-comment-option", source.path, at, message))
    text = CommentText(language, source, block.start, block.end, block.line)
    return Comment(
        id=options.id or f"c0{block.line}",
        texts={language: text},
        original=language,
        name=block.name,
        date=options.date,
        reply_to=options.reply_to,
        answers=options.answers,
        kind=options.kind,
        status=options.status,
        lang=options.lang,
        url=options.url,
        author_of_essay=options.author_of_essay,
    )


def _twice(comment_id: str, source: Source, block: Block) -> Problem:
    message = f"The comment id `{comment_id}` is used twice in this thread. Give this one a new id."
    at = block.option_marks.get("id", Mark(block.line))
    return problem("duplicate-id", source.path, at, message)


def _add_translations(
    language: str, source: Source, comments: dict[str, Comment], problems: list[Problem]
) -> None:
    seen: set[str] = set()
    _declared(source, problems)
    for block in _scanned(source, problems):
        if not block.readable:
            continue
        comment_id = str(block.options.get("id", ""))
        at = block.option_marks.get("id", Mark(block.line))
        superfluous = [name for name in block.options if name != "id"]
        if superfluous:
            message = (
                f"`{superfluous[0]}` holds for both languages; the original's file has it. "
                "A translated comment carries `id` and its text."
            )
            where = block.option_marks[superfluous[0]]
            problems.append(problem("bad-comment-option", source.path, where, message))
        if not comment_id:
            message = "Expected an option `id`, found none. Name the comment this translates."
            problems.append(problem("bad-comment-option", source.path, at, message))
        elif comment_id not in comments:
            message = (
                f"This translates a comment `{comment_id}`, which the original thread does not "
                f"have.{did_you_mean(comment_id, comments)}"
            )
            problems.append(problem("bad-comment-option", source.path, at, message))
        elif comment_id in seen:
            problems.append(_twice(comment_id, source, block))
        else:
            seen.add(comment_id)
            comments[comment_id] = _translated(comments[comment_id], language, source, block)


def _translated(comment: Comment, language: str, source: Source, block: Block) -> Comment:
    text = CommentText(language, source, block.start, block.end, block.line)
    return replace(comment, texts={**comment.texts, language: text})
