"""The only mutable state: what one build has read, rendered and connected so far.

It is born in the first event of a build and keyed by language where languages differ. MkDocs
keeps hook modules for the whole process, and static-i18n builds the other languages inside the
default language's build with the same config object; so the state belongs to that object.
"""

from __future__ import annotations

import gc
import logging
import os
import shutil
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from mkdocs.exceptions import Abort, ConfigurationError
from mkdocs.plugins import get_plugin_logger
from mkdocs.utils import CountHandler

from knowledge import generator, inputs, present
from knowledge import site as sites
from knowledge.cache import FOLDER, Cache, key_of
from knowledge.collect import LEDGER_FILE, LOCK_FILE
from knowledge.language import Lexicon
from knowledge.language.store import begin_lexicon
from knowledge.model import Concept, Connections, Library, Problem, RenderedPage
from knowledge.page import PageMaker, Plan
from knowledge.present import Scene
from knowledge.present.address import Addresses
from knowledge.present.contact import Contact
from knowledge.present.facts import facts
from knowledge.present.frames import Frames
from knowledge.present.labels import translator
from knowledge.present.noted import Facet, Notes, noted
from knowledge.present.reuse import forget, forget_others
from knowledge.present.templates import Templates
from knowledge.publish import search_index, search_pages
from knowledge.render import RenderSettings
from knowledge.stages import Stages
from knowledge.staging import delivering, new_staging, release
from knowledge.target import Page, Target, deliver
from knowledge.workers import Aside, Behind, Meanwhile, may_fork

if TYPE_CHECKING:
    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.livereload import LiveReloadServer
    from mkdocs.structure.nav import Navigation

    from knowledge.base import Base
    from knowledge.model import Document
    from knowledge.present.sitewide import SiteView

PLUGINS = frozenset({"search", "material/search", "i18n"})
"""Plugins that need not see every page; the index is not made by them."""
DOORS = ("collect", "render", "connect", "present", "publish")
BUILT = "built"
"""What the last build of each target is remembered under, if it gave no warning: a warning is to
be given again."""
PAGES, SEARCH, AGAIN = "pages", "search", "again"
log = get_plugin_logger("querverweis")


@dataclass
class State:
    """What the doors hand to each other."""

    site: sites.Site
    serving: bool
    cache: Cache
    target: Target
    staging: Path
    """A folder of this build alone, where everything waits until the new site is whole."""
    made: Path
    """A folder of pages that were made, by this build and others."""
    settings: str
    """The key of settings, templates, and all that is installed."""
    own: bool
    """Whether pages are made here, on all cores and only where something changed; with a plugin
    or hook that may want to see each of them, MkDocs makes them all, one after another."""
    templates: Templates = field(default_factory=lambda: Templates.of(None, ""))
    inputs: str = ""
    """The key of everything the build is made from."""
    inputs_again: Meanwhile[str] | None = None
    """The same, when all of it had been read."""
    unchanged: bool = False
    """Whether the site stands already as it would be built."""
    library: Library = field(default_factory=Library)
    checks: Meanwhile[list[Problem]] | None = None
    """What looks for problems that show before anything is rendered."""
    problems: list[Problem] = field(default_factory=list)
    base: Base | None = None
    words: Aside[Sequence[Concept], Lexicon] | None = None
    """What has begun to make the German lexicon, where none is kept."""
    connections: Connections | None = None
    documents: list[Document] = field(default_factory=list)
    """Those that have a page."""
    scenes: dict[str, Scene] = field(default_factory=dict)
    """By the language being built."""
    noting: dict[str, Scene] = field(default_factory=dict)
    """The same, for whoever makes pages."""
    frames: dict[str, Frames] = field(default_factory=dict)
    plans: list[Plan] = field(default_factory=list)
    """Of the languages built so far, where pages are made here."""
    makers: dict[str, PageMaker] = field(default_factory=dict)
    """Whoever makes the pages of a language, while the site is served."""
    speak: Callable[[str], None] = field(default=lambda _: None)
    """Lets the plugin for languages speak one."""
    notes: Notes = field(default_factory=Notes)
    digests: dict[Facet, bytes] = field(default_factory=dict)
    """Of what pages of all languages show alike."""
    nav: Navigation | None = None
    """Of the language being built."""
    site_view: SiteView | None = None
    """What belongs to no single page."""
    pages: dict[str, Page] = field(default_factory=dict)
    """All pages by path; where MkDocs makes them there are none."""
    held: dict[str, Page] = field(default_factory=dict)
    """The files of the search indexes, by path."""
    shown: int = 0
    """How many pages were made now."""
    behind: Behind = field(default_factory=Behind)
    later: list[Callable[[], object]] = field(default_factory=list)
    """What keeps for the next build what was made; it is done while the search index is."""
    stages: Stages = field(default_factory=lambda: Stages(log.info))
    warnings: CountHandler = field(default_factory=CountHandler)

    @contextmanager
    def speaking(self, language: str) -> Iterator[None]:
        """While a page is made outside of its language's build."""
        self.speak(language)
        try:
            yield
        finally:
            self.speak(self.site.languages[0])

    def take(
        self,
        library: Library,
        rendered: Mapping[tuple[str, str], RenderedPage],
        problems: list[Problem],
    ) -> None:
        """Takes documents that changed behind the build; what connects them stays as it was.

        Args:
            library: with the documents as they are now.
            rendered: their pages, by id and language.
            problems: all there are now.
        """
        assert self.base is not None
        self.library, self.problems = library, problems
        pages = {**self.base.pages, **rendered}
        self.base = replace(self.base, library=library, pages=pages)
        for language, scene in self.scenes.items():
            self.scenes[language] = self.noting[language] = replace(
                scene,
                library=library,
                pages=pages,
                facts=scene.facts.with_pages(library, rendered),
                problems=_by_file(problems),
                known={},
            )

    def failure_panel(self, message: str) -> str:
        """What stands on each page while nothing can be built."""
        language = self.site.languages[0]
        template = self.makers[language].env.get_template("fragments/failure.html")
        home = urlsplit(self.site.url).path or "/"
        t = translator(language)
        return template.render(t=t, message=message, language=language, home=home)


