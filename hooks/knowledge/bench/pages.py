"""What a reader's browser loads for the first page, type by type, beside stock Material.

Sites are served compressed, each page to a browser that has seen nothing before. Of each type the
largest page is taken. Material reads the same texts without our hooks; types that it does not make
from them are left out there.
"""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from knowledge.bench.build import BUILD
from knowledge.bench.search import MATERIAL, OURS, build_stock
from knowledge.bench.server import served
from knowledge.bench.serving import browser

WIDTHS = (360, 1440)
"""Of a phone, and of a window on a desk."""
SECTIONS = {"essay": "essays", "concept": "concepts", "question": "questions"}
LISTS = frozenset({"glossary"})
"""Folders of a section that are no document of it."""
PAGES = {
    "home": "",
    "essays": "essays/",
    "concepts": "concepts/",
    "questions": "questions/",
    "graph": "graph/",
    "conversations": "conversations/",
    "timeline": "timeline/",
    "English home": "en/",
}
HEAD = [
    "page",
    "requests",
    "failed",
    "all",
    "page itself",
    "own CSS and JS",
    "before compression",
    "fonts",
    f"shift at {WIDTHS[0]} px",
    f"at {WIDTHS[1]} px",
]
SETTLED = 400
"""Milliseconds after the last answer, in which a page may still move."""
SHIFT = """
window.kbShift = 0;
new PerformanceObserver(function (list) {
  list.getEntries().forEach(function (entry) { window.kbShift += entry.value; });
}).observe({ type: "layout-shift", buffered: true });
"""

Told = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Weight:
    """What one page loads on a first visit; bytes as they are transferred, heads included."""

    requests: int
    failed: int
    transferred: int
    document: int
    """The page itself."""
    own: int
    """Style sheets and scripts that do not come with the theme."""
    own_raw: int
    """The same before compression."""
    fonts: tuple[int, ...]
    """The bytes of each."""
    others: tuple[str, ...]
    """Addresses on other hosts."""
    shift: float
    """How far things move while the page loads, as Cumulative Layout Shift adds it up."""


@dataclass(frozen=True, slots=True)
class Measured:
    """A page of one engine's site in one window."""

    engine: str
    kind: str
    path: str
    width: int
    weight: Weight


@dataclass(frozen=True, slots=True)
class Figures:
    """Everything that was measured in one run."""

    pages: list[Measured] = field(default_factory=list)


def measure(root: Path, told: Told) -> Figures:
    """Loads the pages of both sites.

    Args:
        root: the project.
        told: is called with what is being done.
    """
    figures = Figures()
    with tempfile.TemporaryDirectory(prefix="bench-") as made, browser() as chromium:
        folder = Path(made)
        told("building the real site")
        subprocess.run([*BUILD, "--site-dir", str(folder / "ours")], cwd=root, check=True)
        told("building it with stock Material")
        build_stock(root, folder / "stock")
        wanted = dict(kinds(folder / "ours"))
        for engine, site in ((OURS, folder / "ours"), (MATERIAL, folder / "stock/site")):
            told(f"loading {engine}")
            with served(site) as address:
                for kind, path in wanted.items():
                    if (site / path / "index.html").is_file():
                        for width in WIDTHS:
                            weight = weigh(chromium, address, path, width, root / "docs")
                            figures.pages.append(Measured(engine, kind, path, width, weight))
    return figures


def kinds(site: Path) -> Iterator[tuple[str, str]]:
    """Types of pages, each with an address: of documents, that of the largest page.

    Args:
        site: as it was built.
    """
    for kind in SECTIONS:
        yield kind, by_size(site, kind)[-1]
    yield from PAGES.items()


def by_size(site: Path, kind: str) -> list[str]:
    """The addresses of all documents of a kind, the smallest page first.

    Args:
        site: as it was built.
        kind: one of those with documents.
    """
    found = sorted((site / SECTIONS[kind]).glob("*/index.html"))
    pages = [page for page in found if page.parent.name not in LISTS]
    pages.sort(key=lambda page: page.stat().st_size)
    return [f"{page.parent.relative_to(site)}/" for page in pages]


def weigh(chromium: Any, address: str, path: str, width: int, docs: Path) -> Weight:
    """What a page loads in a browser that knows nothing of the site.

    Args:
        chromium: a browser of Playwright.
        address: of the site.
        path: of the page, from there.
        width: of the window.
        docs: whose files are our own.
    """
    context = chromium.new_context(viewport={"width": width, "height": 900})
    page = context.new_page()
    page.add_init_script(SHIFT)
    requests: list[Any] = []

    def asked(request: Any) -> None:
        requests.append(request)

    page.on("request", asked)
    page.goto(address + path, wait_until="networkidle")
    page.wait_for_timeout(SETTLED)
    shift = float(page.evaluate("window.kbShift"))
    answers = [_answer(request) for request in requests]
    context.close()
    here = [answer for answer in answers if answer.url.startswith(address)]
    own = [one for one in here if _is_own(one, docs, address)]
    return Weight(
        requests=len(answers),
        failed=sum(answer.is_failed for answer in answers),
        transferred=sum(answer.size for answer in answers),
        document=sum(answer.size for answer in answers if answer.kind == "document"),
        own=sum(answer.size for answer in own),
        own_raw=sum((docs / answer.url.removeprefix(address)).stat().st_size for answer in own),
        fonts=tuple(sorted(answer.size for answer in answers if answer.kind == "font")),
        others=tuple(answer.url for answer in answers if answer not in here),
        shift=round(shift, 4),
    )


@dataclass(frozen=True, slots=True)
class _Answer:
    url: str
    kind: str
    size: int
    is_failed: bool


def _answer(request: Any) -> _Answer:
    response = request.response()
    if response is None:
        return _Answer(request.url, request.resource_type, 0, True)
    sizes = request.sizes()
    size = sizes["responseBodySize"] + sizes["responseHeadersSize"]
    return _Answer(request.url, request.resource_type, size, response.status >= 400)


def _is_own(answer: _Answer, docs: Path, address: str) -> bool:
    is_code = answer.kind in {"stylesheet", "script"}
    return is_code and (docs / answer.url.removeprefix(address)).is_file()


def as_json(figures: Figures) -> dict[str, Any]:
    """The figures for a program to read."""
    return asdict(figures)


def as_rows(figures: Figures) -> list[tuple[str, list[list[str]]]]:
    """The figures as tables, one for each engine, each with a title and a row of headings."""
    engines = dict.fromkeys(one.engine for one in figures.pages)
    return [
        (
            f"First visit, compressed, in bytes: {engine}",
            [HEAD, *_rows(one for one in figures.pages if one.engine == engine)],
        )
        for engine in engines
    ]


def _rows(pages: Iterable[Measured]) -> Iterator[list[str]]:
    by_kind: dict[str, dict[int, Weight]] = {}
    for one in pages:
        by_kind.setdefault(one.kind, {})[one.width] = one.weight
    for kind, weights in by_kind.items():
        weight = weights[WIDTHS[0]]
        yield [
            kind,
            str(weight.requests),
            str(weight.failed),
            *(f"{n:,}" for n in (weight.transferred, weight.document, weight.own, weight.own_raw)),
            f"{sum(weight.fonts):,} in {len(weight.fonts)}",
            *(f"{weights[width].shift:.4f}" for width in WIDTHS),
        ]
