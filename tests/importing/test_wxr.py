from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from knowledge.importing.names import Names
from knowledge.importing.run import Choice
from knowledge.importing.sanitising import LONGEST
from knowledge.model import CommentKind
from tests.importing.imported import Imported, bare, from_text
from tests.importing.test_markdown import LINES, paragraphs, words
from tests.importing.wxr_blog import NOT_XML, Item, Reply, wxr

KINDS = st.sampled_from(["", "", "", "comment", "pingback", "trackback", "review"])
APPROVED = st.sampled_from(["1", "1", "1", "1", "0", "spam", "trash"])


@st.composite
def conversations(draw: st.DrawFn) -> list[Reply]:
    """Comments that answer each other deeply, in circles, or what is not there."""
    count = draw(st.integers(0, 14))
    ids = [str(draw(st.integers(1, 12))) for _ in range(count)]
    return [
        Reply(
            id,
            draw(LINES.map(lambda text: NOT_XML.sub("", text)).map(paragraphs)),
            draw(st.sampled_from(["0", *ids, "99", id])),
            draw(
                st.sampled_from(["Ina Roth", "", "a@b.de", "/// comment", "x\n    id: c9", "علي"])
            ),
            draw(APPROVED),
            draw(KINDS),
            draw(st.sampled_from(["0", "0", "1"])),
        )
        for id in ids
    ]


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(conversations(), min_size=1, max_size=3), LINES)
def test_whatever_a_blog_holds_is_imported_or_accounted_for(
    tmp_path_factory: pytest.TempPathFactory, talks: list[list[Reply]], text: str
) -> None:
    items = [
        Item(n, f"Titel {n} {text[:20]}", paragraphs(NOT_XML.sub("", text)), talk)
        for n, talk in enumerate(talks)
    ]
    found = from_text(tmp_path_factory.mktemp("blog"), wxr(items))
    replies = [reply for talk in talks for reply in talk]
    links = {"pingback", "trackback"}
    assert found.problems == []
    assert found.report.is_whole
    assert found.data["posts"]["in"] == found.data["posts"]["out"] == len(items)
    assert found.data["comments"]["in"] == len([r for r in replies if r.kind not in links])
    assert found.data["trackbacks"]["in"] == len([r for r in replies if r.kind in links])
    for row in (found.data[what] for what in ("posts", "comments", "trackbacks", "images")):
        assert row["in"] == row["out"] + len(row["left_out"])
    shown = [c for e in found.base.library.essays.values() for c in e.thread.comments]
    assert len(shown) == found.data["comments"]["out"] + found.data["trackbacks"]["out"]
    for item in items:
        compare(found, item)


def compare(found: Imported, item: Item) -> None:
    """Texts, parents and order of one conversation are those of the source."""
    essay = next(
        e for e in found.base.library.essays.values() if e.origin and e.origin.url == item.link
    )
    page = found.base.pages[essay.id, "de" if essay.original == "de" else "en"]
    assert bare(page.body.html) == words(NOT_XML.sub("", _words(item.text)))
    kept: list[Reply] = []
    for reply in item.replies:
        wanted = reply.approved == "1" and reply.kind in {"", "comment", "pingback", "trackback"}
        if wanted and reply not in kept:
            kept.append(reply)
    texts = {comment.id: comment.text.html for comment in page.comments}
    assert [bare(texts[f"c{n}"]) for n in range(1, len(kept) + 1)] == [
        words(_words(reply.text)) for reply in kept
    ]
    firsts: dict[str, str] = {}
    for number, reply in enumerate(kept, 1):
        firsts.setdefault(reply.id, f"c{number}")
    for number, reply in enumerate(kept, 1):
        comment = essay.thread.by_id[f"c{number}"]
        assert comment.reply_to in {"", firsts.get(reply.parent)}
        if reply.parent not in firsts:
            assert comment.reply_to == ""


def _words(html: str) -> str:
    return bare(html) if html else ""


def test_a_thread_fifty_deep_keeps_its_shape(tmp_path: Path) -> None:
    replies = [Reply(str(n), f"Antwort {n}.", str(n - 1)) for n in range(1, 51)]
    essay = from_text(tmp_path, wxr([Item(1, replies=replies)])).essay
    assert [c.reply_to for c in essay.thread.comments] == ["", *(f"c{n}" for n in range(1, 50))]


