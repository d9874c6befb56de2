from __future__ import annotations

import json
import random
import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.build.small import small_project
from tests.project import ROOT, run, write_files

ESSAY = "docs/essays/haeuser/index.de.md"
Edit = Callable[[Path, random.Random], None]


@dataclass(frozen=True)
class Built:
    """A site, and what was made for it."""

    files: dict[str, bytes]
    rendered: int
    shown: int
    written: int


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A small project with templates and a cache of its own."""
    root = tmp_path / "project"
    root.mkdir()
    small_project(root)
    for name in (".cache", "overrides"):
        (root / name).unlink()
    shutil.copytree(ROOT / "overrides", root / "overrides")
    return root


def build(project: Path, target: str = "site") -> Built:
    outcome = run("mkdocs", "build", "-d", target, folder=project)
    assert outcome.code == 0, outcome.errors
    pages = json.loads((project / ".cache/querverweis/build.json").read_text(encoding="utf-8"))
    made = pages["pages"]
    return Built(contents(project / target), made["rendered"], made["shown"], made["written"])


def contents(root: Path) -> dict[str, bytes]:
    return {p.relative_to(root).as_posix(): p.read_bytes() for p in root.rglob("*") if p.is_file()}


def cold(project: Path) -> dict[str, bytes]:
    """What the same texts give where nothing was kept."""
    kept, site = project / ".cache", project / "cold"
    kept.rename(project / ".kept")
    try:
        return build(project, site.name).files
    finally:
        shutil.rmtree(kept)
        shutil.rmtree(site)
        (project / ".kept").rename(kept)


def other(one: dict[str, bytes], two: dict[str, bytes]) -> list[str]:
    return sorted(name for name in one.keys() | two.keys() if one.get(name) != two.get(name))


def change(project: Path, name: str, old: str, new: str) -> None:
    path = project / name
    text = path.read_text(encoding="utf-8")
    assert re.search(old, text), (name, old)
    path.write_text(re.sub(old, new, text, count=1), encoding="utf-8")


def add(project: Path, name: str, text: str) -> None:
    with (project / name).open("a", encoding="utf-8") as file:
        file.write(text)


def text(project: Path, chance: random.Random) -> None:
    word = chance.choice(["Haus", "Dach", "Garten", "Wand", "Häuser"])
    add(project, ESSAY, f"\nNoch ein {word}, Nummer {chance.random()}.\n")


def title(project: Path, chance: random.Random) -> None:
    change(project, ESSAY, r"title: [^\n]*", f"title: Von {chance.randint(2, 99)} Häusern")


def alias(project: Path, chance: random.Random) -> None:
    word = chance.choice(["Gebäude", "Worin", "Noch", "Wartet", "oben"])
    change(
        project, "docs/concepts/haus.de.md", r"title: Haus\n", f"title: Haus\naliases: [{word}]\n"
    )
    change(
        project, "docs/concepts/haus.de.md", r"(aliases: \[\w+\]\n)aliases: \[\w+\]\n", r"\1"
    ) if (project / "docs/concepts/haus.de.md").read_text(encoding="utf-8").count(
        "aliases"
    ) > 1 else None


def new_concept(project: Path, chance: random.Random) -> None:
    name, number = chance.choice(["Bewohner", "Kommentar", "Buch"]), chance.randint(1, 10_000)
    write_files(
        project,
        {
            f"docs/concepts/c-{number}.de.md": f"---\ntitle: {name}{'x' * (number % 7)}\nrelated: [haus]\n---\nEtwas.\n"
        },
    )


def deleted_essay(project: Path, chance: random.Random) -> None:
    path = project / "docs/essays/nur-deutsch"
    if path.exists():
        shutil.rmtree(path)
    else:
        write_files(
            project,
            {"docs/essays/nur-deutsch/index.de.md": f"---\ntitle: Neu\n---\n{chance.random()}\n"},
        )


def comment(project: Path, chance: random.Random) -> None:
    id = f"c{chance.randint(100, 100_000)}"
    block = f"\n/// comment | E. F.\n    id: {id}\n    date: 2020-01-01\n    reply-to: c1\n\nDas Dach.\n///\n"
    add(project, "docs/essays/haeuser/thread.de.md", block)


def template(project: Path, chance: random.Random) -> None:
    add(project, "overrides/fragments/essay.html", f"\n<!-- {chance.random()} -->\n")


def configuration(project: Path, chance: random.Random) -> None:
    change(project, "mkdocs.yml", r"\A", f"copyright: by {chance.randint(1, 10_000)}\n")
    path = project / "mkdocs.yml"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    kept = [line for i, line in enumerate(lines) if i == 0 or not line.startswith("copyright")]
    path.write_text("".join(kept), encoding="utf-8")


def ledger(project: Path, chance: random.Random) -> None:
    concept, surface = chance.choice([("haus", "Häuser"), ("dach", "Dach"), ("haus", "Haus")])
    entry = f"rejected:\n  - {{concept: {concept}, surface: {surface}}}\n"
    write_files(project, {"links.yml": entry})


def lagging(project: Path, chance: random.Random) -> None:
    """A translation is accepted or not, and a section of its original changes or comes anew."""
    if chance.random() < 0.6 or not (project / "translations.lock").exists():
        outcome = run("kb.main", "translations", "accept", "--all", folder=project)
        assert outcome.code == 0, outcome.errors
    change(project, ESSAY, r"Viele [^\n]*", f"Viele Häuser, {chance.random()}, siehe [[dach]].")
    if chance.random() < 0.6:
        id = f"neu-{chance.randint(1, 10_000)}"
        add(project, ESSAY, f"\n## Neu {{ #{id} }}\n\nEin Garten am Haus.[^1]\n\n[^1]: Ja.\n")


EDITS: tuple[Edit, ...] = (
    text,
    title,
    alias,
    new_concept,
    deleted_essay,
    comment,
    template,
    configuration,
    ledger,
    lagging,
)


def walk(project: Path, seed: int, edits: int) -> None:
    """After each of some random edits a warm build gives what a cold one gives."""
    chance = random.Random(seed)
    build(project)
    todo = list(EDITS)
    chance.shuffle(todo)
    for number in range(edits):
        edit = todo[number] if number < len(todo) else chance.choice(EDITS)
        edit(project, chance)
        warm = build(project)
        assert other(warm.files, cold(project)) == [], (seed, number, edit.__name__)


def test_after_random_edits_a_warm_build_gives_the_bytes_of_a_cold_one(project: Path) -> None:
    walk(project, seed=1, edits=len(EDITS))


@pytest.mark.long
@pytest.mark.parametrize("seed", range(2, 8))
def test_after_many_random_edits_as_well(project: Path, seed: int) -> None:
    walk(project, seed, edits=2 * len(EDITS))


def test_an_edited_text_makes_new_what_it_changes_and_nothing_else(project: Path) -> None:
    before = build(project)
    times = {path: path.stat().st_mtime_ns for path in (project / "site").rglob("*.html")}
    add(project, ESSAY, "\nNoch ein Satz ohne Begriff.\n")
    after = build(project)
    changed = other(before.files, after.files)
    assert (after.rendered, after.shown) == (1, 1)
    pages = [path for path in changed if not path.startswith("assets/search/de/")]
    assert pages == ["essays/haeuser/index.html"]
    everything = [path for path in after.files if path.startswith("assets/search/")]
    assert len(changed) < len(everything) / 2
    kept = [path for path in times if path.relative_to(project / "site").as_posix() not in changed]
    assert {path: path.stat().st_mtime_ns for path in kept} == {path: times[path] for path in kept}


def test_a_new_concept_makes_only_those_pages_new_that_speak_of_it(project: Path) -> None:
    everything = build(project).rendered
    write_files(project, {"docs/concepts/worte.de.md": "---\ntitle: Kommentare\n---\nEtwas.\n"})
    assert build(project).rendered == 1
    add(project, "docs/essays/only-english/index.en.md", "\nKommentare are words.\n")
    write_files(project, {"docs/concepts/wohnt.de.md": "---\ntitle: Haken\n---\nEtwas.\n"})
    assert build(project).rendered == 2
    assert everything > 30


def test_nothing_is_made_where_nothing_changed_and_what_is_damaged_is_mended(
    project: Path,
) -> None:
    before = build(project)
    assert build(project) == Built(before.files, 0, 0, 0)
    page = project / "site/essays/haeuser/index.html"
    page.write_bytes(b"damaged")
    (project / "site/concepts/haus/index.html").unlink()
    (project / "site/stranger.html").write_bytes(b"")
    assert build(project).files == before.files


def test_going_back_to_what_was_gives_what_was(project: Path) -> None:
    before = build(project)
    whole = (project / ESSAY).read_bytes()
    add(project, ESSAY, "\nNoch ein Satz.\n")
    build(project)
    (project / ESSAY).write_bytes(whole)
    assert build(project).files == before.files


def test_going_back_from_what_gave_a_warning_gives_what_was(project: Path) -> None:
    before = build(project)
    whole = (project / ESSAY).read_bytes()
    other = "docs/concepts/stadt.de.md"
    write_files(project, {other: "---\ntitle: Stadt\naliases: [Haus]\n---\nEin Haus.\n"})
    add(project, ESSAY, "\nNoch ein Satz.\n")
    assert build(project).files != before.files
    (project / ESSAY).write_bytes(whole)
    (project / other).unlink()
    assert build(project).files == before.files


def test_a_cache_without_its_site_gives_the_site_again(project: Path) -> None:
    before = build(project)
    shutil.rmtree(project / "site")
    again = build(project)
    assert again.files == before.files
    assert (again.rendered, again.shown) == (0, 0)


def test_a_damaged_cache_is_made_anew(project: Path) -> None:
    before = build(project)
    shutil.rmtree(project / "site")
    folder = project / ".cache/querverweis"
    for page in (folder / "pages").iterdir():
        page.write_bytes(page.read_bytes()[:-9])
    assert build(project).files == before.files
    (folder / "cache.sqlite").write_bytes(b"no database" * 1_000)
    shutil.rmtree(project / "site")
    assert build(project).files == before.files


def test_an_upgraded_requirement_makes_everything_anew(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = build(project)
    write_files(project, {"upgraded/babel-99.0.dist-info/METADATA": "Name: babel\nVersion: 99.0\n"})
    monkeypatch.setenv("PYTHONPATH", str(project / "upgraded"))
    after = build(project)
    assert (after.rendered, after.shown) == (before.rendered, before.shown)
    assert after.files == before.files
