from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from knowledge import base as bases
from knowledge.changing.journal import RefusedError
from knowledge.check.report import lines
from knowledge.model import Severity, Status
from knowledge.receiving.submission import What
from knowledge.site import Site
from tests.build.site import Site as BuiltSite
from tests.changing.bases import snapshot
from tests.project import run, write_files
from tests.receiving.sent import add, base, comment, event, form, library, mail, words
from tests.review.history import commit, git


def errors(site: Site) -> list[str]:
    found, problems = bases.collect(site, drafts=True)
    every = [*problems, *bases.render(site, found).problems]
    return [lines(p) for p in every if p.severity is not Severity.INFO]


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return base(tmp_path)


def test_a_form_becomes_a_block_that_waits(site: Site) -> None:
    receipt = add(site, form(name="E. F.", reply="c1", text="Zwei Worte dazu.\n\n- und\n- mehr"))
    found = comment(site, receipt)
    assert receipt.page == "vom-haus#c3"
    assert (found.name, found.reply_to, found.status) == ("E. F.", "c1", Status.PENDING)
    assert str(found.date) == "2026-11-20 10:00:00+00:00"
    assert not found.author_of_essay
    assert words(site, receipt) == "\nZwei Worte dazu.\n\n- und\n- mehr\n"
    path = site.root / "docs/essays/vom-haus/thread.de.md"
    assert path.read_text("utf-8").split("\n")[receipt.line - 1] == "/// comment | E. F."
    assert not errors(site)


def test_the_same_again_changes_nothing(site: Site) -> None:
    first = add(site, form(number=7))
    before = snapshot(site.root)
    again = add(site, form(number=7, text="Anders, aber dasselbe Formular."))
    assert (again.is_new, again.page) == (False, first.page)
    assert snapshot(site.root) == before
    assert add(site, form(number=8)).page == "vom-haus#c4"
    add(site, bytes(mail()))
    before = snapshot(site.root)
    assert not add(site, bytes(mail())).is_new
    assert snapshot(site.root) == before


def test_an_id_is_never_given_twice(site: Site) -> None:
    path = site.root / "docs/essays/vom-haus/thread.de.md"
    before = path.read_bytes()
    assert add(site, form(number=1)).page == "vom-haus#c3"
    path.write_bytes(before)  # whoever reviewed it has declined it
    assert add(site, form(number=2)).page == "vom-haus#c4"


@pytest.mark.parametrize(
    "page",
    [
        "essays/vom-haus",
        "vom-haus",
        "/essays/vom-haus/",
        "en/essays/vom-haus/#c1",
        "https://querverweis.example/essays/vom-haus/",
        "https://querverweis.example/en/essays/vom-haus/thread/2/#c1",
        "  https://querverweis.example/essays/vom-haus/index.html?a=b ",
    ],
)
def test_a_page_is_named_by_its_address_its_path_or_its_id(site: Site, page: str) -> None:
    receipt = add(site, form(page=page))
    assert receipt.page == "vom-haus#c3"
    assert comment(site, receipt).reply_to == ("c1" if "#c1" in page else "")


@pytest.mark.parametrize(
    ("page", "message"),
    [
        ("essays/vom-huas", "There is no essay or question `vom-huas`. Did you mean `vom-haus`?"),
        ("concepts/haus", "There is no essay or question `haus`."),
        ("essays/entwurf", "There is no essay or question `entwurf`."),
        ("essays/../../etc/passwd", "There is no essay or question"),
        ("http://[::1", "There is no essay or question"),
        ("\u202e", "There is no essay or question"),
        ("", "It does not say to which page it belongs."),
        ("questions/ungefragt", "was asked under no essay"),
    ],
)
def test_what_belongs_nowhere_is_refused(site: Site, page: str, message: str) -> None:
    before = snapshot(site.root)
    with pytest.raises(RefusedError, match=re.escape(message)):
        add(site, form(page=page))
    assert snapshot(site.root) == before


def test_an_answer_to_a_question_stands_where_it_was_asked(site: Site) -> None:
    receipt = add(site, form(page="questions/wozu-noch"))
    found = comment(site, receipt)
    assert receipt.page == "vom-haus#c3"
    assert (found.answers, found.reply_to) == (("wozu-noch",), "c1")
    assert not errors(site)


@pytest.mark.parametrize("wanted", ["c9", "#c3", "https://querverweis.example/essays/x/#c3"])
def test_nobody_answers_what_is_not_there(site: Site, wanted: str) -> None:
    """Not even the comment that this one, or another that waits, will be."""
    receipt = add(site, form(reply=wanted, number=1))
    assert comment(site, receipt).reply_to == ""
    assert "no-reply-to" in {note.kind for note in receipt.notes}
    second = add(site, form(reply="c3", number=2))  # which is there now, but waits
    assert comment(site, second).reply_to == ""
    assert not errors(site)


