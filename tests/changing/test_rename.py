from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path

import pytest

from knowledge import base as bases
from knowledge.changing.journal import RefusedError, apply, changing
from knowledge.changing.rename import plan
from knowledge.check.report import lines
from knowledge.collect import read_library
from knowledge.site import Site
from knowledge.translations.progress import everything
from tests.build.site import Site as BuiltSite
from tests.changing.bases import TEXTS, base, snapshot
from tests.project import run, write_files
from tests.review.history import commit, git

IDS = [
    ("haus", "concepts", "gebaeude"),
    ("vom-haus", "essays", "haeuser"),
    ("wozu", "questions", "wofuer"),
    ("dach", "concepts", "dach-und-haus"),
]


def rename(site: Site, old: str, new: str) -> None:
    with changing(site.root):
        apply(site.root, plan(site, old, new).change)


def problems(site: Site) -> list[str]:
    library, found = bases.collect(site, drafts=True)
    return sorted(map(lines, [*found, *bases.render(site, library).problems]))


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return base(tmp_path)


@pytest.mark.parametrize(("old", "new"), [(old, new) for old, _, new in IDS])
def test_whatever_was_right_is_right_afterwards(site: Site, old: str, new: str) -> None:
    before = problems(site)
    assert not [line for line in before if "unknown-link" in line or "dangling" in line]
    rename(site, old, new)

    def bare(found: list[str]) -> list[str]:  # one more redirect makes lines others
        ids = re.compile(rf"(?<![\w-])(?:{old}|{new})(?![\w-])")
        return sorted(re.sub(r"\d+", "0", ids.sub("ID", line)) for line in found)

    assert bare(problems(site)) == bare(before)


@pytest.mark.parametrize(("old", "folder", "new"), IDS)
def test_back_again_every_byte_is_as_it_was_but_for_the_redirect(
    site: Site, old: str, folder: str, new: str
) -> None:
    before = snapshot(site.root)
    rename(site, old, new)
    assert snapshot(site.root) != before
    rename(site, new, old)
    after = snapshot(site.root)
    assert before.keys() == after.keys()
    differing = {name for name in before if before[name] != after[name]}
    original = f"docs/{folder}/{old}{'/index' if folder == 'essays' else ''}.de.md"
    assert differing == {original}
    added = after[original].decode().replace(f"redirects: [{new}]\n", "", 1)
    assert added == before[original].decode()


def test_only_the_bytes_that_name_it_change(site: Site) -> None:
    rename(site, "haus", "gebaeude")
    about = (site.root / "docs/about/index.de.md").read_text(encoding="utf-8")
    assert '[[gebaeude]], [das Haus](../concepts/gebaeude.de.md "Titel")' in about
    assert "`[[haus]]`" in about
    assert "    [[haus]] steht hier als Code." in about
    assert "[[Haus]]" in about
    essay = (site.root / "docs/essays/vom-haus/index.de.md").read_text(encoding="utf-8")
    assert 'text: "Siehe [[gebaeude|ein Haus]], 2016"' in essay
    assert "concept: 'gebaeude'" in essay
    assert "[[gebaeude\\|Haus]]" in essay
    assert "nicht [[haus-am-see]]" in essay
    assert "title: Vom Haus  # so heißt er" in essay
    ledger = (site.root / "links.yml").read_text(encoding="utf-8")
    assert "{concept: gebaeude, surface: Hütte, essay: vom-haus}" in ledger
    assert 'concept: "dach"   # nicht hier\n    surface: haus' in ledger


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("vom-haus", "haeuser", "  - \"Zuerst\": 'essays/haeuser/index.md'  # den lesen alle\n"),
        ("haus", "gebaeude", "[about/index.md, concepts/gebaeude.md, questions/wozu.md]\n"),
        ("wozu", "wofuer", "[about/index.md, concepts/haus.md, questions/wofuer.md]\n"),
    ],
)
def test_the_navigation_lists_it_as_before(site: Site, old: str, new: str, line: str) -> None:
    settings = site.root / "mkdocs.yml"
    before = settings.read_text(encoding="utf-8").splitlines(keepends=True)
    rename(site, old, new)
    after = settings.read_text(encoding="utf-8").splitlines(keepends=True)
    (changed,) = [two for one, two in zip(before, after, strict=True) if one != two]
    assert changed.endswith(line)


def test_an_essay_takes_its_thread_pictures_and_what_was_imported_with_it(site: Site) -> None:
    rename(site, "vom-haus", "haeuser")
    root = site.root / "docs"
    assert not (root / "essays/vom-haus").exists()
    assert (root / "essays/haeuser/plan.svg").is_file()
    imported = json.loads((root / ".imports/haeuser.json").read_text(encoding="utf-8"))
    assert list(imported["files"]) == ["essays/haeuser/index.de.md", "questions/wozu.de.md"]
    assert "asked_in: 'haeuser#c1'" in (root / "questions/wozu-noch.de.md").read_text("utf-8")
    assert "set: {id: haeuser, number: 1}" in (root / "questions/wozu.de.md").read_text("utf-8")
    about = (root / "about/index.de.md").read_text(encoding="utf-8")
    assert "[plan]: ../essays/haeuser/plan.svg" in about
    assert '<a href="../essays/haeuser/index.de.md">' in about
    assert "url: https://example.org/vom-haus/" in (root / "essays/haeuser/index.de.md").read_text(
        "utf-8"
    )


