"""Plain captures: essays and conversations saved as text with no markup at all.

Nothing tells parts of such a text apart but words, empty lines and indents; what each was taken
for, and by what, is said in a `Notice` wherever a reader of the capture could think otherwise.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from knowledge.importing import (
    plain_essay,
    plain_furniture,
    plain_questions,
    plain_references,
    plain_split,
    plain_thread,
)
from knowledge.importing.model import (
    Found,
    Markup,
    Notice,
    Place,
    Post,
    Remark,
    SourceError,
    Wanted,
)
from knowledge.importing.plain_blocks import blocks
from knowledge.importing.plain_markdown import first_url, write
from knowledge.importing.plain_text import Layout, Line, decode, layout, lines
from knowledge.importing.plain_thread import Conversation, Said
from knowledge.model import CommentKind

LARGEST = 100_000_000
"""Bytes; a capture of one conversation has some thousand."""
BREAKS_OFF = re.compile(r"[\w,;:–-]\Z")
LONG_LINE = 60
"""A last line shorter than this is a signature, not half a sentence."""
SHOWN = 300
"""Characters of a removed line that its notice repeats."""
LINES_NAMED = 20
SIGNATURE = re.compile(
    r"(?:grü(?:ß|ss)e?n?|gru(?:ß|ss)|herzlichst?|regards|wishes|sincerely|cheers|ihre?|dein|"
    r"yours)[,!]?\s+"
    r"(?P<name>[^\W\d_][\w.'-]*(?: [^\W\d_][\w.'-]*){1,3})$",
    re.IGNORECASE,
)


def read_capture(file: Path, name: str, wanted: Wanted) -> Iterator[Found]:
    """The essays of a plain capture, each with its conversation.

    Takes the file, its name for `Place.file`, and what is wanted, of which only `told` says
    anything here. Yields, for each essay, notices about what was recognised and removed, and the
    post; texts are Markdown.

    Raises:
        SourceError: if the file cannot be read, is too large, or holds no text.
    """
    raw = _bytes(file, name)
    if wanted.told:
        wanted.told(0, len(raw))
    found = _recognised(lines(decode(raw)))
    if not any(not line.empty for line in found):
        raise SourceError(f"{name}: there is no text in this file.")
    form = layout(found)
    parts = [part for part in plain_split.split(found) if _has_text(part)]
    yield from _furniture(found, name)
    if len(parts) > 1:
        yield from _several(parts, name)
    titles: dict[str, int] = {}
    for part in parts:
        yield from _post(part, form, name, titles)
    if wanted.told:
        wanted.told(len(raw), len(raw))


def _bytes(file: Path, name: str) -> bytes:
    try:
        if file.stat().st_size > LARGEST:
            raise SourceError(
                f"{name}: a plain capture may have {LARGEST // 1_000_000} MB at most."
            )
        return file.read_bytes()
    except OSError as error:
        raise SourceError(f"{name}: {error.strerror or error}.") from error


def _recognised(found: Sequence[Line]) -> list[Line]:
    """The lines with what is furniture marked as such; what opens a conversation is not."""
    kinds = plain_furniture.recognise(line.plain for line in found)
    return [
        replace(line, furniture=kind) if kind and not plain_thread.opener(line) else line
        for line, kind in zip(found, kinds, strict=True)
    ]


def _has_text(part: plain_split.Part) -> bool:
    return any(not line.empty for line in (*part.text, *part.thread))


def _shown(text: str) -> str:
    return text if len(text) <= SHOWN else f"{text[:SHOWN]}…"


def _furniture(found: Sequence[Line], name: str) -> Iterator[Notice]:
    """One notice for each text that was removed, with all its lines."""
    places: dict[tuple[str, str], list[int]] = {}
    for line in found:
        if line.furniture:
            places.setdefault((line.furniture.name, line.text), []).append(line.number)
    for (what, text), numbers in places.items():
        yield Notice(f'Removed {what}: "{text}"{_also(numbers[1:])}', Place(name, numbers[0]))


def _also(numbers: Sequence[int]) -> str:
    """The further lines in which something stands; of many, the first and how many more."""
    if not numbers:
        return ""
    named = ", ".join(map(str, numbers[:LINES_NAMED]))
    more = len(numbers) - LINES_NAMED
    return f", also in lines {named}" + (f" and {more} more" if more > 0 else "")


def _several(parts: Sequence[plain_split.Part], name: str) -> Iterator[Notice]:
    starts = [next(line for line in (*part.text, *part.thread) if not line.empty) for part in parts]
    where = ", ".join(str(start.number) for start in starts)
    message = f"The file holds {len(parts)} essays, which begin in lines {where}"
    yield Notice(message, Place(name, starts[0].number))
    for start, part in zip(starts[1:], parts[1:], strict=True):
        message = f'A new essay begins with "{_shown(start.text)}": {part.why}'
        yield Notice(message, Place(name, start.number))


def _post(
    part: plain_split.Part, form: Layout, name: str, titles: dict[str, int]
) -> Iterator[Found]:
    essay = plain_essay.read(part.text, form)
    conversation = plain_thread.read(part.thread)
    title = essay.title or _title_from(name)
    titles[title] = titles.get(title, 0) + 1
    again = f" ({titles[title]})" if titles[title] > 1 else ""
    references = plain_references.take(essay.blocks)
    author = essay.author or _author_of(conversation)
    remarks = _remarks(conversation, form, name, author)
    declared = conversation.declared if conversation.declared is not None else essay.declared
    yield from _about_text(essay, title, author, name)
    yield from _about_references(references, name)
    yield from _about_thread(conversation, remarks, declared, name)
    text = plain_questions.with_headings(references.blocks)
    kept = {entry.number for entry in references.entries}
    yield Post(
        key=f"{Path(name).name}: {title}{again}",
        title=title,
        text=write(text, form, kept),
        markup=Markup.MARKDOWN,
        place=Place(name, essay.line),
        author=author,
        date=essay.date,
        tags=essay.tags,
        remarks=remarks,
        declared=declared,
        references=references.entries,
        questions=plain_questions.asked(text),
    )


def _title_from(name: str) -> str:
    """A title for a text that has none, from its file's name."""
    return re.sub(r"[_\s-]+", " ", Path(name).stem).strip() or "Text"


