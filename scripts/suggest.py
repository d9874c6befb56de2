"""`kb suggest`: terms without a concept, likely answers, missing links."""

from __future__ import annotations

import json as json_format
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer

from kb.options import HERE, AsJson, Root
from knowledge import base
from knowledge.check.commands import command
from knowledge.collect import read_library
from knowledge.collect.source import SourceError
from knowledge.site import read_site
from knowledge.suggest import LikelyAnswer, MissingLink, Suggestions, Term, passages
from knowledge.suggest import suggest as suggestions_for
from knowledge.suggest.files import with_file

MOST = 20


def suggest(
    files: Annotated[
        list[Path] | None, typer.Argument(help="Markdown files.", show_default=False)
    ] = None,
    root: Root = HERE,
    lang: Annotated[
        str,
        typer.Option(help="Read the versions in this language; each original without it."),
    ] = "",
    limit: Annotated[int, typer.Option(min=1, help="How many of each list.")] = MOST,
    json: AsJson = False,
) -> None:
    """Suggests what to write next: concepts, answers to mark, links.

    Terms that recur and have no concept yet come with the id and title a concept would have,
    comments that probably answer an open question with the reason. With files only what they
    contain is suggested; counts tell the whole base.

    Example: kb suggest docs/essays/my-essay/index.de.md --limit 10
    """
    site = read_site(root)
    library, _ = read_library(site.root, site.docs, site.languages)
    lexicons = base.lexicons_of(site, library)
    texts, only = list(passages(library, lang)), set()
    for file in files or []:
        try:
            texts, path = with_file(site, texts, file, lang)
        except (OSError, SourceError) as error:
            reason = getattr(error, "strerror", None) or str(error)
            typer.echo(f"kb: {file}: {reason}", err=True)
            raise typer.Exit(2) from None
        only.add(path)
    found = suggestions_for(library, lexicons, texts, only=only)
    found = Suggestions(found.terms[:limit], found.answers[:limit], found.links[:limit])
    if json:
        typer.echo(json_format.dumps(_data(found), ensure_ascii=False, indent=2))
        return
    _show("Terms without a concept", [_term(term) for term in found.terms])
    _show("Likely answers to open questions", [_answer(answer) for answer in found.answers])
    _show("Links to write", [_link(link) for link in found.links])


def _data(found: Suggestions) -> dict[str, Any]:
    data = asdict(found)
    for answer, row in zip(found.answers, data["answers"], strict=True):
        row["target"] = answer.target
    for term, row in zip(found.terms, data["terms"], strict=True):
        row["make"] = command(term.id, term.title, term.language, term.kind)
    return data


def _show(title: str, entries: list[list[str]]) -> None:
    typer.echo(f"{title}: {len(entries) or 'none'}")
    for number, (first, *more) in enumerate(entries, 1):
        typer.echo(f"{number:3}. {first}")
        for line in more:
            typer.echo(f"     {line}")
    typer.echo("")


def _term(term: Term) -> list[str]:
    where = ", ".join(f"{spot.file}:{spot.line}" for spot in term.spots)
    return [
        f"{term.title} [{term.id}, {term.kind}] {term.count} times in {term.texts} texts",
        f"forms: {', '.join(term.forms)}",
        f"at: {where}",
        f"> {term.sentence}",
        f"make: {command(term.id, term.title, term.language, term.kind)}",
    ]


def _answer(answer: LikelyAnswer) -> list[str]:
    return [
        f"{answer.question} ← [[{answer.target}]] ({answer.score:.2f})",
        f"why: {'; '.join(answer.reasons)}",
        f"at: {answer.spot.file}:{answer.spot.line}",
        f"> {answer.sentence}",
    ]


def _link(link: MissingLink) -> list[str]:
    return [
        f"{link.spot.file}:{link.spot.line}: {link.write}",
        f"{link.surface!r} {link.reason}",
    ]
