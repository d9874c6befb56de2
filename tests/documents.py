"""Documents in a line or two, for tests that need no files."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from knowledge.connect import connect
from knowledge.language import build_lexicon
from knowledge.model import (
    Comment,
    CommentText,
    Concept,
    ConceptKind,
    Document,
    Essay,
    Ledger,
    Library,
    MatchOptions,
    Page,
    Question,
    Relation,
    RenderedPage,
    Source,
    Thread,
    Version,
)
from knowledge.present import Scene
from knowledge.present.address import Addresses
from knowledge.present.facts import facts
from knowledge.present.labels import translator
from knowledge.render import RenderSettings, build_targets, render_page

DAY = dt.date(2017, 11, 13)
PLAIN = MatchOptions()
NOTHING_DECIDED = Ledger()


def versions(path: str, texts: Mapping[str, tuple[str, str]], **more: Any) -> dict[str, Version]:
    """Versions by language from title and body."""
    return {
        language: Version(language, Source(f"docs/{path}.{language}.md", body), title, **more)
        for language, (title, body) in texts.items()
    }


def concept(
    id: str,
    title: str = "",
    english: str = "",
    *,
    body: str = "Ein Begriff.",
    aliases: tuple[str, ...] = (),
    kind: ConceptKind = ConceptKind.IDEA,
    relations: Mapping[Relation, tuple[str, ...]] | None = None,
    match: MatchOptions = PLAIN,
) -> Concept:
    """A concept; without an English title it has a German version only."""
    texts = {"de": (title or id.title(), body)}
    if english:
        texts["en"] = (english, "A concept.")
    found = versions(f"concepts/{id}", texts, aliases=aliases)
    return Concept(id, "de", found, concept_kind=kind, relations=relations or {}, match=match)


def essay(
    id: str,
    text: str = "Ein Text.",
    english: str = "",
    *,
    comments: Iterable[Comment] = (),
    date: dt.date | None = DAY,
    **more: Any,
) -> Essay:
    """An essay with its thread; without an English text it has a German version only."""
    texts = {"de": (f"Essay {id}", text)}
    if english:
        texts["en"] = (f"Essay {id}", english)
    found = versions(f"essays/{id}/index", texts)
    return Essay(id, "de", found, date=date, thread=Thread(tuple(comments)), **more)


def question(id: str, **more: Any) -> Question:
    """A question in both languages."""
    texts = {"de": (f"Frage {id}?", "Eine Frage."), "en": (f"Question {id}?", "A question.")}
    return Question(id, "de", versions(f"questions/{id}", texts), **more)


def page(id: str, listing: str = "") -> Page:
    """A page of the site itself in both languages."""
    texts = {"de": (f"Seite {id}", "Text."), "en": (f"Page {id}", "Text.")}
    return Page(id, "de", versions(id, texts), listing=listing)


def comment(id: str, text: str = "Worte.", english: str = "", **more: Any) -> Comment:
    """A comment whose file holds nothing else."""
    found = {"de": text, "en": english} if english else {"de": text}
    texts = {
        language: CommentText(
            language, Source(f"docs/essays/e/thread.{language}.md", body), 0, len(body), 1
        )
        for language, body in found.items()
    }
    return Comment(id, texts, "de", **more)


def library(*documents: Document, ledger: Ledger = NOTHING_DECIDED) -> Library:
    """A library of some documents."""
    return Library(
        essays={d.id: d for d in documents if isinstance(d, Essay)},
        concepts={d.id: d for d in documents if isinstance(d, Concept)},
        questions={d.id: d for d in documents if isinstance(d, Question)},
        pages={d.id: d for d in documents if isinstance(d, Page)},
        ledger=ledger,
    )


def rendered(base: Library) -> dict[tuple[str, str], RenderedPage]:
    """Every version of every document of a library, by id and language."""
    lexicons = {code: build_lexicon(base.concepts.values(), code) for code in base.languages}
    targets = build_targets(base, lexicons, "docs", ())
    settings = RenderSettings(("toc", "tables", "attr_list"))
    return {
        (document.id, language): render_page(
            document, language, targets, settings, ledger=base.ledger
        )
        for document in base.documents()
        for language in document.versions
    }


def scene(base: Library, language: str = "de", *, directory_urls: bool = True) -> Scene:
    """A library as readers of a language see it."""
    pages = rendered(base)
    connections = connect(base, pages.values())
    return Scene(
        library=base,
        pages=pages,
        connections=connections,
        facts=facts(base, pages, connections, language),
        addresses=Addresses("https://example.org/kb/", "de", directory_urls),
        language=language,
        t=translator(language),
    )
