"""Saved pages of many themes and systems, each small and written by hand, and what is read there.

What is expected stands in `fixtures/pages/expected.txt`: for each page what its post is, then one
line per comment, then what is left out and told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from knowledge.importing.model import Found, LeftOut, Notice, Post, Remark, SourceError, Wanted
from knowledge.importing.pages import read_page
from knowledge.model import CommentKind

HERE = Path(__file__).parent / "fixtures" / "pages"
EXPECTED = HERE / "expected.txt"


def read(file: Path) -> list[Found]:
    return list(read_page(file, file.name, Wanted()))


def table(found: list[Found]) -> str:
    """What was read, as it is written in the table."""
    return "\n".join(line.rstrip() for each in found for line in lines(each))


def lines(each: Found) -> Iterator[str]:
    if isinstance(each, LeftOut):
        yield f"left out: {each.what} {each.key}: {each.reason}"
    elif isinstance(each, Notice):
        yield f"told: {each.message}"
    else:
        yield from post_lines(each)


def post_lines(post: Post) -> Iterator[str]:
    facts = {
        "author": post.author,
        "date": post.date,
        "updated": post.updated,
        "language": post.language,
        "url": post.url,
        "slug": post.slug,
        "tags": ", ".join(post.tags),
        "declared": post.declared,
        "page": post.is_page or None,
    }
    said = "".join(f" | {name} {value}" for name, value in facts.items() if value not in {None, ""})
    yield f"post: {post.title}{said}"
    yield f"text: {squeezed(post.text)}"
    for entry in post.references:
        yield f"reference: {entry.number}. {entry.text} | {entry.url}"
    for asked in post.questions:
        yield f"question: {asked.number}. {asked.text}"
    for remark in post.remarks:
        yield remark_line(remark)


def remark_line(remark: Remark) -> str:
    kind = "" if remark.kind is CommentKind.COMMENT else f" {remark.kind}"
    return (
        f"- {remark.key}{f' < {remark.reply_to}' if remark.reply_to else ''}{kind} | {remark.name} | {remark.date}"
        f"{' | by author' if remark.by_author else ''}{f' | {remark.url}' if remark.url else ''} | {squeezed(remark.text)}"
    )


def squeezed(text: str) -> str:
    return re.sub(r"\s+", " ", text)


def expected() -> dict[str, str]:
    parts = re.split(r"^== (.+)$", EXPECTED.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
    return {name: text.strip() for name, text in zip(parts[::2], parts[1::2], strict=True)}


def test_every_page_is_in_the_table() -> None:
    assert sorted(expected()) == sorted(file.name for file in HERE.iterdir() if file != EXPECTED)


@pytest.mark.parametrize("name", sorted(expected()))
def test_page(name: str) -> None:
    assert table(read(HERE / name)) == expected()[name]


@pytest.mark.parametrize("name", sorted(expected()))
def test_same_again(name: str) -> None:
    assert read(HERE / name) == read(HERE / name)


@pytest.mark.parametrize(
    "data",
    [b"", b"   ", b"<!-- nothing -->", b"\xff\xfe", b"\x00" * 50, b"<html><body></body></html>"],
)
def test_no_page_at_all(tmp_path: Path, data: bytes) -> None:
    file = tmp_path / "leer.html"
    file.write_bytes(data)
    with pytest.raises(SourceError, match=r"leer\.html"):
        read(file)


def test_says_how_much_is_read(tmp_path: Path) -> None:
    file = tmp_path / "a.html"
    file.write_text("<p>Wort</p>", encoding="utf-8")
    told: list[tuple[int, int]] = []
    list(read_page(file, "a.html", Wanted(told=lambda done, whole: told.append((done, whole)))))
    assert told == [(11, 11)]


def test_too_large_a_page_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("knowledge.importing.pages.LARGEST", 10)
    file = tmp_path / "a.html"
    file.write_text("<p>" + "Wort " * 100, encoding="utf-8")
    with pytest.raises(SourceError, match="are more than"):
        read(file)


def test_deeper_than_can_be_read(tmp_path: Path) -> None:
    file = tmp_path / "a.html"
    file.write_text(
        f"<p>Davor</p>{'<div>' * 5000}Tief{'</div>' * 5000}<p>Danach</p>", encoding="utf-8"
    )
    assert any(isinstance(each, Notice) and "deeper" in each.message for each in read(file))


def test_scripts_stay_out_of_texts(tmp_path: Path) -> None:
    file = tmp_path / "a.html"
    file.write_text(
        '<h1>Titel</h1><div class="entry-content"><p>Wort</p><script>alert(1)</script><style>p{}</style></div>'
        '<ol class="commentlist"><li class="comment" id="comment-1"><cite class="fn">A. B.</cite><p>Ja<script>alert(2)</script></p></li></ol>',
        encoding="utf-8",
    )
    post = next(each for each in read(file) if isinstance(each, Post))
    assert "alert" not in post.text + post.remarks[0].text


def test_frames_beside_the_page_are_read_and_nothing_else(tmp_path: Path) -> None:
    folder = tmp_path / "page"
    (folder / "seite-Dateien").mkdir(parents=True)
    talk = '<div id="disqus_thread"><ul class="post-list"><li class="post" id="post-12345"><span class="author">A. B.</span><div class="post-message"><p>Ja</p></div></li></ul></div>'
    (folder / "seite-Dateien" / "disqus.html").write_text(talk, encoding="utf-8")
    (tmp_path / "geheim.html").write_text(talk.replace("12345", "66666"), encoding="utf-8")
    page = folder / "seite.html"
    page.write_text(
        '<h1>T</h1><p>Wort</p><iframe src="../geheim.html"></iframe><iframe src="file:///etc/hosts.html"></iframe>'
        '<iframe src="seite-Dateien/disqus.html"></iframe>',
        encoding="utf-8",
    )
    post = next(each for each in read(page) if isinstance(each, Post))
    assert [remark.key for remark in post.remarks] == ["12345"]


def test_keys_are_unique_and_answers_have_keys(tmp_path: Path) -> None:
    file = tmp_path / "a.html"
    item = '<li class="comment" id="comment-1"><cite class="fn">A. B.</cite><p>{}</p></li>'
    file.write_text(
        f'<ol class="commentlist">{item.format("eins")}{item.format("zwei")}</ol>', encoding="utf-8"
    )
    post = next(each for each in read(file) if isinstance(each, Post))
    assert [remark.key for remark in post.remarks] == ["1", "1~2"]


def test_answers_to_what_waits_move_up(tmp_path: Path) -> None:
    file = tmp_path / "a.html"
    file.write_text(
        '<ol class="commentlist"><li class="comment" id="comment-1"><cite class="fn">A. B.</cite><p>Eins</p><ul class="children">'
        '<li class="comment" id="comment-2"><cite class="fn">C. D.</cite><em class="comment-awaiting-moderation">Dein Kommentar wartet auf Freischaltung.</em><p>Zwei</p>'
        '<ul class="children"><li class="comment" id="comment-3"><cite class="fn">E. F.</cite><p>Drei</p></li></ul></li></ul></li></ol>',
        encoding="utf-8",
    )
    found = read(file)
    post = next(each for each in found if isinstance(each, Post))
    assert [(remark.key, remark.reply_to) for remark in post.remarks] == [("1", ""), ("3", "1")]
    assert [each.key for each in found if isinstance(each, LeftOut)] == ["2"]
