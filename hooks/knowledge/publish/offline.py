"""The worker that keeps pages in a reader's browser: its file at the root of the site.

A worker serves only addresses below its own (Service Workers, W3C, 4.1 "Path restriction"). So the
script moves from the assets to the root, and gets in front what it has to know of the site.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from knowledge.cache import digest_of, key_of
from knowledge.files import write
from knowledge.present import Scene
from knowledge.target import Page

WORKER = "worker.js"
SOURCE = f"assets/javascripts/{WORKER}"
ASSETS = "assets"
UNCOUNTED = (f"{ASSETS}/search/", f"{ASSETS}/javascripts/lunr/")
"""What pages do not load, or what is named after its content."""
VERSION = 16
"""Letters of a version."""
LISTING = "kept"
"""What the page lists that says what can be read without a connection."""


def publish_worker(
    target: Path, scenes: Sequence[Scene], pages: Mapping[str, Page], standing: Path
) -> bool:
    """Moves the worker to the root of a site.

    Args:
        target: the folder where the site is written, with its assets.
        scenes: the base in each language.
        pages: the pages that are not in the folder, by path.
        standing: where those of them are that no file is named for.

    Returns:
        Whether there is one; a site may leave it out.
    """
    source = target / SOURCE
    if not source.is_file():
        return False

    def page(path: str) -> bytes:
        file = f"{path}index.html"
        known = pages.get(file)
        place = (known.file or standing / file) if known else target / file
        return place.read_bytes() if place.is_file() else b""

    languages = [_language(scene, page) for scene in scenes]
    version = key_of([*_assets(target), *(page(one["home"]) for one in languages)])
    known = {"version": version[:VERSION], "languages": languages}
    data = json.dumps(known, ensure_ascii=False, separators=(",", ":"))
    write(target / WORKER, f"self.kbSite = {data};\n{source.read_text('utf-8')}".encode())
    source.unlink()
    return True


def _language(scene: Scene, page: Callable[[str], bytes]) -> dict[str, str]:
    """The pages that a language cannot do without, by their addresses from the root.

    The one that says what can be read comes with the worker: a first visit asks for one file less,
    and it is there in both languages.
    """
    lists = (page.path for page in scene.library.pages.values() if page.listing == LISTING)
    path = next(lists, None)
    home = scene.addresses.of_page("/", scene.language)
    if path is None:
        return {"home": home}
    offline = scene.addresses.of_page(path, scene.language)
    return {"home": home, "offline": offline, "page": page(offline).decode("utf-8")}


def _assets(target: Path) -> Iterator[bytes]:
    """What shapes a version: another as soon as anything changes that pages load."""
    for path in sorted((target / ASSETS).rglob("*")):
        name = path.relative_to(target).as_posix()
        if path.is_file() and path.suffix != ".map" and not name.startswith(UNCOUNTED):
            yield name.encode()
            yield digest_of(path.read_bytes())
