"""Captures written from a model in several styles, read, and compared with the model."""

from __future__ import annotations

import datetime as dt
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from knowledge.importing.model import Post
from tests.importing.captures import lost_words, plain, posts, read_text

WORDS = (
    "Arbeit Brot Freude Garten Haus Jahr Kunde Leben Menschen Natur Ordnung Platz Ruhe Sache Tag "
    "Umwelt Vertrauen Wasser Zeit über gehört größer immer leicht manchmal neue oft schön viel"
).split()
GERMAN_MONTHS = (
    "Januar Februar März April Mai Juni Juli August September Oktober November Dezember"
).split()
ENGLISH_MONTHS = (
    "January February March April May June July August September October November December"
).split()


@dataclass(frozen=True)
class Comment:
    name: str
    date: dt.datetime
    paragraphs: tuple[str, ...]
    parent: int | None = None


@dataclass(frozen=True)
class Essay:
    title: str
    date: dt.date
    author: str
    sections: tuple[tuple[str, tuple[str, ...]], ...]
    items: tuple[str, ...]
    questions: tuple[str, ...]
    references: tuple[str, ...]
    comments: tuple[Comment, ...]


def words(least: int, most: int) -> st.SearchStrategy[str]:
    return st.lists(st.sampled_from(WORDS), min_size=least, max_size=most).map(" ".join)


paragraphs = words(12, 40).map(lambda text: f"Das {text} ist es.")
headings = words(1, 5).map(lambda text: f"Abschnitt {text}")
initials = st.tuples(st.sampled_from("ABCDEFGH"), st.sampled_from("JKLMNOPR")).map(
    lambda pair: f"{pair[0]}. {pair[1]}."
)
moments = st.datetimes(dt.datetime(2004, 1, 1), dt.datetime(2030, 1, 1)).map(  # noqa: DTZ001
    lambda moment: moment.replace(second=0, microsecond=0)
)


@st.composite
def threads(draw: st.DrawFn) -> tuple[Comment, ...]:
    comments: list[Comment] = []
    for number in range(draw(st.integers(0, 8))):
        parent = draw(st.none() | st.integers(0, number - 1)) if number else None
        body = tuple(draw(st.lists(paragraphs, min_size=1, max_size=3)))
        comments.append(Comment(draw(initials), draw(moments), body, parent))
    return in_order(comments)


def in_order(comments: Sequence[Comment]) -> tuple[Comment, ...]:
    """Answers below what they answer, as pages print them."""
    order: list[int] = []

    def visit(parent: int | None) -> None:
        for number, comment in enumerate(comments):
            if comment.parent == parent:
                order.append(number)
                visit(number)

    visit(None)
    new = {old: place for place, old in enumerate(order)}
    return tuple(
        replace(comments[old], parent=None if (p := comments[old].parent) is None else new[p])
        for old in order
    )


essays = st.builds(
    Essay,
    title=words(4, 8).map(lambda text: f"Warum {text}"),
    date=st.dates(dt.date(2004, 1, 1), dt.date(2030, 1, 1)),
    author=initials,
    sections=st.lists(
        st.tuples(headings, st.lists(paragraphs, min_size=1, max_size=3).map(tuple)),
        min_size=1, max_size=3,
    ).map(tuple),
    items=st.lists(words(2, 9), min_size=2, max_size=4).map(tuple),
    questions=st.lists(words(2, 9).map(lambda text: f"Wer {text}?"), min_size=1, max_size=4).map(tuple),
    references=st.lists(words(2, 6).map(lambda text: f"{text}, Verlag 1999"), max_size=4).map(tuple),
    comments=threads(),
)  # fmt: skip


@dataclass(frozen=True)
class Style:
    """How a page prints what a model holds."""

    day: Callable[[dt.date], str]
    byline: Callable[[Essay, str], list[str]]
    head: Callable[[str, str], list[str]]
    moment: Callable[[dt.datetime], str]
    counted: Callable[[int], str]
    lead_in: str
    sources: str
    reference: Callable[[int], str]
    citation: Callable[[int], str]
    bullet: str = "•"
    numbered: bool = False
    buttons: tuple[str, ...] = ()
    indent: int = 4


def german_day(day: dt.date) -> str:
    return f"{day.day}. {GERMAN_MONTHS[day.month - 1]} {day.year}"


