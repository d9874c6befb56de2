"""What is wrong with a page, as its authors see it while the site is served."""

from __future__ import annotations

from collections.abc import Iterator

from knowledge.check.report import in_order
from knowledge.model import Document, Essay, Page
from knowledge.present.scene import Scene
from knowledge.present.views import ProblemView


def problems_of(scene: Scene, document: Document) -> Iterator[ProblemView]:
    """The problems of a page's own files; the home page has those of files without a page.

    Args:
        scene: the base, which has problems only while it is served.
        document: what the page shows.
    """
    files = _files(scene, document)
    if isinstance(document, Page) and document.listing == "home" and len(scene.problems):
        others = set().union(*(_files(scene, each) for each in scene.library.documents()))
        files |= set(scene.problems) - others
    for found in in_order(found for file in files for found in scene.problems.get(file, ())):
        column = f":{found.column}" if found.column else ""
        place = f"{found.file}:{found.line}{column}"
        label = scene.t(f"problem_{found.severity}")
        yield ProblemView(found.severity, label, found.kind, place, found.message)


def _files(scene: Scene, document: Document) -> set[str]:
    """The files of a page; those of a thread even where no comment of it could be read."""
    files = {version.source.path for version in document.versions.values()}
    if isinstance(document, Essay):
        folder = document.versions[document.original].source.path.rpartition("/")[0]
        files |= {f"{folder}/thread.{language}.md" for language in scene.library.languages}
    return files
