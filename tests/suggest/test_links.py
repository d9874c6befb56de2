from __future__ import annotations

import datetime as dt

import pytest

from knowledge.model import Essay, Ledger, LedgerEntry, Question
from knowledge.suggest import MissingLink
from tests.documents import concept, essay
from tests.suggest.base import suggested, version

WAITING = Essay(
    "warten", "de", {"de": version("essays/warten/index", "Vom langen Warten", "Text.")}
)
ASKED = Question("wozu", "de", {"de": version("questions/wozu", "Wozu all das Warten?", "Text.")})
WORDS = [concept(name.lower(), name) for name in ("Leuchtturm", "Seefahrer", "Sturmflut")]
FILLER = "\n\n".join(
    f"## Teil {n} {{ #teil-{n} }}\n\n{text}\n"
    for n, text in enumerate(
        [
            "Der Garten blüht, die Rosen duften, im Teich schwimmen Enten um die Insel.",
            "Geigen, Flöten, Trommeln, ein Chor, der lacht und singt und tanzt.",
            "Brot backen, Käse reiben, Suppe kochen, den Tisch decken, essen.",
        ]
    )
)


def links(text: str, *more: object) -> list[MissingLink]:
    return list(suggested(essay("e", text), WAITING, ASKED, *more).links)  # type: ignore[arg-type]


def test_the_title_of_an_essay_or_question_in_running_text() -> None:
    one, two = links("Im Text.\n\nWie in „Vom langen Warten“.\n\nUnd: Wozu all\ndas Warten?")
    assert (one.spot.line, one.surface, one.write) == (
        3,
        "Vom langen Warten",
        "[[warten|Vom langen Warten]]",
    )
    assert (two.spot.line, two.write) == (5, "[[wozu|Wozu all das Warten]]")


@pytest.mark.parametrize(
    "text",
    [
        "Wie in [[warten|Vom langen Warten]].",
        "Siehe [[warten]]. Wie in „Vom langen Warten“.",
        "Wie in [Vom langen Warten](../warten/index.de.md).",
        "`Vom langen Warten`",
        "## Vom langen Warten { #warten }\n\nText.",
        "Wie vom langen, Warten.",
        "Vom langen\n\nWarten.",
        "Vom Warten.",
    ],
)
def test_what_is_no_title_or_linked_already(text: str) -> None:
    assert links(text) == []


def test_an_essay_does_not_link_to_itself() -> None:
    own = Essay(
        "warten",
        "de",
        {"de": version("essays/warten/index", "Vom langen Warten", "Vom langen Warten.")},
    )
    assert suggested(own).links == ()


def test_a_surface_that_two_concepts_claim_comes_with_the_likelier_link() -> None:
    one = concept("bank", "Geldhaus", aliases=("Bank",))
    two = concept("sitzbank", "Sitzmöbel", aliases=("Bank",))
    text = "Das Geldhaus steht.\n\nEine Bank steht leer."
    (found,) = links(text, one, two)
    assert (found.spot.line, found.surface, found.write) == (3, "Bank", "[[bank|Bank]]")
    assert found.reason == "could mean bank or sitzbank"
    (other,) = links(text.replace("Das Geldhaus", "Ein Sitzmöbel"), one, two)
    assert other.write == "[[sitzbank|Bank]]"


def test_what_the_ledger_decides_is_not_ambiguous() -> None:
    ledger = Ledger(accepted=(LedgerEntry("bank", "Bank"),))
    found = suggested(
        essay("e", "Eine Bank."),
        concept("bank", "Geldhaus", aliases=("Bank",)),
        concept("sitzbank", "Sitzmöbel", aliases=("Bank",)),
        ledger=ledger,
    )
    assert found.links == ()


def test_sections_that_share_rare_concepts() -> None:
    section = "## See {{ #see }}\n\nEin Leuchtturm, ein Seefahrer und eine Sturmflut. {}\n\n"
    early = essay("a", section.format("") + FILLER, date=dt.date(2016, 1, 1))
    late = essay("b", section.format("") + FILLER, date=dt.date(2017, 1, 1))
    found = [link for link in suggested(early, late, *WORDS).links if link.write == "[[a#see]]"]
    assert [(link.spot.file, link.surface) for link in found] == [
        ("docs/essays/b/index.de.md", "See")
    ]
    assert found[0].reason == "both speak of leuchtturm, seefahrer, sturmflut"
    linked = essay("b", section.format("Siehe [[a#see]].") + FILLER, date=dt.date(2017, 1, 1))
    assert suggested(early, linked, *WORDS).links == ()


def test_sections_without_a_concept_in_common_are_not_near() -> None:
    texts = [essay(id, FILLER) for id in ("a", "b")]
    assert suggested(*texts, *WORDS).links == ()


def test_sections_of_one_essay_are_not_near() -> None:
    text = "".join(
        f"## See {n} {{ #see-{n} }}\n\nLeuchtturm, Seefahrer, Sturmflut.\n\n" for n in (1, 2)
    )
    assert suggested(essay("a", text + FILLER), essay("b", FILLER), *WORDS).links == ()
