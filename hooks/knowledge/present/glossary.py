"""All concepts with their terms in both languages, as a page and as rows to be downloaded."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from knowledge.model import Concept
from knowledge.present.scene import Scene
from knowledge.present.text import excerpt, sort_key
from knowledge.present.views import LinkView
from knowledge.present.views_languages import GlossaryRow, GlossaryView, TermsView

CSV, TBX = "glossary.csv", "glossary.tbx"
"""The downloads; they hold both languages, so there is one of each at the root of the site."""
SHORT = 200
"""Characters of a definition in the page's table."""


class Terms(NamedTuple):
    """What a concept is called in one language."""

    language: str
    title: str
    aliases: tuple[str, ...]
    definition: str
    address: str
    """Of the concept's page, in full."""


class Entry(NamedTuple):
    """A concept with its terms in the languages that it has."""

    id: str
    kind: str
    terms: tuple[Terms, ...]


def entries(scene: Scene) -> Iterator[Entry]:
    """All concepts by id, with their terms in the order of the site's languages."""
    for concept in sorted(scene.library.concepts.values(), key=lambda concept: concept.id):
        terms = tuple(_terms(scene, concept, each) for each in _languages(scene, concept))
        yield Entry(concept.id, str(concept.concept_kind), terms)


def glossary_view(scene: Scene) -> GlossaryView:
    """The glossary as a page shows it, sorted by the terms of its language."""
    concepts = sorted(
        scene.library.concepts.values(), key=lambda c: (sort_key(c.title(scene.language)), c.id)
    )
    others = [each for each in scene.library.languages if each != scene.language]
    return GlossaryView(
        language=scene.language_name(scene.language),
        others=tuple(scene.language_name(each) for each in others),
        rows=tuple(_row(scene, concept, others) for concept in concepts),
        downloads=(
            LinkView(f"{scene.up}{CSV}", scene.t("glossary_csv")),
            LinkView(f"{scene.up}{TBX}", scene.t("glossary_tbx")),
        ),
    )


def _languages(scene: Scene, concept: Concept) -> list[str]:
    return [each for each in scene.library.languages if each in concept.versions]


def _terms(scene: Scene, concept: Concept, language: str) -> Terms:
    version = concept.versions[language]
    return Terms(
        language,
        version.title,
        version.aliases,
        scene.facts.leads[concept.id, language],
        scene.addresses.absolute(concept.path, language),
    )


def _row(scene: Scene, concept: Concept, others: list[str]) -> GlossaryRow:
    own = concept.version(scene.language)
    return GlossaryRow(
        TermsView(
            scene.link(concept),
            own.aliases,
            scene.lang(concept),
            excerpt(scene.facts.leads[concept.id, own.language], SHORT),
        ),
        tuple(_other(scene, concept, each) for each in others),
    )


def _other(scene: Scene, concept: Concept, language: str) -> TermsView:
    """The terms of another language, which lead to the page in that language."""
    version = concept.versions.get(language)
    if version is None:
        return TermsView(LinkView("", scene.t("glossary_none")), (), "")
    target = scene.addresses.of_page(concept.path, language)
    href = scene.addresses.relative(target, scene.base)
    return TermsView(LinkView(href, version.title, language), version.aliases, language)
