from __future__ import annotations

import re
from html import escape as html_escape

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from lxml import html as lxml_html

from knowledge.importing.escaping import NO_TEXT
from knowledge.importing.markdown import Target, to_markdown
from knowledge.importing.model import Markup
from knowledge.importing.sanitising import LONGEST_HTML, TooLongError
from knowledge.model import Problem, Severity
from knowledge.render import build_targets, render_page
from knowledge.site import read_site
from tests import documents as make
from tests.importing.imported import bare
from tests.project import ROOT

SETTINGS = read_site(ROOT).render
ESSAY, COMMENT = Target(is_comment=False), Target()
SIGNS = st.sampled_from(
    [
        "[[", "]]", "[@", "]", "[", "](", "![", "(x)", "///", "/// comment | X", "    id: c2", "{ #a }", "{.b}", "{: ",
        "#", "## ", "* ", "- ", "+ ", "1. ", "12. ", "16. November", "> ", "---", "***", "___", "===", "```", "~~~", "`",
        "``", "|", "| --- |", "--- | ---", ":--", ": ", "!!! note", "??? note", "~~", "^^", "^a^", "~a~", "*", "**", "_",
        "__", "a_b_c", "\\", "\\\\", "\\[", "&", "&amp;", "&#35;", "&lt;", "<", "<b>", "</b>", "<!--", "-->", "<script>",
        "<a@b.de>", "http://", "https://example.org/a_b?c=1&copy;=2", "https://example.org/(a)", "[^1]", "[^1]:",
        "[a]: http://b.de", "*[HTML]: x", "--8<--", "{{ x }}", "{% x %}", "[TOC]", "[...]", "[…]", "[x](y)", "\t", "    ",
        "\u200f", "\u202e", "שלום", "👩‍👩‍👧", "\ud83d", "e\u0301", "\xa0", "\u2028", "\x0b", "\x00", "\ue000", "\ufeff", "$x$", ":smile:",
    ]
)  # fmt: skip
BREAKS = st.sampled_from(["\n", "\n\n", " ", "", "", " "])
LINES = st.lists(st.one_of(SIGNS, BREAKS, st.text(max_size=4)), max_size=14).map("".join)


def rendered(markdown: str, *, is_comment: bool) -> tuple[str, list[Problem]]:
    """The HTML that readers see of an essay or a comment, and what is wrong with it."""
    comments = [make.comment("c1", markdown)] if is_comment else []
    essay = make.essay("e", "Text." if is_comment else markdown, comments=comments)
    base = make.library(essay)
    page = render_page(essay, "de", build_targets(base, {}, "docs", ()), SETTINGS)
    html = page.comments[0].text.html if is_comment else page.body.html
    return html, [p for p in page.problems if p.severity is not Severity.INFO]


def through(html: str, *, is_comment: bool, markup: Markup = Markup.HTML) -> tuple[str, str]:
    """HTML as Markdown, and as HTML again."""
    written = to_markdown(html, markup, COMMENT if is_comment else ESSAY).text
    shown, problems = rendered(written, is_comment=is_comment)
    assert problems == [], written
    return written, shown


def paragraphs(text: str) -> str:
    """A text as HTML in which nothing is markup."""
    parts = re.split(r"\n\n+", text)
    return "".join(f"<p>{html_escape(part)}</p>".replace("\n", "<br>") for part in parts)


def words(text: str) -> str:
    return "".join(NO_TEXT.sub("", text).split())


@given(LINES, st.booleans())
@example("[[x]] [@y] {#c1}", False)
@example("1. a\n2. b\n- c\n# d\n===\n/// e", True)
@example("a\n| --- | --- |\n| b | c |", True)
def test_any_text_is_read_as_it_was_written(text: str, is_comment: bool) -> None:
    written, shown = through(paragraphs(text), is_comment=is_comment)
    assert bare(shown) == words(text), written
    elements = set(re.findall(r"<([a-z0-9]+)", shown))
    assert elements <= {"p", "br", "a"}, written


