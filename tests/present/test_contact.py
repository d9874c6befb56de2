from __future__ import annotations

from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from knowledge.present.contact import FORMS, Contact
from knowledge.present.labels import translator
from knowledge.receiving import forms
from knowledge.receiving.mails import PAGE, read_mail

BOTH = {"repo_url": "https://github.com/a/b/", "extra": {"contact": "kb@example.org"}}


def contact(settings: dict[str, Any], language: str = "de") -> Contact:
    return Contact.of(settings, translator(language), language)


@pytest.mark.parametrize(
    "settings",
    [
        {},
        {"repo_url": None, "extra": None},
        {"repo_url": "", "extra": {"contact": ""}},
        {"repo_url": "https://git.example/a/b", "extra": {"contact": "nobody"}},
        {"repo_url": "http://github.com/a/b", "extra": {"contact": "a@b"}},
        {"repo_url": "https://github.com/a", "extra": {"contact": "a@b.example?cc=c@d.example"}},
        {"repo_url": "https://notgithub.com/a/b", "extra": {"contact": "a b@c.example"}},
    ],
)
def test_what_would_lead_nowhere_is_no_link(settings: dict[str, Any]) -> None:
    assert contact(settings).ways("comment", "/essays/x/", "comment") == ()


@pytest.mark.parametrize("language", ["de", "en", "fr"])
@pytest.mark.parametrize("what", ["comment", "question"])
def test_the_form_has_the_page_filled_in(what: str, language: str) -> None:
    form, _ = contact(BOTH, language).ways(what, "/essays/a-b/", "comment")
    parts = urlsplit(form.href)
    assert f"{parts.scheme}://{parts.netloc}{parts.path}" == "https://github.com/a/b/issues/new"
    query = parse_qs(parts.query, strict_parsing=True)
    assert query["page"] == ["essays/a-b"]
    wanted = language if language in {"de", "en"} else "en"
    known = {(f.what.value, f.language): f for f in forms.FORMS}
    assert query["template"] == [known[what, wanted].file]
    assert "page" in known[what, wanted].labels


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("what", ["comment", "question"])
def test_the_mail_says_by_itself_what_it_is_and_where(what: str, language: str) -> None:
    _, mail = contact(BOTH, language).ways(what, "/questions/a-b/", "question")
    address, _, subject = mail.href.partition("?subject=")
    assert address == "mailto:kb@example.org"
    assert PAGE.search(unquote(subject))
    sent = read_mail(f"From: a@b.example\nSubject: {unquote(subject)}\n\nText.\n".encode())
    assert (sent.what, sent.language, sent.page) == (what, language, "questions/a-b")


def test_pages_name_the_forms_that_are_read() -> None:
    assert {(w, lang, file) for w, by in FORMS.items() for lang, file in by.items()} == {
        (form.what.value, form.language, form.file) for form in forms.FORMS
    }
