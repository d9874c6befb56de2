"""One post into the content folder: its essay, thread and questions, and the account of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from knowledge.importing import documents, threads
from knowledge.importing.addresses import Inside
from knowledge.importing.ids import question_id
from knowledge.importing.languages import recognise
from knowledge.importing.ledger import Entry, digest
from knowledge.importing.markdown import Converted, Target, to_markdown
from knowledge.importing.model import Place, Post, Remark, What
from knowledge.importing.names import Names, shown, without_addresses
from knowledge.importing.report import Report
from knowledge.importing.sanitising import TooLongError
from knowledge.importing.writing import Outcome, Shelf
from knowledge.model import CommentKind

PRECEDENCE = (Outcome.EDITED, Outcome.UPDATED, Outcome.NEW, Outcome.REMOVED, Outcome.UNCHANGED)


@dataclass(frozen=True, slots=True)
class Desk:
    """What is needed to write one post after the other."""

    shelf: Shelf
    report: Report
    languages: Sequence[str]
    """Of the site, the default first."""
    names: Names
    inside: Inside
    taken: set[str]
    """Ids that something has."""


def what_of(remark: Remark) -> What:
    """What a comment counts as."""
    if remark.kind in {CommentKind.PINGBACK, CommentKind.TRACKBACK}:
        return What.TRACKBACK
    is_bare = remark.kind is CommentKind.REBLOG and not remark.text.strip()
    return What.TRACKBACK if is_bare else What.COMMENT


def number(post: Post, entry: Entry, desk: Desk) -> None:
    """Settles what everything of a post is called, before any of it is written.

    Noted in the ledger, it stays the same if the import is killed on its way.
    """
    if not entry.language:
        entry.language, is_sure = documents.language_of(post, desk.languages)
        if not is_sure:
            message = f"The language of “{post.title}” is not clear; taken for {entry.language}."
            desk.report.note(message, post.place)
    for remark in post.remarks:  # in their order, whoever answers whom
        entry.number(remark.key)
    for asked in post.questions:
        key = digest(asked.text)
        if asked.text.strip() and key not in entry.questions:
            entry.questions[key] = question_id(asked.text, desk.taken)


def write_essay(post: Post, entry: Entry, desk: Desk) -> None:
    """Writes an essay with all that belongs to it, and counts everything once."""
    folder, language = f"essays/{entry.id}", entry.language
    try:
        text = documents.essay(post, language, desk.inside, default=desk.languages[0])
    except TooLongError as error:
        leave_out(post, str(error), desk.report)
        return
    main = f"{folder}/index.{language}.md"
    outcomes = [desk.shelf.put(main, text.text, entry)]
    if outcomes[0] is Outcome.REMOVED:
        _removed(post, desk.report)
        return
    desk.report.came_out(What.POST)
    _count_images(text.images, post.place, desk.report)
    _count_references(post, text.references, desk.report)
    outcomes.append(_write_thread(post, entry, desk, f"{folder}/thread.{language}.md"))
    outcomes += _write_questions(post, entry, desk)
    for name, outcome in zip((main, f"{folder}/thread.{language}.md"), outcomes, strict=False):
        if outcome is Outcome.EDITED:
            message = f"{name} was edited since its import; the difference is in {name}.diff."
            desk.report.note(message, post.place)
    desk.report.documents[next(o for o in PRECEDENCE if o in outcomes)] += 1


def leave_out(post: Post, reason: str, report: Report) -> None:
    """Counts a post as left out, with everything that it holds."""
    report.leave_out(What.POST, post.key, reason, post.place)
    why = f"its post is left out: {reason}"
    for remark in post.remarks:
        report.leave_out(what_of(remark), f"{post.key}#{remark.key}", why, remark.place)
    for address in _images_of(post):
        report.leave_out(What.IMAGE, address, why, post.place)
    for entry in post.references:
        report.leave_out(What.REFERENCE, f"{post.key} [{entry.number}]", why, post.place)
    for asked in post.questions:
        report.leave_out(What.QUESTION, asked.text, why, post.place)


def _images_of(post: Post) -> tuple[str, ...]:
    try:
        return to_markdown(post.text, post.markup, Target(url=post.url)).images
    except TooLongError:
        return ()


def _removed(post: Post, report: Report) -> None:
    report.documents[Outcome.REMOVED] += 1
    leave_out(post, "an author has removed it since its import", report)


def _count_images(images: Sequence[str], place: Place, report: Report) -> None:
    for address in images:
        is_address = address.startswith("http")
        reason = f"not copied: it stands at {address}" if is_address else "it has no address"
        report.leave_out(What.IMAGE, address, reason, place)


def _count_references(post: Post, written: int, report: Report) -> None:
    report.came_out(What.REFERENCE, written)
    seen: set[int] = set()
    for entry in post.references:
        if entry.number in seen:
            reason = f"the number {entry.number} stands twice"
            report.leave_out(What.REFERENCE, f"{post.key} [{entry.number}]", reason, post.place)
        seen.add(entry.number)


def _write_thread(post: Post, entry: Entry, desk: Desk, name: str) -> Outcome:
    comments = _comments(post, entry, desk)
    if not comments and post.declared is None:
        return Outcome.UNCHANGED
    new = {f"c{comment.number}": threads.block(comment) for comment in comments}
    source = digest(threads.whole(list(new.values()), post.declared))
    path = desk.shelf.path(name)
    if path.exists() and name in entry.files and entry.files[name].source != source:
        return _change_thread(name, new, source, post.declared, entry, desk.shelf)
    if not new and post.declared == 0:
        return Outcome.UNCHANGED
    outcome = desk.shelf.put(name, threads.whole(list(new.values()), post.declared), entry, source)
    if outcome is Outcome.REMOVED:
        desk.report.note(
            f"{name} was removed since its import and is not written again.", post.place
        )
    return outcome


def _change_thread(
    name: str,
    new: Mapping[str, str],
    source: str,
    declared: int | None,
    entry: Entry,
    shelf: Shelf,
) -> Outcome:
    """Brings a thread up to date: what is there stays, in an edited file exactly as it is."""
    old = threads.blocks_of(shelf.path(name).read_bytes().decode("utf-8", "replace"))
    added = {id: block for id, block in new.items() if id not in old}
    if shelf.is_as_written(name, entry):
        kept = {id: block for id, block in old.items() if id not in new}
        return shelf.put(
            name, threads.whole([*kept.values(), *new.values()], declared), entry, source
        )
    changed = threads.whole([*{**old, **new}.values()], declared)
    if added:
        return shelf.append(name, "\n".join(added.values()), entry, source)
    return shelf.put(name, changed, entry, source)


def _comments(post: Post, entry: Entry, desk: Desk) -> list[threads.Said]:
    texts = dict(_converted(post, desk))
    remarks = [remark for remark in post.remarks if remark.key in texts]
    above, wrong = threads.parents(remarks)
    said: list[threads.Said] = []
    for remark in remarks:
        found, parent = texts[remark.key], above.get(remark.key, "")
        desk.report.came_out(what_of(remark))
        _count_images(found.images, remark.place, desk.report)
        if remark.key in wrong:
            message = f"The comment {remark.key} {wrong[remark.key]}; it stands by itself."
            desk.report.note(message, remark.place)
        said.append(
            threads.Said(
                number=entry.number(remark.key),
                remark=remark,
                text=found.text,
                name=_name(remark, post, desk.names),
                reply_to=entry.number(parent) if parent else 0,
                lang=_other_language(remark, found.plain, entry.language),
            )
        )
    return threads.in_order(said)


def _converted(post: Post, desk: Desk) -> Iterator[tuple[str, Converted]]:
    """The comments of a post as Markdown, by their keys; those that no one wrote are counted."""
    target = Target(url=post.url, inside=desk.inside)
    for remark in post.remarks:
        try:
            yield remark.key, to_markdown(remark.text, remark.markup, target)
        except TooLongError as error:
            key = f"{post.key}#{remark.key}"
            desk.report.leave_out(what_of(remark), key, str(error), remark.place)


def _name(remark: Remark, post: Post, names: Names) -> str:
    if remark.by_author:
        return without_addresses(post.author) or shown(remark.name, Names.FULL)
    return shown(remark.name, names)


def _other_language(remark: Remark, text: str, language: str) -> str:
    """The language of a comment, where it is clearly not that of its essay."""
    found = remark.lang.partition("-")[0].lower() or recognise(text)
    return found if found != language else ""


def _write_questions(post: Post, entry: Entry, desk: Desk) -> list[Outcome]:
    outcomes: list[Outcome] = []
    seen: set[str] = set()
    number_of_list, last = 1, 0
    for asked in post.questions:
        key = digest(asked.text)
        if key in seen or not asked.text.strip():
            reason = "it stands twice" if asked.text.strip() else "it has no words"
            desk.report.leave_out(What.QUESTION, asked.text, reason, post.place)
            continue
        seen.add(key)
        name = f"questions/{entry.questions[key]}.{entry.language}.md"
        default = desk.languages[0]
        number_of_list += 0 < asked.number <= last
        last = asked.number or last
        page = documents.Question(
            asked.text, entry.id, documents.day(post.date), number_of_list, asked.number
        )
        text = documents.question(page, entry.language, default=default)
        outcome = desk.shelf.put(name, text, entry)
        if outcome is Outcome.REMOVED:
            reason = "an author has removed it since its import"
            desk.report.leave_out(What.QUESTION, asked.text, reason, post.place)
            continue
        desk.report.came_out(What.QUESTION)
        outcomes.append(outcome)
    return outcomes