def states(site: Site) -> Counter[str]:
    library, problems = read_library(site.root, site.docs, site.languages)
    assert not [problem for problem in problems if problem.file == "translations.lock"]
    return Counter(str(unit.state) for unit in everything(library))


def test_no_translation_is_older_for_it_and_none_younger(site: Site) -> None:
    path = site.root / "docs/essays/vom-haus/index.de.md"
    path.write_text(path.read_text("utf-8").replace("[Hier]", "Neu ist: [Hier]"), "utf-8")
    before = states(site)
    assert before["stale"] == 1
    assert before["current"] > 3
    for old, _, new in IDS:
        rename(site, old, new)
        assert states(site) == before
    lock = (site.root / "translations.lock").read_text(encoding="utf-8")
    assert '"docs/essays/haeuser/index.en.md#waende" = "' in lock
    assert "vom-haus" not in lock
    for old, _, new in IDS:
        rename(site, new, old)
    assert states(site) == before


def test_a_question_is_named_by_what_answers_it(site: Site) -> None:
    rename(site, "wozu", "wofuer")
    thread = (site.root / "docs/essays/vom-haus/thread.de.md").read_text(encoding="utf-8")
    assert 'answers: [wofuer, "wozu-noch"]  # beide' in thread
    assert "\tanswers: wofuer" in thread
    assert "[[ wofuer | darum ]]" in (site.root / "docs/about/index.de.md").read_text("utf-8")
    imported = (site.root / "docs/.imports/vom-haus.json").read_text(encoding="utf-8")
    assert '"abc": "wofuer"' in imported
    assert '"questions/wofuer.de.md"' in imported


@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_byte_order_marks_and_line_ends_stay(tmp_path: Path, mark: str, line_end: str) -> None:
    site = base(tmp_path)
    names = [name for name in TEXTS if name.endswith((".md", "links.yml"))]
    for name in names:
        path = site.root / name
        text = path.read_text(encoding="utf-8").replace("\n", line_end)
        path.write_bytes((mark + text).encode())
    before = problems(site)
    rename(site, "vom-haus", "haeuser")
    rename(site, "haus", "gebaeude")
    for path in site.root.joinpath("docs").rglob("*.md"):
        text = path.read_bytes().decode()
        assert text.startswith(mark)
        assert not mark or text.count(mark) == 1
        assert text.count("\n") == text.count(line_end)
    assert len(problems(site)) == len(before)
    concept = (site.root / "docs/concepts/gebaeude.de.md").read_bytes().decode()
    assert f"redirects: [haus]{line_end}---{line_end}" in concept


def test_redirects_that_there_are_get_one_more(site: Site) -> None:
    rename(site, "anderer", "ein-anderer")
    text = (site.root / "docs/essays/ein-anderer/index.de.md").read_text(encoding="utf-8")
    assert "redirects:\n  - /2017/anderer/  # so hieß er\n  - anderer\n---" in text
    rename(site, "ein-anderer", "noch-einer")
    text = (site.root / "docs/essays/noch-einer/index.de.md").read_text(encoding="utf-8")
    assert "  - anderer\n  - ein-anderer\n---" in text


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("huas", "x", "Did you mean `haus`?"),
        ("question/haus", "x", "There is no question `question/haus`"),
        ("haus", "vom-haus", "belongs to docs/essays/vom-haus/index.de.md already"),
        ("haus", "haus", "belongs to docs/concepts/haus.de.md already"),
        ("haus", "Großes Haus", "Did you mean `grosses-haus`?"),
        ("haus", "../haus", "Expected an id"),
        ("haus", "index", "Expected an id"),
        ("../haus", "x", "There is no"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_changes(
    site: Site, old: str, new: str, message: str
) -> None:
    before = snapshot(site.root)
    with pytest.raises(RefusedError, match=re.escape(message)) as refused:
        rename(site, old, new)
    assert refused.value.is_wrong_use
    assert snapshot(site.root) == before


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("docs/about/x.de.md", "---\ntitle: X\n---\n[[neu]]\n", "docs/about/x.de.md:4: `[[neu]]`"),
        ("docs/about/x.de.md", "---\ntitle: {haus\n---\n", "docs/about/x.de.md:2: this names"),
        ("links.yml", "accepted: [{concept: haus\n", "links.yml cannot be read"),
        (
            "docs/concepts/x.de.md",
            "---\ntitle: X\nredirects: neu\n---\n",
            "The old address /concepts/neu/ leads to `x`",
        ),
        ("docs/concepts/neu/index.de.md", "---\ntitle: X\n---\n", "stands in the way"),
    ],
)
def test_what_stands_in_the_way_is_named(site: Site, name: str, text: str, message: str) -> None:
    write_files(site.root, {name: text})
    before = snapshot(site.root)
    with pytest.raises(RefusedError, match=re.escape(message)):
        rename(site, "haus", "neu")
    assert snapshot(site.root) == before


