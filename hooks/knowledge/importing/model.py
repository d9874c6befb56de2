"""What readers of other systems hand over: posts and conversations as the source has them.

A reader knows one kind of source and nothing of this project's files; `documents` knows those and
nothing of sources. Between them go these frozen dataclasses. Nothing in them is trusted: texts are
neither sanitised nor escaped, names and addresses are as they came.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from knowledge.model import CommentKind, Status


class Markup(StrEnum):
    """What a text is written in."""

    HTML = "html"
    MARKDOWN = "markdown"


class What(StrEnum):
    """What the report counts."""

    POST = "posts"
    COMMENT = "comments"
    TRACKBACK = "trackbacks"
    """Pingbacks, trackbacks and reblogs without words of their own."""
    QUESTION = "questions"
    REFERENCE = "references"
    IMAGE = "images"


class State(StrEnum):
    """Whether a post is for readers."""

    PUBLISHED = "published"
    DRAFT = "draft"
    SCHEDULED = "scheduled"
    PRIVATE = "private"


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands in a source."""

    file: str
    """As it was named on the command line, or below the folder that was."""
    line: int = 0
    """From 1; 0 where lines say nothing."""


@dataclass(frozen=True, slots=True)
class Remark:
    """A comment, pingback, trackback or reblog under a post."""

    key: str
    """Its id at the source, or one made from what it says and where; the same whenever the same
    source is read, and no other of the post."""
    text: str
    markup: Markup
    name: str = ""
    date: dt.datetime | dt.date | None = None
    reply_to: str = ""
    """The key of the remark it answers; one that is not there is reported and dropped."""
    kind: CommentKind = CommentKind.COMMENT
    status: Status = Status.PUBLISHED
    url: str = ""
    """Its address at the source."""
    lang: str = ""
    """As the source says; empty where it says nothing, and then it is recognised."""
    by_author: bool = False
    """Whether the source says that the post's author wrote it."""
    place: Place = Place("")


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of a list of references, as the source has it."""

    number: int
    """By which the text cites it: `[3]`."""
    text: str
    markup: Markup
    url: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question that the author puts to the readers."""

    text: str
    number: int = 0
    """Its place in a numbered list of them; 0 without one."""


@dataclass(frozen=True, slots=True)
class Post:
    """An essay and the conversation under it."""

    key: str
    """What makes it the same post in the next import: its canonical address, its id at the source,
    or its file's name and title."""
    title: str
    text: str
    markup: Markup
    place: Place
    slug: str = ""
    author: str = ""
    date: dt.datetime | dt.date | None = None
    updated: dt.datetime | dt.date | None = None
    language: str = ""
    """As the source says; empty where it says nothing, and then it is recognised."""
    url: str = ""
    """Its address at the source."""
    summary: str = ""
    tags: tuple[str, ...] = ()
    state: State = State.PUBLISHED
    is_page: bool = False
    """Whether the source calls it a page and not a post."""
    remarks: tuple[Remark, ...] = ()
    """In the order of the source."""
    declared: int | None = None
    """How many comments the source says there are."""
    references: tuple[Entry, ...] = ()
    """Where the reader recognised them and took them out of the text."""
    questions: tuple[Asked, ...] = ()
    """Where the reader recognised them; they stay in the text as well."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Something that went in and does not come out."""

    what: What
    key: str
    reason: str
    """For people, in English: `spam`, `a draft`, `the same as c3`."""
    place: Place = Place("")


@dataclass(frozen=True, slots=True)
class Notice:
    """Something that is told and counts nothing.

    Furniture removed, a count that differs, a source that breaks off.
    """

    message: str
    place: Place
    is_broken: bool = False
    """Whether the source cannot be read from there on."""


Found = Post | LeftOut | Notice
"""What a reader yields. Each post, and each remark, image, question and reference that the source
has, is yielded once: in a `Post`, or as `LeftOut`."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a reader is asked for."""

    pages: bool = False
    """Also what the source calls pages."""
    drafts: bool = False
    """Also drafts and scheduled posts."""
    told: Callable[[int, int], None] | None = None
    """Is called with how many bytes are read, and of how many, now and then."""


Reader = Callable[[Path, str, Wanted], Iterator[Found]]
"""Takes a file, its name for `Place.file`, and what is wanted. A source that is broken in the
middle ends with a `Notice`; what could be read before it has been yielded.

Raises:
    SourceError: if nothing at all can be read from the file.
"""


class SourceError(Exception):
    """A file that cannot be read as what it seems to be; one sentence with file and position."""
