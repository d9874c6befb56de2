"""Old addresses of essays that lead to where they stand now."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from knowledge.present import Scene


def redirects(scene: Scene) -> Iterator[tuple[str, str]]:
    """Files to write, and the addresses they lead to.

    An essay's `redirects` are old ids (`old-id`) or old addresses without language
    (`/2017/11/old/`). Nothing outside of the site is written, and no page is replaced.
    """
    taken = {document.path for document in scene.library.documents()}
    for essay in scene.library.essays.values():
        for old in essay.redirects:
            path = old if "/" in old else f"/essays/{old}/"
            path = posixpath.normpath("/" + path.strip("/")) + "/"
            if path in taken:
                continue
            file = scene.addresses.of_page(path, scene.language)
            file = file if file.endswith(".html") else f"{file}index.html"
            yield file, scene.addresses.absolute(essay.path, scene.language)
