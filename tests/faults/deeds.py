"""What is killed in tests: builds and commands, what they begin with and what is looked at."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from knowledge.releasing.release import RECORD
from tests.build.small import small_project
from tests.importing.wxr_blog import Item, Reply, wxr
from tests.project import run

ESSAY = "docs/essays/haeuser/index.de.md"
MAIL = b"""\
From: E. F. <e@example.org>
To: x@example.org
Subject: Re: Von =?utf-8?q?H=C3=A4usern?=
Date: Mon, 1 Jan 2024 10:00:00 +0100
Message-ID: <1@example.org>

Ein Wort zum Haus.
"""
Files = dict[str, bytes]


@dataclass(frozen=True)
class Deed:
    """Something that is done to a project, and may be killed."""

    command: tuple[str, ...]
    """A module and its arguments, in the project's folder."""
    seen: Callable[[Path], Files]
    """What matters of the project's folder."""
    prepare: Callable[[Path], None] = lambda _: None
    """Makes of the small project what it begins with."""
    is_one: bool = False
    """Whether all that matters is old or new together, and not file by file."""
    notes: str = ""
    """The beginning of paths that also note how far it is: whole, but neither old nor new."""
    is_once: bool = False
    """Whether the same again is something else where it has been done."""


def small(root: Path) -> None:
    """The small project, with a cache of its own and without pictures that only the guide needs."""
    root.mkdir(parents=True)
    small_project(root)
    (root / ".cache").unlink()
    shutil.rmtree(root / "docs/assets/images/guide", ignore_errors=True)


def every(root: Path, *, hidden: bool = True) -> Files:
    """All files below a folder, by path."""
    paths = (path for path in sorted(root.rglob("*")) if path.is_file())
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in paths
        if hidden or not path.name.startswith(".")
    }


def texts(root: Path) -> Files:
    """What people write, with what belongs to it."""
    own = {f"docs/{path}": data for path, data in every(root / "docs").items()}
    others = [root / name for name in ("links.yml", "translations.lock")]
    left = root.glob(".*kb-change*")
    return own | {path.name: path.read_bytes() for path in (*others, *left) if path.is_file()}


def _site(root: Path) -> Files:
    return every(root / "site")


def _www(root: Path) -> Files:
    found = every(root / "www")
    found.pop(RECORD, None)
    beside = root / ".www.releases"
    found["before"] = b"%d" % len(list(beside.glob("release-*")) if beside.is_dir() else ())
    return found


def _served(root: Path) -> Files:
    """What readers can see; how much is kept beside it does not matter to them."""
    return {path: data for path, data in _www(root).items() if path != "before"}


def _branch(root: Path) -> Files:
    command = ["git", "-C", str(root / "remote.git"), "ls-tree", "-r", "gh-pages"]
    listed = subprocess.run(command, capture_output=True, check=False)
    return {"tree": listed.stdout}


def _built(root: Path) -> None:
    outcome = run("mkdocs", "build", "-q", folder=root)
    assert outcome.code == 0, outcome.errors
    _edited(root)


def _edited(root: Path) -> None:
    text = (root / ESSAY).read_text("utf-8")
    changed = text.replace("Von Häusern", "Von alten Häusern") + "\nNoch ein Haus.\n"
    (root / ESSAY).write_text(changed, "utf-8")
    shutil.rmtree(root / "docs/essays/nur-deutsch")


def _published(root: Path) -> None:
    outcome = run("kb.main", "publish", "www", folder=root)
    assert outcome.code == 0, outcome.errors
    _edited(root)


def _published_twice(root: Path) -> None:
    _published(root)
    outcome = run("kb.main", "publish", "www", folder=root)
    assert outcome.code == 0, outcome.errors


def _pushed(root: Path) -> None:
    subprocess.run(["git", "init", "-q", "--bare", str(root / "remote.git")], check=True)
    outcome = run("kb.main", "publish", "remote.git", folder=root)
    assert outcome.code == 0, outcome.errors
    _edited(root)


def _items(count: int, words: str) -> list[Item]:
    asked = "<h3>Fragen</h3><ol><li>Was ist ein Haus?</li><li>Wozu ist es da?</li></ol>"
    replies = [Reply(str(n), f"Kommentar {n}. {words}", str(max(0, n - 2))) for n in range(1, 9)]
    return [
        Item(
            number,
            f"Text {number % 5}",
            f"<p>Das Haus {number}.</p>{asked}",
            replies,
            slug=f"text-{number % 5}",
        )
        for number in range(1, count)
    ]


def _export(root: Path) -> None:
    (root / "blog.xml").write_text(wxr(_items(12, "")), "utf-8")


def _newer_export(root: Path) -> None:
    _export(root)
    outcome = run("kb.main", "import", "blog.xml", folder=root)
    assert outcome.code == 0, outcome.errors
    (root / "blog.xml").write_text(wxr(_items(15, "Und mehr.")), "utf-8")


def _mail(root: Path) -> None:
    (root / "mail.eml").write_bytes(MAIL)


DEEDS: Mapping[str, Deed] = {
    "build-cold": Deed(("mkdocs", "build", "-q"), _site),
    "build-warm": Deed(("mkdocs", "build", "-q"), _site, _built),
    "import": Deed(("kb.main", "import", "blog.xml"), texts, _export, notes="docs/.imports/"),
    "import-newer": Deed(
        ("kb.main", "import", "blog.xml"), texts, _newer_export, notes="docs/.imports/"
    ),
    "rename": Deed(("kb.main", "rename", "haeuser", "gebaeude"), texts, notes=".", is_once=True),
    "comment-add": Deed(
        ("kb.main", "comment", "add", "mail.eml", "--page", "haeuser"), texts, _mail, notes="."
    ),
    "translations-accept": Deed(("kb.main", "translations", "accept", "--all"), texts),
    "mentions-review": Deed(("tests.faults.decide",), texts),
    "publish": Deed(("kb.main", "publish", "www"), _served, _published, is_one=True),
    "publish-rollback": Deed(
        ("kb.main", "publish", "www", "--rollback"),
        _served,
        _published_twice,
        is_one=True,
        is_once=True,
    ),
    "publish-git": Deed(("kb.main", "publish", "remote.git"), _branch, _pushed, is_one=True),
}
"""By name."""
