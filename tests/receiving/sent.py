"""Submissions as they come, and projects they come into."""

from __future__ import annotations

import json
from email.message import EmailMessage
from pathlib import Path
from typing import Any

from knowledge.changing.journal import apply, changing
from knowledge.collect import read_library
from knowledge.model import Comment, Library
from knowledge.receiving.arrival import Receipt, receive
from knowledge.receiving.forms import NOTHING, form_of
from knowledge.receiving.reading import read_submission
from knowledge.receiving.submission import Submission, What
from knowledge.site import Site
from tests.changing.bases import TEXTS, site_of
from tests.project import make_project

SETTINGS = """
    nav: [index.md, essays/index.md, questions/index.md]
    not_in_nav: "**"
    extra:
      homepage: .
      imprint: {de: Jemand, en: Somebody}
    """
MORE = {
    "docs/questions/index.de.md": "---\ntitle: Fragen\nlisting: questions\n---\n",
    "docs/questions/index.en.md": "---\ntitle: Questions\nlisting: questions\n---\n",
    "docs/essays/ohne/index.de.md": "---\ntitle: Ohne Kommentar\nauthor: C. D.\n---\nEin Text.\n",
    "docs/essays/english/index.en.md": "---\ntitle: English\noriginal: en\n---\nA text.\n",
    "docs/essays/entwurf/index.de.md": "---\ntitle: Entwurf\ndraft: true\n---\nEin Text.\n",
    "docs/questions/ungefragt.de.md": "---\ntitle: Wo gefragt?\n---\nNirgends.\n",
}


def base(root: Path) -> Site:
    """Writes a project into an empty folder."""
    make_project(root, {**TEXTS, **MORE}, SETTINGS)
    return site_of(root)


def library(site: Site) -> Library:
    return read_library(site.root, site.docs, site.languages, drafts=False)[0]


def body(what: What, language: str, **fields: str) -> str:
    """The body of an issue as GitHub makes it of a form."""
    labels = form_of(what, language).labels
    return "\n\n".join(
        f"### {label}\n\n{fields.get(id) or NOTHING}" for id, label in labels.items()
    )


def event(text: str, number: int = 12, **more: Any) -> bytes:
    """The event of an issue."""
    issue = {
        "number": number,
        "title": "Kommentar",
        "body": text,
        "created_at": "2026-11-20T10:00:00Z",
        "user": {"login": "a-reader", "type": "User"},
        "labels": [],
        **more,
    }
    return json.dumps({"action": "opened", "issue": issue}).encode()


def form(what: What = What.COMMENT, language: str = "de", number: int = 12, **fields: str) -> bytes:
    """The event of a form that was filled in."""
    given = {"page": "essays/vom-haus", "text": "Das ist ein Kommentar.", **fields}
    return event(body(what, language, **given), number)


def mail(text: str = "Das ist ein Kommentar.", **headers: str) -> EmailMessage:
    """A mail of plain text."""
    message = EmailMessage()
    given = {
        "From": "Edith Fuchs <e.f@example.org>",
        "To": "kb@example.org",
        "Subject": "Kommentar [essays/vom-haus]",
        "Date": "Fri, 20 Nov 2026 11:00:00 +0100",
        "Message-ID": "<1@example.org>",
        **{name.replace("_", "-"): value for name, value in headers.items()},
    }
    for name, value in given.items():
        if value:
            message[name] = value
    message.set_content(text)
    return message


def add(site: Site, sent: bytes | Submission) -> Receipt:
    """What `kb comment add` does."""
    submission = read_submission(sent) if isinstance(sent, bytes) else sent
    with changing(site.root):
        receipt = receive(site, library(site), submission)
        if receipt.is_new:
            apply(site.root, receipt.change)
    return receipt


def comment(site: Site, receipt: Receipt) -> Comment:
    """The comment that a submission became."""
    essay, _, id = receipt.page.partition("#")
    return library(site).essays[essay].thread.by_id[id]


def words(site: Site, receipt: Receipt) -> str:
    """The text of the comment that a submission became, as the file has it."""
    found = comment(site, receipt)
    text = found.texts[found.original]
    return text.source.text[text.start : text.end]