ELEMENTS = st.sampled_from(
    "p b i em strong a ul ol li blockquote pre code h1 h2 h3 h6 table tr td th div span br hr sup sub "
    "del img figure script iframe style svg form object section dl dt dd q".split()
)
ATTRIBUTES = st.sampled_from(
    ["", ' href="https://example.org/"', ' href="#x"', ' id="x"', ' id="c1"', ' onclick="x()"', ' style="color:red"',
     ' src="https://example.org/a.png" alt="A"', ' href="javascript:x()"', ' href="data:text/html,x"', ' start="4"', ' src=x',
     ' href="http://[::1"', ' href="mailto:a@b.de"', ' class="wp-smiley"', ' href="/a/b"', ' href="../x.md"']
)  # fmt: skip
TAGS = st.one_of(
    st.builds("<{}{}>".format, ELEMENTS, ATTRIBUTES),
    ELEMENTS.map("</{}>".format),
    st.text(alphabet="abc *_[]\n", max_size=6).map(html_escape),
    SIGNS.map(html_escape),
    SIGNS,
)
HARMLESS = frozenset(
    "a blockquote br code dd del div dl dt em h2 h3 h4 h5 h6 hr img ins li ol p pre span strong sub sup "
    "table tbody td th thead tr ul".split()
)


@given(st.lists(TAGS, max_size=25).map("".join), st.booleans())
@example("<p>a<b>b</b><i>c</i></p>", False)
@example("<a href='https://example.org/'><h2>x</h2></a>", False)
def test_any_html_becomes_harmless_text(html: str, is_comment: bool) -> None:
    written, shown = through(html, is_comment=is_comment)
    root = lxml_html.fragment_fromstring(shown, create_parent="div")
    for element in root.iterdescendants():
        assert element.tag in HARMLESS, written
        assert not [name for name in element.attrib if name.startswith("on") or name == "style"]
        assert re.match(r"https?:|mailto:|#|$", element.get("href") or ""), written
        assert not element.get("src"), written


DEEP = st.recursive(
    st.text(alphabet="äbc d*", min_size=1, max_size=8).map(lambda t: f"<p>{t}x</p>"),
    lambda inner: st.builds(
        lambda tag, parts: f"<{tag}>" + "".join(f"<li>{p}</li>" if tag in "ulol" else p for p in parts) + f"</{tag}>",
        st.sampled_from(["ul", "ol", "blockquote", "div"]),
        st.lists(inner, min_size=1, max_size=3),
    ),
    max_leaves=12,
)  # fmt: skip


@given(DEEP, st.booleans())
@example("<ul><li><ul><li><ul><li><p>bx</p></li><li><p>bx</p></li></ul></li></ul></li></ul>", False)
def test_nothing_nested_is_lost(html: str, is_comment: bool) -> None:
    written, shown = through(html, is_comment=is_comment)
    assert bare(shown) == bare(html), written


@pytest.mark.parametrize("tag", ["blockquote", "div", "ul><li", "b", "table><tr><td", "span"])
def test_what_is_nested_without_end_is_read_all_the_same(tag: str) -> None:
    html = "".join(f"<{tag}>{n} " for n in range(3_000)) + "ganz innen"
    written, shown = through(html, is_comment=True)
    assert "ganzinnen" in bare(shown), written[:200]


def test_a_text_that_nobody_can_have_written_is_refused() -> None:
    with pytest.raises(TooLongError, match="longer than"):
        to_markdown("x" * (LONGEST_HTML + 1), Markup.HTML, COMMENT)


