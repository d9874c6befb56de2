"""What someone sent: as it came, neither sanitised nor believed."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from knowledge.importing.model import Markup

LONGEST = 65_536
"""Characters of a text; GitHub takes no more in one field, and nobody writes as many."""


class What(StrEnum):
    """What was sent."""

    COMMENT = "comment"
    QUESTION = "question"


@dataclass(frozen=True, slots=True)
class Note:
    """Something that whoever reads a submission should look at."""

    kind: str
    """A slug, for programs."""
    message: str


@dataclass(frozen=True, slots=True)
class Submission:
    """A comment or a question as its form or mail says it."""

    key: str
    """What makes it the same submission when it comes again."""
    what: What
    page: str
    """The page it belongs to: an address, a path or an id; empty where nothing says."""
    text: str
    markup: Markup = Markup.MARKDOWN
    title: str = ""
    """Questions: the question in one sentence."""
    name: str = ""
    """Under which it is to appear; mails: who sent it."""
    is_name_wanted: bool = True
    """Whether the name was given to appear; else its initials do."""
    reply_to: str = ""
    date: dt.datetime | None = None
    language: str = ""
    """Of the form, or of the subject that our link gave the mail."""
    notes: tuple[Note, ...] = ()
    left_out: tuple[str, ...] = ()
    """What came with it and is not taken: attachments, signatures, quoted mails."""


class UnreadableError(Exception):
    """A file that is neither a form nor a mail of ours, said in one sentence."""
