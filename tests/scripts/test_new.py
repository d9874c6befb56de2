from __future__ import annotations

import json
import shlex
from pathlib import Path

import pytest

from tests.project import Outcome, write_files
from tests.scripts.conftest import Kb
from tests.scripts.terminal import Terminal

ECHO = "docs/essays/echo/index.de.md"


@pytest.fixture(autouse=True)
def _no_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin.isatty", lambda: False, raising=False)


def files(project: Path) -> dict[str, bytes]:
    found = (project / "docs").rglob("*")
    return {p.relative_to(project).as_posix(): p.read_bytes() for p in found if p.is_file()}


def proposed(outcome: Outcome) -> list[str]:
    """The command that a problem proposes."""
    return shlex.split(outcome.output.split("`kb ")[1].split("`")[0])


@pytest.mark.parametrize("kind", ["essay", "concept", "question"])
@pytest.mark.parametrize("original", ["de", "en"])
def test_a_new_pair_is_in_order(project: Path, kb: Kb, kind: str, original: str) -> None:
    before = files(project)
    titles = ("--title-de", "Ein Über-Weg!", "--title-en", "A way over")
    outcome = kb("new", kind, *titles, "--original", original, "--json", "--root", project)
    assert outcome.code == 0, outcome.errors
    made = json.loads(outcome.output)
    assert made["id"] == {"de": "ein-ueber-weg", "en": "a-way-over"}[original]
    assert set(made["files"]) == files(project).keys() - before.keys()
    assert len(made["files"]) == 2
    checked = json.loads(kb("check", "--json", "--root", project).output)
    kinds = {row["kind"] for row in checked}
    assert kinds <= {"orphan-concept"}


def test_it_says_what_was_written_and_what_comes_next(project: Path, kb: Kb) -> None:
    outcome = kb("new", "essay", "warten", "--title-de", "Vom Warten", "--root", project)
    assert outcome.output.startswith(
        "Wrote docs/essays/warten/index.de.md\nWrote docs/essays/warten/index.en.md\n"
        "The English title only stands in: write it.\nNext: "
    )
    assert b"title: Vom Warten\n" in files(project)["docs/essays/warten/index.en.md"]


def test_one_language_may_be_enough(project: Path, kb: Kb) -> None:
    assert kb("new", "concept", "--title", "Weg", "--only", "de", "--root", project).code == 0
    assert "docs/concepts/weg.de.md" in files(project)
    assert "docs/concepts/weg.en.md" not in files(project)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("essay",), "Expected a title in German, found none. Add --title-de"),
        (("essay", "--title", "Weg"), "Expected a title in English, found none. Add --title-en"),
        (("concept", "resonanz"), "belongs to docs/concepts/resonanz.de.md already"),
        (("essay", "resonanz"), "belongs to docs/concepts/resonanz.de.md already"),
        (("question", "index"), "`index` is the name of a page"),
        (("concept", "weg", "--title", "resonanz"), "“resonanz” is the title of `resonanz`"),
        (("concept", "weg", "--title", "WIDERHALL"), "“WIDERHALL” is the alias of `resonanz`"),
        (("concept", "Über Weg"), "Did you mean `ueber-weg`?"),
        (("concept", "--title", "…", "--only", "de"), "Expected a title with a letter or digit"),
        (("concept", "weg", "--related", "resonans"), "Did you mean `resonanz`?"),
        (("question", "weg", "--asked-in", "eco"), "Did you mean `echo`?"),
        (("question", "weg", "--date", "gestern"), "a date such as 2017-11-16; found `gestern`"),
        (("essay", "weg", "--answers", "wozu"), "There is no question `wozu`."),
        (("concept", "--for", f"{ECHO}:4"), "no link there names something that does not exist"),
        (("concept", "--for", "docs/nichts.de.md:1"), "docs/nichts.de.md: No such file"),
        (("concept", "--for", "irgendwo"), "Expected a place such as"),
        (("concept", "--kind", "thing"), "thing"),
    ],
)
def test_what_cannot_be_made_is_wrong_use_and_writes_nothing(
    project: Path, kb: Kb, arguments: tuple[str, ...], said: str
) -> None:
    before = files(project)
    outcome = kb("new", *arguments, "--root", project)
    assert (outcome.code, outcome.output) == (2, "")
    assert said in " ".join(outcome.errors.split())
    assert files(project) == before


def test_a_former_name_and_an_address_are_taken_too(project: Path, kb: Kb) -> None:
    path = project / ECHO
    path.write_text(
        path.read_text("utf-8").replace("title: Echo", "title: Echo\nredirects: [hall]")
    )
    write_files(project, {"docs/concepts/by-kind/index.de.md": "---\ntitle: Arten\n---\n"})
    for id, holder in (("hall", ECHO), ("by-kind", "docs/concepts/by-kind/index.de.md")):
        outcome = kb("new", "concept", id, "--root", project)
        assert outcome.code == 2
        assert holder in outcome.errors


def test_a_concept_is_made_from_an_unknown_link_in_one_step(project: Path, kb: Kb) -> None:
    text = "---\ntitle: Hall\n---\n\ufeffVom [[Nachklang|Klang]], der bleibt.\r\n"
    write_files(project, {"docs/essays/hall/index.de.md": text})
    found = kb("check", "--root", project)
    assert found.code == 1
    outcome = kb(*proposed(found), "--root", project)
    assert outcome.code == 0, outcome.errors
    assert outcome.output.startswith("Wrote docs/concepts/nachklang.de.md\n")
    assert kb("check", "--root", project).code == 0


