"""Pages that list what a part of the base holds."""

from __future__ import annotations

import datetime as dt
import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice
from operator import attrgetter

from knowledge.connect.questions import in_sets
from knowledge.model import Comment, CommentKind, Concept, ConceptKind, Essay, QuestionState
from knowledge.present.concepts import relation_groups
from knowledge.present.glossary import glossary_view
from knowledge.present.graphs import home_graph, whole_graph
from knowledge.present.progress import progress_view
from knowledge.present.questions import asked_in, question_concepts
from knowledge.present.scene import Scene
from knowledge.present.text import date_iso, date_text, initial, partial_date_text, sort_key
from knowledge.present.views import (
    ConceptCard,
    ConversationView,
    EssayGroup,
    EventView,
    GraphRow,
    GraphView,
    LetterGroup,
    LinkView,
    ListingView,
    QuestionCard,
    QuestionGroup,
    YearView,
)

MOST_ON_HOME = 12
MOST_CONVERSATIONS = 100
MOST_ESSAYS = 12
"""On the home page, the newest first."""
MOST_DESCRIBED = 500
"""Concepts of a base up to which lists of all of them say what each means."""
GRAINS = (("%Y-%m", math.inf), ("%Y-%m", 5), ("%Y-%m", 1), ("%Y", 1))
"""What comments of an essay the timeline takes together, and beyond how many of them."""
MOST_EVENTS = 500
"""Comments, and such groups of them, beyond which the timeline takes more of them together."""
EXCERPT = 280
EVENT_KINDS = ("essay", *CommentKind, *ConceptKind)
"""In the order in which the timeline lets readers choose them."""


def listing_view(scene: Scene, listing: str) -> ListingView | None:
    """What a page with a listing shows below its text, or None for a page without."""
    make = LISTINGS.get(listing)
    return make(scene) if make else None


def _home(scene: Scene) -> ListingView:
    spoken_of = scene.facts.weights
    weightiest = sorted(
        (c for c in scene.library.concepts.values() if c.concept_kind is ConceptKind.IDEA),
        key=lambda concept: (-spoken_of.get(concept.id, 0), concept.id),
    )
    cards = tuple(scene.concept_card(concept) for concept in weightiest[:MOST_ON_HOME])
    groups = tuple(_essay_groups(scene))
    newest = tuple(islice((card for group in groups for card in group.essays), MOST_ESSAYS))
    has_more = len(newest) < len(scene.library.essays)
    return ListingView(
        essays=(EssayGroup("", newest),),
        all_essays=LinkView(scene.path_href("/essays/"), scene.t("all_essays"))
        if has_more
        else None,
        concepts=(LetterGroup(scene.t("all_concepts"), "concepts", cards),),
        questions=_inviting(scene),
        graph=home_graph(scene),
        more=_concept_pages(scene),
        all_questions=LinkView(scene.path_href("/questions/"), scene.t("all_questions")),
    )


def _inviting(scene: Scene) -> tuple[QuestionGroup, ...]:
    """Open questions for a first visit: of each set only the first that is open."""
    chosen: dict[str, str] = {}
    for question in sorted(scene.library.questions.values(), key=in_sets):
        if scene.connections.states[question.id] is QuestionState.OPEN:
            chosen.setdefault(question.set.id if question.set else question.id, question.id)
    cards = tuple(scene.question_card(id) for id in chosen.values())
    if not cards:
        return ()
    return (QuestionGroup(scene.t("states_open"), QuestionState.OPEN, cards),)


def _concept_pages(scene: Scene, own: str = "") -> tuple[LinkView, ...]:
    """The ways to see all concepts; on the page of one of them, its own path, the others."""
    pages: tuple[tuple[str, str], ...] = (
        ("/concepts/", "all_concepts"),
        ("/concepts/by-kind/", "browse_kinds"),
        ("/graph/", "graph_all"),
    )
    there = {page.listing: page.path for page in scene.library.pages.values()}
    if "glossary" in there:
        pages = (*pages, (there["glossary"], "glossary"))
    return tuple(
        LinkView(scene.path_href(path), scene.t(key)) for path, key in pages if path != own
    )


def _essays(scene: Scene) -> ListingView:
    return ListingView(essays=tuple(_essay_groups(scene)))


def _essay_groups(scene: Scene) -> Iterator[EssayGroup]:
    by_year: dict[int, list[Essay]] = defaultdict(list)
    for essay in scene.library.essays.values():
        by_year[essay.date.year if essay.date else 0].append(essay)
    for year in sorted(by_year, reverse=True):
        essays = sorted(by_year[year], key=lambda e: e.date or dt.date.min, reverse=True)
        title = str(year) if year else scene.t("undated")
        yield EssayGroup(title, tuple(scene.essay_card(essay) for essay in essays))


