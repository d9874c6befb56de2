"""The view objects that templates read: text and addresses, nothing to compute.

`html` fields hold markup made by `render`; everything else is text that templates escape.
`lang` is empty where a text is in the language of the page it is shown on.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from markupsafe import Markup

from knowledge.model import Heading
from knowledge.present.lettering import Lettering
from knowledge.present.views_languages import GlossaryView, ProgressView

Row = tuple[tuple[str, ...], tuple[str, ...]]
"""A row of a long list: its kind, with what every row of that kind has, and its own texts."""


class LinkView(NamedTuple):
    """A link; a tuple, since a large base shows a hundred thousand of them."""

    href: str
    text: str
    lang: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class ConceptCard:
    """A concept in a list."""

    href: str
    title: str
    kind: str
    kind_label: str
    definition: str
    mentions: str
    other: str = ""
    """The term in the other language, if it differs."""
    other_lang: str = ""
    lang: str = ""


@dataclass(frozen=True, slots=True)
class EssayCard:
    """An essay in a list."""

    href: str
    title: str
    summary: str
    author: LinkView
    date: str
    date_iso: str
    reading: str
    """How long it takes to read."""
    comments: str
    thread_href: str
    concepts: tuple[LinkView, ...] = ()
    lang: str = ""


@dataclass(frozen=True, slots=True)
class QuestionCard:
    """A question in a list."""

    href: str
    title: str
    state: str
    state_label: str
    number: int | None = None
    lang: str = ""
    concepts: tuple[LinkView, ...] = ()
    """What it is about, where readers choose by that."""
    asked_in: LinkView | None = None


@dataclass(frozen=True, slots=True)
class QuestionGroup:
    """Questions of one set, or of one state, in order."""

    title: str
    anchor: str
    questions: tuple[QuestionCard, ...]
    state: str = ""
    """Theirs, where they are those of one state."""


@dataclass(frozen=True, slots=True)
class CommentView:
    """A comment with those that answer it."""

    id: str
    href: str
    name: str
    is_author: bool
    date: str
    date_iso: str
    html: Markup
    kind: str
    kind_label: str
    lang: str = ""
    language_note: str = ""
    url: str = ""
    answers: tuple[LinkView, ...] = ()
    reply_to: LinkView | None = None
    """Whom it answers."""
    children: tuple[CommentView, ...] = ()
    replies: str = ""
    """How many stand below it, in words."""


@dataclass(frozen=True, slots=True)
class ThreadView:
    """The conversation under an essay."""

    title: str
    comments: tuple[CommentView, ...] = ()
    trackbacks: tuple[CommentView, ...] = ()
    count: str = ""
    note: str = ""
    """What is to be said of the number of comments."""


@dataclass(frozen=True, slots=True)
class ReferenceView:
    """An entry of the list of references."""

    id: str
    number: int
    html: Markup
    url: str
    concept: LinkView | None
    places: tuple[LinkView, ...]
    """Back to where it is cited."""
    lang: str = ""


@dataclass(frozen=True, slots=True)
class SourceView:
    """Where an essay comes from."""

    title: str
    author: str
    date: str
    date_iso: str
    url: str
    rights: str
    lang: str = ""


@dataclass(frozen=True, slots=True)
class EssayConcept:
    """A concept of an essay and its thread."""

    link: LinkView
    count: str
    first: str
    """The link to the first place where it is meant; empty where this version has none."""


@dataclass(frozen=True, slots=True)
class RelatedView:
    """A related essay or concept, and why it is one."""

    link: LinkView
    count: str
    """How much they share, in words."""
    shared: tuple[LinkView, ...]
    """The weightiest of what they share."""
    is_all: bool
    """Whether they share nothing else."""


@dataclass(frozen=True, slots=True)
class EssayView:
    """What an essay's page shows beside its text."""

    author: LinkView
    date: str
    date_iso: str
    updated: str
    updated_iso: str
    reading: str
    """How long it takes to read, in words."""
    minutes: int
    """The same in minutes."""
    tags: tuple[str, ...]
    source: SourceView | None
    chips: tuple[LinkView, ...]
    """Its weightiest concepts, and the way to the rest."""
    concepts: tuple[EssayConcept, ...]
    """Its concepts, the weightiest first."""
    more_concepts: tuple[EssayConcept, ...]
    """Those that unfold."""
    more_count: str
    questions: tuple[QuestionCard, ...]
    references: tuple[ReferenceView, ...]
    thread: ThreadView
    related: tuple[RelatedView, ...]


@dataclass(frozen=True, slots=True)
class RuleCount:
    """How many places a rule found."""

    label: str
    count: str
    linked: str


