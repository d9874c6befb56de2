"""What stands in a new file until its author has written something better."""

from __future__ import annotations

from knowledge.model import Kind

SECTION = {"de": "Erster Abschnitt", "en": "First section"}
"""The heading of a new essay's first section; its id is that of the original's."""
LINKS = {
    "de": "Verweise stehen in doppelten Klammern: `[[id]]` oder `[[id|Text]]`.",
    "en": "Links stand in double brackets: `[[id]]` or `[[id|text]]`.",
}
OPENING = {
    Kind.ESSAY: {
        "de": "Hier steht, worum es geht.",
        "en": "Here it says what this is about.",
    },
    Kind.CONCEPT: {
        "de": "Der erste Absatz sagt, was gemeint ist, und steht für sich.",
        "en": "The first paragraph says what is meant, and stands alone.",
    },
    Kind.QUESTION: {
        "de": "Hier steht, woher die Frage kommt und was sie offenlässt.",
        "en": "Here it says where the question comes from and what it leaves open.",
    },
}
"""The first paragraph."""


def in_language(words: dict[str, str], language: str) -> str:
    """Words in a language, or in English."""
    return words.get(language, words["en"])
