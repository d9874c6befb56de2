"""Where a submission belongs: the essay, the comment it answers, the question it answers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from knowledge.changing.journal import RefusedError
from knowledge.check.nearest import did_you_mean
from knowledge.model import Essay, Library, Question
from knowledge.receiving.submission import Note, Submission, What
from knowledge.site import Site

PAGE = re.compile(
    r"^/?(?:[a-z]{2}/)?(?:(?P<kind>essays|questions)/)?(?P<id>[a-z0-9]+(?:-[a-z0-9]+)*)"
    r"(?:/(?:index\.html)?|/thread/\d+/(?:index\.html)?)?$"
)
COMMENT = re.compile(r"#?(c\d+)\b")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a submission comes to stand."""

    essay: Essay | None = None
    """None for a question that was asked under no essay."""
    comment: str = ""
    """The id of the comment that is answered, or under which a question was asked."""
    question: str = ""
    """The id of the question that is answered."""
    notes: tuple[Note, ...] = ()


def find_place(site: Site, library: Library, sent: Submission) -> Place:
    """Where a submission belongs.

    Raises:
        RefusedError: if it names no page that can be commented on.
    """
    document, anchor = _document(site, library, sent.page)
    if document is None and sent.what is What.QUESTION and not sent.page.strip():
        return Place()
    if document is None:
        raise RefusedError(_unknown(library, sent.page))
    essay, question = document, ""
    if isinstance(document, Question):
        essay, anchor, question = _asked(library, document)
    assert isinstance(essay, Essay)
    wanted = _comment_id(sent.reply_to) or anchor
    comment = essay.thread.by_id.get(wanted)
    if wanted and (comment is None or not comment.published):
        message = f"It answers `{wanted}`, which {essay.id} does not show; left out."
        note = Note("no-reply-to", message)
        return Place(essay, "", question if sent.what is What.COMMENT else "", (note,))
    return Place(essay, wanted, question if sent.what is What.COMMENT else "")


def inside(address: str, site: Site, library: Library) -> str:
    """What an address of this site leads to, as `[[…]]` names it, or `""`."""
    if not site.url or not address.startswith(site.url):
        return ""
    path, _, anchor = address[len(site.url) :].partition("#")
    parts = path.removeprefix("en/").strip("/").split("/")
    if len(parts) != 2 or parts[1] not in library.by_id:
        return ""
    document = library.by_id[parts[1]]
    if document.path.strip("/") != "/".join(parts):
        return ""
    if isinstance(document, Essay) and anchor in document.thread.by_id:
        return f"{document.id}#{anchor}" if document.thread.by_id[anchor].published else document.id
    return document.id


def _document(site: Site, library: Library, page: str) -> tuple[Essay | Question | None, str]:
    """The essay or question that an address, a path or an id names, and the comment there."""
    try:
        parts = urlsplit(page.strip())
    except ValueError:
        return None, ""
    path = unquote(parts.path)
    root = urlsplit(site.url).path
    if parts.netloc and root and path.startswith(root):
        path = path[len(root) :]
    match = PAGE.match(path)
    if match is None:
        return None, ""
    id, kind = match["id"], match["kind"]
    found: Essay | Question | None = None
    if kind in {"essays", None}:
        found = library.essays.get(id)
    if found is None and kind in {"questions", None}:
        found = library.questions.get(id)
    return found, _comment_id(parts.fragment)


def _comment_id(text: str) -> str:
    """The id of a comment in what someone wrote into a field: `c4`, `#c4` or its address."""
    found = COMMENT.search(text.rpartition("#")[2]) if text else None
    return found[1] if found else ""


def _asked(library: Library, question: Question) -> tuple[Essay, str, str]:
    """Where a question was asked, which is where answers to it stand."""
    id, _, comment = question.asked_in.partition("#")
    essay = library.essays.get(id)
    if essay is None:
        message = (
            f"The question `{question.id}` was asked under no essay, so there is no thread for an "
            "answer. Name an essay with --page, and add `answers` by hand."
        )
        raise RefusedError(message)
    return essay, comment, question.id


def _unknown(library: Library, page: str) -> str:
    if not page.strip():
        return "It does not say to which page it belongs. Name one with --page ESSAY."
    word = re.sub(r"[^\w#:/.-]", "", page.strip())[:120].strip("/").rpartition("/")[2]
    hint = did_you_mean(word.partition("#")[0], [*library.essays, *library.questions])
    return f"There is no essay or question `{word}`.{hint} Name one with --page ESSAY."