class _Process:
    """What outlives a build: the command that MkDocs runs, and the build under way."""

    serving = False
    state: State | None = None


def startup(command: str) -> None:
    """Notes whether MkDocs serves, before the first build."""
    _Process.serving = command == "serve" or sites.PREVIEW in os.environ


def begin(config: MkDocsConfig) -> State:
    """Makes a new build's state the current one, and lets MkDocs write beside the target."""
    if _Process.serving:
        config.site_url = _published(config) or os.environ.get(sites.PREVIEW) or config.site_url
    site = read_site(config)
    cache = Cache(site.root / FOLDER)
    target = Target(Path(config.site_dir), cache)
    templates = [Path(config.theme.custom_dir)] if config.theme.custom_dir else []
    written = inputs.key_of_files(site.root, templates)
    settings = key_of([inputs.key_of_settings(config, site.root), written])
    staging = new_staging(site.root)
    made = site.root / FOLDER / PAGES if staging.is_relative_to(site.root) else staging / PAGES
    made.mkdir(exist_ok=True)
    state = _Process.state = State(
        site, _Process.serving, cache, target, staging, made, settings, _makes_pages(config)
    )
    plugin = _i18n(config)
    state.speak = partial(setattr, plugin, "current_language")
    gc.disable()  # nearly nothing of what a build makes is garbage before its end
    state.warnings.setLevel(logging.WARNING)
    generator.listen(state.warnings)
    config.site_dir = str(state.staging / "site")
    if state.own:
        state.inputs = _key_of_inputs(state)
        built = cache.get(BUILT, str(target.folder))
        state.unchanged = built == state.inputs.encode() and target.is_whole()
    if not state.unchanged:
        state.words = begin_lexicon(cache)
        state.templates = Templates.of(cache.folder, settings)
        if state.templates.are_new and may_fork():
            state.behind.do(partial(_compile_all, config, state))
    return state


def _key_of_inputs(state: State) -> str:
    """The key of everything a build is made from, as it lies there now."""
    root, docs = state.site.root, state.site.docs
    key = inputs.key_of_files(root, [root / name for name in (docs, LEDGER_FILE, LOCK_FILE)])
    return key_of([state.settings, key, str(state.serving), str(state.target.folder)])


def _published(config: MkDocsConfig) -> str:
    """The address in `mkdocs.yml`, which MkDocs replaces by its own while it serves.

    Pages name it for machines only. So served pages are those of a build, and need not be made
    again when an author begins to serve.
    """
    written = next((str(told.get("site_url") or "") for told in config.user_configs), "")
    return written if not written or written.endswith("/") else f"{written}/"


def current() -> State:
    """The state of the build under way.

    Raises:
        RuntimeError: if no build has begun.
    """
    if _Process.state is None:
        raise RuntimeError("No build has begun: `hooks/collect.py` must be the first hook.")
    return _Process.state


def keep() -> None:
    """Begins to keep for the next build what was made; nobody waits for it before the end."""
    state = current()
    for work in state.later:
        state.behind.do(work)
    state.later.clear()


