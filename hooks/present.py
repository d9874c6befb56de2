"""The fourth door: what a template needs for one page, and the pages that have to be made."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from mkdocs.plugins import event_priority

from knowledge import page as pages
from knowledge import state
from knowledge.page import KnowledgePage
from knowledge.present import frames

if TYPE_CHECKING:
    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page
    from mkdocs.utils.templates import TemplateContext


@event_priority(-101)  # right behind static-i18n (-100), which puts titles into its language
def on_nav(nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
    """Notes the navigation, which every page shows."""
    state.current().nav = nav
    return nav


@event_priority(-1)  # behind `connect`
def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:
    """Plans the pages of the language; they are made when all languages are known."""
    build = state.current()
    state.prepare_templates(env, config)
    if build.connections is not None or build.unchanged:
        pages.plan_pages(env, config, files, build, state.language(config))
    return env


def on_page_context(
    context: TemplateContext, page: Page, config: MkDocsConfig, nav: Navigation
) -> TemplateContext:
    """Adds `kb`, the view of the page, and the ways to the parts it shares and to its own."""
    if isinstance(page, KnowledgePage):
        told = cast("dict[str, Any]", context)
        pages.add_view(told, page, state.noting_scene(config))
        told.update(state.frames(config).ways(page))
    return context


def on_template_context(
    context: TemplateContext, template_name: str, config: MkDocsConfig
) -> TemplateContext:
    """Adds what the site's own templates show: the 404 page and the sitemap."""
    site = state.site_view(config)
    cast("dict[str, Any]", context).update(kb_site=site, **frames.NO_PAGE)
    return context


@event_priority(-101)  # behind static-i18n (-100), which builds the other languages in this event
def on_post_build(config: MkDocsConfig) -> None:
    """Makes the pages that changed, of all languages."""
    build = state.current()
    if build.plans and not state.is_nested(config):
        with build.stages.stage("pages", "{count} pages, {made} of them made anew") as stage:
            stage.count, stage.made = pages.make_pages(build)