def test_a_file_that_is_no_text_is_named(site: Site) -> None:
    (site.root / "docs/about/x.de.md").write_bytes(b"---\ntitle: X\n---\nhaus \xff\n")
    with pytest.raises(RefusedError, match=r"docs/about/x\.de\.md:4: Expected text in UTF-8"):
        rename(site, "haus", "neu")


def test_an_id_that_two_have_needs_its_kind(site: Site) -> None:
    write_files(site.root, {"docs/questions/haus.de.md": "---\ntitle: Haus?\n---\nHaus?\n"})
    with pytest.raises(RefusedError, match="concept/haus or question/haus"):
        rename(site, "haus", "neu")
    rename(site, "question/haus", "question/haus-frage")
    assert (site.root / "docs/questions/haus-frage.de.md").is_file()
    about = (site.root / "docs/about/index.de.md").read_text(encoding="utf-8")
    assert "[[haus]]" in about  # which means the concept
    rename(site, "haus", "neu")
    assert (site.root / "docs/concepts/neu.de.md").is_file()


def test_the_whole_way(tmp_path: Path) -> None:
    """A clone, the command, a strict build: old addresses lead on in both languages."""
    origin = tmp_path / "origin"
    origin.mkdir()
    base(origin)
    git(origin, "init", "-q")
    commit(origin, "Begin")
    for old, new in (("vom-haus", "haeuser"), ("haus", "gebaeude"), ("wozu", "wofuer")):
        outcome = run("kb.main", "rename", old, new, "--dry-run", folder=origin)
        assert outcome.code == 0, outcome.errors
        assert git(origin, "status", "--porcelain") == ""
        outcome = run("kb.main", "rename", old, new, folder=origin)
        assert outcome.code == 0, outcome.errors
        assert f"{old} now is {new}" in outcome.output
        commit(origin, f"Rename {old}")
    built = run("mkdocs", "build", "--strict", folder=origin)
    assert built.code == 0, built.errors
    site = BuiltSite(origin / "site")
    for prefix in ("/", "/en/"):
        for old, now in (
            ("essays/vom-haus/", "essays/haeuser/"),
            ("concepts/haus/", "concepts/gebaeude/"),
            ("questions/wozu/", "questions/wofuer/"),
        ):
            page = site.page(f"{prefix}{old}")
            canonical = page.xpath("//link[@rel='canonical']/@href")
            assert canonical == [f"https://querverweis.example{prefix}{now}"]
            assert site.page(f"{prefix}{now}") is not None
    assert "R100" not in git(origin, "diff", "--name-status", "HEAD~1", "HEAD", "--", "links.yml")
    renamed = git(origin, "log", "--follow", "--format=%s", "--", "docs/concepts/gebaeude.de.md")
    assert renamed.split("\n")[-2] == "Begin"


def test_the_command_says_what_is_wrong_in_one_line(tmp_path: Path) -> None:
    base(tmp_path)
    outcome = run("kb.main", "rename", "huas", "neu", folder=tmp_path)
    assert outcome.code == 2
    assert outcome.errors == (
        "kb: There is no essay, concept or question `huas`. Did you mean `haus`?\n"
    )
    outcome = run("kb.main", "rename", "haus", "neu", "--dry-run", "--json", folder=tmp_path)
    found = json.loads(outcome.output)
    assert found["done"] is False
    assert {"source": "docs/concepts/haus.de.md", "target": "docs/concepts/neu.de.md"} in found[
        "moved"
    ]
    assert {
        "file": "docs/concepts/dach.de.md",
        "line": 3,
        "before": "part_of: [haus] # ganz oben",
        "after": "part_of: [neu] # ganz oben",
    } in found["changed"]


def test_an_unfinished_merge_is_finished_first(tmp_path: Path) -> None:
    site = base(tmp_path)
    git(tmp_path, "init", "-q", "-b", "main")
    commit(tmp_path, "Begin")
    git(tmp_path, "switch", "-q", "-c", "other")
    write_files(tmp_path, {"docs/concepts/dach.de.md": "---\ntitle: Dach\n---\nEins.\n"})
    commit(tmp_path, "One")
    git(tmp_path, "switch", "-q", "main")
    write_files(tmp_path, {"docs/concepts/dach.de.md": "---\ntitle: Dach\n---\nZwei.\n"})
    commit(tmp_path, "Two")
    with pytest.raises(Exception, match="merge"):
        git(tmp_path, "merge", "-q", "other")
    with pytest.raises(RefusedError, match=r"docs/concepts/dach\.de\.md holds a merge"):
        rename(site, "haus", "neu")
