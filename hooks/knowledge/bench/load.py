"""A base larger than any blog, and what becomes of it: time, growth, memory, heaviest pages.

Five hundred essays with two hundred comments each, one conversation of ten thousand, one page of a
hundred thousand words, five thousand concepts, of which two hundred have a label in common with
another. Half of all that is built first, so that it can be seen whether a stage grows with the
texts, with the mentions in them, or faster than both.
"""

from __future__ import annotations

import datetime as dt
import json
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from functools import partial
from itertools import islice
from operator import attrgetter
from pathlib import Path
from typing import Any

from knowledge.bench.build import BUILD, english_forms
from knowledge.bench.corpus import ENGLISH, GERMAN, Writer, english_words, german_words
from knowledge.bench.peers import write_ours
from knowledge.bench.processes import run
from knowledge.cache import FOLDER
from knowledge.language.dictionary import dictionary
from knowledge.stages import FILE

SEED = 20261126
LANGUAGES = ("de", "en")
ESSAY, DEFINITION, COMMENT = 600, 40, 30
"""Words of a text."""
SECTION = 2_000
"""Words of a section of the long page."""
FIRST_DAY = dt.date(2006, 1, 1)
DAYS = 60
"""From an essay to the last of its comments."""
DEPTH = 12
"""How deep conversations go before they begin anew."""
MEGABYTE = 1_000_000
Told = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Size:
    """How much a base holds."""

    essays: int = 500
    comments: int = 200
    """Under each essay."""
    longest: int = 10_000
    """Comments of one more conversation."""
    words: int = 100_000
    """Of one page."""
    concepts: int = 5_000
    sharing: int = 200
    """Concepts with a label that another has too, in pairs."""

    def share(self, part: float) -> Size:
        """A part of it, rounded, with something of everything."""
        return Size(**{name: max(2, round(number * part)) for name, number in asdict(self).items()})


WHOLE = Size()


@dataclass(frozen=True, slots=True)
class Built:
    """A base that was built from nothing. Times are in seconds, sizes in bytes."""

    size: Size
    texts: int
    """Bytes of Markdown."""
    mentions: int
    pages: int
    seconds: float
    stages: dict[str, float]
    megabytes: float
    """The most memory of all processes together."""
    heaviest: dict[str, int]
    """The largest HTML file by what it shows."""
    comments: int
    """Comments of the long conversation that have a place of their own, on all its pages."""


@dataclass(frozen=True, slots=True)
class Figures:
    """What was measured in one run."""

    built: list[Built]
    """The half and the whole."""


def measure(project: Path, told: Told, part: float) -> Figures:
    """Builds the half and the whole of a large base.

    Args:
        project: whose hooks, templates and settings are used.
        told: is called with what is being done.
        part: of the whole, one for all of it.
    """
    built = []
    for share in (part / 2, part):
        size = WHOLE.share(share)
        with tempfile.TemporaryDirectory(prefix="bench-") as folder:
            told(f"{size.essays:,} essays: writing the texts")
            root = Path(folder) / "base"
            write(root, size, project)
            told(f"{size.essays:,} essays: building")
            built.append(_built(root, size))
    return Figures(built)


def _built(root: Path, size: Size) -> Built:
    finished = run(BUILD, root, watched=True)
    data = json.loads((root / FOLDER / FILE).read_text(encoding="utf-8"))
    site = root / "site"
    stages = {stage["name"]: stage for stage in data["stages"]}
    return Built(
        size,
        sum(path.stat().st_size for path in (root / "docs").rglob("*.md")),
        stages["connect"]["count"],
        data["pages"]["all"],
        finished.seconds,
        {name: stage["seconds"] for name, stage in stages.items()},
        finished.megabytes,
        dict(_heaviest(site)),
        sum(text.count('<article id="c') for text in _conversation(site)),
    )


def _heaviest(site: Path) -> Iterator[tuple[str, int]]:
    shown = {
        "home": "index.html",
        "essay": "essays/e*/index.html",
        "conversation": "essays/long/**/index.html",
        "long page": "about/long/index.html",
        "concept": "concepts/k*/**/index.html",
        "list": "*/index.html",
    }
    for name, pattern in shown.items():
        yield name, max((path.stat().st_size for path in site.glob(pattern)), default=0)


def _conversation(site: Path) -> Iterator[str]:
    for path in (site / "essays/long").rglob("index.html"):
        yield path.read_text(encoding="utf-8")


