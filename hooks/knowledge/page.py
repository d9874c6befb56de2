"""The page class: a page whose text was rendered elsewhere and only comes to stand here."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import copy, deepcopy
from dataclasses import dataclass
from functools import lru_cache, partial
from html import escape
from itertools import chain, zip_longest
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import urlsplit

from mkdocs.commands.build import get_context
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, get_toc

from knowledge.cache import key_of
from knowledge.model import Page as PageDocument
from knowledge.present import reuse, show
from knowledge.present.division import Part
from knowledge.present.frames import OWN, Frames, Ways
from knowledge.present.noted import Digests
from knowledge.present.pages import parts_of, written_at
from knowledge.present.policy import Guarded, guarded
from knowledge.present.reuse import Order, Pages, Shelf
from knowledge.present.text import excerpt
from knowledge.target import Page as Delivered

if TYPE_CHECKING:
    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.toc import _TocToken

    from knowledge.model import Document, Heading, RenderedPage
    from knowledge.present.scene import Scene
    from knowledge.state import State


NO_FILES = Files([])
DESCRIPTION = 160
"""Characters of the description that search engines are given; none shows more."""
FOLDERS = "folders"
"""Of the site, in the folder that is the build's alone, until they become the site's."""
TITLE = "__content"
"""The id that templates give a page's title."""
UNDATED = dt.date(1980, 1, 1)
"""Stands for the day of the build, which says nothing of a text."""


class KnowledgePage(Page):
    """A page of the site that shows one document in the language being built.

    Material's blog sets pages of its own in the same way: `file.page` is assigned in
    `on_files`, behind static-i18n, and MkDocs keeps what it finds there.
    """

    def __init__(
        self,
        file: File,
        config: MkDocsConfig,
        part: Part,
        rendered: RenderedPage,
        language: str,
    ) -> None:
        document = part.document
        version = document.version(language)
        # Templates of MkDocs and Material take titles for HTML.
        super().__init__(escape(version.nav_title or version.title), file, config)
        self.update_date = (document.modified or UNDATED).isoformat()
        self.part = part
        """Which of the document's pages it is, if what it lists is divided."""
        self.document = document
        self.rendered = rendered
        self.language = language
        """The language being built, which the text need not be in."""
        self.version = version

    def _set_canonical_url(self, base: str | None) -> None:
        """Sets what MkDocs sets; nothing of a page's own address needs to be resolved."""
        whole, path = _roots(base or "")
        self.canonical_url = whole + self.url if base else None
        self.abs_url = path + self.url if base else None

    def read_source(self, config: MkDocsConfig) -> None:  # noqa: ARG002
        """Takes what was read already; the file may not even exist in this language."""
        self.markdown = self.version.source.body
        self.meta = {
            "title": escape(self.version.title),
            "description": self.version.summary or excerpt(self.rendered.body.lead, DESCRIPTION),
            "hide": list(self.document.hide)
            if isinstance(self.document, PageDocument)
            else ["navigation"],
            "search": {"exclude": True},  # the index is made of the texts, not of the pages
        }

    def render(self, config: MkDocsConfig, files: Files) -> None:  # noqa: ARG002
        """Takes what was rendered already; links get their addresses when the page is shown."""
        self.content = self.rendered.body.html
        is_first = self.part.number == 1
        self.toc = get_toc(nest(self.rendered.body.headings if is_first else ()))
        self.present_anchor_ids = set(self.rendered.anchors)
        self.links_to_anchors = {}


@lru_cache(maxsize=8)
def _roots(base: str) -> tuple[str, str]:
    """The address of a site with a slash at its end, and the path of that."""
    whole = base if base.endswith("/") else f"{base}/"
    return whole, urlsplit(whole).path


