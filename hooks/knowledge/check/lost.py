"""Where the translation of a section loses a concept that the original names."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from knowledge.check.kinds import problem
from knowledge.model import (
    Concept,
    Document,
    Kind,
    Library,
    Mention,
    Problem,
    RenderedPage,
    Rule,
    Version,
)
from knowledge.translations.progress import State, units

Pages = Mapping[tuple[str, str], RenderedPage]
BySection = Mapping[str, Mapping[str, list[Mention]]]


def lost_concepts(library: Library, pages: Pages) -> Iterator[Problem]:
    """Concepts that a section names in the original and not in its translation.

    Only what a translator would want to know. Nothing is said where no translation was ever
    accepted, so that nobody keeps them section by section, of sections that lag anyway, of concepts
    without a term in that language, of those that the original names in a part of a
    compound only (the other language may have a word of its own for the whole), nor where the
    term stands in the translation and is no mention, in a link for instance.
    """
    for document in library.documents() if library.lock else ():
        for language in document.versions:
            if language != document.original and document.kind is not Kind.PAGE:
                yield from _of_version(library, pages, document, language)


def _of_version(
    library: Library, pages: Pages, document: Document, language: str
) -> Iterator[Problem]:
    meant = _by_section(pages[document.id, document.original])
    named = _by_section(pages[document.id, language])
    if all(meant[id].keys() <= named.get(id, {}).keys() for id in meant):
        return
    for unit in units(library, document, language):
        if unit.state not in {State.CURRENT, State.UNACCEPTED}:
            continue
        lost = meant.get(unit.id, {}).keys() - named.get(unit.id, {}).keys()
        for id in sorted(lost):
            mention = _worth_it(meant[unit.id][id])
            term = _term(library.concepts[id], document.versions[language], unit.id)
            if mention and term:
                yield problem("lost-concept", unit.file, unit.line, _message(id, mention, term))


def _by_section(page: RenderedPage) -> BySection:
    found: dict[str, dict[str, list[Mention]]] = {}
    for mention in page.body.mentions:
        found.setdefault(mention.section or "", {}).setdefault(mention.concept, []).append(mention)
    return found


def _worth_it(mentions: Collection[Mention]) -> Mention | None:
    """The first mention that is more than a part of a compound."""
    return next((m for m in mentions if m.rule is not Rule.COMPOUND), None)


def _term(concept: Concept, version: Version, section: str) -> str:
    """What to say for a concept; empty where a section says it, or its language has no term."""
    known = concept.versions.get(version.language)
    if known is None:
        return ""
    span = next(each for each in version.sections if each.id == section)
    text = version.source.text[span.start : span.end].casefold()
    is_there = any(term.casefold() in text for term in (known.title, *known.aliases))
    return "" if is_there else known.title


def _message(id: str, mention: Mention, term: str) -> str:
    return (
        f"The original speaks here of `{id}` (“{mention.surface}”, line {mention.line}), the "
        f"translation does not. Say “{term}” or another of its terms, or link the words that "
        f"mean it: `[[{id}|…]]`."
    )
