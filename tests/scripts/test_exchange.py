from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree

from tests.project import ROOT, Outcome, write_files
from tests.scripts.conftest import Kb

ESSAY = "docs/essays/echo/index.en.md"
ORIGINAL = "docs/essays/echo/index.de.md"
LOCK = "translations.lock"
NEW = """

## Neu { #neu }

Etwas Neues, siehe [[resonanz|dort]] und [hier](../../concepts/resonanz.de.md).

- Erstens `kb`.
- Zweitens.

```
Befehl
```
"""


@pytest.fixture
def project(project: Path) -> Path:
    with (project / ORIGINAL).open("a", encoding="utf-8") as file:
        file.write(NEW)
    return project


def export(kb: Kb, project: Path, form: str = "xliff", *names: str) -> list[Path]:
    to = project / "out"
    shutil.rmtree(to, ignore_errors=True)
    outcome = kb(
        "translations",
        "export",
        *(names or [ESSAY]),
        "--to",
        to,
        "--format",
        form,
        "--root",
        project,
    )
    assert outcome.code == 0, outcome.errors
    return sorted(to.iterdir())


def back(kb: Kb, project: Path, *files: Path) -> Outcome:
    return kb("translations", "import", *files, "--root", project)


def put_in(path: Path, pattern: str, changes: dict[str, str], form: str) -> None:
    """Puts translations into a file."""
    text = path.read_text(encoding="utf-8")
    for id, target in changes.items():
        match = re.search(pattern.format(re.escape(id)), text, re.DOTALL)
        assert match, id
        text = text[: match.start()] + form.format(match[1], target) + text[match.end() :]
    path.write_text(text, encoding="utf-8")


def xliff(path: Path, changes: dict[str, str]) -> None:
    pattern = r'(<trans-unit id="{}"[^>]*>\s*<source>.*?</source>)(?:\s*<target[^>]*>.*?</target>)?'
    put_in(path, pattern, changes, "{}<target>{}</target>")


def po(path: Path, changes: dict[str, str]) -> None:
    pattern = r'(msgctxt "{}"\nmsgid "[^\n]*"\nmsgstr )"[^\n]*"'
    put_in(path, pattern, changes, '{}"{}"')


LINK = '<bpt id="1">[[resonanz|</bpt>there<ept id="1">]]</ept>'
FILE = '<bpt id="2">[</bpt>here<ept id="2">](../../concepts/resonanz.de.md)</ept>'
WHOLE_XLIFF = {
    "#neu:heading": "New",
    "#neu:1": f"Something new, see {LINK} and {FILE}.",
    "#neu:2": 'First <ph id="1"/>.',
    "#neu:3": "Second.",
}
WHOLE_PO = {
    "#neu:heading": "New",
    "#neu:1": "Something new, see [[resonanz|there]] and [here](../../concepts/resonanz.de.md).",
    "#neu:2": "First `kb`.",
    "#neu:3": "Second.",
}
ADDED = """

## New { #neu }

Something new, see [[resonanz|there]] and [here](../../concepts/resonanz.en.md).

- First `kb`.
- Second.

```
Befehl
```
"""


@pytest.mark.parametrize(
    ("form", "put", "whole"), [("xliff", xliff, WHOLE_XLIFF), ("po", po, WHOLE_PO)]
)
def test_a_new_section_comes_back_whole_and_is_accepted(
    project: Path,
    kb: Kb,
    form: str,
    put: Callable[[Path, dict[str, str]], None],
    whole: dict[str, str],
) -> None:
    (file,) = export(kb, project, form)
    before = (project / ESSAY).read_text(encoding="utf-8")
    put(file, {**whole, "opening:1": "About resonance."})
    outcome = back(kb, project, file)
    assert (outcome.code, outcome.errors) == (0, "")
    text = (project / ESSAY).read_text(encoding="utf-8")
    assert text == before.replace("On resonance.", "About resonance.").rstrip() + ADDED
    lock = (project / LOCK).read_text(encoding="utf-8")
    assert [line.split('"')[1] for line in lock.splitlines() if line.startswith('"')] == [
        ESSAY,
        f"{ESSAY}#neu",
        f"{ESSAY}#teil",
    ]
    again = back(kb, project, file)
    assert (again.code, "unchanged" in again.output) == (0, True)


