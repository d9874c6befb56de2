"""Mentions on the page: links, or words that can become one, and nothing else changes."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html as lxml_html

from knowledge.collect.source import split_source
from knowledge.collect.thread import escape, read_thread
from knowledge.language import build_lexicon
from knowledge.model import Document, RenderedPage, RenderedText
from knowledge.render import RenderSettings, build_targets, render_page
from knowledge.render.markers import Marker, in_order
from tests.documents import comment, concept, essay, library, rendered

HAUS = concept("haus", "Haus")
SETTINGS = RenderSettings(
    ("toc", "tables", "attr_list", "footnotes", "def_list", "admonition", "md_in_html")
)
PIECES = st.sampled_from(
    [
        *"Haus Häuser Hauses *Haus* **Haus** _Haus_ `Haus` [[haus]] [[haus|Haus]] &amp;".split(),
        *(
            "[Haus](https://a.example)",
            "[[haus|ein Haus]]",
            "![Haus](x)",
            "`",
        ),
        *("# ", "## ", "> ", "- ", "1. ", "|", "```", "~~~", "---", "==="),
        *("<b>", "</b>", "<p>Haus</p>", "<span title='Haus'>", "</span>", "<div>", "</div>"),
        *("!!! note", "[^1]", "[^1]: Haus"),
    ]
)
GLUE = st.sampled_from([" ", " ", ", ", "\n", "\n\n", "\n    "])
TEXTS = st.lists(st.tuples(PIECES, GLUE).map("".join), max_size=12).map("".join)


def page(document: Document, *, automatic: bool = True) -> RenderedPage:
    base = library(HAUS, document)
    lexicons = {"de": build_lexicon(base.concepts.values(), "de")} if automatic else {}
    return render_page(document, "de", build_targets(base, lexicons, "docs", ()), SETTINGS)


def threaded(text: str) -> Document:
    block = f"/// comment\n    id: c1\n\n{text}\n///\n"
    thread, _ = read_thread({"de": split_source("docs/essays/e/thread.de.md", block)}, "de")
    return replace(essay("e"), thread=thread)


def bare(text: RenderedText) -> str:
    """The HTML without what stands for automatic mentions."""
    root = lxml_html.fragment_fromstring(text.html, create_parent="main")
    for element in root.xpath("//span[@data-kb] | //a[contains(@class, 'kb-auto')]"):
        element.drop_tag()
    return str(lxml_html.tostring(root, encoding="unicode"))


def whole(text: RenderedText) -> str:
    root = lxml_html.fragment_fromstring(text.html, create_parent="main")
    return str(lxml_html.tostring(root, encoding="unicode"))


def test_the_first_mention_is_a_link_and_the_next_can_become_one() -> None:
    html = page(essay("e", "Ein Haus und zwei Häuser.")).body.html
    assert html == (
        '<p>Ein <a class="kb-concept kb-auto" href="kb:/concepts/haus/">Haus</a> und zwei '
        '<span data-kb="haus">Häuser</span>.</p>'
    )


def test_a_link_by_hand_is_no_automatic_one() -> None:
    html = page(essay("e", "Ein [[haus|Dach]] und ein Haus.")).body.html
    assert html == (
        '<p>Ein <a class="kb-concept" href="kb:/concepts/haus/">Dach</a> und ein '
        '<span data-kb="haus">Haus</span>.</p>'
    )


def test_a_comment_keeps_its_mentions_through_the_sanitiser() -> None:
    text = page(threaded("Haus, <span data-kb='haus'>Haus</span>.")).comments[0].text
    assert text.html == (
        '<p><a class="kb-concept kb-auto" href="kb:/concepts/haus/">Haus</a>, '
        "&lt;span data-kb='haus'&gt;<span data-kb=\"haus\">Haus</span>&lt;/span&gt;.</p>"
    )


def test_excerpts_headings_and_anchors_know_nothing_of_mentions() -> None:
    document = essay("e", "Haus: ein Haus.\n\n## Haus { #a }\n\nHaus, Haus.\n\n### Das Haus\n")
    with_mentions, without = page(document).body, page(document, automatic=False).body
    for name in ("plain", "lead", "headings", "anchors"):
        assert getattr(with_mentions, name) == getattr(without, name)


@settings(max_examples=60)
@given(TEXTS)
def test_nothing_but_mentions_is_added_to_a_page(text: str) -> None:
    document = essay("e", text)
    assert bare(page(document).body) == whole(page(document, automatic=False).body)


@settings(max_examples=60)
@given(TEXTS)
def test_nothing_but_mentions_is_added_to_a_comment(text: str) -> None:
    document = threaded(escape(text))
    found, plain = page(document), page(document, automatic=False)
    assert bare(found.comments[0].text) == whole(plain.comments[0].text)


@pytest.mark.parametrize(
    ("mention", "stays"),
    [((0, 3), True), ((3, 6), False), ((4, 5), False), ((5, 8), False), ((7, 9), True)],
)
def test_a_mention_never_takes_the_place_of_a_link(mention: tuple[int, int], stays: bool) -> None:
    link = Marker(4, 7, "Haus", "kb:/concepts/haus/")
    word = Marker(*mention, "Haus", concept="haus")
    expected = sorted([link, word], key=lambda m: m.start) if stays else [link]
    assert in_order([word, link]) == in_order([link, word]) == expected


def test_of_two_links_in_one_place_the_first_stays() -> None:
    one, two, three = Marker(0, 5, "a"), Marker(3, 8, "b"), Marker(8, 9, "c")
    assert in_order([three, two, one]) == [one, three]


def test_an_untranslated_comment_is_marked_on_both_pages() -> None:
    document = essay("e", english="Words.", comments=[comment("c1", "Haus und Häuser.")])
    pages = rendered(library(HAUS, document))
    german, english = (pages["e", code].comments[0].text.html for code in ("de", "en"))
    assert german == english
    assert german.count("kb-auto") == german.count('data-kb="haus"') == 1
