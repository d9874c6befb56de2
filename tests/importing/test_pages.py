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


def test_a_conversation_shown_twice_is_read_once(tmp_path: Path) -> None:
    talk = (
        '<ol class="commentlist"><li class="comment" id="comment-1"><cite class="fn">A. B.</cite><p>Eins</p><ul class="children">'
        '<li class="comment" id="comment-2"><cite class="fn">C. D.</cite><p>Zwei</p></li></ul></li></ol>'
    )
    found = a_page(tmp_path, talk + talk)
    post = next(each for each in found if isinstance(each, Post))
    assert [(remark.key, remark.reply_to) for remark in post.remarks] == [("1", ""), ("2", "1")]
    assert [(each.key, each.reason) for each in found if isinstance(each, LeftOut)] == [
        ("1~2", "the same as 1"),
        ("2~2", "the same as 2"),
    ]


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


def a_page(tmp_path: Path, html: str) -> list[Found]:
    file = tmp_path / "a.html"
    file.write_text(
        f'<html lang="de"><head><meta charset="utf-8"></head><body>{html}</body></html>',
        encoding="utf-8",
    )
    return read(file)


def test_cards_beside_a_text_are_no_posts(tmp_path: Path) -> None:
    card = '<article class="post"><h2><a href="/x">Anderes</a></h2><p>Ein kurzer Anriss, der anderswohin führt, zu einem anderen Text.</p></article>'
    found = a_page(
        tmp_path,
        f'<main><h1>Titel</h1><div class="post-content"><p>{"Der ganze Text. " * 40}</p></div></main>{card * 3}',
    )
    posts = [each for each in found if isinstance(each, Post)]
    assert [post.title for post in posts] == ["Titel"]
    assert "Anriss" not in posts[0].text


def test_what_is_not_taken_is_told(tmp_path: Path) -> None:
    text = '<div class="hentry"><h2 class="entry-title">{0}</h2><div class="entry-content"><p>{0} {1}</p></div></div>'
    talk = '<ol class="commentlist"><li class="comment" id="comment-1"><cite class="fn">A. B.</cite><p>Ja</p></li></ol>'
    found = a_page(
        tmp_path, text.format("Eins", "Wort " * 300) + text.format("Zwei", "Wort " * 200) + talk
    )
    assert any(isinstance(each, Notice) and "Zwei Wort" in each.message for each in found)


def test_links_lead_where_they_led(tmp_path: Path) -> None:
    found = a_page(
        tmp_path,
        '<link rel="canonical" href="https://blog.example/2017/a/"><h1>T</h1><div class="entry-content"><p><a href="/b/">b</a> <a href="#fn1">1</a> <a href="../c/">c</a>'
        ' <a href="http://[">d</a> <a href="mailto:a@b.example">e</a> <img src="/bild.png"><img src="a-Dateien/bild.png"></p></div>',
    )
    post = next(each for each in found if isinstance(each, Post))
    assert re.findall(r'(?:href|src)="([^"]*)"', post.text) == [
        "https://blog.example/b/", "#fn1", "https://blog.example/2017/c/", "http://[", "mailto:a@b.example", "https://blog.example/bild.png", "a-Dateien/bild.png",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("html", "count"),
    [
        ("<h3>10 Kommentare leave one &rarr;</h3>", 10),
        ("<h3>10 Gedanken zu „5 Thesen“</h3>", 10),
        ("<h3>One thought on “Something”</h3>", 1),
        ("<h3>Ein Gedanke zu „Etwas“</h3>", 1),
        ("<h3>Kommentare (7)</h3>", 7),
        ("<h3>1.234 Kommentare</h3>", 1234),
        ("<h3>8 Responses to “Etwas”</h3><h3>Leave a Reply</h3>", 8),
        ("<h3>Noch keine Kommentare</h3>", 0),
        ("<h3>Eine Antwort schreiben</h3>", None),
        ("<h3>Einen Kommentar hinterlassen</h3>", None),
        ("<p>Dazu gab es 12 Kommentare im Laden.</p>", None),
    ],
)
def test_declared(tmp_path: Path, html: str, count: int | None) -> None:
    found = a_page(
        tmp_path,
        f'<h1>T</h1><div class="entry-content"><p>Wort</p></div><div id="comments">{html}</div>',
    )
    post = next(each for each in found if isinstance(each, Post))
    assert post.declared == count


def test_references_and_questions(tmp_path: Path) -> None:
    found = a_page(
        tmp_path,
        '<h1>T</h1><div class="entry-content"><p>Wort (1)</p><h3>Fragen an die Leserinnen und Leser</h3><ul><li>Wer weiß mehr?</li></ul>'
        '<h3>Literatur</h3><ol start="1"><li>A. B.: Titel</li><li><a href="https://c.example/">C</a></li></ol><h3>Links</h3><ul><li>x</li></ul></div>',
    )
    post = next(each for each in found if isinstance(each, Post))
    assert [(entry.number, entry.url) for entry in post.references] == [
        (1, ""),
        (2, "https://c.example/"),
    ]
    assert [(asked.number, asked.text) for asked in post.questions] == [(0, "Wer weiß mehr?")]
    assert "Literatur" not in post.text
    assert "Wer weiß mehr?" in post.text
    assert "<li>x</li>" in post.text


def test_attributes_that_run_in_circles(tmp_path: Path) -> None:
    item = '<li class="comment" id="comment-{0}" data-parent-id="{1}"><cite class="fn">A. B.</cite><p>{0}</p></li>'
    items = "".join(
        item.format(one, other) for one, other in [(1, 2), (2, 3), (3, 1), (4, 4), (5, 3)]
    )
    post = next(
        each
        for each in a_page(tmp_path, f'<ol class="commentlist">{items}</ol>')
        if isinstance(each, Post)
    )
    answered = {remark.key: remark.reply_to for remark in post.remarks}
    assert answered["4"] == ""
    assert answered["5"] == "3"
    assert sorted(answered[key] for key in "123").count("") == 1
