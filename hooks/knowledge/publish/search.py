"""What readers of a language can find: every page as they see it, and every comment."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from knowledge.cache import Cache
from knowledge.language.compounds import Parts
from knowledge.language.store import kept_parts
from knowledge.model import Concept, Document, Essay, RenderedText
from knowledge.present import Scene
from knowledge.present.places import comment_name
from knowledge.search import Entry, Group, Label, Written, write_index
from knowledge.search.bags import COMMENT
from knowledge.search.index import KINDS
from knowledge.target import Page

PLACE = "assets/search"


def search_index(folder: Path, scene: Scene, cache: Cache) -> Written:
    """Makes the search index of a language.

    Args:
        folder: where files of search indexes are kept.
        scene: the base as readers of the language see it; what connects it does not matter.
        cache: where it is kept what was worked out.
    """

    def parts() -> Parts:
        return kept_parts(cache)

    groups = sorted(_groups(scene), key=lambda group: KINDS.index(group.kind))
    labels = list(_labels(scene))
    own = folder / scene.language  # other processes make the other languages meanwhile
    return write_index(own, scene.language, groups, labels, parts, cache)


def search_pages(folder: Path, language: str, written: Written) -> dict[str, Page]:
    """The files of a search index as the site has them, by path."""
    return {
        f"{PLACE}/{language}/{name}": Page(_digest(file), folder / language / file)
        for name, file in written.files.items()
    }


def _digest(file: str) -> bytes:
    """What stands for the content of a file that is named after it."""
    return file.encode().ljust(16, b"\0")[:16]


def _labels(scene: Scene) -> Iterator[Label]:
    for concept in scene.library.concepts.values():
        if scene.language not in concept.versions:  # it has its name here too
            yield Label(concept.id, concept.title(scene.language), scene.language)
        for language, version in concept.versions.items():
            for text in (version.title, *version.aliases):
                yield Label(concept.id, text, language)


def _groups(scene: Scene) -> Iterator[Group]:
    for document in scene.library.documents():
        yield Group(
            document.kind.value,
            scene.addresses.of_page(document.path, scene.language),
            document.title(scene.language),
            tuple(_sections(scene, document)),
            document.id if isinstance(document, Concept) else "",
        )
        if isinstance(document, Essay):
            for path, comments in _comments(scene, document).items():
                address = scene.addresses.of_page(path, scene.language)
                yield Group(COMMENT, address, document.title(scene.language), tuple(comments))


def _sections(scene: Scene, document: Document) -> Iterator[Entry]:
    """The beginning of a page, and its sections; a section without an address belongs to one."""
    rendered = scene.rendered(document)
    body, language = rendered.body, rendered.language
    mentions = _mentions(body)
    headings = {heading.id: heading.text for heading in body.headings}
    yield Entry("", "", body.plain.get("", ""), language, tuple(mentions.pop("", ())))
    for section, text in body.plain.items():
        if section:
            found = tuple(mentions.pop(section, ()))
            yield Entry(section, headings.get(section, ""), text, language, found)


def _mentions(text: RenderedText) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for mention in text.mentions:
        found[mention.section or ""].append(mention.concept)
    return found


def _comments(scene: Scene, essay: Essay) -> dict[str, list[Entry]]:
    """The comments of an essay, by the path of the page they stand on."""
    found: dict[str, list[Entry]] = defaultdict(list)
    for comment in scene.rendered(essay).comments:
        text = comment.text
        entry = Entry(
            comment.id,
            comment_name(scene, essay, comment.id),
            " ".join(text.plain.values()),
            comment.language,
            tuple(mention.concept for mention in text.mentions),
        )
        found[scene.place(essay.path, comment.id)].append(entry)
    return found