def write(root: Path, size: Size, project: Path) -> None:
    """Writes a base.

    Args:
        root: an empty folder.
        size: how much it holds.
        project: whose hooks, templates and settings it uses.
    """
    write_ours(root, (), project)
    docs = root / "docs"
    words = {
        "de": german_words(dictionary().nouns, SEED),
        "en": english_words(english_forms(), SEED),
    }
    writers = {
        "de": Writer(GERMAN, words["de"], SEED),
        "en": Writer(ENGLISH, words["en"], SEED),
    }
    _write_concepts(docs, size, words, writers)
    for language, writer in writers.items():
        for number in range(size.essays):
            _write_essay(docs / f"essays/e{number}", language, writer, _day(number))
        _write_essay(docs / "essays/long", language, writer, FIRST_DAY)
        text = "\n\n".join(_sections(writer, size.words))
        _page(docs / f"about/long/index.{language}.md", "title: Long\n", text)
    for number in range(size.essays):
        _write_thread(docs / f"essays/e{number}", size.comments, writers["de"], _day(number))
    _write_thread(docs / "essays/long", size.longest, writers["de"], FIRST_DAY)


def _day(number: int) -> dt.date:
    return FIRST_DAY + dt.timedelta(days=10 * number)


def _write_concepts(
    docs: Path, size: Size, words: dict[str, list[str]], writers: dict[str, Writer]
) -> None:
    for language, writer in writers.items():
        # From the rarer words, as of a base that has been written at for years.
        titles = [word for word in words[language] if len(word) > 4][
            40 : 40 + 7 * size.concepts : 7
        ]
        for number in range(size.concepts):
            title = titles[number % len(titles)].capitalize()
            front = f"title: {title} {number}\n" if number >= len(titles) else f"title: {title}\n"
            if number < size.sharing:
                front += f"aliases: [Gemeinsam {number // 2}]\n"
            _page(
                docs / f"concepts/k{number}.{language}.md",
                f"{front}kind: idea\n",
                "\n\n".join(writer.paragraphs(DEFINITION)),
            )


def _write_essay(folder: Path, language: str, writer: Writer, day: dt.date) -> None:
    title = " ".join(islice(writer.words(12), 5)).capitalize()
    front = f"title: {json.dumps(title, ensure_ascii=False)}\n"
    front += f"date: {day}\n" if language == LANGUAGES[0] else ""
    _page(folder / f"index.{language}.md", front, "\n\n".join(writer.paragraphs(ESSAY)))


def _sections(writer: Writer, words: int) -> Iterator[str]:
    for number in range(max(1, words // SECTION)):
        title = " ".join(islice(writer.words(8), 3)).capitalize()
        text = "\n\n".join(writer.paragraphs(min(SECTION, words)))
        yield f"## {title} {{ #s{number} }}\n\n{text}"


def _write_thread(folder: Path, comments: int, writer: Writer, day: dt.date) -> None:
    """A conversation as they are: most of it in the weeks after the essay."""
    blocks = []
    for number in range(1, comments + 1):
        name = f"{'ABCDEFGH'[number % 8]}. {'KLMNOP'[number % 6]}."
        options = [
            f"id: c{number}",
            f"date: 2019-{1 + number % 12:02d}-{1 + number % 28:02d}T08:15",
        ]
        if number % DEPTH != 1:
            options.append(f"reply-to: c{number - 1}")
        lines = "\n".join(f"    {option}" for option in options)
        text = "\n\n".join(writer.paragraphs(COMMENT))
        blocks.append(f"/// comment | {name}\n{lines}\n\n{text}\n///\n\n")
    (folder / "thread.de.md").write_text("".join(blocks), encoding="utf-8")


def _page(path: Path, front: str, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"---\n{front}---\n\n{text}\n", encoding="utf-8")


def as_json(figures: Figures) -> dict[str, Any]:
    """The figures for a program to read."""
    return asdict(figures)


def as_rows(figures: Figures) -> list[tuple[str, list[list[str]]]]:
    """The figures as a table, with a title and a row of headings."""
    half, whole = figures.built
    rows = [["", "half", "whole", "times"]]

    def row(name: str, of: Callable[[Built], float], written: str = "{:,.0f}") -> None:
        one, two = of(half), of(whole)
        rows.append([name, written.format(one), written.format(two), _times(one, two)])

    for name in ("essays", "comments", "longest", "words", "concepts", "sharing"):
        row(name, attrgetter(f"size.{name}"))
    row("texts, MB", lambda built: built.texts / MEGABYTE, "{:.1f}")
    row("mentions", attrgetter("mentions"))
    row("pages", attrgetter("pages"))
    row("all, s", attrgetter("seconds"), "{:.1f}")
    for name in half.stages:
        row(f"{name}, s", partial(_seconds, name), "{:.1f}")
    row("memory, MB", attrgetter("megabytes"))
    for name in whole.heaviest:
        row(f"{name}, largest, KB", partial(_kilobytes, name))
    row("comments with a place", attrgetter("comments"))
    return [("A large base", rows)]


def _seconds(stage: str, built: Built) -> float:
    return built.stages[stage]


def _kilobytes(kind: str, built: Built) -> float:
    return built.heaviest[kind] / 1024


def _times(half: float, whole: float) -> str:
    return f"{whole / half:.1f}" if half and whole else ""
