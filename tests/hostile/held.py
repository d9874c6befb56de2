"""What must hold of any front matter, thread, link and ledger, whoever wrote it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import cache

import yaml
from lxml import html as lxml_html

from knowledge.collect.documents import read_document
from knowledge.collect.ledger import read_ledger
from knowledge.collect.source import split_source
from knowledge.collect.thread import escape, read_thread, scan
from knowledge.language import build_lexicon, find_mentions
from knowledge.language.matcher import Context
from knowledge.model import Essay, Kind, Ledger, Problem, RenderedPage, Source, Thread
from knowledge.render import RenderSettings, Targets, build_targets, render_page
from knowledge.render.markdown import COMMENT_ATTRIBUTES, COMMENT_TAGS
from knowledge.render.walk import COMMENT_REL
from knowledge.review.decisions import place
from knowledge.review.ledger_file import LedgerError, parse, text_of
from tests.documents import comment, concept, essay, library, question

SETTINGS = RenderSettings(
    (
        *("toc", "tables", "fenced_code", "admonition", "attr_list", "def_list", "footnotes"),
        *("md_in_html", "sane_lists", "pymdownx.blocks.details", "pymdownx.superfences"),
    )
)
MADE_HERE = {"rel", "class", "id"}
ALLOWED = {tag: COMMENT_ATTRIBUTES.get(tag, set()) | MADE_HERE for tag in COMMENT_TAGS}
SCHEMES = ("http:", "https:", "mailto:", "kb:/", "kb-file:/", "#c", "//")
RUNNING = frozenset("script style iframe object embed base meta link form input frame".split())
THREAD = "/// comment | A. B.\n    id: c1\n\nDavor, Haus.\n///\n\n{}/// comment\n    id: c3\n\nDanach[^1].\n\n[^1]: Dach.\n///\n"


@cache
def targets() -> Targets:
    """A small base that links can name, with a name that two claim."""
    base = library(
        concept("haus", "Haus", "house"),
        concept("dach", "Dach", "roof"),
        concept("reet", "Reet"),
        concept("ried", "Reet"),
        essay("haeuser", comments=[comment("c1"), comment("c4")]),
        question("wozu"),
    )
    lexicons = {code: build_lexicon(base.concepts.values(), code) for code in base.languages}
    return build_targets(base, lexicons, "docs", ("assets/a.png",))


def text_in(raw: bytes) -> str:
    """What a file holds that could be read at all."""
    return raw.decode("utf-8", "ignore")


def check_problems(problems: Iterable[Problem], text: str) -> None:
    """Each says something, and lies within the file."""
    lines = text.count("\n") + 1
    for found in problems:
        assert found.message
        assert 1 <= found.line <= lines, found


def check_front_matter(raw: bytes) -> None:
    """Whatever a file begins with, there is a document, with a title, and it is rendered."""
    text = text_in(raw)
    source = split_source("docs/x.de.md", text)
    for kind in Kind:
        document, problems = read_document(kind, "x", {"de": source, "en": source}, "de")
        assert {p.kind for p in problems} <= {"bad-front-matter"}
        check_problems(problems, text)
        assert document.kind is kind
        assert document.title("de") is not None
    read_ledger("links.yml", text)
    if isinstance(document := read_document(Kind.ESSAY, "x", {"de": source}, "de")[0], Essay):
        page = render_page(document, "de", targets(), SETTINGS)
        check_problems(page.problems, text)
        check_text(page.body.html)


def check_thread(raw: bytes) -> None:
    """Whatever a thread file holds, its comments lie in it one behind the other, and are tame."""
    text = text_in(raw)
    source = split_source("docs/essays/x/thread.de.md", text)
    blocks, problems = scan(source)
    check_problems(problems, text)
    ends = [0]
    for block in blocks:
        assert ends[-1] <= block.start <= block.end <= len(text)
        ends.append(block.end)
    thread, problems = read_thread({"de": source, "en": source}, "de")
    check_problems(problems, text)
    ids = [each.id for each in thread.comments]
    assert len(set(ids)) == len(ids)
    page = of_thread(thread)
    check_problems(page.problems, text)
    for each in page.comments:
        check_comment(each.text.html, each.id)


def check_alone(raw: bytes) -> None:
    """Whatever a comment says, it is one comment, and the others are what they were without it."""
    text = text_in(raw)
    body = f"/// comment | C. D.\n    id: c2\n    status: published\n\n{escape(text)}\n///\n\n"
    source = split_source("docs/essays/x/thread.de.md", THREAD.format(body))
    thread, problems = read_thread({"de": source}, "de")
    assert not problems
    assert [each.id for each in thread.comments] == ["c1", "c2", "c3"]
    page, before = of_thread(thread), _without()
    check_problems(page.problems, source.text)
    shown = {each.id: each.text.html for each in page.comments}
    assert {id: shown[id] for id in before} == before
    check_comment(shown["c2"], "c2")


@cache
def _without() -> dict[str, str]:
    thread, _ = read_thread({"de": Source("docs/essays/x/thread.de.md", THREAD.format(""))}, "de")
    return {each.id: each.text.html for each in of_thread(thread).comments}


def check_links(raw: bytes) -> None:
    """Whatever links a text holds, they lead to what there is, and each other one is a problem."""
    text = text_in(raw)
    known = {target.path for target in targets().by_id.values()} | {"/essays/x/"}
    found = replace(essay("x"), versions=essay("x", text).versions)
    page = render_page(found, "de", targets(), SETTINGS)
    check_problems(page.problems, text)
    check_text(page.body.html)
    assert {link.path for link in page.body.links} <= known
    assert all(0 <= m.start < m.end <= len(text) for m in page.body.mentions)
    check_alone(raw)


def check_ledger(raw: bytes) -> None:
    """Whatever a ledger holds: what is right of it is read, and what is written again is it."""
    text = text_in(raw)
    ledger, problems = read_ledger("links.yml", text)
    assert {p.kind for p in problems} <= {"bad-front-matter"}
    check_problems(problems, text)
    entries = (*ledger.accepted, *ledger.rejected)
    assert all(entry.concept and entry.surface for entry in entries)
    words = " ".join(entry.surface for entry in entries)
    source = Source("docs/essays/x/index.de.md", f"Häuser, Haus, Reet, Dächer. {words}")
    find_mentions(source, targets().lexicons, Context("de", essay="x"), ledger=ledger)
    try:
        read = parse(text)
    except LedgerError:
        assert problems or not _is_yaml(text)
        return
    assert not problems
    again = parse(text_of(read))
    assert _decisions(again.ledger) == _decisions(ledger)
    assert text_of(again) == text_of(read)


def _is_yaml(text: str) -> bool:
    """Whether the stricter of the two loaders reads it, as whoever keeps comments needs it."""
    try:
        list(yaml.scan(text, yaml.BaseLoader))
        yaml.compose(text, yaml.BaseLoader)
    except yaml.YAMLError:
        return False
    return True


def _decisions(ledger: Ledger) -> tuple[set[tuple[str, ...]], set[tuple[str, ...]]]:
    return set(map(place, ledger.accepted)), set(map(place, ledger.rejected))


def of_thread(thread: Thread) -> RenderedPage:
    """An essay with a thread, rendered."""
    return render_page(replace(essay("x"), thread=thread), "de", targets(), SETTINGS)


def check_text(html: str) -> None:
    """An author's text holds nothing that runs, loads from elsewhere or sends, and is whole."""
    root = lxml_html.fragment_fromstring(f"<div>{html}</div><p></p>", create_parent="main")
    assert [child.tag for child in root] == ["div", "p"], "it closes what it opens"
    for element in root.iterdescendants():
        if not isinstance(element.tag, str):
            continue
        box = element.get("type") == "checkbox"
        assert element.tag not in RUNNING or box, element.tag
        for name, value in element.attrib.items():
            assert not name.startswith("on"), name
            assert name not in {"style", "srcdoc", "formaction", "action"}, name
            assert not value.strip().lower().startswith(("javascript:", "vbscript:")), value


def check_comment(html: str, id: str) -> None:
    """A comment holds nothing but what is on the short list, and its ids are its own."""
    root = lxml_html.fragment_fromstring(f"<div>{html}</div><p></p>", create_parent="main")
    assert [child.tag for child in root] == ["div", "p"], "it closes what it opens"
    for element in root[0].iterdescendants():
        assert element.tag in ALLOWED, "neither comments nor other elements"
        assert set(element.attrib) <= ALLOWED[str(element.tag)], dict(element.attrib)
        assert element.get("data-kb", "haus") in targets().by_id
        assert element.tag not in {"img", "h1", "h2", "h3", "h4", "h5", "h6"}
        assert element.get("id", f"{id}-").startswith(f"{id}-")
        href = (element.get("href") or "//").lower()
        assert href.startswith(SCHEMES), href
        if not href.startswith(("kb", "#")) and element.get("href"):
            assert element.get("rel") == COMMENT_REL