def _concepts(scene: Scene) -> ListingView:
    return ListingView(
        concepts=tuple(_groups(scene, _letter)), more=_concept_pages(scene, "/concepts/")
    )


def _kinds(scene: Scene) -> ListingView:
    by_kind: dict[ConceptKind, list[Concept]] = defaultdict(list)
    for concept in scene.library.concepts.values():
        by_kind[concept.concept_kind].append(concept)
    groups = (
        LetterGroup(scene.t(f"kind_{kind}s"), f"{kind}s", _cards(scene, by_kind[kind]))
        for kind in ConceptKind
        if kind in by_kind
    )
    return ListingView(concepts=tuple(groups), more=_concept_pages(scene, "/concepts/by-kind/"))


def _groups(scene: Scene, key: Callable[[Scene, Concept], str]) -> Iterator[LetterGroup]:
    by_key: dict[str, list[Concept]] = defaultdict(list)
    for concept in scene.library.concepts.values():
        by_key[key(scene, concept)].append(concept)
    for title in sorted(by_key):
        anchor = "other" if title == "#" else f"letter-{title.lower()}"
        yield LetterGroup(title, anchor, _cards(scene, by_key[title]))


def _letter(scene: Scene, concept: Concept) -> str:
    return initial(concept.title(scene.language))


def _cards(scene: Scene, concepts: Iterable[Concept]) -> tuple[ConceptCard, ...]:
    ordered = sorted(concepts, key=lambda concept: sort_key(concept.title(scene.language)))
    cards = tuple(scene.concept_card(concept) for concept in ordered)
    if len(scene.library.concepts) > MOST_DESCRIBED:
        return tuple(replace(card, definition="") for card in cards)
    return cards


def _graph(scene: Scene) -> ListingView:
    return ListingView(
        graph=_with_rows(scene, whole_graph(scene)), more=_concept_pages(scene, "/graph/")
    )


def _with_rows(scene: Scene, graph: GraphView) -> GraphView:
    """A drawing with the same data as a list."""
    concepts = sorted(
        scene.library.concepts.values(), key=lambda c: sort_key(c.title(scene.language))
    )
    rows = tuple(
        GraphRow(
            scene.link(concept),
            concept.concept_kind,
            scene.t(f"kind_{concept.concept_kind}"),
            relation_groups(scene, concept.id),
        )
        for concept in concepts
    )
    return replace(graph, rows=rows)


def _questions(scene: Scene) -> ListingView:
    groups = tuple(_question_groups(scene))
    concerns = Counter(
        concept.text for group in groups for card in group.questions for concept in card.concepts
    )
    return ListingView(
        questions=groups,
        concerns=tuple(
            (name, f"{name} ({concerns[name]})") for name in sorted(concerns, key=sort_key)
        ),
    )


def _question_groups(scene: Scene) -> Iterator[QuestionGroup]:
    by_state: Mapping[QuestionState, list[str]] = defaultdict(list)
    for question in sorted(scene.library.questions.values(), key=in_sets):
        by_state[scene.connections.states[question.id]].append(question.id)
    for state in QuestionState:
        if state in by_state:
            cards = tuple(_with_origin(scene, id) for id in by_state[state])
            yield QuestionGroup(scene.t(f"states_{state}"), state, cards, state)


def _with_origin(scene: Scene, id: str) -> QuestionCard:
    """A question with what it is about and where it was asked."""
    question = scene.library.questions[id]
    return replace(
        scene.question_card(id),
        concepts=question_concepts(scene, question),
        asked_in=asked_in(scene, question),
    )


def _conversations(scene: Scene) -> ListingView:
    found = [
        (comment.date is not None, comment.moment, essay, comment)
        for essay in scene.library.essays.values()
        for comment in essay.thread.comments
        if comment.published
    ]
    found.sort(key=lambda entry: entry[:2], reverse=True)
    newest = found[:MOST_CONVERSATIONS]
    views = tuple(_conversation(scene, essay, comment) for _, _, essay, comment in newest)
    return ListingView(conversations=views)


def _conversation(scene: Scene, essay: Essay, comment: Comment) -> ConversationView:
    text = scene.comment(essay, comment.id)
    plain = " ".join(text.text.plain.values())
    cut = plain if len(plain) <= EXCERPT else plain[: plain.rfind(" ", 0, EXCERPT)] + " …"
    name = comment.name or scene.t("comment_anonymous")
    return ConversationView(
        link=LinkView(scene.href(essay, comment.id), name),
        essay=scene.link(essay),
        date=date_text(comment.date, scene.language) or scene.t("date_unknown"),
        date_iso=date_iso(comment.date),
        kind_label=scene.t(f"kind_{comment.kind}"),
        excerpt=cut,
        lang="" if text.language == scene.language else text.language,
    )


