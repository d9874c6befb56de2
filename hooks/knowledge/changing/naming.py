"""Which document a command names, and whether another id is free."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

from knowledge.changing.journal import RefusedError
from knowledge.check.nearest import did_you_mean
from knowledge.collect import read_documents
from knowledge.collect.schema import ID_PATTERN
from knowledge.language.ids import slug
from knowledge.model import Concept, Document, Essay, Kind, Library, Question
from knowledge.site import Site

KINDS = {
    name: kind
    for kind in (Kind.ESSAY, Kind.CONCEPT, Kind.QUESTION)
    for name in (str(kind), f"{kind}s")
}
RESERVED = frozenset({"index"})


def named(site: Site, library: Library, name: str) -> Document:
    """The document of an id, which may have its kind before it: `essay/some-id`.

    Raises:
        RefusedError: if there is none, or two and the kind is not said.
    """
    before, _, id = name.rpartition("/")
    wanted = KINDS.get(before)
    kinds = [kind for kind in dict.fromkeys(KINDS.values()) if files_of(site, kind, id)]
    if before and wanted is None:
        kinds = []
    elif wanted:
        kinds = [kind for kind in kinds if kind is wanted]
    if len(kinds) > 1:
        choice = " or ".join(f"{kind}/{id}" for kind in kinds)
        message = f"Two documents have the id `{id}`. Say which one: {choice}."
        raise RefusedError(message, is_wrong_use=True)
    if not kinds:
        what = str(wanted) if wanted else "essay, concept or question"
        hint = did_you_mean(id, library.by_id)
        raise RefusedError(f"There is no {what} `{name}`.{hint}", is_wrong_use=True)
    paths = files_of(site, kinds[0], id)
    return read_documents(site.root, site.docs, site.languages, paths)[0][0]


def files_of(site: Site, kind: Kind, id: str) -> list[Path]:
    """The files of a document in all languages, without its thread."""
    folder = site.root / site.docs / f"{kind}s"
    name = f"{id}/index" if kind is Kind.ESSAY else id
    if not re.match(ID_PATTERN, id):
        return []
    found = [folder / f"{name}.{language}.md" for language in site.languages]
    return [path for path in found if path.is_file()]


def refuse_taken(site: Site, library: Library, document: Document, new: str) -> None:
    """Sees to it that an id is one and that nothing has it, nor had it before.

    Raises:
        RefusedError: otherwise.
    """
    if not re.match(ID_PATTERN, new) or new in RESERVED:
        hint = f" Did you mean `{slug(new)}`?" if slug(new) not in {"", *RESERVED} else ""
        message = f"Expected an id of lower-case letters a to z, digits and hyphens: `{new}`.{hint}"
        raise RefusedError(message, is_wrong_use=True)
    for kind in dict.fromkeys(KINDS.values()):
        if files := files_of(site, kind, new):
            where = files[0].relative_to(site.root).as_posix()
            raise RefusedError(f"The id `{new}` belongs to {where} already.", is_wrong_use=True)
    folder = site.root / site.docs / f"{document.kind}s" / new
    if folder.exists():
        where = folder.relative_to(site.root).as_posix()
        message = f"The folder {where}/ stands in the way. Remove it, or choose another id."
        raise RefusedError(message, is_wrong_use=True)
    address = old_path(document.kind, new)
    for other in library.documents():
        redirects = other.redirects if isinstance(other, Essay | Concept | Question) else ()
        if other.id != document.id and address in {old_path(other.kind, r) for r in redirects}:
            message = (
                f"The old address {address} leads to `{other.id}`. Remove it from its "
                "`redirects`, or choose another id."
            )
            raise RefusedError(message, is_wrong_use=True)


def old_path(kind: Kind, redirect: str) -> str:
    """The address that an entry of `redirects` stands for, without language."""
    return f"/{redirect.strip('/')}/" if "/" in redirect else f"/{kind}s/{redirect}/"


def refuse_unmerged(root: Path) -> None:
    """Sees to it that no merge waits to be finished.

    Raises:
        RefusedError: otherwise, with the first file.
    """
    command = ["git", "-C", str(root), "ls-files", "--unmerged", "-z", "--", "."]
    try:
        done = subprocess.run(command, capture_output=True, check=False)
    except OSError:  # there is no git
        return
    found = done.stdout.decode("utf-8", "replace").split("\0")[0].partition("\t")[2]
    if done.returncode == 0 and found:
        message = f"{found} holds a merge that is not finished. Finish it, and try again."
        raise RefusedError(message)