def test_ten_thousand_comments_in_one_thread(tmp_path: Path) -> None:
    replies = [Reply(str(n), f"Antwort {n}.", str(n // 2)) for n in range(1, 10_001)]
    essay = from_text(tmp_path, wxr([Item(1, replies=replies)])).essay
    comments = essay.thread.comments
    assert len(comments) == 10_000
    assert comments[9_999].reply_to == "c5000"


def test_parents_stand_before_replies_and_circles_are_cut(tmp_path: Path) -> None:
    replies = [Reply("7", parent="9"), Reply("8", parent="8"), Reply("9"), Reply("10", parent="11"), Reply("11", parent="10"), Reply("12", parent="5")]  # fmt: skip
    found = from_text(tmp_path, wxr([Item(1, replies=replies)]))
    assert found.problems == []
    shape = [(c.id, c.reply_to) for c in found.essay.thread.comments]
    assert shape == [("c3", ""), ("c1", "c3"), ("c2", ""), ("c4", ""), ("c5", "c4"), ("c6", "")]
    notices = [notice.message for notice in found.report.notices]
    assert len(notices) == 3
    assert "answers 5, which is not there" in notices[2]


def test_a_post_with_all_there_is(tmp_path: Path) -> None:
    more = (
        '<category domain="category" nicename="zeit">Zeit &amp; Raum</category>'
        '<category domain="post_tag" nicename="warten">Warten</category>'
        '<category domain="category" nicename="uncategorized">Uncategorized</category>'
        "<excerpt:encoded>Kurz &lt;b&gt;gesagt&lt;/b&gt;.</excerpt:encoded>"
        "<wp:post_modified>2018-01-02 10:00:00</wp:post_modified>"
    )
    text = "Das ist der erste Absatz.\nUnd noch eine Zeile.\n\n<h3>Ein Teil</h3>\nDas ist ein Satz."
    item = Item(5, "Über das Warten &amp; mehr", text, [Reply("12", user="1")], slug="%c3%bcber-das-warten", more=more)  # fmt: skip
    found = from_text(tmp_path, wxr([item]))
    essay, version = found.essay, found.essay.versions["de"]
    assert essay.id == "ueber-das-warten"
    assert (version.title, version.summary) == ("Über das Warten & mehr", "Kurz gesagt.")
    assert version.tags == ("Zeit & Raum", "Warten")
    assert (essay.author, essay.date, essay.updated) == (
        "Rita Muster",
        dt.date(2017, 11, 13),
        dt.date(2018, 1, 2),
    )
    assert essay.origin is not None
    assert essay.origin.url == item.link
    assert "erste Absatz.  \nUnd noch eine Zeile.\n\n## Ein Teil { #ein-teil }" in found.text(
        "essays/ueber-das-warten/index.de.md"
    )
    (comment,) = essay.thread.comments
    assert comment.date == dt.datetime(
        2017, 11, 16, 7, 55, tzinfo=dt.timezone(dt.timedelta(hours=1))
    )
    assert (comment.name, comment.author_of_essay) == ("Rita Muster", True)
    assert comment.url == f"{item.link}#comment-12"


@pytest.mark.parametrize("version", ["1.0", "1.1", "1.2"])
def test_every_version_is_read(tmp_path: Path, version: str) -> None:
    found = from_text(tmp_path, wxr([Item(1, replies=[Reply("1")])], version))
    assert (found.data["posts"]["out"], found.data["comments"]["out"]) == (1, 1)


STATES = {
    "draft": "a draft",
    "pending": "a draft",
    "future": "scheduled for later",
    "private": "private, or behind a password",
    "trash": "in the trash",
    "auto-draft": "its status is “auto-draft”",
}


@pytest.mark.parametrize(("status", "reason"), STATES.items())
def test_what_is_not_for_readers_is_left_out(tmp_path: Path, status: str, reason: str) -> None:
    item = Item(1, text='<img src="https://a.de/b.png">', replies=[Reply("1"), Reply("2", kind="pingback")], status=status)  # fmt: skip
    found = from_text(tmp_path, wxr([item]))
    assert [row["reason"] for row in found.data["posts"]["left_out"]] == [reason]
    assert [row["reason"] for row in found.data["comments"]["left_out"]] == [
        f"its post is left out: {reason}"
    ]
    assert found.data["trackbacks"]["in"] == 1
    assert not (tmp_path / "docs/essays").exists()


def test_drafts_and_pages_come_where_they_are_asked_for(tmp_path: Path) -> None:
    items = [Item(1, "Eins", status="draft"), Item(2, "Zwei", kind="page"), Item(3, "Drei", kind="nav_menu_item")]  # fmt: skip
    found = from_text(tmp_path, wxr(items), choice=Choice(drafts=True, pages=True))
    essays = found.base.library.essays
    assert {id: essay.draft for id, essay in essays.items()} == {"eins": True, "zwei": False}
    assert "nav_menu_item" in found.report.notices[0].message


def test_kinds_and_approval_of_comments(tmp_path: Path) -> None:
    replies = [Reply("1", kind="pingback"), Reply("2", kind="trackback"), Reply("3", approved="0"), Reply("4", approved="spam"), Reply("5", kind="review"), Reply("6", ""), Reply("6", "Anders."), Reply("6", "Anders.")]  # fmt: skip
    found = from_text(tmp_path, wxr([Item(1, replies=replies)]))
    kinds = [comment.kind for comment in found.essay.thread.comments]
    assert kinds == [CommentKind.PINGBACK, CommentKind.TRACKBACK, CommentKind.COMMENT, CommentKind.COMMENT]  # fmt: skip
    assert [row["reason"] for row in found.data["comments"]["left_out"]] == [
        "pending: nobody has approved it",
        "spam",
        "its type is “review”",
        "it stands there twice",
    ]


@pytest.mark.parametrize(
    ("names", "shown"),
    [(Names.FULL, "Anna Maria Schmidt"), (Names.INITIALS, "A. M. S."), (Names.NONE, "")],
)
def test_names_of_those_who_commented(tmp_path: Path, names: Names, shown: str) -> None:
    replies = [Reply("1", author="Anna Maria Schmidt"), Reply("2", author="ina@post.example")]
    found = from_text(tmp_path, wxr([Item(1, replies=replies)]), choice=Choice(names=names))
    assert [comment.name for comment in found.essay.thread.comments] == [shown, ""]
    everything = b"".join(found.files().values())
    assert b"ina@post.example" not in everything
    assert b"203.0.113.7" not in everything


def test_an_english_original_with_a_german_comment(tmp_path: Path) -> None:
    text = "This is the first paragraph of a text that is not very long, and it is in English."
    replies = [Reply("1", "Das ist ein Kommentar, und er ist nicht auf Englisch."), Reply("2", "I agree with all of this.")]  # fmt: skip
    found = from_text(tmp_path, wxr([Item(1, "On waiting", text, replies)]))
    assert found.essay.original == "en"
    assert [comment.lang for comment in found.essay.thread.comments] == ["de", ""]
    assert "original: en" in found.text("essays/on-waiting/index.en.md")
    assert (tmp_path / "docs/essays/on-waiting/thread.en.md").is_file()


def test_posts_that_link_to_each_other(tmp_path: Path) -> None:
    first = Item(1, "Eins", slug="eins")
    second = Item(2, "Zwei", f'<a href="{first.link}#comment-7">da</a>', [Reply("7")], slug="zwei")
    first = Item(1, "Eins", f'Siehe {second.link} und <a href="http://www.blog.example/?p=2">so</a>.', [Reply("6"), Reply("7")], slug="eins")  # fmt: skip
    found = from_text(tmp_path, wxr([first, second]))
    assert found.problems == []
    assert "Siehe [[zwei]] und [[zwei|so]]." in found.text("essays/eins/index.de.md")
    assert "[[eins#c2|da]]" in found.text("essays/zwei/index.de.md")
    assert found.base.library.essays["zwei"].redirects == ("/2017/11/zwei/",)


def test_galleries_captions_embeds_and_attachments(tmp_path: Path) -> None:
    text = (
        '[caption id="a"]<img src="https://a.de/b.jpg" alt="B" /> Darunter[/caption]\n'
        '[gallery ids="1,2"]\n[embed]https://a.de/film[/embed]\n[unbekannt a="b"]'
    )
    picture = Item(2, kind="attachment", status="inherit", more="<wp:attachment_url>https://a.de/c.png</wp:attachment_url>")  # fmt: skip
    found = from_text(tmp_path, wxr([Item(1, text=text), picture]))
    written = found.text("essays/vom-warten/index.de.md")
    assert "[B](https://a.de/b.jpg)\n\nDarunter" in written
    assert "<https://a.de/film>" in written
    assert '\\[unbekannt a="b"\\]' in written
    assert found.data["images"]["in"] == 2
    assert found.data["images"]["out"] == 0
    assert found.problems == []


def test_blocks_of_the_editor_are_html_already(tmp_path: Path) -> None:
    text = (
        "<!-- wp:paragraph -->\n<p>Eins\nzwei</p>\n<!-- /wp:paragraph -->\n\n"
        '<!-- wp:image {"id":3} -->\n<figure><img src="https://a.de/b.jpg" alt="" />'
        "<figcaption>C</figcaption></figure>\n<!-- /wp:image -->\n\n"
        "<!-- wp:freeform -->\nDrei\nvier\n<!-- /wp:freeform -->\n<!-- wp:spacer /-->"
    )
    found = from_text(tmp_path, wxr([Item(1, text=text)]))
    body = found.text("essays/vom-warten/index.de.md").partition("---\n\n")[2]
    assert body == "Eins zwei\n\n[b.jpg](https://a.de/b.jpg)\n\nC\n\nDrei  \nvier\n"


def test_an_export_that_breaks_off_is_imported_as_far_as_it_goes(tmp_path: Path) -> None:
    whole = wxr(
        [Item(1, "Eins"), Item(2, "Zwei", replies=[Reply("1"), Reply("2")]), Item(3, "Drei")]
    )
    for end, posts, comments in [
        (whole.index("<wp:comment_id>2"), 2, (1, 1)),
        (whole.index("</wp:status>", whole.index("Zwei")), 1, (0, 0)),
        (whole.index("Drei"), 2, (2, 0)),
    ]:
        folder = tmp_path / str(end)
        found = from_text(folder, whole[:end])
        assert found.data["posts"]["out"] == posts
        row = found.data["comments"]
        assert (row["out"], len(row["left_out"])) == comments
        assert not found.report.is_whole
        assert "blog.xml, line" in found.report.notices[-1].message
        assert found.problems == []


BOMB = '<!DOCTYPE rss [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'
REFUSED = {
    "entities": (wxr([Item(1, title="x")]).replace("<rss", f"{BOMB}<rss", 1), "declares"),
    "a document type": (wxr([]).replace("<rss", "<!DOCTYPE rss SYSTEM 'file:///etc/passwd'><rss"), "declares"),
    "a hidden declaration": (wxr([]).replace("UTF-8", "UTF-7"), "stored"),
    "nothing": ("", "empty"),
    "other XML": ("<?xml version='1.0'?><a/>", "no export"),
    "an archive": ("PK\x03\x04...", "packed"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "reason"), REFUSED.values(), ids=REFUSED.keys())
def test_what_could_do_harm_is_refused_in_one_sentence(
    tmp_path: Path, text: str, reason: str
) -> None:
    found = from_text(tmp_path, text)
    (notice,) = found.report.notices
    assert notice.is_broken
    assert reason in notice.message
    assert notice.message.startswith(str(tmp_path / "blog.xml"))
    assert "\n" not in notice.message


def test_slugs_and_titles_never_lead_out_of_the_folder(tmp_path: Path) -> None:
    items = [Item(n, slug, slug=slug) for n, slug in enumerate(["../../x", "..", "/etc/passwd", "a/b", "index", "c1", "CON", "."])]  # fmt: skip
    found = from_text(tmp_path / "project", wxr(items))
    assert found.data["posts"]["out"] == len(items)
    assert found.problems == []
    assert {path.name for path in tmp_path.iterdir()} == {"project"}
    assert {path.name for path in (tmp_path / "project").iterdir()} <= {"docs", "mkdocs.yml", "blog.xml", ".cache"}  # fmt: skip


def test_a_text_longer_than_any_is_left_out(tmp_path: Path) -> None:
    items = [Item(1, "Eins", "x" * (LONGEST + 1)), Item(2, "Zwei", replies=[Reply("1", "y" * (LONGEST + 1))])]  # fmt: skip
    found = from_text(tmp_path, wxr(items))
    assert (found.data["posts"]["in"], found.data["posts"]["out"]) == (2, 1)
    assert "longer than" in found.data["comments"]["left_out"][0]["reason"]
