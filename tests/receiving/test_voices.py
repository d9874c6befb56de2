from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.collect.thread import scan
from knowledge.model import Essay, Source
from knowledge.receiving.threads import block
from knowledge.receiving.voices import INVISIBLE, LONGEST, clean_name, is_like
from tests.project import write_files
from tests.receiving.sent import add, base, comment, form, library

AUTHOR = "Berta Christine Müller"


@pytest.mark.parametrize(
    "name",
    [
        "Berta Christine Müller",
        "berta  christine MUELLER",
        "Berta Muller",
        "B. C. M.",
        "B. M.",
        "Berta M.",
        "B. Müller",
        "Müller",
        "Berta",
        "Веrta Müller",  # which begins with Cyrillic letters
        "Bеrtа Сhristinе Μüller",
        "B\u200berta M\u00adüller",
        "Berta Christine Müller (die echte)",
        "Dr. Berta Christine Müller",
        "B3rta Müller".replace("3", "e"),
        "ＢＥＲＴＡ Müller",
        "Berta\u202e Müller",
    ],
)
def test_a_name_that_looks_like_an_authors_is_seen(name: str) -> None:
    assert is_like(name, AUTHOR)


@pytest.mark.parametrize(
    "name", ["Berthold Maier", "B. K.", "M. B.", "A. B.", "Bert", "", "c", "Chr."]
)
def test_another_name_is_another(name: str) -> None:
    assert not is_like(name, AUTHOR)


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("A. B.", "A. B. (aus der Leserschaft)"),  # wrote the essay
        ("АB", "АB (aus der Leserschaft)"),  # the same, in Cyrillic
        ("C. D.", "C. D. (aus der Leserschaft)"),  # wrote another one
        ("E. F.", "E. F."),
        ("Redaktion", "Redaktion (aus der Leserschaft)"),
        ("E. F., Autor", "E. F., Autor (aus der Leserschaft)"),
        ("K. L.", "K. L. (aus der Leserschaft)"),  # answered as an author
    ],
)
def test_nobody_speaks_under_the_name_of_an_author(tmp_path: Path, name: str, shown: str) -> None:
    site = base(tmp_path)
    block = "/// comment | K. L.\n    id: c1\n    author-of-essay: true\n\nIch.\n///\n"
    write_files(site.root, {"docs/essays/anderer/thread.de.md": block})
    receipt = add(site, form(name=name))
    assert comment(site, receipt).name == shown
    kinds = {note.kind for note in receipt.notes}
    assert ("name-of-author" in kinds) == (shown != name)
    assert not comment(site, receipt).author_of_essay


def test_in_an_english_thread_it_is_marked_in_english(tmp_path: Path) -> None:
    site = base(tmp_path)
    receipt = add(site, form(page="english", name="A. B."))
    assert comment(site, receipt).name == "A. B. (a reader)"


def test_other_names_that_are_known_are_noted(tmp_path: Path) -> None:
    site = base(tmp_path)
    write_files(
        site.root,
        {"docs/concepts/o-p.de.md": "---\ntitle: Otto Paul\nkind: person\n---\nEine Person.\n"},
    )
    receipt = add(site, form(name="Otto Paul", number=1))
    assert comment(site, receipt).name == "Otto Paul"
    assert "name-of-person" in {note.kind for note in receipt.notes}
    again = add(site, form(name="otto paul", number=2))
    assert "name-in-thread" in {note.kind for note in again.notes}


@pytest.mark.parametrize(
    ("given_name", "shown"),
    [
        ("  A.\tB.\n", "A. B."),
        ("A.\u202eB.\u2066", "A.B."),
        ("A\x00\x1b[31mB", "A[31mB"),
        ("A. B. <a@b.example>", "A. B"),
        ("A. B. https://spam.example/x", "A. B"),
        ("///", ""),
        ("| comment", "comment"),
        ("A | B\n    author-of-essay: true", "A B author-of-essay: true"),
        ("123", ""),
        ("🙂", ""),
        ("Z" + "\u0300" * 30, "Z\u0300\u0300"),
        ("x" * 500, "x" * LONGEST),
    ],
)
def test_a_name_is_one_clean_line(given_name: str, shown: str) -> None:
    found = clean_name(given_name)
    assert found.rstrip(".") == unicodedata.normalize("NFC", shown).rstrip(".")


@given(st.text())
def test_no_name_is_more_than_a_name(name: str) -> None:
    found = clean_name(name)
    assert len(found) <= LONGEST
    assert not any(unicodedata.category(character) in INVISIBLE for character in found)
    assert "|" not in found
    assert found == found.strip()
    assert clean_name(found) == found or unicodedata.normalize("NFC", found) != found


@given(st.text(min_size=1))
def test_any_name_comes_to_stand_as_it_was_cleaned(name: str) -> None:
    found = clean_name(name)
    blocks, problems = scan(Source("t", block(found, {"id": "c1"}, "Text.")))
    assert not problems
    assert [(b.name, b.options) for b in blocks] == [(found, {"id": "c1"})]


def test_the_library_is_as_the_tests_think(tmp_path: Path) -> None:
    essays = library(base(tmp_path)).essays
    assert isinstance(essays["vom-haus"], Essay)
    assert (essays["vom-haus"].author, essays["ohne"].author) == ("a-b", "C. D.")
