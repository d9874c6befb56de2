"""All problems of a project, kept by what it holds: what did not change is not checked again.

Two things are kept. If no file changed, the problems themselves; else the documents and the
rendered pages of those that did not (`collect.library`, `render.reuse`), from which the problems
follow.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import astuple

from knowledge.cache import FOLDER, Cache, key_of
from knowledge.check.report import in_order
from knowledge.inputs import key_of_files
from knowledge.model import Problem, Severity
from knowledge.site import Site
from knowledge.versions import version

KEPT = "checked"
BESIDE = ("mkdocs.yml", "links.yml", "translations.lock")
"""The files beside the content folder that problems follow from."""


def checked(site: Site, cache: Cache | None = None) -> list[Problem]:
    """The problems of a build, in order; where there are drafts, theirs too.

    Args:
        site: the project.
        cache: what was checked before; that of the project by default.
    """
    cache = cache or Cache(site.root / FOLDER)
    places = [site.root / site.docs, *(site.root / name for name in BESIDE)]
    key = key_of([version(), repr(site.languages), site.docs, key_of_files(site.root, places)])
    found = _loaded(cache.get(KEPT, key))
    if found is None:
        found = in_order(_problems(site, cache))
        cache.put(KEPT, key, json.dumps([astuple(problem) for problem in found]).encode())
    return found


def _problems(site: Site, cache: Cache) -> list[Problem]:
    from knowledge import base  # noqa: PLC0415 - Markdown and word data take longer than the rest

    library, problems = base.collect(site, drafts=True, cache=cache)
    problems = [*problems, *base.render(site, library, cache).problems]
    drafts = [essay.draft for essay in library.essays.values()]
    if any([*drafts, *(question.draft for question in library.questions.values())]):
        without, found = base.collect(site, drafts=False, cache=cache)
        problems += [*found, *base.render(site, without, cache).problems]
    return problems


def _loaded(data: bytes | None) -> list[Problem] | None:
    with suppress(TypeError, ValueError):
        rows: Iterable[list[str]] = json.loads(data or b"")
        return [Problem(kind, Severity(level), *rest) for kind, level, *rest in rows]  # type: ignore[arg-type]
    return None