def _timeline(scene: Scene) -> ListingView:
    by_year: dict[int, list[tuple[dt.datetime, EventView]]] = defaultdict(list)
    for moment, event in (*_works(scene), *_events(scene)):
        by_year[moment.year].append((moment, event))
    years = tuple(
        YearView(str(year), tuple(event for _, event in sorted(by_year[year], key=lambda e: e[0])))
        for year in sorted(by_year)
    )
    names = {event.kind: event.kind_label for year in years for event in year.events}
    kinds = tuple((kind, names[kind]) for kind in EVENT_KINDS if kind in names)
    return ListingView(timeline=years, event_kinds=kinds)


def _events(scene: Scene) -> Iterator[tuple[dt.datetime, EventView]]:
    for essay in scene.library.essays.values():
        if essay.date:
            moment = dt.datetime.combine(essay.date, dt.time.min)
            author = scene.author(essay).text
            yield moment, _event(scene, essay.date, "essay", scene.link(essay), author)
    for essay, period, comments in _said(scene):
        if period:
            yield _period_of_comments(scene, essay, period, comments)
        else:
            yield from (_comment_event(scene, essay, comment) for comment in comments)


def _said(scene: Scene) -> list[tuple[Essay, str, list[Comment]]]:
    """The comments of each essay, with the period if they are one event in the timeline."""
    found: list[tuple[Essay, str, list[Comment]]] = []
    for period, most in GRAINS:
        found = []
        for essay in scene.library.essays.values():
            groups: dict[tuple[str, str], list[Comment]] = defaultdict(list)
            for comment in essay.thread.comments:
                if comment.published and comment.date:
                    groups[comment.kind, comment.date.strftime(period)].append(comment)
            for (_, when), comments in groups.items():
                found.append((essay, when if len(comments) > most else "", comments))
        if sum(1 if when else len(comments) for _, when, comments in found) <= MOST_EVENTS:
            break
    return found


def _comment_event(scene: Scene, essay: Essay, comment: Comment) -> tuple[dt.datetime, EventView]:
    assert comment.date is not None
    name = comment.name or scene.t("comment_anonymous")
    link = LinkView(scene.href(essay, comment.id), name)
    detail = scene.t("timeline_on", title=essay.title(scene.language))
    return comment.moment, _event(scene, comment.date, comment.kind, link, detail)


def _period_of_comments(
    scene: Scene, essay: Essay, period: str, comments: Sequence[Comment]
) -> tuple[dt.datetime, EventView]:
    """What was said under an essay in a month or a year, as one event that leads to the first."""
    first = min(comments, key=attrgetter("moment"))
    return first.moment, EventView(
        date=partial_date_text(period, scene.language),
        date_iso=period,
        kind=first.kind,
        kind_label=scene.t(f"kind_{first.kind}"),
        link=LinkView(scene.href(essay, first.id), scene.count("timeline_count", len(comments))),
        detail=scene.t("timeline_on", title=essay.title(scene.language)),
    )


def _works(scene: Scene) -> Iterator[tuple[dt.datetime, EventView]]:
    """Works whose date the texts give, as exactly as they give it."""
    for concept in scene.library.concepts.values():
        if concept.date:
            parts = [int(part) for part in concept.date.split("-")]
            year, month, day = (*parts, 1, 1)[:3]
            text = partial_date_text(concept.date, scene.language)
            kind = str(concept.concept_kind)
            yield (
                dt.datetime(year, month, day),  # noqa: DTZ001 - a day has no zone
                EventView(text, concept.date, kind, scene.t(f"kind_{kind}"), scene.link(concept)),
            )


def _event(scene: Scene, date: dt.date, kind: str, link: LinkView, detail: str) -> EventView:
    return EventView(
        date=date_text(date, scene.language),
        date_iso=date_iso(date),
        kind=kind,
        kind_label=scene.t(f"kind_{kind}"),
        link=link,
        detail=detail,
    )


def _imprint(scene: Scene) -> ListingView:
    return ListingView(imprint=scene.imprint or scene.t("imprint_missing"))


def _glossary(scene: Scene) -> ListingView:
    more = _concept_pages(scene, "/concepts/glossary/")
    return ListingView(glossary=glossary_view(scene), more=more)


def _translations(scene: Scene) -> ListingView:
    return ListingView(progress=progress_view(scene))


LISTINGS: Mapping[str, Callable[[Scene], ListingView]] = {
    "home": _home,
    "essays": _essays,
    "concepts": _concepts,
    "kinds": _kinds,
    "graph": _graph,
    "questions": _questions,
    "conversations": _conversations,
    "timeline": _timeline,
    "imprint": _imprint,
    "glossary": _glossary,
    "translations": _translations,
}
