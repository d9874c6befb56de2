"""Everything that is written beside the pages."""

from __future__ import annotations

import gzip
import io
from collections.abc import Mapping, Sequence
from pathlib import Path

from jinja2 import Environment, Template

from knowledge.cache import Cache
from knowledge.files import write
from knowledge.present import Scene
from knowledge.publish.feeds import feeds
from knowledge.publish.glossary import glossary_files
from knowledge.publish.graph_data import graph_data
from knowledge.publish.offline import publish_worker
from knowledge.publish.redirects import redirects
from knowledge.target import Page

SITEMAP = "sitemap.xml"


def publish(
    target: Path,
    scenes: Sequence[Scene],
    environment: Environment,
    pages: Mapping[str, Page],
    standing: Path,
    cache: Cache,
) -> int:
    """Writes feeds, graph data, glossary, redirects, pictures, sitemap and worker into a site.

    Args:
        target: the folder where the site is written.
        scenes: the base in each language.
        environment: the theme's templates.
        pages: the pages that are not in the folder, by path.
        standing: where those of them are that no file is named for.
        cache: where it is kept what was drawn.

    Returns:
        How many files were written.
    """
    written = 0
    template = environment.get_template("fragments/redirect.html")
    for scene in scenes:
        folder = target / scene.addresses.of_page("/", scene.language).removesuffix("index.html")
        for name, feed in feeds(scene):
            write(folder / f"{name}.xml", feed)
            written += 1
        write(folder / "graph.json", graph_data(scene))
        written += 1 + _write_redirects(target, scene, template, pages)
    for name, data in glossary_files(scenes[0]):
        write(target / name, data)
        written += 1
    # MkDocs notes the day of the build in it, but the same texts shall give the same bytes.
    if (target / SITEMAP).exists():
        write(target / f"{SITEMAP}.gz", packed((target / SITEMAP).read_bytes()))
        written += 1
    from knowledge.publish.cards import publish_cards  # noqa: PLC0415 - Pillow, for a whole process

    written += publish_worker(target, scenes, pages, standing)
    return written + publish_cards(target, scenes[0], cache)


def _write_redirects(
    target: Path, scene: Scene, template: Template, pages: Mapping[str, Page]
) -> int:
    """Writes a page for each old address of a language; how many they are."""
    written = 0
    for path, address in redirects(scene):
        if path in pages or (target / path).exists():
            continue  # an old address never replaces a page
        told = {"address": address, "language": scene.language, "name": scene.site_name}
        write(target / path, template.render(told).encode("utf-8"))
        written += 1
    return written


def packed(data: bytes) -> bytes:
    """Data as gzip packs them, the same bytes in every version of Python.

    `gzip.compress` leaves the header to zlib in some versions, and that names the system.
    """
    buffer = io.BytesIO()
    with gzip.GzipFile("", "wb", fileobj=buffer, mtime=0) as file:
        file.write(data)
    return buffer.getvalue()
