"""A scenario: a small project in one document, with all that is wrong in it and what it shows.

    # Title, then prose for whoever reads it

    ## `docs/concepts/resonanz.de.md`
    ~~~~ utf-8-sig crlf         (an encoding, line ends: only where they matter)
    the file
    ~~~~

    ## problems                 every one of them, and no others
    - kind file:line: words of the message … in this order

    ## silent                   kinds that could have spoken here, and rightly do not
    ## shown, absent, read      fragments that the HTML of a place holds or does not hold, that
                                its text holds: `## shown resonanz de`, `## read essay#c4 de`
    ## mentions resonanz de     surface → concept (rule) [linked], all of them
    ## comments essay           id | name, all of them

The nearest `mkdocs.yml` above a scenario is its project's; the Markdown extensions are those
of the real one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import Path

from lxml import html as lxml_html

from knowledge import base
from knowledge.check.kinds import KINDS
from knowledge.check.report import in_order
from knowledge.model import Mention, Problem, RenderedText
from knowledge.site import read_site

HERE = Path(__file__).parent
FILE = re.compile(
    r"^## `(?P<path>[^`\n]+)`\n+(?P<fence>~{4,})(?P<how>[^\n]*)\n(?P<text>.*?)^(?P=fence)$\n?",
    re.MULTILINE | re.DOTALL,
)
SECTION = re.compile(
    r"^## (?P<verb>\w+)(?: (?P<place>.+))?$\n(?P<items>(?:(?!## ).*\n?)*)", re.MULTILINE
)
ITEM = re.compile(r"^- (`*)(?P<item>.+?)\1$", re.MULTILINE)
LEFT_OUT = " … "


@dataclass(frozen=True)
class Scenario:
    """What a scenario's document says."""

    path: Path
    files: dict[str, bytes]
    sections: dict[tuple[str, str], list[str]]
    """Items by verb and place."""

    def __str__(self) -> str:
        return self.path.relative_to(HERE / "scenarios").with_suffix("").as_posix()

    def build(self, root: Path) -> Outcome:
        """Writes the project into a folder and reads it as `kb check` does."""
        for name, data in ({"mkdocs.yml": self._config()} | self.files).items():
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        site = replace(read_site(root), render=read_site(HERE.parent).render)
        library, problems = base.collect(site, drafts=False)
        built = base.render(site, library)
        return Outcome(built, in_order([*problems, *built.problems]))

    def _config(self) -> bytes:
        folders = [folder for folder in self.path.parents if folder.is_relative_to(HERE)]
        return next(f / "mkdocs.yml" for f in folders if (f / "mkdocs.yml").exists()).read_bytes()


@dataclass(frozen=True)
class Outcome:
    """What became of a scenario's project."""

    base: base.Base
    problems: list[Problem]

    def answer(self, verb: str, place: str, items: list[str]) -> list[str]:
        """What the project says to a section's items: the items themselves if all is well."""
        answers = {
            "problems": self._said,
            "silent": self._silent,
            "shown": self._shown,
            "absent": self._absent,
            "read": self._read,
            "mentions": self._mentions,
            "comments": self._comments,
        }
        return answers[verb](place, items)

    def _said(self, _: str, items: list[str]) -> list[str]:
        return sorted(self._written(problem, items) for problem in self.problems)

    def _silent(self, _: str, items: list[str]) -> list[str]:
        spoken = {problem.kind for problem in self.problems}
        return [item for item in items if item in KINDS and item not in spoken]

    def _shown(self, place: str, items: list[str]) -> list[str]:
        html = self._html(place)
        return [item for item in items if item in html]

    def _absent(self, place: str, items: list[str]) -> list[str]:
        html = self._html(place)
        return [item for item in items if item not in html]

    def _read(self, place: str, items: list[str]) -> list[str]:
        root = lxml_html.fragment_fromstring(self._html(place), create_parent="div")
        text = "".join(root.itertext())
        return [item for item in items if item in text]

    def _mentions(self, place: str, _: list[str]) -> list[str]:
        return [_mention(m) for text in self._texts(place) for m in text.mentions]

    def _comments(self, place: str, _: list[str]) -> list[str]:
        thread = self.base.library.essays[place].thread
        return [f"{comment.id} | {comment.name}".strip() for comment in thread.comments]

    def _html(self, place: str) -> str:
        return "\n".join(text.html for text in self._texts(place))

    def _texts(self, place: str) -> list[RenderedText]:
        """The body and the comments of a page, or the one comment that `essay#c4 de` names."""
        name, language = place.split()
        document, _, comment = name.partition("#")
        page = self.base.pages[document, language]
        comments = [c.text for c in page.comments if comment in {"", c.id}]
        return comments if comment else [page.body, *comments]

    @staticmethod
    def _written(problem: Problem, items: list[str]) -> str:
        """A problem as the scenario writes it, or in full if none of its lines fits."""
        start = f"{problem.kind} {problem.file}:{problem.line}: "
        for item in items:
            words = map(re.escape, item.removeprefix(start).split(LEFT_OUT))
            if item.startswith(start) and re.search(".*".join(words), problem.message):
                return item
        return start + problem.message


def read_scenario(path: Path) -> Scenario:
    """A scenario from its document."""
    text = path.read_text(encoding="utf-8")
    sections = {
        (match["verb"], match["place"] or ""): [i["item"] for i in ITEM.finditer(match["items"])]
        for match in SECTION.finditer(FILE.sub("", text))
    }
    files = {m["path"]: _stored(m["text"], m["how"].split()) for m in FILE.finditer(text)}
    return Scenario(path, files, {("problems", ""): []} | sections)


def read_scenarios() -> list[Scenario]:
    """All scenarios there are."""
    return [read_scenario(path) for path in sorted((HERE / "scenarios").rglob("*.md"))]


def _stored(text: str, how: list[str]) -> bytes:
    encoding = next((word for word in how if word != "crlf"), "utf-8")
    return text.replace("\n", "\r\n" if "crlf" in how else "\n").encode(encoding)


def _mention(mention: Mention) -> str:
    linked = " [linked]" if mention.linked else ""
    return f"{mention.surface} → {mention.concept} ({mention.rule}){linked}"
