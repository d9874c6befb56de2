"""One page of every type: what the tests of the whole site visit. A new type is a new row."""

from __future__ import annotations

LANGUAGES = ("de", "en")
SCHEMES = ("light", "dark")
ESSAY = "essays/den-kunden-in-den-mittelpunkt-stellen-ist-falsch/"
TYPES = {
    "home": "",
    "essays": "essays/",
    "essay": ESSAY,
    "essay without thread": "essays/was-dienen-fuer-uns-wirklich-heissen-kann/",
    "concepts": "concepts/",
    "concepts by kind": "concepts/by-kind/",
    "idea": "concepts/beduerfnis/",
    "person": "concepts/stephan-lobodda/",
    "organisation": "concepts/patagonia/",
    "work": "concepts/reinventing-organizations/",
    "glossary": "concepts/glossary/",
    "graph": "graph/",
    "questions": "questions/",
    "answered question": "questions/initiativen/",
    "open question": "questions/gute-arbeit/",
    "conversations": "conversations/",
    "timeline": "timeline/",
    "paths": "paths/",
    "path": "paths/kunden/",
    "search": "search/",
    "offline": "offline/",
    "about": "about/",
    "contribute": "about/contribute/",
    "building": "about/building/",
    "security": "about/security/",
    "translations": "about/translations/",
    "translating": "about/translating/",
    "publishing": "about/publishing/",
    "privacy": "about/privacy/",
    "imprint": "about/imprint/",
}
"""The address of each in German; the English one lies below `en/`."""
MISSING = "404.html"
"""There is one for both languages."""


def address(kind: str, language: str) -> str:
    """Where the page of a type lies, from the root of the site."""
    if kind == MISSING:
        return MISSING
    return TYPES[kind] if language == LANGUAGES[0] else f"{language}/{TYPES[kind]}"


EVERY = [(kind, language) for kind in TYPES for language in LANGUAGES] + [(MISSING, "de")]
"""Each type in each language."""
