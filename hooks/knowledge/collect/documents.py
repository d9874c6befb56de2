"""One document from its files: front matter into typed tables, tables into dataclasses."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from knowledge.check.kinds import problem
from knowledge.collect import schema
from knowledge.collect.sections import sections_of
from knowledge.collect.source import FrontMatter, SourceError, parse_front_matter
from knowledge.collect.validation import validate
from knowledge.model import (
    Concept,
    Document,
    Essay,
    Kind,
    MatchOptions,
    Page,
    Problem,
    Question,
    QuestionSet,
    Reference,
    Relation,
    Source,
    SourceWork,
    Version,
)

TABLES: dict[Kind, type[schema.DocumentMatter]] = {
    Kind.ESSAY: schema.EssayMatter,
    Kind.CONCEPT: schema.ConceptMatter,
    Kind.QUESTION: schema.QuestionMatter,
    Kind.PAGE: schema.PageMatter,
}
PER_LANGUAGE = {"title", "nav_title", "summary", "aliases", "tags"}
"""Fields that each language has for itself; all others hold for both languages."""
REPEATED = {"original", "author", "date", "source", "references"}
"""Fields of the original that a translation may repeat or put in its own words."""


@dataclass(frozen=True, slots=True)
class _Part:
    """One file of a document with its front matter."""

    source: Source
    matter: FrontMatter
    table: schema.DocumentMatter


def read_document(
    kind: Kind, id: str, sources: Mapping[str, Source], default: str
) -> tuple[Document, list[Problem]]:
    """A document from its files.

    Args:
        kind: what the folder says it is.
        id: its id, from the folder or file name.
        sources: its files by language, at least one.
        default: the language an original has unless its front matter says another.

    Returns:
        The document without its thread, as much of it as could be read, and what was wrong.
    """
    problems: list[Problem] = []
    parts = {language: _read_part(kind, source, problems) for language, source in sources.items()}
    original = _original(parts, default)
    for language, part in parts.items():
        if language != original:
            problems.extend(_misplaced(part, parts[original]))
    versions = {language: _version(id, language, part) for language, part in parts.items()}
    return _assemble(id, original, versions, parts[original].table), problems


def _read_part(kind: Kind, source: Source, problems: list[Problem]) -> _Part:
    matter = FrontMatter()
    try:
        matter = parse_front_matter(source)
    except SourceError as error:
        problems.append(problem("bad-front-matter", source.path, error.line, str(error)))
        return _Part(source, matter, TABLES[kind].model_construct(title=""))
    table, complaints = validate(TABLES[kind], matter.values)
    for path, message in complaints:
        problems.append(problem("bad-front-matter", source.path, matter.mark(path), message))
    return _Part(source, matter, table)


def _original(parts: Mapping[str, _Part], default: str) -> str:
    """The language of the original: what either file says, else the default, else the only one."""
    for part in parts.values():
        said = part.table.original
        if said is not None and said in parts:
            return said
    return default if default in parts else next(iter(parts))


def _misplaced(part: _Part, original: _Part) -> list[Problem]:
    """Fields in a translation that hold for both languages and say something else than there."""
    return [
        problem(
            "bad-front-matter",
            part.source.path,
            part.matter.mark((name,)),
            f"`{name}` holds for both languages. Write it in {original.source.path} only.",
        )
        for name, value in part.matter.values.items()
        if name in type(part.table).model_fields
        and name not in PER_LANGUAGE | REPEATED
        and value != original.matter.values.get(name)
    ]


def _version(id: str, language: str, part: _Part) -> Version:
    table = part.table
    source_matter = getattr(table, "source", None)
    return Version(
        language=language,
        source=part.source,
        title=table.title or id,
        nav_title=table.nav_title,
        summary=table.summary,
        aliases=getattr(table, "aliases", ()),
        tags=getattr(table, "tags", ()),
        rights=source_matter.rights if source_matter else "",
        reference_texts={entry.key: entry.text for entry in getattr(table, "references", ())},
        sections=sections_of(part.source, table.title or id, table.summary),
    )


def _assemble(
    id: str,
    original: str,
    versions: Mapping[str, Version],
    table: schema.DocumentMatter,
) -> Document:
    common = _Common(id, original, versions)
    match table:
        case schema.EssayMatter():
            return _essay(common, table)
        case schema.ConceptMatter():
            return _concept(common, table)
        case schema.QuestionMatter():
            return _question(common, table)
        case schema.PageMatter():
            return Page(*common, listing=table.listing, hide=table.hide)
        case _:
            raise TypeError(f"no document is made from {type(table).__name__}")


class _Common(NamedTuple):
    """What every document begins with."""

    id: str
    original: str
    versions: Mapping[str, Version]


def _essay(common: _Common, table: schema.EssayMatter) -> Essay:
    return Essay(
        *common,
        author=table.author,
        date=table.date,
        updated=table.updated,
        draft=table.draft,
        origin=_origin(table.source),
        references=_references(table.references),
        answers=table.answers,
        redirects=table.redirects,
    )


def _concept(common: _Common, table: schema.ConceptMatter) -> Concept:
    return Concept(
        *common,
        concept_kind=table.kind,
        date=table.date,
        relations={
            Relation.BROADER: table.broader,
            Relation.RELATED: table.related,
            Relation.CONTRASTS: table.contrasts,
            Relation.PART_OF: table.part_of,
        },
        match=MatchOptions(table.match.case, table.match.compounds, table.match.never),
        redirects=table.redirects,
    )


def _question(common: _Common, table: schema.QuestionMatter) -> Question:
    return Question(
        *common,
        asked_in=table.asked_in,
        asked_by=table.asked_by,
        date=table.date,
        set=QuestionSet(table.set.id, table.set.number) if table.set else None,
        closed=table.closed,
        draft=table.draft,
        redirects=table.redirects,
    )


def _origin(source: schema.SourceMatter | None) -> SourceWork | None:
    return SourceWork(source.title, source.author, source.url, source.date) if source else None


def _references(references: tuple[schema.ReferenceMatter, ...]) -> tuple[Reference, ...]:
    return tuple(
        Reference(entry.key, number, entry.text, entry.concept, entry.url)
        for number, entry in enumerate(references, 1)
    )
