"""Everything that is written beside the pages."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from jinja2 import Environment

from knowledge.files import write
from knowledge.present import Scene
from knowledge.publish.feeds import comments_feed, essays_feed
from knowledge.publish.graph_data import graph_data
from knowledge.publish.redirects import redirects


def publish(target: Path, scenes: Sequence[Scene], environment: Environment) -> None:
    """Writes feeds, graph data and redirects into a built site.

    Args:
        target: the folder of the built site.
        scenes: the base in each language.
        environment: the theme's templates.
    """
    template = environment.get_template("fragments/redirect.html")
    for scene in scenes:
        folder = target / scene.addresses.of_page("/", scene.language).removesuffix("index.html")
        write(folder / "essays.xml", essays_feed(scene))
        write(folder / "comments.xml", comments_feed(scene))
        write(folder / "graph.json", graph_data(scene))
        for path, address in redirects(scene):
            page = template.render(address=address, language=scene.language)
            if not (target / path).exists():  # an old address never replaces a page
                write(target / path, page.encode("utf-8"))
