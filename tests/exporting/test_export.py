"""The real base, exported: everything is there, every link lands, nothing of our syntax is left."""

from __future__ import annotations

import csv
import io
import json
import re
from collections import Counter
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import yaml
from jsonschema import Draft202012Validator
from lxml import etree
from markdown import Markdown

from knowledge import base
from knowledge.collect import read_library
from knowledge.exporting import Counts, ExportError, export
from knowledge.exporting.tables import TABLES
from knowledge.language import mask
from knowledge.mentions import mentions_of_file
from knowledge.model import Library, Rule
from knowledge.site import read_site
from tests.exporting.landing import Folder, read
from tests.exporting.small import project
from tests.project import ROOT

FRONT = re.compile(r"\A---\n(.*?\n)---\n", re.DOTALL)
ESSAY = "text/de/essays/e/index.md"


def data(folder: Path, name: str) -> Any:
    return json.loads((folder / f"data/{name}.json").read_text("utf-8"))


def all_bytes(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


@pytest.fixture(scope="module")
def library() -> Library:
    return read_library(ROOT)[0]


def test_every_version_of_every_document_is_a_file(
    exported: tuple[Path, Counts], library: Library
) -> None:
    folder, _ = exported
    wanted = {
        f"text/{language}/{version.source.path.removeprefix('docs/').rsplit('.', 2)[0]}.md"
        for document in library.documents()
        for language, version in document.versions.items()
    }
    there = {path.relative_to(folder).as_posix() for path in folder.rglob("*.md")}
    assert there == wanted
    told = {each["file"] for row in data(folder, "documents") for each in row["versions"]}
    assert told == wanted


def test_every_link_lands(exported: tuple[Path, Counts]) -> None:
    folder, _ = exported
    markdown = Markdown(extensions=["attr_list", "footnotes", "tables", "fenced_code"])
    pages = {}
    for path in sorted((folder / "text").rglob("*.*")):
        name, is_text = path.relative_to(folder).as_posix(), path.suffix == ".md"
        if is_text:
            body = FRONT.sub("", path.read_text("utf-8"))
            pages[name] = read(f"<body>{markdown.reset().convert(body)}</body>")
        elif path.suffix == ".html":
            pages[name] = read(path.read_text("utf-8"))
    found = Folder(folder, pages)
    assert len(found.internal) > 2000
    assert found.lost() == []
    schemes = {urlsplit(link).scheme for page in pages.values() for link in page.links}
    assert schemes <= {"", "http", "https", "mailto"}


def test_nothing_of_our_syntax_is_left(exported: tuple[Path, Counts]) -> None:
    folder, _ = exported
    ours = re.compile(r"\[\[(?!\d+\])|\[@|^ {0,3}///|^(?:!!!|\?\?\?)|\{ *[.:]", re.MULTILINE)
    for path in folder.rglob("*.md"):
        text = path.read_text("utf-8")
        found = FRONT.match(text)
        assert found
        matter = yaml.safe_load(found[1])
        assert {"id", "lang", "title"} <= set(matter)
        assert ours.search(found[1]) is None
        assert ours.search(mask.without_code(text[found.end() :])) is None, path


def test_counts_are_those_of_the_base(exported: tuple[Path, Counts], library: Library) -> None:
    folder, counts = exported
    site = read_site(ROOT)
    lexicons = base.lexicons_of(site, library)
    paths = [ROOT / v.source.path for d in library.documents() for v in d.versions.values()]
    pages = {ROOT / v.source.path for d in library.pages.values() for v in d.versions.values()}
    threads = list((ROOT / "docs").rglob("thread.*.md"))
    mentions = [
        (each.mention.concept, each.mention.start, str(each.mention.rule), each.comment)
        for path in (*paths, *threads)
        for each in mentions_of_file(site, library, lexicons, path)
        # The site's own pages mean a concept only where they link it.
        if path not in pages or each.mention.rule is Rule.EXPLICIT
    ]
    rows = data(folder, "mentions")
    told = [(row["concept"], row["start"], row["rule"], row["comment"]) for row in rows]
    assert Counter(told) == Counter(mentions)
    comments = [c for essay in library.essays.values() for c in essay.thread.comments]
    stated = sum(len(o) for c in library.concepts.values() for o in c.relations.values())
    assert sum(row["stated"] for row in data(folder, "relations")) == stated > 0
    assert counts["comments"] == len(comments) == len(data(folder, "comments"))
    assert counts["documents"] == len(list(library.documents()))
    assert data(folder, "export")["counts"] == counts


def test_mentions_are_where_they_are_said_to_be(exported: tuple[Path, Counts]) -> None:
    texts: dict[str, str] = {}
    for row in data(exported[0], "mentions"):
        file = row["file"]
        if file not in texts:
            texts[file] = (ROOT / file).read_bytes().decode("utf-8")
        assert texts[file][row["start"] : row["end"]].split()[0][:1] == row["surface"][:1]


def test_data_follow_their_schemas(exported: tuple[Path, Counts]) -> None:
    folder, _ = exported
    schemas = {path.name.split(".")[0]: path for path in (folder / "data/schemas").iterdir()}
    assert set(schemas) == {*TABLES, "export"}
    for name, path in schemas.items():
        schema = json.loads(path.read_text("utf-8"))
        Draft202012Validator.check_schema(schema)
        assert schema["$id"] == f"urn:querverweis:export:1.0:{name}"
        Draft202012Validator(schema).validate(data(folder, name))
    broken = data(folder, "comments")
    del broken[0]["status"]
    schema = json.loads(schemas["comments"].read_text("utf-8"))
    assert not Draft202012Validator(schema).is_valid(broken)


def test_terms_are_a_table_and_a_termbase(exported: tuple[Path, Counts], library: Library) -> None:
    folder, _ = exported
    table = (folder / "terms/glossary.csv").read_text("utf-8-sig")
    assert {row["id"] for row in csv.DictReader(io.StringIO(table))} == set(library.concepts)
    tbx = etree.fromstring((folder / "terms/glossary.tbx").read_bytes())
    entries = tbx.findall(".//{*}conceptEntry")
    assert len(entries) == len(library.concepts)


def test_the_same_texts_give_the_same_bytes(exported: tuple[Path, Counts], tmp_path: Path) -> None:
    export(read_site(ROOT), tmp_path / "again")
    assert all_bytes(tmp_path / "again") == all_bytes(exported[0])


ESSAY_FILES = {
    "docs/index.de.md": "---\ntitle: Start\n---\n",
    "docs/essays/e/index.de.md": "---\ntitle: E\ndate: 2017-01-01\n---\n\nSiehe [[e#c1]].\n",
    "docs/essays/e/bild.png": "kein Bild",
    "docs/essays/e/thread.de.md": """\
        /// comment | A. B.
            id: c1
            date: 2017-11-16T07:55

        Hallo <script>alert(1)</script> [hier](javascript:alert(1)) und [[e|dort]].
        ///

        /// comment | <b>C. D.</b>
            id: c2
            reply-to: c1
            date: 2017-11-17

        Danke![^1]

        [^1]: Sehr.
        ///

        /// comment | Niemand
            id: c3
            status: hidden

        Geheim.
        ///
        """,
}


def test_a_conversation_is_what_readers_see(tmp_path: Path) -> None:
    project(tmp_path, ESSAY_FILES)
    export(read_site(tmp_path / "p"), tmp_path / "out")
    thread = (tmp_path / "out/text/de/essays/e/thread.html").read_text("utf-8")
    page = read(thread)
    assert {"c1", "c2", "c2-fn:1"} <= page.ids
    assert "c3" not in page.ids
    assert "Geheim" not in thread
    assert "<script" not in thread
    assert "<b>" not in thread
    assert "javascript:" not in " ".join(page.links)
    assert 'datetime="2017-11-16T07:55"' in thread
    assert {"#c1", "#c2", "index.md"} <= set(page.links)
    assert "[Das Gespräch]" not in (tmp_path / "out" / ESSAY).read_text("utf-8")
    text = (tmp_path / "out" / ESSAY).read_text("utf-8")
    assert "[2 Kommentare](thread.html)" in text
    assert "(thread.html#c1)" in text
    rows = data(tmp_path / "out", "comments")
    assert [row["status"] for row in rows] == ["published", "published", "hidden"]
    assert rows[2]["markdown"] == {"de": "Geheim."}
    assert rows[0]["markdown"]["de"].endswith("und [dort](index.md).")
    assert (tmp_path / "out/text/files/essays/e/bild.png").is_file()


def test_only_a_folder_made_here_is_replaced(tmp_path: Path) -> None:
    project(tmp_path, ESSAY_FILES)
    site, target = read_site(tmp_path / "p"), tmp_path / "out"
    target.mkdir()
    export(site, target)
    (target / "text/de/old.md").write_text("old")
    export(site, target)
    assert not (target / "text/de/old.md").exists()
    (tmp_path / "other").mkdir()
    (tmp_path / "other/mine.txt").write_text("mine")
    with pytest.raises(ExportError, match="something else"):
        export(site, tmp_path / "other")
    assert [path.name for path in (tmp_path / "other").iterdir()] == ["mine.txt"]
    with pytest.raises(ExportError, match="in each other"):
        export(site, tmp_path / "p/docs/out")
    with pytest.raises(ExportError, match="in each other"):
        export(site, tmp_path / "p")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["other", "out", "p"]


def test_an_export_that_fails_leaves_the_last_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project(tmp_path, ESSAY_FILES)
    site, target = read_site(tmp_path / "p"), tmp_path / "out"
    export(site, target)
    before = all_bytes(target)

    def fail(*_: object) -> Path:
        raise OSError(28, "No space left on device")

    for name in ("_copy_files", "_json", "swap"):
        with monkeypatch.context() as patch:
            patch.setattr(f"knowledge.exporting.run.{name}", fail)
            with pytest.raises(OSError, match="space"):
                export(site, target)
        assert all_bytes(target) == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out", "p"]


def test_where_nothing_can_be_written_it_says_so(tmp_path: Path) -> None:
    project(tmp_path, ESSAY_FILES)
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(ExportError, match=r"beside .*/file/out \(.+\)\. Name another"):
        export(read_site(tmp_path / "p"), tmp_path / "file/out")


def test_texts_with_errors_are_not_exported(tmp_path: Path) -> None:
    files = {**ESSAY_FILES, "docs/questions/q.de.md": "---\ntitle: Q\n---\n\n[[nirgends]]\n"}
    project(tmp_path, files)
    with pytest.raises(ExportError, match=r"errors \(1\), the first in docs/questions/q.de.md:5"):
        export(read_site(tmp_path / "p"), tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_a_comment_that_both_languages_show_is_counted_once(tmp_path: Path) -> None:
    thread = "/// comment | A. B.\n    id: c1\n    date: 2017-11-16\n\nDer Sinn davon.\n///\n"
    files = {
        **ESSAY_FILES,
        "docs/concepts/sinn.de.md": "---\ntitle: Sinn\n---\n\nWozu.\n",
        "docs/essays/e/index.en.md": "---\ntitle: E\n---\n\nSee [[e#c1]].\n",
        "docs/essays/e/thread.de.md": thread,
    }
    project(tmp_path, files)
    export(read_site(tmp_path / "p"), tmp_path / "out")
    for language in ("de", "en"):
        shown = tmp_path / f"out/text/{language}/essays/e/thread.html"
        assert "concepts/sinn.md" in shown.read_text("utf-8")
    (row,) = data(tmp_path / "out", "mentions")
    assert (row["document"], row["comment"], row["language"]) == ("e", "c1", "de")


def test_drafts_are_taken_along(tmp_path: Path) -> None:
    text = "---\ntitle: D\ndraft: true\n---\n\nNoch nicht.\n"
    project(tmp_path, {**ESSAY_FILES, "docs/essays/d/index.de.md": text})
    export(read_site(tmp_path / "p"), tmp_path / "out")
    draft = (tmp_path / "out/text/de/essays/d/index.md").read_text("utf-8")
    assert "\ndraft: true\n" in draft
