from __future__ import annotations

from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.language import build_lexicon
from knowledge.language.matcher import Context
from knowledge.model import Concept, Ledger, Library, Source, Version
from knowledge.render import text as rendering
from knowledge.render.markdown import comment_reader, page_reader
from knowledge.render.markers import Marker, insert
from knowledge.render.plain import Lifted, Paragraph, lift
from knowledge.render.targets import build_targets
from knowledge.render.text import Stretch, render_text
from knowledge.render.walk import Place
from knowledge.site import read_site
from tests.project import ROOT

PIECES = (
    "Haus¦Häuser¦ ¦ ¦\n¦\n\n¦\n\n¦ein Satz.¦z. B.¦3.¦- ¦*x*¦&¦»¦…¦[[haus]]¦[[haus|ein Haus]]¦<b>¦\u00a0¦1. ¦“¦#¦"
    "    ¦  \n¦!¦\u00ad¦\n\n## Haus { #a }\n\n¦\n\n:   ¦:   ¦```\n¦\n~~~\n¦/// details | So\n¦\n///\n¦> ¦\n---\n¦"
    "<span lang='en'>¦</span>¦<div>\n¦</div>¦<div markdown>\n¦<!--¦-->¦<textarea>¦<https://a.b/>¦[^1]¦\n\n[^1]: ¦"
    "!!! note\n¦[a]: http://b.c\n¦[a]¦{ .b }¦\\¦&#xe003;0&#xe004;¦&#xe003;9&#xe004;¦\ue003¦\ue004¦0¦<?¦<![CDATA[¦_¦`"
).split("¦")
TEXTS = st.lists(st.sampled_from(PIECES), max_size=20).map("".join)
HAUS = Concept("haus", "de", {"de": Version("de", Source("haus.de.md", ""), "Haus")})
LIBRARY = Library(concepts={"haus": HAUS})
TARGETS = build_targets(LIBRARY, {"de": build_lexicon([HAUS], "de")}, "docs", ())


def render(text: str, *, comment: bool) -> object:
    place = Place("/essays/e/", "essays/e", "de", TARGETS, "c1" if comment else "")
    stretch = Stretch(
        Source("e.de.md", text),
        0,
        len(text),
        Context("de", in_comment=comment),
        place,
        references={"werk": 1},
    )
    reader = comment_reader("de") if comment else page_reader(read_site(ROOT).render, "de")
    return render_text(stretch, reader, Ledger())


def slowly(text: str, *, comment: bool) -> object:
    with patch.object(rendering, "lift", lambda text, _: Lifted(text, (), frozenset())):
        return render(text, comment=comment)


@pytest.mark.parametrize("comment", [True, False])
@given(text=TEXTS)
def test_a_plain_text_is_what_markdown_makes_of_it(text: str, *, comment: bool) -> None:
    assert render(text, comment=comment) == slowly(text, comment=comment)


@pytest.mark.parametrize("comment", [True, False])
@pytest.mark.parametrize(
    "text",
    [
        "Haus\nHeim\n\n:   Wo man wohnt.\n\nEin Haus.",
        "*so*\n\n```\n\nEin Haus.\n\n```\n\nEin Haus.",
        "*so*\n\n~~~\n\nEin Haus.\n\nEin Haus.",
        "*so*\n\n```\n\nEin Haus.\n\nZwei.\n\n```",
        "*so*\n\n~~~\n\nEin Haus.\n\nZwei.\n\n~~~",
        "<div>\n\nEin Haus.\n\n</div>\n\nEin Haus.",
        "<div markdown>\n\nEin Haus.\n\n</div>",
        "<!--\n\nEin Haus.\n\n-->",
        "<textarea>\n\nEin Haus.\n\n</textarea>",
        "/// details | So\n\nEin Haus.\n\nEin Haus.\n\n///\n\nEin Haus.",
        "Das sagt [@werk] und [@werk].\n\nEin Haus.\n\n*so*",
        "- so\n\nEin Haus.\n\n    Ein Haus.\n\n> so\n\nEin Haus.\nEin Haus.\n\n[^1]: so",
        "Ein Haus.  \nEin Haus.\n\n1. so\n\n2024. Ein Haus.\n\n+ so",
        "Ein Haus.\n\nEin Haus.\n\n## Haus { #a }\n\nEin Haus.\n\nEin [[haus|Haus]].\n\n---\n\nHaus",
    ],
)
def test_what_reaches_on_to_a_plain_paragraph_still_does(text: str, *, comment: bool) -> None:
    assert render(text, comment=comment) == slowly(text, comment=comment)


def test_ordinary_paragraphs_are_plain_and_syntax_is_not() -> None:
    for text in ("Ein Satz.", "Zwei\nZeilen.\n\nUnd noch ein Absatz – „mit“ Zeichen!", "z. B. so"):
        assert not lift(text, []).text
    link = Marker(0, 4, "Haus", "kb:/concepts/haus/", "kb-concept")
    assert not lift(insert("Haus und Hof", [link]), [link]).text
    for text in ("*so*", "- so", "1. so", "a  \nb", "    so", "a\n---", "<b>", "&amp;", ": so"):
        assert lift(text, []).text == text
    assert lift("Eins.\n\n*zwei*\n\nDrei.\n\nVier.", []).runs == (
        (Paragraph("Eins.", "Eins."),),
        (Paragraph("Drei.", "Drei."), Paragraph("Vier.", "Vier.")),
    )
    assert page_reader(read_site(ROOT).render, "de").knows_plain
    assert comment_reader("en").knows_plain
