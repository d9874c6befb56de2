from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html as lxml_html

from knowledge.render.characters import holdable


@pytest.mark.parametrize(
    "text",
    [
        "&#1;",
        "&#x1;",
        "&#X0001f;",
        "&#0;",
        "&#xFFFE;",
        "&#xD800;",
        "&#99999999999;",
        "\x0c",
        "\uffff",
    ],
)
def test_what_no_element_can_hold_is_left_out(text: str) -> None:
    assert holdable(f"a{text}b") == "ab"


@pytest.mark.parametrize(
    "text", ["&#9;", "&#x0A;", "&#64;", "&#x1F600;", "&#000064;", "&amp;#1;", "&#;", "ä\t\n"]
)
def test_everything_else_stays(text: str) -> None:
    assert holdable(text) == text


@given(st.text(alphabet=st.characters(codec="utf-8")), st.integers(0, 0x120000))
def test_what_is_left_can_be_put_into_an_attribute(text: str, number: int) -> None:
    html = holdable(f"<p>{text.replace('<', '')}&#{number};&#x{number:x};</p>")
    root = lxml_html.fragment_fromstring(html, create_parent="div")
    root.set("title", "".join(str(part) for part in root.itertext()))