def nest(headings: Iterable[Heading]) -> list[_TocToken]:
    """Headings in order as the nested tokens that MkDocs makes its table of contents from."""
    top: list[_TocToken] = []
    open_tokens: list[_TocToken] = []
    for heading in headings:
        token: _TocToken = {
            "level": heading.level,
            "id": heading.id,
            "name": heading.text,
            "children": [],
        }
        while open_tokens and open_tokens[-1]["level"] >= heading.level:
            open_tokens.pop()
        (open_tokens[-1]["children"] if open_tokens else top).append(token)
        open_tokens.append(token)
    return top


def match_files(files: Files, config: MkDocsConfig, build: State) -> None:
    """Makes the files those of the library that MkDocs has to know.

    Files of no document are left out, and where pages are made here also those of documents that
    are not in the navigation. A document without a version in the default language gets a file
    there, since static-i18n falls back to that language only; it takes plain files, whether or
    not they exist, and what is shown is read from the library.
    """
    if build.unchanged:
        _leave_home_only(files, config)
        return
    texts = [file for file in files if file.is_documentation_page()]
    shown = {_stem(file, build) for file in texts if _is_shown(file, build)}
    in_nav = _Navigation(config)
    needed: set[str] = set()
    build.documents = []
    for stem, document in build.library.by_stem.items():
        if stem in shown:
            build.documents.append(document)
            if not build.own or in_nav.has(document):
                needed.add(stem)
    for file in texts:
        if _stem(file, build) not in needed:
            files.remove(file)
    default = build.library.languages[0]
    for stem in sorted(needed):
        if default not in build.library.by_stem[stem].versions:
            name = f"{stem.removeprefix(f'{build.site.docs}/')}.{default}.md"
            files.append(File(name, config.docs_dir, config.site_dir, config.use_directory_urls))


class _Navigation:
    """Which documents the navigation may list: pages of the site, and what it names."""

    def __init__(self, config: MkDocsConfig) -> None:
        self._is_made_of_files = config.nav is None
        self._named = set(_strings(config.nav))

    def has(self, document: Document) -> bool:
        """Whether it may list a document."""
        path = document.path.strip("/")
        named = {f"{path}.md", f"{path}/index.md"}
        return (
            self._is_made_of_files
            or isinstance(document, PageDocument)
            or not named.isdisjoint(self._named)
        )


def _strings(nav: object) -> Iterator[str]:
    if isinstance(nav, str):
        yield nav
    elif isinstance(nav, dict):
        yield from _strings(list(nav.values()))
    elif isinstance(nav, list):
        for entry in nav:
            yield from _strings(entry)


def _is_shown(file: File, build: State) -> bool:
    inclusion: Any = file.inclusion
    return bool(inclusion.is_in_serve() if build.serving else inclusion.is_included())


def set_pages(files: Files, config: MkDocsConfig, build: State, language: str) -> None:
    """Sets the page of every file that static-i18n chose for a language."""
    for file in files.documentation_pages():
        if build.unchanged:
            StillPage("", file, config)
            continue
        assert build.base is not None
        document = build.library.by_stem[_stem(file, build)]
        rendered = build.base.pages[document.id, document.version(language).language]
        KnowledgePage(file, config, Part(document), rendered, language)


def _stem(file: File, build: State) -> str:
    """The path of a file without language and suffix, as the library knows it."""
    return f"{build.site.docs}/{file.src_uri.rsplit('.', 2)[0]}"


class StillPage(Page):
    """The home page of a site that is not built again, for whoever asks the navigation for it."""

    def read_source(self, config: MkDocsConfig) -> None:  # noqa: ARG002
        """Reads nothing."""
        self.markdown, self.meta = "", {}

    def render(self, config: MkDocsConfig, files: Files) -> None:  # noqa: ARG002
        """Renders nothing."""
        self.content, self.toc = "", get_toc([])
        self.present_anchor_ids, self.links_to_anchors = set(), {}


