from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from knowledge import base as bases
from knowledge.changing.calling import anywhere, at_end, in_greeting, same_name
from knowledge.changing.forget import Plan, plan
from knowledge.changing.journal import RefusedError, apply, changing
from knowledge.check.report import lines
from knowledge.collect import read_library
from knowledge.model import Severity
from knowledge.site import Site
from knowledge.translations.accept import accept
from knowledge.translations.progress import everything
from tests.build.site import Site as BuiltSite
from tests.changing.bases import base, site_of, snapshot
from tests.project import run, write_files
from tests.review.history import commit, git

THREAD = """
    /// comment | Edith Fuchs
        id: c1
        date: 2017-11-14T08:00
        url: https://blog.example/#comment-1
        answers: [wozu]

    Ein Wort von mir.

    Grüße, Edith
    ///

    /// comment | K. L.
        id: c2
        reply-to: c1

    Liebe Frau Fuchs, auch Edith Fuchs’ Haus ist eines. Hallo E. F.!

    Die Edith-Fuchs-Straße und Edithas Haus sind andere.
    ///

    /// comment | edith  fuchs
        id: c3
        reply-to: c2
        answers:
          - wozu
        lang: de

    Danke.
    ///

    /// comment | M.
        id: c4
        reply-to: c2

    Hallo Herr L., das ist z. M. nicht so. Ich, M., bleibe dabei. Hallo him.

    Herzlich, M.
    ///
    """
TRANSLATION = """
    /// comment
        id: c1

    A word.

    Regards, Edith
    ///

    /// comment
        id: c2

    Dear Ms Fuchs, Edith Fuchs's house is one too.
    ///
    """
FILES = {
    "docs/essays/anderer/thread.de.md": THREAD,
    "docs/essays/anderer/thread.en.md": TRANSLATION,
    "docs/essays/vom-haus/thread.de.md": (
        "/// comment | M.\n    id: c1\n\nWie Edith Fuchs sagt. Und Hallo Edith!\n///\n"
    ),
    "docs/concepts/dach.de.md": "---\ntitle: Dach\n---\n\nEdith Fuchs hat eines: [[anderer#c1]].\n",
    "docs/essays/anderer/thread.de.md.diff": "+/// comment | Edith Fuchs\n",
}


@pytest.fixture
def site(tmp_path: Path) -> Site:
    base(tmp_path)
    write_files(tmp_path, FILES)
    (tmp_path / "docs/essays/vom-haus/thread.en.md").unlink()
    for name in ("docs/about/index.de.md", "docs/questions/wozu-noch.de.md"):
        (tmp_path / name).write_text("---\ntitle: Anders\n---\nText.\n", "utf-8")
    return site_of(tmp_path)


def forget(site: Site, name: str, *, remove: bool = False, pseudonym: str = "N. N.") -> Plan:
    with changing(site.root):
        found = plan(site, name, remove=remove, pseudonym=pseudonym)
        apply(site.root, found.change)
    return found


def read(site: Site, name: str) -> str:
    return (site.root / "docs/essays" / name).read_text("utf-8")


def errors(site: Site) -> list[str]:
    found, problems = bases.collect(site, drafts=True)
    every = [*problems, *bases.render(site, found).problems]
    return [lines(p) for p in every if p.severity is Severity.ERROR]


def test_a_name_goes_everywhere_in_threads_in_both_languages(site: Site) -> None:
    found = forget(site, "Edith Fuchs")
    german, english = read(site, "anderer/thread.de.md"), read(site, "anderer/thread.en.md")
    assert found.comments == ("anderer#c1", "anderer#c3")
    assert german.count("/// comment | N. N.\n") == 2
    assert "Grüße, N. N.\n" in german
    assert "Liebe Frau N. N., auch N. N.’ Haus ist eines. Hallo N. N.!" in german
    assert "Edithas Haus" in german
    assert "blog.example" not in german
    assert "answers: [wozu]" in german
    assert "Regards, N. N.\n" in english
    assert "Dear Ms N. N., N. N.'s house is one too." in english
    assert "Wie N. N. sagt. Und Hallo Edith!" in read(site, "vom-haus/thread.de.md")
    assert not errors(site)


