"""Conversations of any shape come out as they went in."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import html as lxml_html

from knowledge.importing.model import Post, Remark, Wanted
from knowledge.importing.pages import read_page
from tests.importing.shapes import FLAT, SHAPES, Said, Shape, page, thread

NOON = dt.datetime.combine(dt.date(2020, 1, 1), dt.time(12))
NAMES = st.builds(
    lambda one, other: f"{one}. {other}.", *[st.sampled_from("ABCDEFGHJKLMNOPQRSTUVWXYZÄÖÜ")] * 2
)
ODD_NAMES = NAMES | st.sampled_from(
    ["x_y", "Ωμέγα", "שלום", "日本", "O’B.", "Ph. & Co <3", "R2D2", "🙂 A. B.", "ab"]
)
LETTERS = st.characters(
    codec="utf-8",
    exclude_categories=("Cc", "Cs", "Cn", "Zl", "Zp", "Co"),
    exclude_characters="\ufffe\uffff",
)
WORDS = st.text(LETTERS, min_size=1, max_size=80).map(lambda text: " ".join(text.split()))
PARAGRAPH = st.one_of(
    WORDS,
    st.sampled_from(
        [
            "Danke!",
            "🙂",
            "مرحبا بالعالم",
            "<script>alert(1)</script> & </li></ol>",
            "Ja, das stimmt. Und mehr noch, es gilt für alle, die sich damit länger befasst haben als nur einen Tag.",
            "/// comment | X",
            "(1) Erstens [2]",
        ]
    ),
).filter(
    lambda text: bool(re.search(r"\w", text)) or unicodedata.category(text[:1] or " ")[0] in "SL"
)
TIMES = st.datetimes(NOON.replace(year=1999), NOON.replace(year=2030)).map(
    lambda when: when.replace(second=0, microsecond=0)
)


@st.composite
def talks(draw: st.DrawFn, names: st.SearchStrategy[str] = NAMES) -> list[Said]:
    """Comments in the order of a page, each answering one before it, one that is gone, or none."""
    count = draw(st.integers(1, 12))
    ids = [100 + number * draw(st.integers(1, 3)) for number in range(1, count + 1)]
    ids = sorted({place * 7 + number for place, number in enumerate(ids)})
    comments = []
    for place, number in enumerate(ids):
        parent = draw(st.sampled_from([0, 0, 99999, *ids[:place]]))
        said = tuple(draw(st.lists(PARAGRAPH, max_size=3)))
        comments.append(Said(number, draw(names), draw(TIMES), said, parent))
    return comments


def read(tmp_path: Path, html: str) -> Post:
    file = tmp_path / "page.html"
    file.write_text(html, encoding="utf-8")
    posts = [found for found in read_page(file, "page.html", Wanted()) if isinstance(found, Post)]
    assert len(posts) == 1
    return posts[0]


def words(html: str) -> str:
    """What a piece of HTML says, with single spaces."""
    if not html:
        return ""
    return " ".join(
        " ".join(lxml_html.fragment_fromstring(html, create_parent="div").itertext()).split()
    )


def assert_same(shape: Shape, comments: Sequence[Said], remarks: Sequence[Remark]) -> None:
    start = "90000" if shape.name == "disqus" else ""
    expected = {f"{start}{said.id}": said for said in comments}
    assert sorted(remark.key for remark in remarks) == sorted(expected)
    for remark in remarks:
        said = expected[remark.key]
        parent = f"{start}{said.parent}" if f"{start}{said.parent}" in expected else ""
        assert remark.reply_to == ("" if shape.name in FLAT else parent)
        assert remark.name == said.name
        assert words(remark.text) == " ".join(" ".join(said.paragraphs).split())
        assert remark.date is not None
        if shape.clock:
            assert isinstance(remark.date, dt.datetime)
            assert remark.date.replace(tzinfo=None) == said.when
        else:
            assert remark.date == said.when.date()


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.name)
@settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_what_goes_in_comes_out(shape: Shape, tmp_path: Path, data: st.DataObject) -> None:
    comments = data.draw(talks(NAMES if shape.plain_names else ODD_NAMES))
    post = read(tmp_path, page(thread(shape, comments)))
    assert_same(shape, comments, post.remarks)
    assert post.title == "Etwas"
    assert post.text.startswith("<p>Das ist der Text, um den es geht")
    if "{count}" in shape.around:
        assert post.declared == len(comments)


def a_chain(length: int) -> list[Said]:
    return [
        Said(number, "A. B.", NOON + dt.timedelta(hours=number), (f"Wort {number}",), number - 1)
        for number in range(1, length + 1)
    ]


@pytest.mark.parametrize(
    "shape", [shape for shape in SHAPES if shape.name not in FLAT], ids=lambda shape: shape.name
)
def test_fifty_deep(shape: Shape, tmp_path: Path) -> None:
    comments = a_chain(50)
    assert_same(shape, comments, read(tmp_path, page(thread(shape, comments))).remarks)


def many(name: str, count: int, tmp_path: Path) -> None:
    shape = next(shape for shape in SHAPES if shape.name == name)
    comments = [
        Said(
            number,
            "A. B.",
            NOON + dt.timedelta(hours=number),
            (f"Wort {number}",),
            number - 1 if number % 3 == 0 else 0,
        )
        for number in range(1, count + 1)
    ]
    assert_same(shape, comments, read(tmp_path, page(thread(shape, comments))).remarks)


@pytest.mark.parametrize("name", ["html5 walker", "kubrick", "drupal", "serendipity", "terms"])
def test_two_thousand_comments(name: str, tmp_path: Path) -> None:
    many(name, 2_000, tmp_path)


@pytest.mark.long
def test_ten_thousand_comments(tmp_path: Path) -> None:
    many("html5 walker", 10_000, tmp_path)
