"""The places where concepts are meant, as pages list them: by document, with sentence and rule."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from knowledge.model import Backlink, Document, Essay, Kind, Rule, Spot
from knowledge.present.scene import Scene
from knowledge.present.text import date_text, number_text
from knowledge.present.views import LinkView, PlaceGroup, PlaceView, RuleCount

MOST_PLACES = 8
"""Places of a group that stand open; the rest unfolds."""


def place_groups(scene: Scene, backlinks: Iterable[Backlink]) -> Iterator[PlaceGroup]:
    """The places by document, those of a thread apart; those in other concepts together.

    Args:
        scene: what is seen from the concept's page.
        backlinks: all places, those of a document together.
    """
    in_concepts: list[Backlink] = []
    words = _words(scene)
    for id, found in groupby(backlinks, attrgetter("document")):
        document = scene.library.everything[id]
        links = list(found)
        if document.kind is Kind.CONCEPT:
            in_concepts += links
            continue
        texts = _texts(scene, document)
        if own := [link for link in links if not link.comment]:
            places = _places(scene, texts, own, words)
            yield _group(scene, texts.title, document.kind, words.kinds[document.kind], places)
        if len(own) < len(links):
            in_thread = _in_thread_order(document, [link for link in links if link.comment])
            places = _places(scene, texts, in_thread, words)
            yield _group(scene, texts.thread, "thread", words.thread, places)
    if in_concepts:
        places = _in_concepts(scene, in_concepts, words)
        yield _group(scene, LinkView("", scene.t("in_concepts")), "concept", "", places)


def rule_counts(scene: Scene, concept: str) -> tuple[RuleCount, ...]:
    """How the places that readers see here were found, by rule; of the others if there are none."""
    return tuple(
        RuleCount(
            label=scene.t(f"rule_{rule}"),
            count=number_text(count, scene.language),
            linked=scene.count("rules_linked", linked),
        )
        for rule, count, linked in scene.facts.rules.get(concept, ())
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
    if len(links) < 2:
        return links
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
        found = _places(scene, _texts(scene, concept), [link], words)
        here += [place._replace(where=title) for place in found[0]]
        others += [place._replace(where=title) for place in found[1]]
    return here, others


def _heading(scene: Scene, document: Document, language: str, section: str) -> str:
    return scene.facts.headings[document.id, language].get(section, "")


class _Words(NamedTuple):
    """What is said of every place of a page."""

    kinds: Mapping[Kind, str]
    thread: str
    rules: Mapping[Rule, str]
    linked: tuple[str, str]
    """Of a place that is no link, and of one that is."""
    opening: str


def _words(scene: Scene) -> _Words:
    return _Words(
        {kind: scene.t(f"kind_{kind}") for kind in Kind if kind is not Kind.CONCEPT},
        scene.t("conversation"),
        {rule: scene.t(f"rule_{rule}") for rule in Rule},
        (scene.t("place_named"), scene.t("place_linked")),
        scene.t("opening"),
    )


def _places(
    scene: Scene, texts: _Texts, links: Iterable[Backlink], words: _Words
) -> tuple[list[PlaceView], list[PlaceView]]:
    """The places in one document: in the texts that readers see here, and in the others."""
    here: list[PlaceView] = []
    others: list[PlaceView] = []
    headings: dict[str, Mapping[str, str]] = {}
    for link in links:
        document, language, comment, section, sentence, rule, linked = link
        is_shown, href, name, lang, spoken = texts[language, comment]
        if section:
            if language not in headings:
                headings[language] = scene.facts.headings[document, language]
            href, name = f"{href}#{section}", headings[language].get(section, "")
        found = here if is_shown else others
        found.append(
            PlaceView(
                *sentence,
                href,
                name or words.opening,
                words.rules[rule],
                words.linked[linked],
                lang,
                spoken,
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
    lang: str
    language: str


class _Texts(dict[tuple[str, str], _Text]):
    """The texts of a document, by their language and the comment, seen from one depth of the site.

    Attributes:
        title: a link to the document that reads its title.
        thread: the same to its thread.
    """

    def __init__(self, scene: Scene, document: Document) -> None:
        super().__init__()
        self._scene, self._document = scene, document
        self._href = scene.href(document)
        self.title = scene.link(document)
        self.thread = self.title._replace(href=f"{self._href}#thread")

    def __missing__(self, key: tuple[str, str]) -> _Text:
        language, comment_id = key
        scene, document = self._scene, self._document
        shown, spoken = document.version(scene.language).language, language
        name, anchor = "", ""
        if comment_id:
            assert isinstance(document, Essay)
            comment = document.thread.by_id[comment_id]
            shown = comment.text(shown).language
            if language == comment.original:  # which may not be that of its file
                spoken = comment.lang or language
            name, anchor = comment_name(scene, document, comment_id), f"#{comment_id}"
        href = self._href
        if language != shown:
            target = scene.addresses.of_page(document.path, language)
            href = scene.addresses.relative(target, scene.base)
        foreign = (spoken, scene.language_name(spoken)) if spoken != scene.language else ("", "")
        self[key] = text = _Text(language == shown, href + anchor, name, *foreign)
        return text


def _texts(scene: Scene, document: Document) -> _Texts:
    """The texts of a document; they follow from it alone, and from how deep the page lies."""
    key = _Texts, document.id, scene.up
    if key not in scene.known:
        scene.known[key] = _Texts(scene, document)
    found: _Texts = scene.known[key]
    return found
