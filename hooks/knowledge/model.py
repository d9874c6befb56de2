"""The frozen dataclasses that are the only currency between rooms.

Ids are language-neutral, languages are two-letter codes, offsets are code points of
a file as it is stored (byte order mark, front matter and carriage returns included),
lines count from 1.
"""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from enum import StrEnum
from functools import cached_property
from operator import attrgetter
from typing import Any, ClassVar, NamedTuple, TypeVar


class Kind(StrEnum):
    """What a document is."""

    ESSAY = "essay"
    CONCEPT = "concept"
    QUESTION = "question"
    PAGE = "page"


class ConceptKind(StrEnum):
    """What a concept names."""

    IDEA = "idea"
    PERSON = "person"
    ORGANISATION = "organisation"
    WORK = "work"


class CommentKind(StrEnum):
    """How a reply reached its essay (the comment types of WordPress, and the reblog)."""

    COMMENT = "comment"
    PINGBACK = "pingback"
    TRACKBACK = "trackback"
    REBLOG = "reblog"


class Status(StrEnum):
    """Whether readers see a comment."""

    PUBLISHED = "published"
    PENDING = "pending"
    HIDDEN = "hidden"


class Relation(StrEnum):
    """What one concept is to another (SKOS, with `contrasts` and `part_of` added)."""

    BROADER = "broader"
    NARROWER = "narrower"
    RELATED = "related"
    CONTRASTS = "contrasts"
    PART_OF = "part_of"
    HAS_PART = "has_part"


INVERSE = {
    Relation.BROADER: Relation.NARROWER,
    Relation.NARROWER: Relation.BROADER,
    Relation.RELATED: Relation.RELATED,
    Relation.CONTRASTS: Relation.CONTRASTS,
    Relation.PART_OF: Relation.HAS_PART,
    Relation.HAS_PART: Relation.PART_OF,
}


class Rule(StrEnum):
    """Why a mention is one: the first that fits, in this order."""

    EXPLICIT = "explicit"
    EXACT = "exact"
    ALIAS = "alias"
    MULTIWORD = "multiword"
    INFLECTION = "inflection"
    COMPOUND = "compound"


class Severity(StrEnum):
    """How much a problem matters: errors fail a build, warnings a strict one."""

    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


T = TypeVar("T")


def by_fields(kind: type[T]) -> type[T]:
    """Lets the many small parts of a page be stored and sent as their fields alone.

    What a dataclass with slots has for that asks each object for its fields again, which takes
    more time than reading a whole base otherwise does.
    """
    names = [entry.name for entry in fields(kind)]  # type: ignore[arg-type]
    values = attrgetter(*names)

    def reduce(self: T) -> tuple[type[T], tuple[Any, ...]]:
        return type(self), values(self)

    kind.__reduce__ = reduce  # type: ignore[assignment,method-assign]
    return kind


@by_fields
@dataclass(frozen=True, slots=True)
class Problem:
    """Something an author should know, at a place in a file."""

    kind: str
    """A slug from the table in `check.kinds`."""
    severity: Severity
    file: str
    """Path relative to the project's folder, with forward slashes."""
    line: int
    message: str
    """What was expected, what was found, what to do."""
    column: int = 0
    """Where in the line, in characters counted from 1; 0 if it is about the line as a whole."""
    length: int = 0
    """How many characters of the line it is about, from the column on."""


class Mark(NamedTuple):
    """A stretch of one line of a file."""

    line: int
    column: int = 0
    """In characters counted from 1; 0 for the line as a whole."""
    length: int = 0


@dataclass(frozen=True)
class Source:
    """One text file as it is stored, split where its front matter ends."""

    path: str
    """Path relative to the project's folder, with forward slashes."""
    text: str
    body_start: int = 0
    """Offset of the first character behind the front matter."""

    @property
    def body(self) -> str:
        """What follows the front matter."""
        return self.text[self.body_start :]

    def line_at(self, offset: int) -> int:
        """The line, counted from 1, on which an offset of the file lies."""
        return bisect_right(self._line_starts, offset)

    def offset_of(self, line: int) -> int:
        """The offset at which a line, counted from 1, begins; the end, if there is no such line."""
        starts = self._line_starts
        return starts[line - 1] if line <= len(starts) else len(self.text)

    def mark(self, start: int, end: int) -> Mark:
        """The place of some characters of the file, as far as they stand in the first's line.

        A byte order mark is no character of the first line: no editor shows it.
        """
        line = self.line_at(start)
        begin = self._line_starts[line - 1]
        unseen = 1 if begin == 0 and self.text.startswith("\ufeff") else 0
        shown = self.text[start:end].split("\n", 1)[0].rstrip("\r")
        return Mark(line, max(1, start - begin - unseen + 1), len(shown))

    @cached_property
    def _line_starts(self) -> tuple[int, ...]:
        return (0, *(match.end() for match in re.finditer("\n", self.text)))


