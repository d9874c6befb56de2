from __future__ import annotations

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from knowledge.collect.documents import read_document
from knowledge.collect.source import parse_front_matter, split_source
from knowledge.language import mask
from knowledge.model import Kind
from knowledge.writing.order import Order, files_of

TITLES = {"de": "Vom Warten", "en": "On waiting"}


def body(text: str) -> str:
    return split_source("x", text).body


def test_the_original_comes_first_and_its_file_alone_says_what_holds_for_both() -> None:
    facts = {"author": "A. B.", "date": dt.date(2017, 11, 13), "draft": None}
    order = Order(Kind.ESSAY, "vom-warten", TITLES, "en", facts, {"de": {"tags": []}})
    files = files_of(order, "docs", "de")
    assert list(files) == [f"docs/essays/vom-warten/index.{name}.md" for name in ("en", "de")]
    english, german = files.values()
    assert english.startswith(
        "---\ntitle: On waiting\noriginal: en\nauthor: A. B.\ndate: 2017-11-13\n---\n"
    )
    assert german.startswith("---\ntitle: Vom Warten\ntags: []\n---\n")


def test_a_new_essay_has_a_section_whose_id_both_languages_share() -> None:
    for original in ("de", "en"):
        files = files_of(Order(Kind.ESSAY, "x", TITLES, original), "docs", "de")
        ids = [[h.id for h in mask.headings(body(text)) if h.level == 2] for text in files.values()]
        assert ids[0] == ids[1]
        assert ids[0][0]
        assert all("`[[id]]`" in text for text in files.values())


@given(st.text(st.characters(exclude_categories=["C", "Zl", "Zp"]), min_size=1, max_size=80))
def test_whatever_the_title_is_it_is_read_as_it_was_written(title: str) -> None:
    title = " ".join(title.split()) or "x"
    files = files_of(Order(Kind.CONCEPT, "x", {"de": title}, "de", {"related": []}), "docs", "de")
    source = split_source("docs/concepts/x.de.md", files["docs/concepts/x.de.md"])
    assert parse_front_matter(source).values == {"title": title, "related": []}
    document, problems = read_document(Kind.CONCEPT, "x", {"de": source}, "de")
    assert document.versions["de"].title == title
    assert problems == []
