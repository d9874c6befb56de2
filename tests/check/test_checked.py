"""What was checked before is not checked again, and nobody can tell."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pytest

from knowledge import base
from knowledge.cache import Cache
from knowledge.check.checked import checked
from knowledge.language.dictionary import words_version
from knowledge.language.store import PARTS
from knowledge.model import Problem
from knowledge.site import read_site
from tests.build.small import small_project
from tests.project import shared_cache, write_files

ESSAY, CONCEPT = "docs/essays/haeuser/index.de.md", "docs/concepts/haus.de.md"
THREAD = "docs/essays/haeuser/thread.de.md"
Edit = Callable[[Path, random.Random], None]


def edit(name: str, old: str, new: str) -> Edit:
    """Changes a file, or back."""

    def change(root: Path, _: random.Random) -> None:
        path = root / name
        text = path.read_text("utf-8")
        there, other = (new, old) if new in text and new != old else (old, new)
        path.write_text(text.replace(there, other, 1), "utf-8")

    return change


def add(name: str, *choices: str) -> Edit:
    def change(root: Path, chance: random.Random) -> None:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        old = path.read_bytes() if path.exists() else b""
        path.write_bytes(old + chance.choice(choices).encode())

    return change


def put(name: str, *choices: bytes) -> Edit:
    """Writes a file, or removes it."""

    def change(root: Path, chance: random.Random) -> None:
        path = root / name
        if path.exists() and chance.random() < 0.5:
            path.unlink()
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(chance.choice(choices))

    return change


EDITS: tuple[Edit, ...] = (
    add(ESSAY, "\nSiehe [[garten]].\n", "\nEin Haus, [[Häuser]], [[wer|da]].\n", "\n## Ohne\n"),
    add(ESSAY, "\n![Ein Bild](bild.png)\n", "\n[[haeuser#c9]] und [@keins]\n", "\nEin Lager.\n"),
    edit(ESSAY, "title: Von Häusern", "titel: Von Häusern"),
    edit(ESSAY, "\n---\n", "\n"),
    edit(ESSAY, "title: Von Häusern\n", "title: Von Häusern\ndraft: true\n"),
    edit(CONCEPT, "title: Haus\n", "title: Haus\naliases: [Lager, Garten]\n"),
    edit(CONCEPT, "title: Haus\n", "title: Haus\nbroader: [dach, garten]\n"),
    put(
        "docs/concepts/garten.de.md", b"---\ntitle: Garten\n---\nGruen.\n", b"---\nbroken", b"\xff"
    ),
    put("docs/concepts/lager.de.md", b"---\ntitle: Lager\naliases: [Garten]\n---\nX\n"),
    put("docs/essays/haeuser/bild.png", b"x", b"y"),
    put("docs/essays/haeuser/index.en.md", b"---\ntitle: On houses\n---\n\n## Roof { #roof }\n"),
    put("docs/essays/neu/index.de.md", b"---\ntitle: Neu\ndraft: true\n---\n[[garten]] [[weg]]\n"),
    put("links.yml", b"", b"rejected:\n  - {concept: garten, surface: Lager}\n", b"[", b"a: b"),
    add(THREAD, "\n/// comment\n    id: c9\n\nSiehe.\n///\n", "\nverloren\n", "\n/// comment\n"),
    edit("mkdocs.yml", "imprint: {de: Jemand, en: Somebody}", "imprint: ''"),
)


def cold(root: Path, folder: Path) -> list[Problem]:
    """What is wrong where nothing is kept but the words of the language."""
    cache = Cache(folder)
    cache.put(
        PARTS,
        words_version(),
        Cache(shared_cache() / "querverweis").get(PARTS, words_version()) or b"",
    )
    return checked(read_site(root), cache)  # fmt: skip


@pytest.mark.parametrize("seed", range(3))
def test_after_any_edit_warm_and_cold_say_the_same(tmp_path: Path, seed: int) -> None:
    chance, root, warm = random.Random(seed), tmp_path / "project", Cache(tmp_path / "warm")
    root.mkdir()
    small_project(root)
    checked(read_site(root))  # words come from the cache of all tests
    said = set()
    for number in range(16):
        for change in chance.sample(EDITS, chance.choice([1, 1, 2])):
            change(root, chance)
        found = checked(read_site(root), warm)
        assert found == cold(root, tmp_path / f"cold-{number}")
        said |= {problem.kind for problem in found}
    assert len(said) > 5


def test_what_did_not_change_is_neither_read_nor_rendered_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    small_project(tmp_path)
    write_files(tmp_path, {"docs/concepts/weg.de.md": "---\ntitle: Weg\n---\n[[niemand]]\n"})
    found = checked(read_site(tmp_path))
    assert [problem.kind for problem in found if problem.column] == ["unknown-link"]
    with monkeypatch.context() as patched:
        patched.delattr(base, "collect")
        patched.delattr(base, "render")
        assert checked(read_site(tmp_path)) == found
    add(ESSAY, "\nEin Satz.\n")(tmp_path, random.Random())
    made, render = [], base.render

    def counted(*arguments: object, **others: object) -> base.Base:
        rendered = render(*arguments, **others)  # type: ignore[arg-type]
        made.append(rendered.made)
        return rendered

    monkeypatch.setattr(base, "render", counted)
    assert checked(read_site(tmp_path)) == found
    assert made == [2]  # the essay, and the concept whose problem follows from all pages
