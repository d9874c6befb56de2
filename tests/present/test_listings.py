"""What section pages list, and where they lead."""

from __future__ import annotations

import pytest

from knowledge.present.listings import listing_view
from tests.documents import concept, library, scene

WAYS = {"concepts": "Alle Begriffe", "kinds": "Nach Art", "graph": "Das ganze Netz"}


@pytest.mark.parametrize("listing", [*WAYS, "home"])
def test_a_way_to_all_concepts_leads_to_the_other_ways(listing: str) -> None:
    view = listing_view(scene(library(concept("haus"))), listing)
    assert view
    assert [way.text for way in view.more] == [name for own, name in WAYS.items() if own != listing]