def finish(config: MkDocsConfig) -> None:
    """Moves what was built into the target, and ends the build."""
    state = current()
    keep()
    if not state.unchanged:
        line = f"{{count}} pages stand in {state.target.folder.name}/, {{made}} files of it are new"
        with state.stages.stage("deliver", line) as stage:
            state.behind.wait()
            if state.own:
                state.behind.do(partial(_forget, state, time.time()))
            with delivering(state.target.folder, state.site.root, log.info):
                deliver(state.target, state.staging / "site", state.pages | state.held)
                _remember(state)
            state.behind.wait()
            stage.count, stage.made = len(state.pages), state.target.written
    made, written = state.base.made if state.base else 0, state.target.written
    counts = {"rendered": made, "shown": state.shown, "written": written}
    if state.unchanged:
        log.info(f"Nothing changed; {state.target.folder.name}/ stands as it is")
    if state.cache.folder:
        state.stages.store(state.cache.folder, {"all": len(state.pages), **counts})
    config.site_dir = str(state.target.folder)
    end()


def _forget(state: State, now: float) -> None:
    """Removes what was kept of pages and indexes, and is part of none any more."""
    languages = state.site.languages
    forget_others(state.made, state.cache, languages, now)
    used = {page.file.name for page in state.held.values() if page.file}
    for language in languages:
        forget(state.made.with_name(SEARCH) / language, used, now)


def _remember(state: State) -> None:
    """Notes what stands in the target; what gave a warning is as if it had not been built.

    So is what came from texts that changed, or vanished, while they were read.
    """
    if state.own:
        now = state.inputs_again.result() if state.inputs_again else _key_of_inputs(state)
        is_sure = not state.warnings.get_counts() and now == state.inputs
        built = state.inputs.encode() if is_sure else b""
        state.cache.put(BUILT, str(state.target.folder), built)


def end() -> None:
    """Ends a build; whatever was not delivered is gone."""
    state = _Process.state
    if state is not None:
        keep()  # of a build that failed, what it made is sound
        state.behind.wait()
        if not state.serving:
            gc.freeze()  # the process ends soon, and need not look through all of it once more
        gc.enable()
        shutil.rmtree(state.staging, ignore_errors=True)
        release(state.staging)
        generator.ignore(state.warnings)


def refuse(error: Exception) -> None:
    """Says in one sentence what kept a build from reading or writing.

    Raises:
        Abort: if it was the system that refused; MkDocs prints it and ends with 1.
    """
    if isinstance(error, OSError):
        why = error.strerror or str(error)
        what = f"{error.filename}: {why}" if error.filename else why
        raise Abort(
            f"{what}. Mend that and build again: what is not whole is made anew."
        ) from error


def _makes_pages(config: MkDocsConfig) -> bool:
    """Whether no other plugin or hook may want to see each page."""
    hooks = {Path(path).stem for path in config.hooks}
    return set(config.plugins) - set(config.hooks) <= PLUGINS and hooks <= set(DOORS)


def is_nested(config: MkDocsConfig) -> bool:
    """Whether this is static-i18n's build of another language inside the first one's."""
    return bool(_i18n(config).building)


def language(config: MkDocsConfig) -> str:
    """The language being built."""
    plugin = _i18n(config)
    return str(plugin.current_language or plugin.default_language)


def _i18n(config: MkDocsConfig) -> Any:
    if "i18n" not in config.plugins:
        raise ConfigurationError("List the plugin `i18n` with its languages under `plugins`.")
    return config.plugins["i18n"]


def _docs(config: MkDocsConfig, root: Path) -> str:
    docs = Path(config.docs_dir)
    if not docs.is_relative_to(root):
        raise ConfigurationError(f"Put `docs_dir` below {root.name}/; {docs.name} lies elsewhere.")
    return docs.relative_to(root).as_posix()


def read_site(config: MkDocsConfig) -> sites.Site:
    """What MkDocs read of `mkdocs.yml`, as the house knows it.

    Raises:
        ConfigurationError: if pages are to be files; their addresses are not known here yet.
    """
    if not config.use_directory_urls:
        raise ConfigurationError("Set `use_directory_urls: true`; pages are folders here.")
    root = Path(config.config_file_path).parent
    plugin = _i18n(config)
    default = plugin.default_language
    others = [locale for locale in plugin.all_languages if locale != default]
    url = config.site_url or ""
    return sites.Site(
        root=root,
        docs=_docs(config, root),
        name=config.site_name,
        url=url if not url or url.endswith("/") else f"{url}/",
        languages=(default, *others),
        render=RenderSettings(
            tuple(config.markdown_extensions),
            {name: dict(options) for name, options in config.mdx_configs.items() if options},
        ),
        extra=dict(config.extra),
    )


