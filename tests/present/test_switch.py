"""Where readers can choose how many mentions are links."""

from __future__ import annotations

from knowledge.present import show
from tests.documents import comment, concept, essay, library, question, scene

HAUS = concept("haus", "Haus", "house")


def test_the_switch_stands_where_a_mention_was_not_linked_by_hand() -> None:
    thread = [comment("c1", "Haus.", answers=("q",))]
    documents = {
        "automatic": essay("automatic", "Ein Haus."),
        "by-hand": essay("by-hand", "Ein [[haus]]."),
        "in-thread": essay("in-thread", comments=thread),
        "q": question("q"),
        "other": question("other"),
    }
    for language, address in (
        ("de", "../../concepts/{id}/"),
        ("en", "../../../en/concepts/{id}/"),
    ):
        here = scene(library(HAUS, *documents.values()), language)
        shown = {id: show(here, document).concept_address for id, document in documents.items()}
        assert shown == {
            "automatic": address,
            "by-hand": "",
            "in-thread": address,
            "q": address,
            "other": "",
        }


def test_the_switch_knows_addresses_without_folders() -> None:
    here = scene(library(HAUS, essay("e", "Haus.")), directory_urls=False)
    view = show(here, here.library.essays["e"])
    assert view.concept_address == "../../concepts/{id}/index.html"
