from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.collect.schema import ID_PATTERN
from knowledge.language.ids import slug

SLUGS = {
    "Resonanz": "resonanz",
    "Führung und Wertschöpfung": "fuehrung-und-wertschoepfung",
    "Große Straße": "grosse-strasse",
    "GROẞE ÄNGSTE": "grosse-aengste",
    "Peter F. Drucker": "peter-f-drucker",
    "Café – à la carte!": "cafe-a-la-carte",
    "Ørsted & Åse": "oersted-aase",
    "A\u0308rger": "aerger",
    "  dm-drogerie   markt ": "dm-drogerie-markt",
    "1 % der Menschheit": "1-der-menschheit",
    "∆⌂": "",
    "": "",
}


@pytest.mark.parametrize(("title", "id"), SLUGS.items())
def test_an_id_is_spelt_out_of_its_title(title: str, id: str) -> None:
    assert slug(title) == id


@given(st.text())
def test_what_any_title_gives_is_an_id_or_nothing(title: str) -> None:
    found = slug(title)
    assert found == "" or re.match(ID_PATTERN, found)
    assert slug(found) == found
