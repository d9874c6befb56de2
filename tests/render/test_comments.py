from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html as lxml_html

from knowledge.collect.source import split_source
from knowledge.collect.thread import escape, read_thread
from knowledge.model import RenderedComment
from knowledge.render import RenderSettings, Targets, render_page
from knowledge.render.markdown import COMMENT_ATTRIBUTES, COMMENT_TAGS
from tests.documents import essay

PIECES = st.sampled_from(
    "<script> </script> <img/src=x onerror=a> <a\thref='javascript:a'> <b <!-- --> <![CDATA[ ]]> "
    "[a](javascript:a) [b](kb:/x/) [c](http://[) ![d](data:a) ![&#1;](//e) [^1] [^1]:\x20f "
    "[[g]] [[h|i]] [@j] <k@l.m> <https://n> ``` ~~~ ` * ** _ # > | - 1. {:onclick=o} {#p} &lt; "
    "&#0; &#x1F; &#xD800; &#xFFFFFFFFF; \\ \ue000 \ue0000\ue001x\ue002 \ufffe \x00 \x1b \ufeff".split(
        " "
    )
)
GLUE = st.sampled_from(["", " ", "\n", "\n\n", "\r\n", "\r", "    ", "\t"])
TEXTS = st.lists(st.one_of(PIECES, GLUE, st.text(max_size=6))).map("".join)
MADE_HERE = {"rel", "class", "id"}
ALLOWED = {
    tag: COMMENT_ATTRIBUTES.get(tag, set()) - {"data-kb"} | MADE_HERE for tag in COMMENT_TAGS
}
SCHEMES = ("http://", "https://", "mailto:", "kb:/", "kb-file:/", "#c1-", "//")


def rendered(text: str) -> RenderedComment:
    """A comment as it comes to stand on a page."""
    file = split_source("docs/essays/x/thread.de.md", f"/// comment\n    id: c1\n\n{text}\n///\n")
    thread, _ = read_thread({"de": file}, "de")
    page = render_page(replace(essay("x"), thread=thread), "de", Targets(), RenderSettings())
    return page.comments[0]


@given(TEXTS)
def test_no_comment_holds_more_than_the_allowed_elements(text: str) -> None:
    html = rendered(escape(text)).text.html
    root = lxml_html.fragment_fromstring(html, create_parent="main")
    for element in root.iterdescendants():
        assert element.tag in ALLOWED, "neither comments nor other elements"
        assert set(element.attrib) <= ALLOWED[str(element.tag)]
        assert element.tag not in {"img", "h1", "h2", "h3", "h4", "h5", "h6"}
        assert element.get("id", "c1-").startswith("c1-")
        assert (element.get("href") or "//").lower().startswith(SCHEMES)


@given(TEXTS)
def test_a_comment_is_whole_wherever_it_is_put(text: str) -> None:
    """The HTML closes what it opens: what follows it is not inside of it."""
    html = rendered(escape(text)).text.html
    root = lxml_html.fragment_fromstring(
        f"<div>{html}</div><p id='after'></p>", create_parent="main"
    )
    assert [child.tag for child in root] == ["div", "p"]


REL = 'rel="nofollow ugc noopener"'


@given(st.text(alphabet=st.characters(categories=["L", "N"]), min_size=1))
def test_words_are_not_lost(word: str) -> None:
    html = rendered(f"vor {word} nach").text.html
    assert word in "".join(lxml_html.fragment_fromstring(html, create_parent="main").itertext())


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("a <b>c", "<p>a &lt;b&gt;c</p>"),
        ("&copy; &lt;b&gt; &", "<p>© &lt;b&gt; &amp;</p>"),
        ("`<script>`", "<p><code>&lt;script&gt;</code></p>"),
        ("[x](javascript:y)", "<p><a>x</a></p>"),
        ("[x](kb:/concepts/y/)", "<p><a>x</a></p>"),
        ("![x](data:y)", "<p><a>x</a></p>"),
        ("# x", '<p class="kb-comment__heading">x</p>'),
        ("x { #y onclick=z }", "<p>x { #y onclick=z }</p>"),
        ("a&#1;b&#x1F;c", "<p>abc</p>"),
        ('[x](mailto:y"z=) w', f"<p><a href='mailto:y\"z=' {REL}>x</a> w</p>"),
        ('[x](mailto:y"z "t") w', f'<p><a href=\'mailto:y"z\' title="t" {REL}>x</a> w</p>'),
        ("", ""),
    ],
)
def test_what_becomes_of(text: str, html: str) -> None:
    assert rendered(text).text.html == html


def test_a_text_that_was_too_deep_leaves_no_trace_in_the_next() -> None:
    before = rendered("- a\n\n    b\n\n> c").text.html
    assert "<ul>" not in rendered("- " * 3000 + "Ende.").text.html
    assert rendered("- a\n\n    b\n\n> c").text.html == before


@pytest.mark.parametrize("deep", ["- ", "> ", "1. ", "> - ", "* + ", "- > 1. "])
@pytest.mark.parametrize("times", [3, 30, 60, 120, 300, 3000])
def test_a_text_nested_however_deeply_is_read_to_its_end(deep: str, times: int) -> None:
    html = rendered(deep * times + "Ende.").text.html
    assert "Ende." in html


@pytest.mark.parametrize(
    "piece", ["[", "![", "](", "*", "*a ", "_a_", "`", "`a", "<", "<!--", "&", "\\", "[[", "[^a]"]
)
def test_many_openings_without_an_end_are_text(piece: str) -> None:
    assert "Ende." in rendered(piece * 500 + "\n\nEnde.").text.html