@dataclass(frozen=True, slots=True)
class TermView:
    """A concept in another language."""

    href: str
    title: str
    definition: str
    lang: str
    language: str
    """The name of that language."""


@dataclass(frozen=True, slots=True)
class RelationGroup:
    """The concepts to which a concept has one relation."""

    relation: str
    label: str
    concepts: tuple[LinkView, ...]


@dataclass(frozen=True, slots=True)
class NodeView:
    """A concept in a drawing."""

    x: int
    y: int
    radius: int
    href: str
    kind: str
    name: str
    """The title and the kind, for those who hear the drawing."""
    label: Lettering
    lang: str = ""
    own: bool = False
    """Whether it is the concept that the page is about."""


@dataclass(frozen=True, slots=True)
class EdgeView:
    """A line in a drawing; an arrow or a diamond stands at its second end."""

    x1: int
    y1: int
    x2: int
    y2: int
    relation: str
    ends: tuple[int, int]
    """The numbers of its two nodes."""
    kinds: tuple[str, ...]
    """Of its two nodes."""


@dataclass(frozen=True, slots=True)
class GraphRow:
    """A concept with its relations, for the list beside a drawing."""

    concept: LinkView
    kind: str
    kind_label: str
    groups: tuple[RelationGroup, ...]


@dataclass(frozen=True, slots=True)
class GraphView:
    """A drawing, with its data as a list beside it."""

    title: str
    width: int
    height: int
    nodes: tuple[NodeView, ...]
    edges: tuple[EdgeView, ...]
    relations: tuple[tuple[str, str], ...]
    """The relations drawn, with what their lines say."""
    kinds: tuple[tuple[str, str], ...]
    """The kinds drawn, with their names."""
    top: int = 0
    """Where the part that is shown begins."""
    rows: tuple[GraphRow, ...] = ()
    left_out: str = ""
    """How many neighbours only the list has, in words."""
    whole: LinkView | None = None
    """The drawing of all concepts, where this is not it."""


@dataclass(frozen=True, slots=True)
class ConceptView:
    """What a concept's page shows beside its text."""

    kind: str
    kind_label: str
    aliases: tuple[str, ...]
    terms: tuple[TermView, ...]
    relations: tuple[RelationGroup, ...]
    count: str
    spread: str
    """In how many texts of each kind it is meant."""
    places: Sequence[Row]
    """Where it is meant, as the rows that `places.place_rows` lists."""
    rules: tuple[RuleCount, ...]
    cited_in: tuple[LinkView, ...]
    related: tuple[RelatedView, ...]
    graph: GraphView | None
    questions: tuple[QuestionCard, ...]
    essays: tuple[EssayCard, ...]
    """Those a person wrote."""


@dataclass(frozen=True, slots=True)
class AnswerView:
    """What answers a question: an essay, or a comment in its own words."""

    title: LinkView
    where: LinkView | None
    """The essay a comment stands under."""
    date: str
    date_iso: str
    html: Markup | None = None
    text: str = ""
    lang: str = ""


@dataclass(frozen=True, slots=True)
class QuestionView:
    """What a question's page shows beside its text."""

    state: str
    state_label: str
    asked_in: LinkView | None
    asked_by: str
    date: str
    date_iso: str
    set_note: str
    set: tuple[QuestionCard, ...]
    answers: tuple[AnswerView, ...]
    concepts: tuple[LinkView, ...]
    invite: LinkView | None
    """Where it says how to answer, while the question is open."""


@dataclass(frozen=True, slots=True)
class LetterGroup:
    """The concepts under one letter, or of one kind."""

    title: str
    anchor: str
    concepts: tuple[ConceptCard, ...]


@dataclass(frozen=True, slots=True)
class EssayGroup:
    """The essays of one year."""

    title: str
    essays: tuple[EssayCard, ...]


@dataclass(frozen=True, slots=True)
class EventView:
    """Something that has a date."""

    date: str
    date_iso: str
    kind: str
    kind_label: str
    link: LinkView
    detail: str = ""


@dataclass(frozen=True, slots=True)
class YearView:
    """What happened in one year, by date."""

    title: str
    events: tuple[EventView, ...]


@dataclass(frozen=True, slots=True)
class ConversationView:
    """A comment in the list of recent ones."""

    link: LinkView
    essay: LinkView
    date: str
    date_iso: str
    kind_label: str
    excerpt: str
    lang: str = ""


