"""What an import leaves in a project, as the rest of the house reads it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from lxml import html as lxml_html

from knowledge import base
from knowledge.importing.report import Report, as_json
from knowledge.importing.run import Choice, Told, import_sources
from knowledge.model import Essay, Problem, Severity
from knowledge.site import Site, read_site
from tests.project import ROOT

ANY = Choice()
SILENT = Told()


@dataclass(frozen=True)
class Imported:
    """An import and the base it made."""

    root: Path
    report: Report
    data: dict[str, Any]
    """The report as programs read it."""
    base: base.Base
    problems: Sequence[Problem]
    """Those above info."""

    @property
    def essay(self) -> Essay:
        """The only essay."""
        (essay,) = self.base.library.essays.values()
        return essay

    def text(self, path: str) -> str:
        return (self.root / "docs" / path).read_text(encoding="utf-8")

    def files(self) -> dict[str, bytes]:
        """Every file below the content folder."""
        folder = self.root / "docs"
        return {
            path.relative_to(folder).as_posix(): path.read_bytes()
            for path in sorted(folder.rglob("*"))
            if path.is_file()
        }

    def words(self, comment: str = "", language: str = "de") -> str:
        """What readers read of the only essay, or of one of its comments, without white space."""
        page = self.base.pages[self.essay.id, language]
        texts = {each.id: each.text.html for each in page.comments}
        return bare(texts[comment] if comment else page.body.html)


def bare(html: str) -> str:
    """The words of HTML without white space."""
    root = lxml_html.fragment_fromstring(html, create_parent="div")
    for mark in root.xpath("//*[@class='headerlink']"):
        mark.drop_tree()
    return "".join("".join(root.itertext()).split())


def site_of(root: Path) -> Site:
    """A project with this site's Markdown extensions and no other files."""
    (root / "docs").mkdir(parents=True, exist_ok=True)
    (root / "mkdocs.yml").write_text("site_name: Probe\nextra: {imprint: Jemand}\n", "utf-8")
    return replace(read_site(root), render=read_site(ROOT).render)


def imported(root: Path, *sources: Path, choice: Choice = ANY) -> Imported:
    """Imports into a project and reads it as `kb check` does."""
    site = site_of(root)
    report = import_sources(sources, root / "docs", choice, SILENT)
    data = json.loads(as_json(report))
    library, problems = base.collect(site, drafts=True)
    built = base.render(site, library)
    above = [p for p in (*problems, *built.problems) if p.severity is not Severity.INFO]
    return Imported(root, report, data, built, above)


def from_text(root: Path, text: str, name: str = "blog.xml", choice: Choice = ANY) -> Imported:
    """Imports one source with some text."""
    root.mkdir(parents=True, exist_ok=True)
    path = root / name
    path.write_bytes(text.encode("utf-8", "surrogatepass"))
    return imported(root, path, choice=choice)
