"""The further pages of threads and concepts, and the ways to what stands on them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from knowledge.model import Essay, Status
from knowledge.present import show
from knowledge.present.division import COMMENTS, FURTHER_PLACES, PLACES, Part
from knowledge.present.pages import pages_view, parts_of
from knowledge.present.views import CommentView, PageView
from tests.documents import comment, concept, essay, library, question, scene
from tests.present.listed import groups

RESONANZ = concept("resonanz", "Resonanz", "resonance")


def test_what_is_hidden_needs_no_further_page() -> None:
    comments = [comment(f"c{n}") for n in range(1, COMMENTS + 1)]
    hidden = [comment(f"c{n}", status=Status.HIDDEN) for n in range(1_000, 1_100)]
    facts = scene(library(essay("e", comments=[*hidden, *comments]))).facts
    assert not facts.parts
    assert not facts.further


def branches() -> Essay:
    """A branch of three levels that the end of the first page cuts in two."""
    first = [comment(f"c{n}") for n in range(1, COMMENTS - 1)]
    above = [comment("c901", name="A. A."), comment("c902", name="B. B.", reply_to="c901")]
    below = [
        comment("c903", reply_to="c902"),
        comment("c904", reply_to="c903"),
        comment("c905", reply_to="c901"),
        comment("c906"),
    ]
    return essay("e", comments=[*first, *above, *below], date=None)


def tree(views: tuple[CommentView, ...]) -> Iterator[str]:
    for view in views:
        below = " ".join(tree(view.children))
        yield f"{view.id}({below})" if below else view.id


def page_of(document: Essay, number: int) -> PageView:
    return show(scene(library(document)), document, number)


def test_a_branch_goes_on_at_the_top_of_the_next_page() -> None:
    first, second = (page_of(branches(), number) for number in (1, 2))
    assert first.essay is not None
    assert list(tree(first.essay.thread.comments))[-1] == "c901(c902)"
    assert second.further is not None
    assert second.further.thread is not None
    views = second.further.thread.comments
    assert list(tree(views)) == ["c903(c904)", "c905", "c906"]
    answered = [view.reply_to for view in views]
    assert answered[0] is not None
    assert (answered[0].href, answered[0].text) == (
        "../../../../essays/e/#c902",
        "Antwort auf B. B.",
    )
    assert answered[2] is None


def test_every_way_to_a_comment_leads_to_its_page() -> None:
    document = branches()
    asked = question("q", asked_in="e#c904")
    here = scene(library(document, asked, RESONANZ)).at(RESONANZ)
    assert here.href(document, "c902") == "../../essays/e/#c902"
    assert here.href(document, "c903") == "../../essays/e/thread/2/#c903"
    assert here.href(document, "thread") == "../../essays/e/#thread"
    view = show(here, asked).question
    assert view is not None
    assert view.asked_in is not None
    assert view.asked_in.href == "../../essays/e/thread/2/#c904"
    settled = here.at(document, 2).settle(
        '<a href="kb:/essays/e/#c903"> <a href="kb:/essays/e/#c1">'
    )
    assert settled == '<a href="#c903"> <a href="../../../../essays/e/#c1">'


def test_the_first_page_knows_where_every_other_comment_is() -> None:
    pages = page_of(branches(), 1).pages
    assert pages is not None
    (moved,) = pages.moved
    assert moved.text == "Der gesuchte Kommentar steht auf Seite 2:"
    assert [(link.text, link.href) for link in moved.links][:1] == [
        ("c903", "../../essays/e/thread/2/#c903")
    ]


def spoken_of(here: int, others: int = 0) -> Essay:
    """An essay that names a concept so often in German, and so often in English."""
    return essay("e", "Resonanz. " * here, "Resonance. " * others if others else "")


@pytest.mark.parametrize(
    ("here", "others", "expected"),
    [(0, 0, []), (50, 0, [50]), (51, 0, [50, 1]), (40, 30, [50, 20]), (0, 50, [50])],
)
def test_a_page_has_at_most_fifty_places_of_both_languages(
    here: int, others: int, expected: list[int]
) -> None:
    for language in ("de", "en"):
        facts = scene(library(RESONANZ, spoken_of(here, others)), language).facts
        found = [facts.places[key] for key in sorted(facts.places)]
        assert [sum(len(g.here) + len(g.others) for g in part) for part in found] == expected
        assert facts.parts.get("resonanz", 1) == max(1, len(expected))


def test_a_group_that_goes_on_says_so_and_keeps_its_number() -> None:
    base = library(RESONANZ, spoken_of(PLACES + 10), essay("f", "Resonanz."))
    first, second = (show(scene(base), RESONANZ, number) for number in (1, 2))
    assert first.concept is not None
    assert [(g.title, g.total, g.continued) for g in groups(first.concept)] == [
        ("Essay e", "60 Stellen", "")
    ]
    assert second.further is not None
    assert [(g.title, g.total, g.continued) for g in groups(second.further)] == [
        ("Essay e", "60 Stellen", "Fortsetzung"),
        ("Essay f", "1 Stelle", ""),
    ]
    assert (second.further.title, second.further.note) == ("Resonanz – Seite 2", "Seite 2 von 2")
    assert second.further.first.href == "../../../concepts/resonanz/"


def test_pages_have_addresses_of_their_own_in_each_language() -> None:
    base = library(RESONANZ, spoken_of(51))
    assert list(parts_of(scene(base, "en"), [RESONANZ])) == [
        "en/concepts/resonanz/index.html",
        "en/concepts/resonanz/2/index.html",
    ]


def test_of_many_pages_those_around_have_numbers() -> None:
    here = scene(library(RESONANZ, spoken_of(PLACES + 19 * FURTHER_PLACES)))
    view = pages_view(here.at(RESONANZ, 10), Part(RESONANZ, 10))
    assert view is not None
    assert [number.text for number in view.numbers] == [
        *("1", "…", "8", "9", "10", "11", "12", "…", "20")
    ]
    assert [number.text for number in view.numbers if number.is_here] == ["10"]
    assert view.previous is not None
    assert view.previous.href == "../../../concepts/resonanz/9/"
