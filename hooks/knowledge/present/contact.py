"""How readers send a comment or a question: links to forms and mails with the page filled in."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlsplit

from knowledge.present.labels import Translate
from knowledge.present.views import LinkView

FORMS = {
    "comment": {"de": "kommentar.yml", "en": "comment.yml"},
    "question": {"de": "frage.yml", "en": "question.yml"},
}
"""The files in `.github/ISSUE_TEMPLATE`, by what is sent and the language."""
MAILBOX = re.compile(r"[^\s@:/?&\"'<>]+@[^\s@:/?&\"'<>]+\.[^\s@:/?&\"'<>]+")


@dataclass(frozen=True, slots=True)
class Contact:
    """Where a site takes what its readers send; a link that would lead nowhere is none."""

    t: Translate
    language: str
    forms: str = ""
    """The address for a new issue, or nothing."""
    mailbox: str = ""

    @classmethod
    def of(cls, settings: Mapping[str, Any], t: Translate, language: str) -> Contact:
        """What `mkdocs.yml` says: `repo_url`, if GitHub keeps it, and `extra: contact:`."""
        repository = str(settings.get("repo_url") or "").rstrip("/")
        parts = urlsplit(repository)
        is_known = parts.scheme == "https" and (parts.hostname or "").startswith("github.")
        mailbox = str((settings.get("extra") or {}).get("contact") or "").strip()
        return cls(
            t,
            language,
            f"{repository}/issues/new" if is_known and parts.path.count("/") == 2 else "",
            mailbox if MAILBOX.fullmatch(mailbox) else "",
        )

    def ways(self, what: str, path: str, label: str) -> tuple[LinkView, ...]:
        """The links by which something can be sent to a page.

        Args:
            what: `comment` or `question`.
            path: the page's address without language, from the root.
            label: what the links speak of: `comment`, `question` or `answer`.
        """
        page = path.strip("/")
        links: list[LinkView] = []
        if self.forms:
            forms = FORMS[what]
            query = f"template={forms.get(self.language, forms['en'])}&page={quote(page, safe='/')}"
            links.append(LinkView(f"{self.forms}?{query}", self.t(f"form_{label}")))
        if self.mailbox:
            subject = quote(f"{self.t(f'subject_{what}')} [{page}]", safe="/")
            href = f"mailto:{quote(self.mailbox, safe='@')}?subject={subject}"
            links.append(LinkView(href, self.t(f"mail_{label}")))
        return tuple(links)
