from __future__ import annotations

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
