"""The same base as three generators read it: this project, stock Material, and Hugo.

Each gets its settings as somebody would write them who wants the same pages from it: sections in
the navigation, and for Hugo a small template, since it brings none. What only this project has
(links between concepts, backlinks, threads as conversations) the others cannot show; they get the
same words as plain Markdown.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from knowledge.bench.blog import LANGUAGES, Item

SECTIONS = {"essay": "essays", "concept": "concepts", "question": "questions"}
STOCK = """\
site_name: Bench
site_url: https://bench.example/
theme:
  name: material
  language: de
  font: false
plugins:
  - search
  - i18n:
      docs_structure: suffix
      languages:
        - {locale: de, default: true, name: Deutsch}
        - {locale: en, name: English}
markdown_extensions:
  - attr_list
  - toc:
      permalink: "#"
"""
HUGO = """\
baseURL = "https://bench.example/"
title = "Bench"
defaultContentLanguage = "de"
disableKinds = ["taxonomy", "term"]
[languages.de]
weight = 1
label = "Deutsch"
[languages.en]
weight = 2
label = "English"
[markup.goldmark.parser.attribute]
block = true
title = true
"""
HUGO_PAGE = """\
<!doctype html>
<html lang="{{ site.Language.Lang }}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<title>{{ .Title }} - {{ site.Title }}</title>
<meta name="description" content="{{ .Summary | plainify | truncate 150 }}">
<link rel="canonical" href="{{ .Permalink }}">
{{ range .AllTranslations }}
<link rel="alternate" hreflang="{{ .Language.Lang }}" href="{{ .Permalink }}">
{{ end }}</head>
<body>
<header><a href="{{ "/" | relLangURL }}">{{ site.Title }}</a>
<nav>{{ range site.Sections }}<a href="{{ .RelPermalink }}">{{ .Title }}</a> {{ end }}</nav>
</header>
<main>
<h1>{{ .Title }}</h1>
{{ .TableOfContents }}
{{ .Content }}
{{ if .IsNode }}<ul>{{ range .Pages }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>
{{ end }}</ul>{{ end }}
</main>
<footer>{{ with .PrevInSection }}<a href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}
{{ with .NextInSection }}<a href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}</footer>
</body>
</html>
"""


def write_ours(root: Path, items: Iterable[Item], project: Path) -> None:
    """A project with this one's settings, templates and pages of sections.

    Args:
        root: an empty folder.
        items: what it holds.
        project: whose hooks, templates and settings it uses.
    """
    root.mkdir(parents=True)
    for name in ("hooks", "overrides"):
        (root / name).symlink_to((project / name).resolve(), target_is_directory=True)
    shutil.copy(project / "mkdocs.yml", root)
    (root / "links.yml").write_text("", encoding="utf-8")
    docs, ours = root / "docs", project / "docs"
    shutil.copytree(ours / "assets", docs / "assets")
    sections = (
        ".",
        *SECTIONS.values(),
        "concepts/by-kind",
        "conversations",
        "graph",
        "search",
        "timeline",
    )
    for section in (*sections, "paths", "about", *(f"about/{p}" for p in _below(ours / "about"))):
        for language in LANGUAGES:
            source = ours / section / f"index.{language}.md"
            head = source.read_text(encoding="utf-8").split("\n---\n", 1)[0]
            _write(docs / section / source.name, f"{head}\n---\n\nText.\n")
    for item in items:
        _write(
            docs / f"{item.path}.{item.language}.md", _front(item, _our_fields(item)) + _ours(item)
        )
        if item.remarks:
            _write(docs / f"essays/{item.id}/thread.{item.language}.md", "".join(_blocks(item)))


def write_stock(root: Path, items: Iterable[Item], _project: Path) -> None:
    """A project for MkDocs with Material and static-i18n as they come."""
    _write(root / "mkdocs.yml", STOCK)
    for language in LANGUAGES:
        _write(root / f"docs/index.{language}.md", "# Bench\n\nText.\n")
        for section in SECTIONS.values():
            _write(root / f"docs/{section}/index.{language}.md", f"# {section}\n\nText.\n")

    def link(item: Item) -> str:
        return f"../{item.near}/index.md" if item.kind == "essay" else f"{item.near}.md"

    for item in items:
        _write(root / f"docs/{item.path}.{item.language}.md", _front(item) + _plain(item, link))


def write_hugo(root: Path, items: Iterable[Item], _project: Path) -> None:
    """A site for Hugo."""
    _write(root / "hugo.toml", HUGO)
    _write(root / "layouts/page.html", HUGO_PAGE)
    for name in ("home", "section"):
        _write(root / f"layouts/{name}.html", HUGO_PAGE)
    for language in LANGUAGES:
        for section in SECTIONS.values():
            front = f"---\ntitle: {section}\n---\n"
            _write(root / f"content/{section}/_index.{language}.md", front)

    def link(item: Item) -> str:
        prefix = "" if item.language == LANGUAGES[0] else f"/{item.language}"
        return f"{prefix}/{SECTIONS[item.kind]}/{item.near}/"

    for item in items:
        path = f"content/{item.path}.{item.language}.md"
        _write(root / path, _front(item) + _plain(item, link))


def _below(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if path.is_dir())


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def _front(item: Item, more: str = "") -> str:
    return f"---\ntitle: {json.dumps(item.title, ensure_ascii=False)}\n{more}---\n\n"


def _our_fields(item: Item) -> str:
    is_original = item.language == LANGUAGES[0]
    if item.kind == "essay":
        return f"date: {item.date}\n" if is_original else ""
    if item.kind == "question":
        return f"asked_in: {item.asked_in}\n" if is_original else ""
    near = f"related: [{item.near}]\n" if is_original and item.near else ""
    return f"kind: idea\n{near}"


def _ours(item: Item) -> str:
    return f"{item.body}\n" + (f"\n[[{item.near}]]\n" if item.near else "")


def _blocks(item: Item) -> Iterator[str]:
    """A thread; the first comment of some essays answers the question asked there."""
    is_original = item.language == LANGUAGES[0]
    number = int(item.id[1:])
    for remark in item.remarks:
        options = [f"id: {remark.id}"]
        if is_original:
            options.append(f"date: {remark.date}")
            options += [f"reply-to: {remark.reply_to}"] if remark.reply_to else []
            if remark.id == "c1" and number % 12 == 6:
                options.append(f"answers: [q{number // 6}]")
        name = f" | {remark.name}" if is_original else ""
        lines = "\n".join(f"    {option}" for option in options)
        yield f"/// comment{name}\n{lines}\n\n{remark.text}\n///\n\n"


def _plain(item: Item, link: Callable[[Item], str]) -> str:
    parts = [item.body]
    if item.near:
        parts.append(f"[{item.near}]({link(item)})")
    if item.remarks:
        parts.append("## Kommentare { #thread }")
    for remark in item.remarks:
        parts += [f"### {remark.name} {{ #{remark.id} }}", remark.text]
    return "\n\n".join(parts) + "\n"