def test_two_that_want_to_answer_each_other_do_not(site: Site) -> None:
    for number, wanted in ((1, "c4"), (2, "c3")):
        add(site, form(reply=wanted, number=number))
    path = site.root / "docs/essays/vom-haus/thread.de.md"
    path.write_bytes(path.read_bytes().replace(b"    status: pending\n", b""))
    assert not errors(site)


def test_a_question_becomes_a_page_that_waits(site: Site) -> None:
    title = "Warum: steht da kein „Haus“ -- & was dann?"
    receipt = add(site, form(What.QUESTION, title=title, page="essays/vom-haus/#c1"))
    assert receipt.file == f"docs/questions/{receipt.page}.de.md"
    assert receipt.page not in library(site).questions
    text = (site.root / receipt.file).read_text("utf-8")
    assert "draft: true\n" in text
    (site.root / receipt.file).write_text(text.replace("draft: true\n", ""), "utf-8")
    found = library(site).questions[receipt.page]
    assert (found.title("de"), found.asked_in, found.asked_by) == (title, "vom-haus#c1", "reader")
    assert str(found.date) == "2026-11-20"
    assert not errors(site)


def test_a_question_whose_id_exists_gets_another(site: Site) -> None:
    first = add(site, form(What.QUESTION, title="Wozu?", number=1))
    second = add(site, form(What.QUESTION, title="Haus am See?", number=2))
    assert (first.page, second.page) == ("wozu-2", "haus-am-see-2")
    assert "same-title" in {note.kind for note in first.notes}
    assert not errors(site)


def test_a_question_in_english_says_so(site: Site) -> None:
    sent = form(What.QUESTION, "en", title="What are the walls for, and who built them?")
    receipt = add(site, sent)
    assert receipt.file.endswith(".en.md")
    assert "original: en\n" in (site.root / receipt.file).read_text("utf-8")


def test_a_comment_in_another_language_says_so(site: Site) -> None:
    english = "This is what I have been thinking about the house for some years."
    assert comment(site, add(site, form(text=english, number=1))).lang == "en"
    german = "Das ist es, worüber ich mir schon seit Jahren Gedanken mache."
    receipt = add(site, form(page="essays/english", text=german, number=2))
    assert receipt.file == "docs/essays/english/thread.en.md"
    assert comment(site, receipt).lang == "de"


def test_a_first_comment_makes_the_thread(site: Site) -> None:
    receipt = add(site, form(page="ohne"))
    path = site.root / "docs/essays/ohne/thread.de.md"
    assert receipt.line == 1
    assert path.read_bytes().startswith(b"/// comment\n    id: c1\n")
    assert not errors(site)


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("line_end", [b"\n", b"\r\n"])
@pytest.mark.parametrize("last", [b"", b"\n", b"\n\n\n"])
def test_what_stands_there_keeps_every_byte(
    site: Site, mark: bytes, line_end: bytes, last: bytes
) -> None:
    path = site.root / "docs/essays/vom-haus/thread.de.md"
    text = mark + (path.read_bytes().rstrip(b"\n") + last).replace(b"\n", line_end)
    path.write_bytes(text)
    receipt = add(site, form(text="Eins\nzwei\n\ndrei"))
    new = path.read_bytes()
    assert new.startswith(text)
    assert new.count(b"\n") == new.count(line_end)
    assert comment(site, receipt).status is Status.PENDING
    assert not errors(site)


def test_a_thread_that_is_not_in_order_is_left_alone(site: Site) -> None:
    path = site.root / "docs/essays/vom-haus/thread.de.md"
    path.write_bytes(path.read_bytes().removesuffix(b"///\n"))
    before = snapshot(site.root)
    with pytest.raises(RefusedError, match=r"thread\.de\.md:\d+: This block is never closed"):
        add(site, form())
    assert snapshot(site.root) == before


def test_a_thread_that_only_was_translated_first_takes_it_too(site: Site) -> None:
    write_files(
        site.root, {"docs/essays/ohne/thread.en.md": "/// comment\n    id: c1\n\nFirst.\n///\n"}
    )
    receipt = add(site, form(page="ohne"))
    assert receipt.file == "docs/essays/ohne/thread.en.md"
    assert (receipt.page, comment(site, receipt).lang) == ("ohne#c2", "de")
    assert not errors(site)


@pytest.mark.parametrize("text", ["", "   \n\n", "\u200b", "\u202e\u2066 "])
def test_what_says_nothing_is_refused(site: Site, text: str) -> None:
    with pytest.raises(RefusedError, match="says nothing"):
        add(site, form(text=text or " "))


