from __future__ import annotations

import pytest

from knowledge.collect.sections import digest_of_words, sections_of, sketch_of, words_of
from knowledge.collect.source import split_source
from knowledge.translations.progress import share_changed
from knowledge.translations.words import Change, word_diff

TEXT = "---\ntitle: T\n---\nOne.\n\n## Two { #two }\n\nWords, words.\n\n## Three\n\nMore.\n"


def ids(text: str) -> list[str]:
    return [section.id for section in sections_of(split_source("x", text), "T")]


def digests(text: str) -> list[str]:
    return [section.digest for section in sections_of(split_source("x", text), "T")]


def test_a_section_begins_at_a_heading_with_an_id_and_the_opening_is_always_there() -> None:
    assert ids(TEXT) == ["", "two"]
    assert ids("") == [""]
    assert ids("## Two { #two }\n") == ["", "two"]
    assert ids("```\n## No { #no }\n```\n") == [""]


def test_sections_cover_the_body() -> None:
    source = split_source("x", TEXT)
    parts = [source.text[s.start : s.end] for s in sections_of(source, "T")]
    assert "".join(parts) == source.body


@pytest.mark.parametrize(
    "text",
    [
        TEXT.replace("\n", "\r\n"),
        "\ufeff" + TEXT,
        TEXT.replace("Words, words.", "Words,\nwords.  "),
    ],
)
def test_line_ends_marks_and_spaces_change_no_digest(text: str) -> None:
    assert digests(text) == digests(TEXT)


def test_a_changed_word_changes_the_digest_of_its_section_alone() -> None:
    one, two = digests(TEXT), digests(TEXT.replace("Words, words.", "Words, others."))
    assert one[0] == two[0]
    assert one[1] != two[1]


def test_title_and_summary_belong_to_the_opening() -> None:
    source = split_source("x", TEXT)
    first = [s.digest for s in sections_of(source, "T", "Sum")]
    other = [s.digest for s in sections_of(source, "T", "Sum it")]
    assert first[0] != other[0]
    assert first[1:] == other[1:]


def test_a_digest_is_of_words_in_their_order() -> None:
    assert digest_of_words(["a", "b"]) != digest_of_words(["b", "a"])
    assert words_of(" a  b\n", ("T t",)) == ["T", "t", "a", "b"]


WORDS = [f"word{n}" for n in range(200)]


@pytest.mark.parametrize(
    ("new", "share"),
    [
        ([*WORDS[:90], *(f"new{n}" for n in range(20)), *WORDS[110:]], 0.1),
        (WORDS[:150], 0.25),
        ([*WORDS, *(f"new{n}" for n in range(50))], 0.2),
        ([f"new{n}" for n in range(200)], 1.0),
        ([*WORDS[:100], "new", *WORDS[101:]], 0.005),
    ],
)
def test_the_share_of_changed_words_shows_in_the_sketch(new: list[str], share: float) -> None:
    assert share_changed(sketch_of(WORDS), sketch_of(new)) == pytest.approx(share, abs=0.02)


def test_whatever_changed_has_a_share() -> None:
    assert share_changed("A", "A") == 1.0
    assert share_changed("", "AB") == 1.0
    assert share_changed("ABCDE", "ABCDE") == 0.2


def test_a_changed_word_among_few_is_one() -> None:
    assert share_changed(sketch_of("a b c d e".split()), sketch_of("a x c d e".split())) == (
        pytest.approx(0.2)
    )


def test_a_diff_tells_what_went_and_what_came_and_a_little_around_it() -> None:
    old = [*WORDS[:50], "old", *WORDS[50:60]]
    new = [*WORDS[:50], "new", "er", *WORDS[50:60]]
    changes = list(word_diff(old, new, around=2))
    assert changes == [
        (Change.KEPT, "… word48 word49"),
        (Change.REMOVED, "old"),
        (Change.ADDED, "new er"),
        (Change.KEPT, "word50 word51 …"),
    ]
