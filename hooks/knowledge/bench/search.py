"""How well search finds what readers look for, beside Material's own and Pagefind.

All three are asked in a browser, as readers ask them: ours through its dialog, Material's through
its field, Pagefind through the script it brings. Material reads the same texts without our hooks;
Pagefind indexes the pages that we make. What should be found was written by hand.
"""

from __future__ import annotations

import functools
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import yaml

from knowledge.bench.blog import items
from knowledge.bench.build import BUILD, OWN_PAGES, english_forms
from knowledge.bench.peers import STOCK, write_ours
from knowledge.bench.server import served
from knowledge.bench.serving import browser
from knowledge.language.dictionary import dictionary

QUERIES = "tests/search/queries.yml"
NOTHING = "nothing"
FIRST = 5
PAGES = 3_500
OURS, MATERIAL, PAGEFIND = "this project", "stock Material", "Pagefind"
LARGE_QUERIES = 3
"""Titles of concepts that are looked for on the large site, to see what is loaded."""
PATIENCE = 3000
"""Milliseconds until Material is taken to have found nothing: it does not say when it is done."""
ASK_OURS = """async query => {
  if (!window.kbSearch) {
    document.querySelector(".kb-search-button").click();
    while (!window.kbSearch) await new Promise(done => setTimeout(done, 10));
    const isWhole = () => document.querySelector(".kb-search__body");
    while (!isWhole()) await new Promise(done => setTimeout(done, 10));
  }
  await window.kbSearch.ask(query);
  return Array.from(document.querySelectorAll(".kb-search__link"), link => link.href);
}"""
ASK_MATERIAL = """async ([query, patience]) => {
  const field = document.querySelector(".md-search__input");
  const list = document.querySelector(".md-search-result__list");
  field.focus();
  field.value = "";
  field.dispatchEvent(new Event("keyup"));
  await new Promise(done => setTimeout(done, 50));
  field.value = query;
  field.dispatchEvent(new Event("keyup"));
  const links = () => list.querySelectorAll("a.md-search-result__link");
  const read = () => Array.from(links(), link => link.href);
  let last = "", since = performance.now();
  const began = since;
  while (performance.now() - began < patience) {
    await new Promise(done => setTimeout(done, 50));
    const now = read().join();
    if (now !== last) { last = now; since = performance.now(); }
    if (now && performance.now() - since > 300) break;
  }
  return read();
}"""
ASK_PAGEFIND = """async ([query, base]) => {
  window.pagefind = window.pagefind || await import(base + "pagefind/pagefind.js");
  const found = await window.pagefind.search(query);
  const shown = await Promise.all(found.results.slice(0, 5).map(result => result.data()));
  return shown.map(result => new URL(result.url, base).href);
}"""

Told = Callable[[str], None]
Ask = Callable[[str], list[str]]


