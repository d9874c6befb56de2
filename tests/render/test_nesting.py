from __future__ import annotations

import pytest

from knowledge.render.markdown import Reader, comment_reader, page_reader
from knowledge.settings import RenderSettings

PLAIN = "Davor\n\n1. eins\n\n    mehr\n\n2. zwei\n\nDanach\n"
READERS = [comment_reader("de"), page_reader(RenderSettings(("tables", "footnotes")), "de")]


@pytest.mark.parametrize("piece", ["1. ", "- ", "> ", "* - ", "> 1. "])
@pytest.mark.parametrize("reader", READERS, ids=["comment", "page"])
def test_a_text_nested_too_deeply_changes_no_other(reader: Reader, piece: str) -> None:
    before = reader.read(PLAIN, ())
    html, _ = reader.read(f"{piece * 2_000}Worte", ())
    assert "Worte" in html
    assert reader.read(PLAIN, ()) == before
