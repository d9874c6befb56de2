"""Saved mails (RFC 5322, MIME): who wrote when, and the words, in whatever they are wrapped."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage, MIMEPart
from email.utils import parseaddr
from hashlib import sha256

from charset_normalizer import from_bytes

from knowledge.importing.model import Markup
from knowledge.receiving.submission import Note, Submission, UnreadableError, What

PAGE = re.compile(r"\[((?:essays|questions)/[a-z0-9-]+(?:#c\d+)?)\]")
"""What the link for a mail writes into the subject."""
KINDS = {
    "kommentar": (What.COMMENT, "de"),
    "comment": (What.COMMENT, "en"),
    "frage": (What.QUESTION, "de"),
    "question": (What.QUESTION, "en"),
}
ANSWERED = re.compile(r"^(?:\s*(?:re|aw|wg|fwd?|antw)\s*:)+", re.IGNORECASE)
SIGNATURE = re.compile(r"^-- ?$.*\Z", re.MULTILINE | re.DOTALL)
QUOTED = re.compile(
    r"(?:^[^\n>]{0,200}(?:schrieb|wrote)[^\n]{0,120}:[ \t]*\n+)?(?:^>[^\n]*(?:\n|\Z)|^[ \t]*\n)*\Z"
    r"|^-{2,}\s*(?:Original(?:nachricht| Message)|Ursprüngliche Nachricht)\s*-{2,}.*\Z",
    re.MULTILINE | re.DOTALL | re.IGNORECASE,
)
SENTENCE = re.compile(r"\A\s*(.{1,300}?[?!.])(?=\s|\Z)|\A\s*([^\n]{1,300})", re.DOTALL)


def read_mail(data: bytes) -> Submission:
    """A submission from the bytes of a saved mail.

    Raises:
        UnreadableError: if they are none, or the mail has no text.
    """
    message = message_from_bytes(data, policy=policy.default)
    assert isinstance(message, EmailMessage)
    if not (message["From"] or message["Subject"]):
        raise UnreadableError(
            "It is neither JSON of an issue nor a mail with `From:` and `Subject:`."
        )
    subject = _header(message, "Subject")
    what, language = _kind(subject)
    text, markup, left_out = _text(message)
    title = ""
    if what is What.QUESTION and (match := SENTENCE.match(text)):
        title, text = match[1] or match[2], text[match.end() :]
    page = PAGE.search(subject)
    return Submission(
        key=f"mail:{_header(message, 'Message-ID').strip() or sha256(data).hexdigest()}",
        what=what,
        page=page[1] if page else "",
        text=text,
        markup=markup,
        title=" ".join(title.split()),
        name=_name(message),
        is_name_wanted=False,
        date=_date(message),
        language=language,
        notes=tuple(_notes(message)),
        left_out=tuple(left_out),
    )


def _header(message: EmailMessage, name: str) -> str:
    """A header as text; one that is broken reads as it stands."""
    try:
        return str(message[name] or "")
    except (ValueError, LookupError, AttributeError, IndexError, TypeError):
        return ""


def _kind(subject: str) -> tuple[What, str]:
    first = ANSWERED.sub("", subject).strip().partition(" ")[0].strip(":").lower()
    return KINDS.get(first, (What.COMMENT, ""))


def _name(message: EmailMessage) -> str:
    try:
        return parseaddr(_header(message, "From"))[0]
    except (ValueError, IndexError):
        return ""


def _date(message: EmailMessage) -> dt.datetime | None:
    try:
        found = getattr(message["Date"], "datetime", None)
    except (ValueError, LookupError, TypeError, AttributeError, IndexError):
        return None
    return found if isinstance(found, dt.datetime) else None


def _text(message: EmailMessage) -> tuple[str, Markup, list[str]]:
    """The words of a mail, what they are written in, and what of the mail is not taken."""
    part = message.get_body(("plain", "html"))
    if part is None:
        raise UnreadableError("The mail has no text.")
    text = _content(part).replace("\r\n", "\n").replace("\r", "\n")
    left_out = [f"attachment: {name}" for name in _attachments(message, part)]
    if part.get_content_subtype() == "html":
        return text, Markup.HTML, left_out
    for pattern, what in ((SIGNATURE, "signature"), (QUOTED, "quoted mail")):
        match = pattern.search(text)
        if match and match.group().strip():
            text = text[: match.start()]
            left_out.append(what)
    return text, Markup.MARKDOWN, left_out


def _content(part: MIMEPart) -> str:
    """The text of a part; where it names no charset that exists, what fits its bytes."""
    try:
        return str(part.get_content())
    except (LookupError, ValueError, TypeError):
        data = part.get_payload(decode=True)
    if not isinstance(data, bytes):
        return ""
    best = from_bytes(data).best()
    return str(best) if best else data.decode("latin-1")


def _attachments(message: EmailMessage, body: MIMEPart) -> Iterator[str]:
    for part in message.walk():
        is_text = part is body or part.get_content_maintype() == "multipart"
        is_same = part.get_content_maintype() == "text" and not part.get_filename()
        if not is_text and not is_same:
            yield f"{part.get_filename() or 'without a name'} ({part.get_content_type()})"


def _notes(message: EmailMessage) -> Iterator[Note]:
    """What tells that no person wrote it to us."""
    automatic = _header(message, "Auto-Submitted").lower() not in {"", "no"}
    if automatic or _header(message, "Precedence").lower() in {"bulk", "list", "junk"}:
        yield Note("automatic", "A program sent the mail, or it went to many.")
    if message["List-Unsubscribe"]:
        yield Note("automatic", "The mail has a way to unsubscribe, as circulars have.")
    answer = parseaddr(_header(message, "Reply-To"))[1].rpartition("@")[2].lower()
    if answer and answer != parseaddr(_header(message, "From"))[1].rpartition("@")[2].lower():
        yield Note("other-sender", "Answers to the mail would go to another domain than its own.")
