from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from markupsafe import escape

from knowledge.present.rows import rows

TEXT = st.text(alphabet="ab<>&\"'%s\x1f\ud800ü", max_size=6)
ITEMS = st.lists(st.tuples(TEXT, TEXT, st.sampled_from(["", "de", "5%"]), st.just("")), max_size=6)


def row(lang: str, _: str) -> str:
    return f'<li lang="{lang}">%s: %s</li>'


@given(ITEMS)
def test_rows_are_what_a_loop_would_write(items: list[tuple[str, str, str, str]]) -> None:
    loop = "".join(
        f'<li lang="{lang}">{escape(one)}: {escape(two)}</li>' for one, two, lang, _ in items
    )
    assert rows(items, row) == loop
