"""The tables of the data that an export holds, and their JSON Schemas.

The numbering of `FORMAT` is that of Semantic Versioning: whoever reads 1.x reads every later 1.
"""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ConfigDict, Field

FORMAT = "1.0"
DIALECT = "https://json-schema.org/draft/2020-12/schema"
NAMES = "urn:querverweis:export"


class Row(BaseModel):
    """What all tables have in common."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class VersionRow(Row):
    """One language version of a document."""

    language: str
    title: str
    summary: str
    aliases: list[str]
    tags: list[str]
    file: str = Field(description="The text, from the root of the export.")
    source: str = Field(description="The file it was written in, from the project's folder.")
    url: str = Field(description="Where the site had it; empty where the site had no address.")


class DocumentRow(Row):
    """An essay, a concept, a question or a page of the site."""

    id: str
    kind: str = Field(description="essay, concept, question or page")
    original: str = Field(description="The language it was written in.")
    modified: str = Field(description="The last day that its files state, or empty.")
    redirects: list[str] = Field(description="Addresses it had before.")
    versions: list[VersionRow]


class SourceRow(Row):
    """Where an essay was published first; what is unknown is empty."""

    title: str
    author: str
    url: str
    date: str
    rights: dict[str, str] = Field(description="By language.")


class ReferenceRow(Row):
    """An entry of an essay's list of references."""

    number: int
    key: str
    text: dict[str, str] = Field(description="Markdown, by language.")
    concept: str
    url: str


class EssayRow(Row):
    """What an essay has beside what all documents have."""

    id: str
    author: str = Field(description="The id of a concept, or a name.")
    date: str
    updated: str
    draft: bool
    answers: list[str] = Field(description="Questions that it answers.")
    comments: int = Field(description="How many there are, whatever their status.")
    declared: int | None = Field(description="How many the source said there were.")
    source: SourceRow | None
    references: list[ReferenceRow]


class ConceptRow(Row):
    """What a concept has beside what all documents have."""

    id: str
    kind: str = Field(description="idea, person, organisation or work")
    date: str
    definitions: dict[str, str] = Field(description="The first paragraph, by language.")
    match: dict[str, bool | list[str]] = Field(description="How its labels are found in texts.")


class QuestionRow(Row):
    """What a question has beside what all documents have."""

    id: str
    asked_in: str = Field(description="An essay, or a comment as essay#comment.")
    asked_by: str
    date: str
    set: str
    number: int | None = Field(description="Its place in the set.")
    state: str = Field(description="open, answered or closed")
    draft: bool
    answers: list[str] = Field(description="Essays, and comments as essay#comment.")


class CommentRow(Row):
    """A comment, whatever its status: readers saw those that are published."""

    essay: str
    id: str
    name: str
    date: str
    kind: str
    status: str
    lang: str = Field(description="The language it was written in, if not that of its file.")
    original: str = Field(description="The language of the file it stands in.")
    reply_to: str
    answers: list[str]
    url: str
    author_of_essay: bool
    markdown: dict[str, str] = Field(
        description="By language of the file. Links are relative to the essay's text in that "
        "language. It is what was sent: sanitise what you make of it."
    )


class MentionRow(Row):
    """A place where a text means a concept."""

    document: str
    language: str = Field(description="Of the file it stands in.")
    comment: str
    section: str = Field(description="The id of the section's heading, or empty.")
    file: str = Field(description="The source, from the project's folder.")
    line: int
    start: int = Field(description="In code points of the source as it is stored.")
    end: int = Field(description="The first that belongs to it no more.")
    surface: str
    concept: str
    rule: str = Field(
        description="explicit, exact, alias, multiword, inflection or compound: why it is one"
    )
    linked: bool
    before: str = Field(description="The sentence before the surface.")
    after: str


class RelationRow(Row):
    """What one concept is to another."""

    source: str
    relation: str = Field(
        description="broader, narrower, related, contrasts, part_of or has_part: source has target "
        "as its broader concept, and so on"
    )
    target: str
    stated: bool = Field(description="Whether an author wrote it; else it follows from another.")


class ManifestRow(Row):
    """What an export is, and how much of everything it holds."""

    format: str
    site: str
    url: str
    languages: list[str] = Field(description="The default language first.")
    counts: dict[str, int] = Field(description="Rows by table, and files that are no texts.")


TABLES: dict[str, type[Row]] = {
    "documents": DocumentRow,
    "essays": EssayRow,
    "concepts": ConceptRow,
    "questions": QuestionRow,
    "comments": CommentRow,
    "mentions": MentionRow,
    "relations": RelationRow,
}
"""The row of each table; a file holds a list of them."""
MANIFEST = "export"


def schemas() -> dict[str, dict[str, Any]]:
    """The JSON Schema of each file of data, by its name."""
    found = {
        name: _schema(name, {"type": "array"}, model, in_list=True)
        for name, model in TABLES.items()
    }
    return {**found, MANIFEST: _schema(MANIFEST, {}, ManifestRow, in_list=False)}


def _schema(name: str, outer: dict[str, Any], model: type[Row], *, in_list: bool) -> dict[str, Any]:
    row = model.model_json_schema()
    tables = row.pop("$defs", {})
    head = {"$schema": DIALECT, "$id": f"{NAMES}:{FORMAT}:{name}", **outer}
    body = {"items": row} if in_list else row
    return {**head, **body, **({"$defs": tables} if tables else {})}
