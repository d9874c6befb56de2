"""Plain captures: the seeds, invented ones in several styles, and generated ones."""

from __future__ import annotations

import datetime as dt
import html
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from markdown import Markdown

from knowledge.importing.model import Post, Remark, SourceError, Wanted
from knowledge.importing.plain import read_capture
from knowledge.model import CommentKind
from tests.importing.captures import lost_words, notices, plain, posts, read, read_text

ROOT = Path(__file__).parents[2]
SEEDS = ROOT.parent / "shared" / "seeds"
FIXTURES = Path(__file__).parent / "fixtures" / "plain"
EXPECTED = sorted(FIXTURES.glob("*.yml"))

seeds = pytest.mark.skipif(
    not SEEDS.is_dir(), reason="the captures are not ours to publish; they lie beside the project"
)


def seed(number: int) -> Path:
    (file,) = SEEDS.glob(f"{number:03}_*.txt")
    return file


@seeds
def test_a_capture_of_two_essays_is_split() -> None:
    found = read(seed(0))
    first, second = posts(found)
    assert first.title.startswith("Was echter Kundenkontakt für ein Unternehmen bedeutet: Für")
    assert second.title == "Was „dienen“ für uns wirklich heißen kann"
    assert first.text.endswith("gehen könnte…")
    assert second.text.startswith("Nicht ganz unwichtig, finde ich")
    assert [len(post.text.split("\n\n")) for post in (first, second)] == [36, 13]
    for post in (first, second):
        assert (post.author, post.date, post.declared) == ("", None, None)
        assert (post.remarks, post.references, post.questions) == ((), (), ())
    assert 'Removed an advertisement: "Advertisements"' in notices(found)
    assert "The file holds 2 essays, which begin in lines 1, 77" in notices(found)


@seeds
def test_a_capture_with_its_conversation_is_read() -> None:
    found = read(seed(1))
    (post,) = posts(found)
    assert post.title == "Den Kunden in den Mittelpunkt stellen, ist falsch."
    assert post.date == dt.date(2017, 11, 13)
    assert post.author == "Christoph Schlachte"
    assert len(post.references) == 6
    assert sum(url.startswith("http") for url in (entry.url for entry in post.references)) == 5
    assert [entry.number for entry in post.references] == [1, 2, 3, 4, 5, 6]
    assert [asked.number for asked in post.questions] == [1, 2, 3, 4, 5, 6, 1, 2, 3]
    assert re.findall(r"\[\d\]", post.text) == "[1] [2] [5] [3] [4] [2] [6]".split()
    assert post.text.count("\n-   ") == 6
    assert "## Fragen an die Leser" in post.text
    assert post.text.endswith("Freue mich auf den Austausch.")


@seeds
def test_the_comments_of_a_capture_keep_their_places() -> None:
    (post,) = posts(read(seed(1)))
    kinds = [remark.kind for remark in post.remarks]
    assert post.declared == 10
    assert len(post.remarks) == 9
    assert kinds == [CommentKind.REBLOG, *[CommentKind.COMMENT] * 7, CommentKind.TRACKBACK]
    order = {remark.key: number for number, remark in enumerate(post.remarks)}
    parents = {order[r.key]: order[r.reply_to] for r in post.remarks if r.reply_to}
    assert parents == {4: 3, 6: 5}
    assert [f"{remark.date:%d.%H:%M}" for remark in post.remarks if remark.date] == [
        "13.18:26", "14.04:27", "14.10:24", "16.07:55", "16.11:25", "17.19:19", "17.19:28",
        "20.13:56",
    ]  # fmt: skip
    assert [bool(remark.name) for remark in post.remarks] == [
        True, False, False, True, True, True, False, False, False,
    ]  # fmt: skip
    assert [order[remark.key] for remark in post.remarks if remark.by_author] == [4]


@seeds
def test_the_oddities_of_a_capture_are_told() -> None:
    told = notices(read(seed(1)))
    assert "10 comments are declared, 9 were found" in told
    assert [message for message in told if message.startswith("The comment breaks off")] == [
        'The comment breaks off: "…lgreich zu sein. Oft höre ich Vorurtei11"'
    ]
    assert [message for message in told if message.startswith("Removed")] == [
        'Removed a skip link: "Zum Inhalt springen"',
        'Removed the form for comments: "Hinterlasse einen Kommentar"',
    ]
    assert not [message for message in told if message.startswith("Left out")]