def make_search(config: MkDocsConfig) -> int:
    """Makes the search indexes of all languages, each in a process of its own.

    Returns:
        How many places can be found.
    """
    build = current()
    if build.own:  # all was read by now, and nothing is written yet
        build.inputs_again = Meanwhile(partial(_key_of_inputs, build), patient=True)
    folder, languages = build.made.with_name(SEARCH), build.library.languages
    work = [
        Meanwhile(partial(search_index, folder, scene(config, name), build.cache))
        for name in languages
    ]
    count = 0
    for name, found in zip(languages, work, strict=True):
        written = found.result()
        count += written.count
        files = search_pages(folder, name, written)
        build.target.prepare(files)
        build.held |= files
    return count


def _addresses(config: MkDocsConfig) -> Addresses:
    site = current().site
    return Addresses(site.url, site.languages[0], directory_urls=config.use_directory_urls)


def scene(config: MkDocsConfig, of: str = "") -> Scene:
    """The base as readers of a language see it, made once for each.

    Args:
        config: of the build under way.
        of: the language; the one being built by default.
    """
    build, wanted = current(), of or language(config)
    if wanted not in build.scenes:
        assert build.base is not None and build.connections is not None  # noqa: PT018
        imprint = build.site.extra.get("imprint") or ""
        others = next((other.facts for other in build.scenes.values()), None)
        told = build.library, build.base.pages, build.connections
        build.scenes[wanted] = Scene(
            library=build.library,
            pages=build.base.pages,
            connections=build.connections,
            facts=facts(*told, wanted, others),
            addresses=_addresses(config),
            language=wanted,
            t=translator(wanted),
            site_name=build.site.name,
            imprint=str(imprint.get(wanted, "") if isinstance(imprint, dict) else imprint),
            problems=_by_file(build.problems if build.serving else ()),
        )
        build.noting[wanted] = noted(build.scenes[wanted], build.notes)
    return build.scenes[wanted]


def preview(server: LiveReloadServer, config: MkDocsConfig, builder: Callable[..., None]) -> None:
    """Lets a server show a text a moment after it was saved.

    Args:
        server: before it serves.
        config: of the build that has just been made for it.
        builder: makes another.
    """
    from knowledge.preview import Preview, admitted, notify  # noqa: PLC0415 - only for authors

    build, app = current(), server.get_app()
    assert app is not None
    app = admitted(app)
    server.set_app(app)
    if not build.own:
        return  # whoever wants to see each page sees each
    root, folder = build.site.root, build.site.root / FOLDER
    again = folder / AGAIN
    try:
        again.write_text("", encoding="utf-8")
    except OSError:  # a project that may only be read has nothing to show either
        return
    files = [Path(config.config_file_path)]
    lock = root / LOCK_FILE  # `watch` in mkdocs.yml asks that a file exists
    places = [root / build.site.docs, *(root / name for name in config.watch), *files, lock]
    shown = Preview(builder, current, places, again, log)
    notify(server, [Path(config.docs_dir)], files)
    for path in filter(Path.exists, (again, lock)):
        server.watch(str(path))
    server.builder = shown.build
    server.set_app(shown.serve(app))


def _by_file(problems: Iterable[Problem]) -> dict[str, tuple[Problem, ...]]:
    by_file: dict[str, tuple[Problem, ...]] = {}
    for found in problems:
        by_file[found.file] = (*by_file.get(found.file, ()), found)
    return by_file


def _compile_all(config: MkDocsConfig, build: State) -> None:
    """Compiles templates before the theme's environment is made, which then finds them."""
    folder = Path(config.theme.custom_dir or config.theme.dirs[0])
    build.templates.compile_all(config.theme.get_env(), folder)


def prepare_templates(env: Environment, config: MkDocsConfig) -> None:
    """Gives templates the words of the site.

    What they import has no context, so that it is read once and not for every page.
    """
    build = current()
    if build.connections is not None:
        addresses, languages = scene(config).addresses, build.library.languages
        homes = {name: addresses.of_page("/", name) for name in languages}
        has_search = any(page.path == "/search/" for page in build.library.pages.values())
        env.globals.update(t=scene(config).t, homes=homes, search_page=has_search)
        env.globals["contact"] = Contact.of(config, scene(config).t, language(config))
    env.auto_reload = False  # nobody edits templates during a build, and asking takes a tenth of it
    build.templates.prepare(env)


def site_view(config: MkDocsConfig) -> SiteView:
    """What the site's own templates show, in all languages at once; made for the first of them."""
    build = current()
    if build.site_view is None:
        build.site_view = present.site_view(scene(config))
    return build.site_view


def frames(config: MkDocsConfig) -> Frames:
    """The parts that pages of the language being built share."""
    build = current()
    of = language(config)
    if of not in build.frames:
        assert build.nav is not None
        build.frames[of] = Frames(config, build.nav, scene(config).addresses)
    return build.frames[of]


def noting_scene(config: MkDocsConfig) -> Scene:
    """The scene of the language being built, for whoever makes a page."""
    scene(config)
    return current().noting[language(config)]