def english_day(day: dt.date) -> str:
    return f"{ENGLISH_MONTHS[day.month - 1]} {day.day}, {day.year}"


def half_day(moment: dt.datetime) -> str:
    hour = moment.hour % 12 or 12
    return f"{hour}:{moment.minute:02} {'pm' if moment.hour >= 12 else 'am'}"


STYLES = {
    "WordPress, German": Style(
        german_day,
        lambda essay, day: [f"Veröffentlicht am {day} von {essay.author}"],
        lambda name, moment: [f"{name} sagt:", moment],
        lambda moment: f"{german_day(moment)} um {moment.hour}:{moment.minute:02}",
        lambda count: f"{count} Kommentare zu „Etwas“",
        "Meine Fragen an die Leser:", "Quellen", lambda n: f"{n}.", lambda n: f"({n})",
        buttons=("Antworten",),
    ),
    "numbered with two levels": Style(
        english_day,
        lambda essay, day: [day, f"Von {essay.author}"],
        lambda name, moment: [f"{name} permalink", moment],
        lambda moment: f"{english_day(moment)} {half_day(moment)}",
        lambda count: f"{count} Kommentare leave one →",
        "Fragen an die Leser:", "Weitere Details/Empfehlungen:", lambda n: f"{n}.",
        lambda n: f"({n})", numbered=True,
    ),
    "WordPress, English": Style(
        english_day,
        lambda essay, day: [f"By {essay.author} | {day}"],
        lambda name, moment: [f"{name} on {moment} said:"],
        lambda moment: f"{english_day(moment)} at {half_day(moment)}",
        lambda count: f"{count} Responses to “Something”",
        "Questions for readers", "References", lambda n: f"[{n}]", lambda n: f"[{n}]",
        bullet="*", buttons=("Reply",),
    ),
    "slashes": Style(
        lambda day: f"{day:%d.%m.%Y}",
        lambda essay, day: [f"{day}, von {essay.author}"],
        lambda name, moment: [f"{name} // {moment}"],
        lambda moment: f"{moment:%d.%m.%Y} um {moment.hour}:{moment.minute:02} Uhr",
        lambda count: f"Kommentare ({count})",
        "Fragen an euch", "Literatur", lambda n: "¹²³⁴"[n - 1], lambda n: "¹²³⁴"[n - 1], bullet="-",
        indent=2,
    ),
}  # fmt: skip


def write(essay: Essay, style: Style) -> str:
    lines = [essay.title, *style.byline(essay, style.day(essay.date)), ""]
    for number, (heading, texts) in enumerate(essay.sections, start=1):
        lines += [heading, ""]
        for text in texts:
            cited = style.citation(number) if number <= len(essay.references) else ""
            lines += [
                text.removesuffix(".") + f" {cited}.".removesuffix(" .")
                if cited[:1] in "([" and cited
                else text + cited,
                "",
            ]
    lines += [*(f"  {style.bullet} {item}" for item in essay.items), "", style.lead_in, ""]
    lines += [*(f"  {number}. {text}" for number, text in enumerate(essay.questions, 1)), ""]
    if essay.references:
        lines += [style.sources, ""]
        numbered = enumerate(essay.references, 1)
        lines += [*(f"{style.reference(number)} {text}" for number, text in numbered), ""]
    return "\n".join([*lines, *_thread(essay, style)])


def _thread(essay: Essay, style: Style) -> list[str]:
    if not essay.comments:
        return []
    lines = [style.counted(len(essay.comments)), ""]
    depths: list[int] = []
    top = 0
    for comment in essay.comments:
        depth = 0 if comment.parent is None else depths[comment.parent] + 1
        depths.append(depth)
        lead = " " * (style.indent * depth)
        mark = ""
        if style.numbered:
            top += depth == 0
            mark = "• " if depth else f"{top}. "
        first, *rest = style.head(comment.name, style.moment(comment.date))
        inner = lead + " " * len(mark)
        lines += [f"{lead}{mark}{first}", *(f"{inner}{line}" for line in rest), ""]
        for text in (*comment.paragraphs, *style.buttons):
            lines += [inner + text, ""]
    return lines


def read_one(text: str) -> tuple[Post, ...]:
    with tempfile.TemporaryDirectory() as folder:
        return tuple(posts(read_text(Path(folder), text)))


