"""The fourth door: what a template needs for one page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from mkdocs.structure.toc import AnchorLink

from knowledge import present, state
from knowledge.page import KnowledgePage

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page
    from mkdocs.utils.templates import TemplateContext


def on_page_context(
    context: TemplateContext, page: Page, config: MkDocsConfig, nav: Navigation
) -> TemplateContext:
    """Adds `kb`, the view of the page, and `t`, the words of the site."""
    current = state.current()
    if isinstance(page, KnowledgePage):
        scene = state.scene(config)
        problems = current.problems if current.serving else ()
        view = present.show(scene, page.document, problems)
        page.canonical_url = view.canonical
        page.content = view.html
        extra = [AnchorLink(part.text, part.href.lstrip("#"), 2) for part in view.extra_headings]
        page.toc.items.extend(extra)
        cast("dict[str, Any]", context).update(kb=view, t=scene.t)
    return context


def on_template_context(
    context: TemplateContext, template_name: str, config: MkDocsConfig
) -> TemplateContext:
    """Adds what the site's own templates show: the 404 page and the sitemap."""
    cast("dict[str, Any]", context)["kb_site"] = present.site_view(state.scene(config))
    return context