def test_a_translated_comment_is_as_current_as_before(site: Site) -> None:
    def states() -> set[tuple[str, str]]:
        library, _ = read_library(site.root, site.docs, site.languages)
        return {(unit.name, str(unit.state)) for unit in everything(library) if unit.is_comment}

    library, _ = read_library(site.root, site.docs, site.languages)
    accept(site.root, library, list(everything(library)))
    before = states()
    assert ("docs/essays/anderer/thread.en.md#c2", "current") in before
    forget(site, "Edith Fuchs")
    assert states() == before


def test_it_says_where_and_what_is_left_to_judge(site: Site) -> None:
    found = forget(site, "Edith Fuchs")
    assert {(line.file, line.line) for line in found.lines} == {
        *(("docs/essays/anderer/thread.de.md", n) for n in (1, 4, 9, 16, 18, 21)),
        *(("docs/essays/anderer/thread.en.md", n) for n in (6, 12)),
        ("docs/essays/vom-haus/thread.de.md", 4),
    } - {("docs/essays/anderer/thread.de.md", 18)}
    assert [(spot.file, spot.line) for spot in found.left] == [
        ("docs/concepts/dach.de.md", 5),
        ("docs/essays/anderer/thread.de.md.diff", 1),
    ]


def test_removed_comments_leave_a_note_and_answers_stay_whole(site: Site) -> None:
    forget(site, "Edith Fuchs", remove=True)
    german, english = read(site, "anderer/thread.de.md"), read(site, "anderer/thread.en.md")
    assert german.startswith(
        "/// comment\n    id: c1\n    date: 2017-11-14T08:00\n\n"
        "*Auf Wunsch der Person entfernt, die hier geschrieben hatte.*\n///\n"
    )
    assert "/// comment\n    id: c3\n    reply-to: c2\n\n*Auf Wunsch" in german, (
        "the option of two lines goes as a whole"
    )
    assert "A word." not in english
    assert "/// comment\n    id: c1\n\n*Removed at the request of the person" in english
    assert "Liebe Frau N. N." in german
    library, _ = bases.collect(site)
    thread = library.essays["anderer"].thread
    assert [(c.id, c.reply_to, c.answers) for c in thread.comments] == [
        ("c1", "", ()),
        ("c2", "c1", ()),
        ("c3", "c2", ()),
        ("c4", "c2", ()),
    ]
    assert not errors(site)


def test_an_initial_alone_is_only_sure_in_greetings_and_below(site: Site) -> None:
    found = forget(site, "M.")
    german = read(site, "anderer/thread.de.md")
    assert "/// comment | N. N.\n    id: c4" in german
    assert "Herzlich, N. N.\n" in german
    assert "das ist z. M. nicht so. Ich, M., bleibe dabei. Hallo him." in german
    assert ("docs/essays/anderer/thread.de.md", 35) in {(s.file, s.line) for s in found.left}


def test_a_greeting_that_could_mean_another_is_left(site: Site) -> None:
    write_files(
        site.root,
        {
            "docs/essays/ohne/index.de.md": "---\ntitle: Ohne\n---\nText.\n",
            "docs/essays/ohne/thread.de.md": (
                "/// comment | Anna Maier\n    id: c1\n\nEins.\n///\n\n"
                "/// comment | Otto Maier\n    id: c2\n\nZwei.\n///\n\n"
                "/// comment\n    id: c3\n    reply-to: c2\n\nHallo Maier!\n///\n\n"
                "/// comment\n    id: c4\n    reply-to: c1\n\nHallo Maier, hallo Anna!\n///\n"
            ),
        },
    )
    found = forget(site, "Anna Maier")
    text = read(site, "ohne/thread.de.md")
    assert "Hallo Maier!" in text
    assert "Hallo N. N., hallo N. N.!" in text
    assert [spot.line for spot in found.left] == [17]


@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
@pytest.mark.parametrize("remove", [False, True])
def test_other_bytes_stay(site: Site, mark: str, line_end: str, remove: bool) -> None:
    path = site.root / "docs/essays/anderer/thread.de.md"
    text = mark + path.read_text("utf-8").replace("\n", line_end)
    path.write_bytes(text.encode())
    forget(site, "Edith Fuchs", remove=remove)
    new = path.read_bytes().decode()
    assert new.startswith(f"{mark}/// comment")
    assert new.count("\n") == new.count(line_end)
    untouched = f"/// comment | M.{line_end}    id: c4"
    assert new[new.index(untouched) :] == text[text.index(untouched) :]