class Section(NamedTuple):
    """A stretch of a version that is translated as one: from one `h2` with an id to the next."""

    id: str
    """Empty before the first heading; that one has the title and the summary with it."""
    start: int
    """Offset of the heading in the file."""
    end: int
    digest: str
    """Of its words, so that line ends and spaces do not count."""


class Accepted(NamedTuple):
    """What a section was translated from, as `translations.lock` says it."""

    digest: str
    """Of the original's section."""
    sketch: str
    """A character for each of its words, by which the share of changed ones is told."""
    line: int = 1
    """Where it stands in the lock."""


@dataclass(frozen=True, slots=True)
class Version:
    """One language version of a document."""

    language: str
    source: Source
    title: str
    nav_title: str = ""
    """A shorter title for the navigation; the title where it is empty."""
    summary: str = ""
    aliases: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    rights: str = ""
    """Essays: on what terms the text stands here, and what it is (`source.rights`)."""
    reference_texts: Mapping[str, str] = field(default_factory=dict)
    """Essays: the texts of references in this language, by key."""
    sections: tuple[Section, ...] = ()
    """What is translated piece by piece, in order; the opening is always there."""


@dataclass(frozen=True, slots=True)
class SourceWork:
    """Where an essay was published first; what is unknown is empty."""

    title: str = ""
    author: str = ""
    url: str = ""
    date: dt.date | None = None


@by_fields
@dataclass(frozen=True, slots=True)
class Reference:
    """An entry of an essay's numbered list of references."""

    key: str
    number: int
    text: str
    """Markdown of one line."""
    concept: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class MatchOptions:
    """How a concept's labels are matched in running text."""

    case: bool = False
    """Whether capitals must be as in the label."""
    compounds: bool = True
    never: tuple[str, ...] = ()
    """Surfaces that are never a mention."""


@dataclass(frozen=True, slots=True)
class QuestionSet:
    """A question's place among questions that belong together."""

    id: str
    number: int


@dataclass(frozen=True, slots=True)
class CommentText:
    """The words of a comment in one language: a stretch of a thread file."""

    language: str
    source: Source
    start: int
    """Offset of the body in the file."""
    end: int
    line: int
    """The line of the block's opening fence."""


@dataclass(frozen=True, slots=True)
class Comment:
    """One block of a thread."""

    id: str
    texts: Mapping[str, CommentText]
    """By the language of the thread file it stands in."""
    original: str
    """The language of the thread file that holds the options."""
    name: str = ""
    """Empty where the source names no one."""
    date: dt.datetime | dt.date | None = None
    reply_to: str = ""
    answers: tuple[str, ...] = ()
    kind: CommentKind = CommentKind.COMMENT
    status: Status = Status.PUBLISHED
    lang: str = ""
    """The language it was written in, if not that of its thread file."""
    url: str = ""
    author_of_essay: bool = False

    def text(self, language: str) -> CommentText:
        """The words that a page in some language shows: its own, or else the original's."""
        return self.texts.get(language) or self.texts[self.original]

    @property
    def moment(self) -> dt.datetime:
        """When it was written, for sorting: without time zone; unknown dates come last."""
        if self.date is None:
            return dt.datetime.max  # noqa: DTZ901 - the times of a thread have no zone
        if isinstance(self.date, dt.datetime):
            aware = self.date.tzinfo is not None
            return self.date.astimezone(dt.UTC).replace(tzinfo=None) if aware else self.date
        return dt.datetime.combine(self.date, dt.time.min)

    @property
    def published(self) -> bool:
        """Whether readers see it."""
        return self.status is Status.PUBLISHED

    @property
    def is_remark(self) -> bool:
        """Whether someone says something here (a pingback or trackback only points here)."""
        return self.kind in {CommentKind.COMMENT, CommentKind.REBLOG}


