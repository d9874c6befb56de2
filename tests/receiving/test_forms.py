from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from knowledge.receiving.forms import FORMS, Form, form_of, read_form
from knowledge.receiving.submission import UnreadableError, What
from tests.project import ROOT
from tests.receiving.sent import body, event, form

TEMPLATES = ROOT / ".github/ISSUE_TEMPLATE"
LINES = st.text(st.characters(exclude_characters="\n\r", exclude_categories=["Cs"]), max_size=40)
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=200)
LABELS = sorted({label for form in FORMS for label in form.labels.values()})


def template(form: Form) -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((TEMPLATES / form.file).read_text(encoding="utf-8"))
    return found


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.file)
def test_the_forms_have_the_fields_that_are_read_in_their_order(form: Form) -> None:
    fields = [field for field in template(form)["body"] if field["type"] != "markdown"]
    found = [(field["id"], field["attributes"]["label"]) for field in fields]
    assert found == list(form.labels.items())
    # Only the last field may have several lines: what comes before it cannot be forged.
    assert [field["type"] for field in fields] == ["input"] * (len(fields) - 1) + ["textarea"]
    required = {field["id"] for field in fields if field.get("validations", {}).get("required")}
    expected = {"page", "text"} if form.what is What.COMMENT else {"page", "title"}
    assert required == expected


def test_there_are_no_other_forms() -> None:
    found = {path.name for path in TEMPLATES.iterdir()}
    assert found == {form.file for form in FORMS} | {"config.yml"}


@pytest.mark.parametrize("what", list(What))
@pytest.mark.parametrize("language", ["de", "en"])
def test_what_was_filled_in_is_read(what: What, language: str) -> None:
    fields = {"page": "essays/x", "name": "A. B.", "reply": "c4", "title": "Was?", "text": "Das."}
    sent = read_form(event(body(what, language, **fields), 7))
    assert (sent.key, sent.what, sent.language) == ("issue:7", what, language)
    assert (sent.page, sent.text) == ("essays/x", "Das.")
    if what is What.COMMENT:
        assert (sent.name, sent.reply_to, sent.title) == ("A. B.", "c4", "")
    else:
        assert (sent.name, sent.reply_to, sent.title) == ("", "", "Was?")


def test_a_field_left_empty_is_empty() -> None:
    sent = read_form(form())
    assert (sent.name, sent.reply_to) == ("", "")
    assert read_form(form(What.QUESTION, title="Was?", text="")).text == ""


@given(page=LINES, name=LINES, text=TEXTS)
def test_no_text_fills_another_field(page: str, name: str, text: str) -> None:
    sent = read_form(form(page=page, name=name, text=text))
    assert sent.page == page.strip()
    assert sent.name == name.strip()
    assert sent.text == re.sub(r"\r\n?", "\n", text).strip()


@given(st.lists(st.sampled_from([f"### {label}" for label in LABELS] + ["", "x", "_No response_"])))
def test_headings_in_a_text_are_text(rows: list[str]) -> None:
    text = "Worte\n\n" + "\n".join(rows)
    sent = read_form(form(name="A. B.", reply="c1", text=text))
    assert (sent.page, sent.name, sent.reply_to) == ("essays/vom-haus", "A. B.", "c1")
    assert sent.text == text.strip()


def test_windows_line_ends_are_read() -> None:
    given_event = event(body(What.COMMENT, "de", page="x", text="a\nb").replace("\n", "\r\n"))
    assert read_form(given_event).text == "a\nb"


def test_an_issue_alone_is_read_as_in_its_event() -> None:
    alone = json.dumps(json.loads(form())["issue"]).encode()
    assert read_form(alone) == read_form(form())
    told = {"number": 12, "body": body(What.COMMENT, "de", page="x", text="y")}
    sent = read_form(json.dumps({**told, "createdAt": "2026-11-20T10:00:00Z"}).encode())
    assert sent.date is not None
    assert read_form(json.dumps(told).encode()).date is None


@pytest.mark.parametrize(
    "data",
    [
        b"[]",
        b"[" * 100_000,
        b'{"issue": null}',
        b'{"issue": {"body": null, "number": 1}}',
        b'{"issue": {"body": 3, "number": 1}}',
        event(body(What.COMMENT, "de"), number=True),
        event("### Seite\n\nx\n\n### Ihr Kommentar\n\ny"),
        event("### Name\n\nx\n\n### Seite\n\ny\n\n### Antwort auf\n\n\n\n### Ihr Kommentar\n\nz"),
        b"\xff\xfe{",
    ],
)
def test_what_is_no_form_of_ours_is_said_to_be_none(data: bytes) -> None:
    with pytest.raises(UnreadableError):
        read_form(data)


def test_a_program_is_noted() -> None:
    sent = read_form(event(body(What.COMMENT, "de"), user={"login": "x[bot]", "type": "Bot"}))
    assert [note.kind for note in sent.notes] == ["bot"]


def test_a_form_in_no_language_of_the_site_is_the_english_one() -> None:
    assert form_of(What.COMMENT, "fr").file == "comment.yml"


def test_the_forms_say_what_becomes_of_what_is_sent() -> None:
    for each in FORMS:
        words = (Path(TEMPLATES) / each.file).read_text(encoding="utf-8")
        public = "öffentlich" if each.language == "de" else "public"
        assert public in words
