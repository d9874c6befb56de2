"""A submission into the texts: the block or question it becomes, and what is to be said of it."""

from __future__ import annotations

import datetime as dt
import json
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import yaml

from knowledge.changing.journal import Change, RefusedError, Write
from knowledge.changing.ledgers import RECEIVED
from knowledge.collect.documents import read_document
from knowledge.collect.source import split_source
from knowledge.importing.escaping import plain
from knowledge.importing.ids import ids_in, question_id
from knowledge.importing.languages import recognise
from knowledge.importing.ledger import digest
from knowledge.importing.markdown import Converted, Target, to_markdown
from knowledge.importing.sanitising import TooLongError
from knowledge.importing.threads import written
from knowledge.model import Kind, Library, Question
from knowledge.receiving.place import Place, find_place, inside
from knowledge.receiving.submission import LONGEST, Note, Submission, What
from knowledge.receiving.suspicion import TURNING, notes
from knowledge.receiving.threads import append, block, next_number, thread_file
from knowledge.receiving.voices import marked, shown_name
from knowledge.site import Site

LONGEST_TITLE = 300
TOMORROW = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Receipt:
    """What became of a submission."""

    is_new: bool
    """Whether it was not there before."""
    what: What
    page: str
    """`essay-id#c11`, or the id of a question."""
    file: str = ""
    """Relative to the project's folder; empty for one that was there before."""
    line: int = 0
    notes: tuple[Note, ...] = ()
    left_out: tuple[str, ...] = ()
    change: Change = field(default_factory=Change)


def receive(site: Site, library: Library, sent: Submission) -> Receipt:
    """What a submission becomes; nothing is written yet.

    Args:
        site: the project.
        library: what readers see of it, without drafts.
        sent: the submission.

    Raises:
        RefusedError: if it belongs nowhere, says nothing, or is longer than anyone writes.
    """
    ledger = f"{site.docs}/{RECEIVED}/{digest(sent.key)}.json"
    if known := _known(site, ledger):
        return Receipt(False, sent.what, known)
    came, (sent, wiped) = sent, _seen_only(sent)
    place = find_place(site, library, sent)
    found = _converted(sent, site, library)
    noted = (*sent.notes, *wiped, *place.notes, *notes(came, found, library))
    if sent.what is What.QUESTION:
        receipt = _question(site, library, sent, place, found)
    else:
        receipt = _comment(site, library, sent, place, found)
    entry = json.dumps({"page": receipt.page}, ensure_ascii=False, indent=1) + "\n"
    writes = (*receipt.change.writes, Write(ledger, None, entry.encode()))
    return replace(
        receipt,
        notes=(*noted, *receipt.notes),
        left_out=sent.left_out,
        change=Change(writes),
    )


def _known(site: Site, ledger: str) -> str:
    """What a submission became when it came first, or nothing."""
    path = site.root / ledger
    try:
        data: Mapping[str, Any] = json.loads(path.read_bytes()) if path.is_file() else {}
        return str(data.get("page", ""))
    except (ValueError, AttributeError):
        return ""


def _seen_only(sent: Submission) -> tuple[Submission, tuple[Note, ...]]:
    """The submission without characters that turn text around, and without a date to come."""
    found: list[Note] = []
    if sent.date is None:
        found.append(Note("no-date", "It says nothing of its date."))
    elif _is_ahead(sent.date):
        message = f"Its date lies ahead ({written(sent.date)}) and is left out."
        found.append(Note("no-date", message))
        sent = replace(sent, date=None)
    text, title = TURNING.sub("", sent.text), TURNING.sub("", sent.title)
    return replace(sent, text=text, title=plain(title).strip()[:LONGEST_TITLE]), tuple(found)


def _is_ahead(date: dt.datetime) -> bool:
    """Whether a date lies further ahead than time zones explain."""
    return date.replace(tzinfo=date.tzinfo or dt.UTC) > dt.datetime.now(dt.UTC) + TOMORROW