@dataclass(frozen=True)
class Thread:
    """The comments under an essay, in the order of their files."""

    comments: tuple[Comment, ...] = ()
    declared: int | None = None
    """How many the source said there were."""

    @property
    def captured(self) -> int:
        """How many there are of those that the source had; none that waits for review is one."""
        return sum(comment.status is not Status.PENDING for comment in self.comments)

    @cached_property
    def by_id(self) -> Mapping[str, Comment]:
        """The comments by their ids."""
        return {comment.id: comment for comment in self.comments}


@dataclass(frozen=True, slots=True)
class Document:
    """A page's worth of authored text under one id, in one or two languages."""

    id: str
    original: str
    """The language it was written in; the other version is its translation."""
    versions: Mapping[str, Version]

    kind: ClassVar[Kind]

    def version(self, language: str) -> Version:
        """The version readers of a language see: theirs, or else the original."""
        return self.versions.get(language) or self.versions[self.original]

    def title(self, language: str) -> str:
        """The title readers of a language see."""
        return self.version(language).title

    @property
    def modified(self) -> dt.date | None:
        """The last day that its files state; never that of the build."""
        return None

    @property
    def path(self) -> str:
        """The page's address without language, from the root: `/concepts/resonanz/`."""
        return f"/{self.kind}s/{self.id}/"


@dataclass(frozen=True, slots=True)
class Essay(Document):
    """An essay, with the thread under it."""

    kind: ClassVar[Kind] = Kind.ESSAY
    author: str = ""
    """The id of a person, or a name as text."""
    date: dt.date | None = None
    updated: dt.date | None = None
    draft: bool = False
    origin: SourceWork | None = None
    references: tuple[Reference, ...] = ()
    answers: tuple[str, ...] = ()
    redirects: tuple[str, ...] = ()
    thread: Thread = Thread()

    @property
    def modified(self) -> dt.date | None:
        """The day of its last change or last published comment."""
        comments = (c.moment.date() for c in self.thread.comments if c.date and c.published)
        return max(filter(None, (self.date, self.updated, *comments)), default=None)


@dataclass(frozen=True, slots=True)
class Concept(Document):
    """A concept, and what it is to others as its file says it (inverses are derived)."""

    kind: ClassVar[Kind] = Kind.CONCEPT
    concept_kind: ConceptKind = ConceptKind.IDEA
    date: str = ""
    """When a work appeared, as far as the texts say: `2016`, `2016-03` or `2016-03-07`."""
    relations: Mapping[Relation, tuple[str, ...]] = field(default_factory=dict)
    match: MatchOptions = MatchOptions()
    redirects: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Question(Document):
    """A question and where it was asked; whether it is open is derived."""

    kind: ClassVar[Kind] = Kind.QUESTION
    asked_in: str = ""
    """An essay's id, or `essay-id#c4`."""
    asked_by: str = "author"
    date: dt.date | None = None
    set: QuestionSet | None = None
    closed: bool = False
    draft: bool = False
    redirects: tuple[str, ...] = ()

    @property
    def modified(self) -> dt.date | None:
        """The day it was asked."""
        return self.date


@dataclass(frozen=True, slots=True)
class Page(Document):
    """A page of the site itself, which may list documents.

    Its id is the path of its file with a slash before it, so that it is never that of another.
    """

    kind: ClassVar[Kind] = Kind.PAGE
    listing: str = ""
    """Which list the page holds: one of `LISTINGS`, or none."""
    hide: tuple[str, ...] = ()
    """What the theme leaves away: `navigation`, `toc`."""

    @property
    def path(self) -> str:
        """The page's address without language, from the root."""
        folder = self.id.removesuffix("index").strip("/")
        return f"/{folder}/" if folder else "/"


LISTINGS = (
    "home",
    "essays",
    "concepts",
    "kinds",
    "graph",
    "questions",
    "conversations",
    "timeline",
    "imprint",
    "kept",
    "glossary",
    "translations",
)
"""What a page can list (its front matter's `listing`)."""


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """A decision about mentions, from `links.yml`."""

    concept: str
    surface: str
    essay: str = ""
    """Without it the decision holds everywhere."""
    section: str = ""
    line: int = 1
    """Where it stands in the ledger."""
    reason: str = ""
    """Why, in the author's words."""


