"""Forms on GitHub: the event of an issue whose body consists of our fields.

GitHub writes each field of a form as a heading with its label and the answer below it. Where a
reader writes such headings into a text, they are text: each field but the last is one line, the
fields stand in one order, and the text comes last and goes on to the end.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from knowledge.receiving.submission import Note, Submission, UnreadableError, What

NOTHING = "_No response_"
"""What GitHub writes where a field was left empty, in every language."""


@dataclass(frozen=True, slots=True)
class Form:
    """One of the files in `.github/ISSUE_TEMPLATE`."""

    file: str
    what: What
    language: str
    labels: Mapping[str, str]
    """By the field's id, in the order of the form; the last is the text."""

    @property
    def pattern(self) -> re.Pattern[str]:
        """What the body of an issue of this form looks like."""
        *lines, text = self.labels.items()
        fields = [rf"### {re.escape(label)}\n+(?P<{id}>[^\n]*)\n+" for id, label in lines]
        end = rf"### {re.escape(text[1])}(?:\n+(?P<{text[0]}>.*))?\Z"
        return re.compile(r"\A\s*" + "".join(fields) + end, re.DOTALL)


FORMS = (
    Form(
        "kommentar.yml",
        What.COMMENT,
        "de",
        {"page": "Seite", "reply": "Antwort auf", "name": "Name", "text": "Ihr Kommentar"},
    ),
    Form(
        "comment.yml",
        What.COMMENT,
        "en",
        {"page": "Page", "reply": "In reply to", "name": "Name", "text": "Your comment"},
    ),
    Form(
        "frage.yml",
        What.QUESTION,
        "de",
        {"page": "Seite", "title": "Ihre Frage", "text": "Was Sie dazu sagen möchten"},
    ),
    Form(
        "question.yml",
        What.QUESTION,
        "en",
        {"page": "Page", "title": "Your question", "text": "What you would like to add"},
    ),
)


def form_of(what: What, language: str) -> Form:
    """The form for something in a language; the English one where there is none."""
    found = [form for form in FORMS if form.what is what]
    return next((form for form in found if form.language == language), found[-1])


def read_form(data: bytes) -> Submission:
    """A submission from an event of GitHub, or from the issue in it.

    Raises:
        UnreadableError: if it is not JSON, holds no issue, or its body is not of a form.
    """
    try:
        event = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise UnreadableError(f"It is not JSON: {error}.") from error
    issue = event.get("issue", event) if isinstance(event, dict) else None
    if not isinstance(issue, dict) or not isinstance(issue.get("body"), str):
        raise UnreadableError("It holds no issue with a text. Hand over the event of an issue.")
    number = issue.get("number")
    if not isinstance(number, int) or isinstance(number, bool):
        raise UnreadableError("The issue has no number, by which it is known when it comes again.")
    body = issue["body"].replace("\r\n", "\n").replace("\r", "\n")
    for form in FORMS:
        if match := form.pattern.match(body):
            fields = {name: _answer(value) for name, value in match.groupdict().items()}
            return _submission(form, fields, issue, number)
    files = ", ".join(form.file for form in FORMS)
    raise UnreadableError(f"The text of the issue is not that of one of the forms ({files}).")


def _answer(value: str | None) -> str:
    value = (value or "").strip()
    return "" if value == NOTHING else value


def _submission(
    form: Form, fields: Mapping[str, str], issue: Mapping[str, Any], number: int
) -> Submission:
    user = issue.get("user") or issue.get("author") or {}
    is_bot = isinstance(user, dict) and (user.get("type") == "Bot" or user.get("is_bot") is True)
    notes = [Note("bot", "A program sent it, not a person.")] if is_bot else []
    return Submission(
        key=f"issue:{number}",
        what=form.what,
        page=fields["page"],
        text=fields["text"],
        title=fields.get("title", ""),
        name=fields.get("name", ""),
        reply_to=fields.get("reply", ""),
        date=_date(issue.get("created_at") or issue.get("createdAt")),
        language=form.language,
        notes=tuple(notes),
    )


def _date(written: object) -> dt.datetime | None:
    try:
        return dt.datetime.fromisoformat(str(written))
    except ValueError:
        return None
