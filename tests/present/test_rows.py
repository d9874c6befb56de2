from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from markupsafe import escape

from knowledge.present.rows import rows

TEXT = st.text(alphabet="ab<>&\"'%s\x1f\ud800ü", max_size=6)
ITEMS = st.lists(
    st.one_of(
        st.tuples(st.tuples(st.sampled_from(["", "de", "5%"])), st.tuples(TEXT, TEXT)),
        st.just((("end",), ())),
    ),
    max_size=6,
)


def row(kind: str) -> str:
    return "</ul>" if kind == "end" else f'<li lang="{kind}">%s: %s</li>'


@given(ITEMS)
def test_rows_are_what_a_loop_would_write(items: list[tuple[tuple[str], tuple[str, ...]]]) -> None:
    loop = [
        f'<li lang="{kind}">{escape(texts[0])}: {escape(texts[1])}</li>' if texts else "</ul>"
        for (kind,), texts in items
    ]
    assert rows(items, row) == "".join(loop)
