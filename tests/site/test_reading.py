"""Reading a long text: how long, how far, where; notes in place; a conversation that folds."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.site.conftest import WIDTHS, Visit

pytestmark = pytest.mark.site
ESSAY = "essays/den-kunden-in-den-mittelpunkt-stellen-ist-falsch/"
LETTERS_PER_LINE = """() => {
  const counts = [];
  for (const paragraph of document.querySelectorAll('.kb-text > p')) {
    const lines = new Map();
    const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
    const range = document.createRange();
    while (walker.nextNode()) {
      for (let at = 0; at < walker.currentNode.length; at++) {
        range.setStart(walker.currentNode, at);
        range.setEnd(walker.currentNode, at + 1);
        const box = range.getClientRects()[0];
        if (box) lines.set(Math.round(box.bottom / 12), (lines.get(Math.round(box.bottom / 12)) || 0) + 1);
      }
    }
    const full = [...lines.values()].slice(0, -1).filter(count => count > 20);
    counts.push(...full);
  }
  counts.sort((a, b) => a - b);
  return counts[Math.floor(counts.length / 2)];
}"""


def faces(page: Page) -> set[str]:
    """The faces of the site that the page has loaded."""
    return set(
        page.evaluate(
            "async () => { await document.fonts.ready; return [...document.fonts]"
            ".filter(face => face.status === 'loaded').map(face => face.family + ' ' + face.style) }"
        )
    )


def test_a_line_has_sixty_to_seventy_five_letters(visit: Visit) -> None:
    page = visit(ESSAY)
    assert faces(page) >= {"Vollkorn normal", "Commissioner normal"}
    assert 60 <= page.evaluate(LETTERS_PER_LINE) <= 75


@pytest.mark.parametrize(
    ("path", "words"), [(ESSAY, "Minuten Lesezeit"), (f"en/{ESSAY}", "minute read")]
)
def test_an_essay_says_how_long_it_takes(visit: Visit, path: str, words: str) -> None:
    page = visit(path)
    expect(page.locator(".kb-header .kb-kicker")).to_contain_text(words)
    minutes = int(page.locator("#text").get_attribute("data-minutes") or "")
    shown = page.locator(".kb-header .kb-kicker").inner_text()
    assert 3 <= minutes <= 15
    assert f"{minutes} {words}" in shown


def progress(page: Page) -> float:
    """How much of the line below the masthead is filled."""
    page.wait_for_timeout(100)
    share: float = page.locator(".kb-progress").evaluate(
        "one => new DOMMatrix(getComputedStyle(one).transform).a"
    )
    return share


def test_a_line_below_the_masthead_fills_while_one_reads(visit: Visit) -> None:
    page = visit(ESSAY)
    assert progress(page) == 0
    page.locator("#gemeinwohl").scroll_into_view_if_needed()
    assert 0.3 < progress(page) < 0.95
    page.locator("#thread").scroll_into_view_if_needed()
    assert progress(page) == 1


def test_a_phone_names_the_section_and_opens_the_contents(visit: Visit) -> None:
    page = visit(ESSAY, width=WIDTHS["narrow"])
    bar = page.locator(".kb-where")
    expect(bar).to_be_hidden()
    page.evaluate("document.getElementById('resonanz-und-freiraum').scrollIntoView()")
    expect(bar.locator(".kb-where__section")).to_have_text("Resonanz und Freiraum")
    expect(bar.locator("summary")).to_contain_text("noch ")
    bar.locator("summary").click()
    expect(bar.locator("a[aria-current]")).to_have_text("Resonanz und Freiraum")
    page.keyboard.press("Escape")
    expect(bar.locator("ol")).to_be_hidden()
    bar.locator("summary").click()
    bar.get_by_text("Das Gespräch").click()
    expect(bar.locator("ol")).to_be_hidden()
    expect(page.locator("#thread")).to_be_in_viewport()
    heading, bottom = page.locator("#thread").bounding_box(), bar.bounding_box()
    assert heading
    assert bottom
    assert heading["y"] >= bottom["y"] + bottom["height"], "the bar hides what it led to"


def test_a_wide_window_has_the_contents_and_no_bar(visit: Visit) -> None:
    page = visit(ESSAY)
    page.evaluate("document.getElementById('resonanz-und-freiraum').scrollIntoView()")
    expect(page.locator(".kb-where")).to_be_hidden()
    expect(page.locator(".md-nav--secondary .md-nav__link--active").last).to_have_text(
        "Resonanz und Freiraum"
    )


def test_a_citation_opens_in_place(visit: Visit) -> None:
    page = visit(ESSAY)
    page.locator(".kb-text .kb-cite a").first.hover()
    card = page.locator(".kb-concept-card")
    reference = page.locator(".kb-references li > span").first.inner_text()
    expect(card).to_contain_text(reference[:30])
    expect(card.locator(".kb-back")).to_have_count(0)
    page.keyboard.press("Escape")
    expect(card).to_be_hidden()


def test_a_tap_opens_a_citation_and_its_link_leads_on(browser: Browser, address: str) -> None:
    with browser.new_context(has_touch=True, viewport={"width": 360, "height": 780}) as context:
        page = context.new_page()
        page.goto(address + ESSAY)
        page.locator(".kb-text .kb-cite a").first.tap()
        card = page.locator(".kb-concept-card")
        expect(card).to_be_visible()
        card.get_by_text("Zur Anmerkung am Ende").tap()
        expect(page.locator(".kb-references li").first).to_be_in_viewport()


def test_answers_fold_one_by_one_and_all_at_once(visit: Visit) -> None:
    page = visit(f"{ESSAY}#thread")
    folds = page.locator(".kb-replies")
    count = folds.count()
    assert count > 1
    folds.first.locator("summary").first.click()
    expect(folds.first.locator("article").first).to_be_hidden()
    button = page.locator(".kb-thread-tools button")
    expect(button).to_have_text("Alle Antworten zuklappen")
    button.click()
    assert page.locator(".kb-replies[open]").count() == 0
    expect(button).to_have_text("Alle Antworten aufklappen")
    page.evaluate("location.hash = '#c5'")
    expect(page.locator("#c5")).to_be_in_viewport()


def test_a_reply_names_whom_it_answers(visit: Visit) -> None:
    page = visit(ESSAY)
    link = page.locator("#c5 .kb-comment__header a").first
    expect(link).to_have_text("Antwort auf S. M.")
    expect(link).to_have_attribute("href", "#c4")


def test_questions_are_chosen_by_state_and_concept(visit: Visit) -> None:
    page = visit("questions/")
    rows = page.locator(".kb-question-row:visible")
    everything = rows.count()
    page.get_by_label("beantwortet").check()
    answered = rows.count()
    assert 0 < answered < everything
    assert set(rows.locator(".kb-state").all_inner_texts()) == {"beantwortet"}
    page.get_by_label("alle").check()
    page.locator(".kb-filter select").select_option("Umwelt")
    chosen = rows.count()
    assert 0 < chosen < everything
    for row in rows.all():
        assert "Umwelt" in row.locator(".kb-concern").all_inner_texts()
    assert "concept=Umwelt" in page.url
    page.reload()
    assert rows.count() == chosen
    page.get_by_label("beantwortet").check()
    if not rows.count():
        expect(page.locator(".kb-filter__found")).to_have_text("Dazu gibt es keine Frage.")


def test_questions_stand_there_without_a_script(browser: Browser, address: str) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"{address}en/questions/?state=open")
        expect(page.locator(".kb-filter--questions")).to_be_hidden()
        states = set(page.locator(".kb-question-row:visible .kb-state").all_inner_texts())
        assert states == {"open", "answered"}


def test_an_open_question_invites(visit: Visit) -> None:
    page = visit("questions/wem-zu-dienen-lohnt/")
    page.get_by_text("Wie eine Antwort hierher kommt").click()
    expect(page.locator("#antworten")).to_be_in_viewport()
    assert visit("questions/initiativen/").locator(".kb-invite").count() == 0


def test_the_timeline_shows_what_is_chosen(visit: Visit) -> None:
    page = visit("timeline/")
    comments = page.locator(".kb-event--comment")
    expect(comments.first).to_be_visible()
    page.get_by_label("Kommentar").uncheck()
    expect(comments.first).to_be_hidden()
    expect(page.locator(".kb-event--essay").first).to_be_visible()