CASES = {
    "emphasis": ("<p>a <b>b</b> <i>c</i></p>", "a **b** *c*"),
    "space inside emphasis": ("<p>a<b> b </b>c</p>", "a **b** c"),
    "a link": ('<p><a href="https://a.de/b_(c)">t [1]</a></p>', r"[t \[1\]](https://a.de/b_%28c%29)"),
    "an address": ("<p>siehe https://a.de/b.</p>", "siehe <https://a.de/b>."),
    "a link that reads as it leads": ('<a href="https://a.de/">https://a.de/</a>', "<https://a.de/>"),
    "no script": ("<p>a<script>b</script></p>", "a"),
    "a script for a link": ('<p><a href="javascript:b()">c</a></p>', "c"),
    "a frame": ('<iframe src="https://a.de/v"></iframe>', "<https://a.de/v>"),
    "a list": ("<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>", "- a\n    - b\n- c"),
    "a numbered list": ('<ol start="3"><li>a</li><li>b</li></ol>', "3. a\n4. b"),
    "a quotation": ("<blockquote><p>a</p><p>b</p></blockquote>", "> a\n> \n> b"),
    "a table": ("<table><tr><th>a</th><th>b</th></tr><tr><td>c|d</td><td>e</td></tr></table>", "| a | b |\n| --- | --- |\n| c\\|d | e |"),
    "code": ("<p><code>a`b</code></p>", "``a`b``"),
    "a block of code": ("<pre>a\n  [[b]]\n</pre>", "```\na\n  [[b]]\n```"),
    "a picture": ('<p><img src="https://a.de/b.png" alt="B"></p>', "[B](https://a.de/b.png)"),
    "a picture with a link": ('<a href="https://a.de/"><img src="https://a.de/b.png" alt="B"></a>', "[B](https://a.de/)"),
    "a smiley": ('<p>a <img class="wp-smiley" src="https://s.w.org/x.png" alt="🙂"></p>', "a 🙂"),
    "empty paragraphs": ("<p>&nbsp;</p><p>a</p><p> </p>", "a"),
}  # fmt: skip


@pytest.mark.parametrize(("html", "markdown"), CASES.values(), ids=CASES.keys())
def test_elements_become_their_markdown(html: str, markdown: str) -> None:
    assert to_markdown(html, Markup.HTML, COMMENT).text == markdown.replace("> \n", ">\n")


def test_headings_begin_at_the_second_level_and_have_ids_of_their_own() -> None:
    html = "<h1>Über {#x}</h1><h3>C4</h3><h1>Über x</h1><h2>thread</h2><h2>المعنى</h2><h1></h1>"
    written, shown = through(html, is_comment=False)
    ids = re.findall(r'<h\d id="([^"]+)"', shown)
    assert len(ids) == len(set(ids)) == 5, written
    assert not [id for id in ids if re.fullmatch(r"c\d+", id) or id == "thread"]
    assert re.findall(r"<h(\d)", shown) == ["2", "4", "2", "3", "3"]


def test_footnotes_survive() -> None:
    html = (
        '<p>Eins<sup><a href="#fn1" id="r1">1</a></sup> und zwei<a href="#fn2">[2]</a>.</p><hr>'
        '<ol><li id="fn1">Erste <a href="#r1">↩</a></li><li id="fn2"><p>Zweite</p></li></ol>'
    )
    for is_comment in (True, False):
        written, shown = through(html, is_comment=is_comment)
        assert "[^1]: Erste" in written
        assert shown.count("footnote-ref") == 2
        assert "Zweite" in shown


def test_citations_lead_to_references() -> None:
    target = Target(is_comment=False, citations={1: "rosa", 3: "felber"})
    html = "<p>A [1], B<sup>3</sup>, C [1, 3], D [2], E<sup>2</sup>.</p>"
    written = to_markdown(html, Markup.HTML, target).text
    assert written == r"A [@rosa], B[@felber], C [@rosa][@felber], D \[2\], E^2^."


def test_addresses_inside_become_links_by_id() -> None:
    inside = {"https://blog.example/a/": "a", "https://blog.example/b/#comment-7": "b#c2"}
    target = Target(url="https://blog.example/c/", inside=lambda address: inside.get(address, ""))
    html = (
        '<p><a href="/a/">[hier]</a>, <a href="../b/#comment-7">da</a>, https://blog.example/a/ '
        'und <a href="#oben">oben</a></p>'
    )
    assert to_markdown(html, Markup.HTML, target).text == (
        "[[a|&#91;hier&#93;]], [[b#c2|da]], [[a]] und oben"
    )


def test_markdown_of_others_is_not_trusted() -> None:
    text = (
        "# A { #c1 }\n\n<script>x</script> [a](javascript:b) [[c]] ![d](https://e.de/f.png)\n\n- g"
    )
    found = to_markdown(text, Markup.MARKDOWN, ESSAY)
    assert found.images == ("https://e.de/f.png",)
    html, problems = rendered(found.text, is_comment=False)
    assert problems == []
    assert "<script" not in html
    assert "javascript" not in html
