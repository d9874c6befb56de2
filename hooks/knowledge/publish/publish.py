"""Everything that is written beside the pages."""

from __future__ import annotations

import gzip
from collections.abc import Container, Sequence
from pathlib import Path

from jinja2 import Environment

from knowledge.cache import Cache
from knowledge.files import write
from knowledge.present import Scene
from knowledge.publish.cards import cards
from knowledge.publish.feeds import comments_feed, essays_feed
from knowledge.publish.graph_data import graph_data
from knowledge.publish.redirects import redirects

SITEMAP, ASSETS = "sitemap.xml", "assets"


def publish(
    target: Path,
    scenes: Sequence[Scene],
    environment: Environment,
    pages: Container[str],
    cache: Cache,
) -> int:
    """Writes feeds, graph data, pictures, redirects and the packed sitemap into a site.

    Args:
        target: the folder where the site is written.
        scenes: the base in each language.
        environment: the theme's templates.
        pages: the paths of pages that are not in the folder.
        cache: keeps what takes long to make.

    Returns:
        How many files were written.
    """
    written = 0
    template = environment.get_template("fragments/redirect.html")
    for scene in scenes:
        folder = target / scene.addresses.of_page("/", scene.language).removesuffix("index.html")
        write(folder / "essays.xml", essays_feed(scene))
        write(folder / "comments.xml", comments_feed(scene))
        write(folder / "graph.json", graph_data(scene))
        written += 3
        for path, address in redirects(scene):
            page = template.render(address=address, language=scene.language)
            if (
                path not in pages and not (target / path).exists()
            ):  # an old address never replaces a page
                write(target / path, page.encode("utf-8"))
                written += 1
    for path, picture in cards(scenes[0], target / ASSETS, cache).items():
        write(target / path, picture)
        written += 1
    # MkDocs notes the day of the build in it, but the same texts shall give the same bytes.
    if (target / SITEMAP).exists():
        packed = gzip.compress((target / SITEMAP).read_bytes(), mtime=0)
        write(target / f"{SITEMAP}.gz", packed)
        written += 1
    return written