def test_the_link_that_asked_for_a_concept_finds_it_whatever_its_title(
    project: Path, kb: Kb
) -> None:
    write_files(project, {"docs/essays/hall/index.de.md": "---\ntitle: Hall\n---\n[[Klänge]]\n"})
    place = "docs/essays/hall/index.de.md:4"
    assert kb("new", "concept", "--for", place, "--title", "Ton", "--root", project).code == 0
    assert b"aliases: [Kl\xc3\xa4nge]" in files(project)["docs/concepts/ton.de.md"]
    assert kb("check", "--root", project).code == 0


def test_of_several_unknown_links_in_a_line_the_column_chooses(project: Path, kb: Kb) -> None:
    write_files(
        project, {"docs/essays/hall/index.de.md": "---\ntitle: Hall\n---\n[[a-b]] [[c-d]]\n"}
    )
    place = "docs/essays/hall/index.de.md:4"
    outcome = kb("new", "concept", "--for", place, "--root", project)
    assert outcome.code == 2
    assert "`a-b`, `c-d`. Name the column too." in outcome.errors
    assert kb("new", "concept", "--for", f"{place}:9", "--root", project).code == 0
    assert b"title: C D\n" in files(project)["docs/concepts/c-d.de.md"]


def test_a_concept_is_made_from_what_suggest_prints(project: Path, kb: Kb) -> None:
    words = "  2. Christian Felber [christian-felber, person] 5 times in 3 texts"
    assert kb("new", "concept", "--from", words, "--root", project).code == 0
    text = files(project)["docs/concepts/christian-felber.de.md"].decode()
    assert "title: Christian Felber\n" in text
    assert "kind: person\n" in text
    assert kb("new", "concept", "--from", "Stille", "--root", project).code == 0
    assert "docs/concepts/stille.en.md" in files(project)


def test_what_suggest_proposes_can_be_run(project: Path, kb: Kb) -> None:
    text = "Ein Gartenzaun steht da. " * 3
    for id in ("eins", "zwei", "drei"):
        write_files(project, {f"docs/essays/{id}/index.de.md": f"---\ntitle: {id}\n---\n{text}\n"})
    rows = json.loads(kb("suggest", "--json", "--root", project).output)["terms"]
    row = next(row for row in rows if row["id"] == "gartenzaun")
    assert f"     make: {row['make']}" in kb("suggest", "--root", project).output
    outcome = kb(*shlex.split(row["make"])[1:], "--root", project)
    assert outcome.code == 0, outcome.errors
    assert b"title: Gartenzaun\n" in files(project)["docs/concepts/gartenzaun.de.md"]


def test_files_with_windows_line_ends_and_byte_order_marks_are_known(project: Path, kb: Kb) -> None:
    text = "\ufeff---\r\ntitle: Nachklang\r\naliases: [Hall]\r\n---\r\nWorte.\r\n"
    (project / "docs/concepts/klang.de.md").write_bytes(text.encode())
    for title, role in (("Nachklang", "title"), ("Hall", "alias")):
        outcome = kb("new", "concept", "neu", "--title", title, "--root", project)
        assert outcome.code == 2
        assert f"“{title}” is the {role} of `klang`" in outcome.errors


def test_at_a_terminal_it_asks_for_what_it_needs(project: Path) -> None:
    terminal = Terminal("new", "essay", "--root", project, environment={"NO_COLOR": "1"})
    terminal.wait_for("German title:")
    terminal.press("echo\n")
    terminal.wait_for("“echo” is the title of `echo`")
    terminal.wait_for("German title:")
    terminal.press("Vom Hören\n")
    terminal.wait_for("English title:")
    terminal.press("On listening\n")
    terminal.wait_for("Id, which stands in addresses and links [vom-hoeren]:")
    terminal.press("resonanz\n")
    terminal.wait_for("belongs to docs/concepts/resonanz.de.md already")
    terminal.press("\n")
    terminal.wait_for("Author")
    terminal.press("A. B.\n")
    terminal.wait_for("Date")
    terminal.press("2017-11-13\n")
    terminal.wait_for("Wrote docs/essays/vom-hoeren/index.de.md")
    assert terminal.end() == 0
    text = files(project)["docs/essays/vom-hoeren/index.de.md"].decode()
    assert text.startswith("---\ntitle: Vom Hören\nsummary:\ntags: []\nauthor: A. B.\ndate: 2017")


def test_breaking_off_writes_nothing(project: Path) -> None:
    before = files(project)
    terminal = Terminal("new", "concept", "--root", project, environment={})
    terminal.wait_for("German title:")
    terminal.press("Weg\n")
    terminal.wait_for("English title:")
    assert terminal.break_off() != 0
    assert files(project) == before


def test_every_kind_has_help_with_an_example(kb: Kb) -> None:
    for kind in ("essay", "concept", "question"):
        outcome = kb("new", kind, "--help")
        assert outcome.code == 0
        assert f"Example: kb new {kind} " in " ".join(outcome.output.split())