@seeds
@pytest.mark.parametrize("number", [0, 1])
def test_no_word_of_a_seed_is_lost(number: int) -> None:
    assert not lost_words(seed(number).read_text("utf-8"), read(seed(number)))


@pytest.mark.parametrize("expected", EXPECTED, ids=lambda file: file.stem)
def test_captures(expected: Path) -> None:
    wanted = yaml.safe_load(expected.read_text("utf-8"))
    found = read(expected.with_suffix(".txt"))
    assert len(posts(found)) == len(wanted["posts"])
    for post, described in zip(posts(found), wanted["posts"], strict=True):
        assert summary(post) == {**NOTHING, **described} | {
            "remarks": [{**SAYS_NOTHING, **each} for each in described.get("remarks", [])],
            "holds": [],
        } | without_texts(post, described)
        for piece in described.get("holds", []):
            assert piece in post.text
    for message in wanted["notices"]:
        assert any(message in told for told in notices(found)), notices(found)


NOTHING: Mapping[str, Any] = {
    "author": "", "date": None, "tags": [], "declared": None, "sections": [], "questions": [],
    "references": [],
}  # fmt: skip
SAYS_NOTHING: Mapping[str, Any] = {
    "name": "", "date": None, "to": None, "kind": "comment", "by_author": False,
}  # fmt: skip


def summary(post: Post) -> dict[str, Any]:
    order = {remark.key: number for number, remark in enumerate(post.remarks)}
    return {
        "title": post.title,
        "author": post.author,
        "date": post.date,
        "tags": list(post.tags),
        "declared": post.declared,
        "sections": re.findall(r"^## (.*)", post.text, re.MULTILINE),
        "questions": [[asked.number, asked.text] for asked in post.questions],
        "references": [[each.number, each.text, each.url] for each in post.references],
        "remarks": [_said(remark, order) for remark in post.remarks],
        "holds": [],
    }


def _said(remark: Remark, order: Mapping[str, int]) -> dict[str, Any]:
    return {
        "name": remark.name,
        "date": remark.date.isoformat() if remark.date else None,
        "to": order[remark.reply_to] if remark.reply_to else None,
        "kind": str(remark.kind),
        "by_author": remark.by_author,
        "text": remark.text,
    }


def without_texts(post: Post, described: Mapping[str, Any]) -> dict[str, Any]:
    """The remarks described, with the texts that are not described taken from what was read."""
    remarks = [
        {**SAYS_NOTHING, "text": remark.text, **each}
        for remark, each in zip(post.remarks, described.get("remarks", []), strict=False)
    ]
    return {"remarks": remarks}


@pytest.mark.parametrize("file", sorted(FIXTURES.glob("*.txt")), ids=lambda file: file.stem)
def test_no_word_is_lost(file: Path) -> None:
    assert not lost_words(file.read_text("utf-8"), read(file))


@pytest.mark.parametrize("file", sorted(FIXTURES.glob("*.txt")), ids=lambda file: file.stem)
def test_keys_are_unique_and_stay(file: Path) -> None:
    found = posts(read(file))
    assert len({post.key for post in found}) == len(found)
    for post in found:
        keys = [remark.key for remark in post.remarks]
        assert len(set(keys)) == len(keys)
        assert {remark.reply_to for remark in post.remarks} <= {"", *keys}
    assert found == posts(read(file))


def test_a_comment_keeps_its_key_when_others_come_in_between(tmp_path: Path) -> None:
    text = (FIXTURES / "slashes.txt").read_text("utf-8")
    before = posts(read_text(tmp_path, text))[0].remarks
    more = text.replace("G. H. //", "K. L. // 16. Nov 2017\nHallo zusammen.\n\nG. H. //")
    after = posts(read_text(tmp_path, more))[0].remarks
    assert len(after) == len(before) + 1
    assert {remark.key for remark in before} < {remark.key for remark in after}


ENCODED: Mapping[str, Callable[[str], bytes]] = {
    "UTF-8 with a byte order mark": lambda text: text.encode("utf-8-sig"),
    "Windows-1252": lambda text: text.replace("◦", "·").encode("cp1252", "xmlcharrefreplace"),
    "UTF-16": lambda text: text.encode("utf-16"),
    "CRLF": lambda text: text.replace("\n", "\r\n").encode(),
    "old Macintosh": lambda text: text.replace("\n", "\r").encode(),
    "soft hyphens": lambda text: re.sub("(?<=ech)(?=un)", "\u00ad", text).encode(),
    "spaces that do not break": lambda text: re.sub(
        "^ +", _hard, text, flags=re.MULTILINE
    ).encode(),
    "decomposed umlauts": lambda text: text.replace("ü", "u\u0308").encode(),
    "tabs": lambda text: text.replace("    ", "\t").encode(),
}