def test_a_megabyte_is_refused_and_said(site: Site) -> None:
    before = snapshot(site.root)
    with pytest.raises(RefusedError, match="The text has 1,000,001 characters"):
        add(site, bytes(mail("Wort " * 200_000)))
    assert snapshot(site.root) == before


def test_links_to_this_site_become_links_in_the_base(site: Site) -> None:
    text = (
        "Siehe https://querverweis.example/concepts/haus/ und "
        "[dort](https://querverweis.example/en/essays/vom-haus/#c1), nicht [[dach]]."
    )
    receipt = add(site, form(text=text))
    assert "[[haus]]" in words(site, receipt).replace("[[haus|", "[[haus]] [[")
    assert "[[vom-haus#c1|dort]]" in words(site, receipt)
    assert "\\[\\[dach\\]\\]" in words(site, receipt)


def test_the_command_reports(tmp_path: Path) -> None:
    base(tmp_path)
    (tmp_path / "sent.json").write_bytes(form(name="A. B.", text="<script>x</script> Hallo dort!"))
    outcome = run("kb.main", "comment", "add", "sent.json", "--dry-run", folder=tmp_path)
    assert outcome.code == 0, outcome.errors
    assert not (tmp_path / "docs/.received").exists()
    outcome = run("kb.main", "comment", "add", "sent.json", "--json", folder=tmp_path)
    found = json.loads(outcome.output)
    assert (found["outcome"], found["page"]) == ("added", "vom-haus#c3")
    assert {"markup", "script", "name-of-author"} <= {note["kind"] for note in found["notes"]}
    outcome = run("kb.main", "comment", "add", "sent.json", "--json", folder=tmp_path)
    assert json.loads(outcome.output)["outcome"] == "known"


@pytest.mark.parametrize(
    ("data", "code", "message"),
    [
        (b"", 2, "It is neither JSON of an issue nor a mail"),
        (b"{", 2, "It is not JSON"),
        (b"{}", 2, "It holds no issue with a text"),
        (event("Etwas ganz anderes"), 2, "not that of one of the forms"),
        (form(page="gibt-es-nicht"), 1, "There is no essay or question"),
        (b"\x00\xff\xfe", 2, "It is neither"),
    ],
)
def test_the_command_says_in_one_line_what_is_wrong(
    tmp_path: Path, data: bytes, code: int, message: str
) -> None:
    base(tmp_path)
    (tmp_path / "sent").write_bytes(data)
    outcome = run("kb.main", "comment", "add", "sent", folder=tmp_path)
    assert outcome.code == code
    assert message in outcome.errors
    assert outcome.errors.count("\n") == 1


def test_the_whole_way(tmp_path: Path) -> None:
    """A clone, the command, a strict build without it; the line deleted, a build with it."""
    base(tmp_path)
    git(tmp_path, "init", "-q")
    commit(tmp_path, "Begin")
    (tmp_path / "form.json").write_bytes(
        form(name="G. H.", text="Geheimes Wort <img src=x onerror=alert(1)>")
    )
    (tmp_path / "question.json").write_bytes(
        form(What.QUESTION, number=13, title="Geheime Frage?", text="")
    )
    for name in ("form.json", "question.json"):
        outcome = run("kb.main", "comment", "add", name, folder=tmp_path)
        assert outcome.code == 0, outcome.errors
        (tmp_path / name).unlink()
    changed = git(tmp_path, "status", "--porcelain", "--untracked-files=all").split("\n")
    assert sorted(line[3:] for line in changed if "site" not in line and line)[-2:] == [
        "docs/essays/vom-haus/thread.de.md",
        "docs/questions/geheime-frage.de.md",
    ]

    def built() -> str:
        outcome = run("mkdocs", "build", "--strict", folder=tmp_path)
        assert outcome.code == 0, outcome.errors
        files = [p for p in (tmp_path / "site").rglob("*") if p.is_file()]
        return "\n".join(p.read_bytes().decode("utf-8", "replace") for p in files)

    everything = built()
    assert "Geheim" not in everything
    assert "G. H." not in everything
    assert "geheime-frage" not in everything
    for name, line in (
        ("docs/essays/vom-haus/thread.de.md", "    status: pending\n"),
        ("docs/questions/geheime-frage.de.md", "draft: true\n"),
    ):
        path = tmp_path / name
        path.write_text(path.read_text("utf-8").replace(line, ""), "utf-8")
    built()
    site = BuiltSite(tmp_path / "site")
    for prefix in ("/", "/en/"):
        article = site.page(f"{prefix}essays/vom-haus/").get_element_by_id("c3")
        assert "Geheimes Wort <img src=x onerror=alert(1)>" in article.text_content()
        assert not article.xpath(".//img | .//script")
        assert "Geheime Frage?" in site.page(f"{prefix}questions/geheime-frage/").text_content()