def _leave_home_only(files: Files, config: MkDocsConfig) -> None:
    """Leaves MkDocs nothing to do; without a home page it would say that one is missing."""
    config.nav = None
    config.theme.static_templates = set()
    config.extra_templates = []
    for file in list(files):
        if file.is_documentation_page() and file.src_uri.split(".")[0] == "index":
            file.inclusion = InclusionLevel.INCLUDED
        else:
            files.remove(file)


@dataclass
class PageMaker:
    """Makes pages as MkDocs does, of documents that it does not know."""

    env: Environment
    config: MkDocsConfig
    build: State
    language: str
    nav: Navigation
    frames: Frames
    known: Mapping[str, KnowledgePage]
    """The pages in the navigation, by document."""

    def __call__(self, part: Part) -> str:
        """The HTML of a page."""
        config, nav = self.config, self.nav
        own = self.known.get(part.document.id) if part.number == 1 else None
        page = own or new_page(config, self.build, part, self.language)
        page.read_source(config)
        page.render(config, NO_FILES)
        page.active = True
        try:
            # No plugin wants to see these pages: else MkDocs would make them.
            context = cast("dict[str, Any]", get_context(nav, NO_FILES, config, page))
            add_view(context, page, self.build.noting[self.language])
            if own in nav.pages:
                html = self._whole(context, self.frames.ways(page))
            else:
                kind = "italics" if context["kb"].has_italics else ""
                frame = self.frames.around(page, kind, partial(self._whole, context))
                parts = {name: self._part(f"fragments/{name}.html", context) for name in OWN}
                html = frame.filled(parts | self.frames.filling(page))
            return guarded(html, self.build.templates.sign)
        finally:
            page.active = False

    def _whole(self, context: Mapping[str, Any], ways: Ways) -> str:
        return self._part("main.html", {**context, **ways})

    def _part(self, name: str, context: Mapping[str, Any]) -> str:
        template = self.env.get_template(name)
        assert isinstance(template, Guarded)
        return template.part(context)


def new_page(config: MkDocsConfig, build: State, part: Part, language: str) -> KnowledgePage:
    """A page that MkDocs does not know of.

    Args:
        config: of the build under way.
        build: the state of the build.
        part: what it shows.
        language: the one being built.
    """
    assert build.base is not None
    version = part.document.version(language)
    rendered = build.base.pages[part.document.id, version.language]
    file = File(
        version.source.path.removeprefix(f"{build.site.docs}/"),
        config.docs_dir,
        config.site_dir,
        config.use_directory_urls,
        dest_uri=written_at(build.scenes[language], part),
        inclusion=InclusionLevel.NOT_IN_NAV,
    )
    return KnowledgePage(file, config, part, rendered, language)


@dataclass(frozen=True)
class Plan:
    """The pages of a language, and who makes them when those of all languages are known."""

    maker: PageMaker
    documents: Sequence[Document]


def plan_pages(
    env: Environment, config: MkDocsConfig, files: Files, build: State, language: str
) -> None:
    """Notes what makes the pages of a language, and takes them from MkDocs, if we make them.

    Args:
        env: the theme's templates.
        config: of the build under way.
        files: MkDocs' files, from which all pages are taken.
        build: the state of the build.
        language: the one being built.
    """
    if not build.own:
        if not build.unchanged:
            _add_further_pages(files, config, build, language)
        return
    known = _take_pages(files)
    if build.unchanged:
        return
    assert build.nav is not None
    own = _snapshot(config)
    frames = Frames(own, build.nav, build.scenes[language].addresses)
    maker = PageMaker(env, own, build, language, build.nav, frames, known)
    if build.serving:
        build.makers[language] = maker
    build.plans.append(Plan(maker, build.documents))


