"""`kb new`: a ready pair of files to fill."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import Annotated

import typer

from kb.asking import Asking, day
from kb.options import HERE, AsJson, Root
from knowledge.model import ConceptKind, Kind

new = typer.Typer(
    help="Makes a ready pair of files to fill.\n\nExample: kb new essay",
    no_args_is_help=True,
    rich_markup_mode=None,
)


KINDS = f"Kind ({', '.join(ConceptKind)})"


class Language(StrEnum):
    """The languages of a site."""

    DE = "de"
    EN = "en"


class AskedBy(StrEnum):
    """Who asks a question."""

    AUTHOR = "author"
    READER = "reader"


Id = Annotated[
    str, typer.Argument(metavar="ID", help="Made of the title if left out.", show_default=False)
]
German = Annotated[str, typer.Option("--title-de", help="The German title.", show_default=False)]
English = Annotated[str, typer.Option("--title-en", help="The English title.", show_default=False)]
Title = Annotated[str, typer.Option(help="The title in the original's language.")]
Original = Annotated[Language, typer.Option(help="The language of the original.")]
Only = Annotated[Language | None, typer.Option(help="Write this language alone.")]
Day = Annotated[str, typer.Option(metavar="YYYY-MM-DD", help="Its date.", show_default=False)]
Answers = Annotated[
    list[str] | None, typer.Option(metavar="ID", help="A question it answers; may be given again.")
]


@new.callback()
def _kinds() -> None:
    """Makes a ready pair of files to fill."""


@new.command()
def essay(
    id: Id = "",
    root: Root = HERE,
    title: Title = "",
    title_de: German = "",
    title_en: English = "",
    author: Annotated[str, typer.Option(help="A name, or the id of a person.")] = "",
    date: Day = "",
    answers: Answers = None,
    draft: Annotated[bool, typer.Option("--draft", help="Only the preview shows it.")] = False,
    original: Original = Language.DE,
    only: Only = None,
    json: AsJson = False,
) -> None:
    """Makes an essay: a folder with a text in each language, and a section to begin with.

    At a terminal it asks for what is missing; elsewhere that is wrong use. With an ID, titles
    that are left out stand in until you write them. The date is today's.

    Example: kb new essay --title-de "Vom Warten" --title-en "On waiting" --author "A. B."
    """
    given = {"": title, "de": title_de, "en": title_en}
    asking = Asking.begin(Kind.ESSAY, root, id, given, (original.value, only.value if only else ""))
    titles = asking.titles()
    facts = {
        "author": asking.ask("Author, a name or the id of a person", author),
        "date": day(asking.ask("Date", date, _today())),
        "answers": list(answers or []),
        "draft": True if draft else None,
    }
    both = {"summary": "", "tags": []}
    asking.write(titles, facts, dict.fromkeys(titles, both), json=json)


@new.command()
def concept(
    id: Id = "",
    root: Root = HERE,
    title: Title = "",
    title_de: German = "",
    title_en: English = "",
    kind: Annotated[ConceptKind | None, typer.Option(help="What it is.")] = None,
    date: Annotated[str, typer.Option(help="Of a work: a year, month or day.")] = "",
    broader: Annotated[
        list[str] | None, typer.Option(metavar="ID", help="A wider concept; may be given again.")
    ] = None,
    related: Annotated[
        list[str] | None, typer.Option(metavar="ID", help="A related one; may be given again.")
    ] = None,
    suggested: Annotated[
        str, typer.Option("--from", metavar="TERM", help="A line of `kb suggest`, or its term.")
    ] = "",
    link: Annotated[
        str,
        typer.Option("--for", metavar="FILE:LINE", help="Where a [[link]] names what is missing."),
    ] = "",
    original: Original = Language.DE,
    only: Only = None,
    json: AsJson = False,
) -> None:
    """Makes a concept: a text in each language, whose first paragraph is the definition.

    `--from` takes what `kb suggest` prints, `--for` the place of a link that names nothing, as
    `kb check` prints it. At a terminal it asks for what is missing; elsewhere that is wrong use.
    With an ID, `--from` or `--for`, titles left out stand in until you write them.

    Example: kb new concept --title-de Gelassenheit --title-en composure --related ego
    """
    given = {"": title, "de": title_de, "en": title_en}
    asking = Asking.begin(
        Kind.CONCEPT, root, id, given, (original.value, only.value if only else "")
    )
    if suggested:
        asking.suggested(suggested)
    if link:
        asking.linked(link)
    titles = asking.titles()
    proposed = asking.hint.kind if asking.hint else ""
    facts = {
        "kind": asking.ask(KINDS, str(kind or ""), proposed or ConceptKind.IDEA.value, _is_kind),
        "date": date or None,
        "broader": list(broader or []),
        "related": list(related or []),
    }
    names = {language: {"aliases": asking.aliases(language, titles)} for language in titles}
    asking.write(titles, facts, names, json=json)


@new.command()
def question(
    id: Id = "",
    root: Root = HERE,
    title: Title = "",
    title_de: German = "",
    title_en: English = "",
    asked_in: Annotated[
        str, typer.Option(metavar="ESSAY", help="An essay's id, or `essay-id#c4`.")
    ] = "",
    asked_by: Annotated[AskedBy, typer.Option(help="Who asks it.")] = AskedBy.AUTHOR,
    date: Day = "",
    original: Original = Language.DE,
    only: Only = None,
    json: AsJson = False,
) -> None:
    """Makes a question: a page in each language that lists what answers it.

    At a terminal it asks for what is missing; elsewhere that is wrong use. With an ID, titles
    that are left out stand in until you write them.

    Example: kb new question --title-de "Wozu warten?" --title-en "Why wait?" --asked-in warten
    """
    given = {"": title, "de": title_de, "en": title_en}
    asking = Asking.begin(
        Kind.QUESTION, root, id, given, (original.value, only.value if only else "")
    )
    titles = asking.titles()
    facts = {
        "asked_in": asking.ask("Asked in, the id of an essay", asked_in) or None,
        "asked_by": str(asked_by),
        "date": day(asking.ask("Date", date, _today())),
    }
    asking.write(titles, facts, {}, json=json)


def _today() -> str:
    return dt.date.today().isoformat()  # noqa: DTZ011 - the author's own calendar


def _is_kind(words: str) -> str:
    return "" if words in set(ConceptKind) else f"Expected one of {', '.join(ConceptKind)}."