def _hard(match: re.Match[str]) -> str:
    return "\u00a0" * len(match.group())


@pytest.mark.parametrize("name", ENCODED)
def test_encodings_and_line_ends_make_no_difference(name: str, tmp_path: Path) -> None:
    text = (FIXTURES / "wordpress-de.txt").read_text("utf-8").replace("→", "").replace("←", "")
    text = text.replace("◦", "·") if name == "Windows-1252" else text
    assert posts(read_text(tmp_path, ENCODED[name](text))) == posts(read_text(tmp_path, text))


def test_a_form_feed_before_a_title_begins_an_essay(tmp_path: Path) -> None:
    text = (FIXTURES / "several.txt").read_text("utf-8").split("\n\n2 Kommentare")[0]
    apart = text.replace("3. Mai 2016\n", "Ein Satz davor.\n").replace(
        "\n\nDer zweite", "\n\f\nDer zweite"
    )
    found = posts(read_text(tmp_path, apart))
    assert [post.title for post in found] == [
        "Der erste Beitrag von zweien", "Der zweite Beitrag von zweien",
    ]  # fmt: skip
    assert found[0].text.startswith("Ein Satz davor.\n\nDieser Beitrag")


def test_what_would_be_markup_is_shown_as_it_stands() -> None:
    source = (FIXTURES / "markup.txt").read_text("utf-8")
    (post,) = posts(read(FIXTURES / "markup.txt"))
    extensions = [
        "attr_list", "def_list", "footnotes", "md_in_html", "sane_lists", "admonition", "toc",
        "pymdownx.blocks.details", "pymdownx.caret", "pymdownx.superfences", "pymdownx.tilde",
    ]  # fmt: skip
    shown = Markdown(extensions=extensions).convert(post.text)
    assert set(re.findall(r"<(\w+)", shown)) == {"p", "br"}
    body = source.partition("\n")[2]
    assert html.unescape(re.sub(r"<[^>]+>", "", shown)).split() == body.split()


@pytest.mark.parametrize(
    ("text", "read_as"),
    [
        ("Der Satz. Noch einer.", "Der Satz. Noch einer."),
        ("- nur einer", r"\- nur einer"),
        ("1. Mai, ein Feiertag", r"1\. Mai, ein Feiertag"),
        ("3. drei\n4. vier", "3\\. drei  \n4\\. vier"),
        ("a) eins\nb) zwei", "-   a) eins\n-   b) zwei"),
        ("(https://example.org/a_b).", "(<https://example.org/a_b>)."),
        ("https://example.org/a_(b)", "<https://example.org/a_(b)>"),
    ],
)
def test_text_is_written_as_markdown(text: str, read_as: str, tmp_path: Path) -> None:
    (post,) = posts(read_text(tmp_path, f"Ein Titel\n\nErst ein Absatz.\n\n{text}\n"))
    assert post.text == f"Erst ein Absatz.\n\n{read_as}"


def test_a_text_without_a_title_gets_its_files_name(tmp_path: Path) -> None:
    found = read_text(
        tmp_path, "Ein Satz, der kein Titel ist. Und noch einer, damit es klar ist.\n"
    )
    assert posts(found)[0].title == "capture"
    assert any("No title was recognised" in message for message in notices(found))


@pytest.mark.parametrize("raw", [b"", b"\n \n\t", b"\xef\xbb\xbf", b"\x00\x00"])
def test_a_file_without_text_is_refused(raw: bytes, tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"capture\.txt: there is no text"):
        read_text(tmp_path, raw)


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="No such file"):
        list(read_capture(tmp_path / "nothing.txt", "nothing.txt", Wanted()))


def test_progress_is_told(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    file = tmp_path / "a.txt"
    file.write_text("Titel\n\nText.\n", "utf-8")
    list(read_capture(file, "a.txt", Wanted(told=lambda done, of: told.append((done, of)))))
    assert told == [(0, 13), (13, 13)]


def test_escapes_are_all_undone_by_the_helper() -> None:
    assert plain(r"\*a\* \[1\] &lt;b> 1\. c") == "*a* [1] <b> 1. c"
