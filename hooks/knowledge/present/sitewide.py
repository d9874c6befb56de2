"""What the site's own templates show: the sitemap, and the 404 page in both languages."""

from __future__ import annotations

from dataclasses import dataclass

from knowledge.present.labels import translator
from knowledge.present.pages import parts_of
from knowledge.present.scene import Scene
from knowledge.present.show import alternates
from knowledge.present.views import AlternateView, LinkView


@dataclass(frozen=True, slots=True)
class SitemapEntry:
    """A page in the sitemap, under the address of one language."""

    address: str
    modified: str
    alternates: tuple[AlternateView, ...]


@dataclass(frozen=True, slots=True)
class NotFoundView:
    """What the 404 page says in one language."""

    language: str
    title: str
    text: str
    links: tuple[LinkView, ...]
    search: LinkView | None
    """The address that answers a query, and what the field for it is called."""


@dataclass(frozen=True, slots=True)
class SiteView:
    """What belongs to no single page."""

    sitemap: tuple[SitemapEntry, ...]
    not_found: tuple[NotFoundView, ...]


def site_view(scene: Scene) -> SiteView:
    """The sitemap and the 404 page; both hold for all languages at once."""
    return SiteView(
        sitemap=tuple(_sitemap(scene)),
        not_found=tuple(_not_found(scene, language) for language in scene.library.languages),
    )


def _sitemap(scene: Scene) -> list[SitemapEntry]:
    """Every page of every version of a document, where its text is in the page's language."""
    entries = []
    for part in parts_of(scene, scene.library.documents()).values():
        document, path = part.document, part.path
        languages = [lang for lang in scene.library.languages if lang in document.versions]
        others = alternates(scene, part)
        modified = document.modified.isoformat() if document.modified else ""
        for language in languages:
            address = scene.addresses.absolute(path, language)
            entries.append(SitemapEntry(address, modified, others))
    return entries


def _not_found(scene: Scene, language: str) -> NotFoundView:
    """What the page says in one language; it is shown at any depth, and on any server."""
    t, rooted = translator(language), scene.addresses.rooted
    paths = {page.path for page in scene.library.pages.values()}
    links = [LinkView(rooted("/", language), t("home"))]
    links += [
        LinkView(rooted(f"/{name}/", language), t(f"all_{name}"))
        for name in ("essays", "concepts", "questions")
    ]
    search = None
    if "/search/" in paths:
        search = LinkView(rooted("/search/", language), t("search"))
        links.append(LinkView(search.href, t("search_help")))
    return NotFoundView(language, t("not_found_title"), t("not_found_text"), tuple(links), search)