@dataclass(frozen=True, slots=True)
class Quality:
    """How well one engine answers the queries of one class."""

    engine: str
    language: str
    name: str
    queries: int
    recall: float
    """The share of the pages to be found that are among the first five results, in the mean; of
    words that are not there, the share of queries without a result."""
    missed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a browser loads on a large site until the first result is there, in bytes."""

    engine: str
    before: int
    """Before search is opened, of what serves search alone."""
    until_first: tuple[int, ...]
    """For each query, asked on a page that was just opened."""


@dataclass(frozen=True, slots=True)
class Figures:
    """Everything that was measured in one run."""

    quality: list[Quality]
    pages: int
    loaded: list[Loaded]


def measure(root: Path, told: Told, queries: Path | None, pages: int) -> Figures:
    """Asks all engines everything.

    Args:
        root: the project.
        told: is called with what is being done.
        queries: a file like `tests/search/queries.yml`.
        pages: of the large site; none is built for 0.
    """
    wanted = yaml.safe_load((queries or root / QUERIES).read_text(encoding="utf-8"))
    with tempfile.TemporaryDirectory(prefix="bench-") as made, browser() as chromium:
        folder = Path(made)
        told("building the real site")
        subprocess.run([*BUILD, "--site-dir", str(folder / "ours")], cwd=root, check=True)
        told("building it with stock Material, and an index for Pagefind")
        build_stock(root, folder / "stock")
        shutil.copytree(folder / "ours", folder / "pagefind")
        _pagefind(folder / "pagefind")
        quality = []
        for engine, site in (
            (OURS, "ours"),
            (MATERIAL, "stock/site"),
            (PAGEFIND, "pagefind"),
        ):
            told(f"asking {engine}")
            with served(folder / site) as address:
                for language, classes in wanted.items():
                    page = chromium.new_page()
                    ask = _asker(engine, page, f"{address}{'' if language == 'de' else 'en/'}")
                    for name, expected in classes.items():
                        quality.append(asked(engine, language, name, expected, ask, address))
                    page.close()
        loaded = _large(root, folder / "large", pages, chromium, told) if pages else []
    return Figures(quality, pages, loaded)


def _asker(engine: str, page: Any, address: str) -> Ask:
    """What asks an engine on a page of the language in question."""
    page.goto(address)
    if engine == OURS:
        return lambda query: list(page.evaluate(ASK_OURS, query))
    if engine == MATERIAL:
        page.wait_for_timeout(2000)  # until the index is there
        return lambda query: list(page.evaluate(ASK_MATERIAL, [query, PATIENCE]))
    base = page.evaluate("() => location.origin + '/'")
    return lambda query: list(page.evaluate(ASK_PAGEFIND, [query, base]))


def asked(engine: str, language: str, name: str, expected: Any, ask: Ask, address: str) -> Quality:
    """How well an engine answers the queries of a class.

    Args:
        engine: its name.
        language: of the queries.
        name: of the class.
        expected: the pages to be found, by query; or words that are not there.
        ask: gives the addresses of results.
        address: of the site.
    """
    if name == NOTHING:
        found = [query for query in expected if ask(str(query))]
        return Quality(
            engine, language, name, len(expected), 1 - len(found) / len(expected), tuple(found)
        )
    total, missed = 0.0, []
    for query, places in expected.items():
        links = [link.removeprefix(address) for link in ask(str(query))]
        share = _recall(links, places, language)
        total += share
        if share < 1:
            missed.append(str(query))
    return Quality(engine, language, name, len(expected), total / len(expected), tuple(missed))


def _recall(links: Sequence[str], places: Sequence[str], language: str) -> float:
    """The share of the places that are among the first five results.

    A page is found by a link to any place on it; a comment (`essays/…#c3`) only by one to itself.
    """
    prefix = "" if language == "de" else f"{language}/"
    pages: dict[str, None] = {}
    for link in links[:FIRST]:
        path, _, anchor = link.partition("#")
        path = path.partition("?")[0].removesuffix("index.html").strip("/")
        pages[path] = None
        pages[f"{path}#{anchor}"] = None
    return sum(prefix + place in pages for place in places) / len(places)


def build_stock(root: Path, folder: Path) -> None:
    """Builds the texts of a project with stock Material, into `site` of a new folder.

    Args:
        root: the project.
        folder: where there is nothing yet.
    """
    folder.mkdir()
    shutil.copytree(root / "docs", folder / "docs")
    (folder / "mkdocs.yml").write_text(STOCK, encoding="utf-8")
    subprocess.run(BUILD, cwd=folder, check=True, capture_output=True)


def _pagefind(site: Path) -> None:
    command = [sys.executable, "-m", "pagefind", "--site", str(site)]
    subprocess.run(command, check=True, capture_output=True)


def _large(root: Path, folder: Path, pages: int, chromium: Any, told: Told) -> list[Loaded]:
    told(f"building {pages:,} pages, and an index for Pagefind")
    folder.mkdir()
    texts = list(items(max(1, pages // 2 - OWN_PAGES), dictionary().nouns, english_forms()))
    write_ours(folder / "ours", texts, root)
    subprocess.run(BUILD, cwd=folder / "ours", check=True)
    site = folder / "ours/site"
    _pagefind(site)
    concepts = [item.title for item in texts if item.kind == "concept" and item.language == "de"]
    step = max(1, len(concepts) // LARGE_QUERIES)
    queries = [*concepts[::step][:LARGE_QUERIES], " ".join(concepts[:2])]
    loaded = []
    with served(site) as address:
        for engine, own in ((OURS, ("assets/search/", "search")), (PAGEFIND, ("pagefind/",))):
            told(f"what {engine} loads")
            counts = []
            before = 0
            for query in queries:
                context = chromium.new_context()
                page = context.new_page()
                sizes: dict[str, int] = {}
                page.on("requestfinished", functools.partial(_note, sizes, own))
                ask = _asker(engine, page, address)
                page.wait_for_load_state("networkidle")
                before = sum(n for url, n in sizes.items() if not url.endswith("header.js"))
                ask(query)
                page.wait_for_load_state("networkidle")
                counts.append(sum(sizes.values()))
                context.close()
            loaded.append(Loaded(engine, before, tuple(counts)))
    return loaded


def _note(sizes: dict[str, int], own: Sequence[str], request: Any) -> None:
    if any(name in request.url for name in own):
        sizes[request.url] = len(request.response().body())


def as_json(figures: Figures) -> dict[str, Any]:
    """The figures for a program to read."""
    return asdict(figures)


def as_rows(figures: Figures) -> list[tuple[str, list[list[str]]]]:
    """The figures as tables, each with a title and a row of headings."""
    engines = list(dict.fromkeys(found.engine for found in figures.quality))
    by_class: dict[tuple[str, str], dict[str, Quality]] = {}
    for found in figures.quality:
        by_class.setdefault((found.language, found.name), {})[found.engine] = found
    rows = [["language", "class", "queries", *engines, f"missed by {OURS}"]]
    rows += [_row(key, found, engines) for key, found in by_class.items()]
    tables = [("Recall among the first five results", rows)]
    if figures.loaded:
        kilobytes = [
            [one.engine, f"{one.before:,}", *(f"{size:,}" for size in one.until_first)]
            for one in figures.loaded
        ]
        names = [f"query {n + 1}" for n in range(len(figures.loaded[0].until_first))]
        head = ["", "before opening", *names]
        title = f"Bytes until the first result, without compression, {figures.pages:,} pages"
        tables.append((title, [head, *kilobytes]))
    return tables


def _row(key: tuple[str, str], found: Mapping[str, Quality], engines: Sequence[str]) -> list[str]:
    ours = found[OURS]
    figures = (f"{found[engine].recall:.2f}" for engine in engines)
    return [*key, str(ours.queries), *figures, ", ".join(ours.missed)]
