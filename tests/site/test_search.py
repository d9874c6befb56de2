"""Search as readers use it: what it finds, how it is reached, and what it loads."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from knowledge.bench import search as bench
from knowledge.cache import Cache
from knowledge.language.dictionary import dictionary
from knowledge.search import Entry, Group, Label, spelling, write_index
from tests.site.conftest import WIDTHS, Visit

pytestmark = pytest.mark.site
QUERIES = yaml.safe_load((Path(__file__).parents[1] / "search/queries.yml").read_text("utf-8"))
LEAST = 0.95
ESSAY = "essays/den-kunden-in-den-mittelpunkt-stellen-ist-falsch/"
LINK = ".kb-search__link"


def ask(page: Page, query: str) -> None:
    """Opens search by its key and types, as a reader does, until that is answered."""
    page.keyboard.press("/")
    page.keyboard.type(query)
    expect(page.locator(".kb-search__results")).to_have_attribute("data-query", query)


@pytest.mark.parametrize("language", QUERIES)
def test_queries_of_every_class_find_their_pages_and_words_that_are_not_there_nothing(
    visit: Visit, address: str, language: str
) -> None:
    page = visit("" if language == "de" else "en/")

    def links(query: str) -> list[str]:
        return list(page.evaluate(bench.ASK_OURS, query))

    for name, expected in QUERIES[language].items():
        found = bench.asked(bench.OURS, language, name, expected, links, address)
        assert found.recall >= (1 if name == bench.NOTHING else LEAST), found


def test_what_is_typed_while_search_is_loading_is_not_lost(visit: Visit) -> None:
    page = visit("")
    ask(page, "Gemeinwohl")
    expect(page.locator("dialog input")).to_have_value("Gemeinwohl")
    page.locator(LINK, has_text="Gemeinwohl-Ökonomie").first.click()
    expect(page.locator("h1")).to_contain_text("Gemeinwohl")


@pytest.mark.parametrize("key", ["/", "s", "Control+k"])
def test_keys_lead_from_opening_to_landing(visit: Visit, key: str) -> None:
    page = visit("en/about/")
    page.keyboard.press(key)
    page.keyboard.type("gardeners")
    expect(page.locator(".kb-search__results")).to_have_attribute("data-query", "gardeners")
    expect(page.locator(LINK).first).to_contain_text("Gardener")
    page.keyboard.press("ArrowDown")
    expect(page.locator(LINK).first).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(page.locator(LINK).nth(1)).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(page.locator("dialog input")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Gardener")


def test_escape_closes_and_gives_the_focus_back(visit: Visit) -> None:
    page = visit("")
    button = page.locator(".kb-search-button")
    button.focus()
    page.keyboard.press("Enter")
    expect(page.locator("dialog input")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("dialog")).to_be_hidden()
    expect(button).to_be_focused()


def test_a_letter_typed_on_a_result_goes_on_with_the_query(visit: Visit) -> None:
    page = visit("")
    ask(page, "Kundenwun")
    page.get_by_role("button", name="Kundenwunsch", exact=True).click()
    expect(page.locator(LINK).first).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.type(" Produkte")
    expect(page.locator("dialog input")).to_have_value(re.compile("Produkte$"))


def test_a_comment_is_a_result_of_its_own_and_leads_to_its_place(visit: Visit) -> None:
    page = visit("")
    ask(page, "Autobauer")
    result = page.locator(LINK, has=page.locator(".kb-search__kind--comment")).first
    expect(result).to_contain_text("Den Kunden in den Mittelpunkt stellen, ist falsch")
    result.click()
    expect(page).to_have_url(re.compile(re.escape(ESSAY) + "#c2$"))
    expect(page.locator("#c2")).to_be_in_viewport()
    expect(page.locator("#c2 mark.kb-found").first).to_have_text("Autobauer")


def test_what_was_searched_for_is_marked_until_escape(visit: Visit) -> None:
    page = visit("")
    ask(page, "Bedürfnis")
    page.locator(LINK, has=page.locator(".kb-search__kind--concept")).first.click()
    marks = page.locator("mark.kb-found")
    expect(marks.first).to_be_visible()
    assert all("bedürfnis" in text.lower() for text in marks.all_text_contents())
    assert marks.filter(has_text=re.compile("^Kundenbedürfnis")).count()
    before = page.locator("article").inner_text()
    unmarked = visit("concepts/beduerfnis/").locator("article").inner_text()
    assert before == unmarked
    page.keyboard.press("Escape")
    expect(marks).to_have_count(0)
    assert page.locator("article").inner_text() == before


def test_results_are_narrowed_by_kind_and_by_concept(visit: Visit) -> None:
    page = visit("")
    ask(page, "Kunde")
    expect(page.locator(LINK).first).to_be_visible()
    page.get_by_role("button", name=re.compile(r"^Fragen \d+")).click()
    expect(page.locator(".kb-search__kind--essay")).to_have_count(0)
    assert set(page.locator(".kb-search__kind").all_inner_texts()) == {"Frage"}
    page.get_by_role("button", name=re.compile(r"^Alle \d+")).click()
    everything = page.get_by_role("status").inner_text()
    group = page.get_by_role("group", name="Begriff")
    chosen = group.get_by_role("button").first
    name = chosen.inner_text()
    chosen.click()
    expect(group.get_by_role("button", name=name, exact=True)).to_have_attribute(
        "aria-pressed", "true"
    )
    assert page.get_by_role("status").inner_text() != everything


def test_a_word_that_is_not_there_leads_on(visit: Visit) -> None:
    page = visit("")
    ask(page, "Bedürfnis Kundenbeduerfnise")
    status = page.get_by_role("status")
    expect(status).to_have_text("„Kundenbeduerfnise“ kommt hier nicht vor.")
    page.get_by_role("button", name="Kundenbedürfnis", exact=True).click()
    expect(page.locator(LINK).first).to_be_visible()
    page.keyboard.press("Control+a")
    page.keyboard.type("Daseinszweck Xylophon")
    page.get_by_role("button", name="Ohne dieses Wort suchen: Daseinszweck").click()
    expect(page.locator(LINK).first).to_contain_text("Daseinszweck")
    page.keyboard.press("Control+a")
    page.keyboard.type("Xylophon")
    page.get_by_role("link", name="Auf Englisch suchen").click()
    expect(page.get_by_role("status")).to_have_text("“Xylophon” does not occur here.")


def test_nothing_of_search_is_loaded_before_it_is_opened(visit: Visit) -> None:
    page = visit(ESSAY)
    page.wait_for_load_state("networkidle")
    loaded = "() => performance.getEntriesByType('resource').map(one => one.name)"
    assert [
        url for url in page.evaluate(loaded) if "search" in url and "header.js" not in url
    ] == []
    ask(page, "Resonanz")
    expect(page.locator(LINK).first).to_be_visible()
    assert [url for url in page.evaluate(loaded) if "assets/search/de/" in url]


@pytest.mark.parametrize(
    ("path", "width", "scheme", "query"),
    [
        ("", "wide", "light", "Kunde"),
        ("en/", "narrow", "dark", "Daseinszweck"),
        ("", "narrow", "light", "zzz"),
    ],
)
def test_no_rule_of_accessibility_is_broken_in_the_dialog(
    visit: Visit, path: str, width: str, scheme: str, query: str
) -> None:
    page = visit(path, width=WIDTHS[width], scheme=scheme)
    ask(page, query)
    expect(page.locator(f"{LINK}, .kb-search__help a").first).to_be_visible()
    results = Axe().run(page)
    found = [(rule["id"], rule["nodes"][0]["html"]) for rule in results.response["violations"]]
    assert not found
    assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
    wide = "one => one.scrollWidth <= one.clientWidth"
    assert page.locator(".kb-search__body").evaluate(wide)


def test_without_scripts_the_button_leads_to_what_there_is_instead(
    browser: Browser, address: str
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}en/concepts/beduerfnis/")
    page.locator(".kb-search-button").click()
    expect(page.locator("h1")).to_have_text("Searching")
    expect(page.locator(".kb-text")).to_contain_text("JavaScript")
    context.close()


def test_an_address_with_a_query_asks_it(visit: Visit) -> None:
    page = visit("en/search/?q=leadership")
    expect(page.locator(LINK).first).to_contain_text("Leadership")


BUTTON = re.compile(r'kb-search-button" href="([^"]*)".* data-index="([^"]*)" data-language="(..)"')


def test_on_every_page_the_button_says_where_search_is_in_the_same_words(site: Path) -> None:
    by_folder: dict[tuple[Path, str], set[str]] = {}
    for page in site.rglob("index.html"):
        if found := BUTTON.search(page.read_text("utf-8")):
            href, index, language = found.groups()
            assert (page.parent / index / "index.json").exists(), page
            assert (page.parent / href / "index.html").exists(), page
            assert language == ("en" if page.is_relative_to(site / "en") else "de")
            by_folder.setdefault((page.parent.parent, language), set()).add(found[0])
    assert len(by_folder) > 6
    # Pages of a folder share their header: whichever is made first makes it for all.
    assert {folder: found for folder, found in by_folder.items() if len(found) > 1} == {}


def probe(page: Page, address: str, folder: Path, groups: tuple[Group, ...]) -> None:
    """Lets the script of a page read an index that was made of some texts."""
    labels = (Label("x", "Xylophon", "de"),)
    written = write_index(folder, "de", groups, labels, lambda: dictionary().parts, Cache())
    page.route(
        f"{address}probe/*",
        lambda route: route.fulfill(
            path=folder / written.files[route.request.url.rpartition("/")[2]]
        ),
    )
    ask(page, "x")
    page.evaluate("base => { window.probe = new kbIndex.Index(base); }", f"{address}probe/")


def entry(text: str, anchor: str = "") -> Entry:
    return Entry(anchor, "", text, "de")


def test_the_script_finds_what_stands_far_apart(visit: Visit, address: str, tmp_path: Path) -> None:
    page = visit("")
    sections = (
        *(entry("Nichts davon.", f"s{n}") for n in range(190)),
        entry("Ein Fagott.", "last"),
    )
    pages = [Group("page", f"{n}/", f"Blatt {n}", (entry("Leer."),)) for n in range(400)]
    pages[7] = Group("page", "7/", "Blatt", sections)
    pages[399] = Group("page", "399/", "Blatt", (entry("Zwei Fagotte."),))
    probe(page, address, tmp_path, tuple(pages))
    found = page.evaluate(
        """async () => {
          const outcome = await probe.search("Fagotten");
          const shown = await Promise.all(outcome.results.map(r => probe.shown(r.page, r.place)));
          return shown.map(one => [one.address, one.anchor, one.text]);
        }"""
    )
    assert sorted(found) == [["399/", "", "Zwei Fagotte."], ["7/", "last", "Ein Fagott."]]


def test_a_word_of_many_parts_is_given_up_in_time(
    visit: Visit, address: str, tmp_path: Path
) -> None:
    page = visit("")
    text = "Haus, Tür und Haustür; Haustürhaus und Türhaus."
    probe(page, address, tmp_path, (Group("page", "a/", "Blatt", (entry(text),)),))
    asked = "() => probe.search('haustür'.repeat(24) + 'q').then(found => found.missing.length)"
    assert page.evaluate(asked) == 1  # more ways to divide it than anybody could try


WORDS = [
    "Kundenbedürfnisse", "Straße", "MASSE", "Frédéric", "Poet", "neue", "İstanbul", "Ærø", "F&E", "ﬁnden",
    "Mu\u0308ller", "naïve", "Łódź", "x²", "٣", "ǅ", "ẞ",
]  # fmt: skip
TEXTS = [
    "Kunden- und Lieferanten\u00adbeziehungen, „F&E“ (100 %); Rosa’s Buch – it's ours, snake_case",
    "Wörter\u00a0mit\tLeerzeichen, e\u0301tude 3.5 a&b&c &c o'Brien ʼn",
]


def test_the_script_reads_and_compares_words_as_the_index_was_made(visit: Visit) -> None:
    page = visit("")
    ask(page, "x")
    page.wait_for_function("() => window.kbIndex")
    for word in WORDS:
        plain = spelling.plain(word)
        found = page.evaluate("w => [kbIndex.plain(w), kbIndex.key(kbIndex.plain(w))]", word)
        assert found == [plain, spelling.key(plain)], word
    for text in TEXTS:
        assert page.evaluate("text => kbIndex.words(text)", text) == list(spelling.words(text))


@pytest.mark.parametrize(
    ("typed", "word", "is_meant"),
    [
        ("führung", "führung", True),
        ("fuehrung", "führung", True),
        ("fuhrung", "führung", True),
        ("müller", "mueller", True),
        ("poet", "pot", False),
        ("pot", "poet", False),
        ("führung", "fuhrung", False),
        ("frederic", "frédéric", True),
        ("f&e", "f&e", True),
        ("neu", "neue", False),
    ],
)
def test_a_word_is_meant_by_every_way_to_type_it(
    visit: Visit, typed: str, word: str, is_meant: bool
) -> None:
    page = visit("")
    ask(page, "x")
    page.wait_for_function("() => window.kbIndex")
    assert (
        page.evaluate("([typed, word]) => kbIndex.isMeant(typed, word)", [typed, word]) is is_meant
    )