@dataclass(frozen=True, slots=True)
class Ledger:
    """The decisions authors took about mentions."""

    accepted: tuple[LedgerEntry, ...] = ()
    rejected: tuple[LedgerEntry, ...] = ()


@dataclass(frozen=True)
class Library:
    """Everything that was read, with named indexes; indexes are derived, never patched."""

    essays: Mapping[str, Essay] = field(default_factory=dict)
    concepts: Mapping[str, Concept] = field(default_factory=dict)
    questions: Mapping[str, Question] = field(default_factory=dict)
    pages: Mapping[str, Page] = field(default_factory=dict)
    ledger: Ledger = Ledger()
    lock: Mapping[str, Accepted] = field(default_factory=dict)
    """What sections were translated from, by the translation's file and the section's id."""
    languages: tuple[str, ...] = ("de", "en")
    """The default language first."""

    def documents(self) -> Iterator[Document]:
        """All documents: essays, concepts, questions, pages, each by id."""
        for group in (self.essays, self.concepts, self.questions, self.pages):
            yield from group.values()

    @cached_property
    def by_id(self) -> Mapping[str, Document]:
        """Essays, concepts and questions by id; pages are not addressed by id."""
        return {d.id: d for d in self.documents() if d.kind is not Kind.PAGE}

    @cached_property
    def everything(self) -> Mapping[str, Document]:
        """All documents by id, pages included."""
        return {document.id: document for document in self.documents()}

    @cached_property
    def by_stem(self) -> Mapping[str, Document]:
        """Documents by the path of their files without language and suffix."""
        return {
            version.source.path.rsplit(".", 2)[0]: document
            for document in self.documents()
            for version in document.versions.values()
        }


class Sentence(NamedTuple):
    """A sentence around a surface, without markup, cut at word borders when long."""

    before: str
    surface: str
    after: str


class Mention(NamedTuple):
    """A place in a text where a concept is meant."""

    concept: str
    start: int
    end: int
    line: int
    section: str | None
    """The id of the section's heading; None before the first, and in comments."""
    surface: str
    rule: Rule
    linked: bool
    sentence: Sentence


@by_fields
@dataclass(frozen=True, slots=True)
class Contested:
    """A place in a text that several concepts claim: no mention until an author decides."""

    concepts: tuple[str, ...]
    start: int
    line: int
    section: str | None
    """The id of the section's heading; None before the first, and in comments."""
    surface: str
    sentence: Sentence


@by_fields
@dataclass(frozen=True, slots=True)
class Link:
    """An internal link that an author wrote, resolved."""

    path: str
    """The target's address without language: `/essays/some-id/`."""
    anchor: str
    at: Mark


@by_fields
@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of a page, with its id."""

    level: int
    id: str
    text: str


@dataclass(frozen=True, slots=True)
class RenderedText:
    """A stretch of Markdown made into HTML, its internal links still neutral."""

    html: str
    mentions: tuple[Mention, ...] = ()
    links: tuple[Link, ...] = ()
    plain: Mapping[str, str] = field(default_factory=dict)
    """The plain text of each section by the id of its heading, `""` before the first."""
    lead: str = ""
    """The plain text of the first paragraph."""
    headings: tuple[Heading, ...] = ()
    anchors: frozenset[str] = frozenset()
    citations: tuple[str, ...] = ()
    """The keys cited, in order, one for each citation."""
    contested: tuple[Contested, ...] = ()

    def __reduce__(self) -> tuple[Any, ...]:
        """Its fields alone; mentions, of which there are most, as rows without names."""
        rows = [mention[:-1] + mention.sentence[:] for mention in self.mentions]
        return _rendered_text, (
            rows,
            self.html,
            self.links,
            self.plain,
            self.lead,
            self.headings,
            self.anchors,
            self.citations,
            self.contested,
        )


def _rendered_text(rows: list[tuple[Any, ...]], html: str, *others: Any) -> RenderedText:
    """A rendered text as it was before it was stored."""
    new = tuple.__new__
    last = len(Mention._fields) - 1
    mentions = [new(Mention, (*row[:last], new(Sentence, row[last:]))) for row in rows]
    return RenderedText(html, tuple(mentions), *others)


@by_fields
@dataclass(frozen=True, slots=True)
class RenderedComment:
    """A comment in the words that readers of one language see."""

    id: str
    language: str
    """The language of the text."""
    text: RenderedText


@dataclass(frozen=True, slots=True)
class RenderedReference:
    """A reference with its text made into HTML."""

    reference: Reference
    html: str
    language: str = ""
    """The language of the text."""


@by_fields
@dataclass(frozen=True, slots=True)
class RenderedPage:
    """One language version of a document, rendered, independent of where it will be shown.

    Links to pages read `kb:/concepts/resonanz/#id`, links to other files
    `kb-file:/assets/picture.svg`. It can be sent to another process.
    """

    document: str
    language: str
    body: RenderedText
    comments: tuple[RenderedComment, ...] = ()
    references: tuple[RenderedReference, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def anchors(self) -> frozenset[str]:
        """Every id a link to this page can name."""
        return self.body.anchors | {comment.id for comment in self.comments}


class Backlink(NamedTuple):
    """A place where a concept is meant, as the concept's page tells it."""

    document: str
    """The id of the document it stands in."""
    language: str
    """The language of the file it stands in."""
    comment: str
    """The comment it stands in, or empty for the document's own text."""
    section: str
    """The id of the section's heading, or empty."""
    sentence: Sentence
    rule: Rule
    linked: bool


