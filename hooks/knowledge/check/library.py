"""What can be wrong between documents: ids that name nothing, circles, missing halves."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from knowledge.check.kinds import problem
from knowledge.check.nearest import did_you_mean
from knowledge.check.threads import check_threads
from knowledge.check.translations import check_translations
from knowledge.collect.source import parse_front_matter
from knowledge.model import (
    Concept,
    Document,
    Essay,
    Library,
    Mark,
    Problem,
    Question,
    Relation,
    Source,
)

LANGUAGE_NAMES = {"de": "German", "en": "English"}


def check_library(library: Library) -> Iterator[Problem]:
    """Problems that show before anything is rendered."""
    for concept in library.concepts.values():
        yield from _relations(library, concept)
    yield from _broader_cycles(library)
    for question in library.questions.values():
        yield from _asked_in(library, question)
    for essay in library.essays.values():
        yield from _references(library, essay)
    for document in library.documents():
        yield from _missing_translation(library, document)
    yield from _ledger(library)
    yield from check_threads(library)
    yield from check_translations(library)


def _mark(source: Source, *path: str | int) -> Mark:
    """The place of a value in the front matter."""
    return parse_front_matter(source).mark(path)


def _original(document: Document) -> Source:
    return document.versions[document.original].source


def _relations(library: Library, concept: Concept) -> Iterator[Problem]:
    source = _original(concept)
    for relation, others in concept.relations.items():
        for index, other in enumerate(others):
            if other == concept.id:
                message = f"`{relation}` names the concept itself. Remove it."
                at = _mark(source, relation, index)
                yield problem("relation-cycle", source.path, at, message)
            elif other not in library.concepts:
                message = f"`{relation}` names `{other}`, which is no concept."
                hint = did_you_mean(other, library.concepts) or " Write it, or remove it here."
                at = _mark(source, relation, index)
                yield problem("unknown-link", source.path, at, message + hint)


def _broader_cycles(library: Library) -> Iterator[Problem]:
    """Circles in `broader` (each reported once), found by walking up from every concept."""
    done: set[str] = set()
    for start in library.concepts:
        if start in done:
            continue
        path: list[str] = []
        stack = [(start, iter(_broader(library, start)))]
        path.append(start)
        while stack:
            current, others = stack[-1]
            other = next(others, None)
            if other is None:
                stack.pop()
                path.pop()
                done.add(current)
            elif other in path:
                yield _cycle(library, [*path[path.index(other) :], other])
            elif other not in done:
                stack.append((other, iter(_broader(library, other))))
                path.append(other)


def _broader(library: Library, id: str) -> Iterable[str]:
    others = library.concepts[id].relations.get(Relation.BROADER, ())
    return [other for other in others if other in library.concepts and other != id]


def _cycle(library: Library, path: list[str]) -> Problem:
    concept = library.concepts[path[-2]]
    source, index = _original(concept), concept.relations[Relation.BROADER].index(path[-1])
    message = (
        f"`broader` runs in a circle: {' → '.join(path)}. A concept cannot be broader than "
        "itself; remove one step."
    )
    return problem("relation-cycle", source.path, _mark(source, "broader", index), message)


def _asked_in(library: Library, question: Question) -> Iterator[Problem]:
    essay_id, _, comment = question.asked_in.partition("#")
    if not essay_id:
        return
    source = _original(question)
    essay = library.essays.get(essay_id)
    if essay is None:
        hint = did_you_mean(essay_id, library.essays) or " Correct it, or remove it."
        message = f"`asked_in` names `{essay_id}`, which is no essay.{hint}"
        yield problem("unknown-link", source.path, _mark(source, "asked_in"), message)
    elif comment and not _is_shown(essay, comment):
        message = f"`asked_in` names the comment `{comment}`, which `{essay_id}` does not show."
        hint = did_you_mean(comment, [c.id for c in essay.thread.comments])
        yield problem("broken-anchor", source.path, _mark(source, "asked_in"), message + hint)


def _is_shown(essay: Essay, comment: str) -> bool:
    found = essay.thread.by_id.get(comment)
    return found is not None and found.published


def _references(library: Library, essay: Essay) -> Iterator[Problem]:
    source = _original(essay)
    seen: set[str] = set()
    for entry in essay.references:
        if entry.key in seen:
            message = f"Two references have the key `{entry.key}`. Rename one."
            at = _reference_mark(source, entry.key)
            yield problem("duplicate-id", source.path, at, message)
        seen.add(entry.key)
        if entry.concept and entry.concept not in library.concepts:
            hint = did_you_mean(entry.concept, library.concepts) or " Write it, or remove it here."
            message = f"The reference names `{entry.concept}`, which is no concept.{hint}"
            at = _reference_mark(source, entry.key)
            yield problem("unknown-link", source.path, at, message)


def _reference_mark(source: Source, key: str) -> Mark:
    """The place of the last reference with a key."""
    matter = parse_front_matter(source)
    keys = [entry.get("key") for entry in matter.values["references"] if isinstance(entry, dict)]
    index = len(keys) - 1 - keys[::-1].index(key)
    return matter.mark(("references", index, "concept"))


def _missing_translation(library: Library, document: Document) -> Iterator[Problem]:
    source = _original(document)
    for language in library.languages:
        if language not in document.versions:
            name = LANGUAGE_NAMES.get(language, language)
            message = (
                f"There is no {name} version; readers see the original with a notice. "
                f"Add `{source.path.rsplit('.', 2)[0]}.{language}.md` to translate it."
            )
            yield problem("missing-translation", source.path, 1, message)


def _ledger(library: Library) -> Iterator[Problem]:
    for entry in (*library.ledger.accepted, *library.ledger.rejected):
        if entry.concept not in library.concepts:
            hint = did_you_mean(entry.concept, library.concepts) or " Remove the entry."
            message = f"The ledger names `{entry.concept}`, which is no concept.{hint}"
            yield problem("unknown-link", "links.yml", entry.line, message)
        if entry.essay and entry.essay not in library.essays:
            hint = did_you_mean(entry.essay, library.essays) or " Remove the entry."
            message = f"The ledger names `{entry.essay}`, which is no essay.{hint}"
            yield problem("unknown-link", "links.yml", entry.line, message)
