"""Ids for what is imported: readable, stable, and nobody else's."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote

from knowledge.importing.documents import text_of
from knowledge.importing.headings import unique
from knowledge.importing.ledger import digest
from knowledge.importing.model import Post
from knowledge.language.ids import slug

RESERVED = frozenset({"index"})
FOLDERS = ("essays", "concepts", "questions")
QUESTION_WORDS = 7


def ids_in(content: Path) -> set[str]:
    """The ids that documents of a content folder have, whatever their kind."""
    found: set[str] = set()
    for folder in FOLDERS:
        for path in (content / folder).glob("*") if (content / folder).is_dir() else ():
            found.add(path.name if path.is_dir() else path.name.partition(".")[0])
    return found


def essay_id(post: Post, taken: set[str]) -> str:
    """An id from the address's last part or the title, taken from now on."""
    words = slug(unquote(post.slug)) or slug(text_of(post.title, post.markup))
    return unique(words or f"essay-{digest(post.key)[:8]}", taken, RESERVED)


def question_id(text: str, taken: set[str]) -> str:
    """An id from the first words of a question, taken from now on."""
    words = slug(text).split("-")[:QUESTION_WORDS]
    return unique("-".join(words) or f"frage-{digest(text)[:8]}", taken, RESERVED)
