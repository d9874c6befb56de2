"""The places where concepts are meant, as pages list them: by document, with sentence and rule."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from knowledge.model import Backlink, Document, Essay, Rule, Spot
from knowledge.present.scene import Scene
from knowledge.present.text import date_text, number_text
from knowledge.present.views import LinkView, PlaceGroup, PlaceView, RuleCount

MOST_PLACES = 8
"""Places of a group that stand open; the rest unfolds."""


def place_groups(scene: Scene, backlinks: Iterable[Backlink]) -> Iterator[PlaceGroup]:
    """The places by document, those of a thread apart; those in other concepts together."""
    by_place: dict[tuple[str, bool], list[Backlink]] = {}
    in_concepts: list[Backlink] = []
    for link in backlinks:
        if link.document in scene.library.concepts:
            in_concepts.append(link)
        else:
            by_place.setdefault((link.document, bool(link.comment)), []).append(link)
    words = _words(scene)
    for (document_id, in_thread), found in by_place.items():
        document = scene.library.everything[document_id]
        links = _in_thread_order(document, found) if in_thread else found
        title = scene.link(document, "thread" if in_thread else "")
        kind = "thread" if in_thread else str(document.kind)
        label = scene.t("conversation" if in_thread else f"kind_{document.kind}")
        yield _group(scene, title, kind, label, _places(scene, document, links, words))
    if in_concepts:
        places = _in_concepts(scene, in_concepts, words)
        yield _group(scene, LinkView("", scene.t("in_concepts")), "concept", "", places)


def rule_counts(scene: Scene, backlinks: Sequence[Backlink]) -> tuple[RuleCount, ...]:
    """How the places that readers see here were found, by rule; of the others if there are none."""
    seen = [link for link in backlinks if scene.shows(link)] or backlinks
    found = Counter(link.rule for link in seen)
    linked = Counter(link.rule for link in seen if link.linked)
    return tuple(
        RuleCount(
            label=scene.t(f"rule_{rule}"),
            count=number_text(found[rule], scene.language),
            linked=scene.count("rules_linked", linked[rule]),
        )
        for rule in Rule
        if rule in found
    )


def spot_link(scene: Scene, spot: Spot) -> LinkView:
    """A link to a section or a comment that names it; to its document where it has no name."""
    document = scene.library.everything[spot.document]
    if spot.comment:
        name = comment_name(scene, document, spot.comment)
        return LinkView(scene.href(document, spot.comment), name)
    language = document.version(scene.language).language
    heading = _heading(scene, document, language, spot.section)
    if not heading:
        return scene.link(document)
    return LinkView(scene.href(document, spot.section), heading, scene.lang(document))


def comment_name(scene: Scene, document: Document, comment_id: str) -> str:
    """Who wrote a comment, and when."""
    assert isinstance(document, Essay)
    comment = document.thread.by_id[comment_id]
    name = comment.name or scene.t("comment_anonymous")
    return ", ".join(filter(None, [name, date_text(comment.date, scene.language)]))


def _in_thread_order(essay: Document, links: list[Backlink]) -> list[Backlink]:
    """Translated comments among those that were not, as the page shows them."""
    assert isinstance(essay, Essay)
    order = {comment.id: index for index, comment in enumerate(essay.thread.comments)}
    return sorted(links, key=lambda link: order[link.comment])


def _group(
    scene: Scene,
    title: LinkView,
    kind: str,
    label: str,
    places: tuple[Sequence[PlaceView], Sequence[PlaceView]],
) -> PlaceGroup:
    """Places that readers see in their language; those of the other only if there are none."""
    here, others = tuple(places[0]), tuple(places[1])
    if not here:
        here, others = others, ()
    # One place alone is not worth a click.
    open_ones = len(here) if len(here) == MOST_PLACES + 1 else MOST_PLACES
    return PlaceGroup(
        title=title,
        kind=kind,
        kind_label=label,
        total=scene.count("mentions_count", len(here)),
        places=here[:open_ones],
        more=here[open_ones:],
        more_count=scene.count("places_more", len(here) - open_ones) if here[open_ones:] else "",
        others=others,
        others_count=scene.count("in_other_language", len(others)) if others else "",
    )


def _in_concepts(
    scene: Scene, links: Iterable[Backlink], words: _Words
) -> tuple[list[PlaceView], list[PlaceView]]:
    here: list[PlaceView] = []
    others: list[PlaceView] = []
    for link in links:
        concept = scene.library.concepts[link.document]
        title = concept.versions[link.language].title
        for all_found, found in zip(
            (here, others), _places(scene, concept, [link], words), strict=True
        ):
            all_found += [place._replace(where=title) for place in found]
    return here, others


def _heading(scene: Scene, document: Document, language: str, section: str) -> str:
    return scene.facts.headings[document.id, language].get(section, "")


class _Words(NamedTuple):
    """What is said of every place of a page."""

    rules: Mapping[Rule, str]
    linked: tuple[str, str]
    """Of a place that is no link, and of one that is."""
    opening: str


def _words(scene: Scene) -> _Words:
    return _Words(
        {rule: scene.t(f"rule_{rule}") for rule in Rule},
        (scene.t("place_named"), scene.t("place_linked")),
        scene.t("opening"),
    )


def _places(
    scene: Scene, document: Document, links: Iterable[Backlink], words: _Words
) -> tuple[list[PlaceView], list[PlaceView]]:
    """The places in one document: in the texts that readers see here, and in the others."""
    here: list[PlaceView] = []
    others: list[PlaceView] = []
    texts: dict[tuple[str, str], _Text] = {}
    for link in links:
        _, language, comment, section, sentence, rule, linked = link
        text = texts.get((language, comment))
        if text is None:
            text = texts[language, comment] = _text(scene, document, link)
        found = here if text.is_shown else others
        found.append(
            PlaceView(
                *sentence,
                f"{text.href}#{section}" if section else text.href,
                text.name or text.headings.get(section) or words.opening,
                words.rules[rule],
                words.linked[linked],
                text.lang,
                text.language,
            )
        )
    return here, others


class _Text(NamedTuple):
    """What all places in one text have in common: a document's own, or a comment's."""

    is_shown: bool
    """Whether it is the one that readers see here."""
    href: str
    name: str
    """Of a comment."""
    headings: Mapping[str, str]
    lang: str
    language: str


def _text(scene: Scene, document: Document, link: Backlink) -> _Text:
    """The text in which a mention stands."""
    is_shown = scene.shows(link)
    target = scene.addresses.of_page(document.path, link.language)
    href = scene.href(document) if is_shown else scene.addresses.relative(target, scene.base)
    spoken = _language(document, link)
    foreign = (spoken, scene.language_name(spoken)) if spoken != scene.language else ("", "")
    if link.comment:
        name = comment_name(scene, document, link.comment)
        return _Text(is_shown, f"{href}#{link.comment}", name, {}, *foreign)
    headings = scene.facts.headings[document.id, link.language]
    return _Text(is_shown, href, "", headings, *foreign)


def _language(document: Document, link: Backlink) -> str:
    """The language of the words, which for a comment may not be that of its file."""
    if link.comment and isinstance(document, Essay):
        comment = document.thread.by_id[link.comment]
        if link.language == comment.original:
            return comment.lang or link.language
    return link.language