@pytest.mark.parametrize("form", ["xliff", "po"])
def test_a_section_that_is_not_whole_waits(project: Path, kb: Kb, form: str) -> None:
    (file,) = export(kb, project, form)
    before = (project / ESSAY).read_bytes()
    put = {"xliff": xliff, "po": po}[form]
    put(file, {"#neu:heading": "New", "#neu:3": "Second."})
    outcome = back(kb, project, file)
    assert outcome.code == 0
    assert "4 segments are still to do" not in outcome.output
    assert "2 segments are still to do" in outcome.output
    assert (project / ESSAY).read_bytes() == before
    assert f"{ESSAY}#neu" not in (project / LOCK).read_text(encoding="utf-8")


@pytest.mark.parametrize("form", ["xliff", "po"])
@pytest.mark.parametrize("line_end", [b"\n", b"\r\n"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_what_is_no_segment_stays_byte_by_byte(
    project: Path, kb: Kb, form: str, line_end: bytes, mark: bytes
) -> None:
    path = project / ESSAY
    text = (
        b"---\ntitle:   'Echo' # so\ntags: [x]\n---\n\nOn  resonance.\n\n\n## Part { #teil .a }  \n\n"
        b"Words.   \n\n"
    )
    path.write_bytes(mark + text.replace(b"\n", line_end))
    before = path.read_bytes()
    (file,) = export(kb, project, form)
    assert back(kb, project, file).code == 0
    assert path.read_bytes() == before
    put = {"xliff": xliff, "po": po}[form]
    put(file, {"#teil:1": "Some [[resonanz|words]].", "title": "Echo: it's"})
    assert back(kb, project, file).code == 0
    expected = text.replace(b"Words.", b"Some [[resonanz|words]].")
    expected = expected.replace(b"'Echo'", b"'Echo: it''s'")
    assert path.read_bytes() == mark + expected.replace(b"\n", line_end)


@pytest.mark.parametrize("form", ["xliff", "po"])
def test_the_real_base_comes_back_as_it_went(tmp_path: Path, kb: Kb, form: str) -> None:
    for name in ("docs", "links.yml", "mkdocs.yml", LOCK):
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(
                source, tmp_path / name, ignore=shutil.ignore_patterns("assets", ".imports")
            )
        else:
            shutil.copy(source, tmp_path / name)
    files = export(kb, tmp_path, form, "docs")
    assert len(files) > 100
    before = {path: path.read_bytes() for path in (tmp_path / "docs").rglob("*.md")}
    lock = (tmp_path / LOCK).read_bytes()
    outcome = back(kb, tmp_path, *files)
    assert (outcome.code, outcome.errors) == (0, "")
    assert {path: path.read_bytes() for path in (tmp_path / "docs").rglob("*.md")} == before
    assert (tmp_path / LOCK).read_bytes() == lock
    assert export(kb, tmp_path, form, "docs") == files


def test_a_stale_section_goes_out_for_review_and_is_accepted_when_it_was_looked_at(
    project: Path, kb: Kb
) -> None:
    kb("translations", "accept", "--all", "--root", project)
    path = project / ORIGINAL
    path.write_text(
        path.read_text(encoding="utf-8").replace("Ein Widerhall", "Kein Widerhall"),
        encoding="utf-8",
    )
    (file,) = export(kb, project)
    text = file.read_text(encoding="utf-8")
    assert text.count('state="needs-review-translation"') == 2
    assert back(kb, project, file).code == 0
    listed = kb("translations", "--root", project).output
    assert f"#teil    {ESSAY}" in listed
    file.write_text(text.replace("needs-review-translation", "final"), encoding="utf-8")
    assert back(kb, project, file).code == 0
    assert "#teil" not in kb("translations", "--root", project).output


def test_segments_have_the_terms_of_the_glossary(project: Path, kb: Kb) -> None:
    (file,) = export(kb, project)
    assert '<note from="glossary">Resonanz → resonance</note>' in file.read_text(encoding="utf-8")
    (file,) = export(kb, project, "po")
    assert "#. Resonanz → resonance" in file.read_text(encoding="utf-8")


def test_a_document_without_translation_gets_one(project: Path, kb: Kb) -> None:
    (project / ESSAY).unlink()
    (file,) = export(kb, project, "po")
    po(file, WHOLE_PO)
    outcome = back(kb, project, file)
    assert outcome.code == 1
    assert "title is not translated" in outcome.errors
    assert not (project / ESSAY).exists()
    po(file, {"title": "The Echo", "opening:1": "On resonance."})
    assert back(kb, project, file).code == 0
    text = (project / ESSAY).read_text(encoding="utf-8")
    assert text == "---\ntitle: The Echo\n---\n\nOn resonance." + ADDED
    assert "missing-translation" in kb("check", "--root", project).output


def test_comments_go_out_and_come_back(project: Path, kb: Kb) -> None:
    thread = "docs/essays/echo/thread.en.md"
    _, file = export(kb, project, "po", "docs/essays/echo")
    po(file, {"c1": "Yes.\\n\\n/// comment | Somebody\\n    id: c9\\n"})
    assert back(kb, project, file).code == 0
    text = (project / thread).read_text(encoding="utf-8")
    assert text == (
        "/// comment\n    id: c1\n\nYes.\n\n\\/// comment | Somebody\n    id: c9\n///\n"
    )
    assert "error" not in kb("check", "--root", project).output.replace("0 error", "")
    _, file = export(kb, project, "po", "docs/essays/echo")
    assert back(kb, project, file).code == 0
    assert (project / thread).read_text(encoding="utf-8") == text


def test_a_section_that_is_divided_otherwise_is_one_segment(project: Path, kb: Kb) -> None:
    path = project / ESSAY
    text = path.read_text(encoding="utf-8").replace("Words.", "Words.\n\nAnd more words.")
    path.write_text(text, encoding="utf-8")
    (file,) = export(kb, project)
    assert 'id="#teil:text"' in file.read_text(encoding="utf-8")
    assert back(kb, project, file).code == 0
    assert path.read_text(encoding="utf-8") == text
    xliff(file, {"#teil:text": 'Other <ph id="1"/>.\n\nParagraphs.'})
    assert back(kb, project, file).code == 0
    assert "Other [[resonanz]].\n\nParagraphs.\n" in path.read_text(encoding="utf-8")


def damaged(project: Path, kb: Kb, file: Path) -> str:
    """What is said of a file that is refused; nothing else happens."""
    before = {path: path.read_bytes() for path in project.rglob("*") if path.is_file()}
    outcome = back(kb, project, file)
    assert outcome.code == 1
    assert "Nothing was written" in outcome.errors
    assert before == {path: path.read_bytes() for path in project.rglob("*") if path.is_file()}
    return outcome.errors


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        (
            {"#neu:1": f"Something new, see {FILE}."},
            "#neu:1: the translation lacks the link to `resonanz`",
        ),
        ({"#neu:1": f"Something new, see {LINK}."}, "#neu:1: the translation lacks the link to"),
        ({"#neu:2": "First."}, "#neu:2: the translation lacks code"),
        ({"#neu:2": 'First <ph id="77"/>.'}, "#neu:2: the placeholder 77 is not of this segment"),
        ({"#neu:3": "Second\n\n## Third { #x }"}, "#neu:3: the translation adds `{ #x }`"),
        ({"#neu:3": "Second\n\n## Third"}, "#neu:3: the translation would become"),
        ({"#neu:3": "- Second"}, "#neu:3: the translation would become"),
        ({"#neu:heading": "New { #old }"}, "#neu:heading: the translation adds `{ #old }`"),
        ({"opening:1": "# On resonance"}, "opening:1: the translation would become"),
        ({"opening:1": "/// comment"}, "opening:1: the translation would become"),
    ],
)
def test_a_damaged_segment_is_named(
    project: Path, kb: Kb, changes: dict[str, str], words: str
) -> None:
    (file,) = export(kb, project)
    xliff(file, {**WHOLE_XLIFF, **changes})
    assert words in damaged(project, kb, file)


