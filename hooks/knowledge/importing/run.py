"""An import from beginning to end: sources in, files out, and the account of what became of all.

All posts are read before the first is written, because a text may link to one that comes later.
Until then they lie on disk, so that memory does not grow with the sources.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from knowledge.files import sweep
from knowledge.importing import sources
from knowledge.importing.addresses import same_place
from knowledge.importing.essays import Desk, leave_out, number, what_of, write_essay
from knowledge.importing.ids import essay_id, ids_in
from knowledge.importing.ledger import FOLDER, Ledger
from knowledge.importing.model import (
    LeftOut,
    Notice,
    Place,
    Post,
    Remark,
    SourceError,
    State,
    Wanted,
)
from knowledge.importing.names import Names
from knowledge.importing.report import Report
from knowledge.importing.sanitising import LONGEST
from knowledge.importing.spool import Addresses, Spool
from knowledge.importing.writing import OutsideError, Shelf
from knowledge.model import Status

STATES = {
    State.DRAFT: "a draft",
    State.SCHEDULED: "scheduled for later",
    State.PRIVATE: "private, or behind a password",
}
TOO_LONG = f"longer than {LONGEST:,} characters"


@dataclass(frozen=True, slots=True)
class Told:
    """What is called while an import goes on, now and then."""

    reading: Callable[[str, int, int], None] = lambda *_: None
    """With a source's name, and how many bytes are read, and of how many."""
    writing: Callable[[int, int, int], None] = lambda *_: None
    """With how many posts are written, of how many, and how many comments with them."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What is imported, and how."""

    languages: Sequence[str] = ("de", "en")
    """Of the site, the default first."""
    names: Names = Names.INITIALS
    pages: bool = False
    drafts: bool = False


@dataclass(slots=True)
class _Import:
    """One import on its way."""

    choice: Choice
    ledger: Ledger
    taken: set[str]
    spool: Spool
    report: Report
    addresses: Addresses
    seen: dict[str, Place]
    """Where each post of this import stands, by key and by address."""


def import_sources(paths: Sequence[Path], content: Path, choice: Choice, told: Told) -> Report:
    """Imports files and folders into a content folder.

    What could be read is imported even where a source is broken; then a notice says so.

    Args:
        paths: exports, pages, texts, or folders of them.
        content: the folder that holds `essays/` and `questions/`; made if it is not there.
        choice: what is wanted.
        told: is called while it goes on.
    """
    report = Report()
    with Spool() as spool:
        work = _Import(choice, Ledger(content), ids_in(content), spool, report, Addresses(), {})
        for path in paths:
            for file, name in sources.files(path):
                _read(file, name, work, told)
        _write(work, Shelf(content), told)
    return report


def _read(file: Path, name: str, work: _Import, told: Told) -> None:
    wanted = Wanted(
        work.choice.pages, work.choice.drafts, lambda done, of: told.reading(name, done, of)
    )
    try:
        kind = sources.kind_of(file, name)
        for found in sources.reader_for(kind, name)(file, name, wanted):
            if isinstance(found, Post):
                _set_aside(found, work)
            elif isinstance(found, LeftOut):
                work.report.left_out.append(found)
            elif isinstance(found, Notice):
                work.report.notices.append(found)
    except SourceError as error:
        work.report.note(str(error), Place(name), is_broken=True)
    except OSError as error:
        message = f"{name}: {error.strerror or 'it cannot be read'}."
        work.report.note(message, Place(name), is_broken=True)


def _set_aside(post: Post, work: _Import) -> None:
    """Keeps a post for later, with the id of its essay and those of its comments."""
    if reason := _objection(post, work):
        leave_out(post, reason, work.report)
        return
    for name in _names(post):
        work.seen.setdefault(name, post.place)
    post = replace(post, remarks=tuple(r for r in post.remarks if _is_fit(post, r, work)))
    id = work.ledger.id_of(post.key) or essay_id(post, work.taken)
    work.taken.add(id)
    entry = work.ledger.read(id, post.key)
    for remark in post.remarks:
        entry.number(remark.key)
    work.addresses.add(post, entry)
    work.spool.put(id, post)


def _names(post: Post) -> set[str]:
    return {post.key, same_place(post.url)} - {""}


def _objection(post: Post, work: _Import) -> str:
    """Why a post is not imported, or nothing."""
    for name in sorted(_names(post)):
        if name in work.seen:
            return f"the same post stands in {work.seen[name].file}"
    if post.state is not State.PUBLISHED and not work.choice.drafts:
        return STATES[post.state]
    if post.is_page and not work.choice.pages:
        return "a page, not a post"
    return TOO_LONG if len(post.text) > LONGEST else ""


def _is_fit(post: Post, remark: Remark, work: _Import) -> bool:
    """Whether a comment is imported; if not, that is counted."""
    reason = ""
    if remark.status is not Status.PUBLISHED:
        reason = "pending: nobody has approved it" if remark.status is Status.PENDING else "hidden"
    elif len(remark.text) > LONGEST:
        reason = TOO_LONG
    if reason:
        key = f"{post.key}#{remark.key}"
        work.report.leave_out(what_of(remark), key, reason, remark.place)
    return not reason


def _write(work: _Import, shelf: Shelf, told: Told) -> None:
    choice, addresses = work.choice, work.addresses
    desk = Desk(shelf, work.report, choice.languages, choice.names, addresses.inside, work.taken)
    comments = 0
    for folder in (FOLDER, "questions"):
        sweep(shelf.content / folder)
    for done, (id, post) in enumerate(work.spool.take(), 1):
        entry = work.ledger.read(id, post.key)
        try:
            sweep(desk.shelf.path(f"essays/{id}/index.md").parent)
            desk.shelf.path("questions/index.md")
        except OutsideError as error:
            leave_out(post, "its folder leads out of the content folder", work.report)
            work.report.note(str(error), post.place, is_broken=True)
            continue
        number(post, entry, desk)
        work.ledger.keep(entry)
        write_essay(post, entry, desk)
        work.ledger.keep(entry)
        comments += len(post.remarks)
        told.writing(done, work.spool.count, comments)
