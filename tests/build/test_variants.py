from __future__ import annotations

import re
from pathlib import Path

from tests.build.small import small_project
from tests.project import run


def contents(root: Path) -> dict[str, bytes]:
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file()
    }


def test_the_same_texts_give_the_same_bytes(tmp_path: Path) -> None:
    project = small_project(tmp_path)
    for name in ("one", "two"):
        assert run("mkdocs", "build", "-d", name, folder=project).code == 0
    one, two = contents(project / "one"), contents(project / "two")
    assert one.keys() == two.keys()
    assert [name for name, data in one.items() if two[name] != data] == []


def test_the_themes_script_waits_unless_others_count_on_it(tmp_path: Path) -> None:
    project = small_project(tmp_path)
    for name, waits in (("alone", True), ("with", False)):
        if not waits:
            settings = project / "mkdocs.yml"
            added = "\nextra_javascript: [assets/own.js]\n"
            settings.write_text(settings.read_text("utf-8") + added, "utf-8")
            (project / "docs/assets").mkdir(exist_ok=True)
            (project / "docs/assets/own.js").write_text("document$.subscribe(() => {});")
        assert run("mkdocs", "build", "-d", name, folder=project).code == 0
        page = (project / name / "essays/haeuser/index.html").read_text("utf-8")
        (script,) = re.findall(r"<script[^>]*/bundle\.[^>]*>", page)
        assert (' data-src="' in script) is waits
        assert ('src="../../assets/own.js"' in page) is not waits