def replaced(file: Path, pattern: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert re.search(pattern, text, re.DOTALL)
    file.write_text(re.sub(pattern, new, text, count=1, flags=re.DOTALL), encoding="utf-8")


BOMB = (
    '<!DOCTYPE xliff [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">'
    '<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>\n<xliff'
)


@pytest.mark.parametrize(
    ("pattern", "new", "words"),
    [
        (r"</xliff>", "", "it is not XML"),
        (r"<xliff", BOMB, "it declares a document type or entities"),
        (r"<xliff", '<!DOCTYPE xliff SYSTEM "file:///etc/passwd">\n<xliff', "a document type"),
        (r'id="#neu:3"', 'id="#neu:9"', "#neu:9: there is no such segment"),
        (r'id="#neu:3"', 'id="#neu:2"', "#neu:2: the segment stands there twice"),
        (r'<trans-unit id="#neu:3".*?</trans-unit>', "", "#neu:3: the segment is missing"),
        (r"Zweitens", "Drittens", "#neu:3: the original changed since the export"),
        (r"<source>Zweitens\.</source>", "", "#neu:3: the segment has no source any more"),
        (r'from="querverweis-translation"', 'from="x"', "which file it translates"),
        (r"<file .*</file>", "", "it holds no file to translate"),
        (r"urn:oasis:names:tc:xliff:document:1.2", "urn:x", "expected XLIFF 1.2"),
    ],
)
def test_a_damaged_file_is_refused(
    project: Path, kb: Kb, pattern: str, new: str, words: str
) -> None:
    (file,) = export(kb, project)
    replaced(file, pattern, new)
    assert words in damaged(project, kb, file)


@pytest.mark.parametrize(
    ("pattern", "new", "words"),
    [
        (r'msgstr "Echo"', 'msgstr Echo"', "it is not PO"),
        (r"# translation: [^\n]*\n", "", "which file it translates"),
        (r'msgctxt "#neu:3"', 'msgctxt "#neu:9"', "#neu:9: there is no such segment"),
    ],
)
def test_a_damaged_po_file_is_refused(
    project: Path, kb: Kb, pattern: str, new: str, words: str
) -> None:
    (file,) = export(kb, project, "po")
    replaced(file, pattern, new)
    assert words in damaged(project, kb, file)


def test_other_bytes_than_text_are_refused(project: Path, kb: Kb) -> None:
    for form in ("xliff", "po"):
        (file,) = export(kb, project, form)
        file.write_bytes(b"\xff\x00\x80" * 9)
        assert "it is not" in damaged(project, kb, file)
    assert "it cannot be read" in damaged(project, kb, project / "nowhere.xlf")


def test_one_damaged_file_keeps_all_others_back(project: Path, kb: Kb) -> None:
    one, two = export(kb, project, "xliff", ESSAY, "docs/concepts/resonanz.en.md")
    names = {path.name: path for path in (one, two)}
    concept = names["concepts--resonanz.en.xlf"]
    xliff(concept, {"opening:1": "Whatever answers."})
    replaced(names["essays--echo--index.en.xlf"], "Zweitens", "Drittens")
    before = (project / "docs/concepts/resonanz.en.md").read_bytes()
    assert back(kb, project, one, two).code == 1
    assert (project / "docs/concepts/resonanz.en.md").read_bytes() == before


def test_what_changed_since_the_export_is_not_written_over(project: Path, kb: Kb) -> None:
    (file,) = export(kb, project)
    xliff(file, WHOLE_XLIFF)
    with (project / ESSAY).open("a", encoding="utf-8") as essay:
        essay.write("\nEdited by hand.\n")
    assert f"{ESSAY} was changed since the export" in damaged(project, kb, file)


def test_a_translation_of_a_page_that_is_gone_is_refused(project: Path, kb: Kb) -> None:
    files = export(kb, project, "xliff", ESSAY, "docs/concepts/resonanz.en.md")
    write_files(project, {ORIGINAL: "---\ntitle: Echo\n---\nNichts.\n"})
    (project / "docs/concepts/resonanz.de.md").unlink()
    (project / "docs/concepts/resonanz.en.md").unlink()
    assert "translates no text that is there; was docs/concepts/resonanz.de.md removed" in damaged(
        project, kb, files[0]
    )


def test_xliff_is_built_as_the_standard_says(project: Path, kb: Kb) -> None:
    (file,) = export(kb, project)
    root = etree.fromstring(file.read_bytes())
    name = "{urn:oasis:names:tc:xliff:document:1.2}"
    assert (root.tag, root.get("version")) == (f"{name}xliff", "1.2")
    for unit in root.iter(f"{name}trans-unit"):
        order = [etree.QName(part).localname for part in unit]
        allowed = ["source", "target", "context-group", "note"]
        assert order == [part for part in allowed if part in order]
        for side in ("source", "target"):
            element = unit.find(f"{name}{side}")
            opened = [] if element is None else [p.get("id") for p in element.iter(f"{name}bpt")]
            closed = [] if element is None else [p.get("id") for p in element.iter(f"{name}ept")]
            assert sorted(map(str, opened)) == sorted(map(str, closed))
            assert len(set(opened)) == len(opened)
