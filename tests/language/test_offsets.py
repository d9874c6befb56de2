from __future__ import annotations

import pytest

from knowledge.collect.source import split_source
from knowledge.language import build_lexicon, find_mentions
from knowledge.language.matcher import Context, Explicit, Written
from knowledge.model import ConceptKind, Mention
from tests.documents import concept

CONCEPTS = (
    concept("resonanz", "Resonanz"),
    concept("neue-arbeit", "Neue Arbeit"),
    concept("drucker", "Peter F. Drucker", kind=ConceptKind.PERSON),
)
LEXICONS = {"de": build_lexicon(CONCEPTS, "de")}

BODY = "Resonanz 🪴 und 👩‍🌾 Resonanz.\n\n> Neue\n> Arbeit sagt Peter F.\n\nEnde.\n"
FILES = {
    "plain": BODY,
    "byte order mark": f"\ufeff{BODY}",
    "front matter": f"---\ntitle: Resonanz\n---\n{BODY}",
    "byte order mark and front matter": f"\ufeff---\ntitle: Ré\n---\n\n{BODY}",
    "carriage returns": BODY.replace("\n", "\r\n"),
    "all of it": f"\ufeff---\r\ntitle: 🪴\r\n---\r\n{BODY}".replace("\r\n", "\n").replace(
        "\n", "\r\n"
    ),
    "no line end at the end": BODY.rstrip(),
    "front matter that never ends": f"---\ntitle: x\n{BODY}",
}


def mentions(text: str) -> tuple[Mention, ...]:
    return find_mentions(split_source("a.de.md", text), LEXICONS, Context("de")).mentions


@pytest.mark.parametrize("text", FILES.values(), ids=FILES.keys())
def test_offsets_count_the_code_points_of_the_file_as_stored(text: str) -> None:
    found = mentions(text)
    assert [mention.concept for mention in found] == ["resonanz", "resonanz", "neue-arbeit"]
    for mention in found:
        assert text[mention.start : mention.end] == mention.surface
        assert mention.line == text.count("\n", 0, mention.start) + 1
    assert found[0].start == text.rindex("Resonanz 🪴 und")


def test_a_surface_across_lines_of_a_quotation_keeps_what_stands_between() -> None:
    assert mentions(BODY)[-1].surface == "Neue\n> Arbeit"


def test_the_front_matter_holds_no_mentions() -> None:
    assert mentions("---\ntitle: Resonanz\n---\n") == ()


def test_sections_are_named_by_the_id_of_their_heading() -> None:
    text = (
        "Resonanz\n\n## A { #eins }\n\nResonanz\n\n### B { #b }\n\nResonanz\n\n## C\n\nResonanz\n"
    )
    assert [mention.section for mention in mentions(text)] == [None, "eins", "eins", None]


def test_a_span_limits_where_is_looked_and_offsets_stay_those_of_the_file() -> None:
    source = split_source("a.de.md", "Resonanz\nResonanz\nResonanz\n")
    found = find_mentions(source, LEXICONS, Context("de", in_comment=True), span=(9, 18)).mentions
    assert [(mention.start, mention.end, mention.line) for mention in found] == [(9, 17, 2)]


def test_what_two_concepts_claim_is_told_with_its_place() -> None:
    both = (concept("a", "Bank"), concept("b", "Bank"))
    source = split_source("a.de.md", "\n\nDie Bank.\n")
    found = find_mentions(source, {"de": build_lexicon(both, "de")}, Context("de"))
    assert found.mentions == ()
    (ambiguity,) = found.contested
    assert (ambiguity.line, ambiguity.surface, ambiguity.concepts) == (3, "Bank", ("a", "b"))


def test_links_by_hand_stand_among_the_others_in_order() -> None:
    source = split_source("a.de.md", "Resonanz, [[x]], Resonanz.")
    by_hand = Explicit("resonanz", 10, 15, (12, 13))
    found = find_mentions(source, LEXICONS, Context("de"), written=Written((by_hand,))).mentions
    assert [(m.start, m.rule, m.linked) for m in found] == [
        (0, "exact", False),
        (12, "explicit", True),
        (17, "exact", False),
    ]