@dataclass(frozen=True, slots=True)
class ListingView:
    """What a page lists; only what its listing needs is filled."""

    essays: tuple[EssayGroup, ...] = ()
    concepts: tuple[LetterGroup, ...] = ()
    questions: tuple[QuestionGroup, ...] = ()
    conversations: tuple[ConversationView, ...] = ()
    concerns: tuple[tuple[str, str], ...] = ()
    """The concepts by which questions can be chosen: the name that `QuestionCard.concepts` gives
    them, and the same with the number of questions."""
    timeline: tuple[YearView, ...] = ()
    event_kinds: tuple[tuple[str, str], ...] = ()
    """The kinds of events that there are, with their names."""
    graph: GraphView | None = None
    more: tuple[LinkView, ...] = ()
    """Where there is more of it."""
    all_questions: LinkView | None = None
    all_essays: LinkView | None = None
    """Where the rest of them is, if not all are listed."""
    imprint: str = ""
    glossary: GlossaryView | None = None
    progress: ProgressView | None = None


@dataclass(frozen=True, slots=True)
class PartView:
    """A section of a translation that is not wholly up to date."""

    head: Markup
    """The heading."""
    html: Markup
    lang: str = ""
    """The original's, where that stands in for a translation."""
    notice: str = ""
    notice_lang: str = ""
    """Of the page, where the text around it is in another."""
    original: LinkView | None = None
    """The section in the original; its language is that of the page there."""


@dataclass(frozen=True, slots=True)
class ProblemView:
    """A problem as an author sees it while serving."""

    severity: str
    label: str
    """The severity in the page's language."""
    kind: str
    place: str
    message: str


class PageNumber(NamedTuple):
    """A page among those that show one document; without an address a gap between them."""

    text: str
    href: str
    is_here: bool = False


@dataclass(frozen=True, slots=True)
class MovedView:
    """The comments of a further page, for whoever looks for them on the first."""

    text: str
    links: tuple[LinkView, ...]
    """Their texts are the ids of the comments."""


@dataclass(frozen=True, slots=True)
class PagesView:
    """The ways between the pages of a list that is divided."""

    label: str
    numbers: tuple[PageNumber, ...]
    previous: LinkView | None
    next: LinkView | None
    first: str = ""
    """Of a thread's further page, the address of the first, which knows where comments stand."""
    moved: tuple[MovedView, ...] = ()


@dataclass(frozen=True, slots=True)
class FurtherView:
    """What a further page shows of a document: a part of its thread, or of its places."""

    title: str
    """Of the page."""
    note: str
    """Which of how many it is."""
    kind_label: str
    heading: str
    anchor: str
    first: LinkView
    """The document's own page."""
    thread: ThreadView | None
    places: Sequence[Row]


@dataclass(frozen=True, slots=True)
class AlternateView:
    """The same page in a language, for machines."""

    language: str
    href: str


@dataclass(frozen=True, slots=True)
class SharingView:
    """What others show of a page that is shared, beside its title, description and address."""

    type: str
    """`article` or `website`."""
    locale: str
    other_locales: tuple[str, ...]
    picture: str
    """Its full address."""
    width: int
    height: int
    picture_text: str
    """What is to be seen, for those who don't."""


@dataclass(frozen=True, slots=True)
class PageView:
    """Everything a page shows, whatever it is."""

    kind: str
    listing: str
    title: str
    html: Markup
    lang: str
    """The language of the text where it is not that of the page."""
    notice: str
    original: str
    """The address of the original, where the text is shown in another language's place."""
    canonical: str
    alternates: tuple[AlternateView, ...]
    feeds: tuple[LinkView, ...]
    problems: tuple[ProblemView, ...]
    extra_headings: tuple[LinkView, ...]
    """Parts of the page that follow the text, for the table of contents."""
    concept_address: str = ""
    """The address of any concept, `{id}` in place of its own, where mentions can be switched."""
    essay: EssayView | None = None
    concept: ConceptView | None = None
    question: QuestionView | None = None
    list: ListingView | None = None
    sharing: SharingView | None = None
    structured: str = ""
    """What the page is, for machines: JSON-LD."""

    pages: PagesView | None = None
    """Where there is more of what the page lists."""
    further: FurtherView | None = None
    """What the page shows if it is not the document's own, but a further one."""
    parts: tuple[PartView, ...] = ()
    """The text section by section, where something of a translation lags or is missing."""
    headings: tuple[Heading, ...] = ()
    """The headings of the text, if some are not in the translation."""
    borrowed: Mapping[str, str] = field(default_factory=dict)
    """The language of those, by their ids."""
    path: str = ""
    """The document's address without language, from the root."""

    @property
    def has_italics(self) -> bool:
        """Whether the text shows the italic face at once: essays do, in what is around them too."""
        return self.kind == "essay" or "<em" in self.html
