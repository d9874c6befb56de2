"""The entries that Material's search reads: sections and comments as places of their own.

They are made of the texts as they were rendered. Reading them out of the pages again, as the
plugin does, takes longer than making these, and would miss the comments.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from html import escape
from pathlib import Path

from knowledge.model import Document, Essay, RenderedPage
from knowledge.present import Scene
from knowledge.present.places import comment_name

Entry = dict[str, str]


def write_entries(file: Path, scenes: Iterable[Scene]) -> int:
    """Writes our entries as JSON.

    Args:
        file: of this build alone; another process may write it.
        scenes: the base in each language; what connects it does not matter.

    Returns:
        How many entries there are.
    """
    entries = [entry for scene in scenes for entry in _entries(scene)]
    file.write_bytes(_written(entries))
    return len(entries)


def search_index(index: bytes, entries: bytes) -> bytes:
    """The index with our entries.

    Args:
        index: as the plugin wrote it, with its settings.
        entries: as `write_entries` writes them.
    """
    data = json.loads(index) | {"docs": []}
    return _written(data).replace(b'"docs":[]', b'"docs":' + entries, 1)


def _written(data: object) -> bytes:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()


def _entries(scene: Scene) -> Iterator[Entry]:
    """Every text once: on the page of its own language."""
    for document in scene.library.documents():
        if scene.language in document.versions:
            yield from _page(scene, document, scene.pages[document.id, scene.language])


def _page(scene: Scene, document: Document, rendered: RenderedPage) -> Iterator[Entry]:
    address = scene.addresses.of_page(document.path, scene.language)
    title = document.title(scene.language)
    headings = {heading.id: heading.text for heading in rendered.body.headings}
    yield _entry(address, title, rendered.body.plain.get("", ""))
    for section, text in rendered.body.plain.items():
        if section:
            yield _entry(f"{address}#{section}", headings.get(section, title), text)
    if isinstance(document, Essay):
        for comment in rendered.comments:
            if scene.language in (comment.language, document.original):
                name = comment_name(scene, document, comment.id)
                text = " ".join(comment.text.plain.values())
                yield _entry(f"{address}#{comment.id}", f"{name} – {title}", text)


def _entry(location: str, title: str, text: str) -> Entry:
    paragraph = f"<p>{escape(text, quote=False)}</p>" if text else ""
    return {"location": location, "title": escape(title, quote=False), "text": paragraph}
