"""The whole base in a folder: texts, conversations, data, concepts and terms."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from knowledge import base
from knowledge.base import Base
from knowledge.connect import connect
from knowledge.exchange import swap
from knowledge.exporting import tables
from knowledge.exporting.data import Data
from knowledge.exporting.pages import Writer
from knowledge.exporting.places import FILES, Places
from knowledge.exporting.threads import thread_html
from knowledge.files import write
from knowledge.model import Essay, Severity
from knowledge.present import Scene
from knowledge.present.address import Addresses
from knowledge.present.facts import facts
from knowledge.present.labels import translator
from knowledge.publish.glossary import glossary_files
from knowledge.site import Site

MADE = ".querverweis-export"
"""A file that tells a folder made here from one that holds something else."""
OURS = ("assets/fonts/", "assets/javascripts/", "assets/stylesheets/")
"""What the site looks like and does, which nobody who leaves takes along."""
DATA, SCHEMAS, TERMS = "data", "data/schemas", "terms"
SKOS = f"{TERMS}/concepts.ttl"
Counts = Mapping[str, int]
"""How much there is of everything, by name."""


class ExportError(Exception):
    """Nothing was exported; says why and what to do."""


class TextsError(ExportError):
    """The texts have errors, so that what is exported would lead nowhere."""


@dataclass(frozen=True)
class _Work:
    """A base with all that an export of it is made from."""

    site: Site
    base: Base
    scene: Scene
    places: Places
    writer: Writer


def export(site: Site, target: Path) -> Counts:
    """Writes a base beside a folder and puts it in its place when it is whole.

    Drafts and comments that readers do not see belong to it: it is all there is. The same texts
    give the same bytes.

    Args:
        site: the project.
        target: the folder, which is new, empty, or was made by this function.

    Returns:
        How many rows each table has, and how many files that are no texts there are.

    Raises:
        TextsError: if the texts have errors.
        ExportError: if something else is in the folder, or nothing may be written beside it.
    """
    target = target.resolve()
    _refuse(site, target)
    work = _work(site)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        beside = Path(tempfile.mkdtemp(dir=target.parent, prefix=f".{target.name}-"))
    except OSError as error:
        message = f"Nothing can be written beside {target} ({error.strerror}). Name another folder."
        raise ExportError(message) from error
    try:
        whole, old = beside / "new", beside / "old"
        counts = _write(work, whole)
        swap(whole, target, old)
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    return counts


def _refuse(site: Site, target: Path) -> None:
    docs = (site.root / site.docs).resolve()
    if target.is_relative_to(docs) or docs.is_relative_to(target):
        raise ExportError(f"{target.name}/ and {docs.name}/ lie in each other. Name another.")
    if target.exists() and not target.is_dir():
        raise ExportError(f"{target.name} is a file. Name a folder.")
    if target.exists() and any(target.iterdir()) and not (target / MADE).is_file():
        raise ExportError(f"{target.name}/ holds something else. Name another, or empty it.")


def _work(site: Site) -> _Work:
    library, found = base.collect(site, drafts=True)
    whole = base.render(site, library)
    errors = [each for each in (*found, *whole.problems) if each.severity is Severity.ERROR]
    if errors:
        first = errors[0]
        raise TextsError(
            f"The texts have errors ({len(errors)}), the first in {first.file}:{first.line}. "
            "Mend what `kb check` lists, so that nothing is exported that leads nowhere."
        )
    connections = connect(library, whole.pages.values())
    language = library.languages[0]
    scene = Scene(
        library=library,
        pages=whole.pages,
        connections=connections,
        facts=facts(library, whole.pages, connections, language),
        addresses=Addresses(site.url, language),
        language=language,
        t=translator(language),
        site_name=site.name,
    )
    places = Places(library, whole.pages, site.docs)
    assert whole.targets is not None
    writer = Writer(places, whole.targets, connections, site.render.extensions)
    return _Work(site, whole, scene, places, writer)


def _write(work: _Work, folder: Path) -> Counts:
    rows = Data(work.scene, work.writer).rows()
    counts = {name: len(found) for name, found in rows.items()}
    for path, text in _texts(work):
        write(folder / path, text.encode("utf-8"))
    counts["files"] = _copy_files(work.site, folder)
    for name, found in rows.items():
        write(folder / DATA / f"{name}.json", _json([each.model_dump() for each in found]))
    manifest = tables.ManifestRow(
        format=tables.FORMAT,
        site=work.site.name,
        url=work.site.url,
        languages=list(work.scene.library.languages),
        counts=counts,
    )
    write(folder / DATA / f"{tables.MANIFEST}.json", _json(manifest.model_dump()))
    for name, schema in tables.schemas().items():
        write(folder / SCHEMAS / f"{name}.schema.json", _json(schema))
    for name, data in glossary_files(work.scene):
        write(folder / TERMS / name, data)
    from knowledge.exporting.skos import as_turtle  # noqa: PLC0415 - rdflib, for `kb export` alone

    write(folder / SKOS, as_turtle(work.scene))
    write(folder / MADE, b"Made by kb export, which replaces this folder.\n")
    return counts


def _texts(work: _Work) -> Iterator[tuple[str, str]]:
    """Paths and contents of the texts, and of the conversations beside them."""
    for document in work.scene.library.documents():
        for language in document.versions:
            yield work.places.page(document, language), work.writer.page(document, language)
            page = work.places.pages[document.id, language]
            if isinstance(document, Essay) and page.comments:
                text = thread_html(document, language, work.places)
                yield work.places.thread(document, language), text


def _copy_files(site: Site, folder: Path) -> int:
    """Copies what texts show and refer to; how many files that is."""
    docs, count = site.root / site.docs, 0
    for path in sorted(docs.rglob("*")):
        name = path.relative_to(docs).as_posix()
        is_ours = name.startswith(OURS) or ".md" in path.suffixes
        is_hidden = any(part.startswith(".") for part in path.relative_to(docs).parts)
        if path.is_file() and not is_ours and not is_hidden:
            write(folder / FILES / name, path.read_bytes())
            count += 1
    return count


def _json(data: object) -> bytes:
    return f"{json.dumps(data, ensure_ascii=False, indent=1)}\n".encode()