@pytest.mark.parametrize("name", STYLES)
@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(essay=essays)
def test_what_was_written_is_read(name: str, essay: Essay) -> None:
    text = write(essay, STYLES[name])
    (post,) = read_one(text)
    assert (post.title, post.date, post.author) == (essay.title, essay.date, essay.author)
    assert [asked.text for asked in post.questions] == list(essay.questions)
    assert [entry.text for entry in post.references] == list(essay.references)
    for heading, _ in essay.sections:
        assert f"## {heading}\n" in post.text
    for number in range(1, 1 + min(len(essay.sections), len(essay.references))):
        assert f"[{number}]" in post.text
    for item in essay.items:
        assert f"-   {item}" in post.text
    assert post.declared == (len(essay.comments) or None)
    assert read_thread(post) == [
        (c.name, c.date, c.parent, "\n\n".join(c.paragraphs), c.name == essay.author)
        for c in essay.comments
    ]


def read_thread(post: Post) -> list[tuple[object, ...]]:
    order = {remark.key: number for number, remark in enumerate(post.remarks)}
    return [
        (r.name, r.date, order.get(r.reply_to), plain(r.text), r.by_author) for r in post.remarks
    ]


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(essay=essays, name=st.sampled_from(sorted(STYLES)))
def test_no_word_of_what_was_written_is_lost(essay: Essay, name: str) -> None:
    text = write(essay, STYLES[name])
    with tempfile.TemporaryDirectory() as folder:
        assert lost_words(text, read_text(Path(folder), text)) == {}


@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(
    several=st.lists(essays, min_size=2, max_size=3, unique_by=lambda essay: essay.title),
    name=st.sampled_from(sorted(STYLES)),
)
def test_several_pages_in_one_file_are_told_apart(several: list[Essay], name: str) -> None:
    text = "\n\nZum Inhalt springen\n\n".join(write(essay, STYLES[name]) for essay in several)
    found = read_one(text)
    assert [post.title for post in found] == [essay.title for essay in several]
    assert [len(post.remarks) for post in found] == [len(essay.comments) for essay in several]


lines_of_anything = st.lists(
    st.text(max_size=60)
    | st.sampled_from(
        ["", "  • x", "1. A. B. sagt:", "3. Mai 2016 um 7:55", "10 Kommentare", "Trackbacks",
         "Quellen", "[1] Buch 1999", "Advertisements", "Zum Inhalt springen", "A. B. // 16. Nov 2017",
         "Fragen an die Leser:", "Antworten", "\f", "    \u2022 November 16, 2017 11:25 am", "Titel"]
    ),
    max_size=40,
)  # fmt: skip


@settings(max_examples=300, suppress_health_check=[HealthCheck.too_slow])
@given(lines=lines_of_anything)
def test_whatever_the_lines_are_no_word_is_lost(lines: list[str]) -> None:
    text = "\n".join(["Ein Titel", "", *lines])
    with tempfile.TemporaryDirectory() as folder:
        found = read_text(Path(folder), text)
    assert not lost_words(text, found)
    for post in posts(found):
        keys = [remark.key for remark in post.remarks]
        assert len(set(keys)) == len(keys)
        for before, remark in pairwise([None, *post.remarks]):
            assert remark is not None
            earlier = keys[: keys.index(remark.key)] if before else []
            assert remark.reply_to in ("", *earlier)


@pytest.mark.long
def test_answers_may_be_fifty_deep_and_ten_thousand() -> None:
    names = ["A. B.", "ع. م.", "Ω. Ж.", "🙂 C."]
    said: list[Comment] = []
    for number in range(10_000):
        moment = dt.datetime(2020, 1, 1, number // 60 % 24, number % 60)  # noqa: DTZ001
        parent = number - 1 if number % 50 else None
        said.append(Comment(names[number % 4], moment, (f"Satz {number} 🙂 مرحبا.",), parent))
    day = dt.date(2020, 1, 1)
    essay = Essay(
        "Warum so tief", day, "Z. Z.", (("Abschnitt", ("Das ist es.",)),), (), (), (), tuple(said)
    )
    (post,) = read_one(write(essay, STYLES["WordPress, German"]))
    assert read_thread(post) == [(c.name, c.date, c.parent, c.paragraphs[0], False) for c in said]
