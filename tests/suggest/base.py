"""Small bases and what is suggested for them."""

from __future__ import annotations

from collections.abc import Collection

from knowledge.language import build_lexicon
from knowledge.model import Document, Ledger, Library, Source, Version
from knowledge.suggest import Suggestions, passages, suggest
from tests import documents

NOTHING_DECIDED = Ledger()


def suggested(
    *found: Document,
    lang: str = "",
    ledger: Ledger = NOTHING_DECIDED,
    only: Collection[str] = (),
) -> Suggestions:
    """What is suggested for a base of some documents."""
    return of_library(documents.library(*found, ledger=ledger), lang, only)


def of_library(base: Library, lang: str = "", only: Collection[str] = ()) -> Suggestions:
    """What is suggested for a library."""
    lexicons = {code: build_lexicon(base.concepts.values(), code) for code in base.languages}
    return suggest(base, lexicons, passages(base, lang), only=only)


def version(path: str, title: str, text: str, language: str = "de") -> Version:
    """A version whose file has its title in front matter, as real ones do."""
    front = f"---\ntitle: {title}\n---\n"
    source = Source(f"docs/{path}.{language}.md", f"{front}\n{text}", len(front))
    return Version(language, source, title)
