"""A project with every payload in every place where text gets in, by the ways it gets in."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from knowledge import base
from knowledge.changing.journal import RefusedError, apply
from knowledge.collect.source import split_source
from knowledge.collect.thread import escape, scan
from knowledge.importing.model import Markup
from knowledge.importing.run import Choice, Told, import_sources
from knowledge.model import Problem, Severity
from knowledge.receiving.arrival import receive
from knowledge.receiving.submission import Submission, What
from knowledge.site import Site, read_site
from tests.build.small import LISTINGS, SETTINGS
from tests.hostile.payloads import Payload
from tests.importing.wxr_blog import Item, Reply, wxr
from tests.project import ROOT, make_project

TOGETHER = 25
"""Comments below one essay: each whole pipeline is asked, and no page grows beyond use."""


@dataclass
class Hostile:
    """The project, and what became of its payloads."""

    root: Path
    written: int = 0
    """Places in which payloads stand."""
    refused: dict[str, int] = field(default_factory=dict)
    """How many the house did not take, by place."""
    comments: dict[tuple[str, str], Payload] = field(default_factory=dict)
    """By essay and comment."""
    documents: dict[str, Payload] = field(default_factory=dict)
    """By address without language."""

    def refuse(self, place: str) -> None:
        self.refused[place] = self.refused.get(place, 0) + 1


def hostile_project(root: Path, payloads: Sequence[Payload]) -> Hostile:
    """Writes a project that builds, though not without warnings."""
    pages = {
        f"docs/{path}.{language}.md": f"---\ntitle: {listing} {language}\nlisting: {listing}\n---\n"
        for path, listing in (LISTINGS | {"search/index": "", "offline/index": "kept"}).items()
        for language in ("de", "en")
    }
    haus = {
        "docs/concepts/haus.de.md": "---\ntitle: Haus\n---\nWorin man wohnt.\n",
        "docs/concepts/haus.en.md": "---\ntitle: house\n---\nWhere one lives.\n",
    }
    make_project(root, pages | haus, SETTINGS)
    shutil.copytree(ROOT / "docs/assets", root / "docs/assets")
    made = Hostile(root)
    for write in (_threads, _received, _imported, _written):
        write(made, payloads)
    _drop_what_is_refused(made)
    return made


def around(payload: Payload) -> str:
    """A payload as a block of its own and within a line, between words that must be read."""
    n = payload.number
    return f"vor{n}x\n\n{payload.text}\n\nmitte{n}x {payload.text} ende{n}x\n\nnach{n}x"


def _groups(payloads: Sequence[Payload]) -> Iterator[tuple[int, Sequence[Payload]]]:
    for start in range(0, len(payloads), TOGETHER):
        yield start // TOGETHER + 1, payloads[start : start + TOGETHER]


def _essay(made: Hostile, id: str) -> Path:
    folder = made.root / "docs/essays" / id
    folder.mkdir(parents=True)
    text = f"---\ntitle: Gerücht {id}\ndate: 2017-11-13\n---\nEin Haus.\n"
    (folder / "index.de.md").write_text(text, "utf-8")
    return folder


def _threads(made: Hostile, payloads: Sequence[Payload]) -> None:
    """Comments as somebody writes them into a file: name, address and text."""
    for number, some in _groups(payloads):
        id = f"thread-{number}"
        blocks = []
        for at, payload in enumerate(some, 1):
            made.comments[id, f"c{at}"] = payload
            options = f"    id: c{at}\n    date: 2017-11-{at:02}\n"
            if at > 1 and at % 3 == 0:
                options += f"    reply-to: c{at - 1}\n"
            body = escape(around(payload))
            blocks.append(f"/// comment | {payload.line}\n{options}\n{body}\n///\n")
        _essay(made, id).joinpath("thread.de.md").write_bytes("\n".join(blocks).encode())
        made.written += 2 * len(blocks)


def _received(made: Hostile, payloads: Sequence[Payload]) -> None:
    """Comments and questions as `kb comment add` takes them; then somebody lets them through."""
    site = read_site(made.root)
    for number, some in _groups(payloads):
        id = f"received-{number}"
        folder = _essay(made, id)
        library, _ = base.collect(site)
        for payload in some:
            for markup in (Markup.MARKDOWN, Markup.HTML):
                sent = _submission(payload, What.COMMENT, id, markup)
                try:
                    receipt = receive(site, library, sent)
                    apply(made.root, receipt.change)
                    made.comments[id, receipt.page.partition("#")[2]] = payload
                    made.written += 2
                except RefusedError:
                    made.refuse("received comment")
            try:
                receipt = receive(site, library, _submission(payload, What.QUESTION, id))
                apply(made.root, receipt.change)
                made.documents[f"questions/{receipt.page}/"] = payload
                made.written += 2
            except RefusedError:
                made.refuse("received question")
        thread = folder / "thread.de.md"
        _publish(thread, "    status: pending\n")
    for file in (made.root / "docs/questions").glob("*.md"):
        _publish(file, "draft: true\n")


def _publish(file: Path, line: str) -> None:
    file.write_bytes(file.read_bytes().replace(line.encode(), b""))


def _submission(
    payload: Payload, what: What, page: str, markup: Markup = Markup.MARKDOWN
) -> Submission:
    n = payload.number
    return Submission(
        key=f"{what}{markup}{n}",
        what=what,
        page=page,
        text=around(payload) if markup is Markup.MARKDOWN else f"vor{n}x<p>{payload.text}",
        markup=markup,
        title=f"{payload.line} frage{n}x?" if what is What.QUESTION else "",
        name=payload.line,
    )


def _imported(made: Hostile, payloads: Sequence[Payload]) -> None:
    """Posts and comments of an export."""
    items = [
        Item(
            n,
            f"{payload.line} titel{n}x",
            f"<p>vor{n}x</p>{payload.text}",
            [Reply(str(n), f"vor{n}x<p>{payload.text}", author=payload.line)],
            slug=f"post-{n}",
        )
        for payload in payloads
        for n in [payload.number]
    ]
    source = made.root / "blog.xml"
    source.write_text(wxr(items), "utf-8")
    report = import_sources([source], made.root / "docs", Choice(), Told())
    made.written += 4 * len(items)
    assert len(report.out) > 0


def _written(made: Hostile, payloads: Sequence[Payload]) -> None:
    """Front matter and texts as somebody proposes them in a file."""
    for payload in payloads:
        n = payload.number
        for group, matter in _matters(payload):
            name = (
                f"{group}/w{n}/index.de.md"
                if group == "essays"
                else f"{group}/w{group[0]}{n}.de.md"
            )
            file = made.root / "docs" / name
            file.parent.mkdir(parents=True, exist_ok=True)
            _write(file, matter, around(payload))
            stem = f"w{n}" if group == "essays" else f"w{group[0]}{n}"
            made.documents[f"{group}/{stem}/"] = payload
            made.written += len(matter) + 1


def _matters(payload: Payload) -> Iterator[tuple[str, dict[str, object]]]:
    text, title = payload.text, f"{payload.text} titel{payload.number}x"
    references = [{"key": "k", "text": title}]
    source = {"title": text, "author": text, "rights": text}
    yield (
        "essays",
        {
            "title": title,
            "nav_title": text,
            "summary": text,
            "author": text,
            "tags": [text],
            "date": "2018-01-01",
            "source": source,
            "references": references,
        },
    )
    yield "concepts", {"title": title, "aliases": [text], "summary": text}
    yield "questions", {"title": title, "summary": text, "date": "2018-01-01"}


def _write(file: Path, matter: dict[str, object], body: str) -> None:
    lines = [f"{name}: {json.dumps(value)}" for name, value in matter.items()]
    data = "\n".join(["---", *lines, "---", body, ""])
    file.write_bytes(data.encode("utf-8", "replace"))


def _drop_what_is_refused(made: Hostile) -> None:
    """What the house calls an error is taken out: a comment's text, or a document bit by bit.

    None of it may have come in by a form, a mail or an export: whoever publishes wrote nothing of
    these, and one of them must not keep the site from being built.
    """
    for place in ("text", "references", "document"):
        for name, found in _wrong(_site(made)).items():
            file = made.root / name
            if "/thread-" in name:
                for problem in found:
                    made.refuse("comment in a file")
                    made.comments.pop((file.parent.name, _silence(file, problem.line)), None)
                continue
            assert "/w" in name, found[0]
            made.refuse(place)
            if place == "document":
                file.unlink()
                made.documents = {
                    a: p for a, p in made.documents.items() if f"/{a[:-1]}" not in name
                }
                continue
            head, _, _ = file.read_bytes().decode().rpartition("\n---\n")
            if place == "references":
                head = "\n".join(
                    line for line in head.split("\n") if "references:" not in line[:12]
                )
            file.write_bytes(f"{head}\n---\nEin Haus.\n".encode())
    assert not _wrong(_site(made))


def _silence(file: Path, line: int) -> str:
    """Takes the text of the comment on a line out of a thread, and gives its id."""
    source = split_source(file.name, file.read_bytes().decode())
    blocks, _ = scan(source)
    block = [each for each in blocks if each.line <= line][-1]
    text = source.text[: block.start] + "\n\n" + source.text[block.end :]
    file.write_bytes(text.encode())
    return str(block.options["id"])


def _site(made: Hostile) -> Site:
    """The project as a build reads it: with the Markdown of the settings that it inherits."""
    return replace(read_site(made.root), render=read_site(ROOT).render)


def _wrong(site: Site) -> dict[str, list[Problem]]:
    """Files with errors, and these."""
    library, problems = base.collect(site)
    found = [*problems, *base.render(site, library).problems]
    by_file: dict[str, list[Problem]] = {}
    for each in sorted(found, key=lambda problem: -problem.line):
        if each.severity is Severity.ERROR:
            by_file.setdefault(each.file, []).append(each)
    return by_file