def test_who_is_not_there_is_said_to_be_nobody(site: Site) -> None:
    before = snapshot(site.root)
    with pytest.raises(RefusedError, match="Did you mean `Edith Fuchs`"):
        forget(site, "Edit Fuchs")
    with pytest.raises(RefusedError, match=r"Someone is called “K\. L\.” already"):
        forget(site, "Edith Fuchs", pseudonym="K. L.")
    assert snapshot(site.root) == before


def test_a_thread_that_cannot_be_read_stops_everything(site: Site) -> None:
    path = site.root / "docs/essays/vom-haus/thread.de.md"
    path.write_bytes(b"/// comment\n    id: c1\n\nText.\n")
    before = snapshot(site.root)
    with pytest.raises(
        RefusedError, match=r"vom-haus/thread\.de\.md:1: This block is never closed"
    ):
        forget(site, "Edith Fuchs")
    assert snapshot(site.root) == before


@pytest.mark.parametrize(
    ("name", "text", "is_called"),
    [
        ("Anna Bell", "Liebe Anna,", True),
        ("Anna Bell", "Hallo Frau Bell!", True),
        ("Anna Bell", "@Anna Das stimmt.", True),
        ("Anna Bell", "Hi A. B., ja", True),
        ("Anna Bell", "Dear Ms. Bell", True),
        ("Anna Bell", "Hallo Frau Dr. Bell", True),
        ("Anna Bell", "Liebe Annabell,", False),
        ("Anna Bell", "Hallo Bellinda,", False),
        ("Anna Bell", "Ich mag Anna Seghers.", False),
        ("M.", "addressed to him.", False),
        ("M.", "Hallo M. B.,", True),
        ("B.", "z. B. so", False),
    ],
)
def test_people_are_called_by_name(name: str, text: str, is_called: bool) -> None:
    assert bool(in_greeting(name).search(text)) == is_called


def test_names_are_found_however_they_are_spaced() -> None:
    assert same_name("A. B.", "a.b.")
    assert not same_name("", "")
    assert anywhere("A. B.").search("so A.B. und")
    assert not anywhere("A. B.").search("so F.A. B. und")
    assert at_end("Anna Bell").search("Grüße\n\n*Anna*\n")
    assert not at_end("Anna Bell").search("Grüße an Anna und so")


@pytest.mark.usefixtures("site")
def test_the_whole_way(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q")
    commit(tmp_path, "Begin")
    outcome = run("kb.main", "forget", "Edith Fuchs", "--dry-run", folder=tmp_path)
    assert outcome.code == 0, outcome.errors
    assert git(tmp_path, "status", "--porcelain") == ""
    assert "docs/essays/anderer/thread.de.md:1:" in outcome.output
    assert "docs/concepts/dach.de.md:5: Edith Fuchs hat eines" in outcome.output
    assert "The history of git still holds the name" in outcome.output
    (tmp_path / "docs/concepts/dach.de.md").write_text("---\ntitle: Dach\n---\n\nOben.\n", "utf-8")
    outcome = run("kb.main", "forget", "Edith Fuchs", "--json", folder=tmp_path)
    assert json.loads(outcome.output)["comments"] == ["anderer#c1", "anderer#c3"]
    built = run("mkdocs", "build", "--strict", folder=tmp_path)
    assert built.code == 0, built.errors
    files = [path for path in (tmp_path / "site").rglob("*") if path.is_file()]
    everything = "\n".join(path.read_bytes().decode("utf-8", "replace") for path in files)
    assert not re.search(r"Edith (?!as)Fuchs|Frau Fuchs|Ms Fuchs", everything)
    page = BuiltSite(tmp_path / "site").page("/en/essays/anderer/")
    assert "N. N." in page.get_element_by_id("c1").text_content()
    outcome = run("kb.main", "forget", "Edith Fuchs", folder=tmp_path)
    assert outcome.code == 1
    assert outcome.errors == "kb: Nobody called “Edith Fuchs” has commented.\n"
