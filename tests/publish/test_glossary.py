from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from knowledge.present.glossary import Entry, Terms, entries
from knowledge.publish.glossary import NAMESPACE, as_csv, as_tbx, glossary_files, harmless
from tests.documents import concept, library, scene

SCHEMA = Path(__file__).parent / "tbx-basic.rng"
T = f"{{{NAMESPACE}}}"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
STATES = {"preferredTerm-admn-sts", "admittedTerm-admn-sts", "deprecatedTerm-admn-sts"}

WORDS = st.text(st.characters(blacklist_categories=["Cs"]), min_size=1, max_size=20)
TERMS = st.builds(
    Terms,
    st.just("de"),
    WORDS,
    st.lists(WORDS, max_size=3).map(tuple),
    WORDS,
    st.just("https://a.example/b/"),
)
IDS = st.from_regex(r"[a-z0-9]+(-[a-z0-9]+){0,2}", fullmatch=True)
ENTRIES = st.lists(
    st.builds(Entry, IDS, st.just("idea"), TERMS.map(lambda one: (one,))),
    max_size=4,
    unique_by=lambda e: e[0],
)


def valid(data: bytes) -> etree._Element:
    """A termbase, if it is one: by the schema, and by what a schema cannot say."""
    root = etree.fromstring(data)
    schema = etree.RelaxNG(etree.parse(SCHEMA))
    schema.assertValid(root)
    for note in root.iter(f"{T}termNote"):
        assert note.text in STATES
    for part in root.iter(f"{T}descrip"):
        parent = part.getparent()
        assert parent is not None
        of_entry = part.get("type") == "subjectField"
        assert etree.QName(parent).localname == ("conceptEntry" if of_entry else "langSec")
    return root


@given(ENTRIES)
def test_any_glossary_is_tbx_basic(found: list[Entry]) -> None:
    root = valid(as_tbx(found, "de", "Title"))
    assert len(root.findall(f".//{T}conceptEntry")) == len(found)


@given(ENTRIES)
def test_any_table_is_read_again_and_holds_no_formula(found: list[Entry]) -> None:
    data = as_csv(found, ["de"])
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    assert len(rows) == len(found) + 1
    for row in rows:
        assert len(row) == 6
        assert not any(
            cell.lstrip()[:1] in set("=+-@") or cell[:1] in "\t\r" for cell in row if cell
        )


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@a", "\t=1", " =1", "\rx"])
def test_what_a_spreadsheet_would_compute_is_text(cell: str) -> None:
    assert harmless(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["", "a", "F&E", "1 – 2", "'a"])
def test_other_cells_stay(cell: str) -> None:
    assert harmless(cell) == cell


def base() -> bytes:
    found = library(concept("ego", english="ego"), concept("1-fc", "1. FC"))
    return dict(glossary_files(scene(found)))["glossary.tbx"]


def test_each_concept_has_its_terms_in_both_languages() -> None:
    root = valid(base())
    found = {
        entry.get("id"): [
            (section.get(LANG), [term.text for term in section.iter(f"{T}term")])
            for section in entry.iter(f"{T}langSec")
        ]
        for entry in root.iter(f"{T}conceptEntry")
    }
    assert found == {"c-1-fc": [("de", ["1. FC"])], "c-ego": [("de", ["Ego"]), ("en", ["ego"])]}


def test_the_same_concepts_give_the_same_bytes() -> None:
    assert base() == base()


def test_a_schema_refuses_what_is_no_termbase() -> None:
    schema = etree.RelaxNG(etree.parse(SCHEMA))
    root = etree.fromstring(base())
    for section in list(root.iter(f"{T}termSec"))[:1]:
        section.getparent().remove(section)  # type: ignore[union-attr]
    assert not schema.validate(root)


def test_entries_are_sorted_by_id() -> None:
    found = library(concept("b"), concept("a"))
    assert [entry.id for entry in entries(scene(found))] == ["a", "b"]