def make_pages(build: State) -> tuple[int, int]:
    """Makes the pages that changed; the others hold, or come from the cache.

    Those of all languages together: so the processes that make them begin once, and find out once
    what a page shows alike in every language.

    Args:
        build: the state of the build, with the plans of all languages.

    Returns:
        How many pages there are, and how many were made; none where MkDocs makes them.
    """
    orders: list[Sequence[tuple[str, Order]]] = []
    shelves = []
    for plan in build.plans:
        language, digest = plan.maker.language, _digests(build, plan.maker.language)
        parts = parts_of(build.scenes[language], plan.documents)
        frame = key_of([build.settings, language, str(plan.maker.nav)])
        shelf = Shelf(language, build.site.url)
        pages = Pages(build.cache, build.made, shelf, frame, digest, digest.source)
        held = pages.held(parts, build.target.has)
        build.pages |= held
        make = partial(_spoken, plan.maker)
        todo = ((path, part) for path, part in parts.items() if path not in held)
        orders.append([(path, Order(part, make, digest)) for path, part in todo])
        shelves.append((pages, parts))
    # A document's pages in all languages one after another.
    together = dict(filter(None, chain.from_iterable(zip_longest(*orders))))
    build.target.furnish(build.staging / FOLDERS, [*build.pages, *together])
    made = reuse.make_pages(together, build.notes, build.made, build.stages.told)
    build.speak(build.site.languages[0])
    for pages, parts in shelves:
        own = {path: made[path] for path in parts if path in made}
        build.later.append(partial(pages.keep, parts, own))
    build.pages |= {
        path: Delivered(page.digest, reuse.place(build.made, page.digest))
        for path, page in made.items()
    }
    build.shown = len(made)
    return len(build.pages), len(made)


def _digests(build: State, language: str) -> Digests:
    base = build.base
    assert base is not None
    texts = base.sources, base.digests, base.mentions
    return Digests(build.scenes[language], *texts, build.digests)


def _spoken(maker: PageMaker, part: Part) -> str:
    """A page, made while its language is spoken."""
    maker.build.speak(maker.language)
    return maker(part)


def _add_further_pages(files: Files, config: MkDocsConfig, build: State, language: str) -> None:
    """Lets MkDocs make the further pages too, where it makes all.

    It has read its pages by now, but whether there are further ones is known since concepts know
    where they are discussed; static-i18n, which takes no generated files, has seen its files too.
    """
    for part in parts_of(build.scenes[language], build.documents).values():
        if part.number > 1:
            page = new_page(config, build, part, language)
            page.file.src_uri = f"{page.file.dest_uri.removesuffix('.html')}.md"  # known by it
            page.read_source(config)
            page.render(config, files)
            files.append(page.file)


def add_view(context: dict[str, Any], page: KnowledgePage, scene: Scene) -> None:
    """Adds to what a template gets `kb`, the view of the page.

    Args:
        context: of the page.
        page: which gets its content and the headings behind it.
        scene: the base as readers of the page's language see it.
    """
    view = show(scene, page.document, page.part.number)
    page.canonical_url = view.canonical
    if view.further:
        page.meta.update(title=escape(view.further.title), description=view.further.title)
    page.content = view.html
    if view.headings:
        page.toc = get_toc(nest(view.headings))
    extra = [AnchorLink(part.text, part.href.lstrip("#"), 2) for part in view.extra_headings]
    # The title is the first heading: the way past the header leads there, not to the first section.
    title = AnchorLink(page.meta["title"], TITLE, 1)
    title.children = [*page.toc.items, *extra]
    page.toc.items[:] = [title]
    context["kb"] = view


def _snapshot(config: MkDocsConfig) -> MkDocsConfig:
    """The settings of the language being built, which those of the next do not change."""
    config = copy(config)
    config.theme, config.extra = deepcopy(config.theme), copy(config.extra)
    return config


def _take_pages(files: Files) -> dict[str, KnowledgePage]:
    """Takes the pages out of the files, so that MkDocs does not make them, by document."""
    texts = [file for file in files if file.is_documentation_page()]
    for file in texts:
        files.remove(file)
    pages = (file.page for file in texts)
    return {page.document.id: page for page in pages if isinstance(page, KnowledgePage)}
