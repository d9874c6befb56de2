"""A site with every payload in every place: none runs, none breaks a page, all can be read.

A few of each class for `make test`, all of them for `make test-long`. Every page is opened twice,
with its policy and without: what keeps texts from running must not need it, it is there in case
all else fails.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import unescape
from pathlib import Path

import pytest
from lxml import etree
from playwright.sync_api import Browser, Page, Route, expect, sync_playwright

from knowledge.publish.glossary import FORMULA
from tests.build.site import Site
from tests.hostile.payloads import Payload, payloads, sample
from tests.hostile.project import Hostile, hostile_project
from tests.hostile.walked import walk, walker
from tests.project import ROOT, SITE_URL, run
from tests.site.conftest import FLAGS, served

pytestmark = pytest.mark.site
EVERY = 25
"""Of a class, for `make test`: the first, and each so many behind it."""
MOST_ENGLISH = 300
"""They show the same texts in the language they were written in."""
SHOWN_AS_TYPED = {"clobbering", "foreign", "handlers", "loading", "mutation", "scripts"}
"""Classes that are HTML: in a comment they are words."""
TBX = ROOT / "tests/publish/tbx-basic.rng"
NO_POLICY_HELPS = re.compile(
    r"http-equiv=refresh|<a |</article>|</body>|<base|<plaintext", re.IGNORECASE
)
"""Payloads that lead away or lay pages out otherwise, which no policy is for."""


@dataclass(frozen=True)
class Built:
    """A project with payloads, and its site."""

    made: Hostile
    site: Site
    payloads: Sequence[Payload]

    @property
    def pages(self) -> list[str]:
        """Where its pages lie, without redirects; of the many that are English a share."""
        found = [
            address.removeprefix(SITE_URL)
            for address, page in self.site.pages.items()
            if not page.xpath("//meta[@http-equiv='refresh']")
        ]
        english = [path for path in found if path.startswith("en/")]
        shown = english[:: 1 + len(english) // MOST_ENGLISH]
        return [path for path in found if not path.startswith("en/")] + shown


def build(root: Path, some: Sequence[Payload]) -> Built:
    made = hostile_project(root, some)
    outcome = run("mkdocs", "build", folder=root)
    assert outcome.code == 0, outcome.errors
    return Built(made, Site(root / "site"), some)


@pytest.fixture(scope="module")
def few(tmp_path_factory: pytest.TempPathFactory) -> Built:
    return build(tmp_path_factory.mktemp("few"), sample(EVERY))


@pytest.fixture(scope="module")
def all_of_them(tmp_path_factory: pytest.TempPathFactory) -> Built:
    return build(tmp_path_factory.mktemp("all"), payloads())


@pytest.fixture(params=["few", pytest.param("all_of_them", marks=pytest.mark.long)])
def built(request: pytest.FixtureRequest) -> Built:
    found: Built = request.getfixturevalue(request.param)
    return found


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    found = (ROOT / ".venv/browser").read_text("utf-8").strip()
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(
            executable_path=None if found == "playwright" else found, args=FLAGS
        )
        yield started
        started.close()


def letters(text: str) -> str:
    return "".join(re.findall(r"\w", unescape(text).replace("_", "")))


def test_there_are_enough_of_them() -> None:
    found = payloads()
    assert len(found) >= 300
    assert len({each.text for each in found}) == len(found)
    assert {each.kind for each in found} == {each.kind for each in sample(EVERY)}


@pytest.mark.parametrize("policy", [True, False], ids=["policy", "no policy"])
def test_none_runs_and_none_breaks_a_page(browser: Browser, built: Built, policy: bool) -> None:
    with served(built.site.root) as address:
        trouble, texts = walk(browser, address, built.pages, policy=policy)
    assert list(trouble) == []
    read = {
        (path.split("/")[-2], id): words
        for path, comments in texts.items()
        if not path.startswith("en/")
        for id, words in comments.items()
    }
    unread = [
        (place, payload.text)
        for place, payload in built.made.comments.items()
        if not is_read(payload, place, read.get(place, ""))
    ]
    assert unread == []


def is_read(payload: Payload, place: tuple[str, str], words: str) -> bool:
    """Whether the words around a payload can be read, and it itself where it is words."""
    marks = [f"vor{payload.number}x"]
    if place[0].startswith("thread-"):
        marks += [f"{name}{payload.number}x" for name in ("mitte", "ende", "nach")]
        if payload.kind in SHOWN_AS_TYPED:
            marks.append(letters(payload.text))
    return all(mark in letters(words) for mark in marks)


def test_titles_are_read_where_they_were_written(built: Built) -> None:
    for address, payload in built.made.documents.items():
        page = built.site.page(f"/{address}")
        (title,) = page.xpath("//h1[@id='__content']")
        words = "".join(title.itertext())
        assert re.search(rf"(?:titel|frage){payload.number}x", words), (address, words)


def test_what_other_programs_read_is_whole(built: Built) -> None:
    for path in built.site.root.rglob("*.xml"):
        etree.parse(path)
    for path in built.site.root.rglob("*.json"):
        json.loads(path.read_bytes())
    for address, page in built.site.pages.items():
        for script in page.xpath("//script[@type='application/ld+json']"):
            data = json.loads(script.text)
            assert set(data) == {"@context", "@graph"}, address
        metas = page.xpath("//meta[@http-equiv]/@http-equiv")
        assert set(metas) <= {"Content-Security-Policy", "refresh"}, address
        bases = page.xpath("//link[@rel='canonical']/@href")
        assert all(str(base).startswith(SITE_URL) for base in bases), address
    (glossary,) = built.site.root.rglob("glossary.csv")
    rows = list(csv.reader(io.StringIO(glossary.read_text("utf-8-sig"), newline="")))
    assert len({len(row) for row in rows}) == 1
    assert not [cell for row in rows for cell in row if FORMULA.match(cell)]
    (termbase,) = built.site.root.rglob("glossary.tbx")
    etree.RelaxNG(etree.parse(TBX)).assertValid(etree.parse(termbase))


def test_what_is_sent_in_leads_away_with_a_warning_to_machines(built: Built) -> None:
    links = [
        link
        for page in built.site.pages.values()
        for link in page.xpath("//article[@class='kb-comment__body']//a[@href]")
        if re.match(r"[a-z]+:|//", link.get("href")) and not link.get("href").startswith(SITE_URL)
    ]
    assert links
    assert {link.get("rel") for link in links} == {"nofollow ugc noopener"}


def test_searching_and_cards_show_words_only(browser: Browser, built: Built) -> None:
    with served(built.site.root) as address, walker(browser, address, policy=False) as walked:
        page: Page = walked.open("")
        page.locator("a.kb-search-button").click()
        for query in ("hit", "script", "onerror", "Haus"):
            page.locator(".kb-search__field").fill(query)
            expect(page.locator(".kb-search__results")).to_have_attribute("data-query", query)
        assert page.locator(".kb-search__link").count()
        page.keyboard.press("Escape")
        page = walked.open("graph/")
        page.locator(".kb-net__tools input").fill("hit")
        page = walked.open("essays/thread-1/")
        page.locator("a.kb-concept").first.focus()
        expect(page.locator(".kb-card-definition")).to_be_visible()
        assert walked.trouble == []


def answering(page: str) -> Callable[[Route], None]:
    def answer(route: Route) -> None:
        route.fulfill(body=page, content_type="text/html; charset=utf-8")

    return answer


def held_by_policy(some: Iterable[Payload]) -> list[Payload]:
    return [each for each in some if not NO_POLICY_HELPS.search(each.text)]


@pytest.mark.parametrize("every", [EVERY, pytest.param(1, marks=pytest.mark.long)])
def test_a_policy_alone_keeps_from_running_what_got_through(
    browser: Browser, few: Built, every: int
) -> None:
    """Each payload stands as HTML in the home page, as if nothing had looked at it."""
    home = (few.site.root / "index.html").read_text("utf-8")
    before, mark, behind = home.partition("</article>")
    with served(few.site.root) as address, walker(browser, address, policy=True) as walked:
        for payload in held_by_policy(sample(every)):
            page = f"{before}{payload.text}{mark}{behind}"
            walked.where = payload.text
            walked.page.unroute_all()
            walked.page.route(f"{address}hostile/*", answering(page))
            walked.page.goto(f"{address}hostile/{payload.number}")
        ran = [each for each in walked.trouble if "HIT" in each or "asks " in each]
        assert ran == []
        assert any("policy refuses" in each for each in walked.trouble)


@pytest.mark.parametrize(
    "payload",
    [
        "<img src=x onerror=hit()>",
        "<script>hit()</script>",
        "<script>alert(1)</script>",
        "<img src=https://evil.example/x.png>",
        "<iframe></iframe>",
        "<a href='javascript:hit()'>x</a>",
        "<meta http-equiv=refresh content='0;url=https://evil.example/'>",
        "<b onmouseover=hit()>x</b>",
        "<h1 id=__content>y</h1>",
        "<main>",
        "<p id=thread><p id=thread>",
    ],
)
def test_what_runs_is_noticed(browser: Browser, few: Built, payload: str) -> None:
    """The walk would tell: without its policy, and written as it is, each of these does harm."""
    home = (few.site.root / "index.html").read_text("utf-8")
    page = home.replace("</article>", f"{payload}</article>", 1)

    with served(few.site.root) as address, walker(browser, address, policy=False) as walked:
        walked.page.route(f"{address}hostile", answering(page))
        try:
            walked.open("hostile")
        except Exception as error:  # it leads away while it is looked at
            walked.note(str(error))
        assert walked.trouble