def _author_of(conversation: Conversation) -> str:
    """Who a comment says its author is, or signs a nameless answer to what is put to that name.

    Themes that print no name beside their author's comments leave nothing else to know it by.
    """
    marked = (said.name for said in conversation.said if said.head.by_author and said.name)
    if name := next(marked, ""):
        return name
    for said in conversation.said:
        if said.name or said.parent is None or not said.body:
            continue
        match = SIGNATURE.search(said.body[-1].plain)
        if match is None:
            continue
        question = " ".join(line.plain for line in conversation.said[said.parent].body[:2])
        if re.search(rf"\b{re.escape(match['name'].split()[-1])}\b", question):
            return match["name"]
    return ""


def _remarks(
    conversation: Conversation, form: Layout, name: str, author: str
) -> tuple[Remark, ...]:
    keys: list[str] = []
    taken: dict[str, int] = {}
    remarks = []
    for said in conversation.said:
        remark = _remark(said, form, name, author)
        key = hashlib.sha256(f"{remark.name}|{remark.date}|{remark.text}".encode()).hexdigest()[:12]
        taken[key] = taken.get(key, 0) + 1
        keys.append(key if taken[key] == 1 else f"{key}-{taken[key]}")
        parent = "" if said.parent is None else keys[said.parent]
        remarks.append(replace(remark, key=keys[-1], reply_to=parent))
    return tuple(remarks)


def _remark(said: Said, form: Layout, name: str, author: str) -> Remark:
    text = write(blocks(list(plain_thread.texts(said)), form, headings=False), form)
    signed = SIGNATURE.search(said.body[-1].plain) if said.body and not said.name else None
    who = said.name or (author if signed and signed["name"] == author else "")
    is_reblog = said.kind is CommentKind.COMMENT and plain_thread.REBLOG.match(text)
    return Remark(
        key="",
        text=text,
        markup=Markup.MARKDOWN,
        name=who,
        date=said.head.date,
        kind=CommentKind.REBLOG if is_reblog else said.kind,
        by_author=said.head.by_author or bool(author and who.casefold() == author.casefold()),
        place=Place(name, said.line),
    )


def _about_text(essay: plain_essay.Essay, title: str, author: str, name: str) -> Iterator[Notice]:
    if not essay.title:
        message = f'No title was recognised; the file\'s name stands for it: "{title}"'
        yield Notice(message, Place(name, essay.line))
    for line in essay.above:
        yield Notice(f'Left out above the title: "{line.text}"', Place(name, line.number))
    for line in essay.used:
        message = f'Read as date, author, tags or a count: "{line.text}"'
        yield Notice(message, Place(name, line.number))
    if author and not essay.author:
        message = f'The author\'s name, "{author}", is known only from the conversation'
        yield Notice(message, Place(name, essay.line))


def _about_references(references: plain_references.References, name: str) -> Iterator[Notice]:
    if references.entries:
        heading = f' under "{references.heading}"' if references.heading else ""
        message = f"{len(references.entries)} references were recognised{heading}"
        yield Notice(message, Place(name, references.line))


def _about_thread(
    conversation: Conversation, remarks: Sequence[Remark], declared: int | None, name: str
) -> Iterator[Notice]:
    for opener in conversation.openers:
        yield Notice(
            f'A conversation begins: "{opener.line.text}"', Place(name, opener.line.number)
        )
    for line in conversation.structure:
        yield Notice(
            f'Read as part of the head of a comment: "{line.text}"', Place(name, line.number)
        )
    for line in conversation.left:
        yield Notice(f'Left out, part of no comment: "{line.text}"', Place(name, line.number))
    if declared is not None and declared != len(remarks):
        line_number = next((o.line.number for o in conversation.openers), 0)
        message = f"{declared} comments are declared, {len(remarks)} were found"
        yield Notice(message, Place(name, line_number))
    for said in conversation.said:
        if said.kind is CommentKind.COMMENT and _breaks_off(said):
            line = said.body[-1]
            message = f'The comment breaks off: "…{line.text[-40:]}"'
            yield Notice(message, Place(name, line.number))


def _breaks_off(said: Said) -> bool:
    if not said.body:
        return False
    text = said.body[-1].plain
    if len(text) <= LONG_LINE or not BREAKS_OFF.search(text):
        return False
    last = text.rsplit(maxsplit=1)[-1]
    return first_url(last) is None
