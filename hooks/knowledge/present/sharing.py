"""How a page is shown where it is shared: the Open Graph protocol (ogp.me), and its picture.

A picture of its own for each page would take more time than the rest of the build. So there is one
for each kind of page and language, drawn by `publish.cards`.
"""

from __future__ import annotations

from enum import StrEnum
from functools import lru_cache

from knowledge.model import Document, Page
from knowledge.present.labels import translator
from knowledge.present.scene import Scene
from knowledge.present.text import locale
from knowledge.present.views import SharingView

WIDTH, HEIGHT = 1200, 630
"""The size of pictures, which all who show them ask for."""
NO_LIST = ("", "home", "imprint")
"""Pages of the site that list no part of it."""


class Card(StrEnum):
    """The kinds of pages that have a picture."""

    HOME = "home"
    ESSAY = "essay"
    CONCEPT = "concept"
    QUESTION = "question"
    LIST = "list"


def sharing(scene: Scene, document: Document) -> SharingView:
    """What others show of a page; of one in another language's place, what they show of that."""
    language = document.version(scene.language).language
    card = card_of(document)
    return SharingView(
        type="article" if card is Card.ESSAY else "website",
        locale=locale(language),
        other_locales=tuple(locale(other) for other in document.versions if other != language),
        picture=f"{scene.addresses.site_url or '/'}{card_path(card, language)}",
        width=WIDTH,
        height=HEIGHT,
        picture_text=_text(card, scene.site_name, language),
    )


@lru_cache(maxsize=64)
def _text(card: Card, site_name: str, language: str) -> str:
    return translator(language)("card_alt", title=card_title(card, site_name, language))


def card_of(document: Document) -> Card:
    """Which picture stands for a document's page."""
    if not isinstance(document, Page):
        return Card(document.kind.value)
    return Card.HOME if document.listing in NO_LIST else Card.LIST


def card_path(card: Card, language: str) -> str:
    """Where a picture lies, from the root of the site.

    Its name stays the same when it is drawn anew: else all pages would have to be made anew too.
    """
    return f"assets/cards/{card}.{language}.png"


def card_title(card: Card, site_name: str, language: str) -> str:
    """What a picture has in large letters: the name of the site, or the kind of page."""
    t = translator(language)
    if card is Card.HOME:
        return site_name
    return t("card_list") if card is Card.LIST else t(f"kind_{card}")
