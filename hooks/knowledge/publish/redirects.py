"""Old addresses of essays, concepts and questions that lead to where they stand now."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from knowledge.model import Concept, Document, Essay, Question
from knowledge.present import Scene
from knowledge.present.division import Part


def redirects(scene: Scene) -> Iterator[tuple[str, str]]:
    """Files to write, and the addresses they lead to.

    The `redirects` of a document are old ids (`old-id`) or old addresses without language
    (`/2017/11/old/`); under an old id it had as many pages as it has now. Nothing outside of the
    site is written, and no page is replaced.
    """
    library = scene.library
    taken = {document.path for document in library.documents()}
    for document in library.by_id.values():
        old_names = document.redirects if isinstance(document, Essay | Concept | Question) else ()
        for old in old_names:
            for path, number in _old_pages(scene, document, old):
                if path not in taken:
                    file = scene.addresses.of_page(path, scene.language)
                    file = file if file.endswith(".html") else f"{file}index.html"
                    now = Part(document, number).path
                    yield file, scene.addresses.absolute(now, scene.language)


def _old_pages(scene: Scene, document: Document, old: str) -> Iterator[tuple[str, int]]:
    """Addresses that a document had, each with the number of its page."""
    if "/" in old:
        yield posixpath.normpath("/" + old.strip("/")) + "/", 1
        return
    own = f"/{document.kind}s/{old}/"
    for number in range(1, scene.facts.parts.get(document.id, 1) + 1):
        yield own + Part(document, number).path.removeprefix(document.path), number