def _converted(sent: Submission, site: Site, library: Library) -> Converted:
    """The text as Markdown that holds nothing but text and links."""
    if len(sent.text) > LONGEST:
        message = f"The text has {len(sent.text):,} characters; more than {LONGEST:,} nobody reads."
        raise RefusedError(f"{message} Ask for a shorter one.")
    is_comment = sent.what is What.COMMENT
    target = Target(is_comment=is_comment, inside=lambda address: inside(address, site, library))
    try:
        found = to_markdown(sent.text, sent.markup, target)
    except TooLongError as error:
        raise RefusedError(f"The text is {error}.") from error
    if is_blank(found.text if is_comment else sent.title):
        raise RefusedError("It says nothing: there is no text in it.")
    return found


def is_blank(text: str) -> bool:
    """Whether nothing of a text is seen."""
    return all(unicodedata.category(character)[0] in "ZC" for character in text)


def _comment(
    site: Site, library: Library, sent: Submission, place: Place, found: Converted
) -> Receipt:
    essay = place.essay
    assert essay is not None
    file = thread_file(site, essay)
    language = file.rsplit(".", 2)[1]
    name, about_name = marked(shown_name(sent), essay, library, language)
    number = next_number(site, essay)
    options = {
        "id": f"c{number}",
        "date": written(sent.date) if sent.date else "",
        "reply-to": place.comment,
        "answers": f"[{place.question}]" if place.question else "",
        "status": "pending",
        "lang": _other_language(sent, found, language),
    }
    before, line, after = append(site, file, block(name, options, found.text))
    notes = (*about_name, *_pictures(found))
    change = Change((Write(file, before, after),))
    return Receipt(True, sent.what, f"{essay.id}#c{number}", file, line, notes, change=change)


def _other_language(sent: Submission, found: Converted, language: str) -> str:
    """The language of a comment, if it is not that of its thread."""
    own = recognise(found.plain) or sent.language
    return own if own != language else ""


def _pictures(found: Converted) -> Iterator[Note]:
    if found.images:
        yield Note("pictures", f"It held {len(found.images)} pictures; links stand in their place.")


def _question(
    site: Site, library: Library, sent: Submission, place: Place, found: Converted
) -> Receipt:
    default = site.languages[0]
    said = recognise(f"{sent.title} {found.plain}")
    language = next((code for code in (said, sent.language) if code in site.languages), default)
    id = question_id(sent.title, ids_in(site.root / site.docs))
    matter: dict[str, Any] = {"title": sent.title}
    if language != default:
        matter["original"] = language
    if place.essay:
        matter["asked_in"] = "#".join(filter(None, (place.essay.id, place.comment)))
    matter["asked_by"] = "reader"
    if sent.date:
        matter["date"] = sent.date.date()
    matter["draft"] = True
    front = yaml.safe_dump(matter, allow_unicode=True, sort_keys=False, width=2**20)
    text = f"---\n{front}---\n" + (f"\n{found.text}\n" if found.text.strip() else "")
    file = f"{site.docs}/questions/{id}.{language}.md"
    source = split_source(file, text)
    document, problems = read_document(Kind.QUESTION, id, {language: source}, default)
    if problems or not isinstance(document, Question) or not document.draft:
        raise RefusedError("The question cannot be written as one: its title is no text.")
    notes = (*_pictures(found), *_alike(sent, library))
    change = Change((Write(file, None, text.encode()),))
    return Receipt(True, sent.what, id, file, 1, notes, change=change)


def _alike(sent: Submission, library: Library) -> Iterator[Note]:
    titles = {v.title: d for d in library.by_id.values() for v in d.versions.values()}
    for title, document in titles.items():
        if title.casefold() == sent.title.casefold():
            kind, id = document.kind, document.id
            yield Note("same-title", f"The {kind} {id} has the same title already.")
            return
