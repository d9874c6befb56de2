"""A file with a submission, whatever it is."""

from __future__ import annotations

from knowledge.receiving.forms import read_form
from knowledge.receiving.mails import read_mail
from knowledge.receiving.submission import Submission


def read_submission(data: bytes) -> Submission:
    """A submission from the event of a form, or from a saved mail.

    Raises:
        UnreadableError: if it is neither, or not one of ours.
    """
    is_json = data.removeprefix(b"\xef\xbb\xbf").lstrip().startswith((b"{", b"["))
    return read_form(data) if is_json else read_mail(data)
