from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from knowledge.publish.offline import SOURCE, publish_worker
from knowledge.target import Page
from tests.documents import library, page, scene
from tests.project import write_files

FILES = {
    SOURCE: "work();\n",
    "assets/stylesheets/a.css": "a{}",
    "assets/javascripts/a.js.map": "1",
    "assets/search/de/index.json": "1",
    "index.html": "home",
    "en/index.html": "home",
    "offline/index.html": "offline",
    "en/offline/index.html": "not connected",
    "about/index.html": "about",
}


def known(
    folder: Path, files: Mapping[str, str], pages: Mapping[str, Page] | None = None
) -> dict[str, Any]:
    """What a worker knows of a site with some files."""
    write_files(folder, files)
    base = library(page("index"), page("offline/index", "kept"))
    assert publish_worker(folder, [scene(base), scene(base, "en")], pages or {}, folder.parent)
    first, rest = (folder / "worker.js").read_text("utf-8").split("\n", 1)
    assert rest == files[SOURCE]
    assert not (folder / SOURCE).exists()
    found: dict[str, Any] = json.loads(first.removeprefix("self.kbSite = ").removesuffix(";"))
    return found


def test_a_worker_knows_the_pages_that_a_language_cannot_do_without(tmp_path: Path) -> None:
    assert known(tmp_path, FILES)["languages"] == [
        {"home": "", "offline": "offline/", "page": "offline"},
        {"home": "en/", "offline": "en/offline/", "page": "not connected"},
    ]


@pytest.mark.parametrize(
    ("file", "changes"),
    [
        ("assets/stylesheets/a.css", True),
        ("en/index.html", True),
        (SOURCE, True),
        ("assets/javascripts/a.js.map", False),
        ("assets/search/de/index.json", False),
        ("about/index.html", False),
    ],
)
def test_a_version_changes_with_what_is_kept_from_the_beginning(
    tmp_path: Path, file: str, changes: bool
) -> None:
    before, after = ({**FILES}, {**FILES, file: "other();\n"})
    versions = [
        known(tmp_path / name, files)["version"]
        for name, files in (("a", before), ("b", before), ("c", after))
    ]
    assert versions[0] == versions[1]
    assert (versions[0] != versions[2]) is changes


def test_it_is_the_same_wherever_a_page_was_made(tmp_path: Path) -> None:
    write_files(tmp_path, {"a/made": "offline", "index.html": "home"})
    pages = {
        "index.html": Page(b"stands in the target"),
        "offline/index.html": Page(b"made now", tmp_path / "a/made"),
    }
    elsewhere = {name: text for name, text in FILES.items() if name not in pages}
    assert known(tmp_path / "a", FILES) == known(tmp_path / "b", elsewhere, pages)


def test_a_site_can_leave_out_the_worker_and_its_page(tmp_path: Path) -> None:
    one = [scene(library())]
    assert not publish_worker(tmp_path, one, {}, tmp_path)
    assert list(tmp_path.iterdir()) == []
    write_files(tmp_path, FILES)
    assert publish_worker(tmp_path, one, {}, tmp_path)
    assert '"languages":[{"home":""}]' in (tmp_path / "worker.js").read_text("utf-8")