@dataclass(frozen=True, slots=True)
class Answer:
    """What answers a question: an essay, or one comment of its thread."""

    essay: str
    comment: str = ""


class Spot(NamedTuple):
    """A place in the texts that is one for both languages: a section, or a comment."""

    document: str
    comment: str = ""
    """Empty for the document's own text."""
    section: str = ""
    """The id of the section's heading; empty before the first, and in comments."""


@dataclass(frozen=True, slots=True)
class Weighted:
    """A document with how much it matters here, and what it shares."""

    id: str
    weight: float
    count: int = 0
    """Of what: mentions in an essay, concepts that two essays share, places that concepts share."""
    shared: tuple[str, ...] = ()
    """Why two essays are related: ids of concepts, the weightiest first."""
    spots: tuple[Spot, ...] = ()
    """Why two concepts are related: the weightiest places that mention both."""


class QuestionState(StrEnum):
    """Whether a question waits for an answer (derived, unless its author closed it)."""

    OPEN = "open"
    ANSWERED = "answered"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class GraphNode:
    """A concept's place in the drawing of all concepts."""

    id: str
    x: int
    y: int
    degree: int


@dataclass(frozen=True, slots=True)
class GraphEdge:
    """A relation between two concepts, in the direction its file says."""

    source: str
    target: str
    relation: Relation


@dataclass(frozen=True, slots=True)
class Graph:
    """The concepts with their relations, laid out on a field of `width` by `height` units."""

    width: int
    height: int
    nodes: Mapping[str, GraphNode] = field(default_factory=dict)
    """By the concept's id, in the order of the ids."""
    edges: Mapping[str, tuple[GraphEdge, ...]] = field(default_factory=dict)
    """By the id of the concept whose file states them."""


@dataclass(frozen=True)
class Connections:
    """What concepts, questions and essays know once all pages are rendered."""

    backlinks: Mapping[str, tuple[Backlink, ...]] = field(default_factory=dict)
    """By concept."""
    references: Mapping[str, tuple[tuple[str, int], ...]] = field(default_factory=dict)
    """By concept: the essays whose list of references names it, with the number there."""
    answers: Mapping[str, tuple[Answer, ...]] = field(default_factory=dict)
    """By question."""
    states: Mapping[str, QuestionState] = field(default_factory=dict)
    """By question."""
    asked_in: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """The questions asked in an essay, those of a set in its order."""
    question_sets: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """The questions of each set, in its order."""
    essays_of: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """The essays of each author who has a page."""
    relations: Mapping[str, Mapping[Relation, tuple[str, ...]]] = field(default_factory=dict)
    """By concept, inverse and symmetric directions included."""
    essay_concepts: Mapping[str, tuple[Weighted, ...]] = field(default_factory=dict)
    """The concepts of an essay and its thread, the weightiest first."""
    related_concepts: Mapping[str, tuple[Weighted, ...]] = field(default_factory=dict)
    related_essays: Mapping[str, tuple[Weighted, ...]] = field(default_factory=dict)
    graph: Graph = field(default_factory=lambda: Graph(0, 0))
