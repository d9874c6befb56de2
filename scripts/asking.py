"""What `kb new` asks for at a terminal, and what it makes of the answers."""

from __future__ import annotations

import datetime as dt
import json as json_format
import re
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

import typer

from knowledge.collect.schema import ID_PATTERN
from knowledge.language.ids import slug
from knowledge.model import Kind
from knowledge.writing.desk import Desk, RefusedError
from knowledge.writing.hints import Hint, HintError, from_suggestion, in_words
from knowledge.writing.order import Order

NAMES = {"de": "German", "en": "English"}
NEXT = {
    Kind.ESSAY: "Write the text below its first heading; every `##` needs an `{ #id }` that both "
    "languages share.",
    Kind.CONCEPT: "Write the definition, which is the first paragraph.",
    Kind.QUESTION: "Write what the question is about; what names it under `answers` answers it.",
}


@dataclass
class Asking:
    """A conversation about one new document.

    Attributes:
        desk: where it is made.
        kind: what it is.
        id: given by the author, or empty.
        given: titles by language, as far as they are given.
        languages: of its files, the original first.
        hint: what says how to call it, if not the author.
    """

    desk: Desk
    kind: Kind
    id: str
    given: Mapping[str, str]
    languages: tuple[str, ...]
    hint: Hint | None = None

    @classmethod
    def begin(
        cls, kind: Kind, root: Path, id: str, titles: Mapping[str, str], languages: tuple[str, str]
    ) -> Asking:
        """Opens the project.

        Args:
            kind: what is to be made.
            root: the project's folder.
            id: as given, or empty.
            titles: by language, that of the original under an empty one.
            languages: the original's, and the only one to be written, or empty.
        """
        desk = Desk.open(root)
        original, only = languages
        others = (name for name in desk.site.languages if name != original)
        written = (only,) if only else (original, *others)
        given = {name: " ".join(title.split()) for name, title in titles.items() if title.strip()}
        if "" in given:
            given.setdefault(written[0], given.pop(""))
        return cls(desk, kind, id, given, written)

    def suggested(self, words: str) -> None:
        """Takes the name that `kb suggest` proposes."""
        self._take(from_suggestion(words))

    def linked(self, place: str) -> None:
        """Takes the name that a link gives to what it does not find."""
        try:
            self._take(self.desk.hint(place))
        except HintError as error:
            refuse(str(error))

    def _take(self, hint: Hint) -> None:
        language = hint.language if hint.language in self.languages else self.languages[0]
        self.given = {language: hint.title, **self.given}
        self.hint = hint
        self.id = self.id or (slug(self.given[language]) if hint.alias else hint.id)

    def titles(self) -> dict[str, str]:
        """The title in each language, and so the id too."""
        stand_in = next(iter(self.given.values()), in_words(self.id)) if self.id else ""
        if self.id:
            self._ask_id(self.id)
        titles = {language: self._title(language, stand_in) for language in self.languages}
        if not self.id:
            self.id = self._ask_id("", slug(titles[self.languages[0]]))
        return titles

    def _ask_id(self, given: str, proposed: str = "") -> str:
        return self.ask(
            "Id, which stands in addresses and links",
            given,
            proposed,
            lambda id: _form(id) or self.desk.against_id(id, self.kind),
        )

    def _title(self, language: str, stand_in: str) -> str:
        name = NAMES.get(language, language)
        default = "" if language in self.given else stand_in
        if not default and language not in self.given and not sys.stdin.isatty():
            refuse(
                f'Expected a title in {name}, found none. Add --title-{language} "…", or write '
                f"one language with --only {self.languages[0]}."
            )
        return self.ask(
            f"{name} title",
            self.given.get(language, ""),
            default,
            lambda title: _unusable(title) or self.desk.against_title(title, language),
        )

    def ask(
        self,
        label: str,
        given: str,
        default: str = "",
        against: Callable[[str], str] = lambda _: "",
    ) -> str:
        """What is given, or what is answered at a terminal, or the default.

        Args:
            label: what is asked for.
            given: what is known.
            default: what it is if nothing is said.
            against: what speaks against an answer, or nothing; at a terminal it is asked again.
        """
        if given or not sys.stdin.isatty():
            answer = given or default
            if objection := against(answer):
                refuse(objection)
            return answer
        while True:
            answer = typer.prompt(label, default=default, show_default=bool(default), err=True)
            answer = " ".join(answer.split())
            objection = against(answer)
            if not objection:
                return answer
            typer.echo(objection, err=True)

    def write(
        self,
        titles: Mapping[str, str],
        facts: Mapping[str, Any],
        per_language: Mapping[str, Mapping[str, Any]],
        *,
        json: bool,
    ) -> None:
        """Writes the files, and says what was written and what comes next."""
        order = Order(self.kind, self.id, titles, self.languages[0], facts, per_language)
        try:
            files = self.desk.make(order)
        except RefusedError as error:
            refuse(str(error))
        except OSError as error:
            refuse(f"{error.filename}: {error.strerror}")
        if json:
            row = {"kind": str(self.kind), "id": self.id, "files": list(files)}
            typer.echo(json_format.dumps(row, ensure_ascii=False, indent=2))
            return
        for path in files:
            typer.echo(f"Wrote {path}")
        for language in self._standing_in(titles):
            typer.echo(f"The {NAMES.get(language, language)} title only stands in: write it.")
        typer.echo(f"Next: {NEXT[self.kind]} `mkdocs serve` shows it, `kb check` looks through it.")

    def _standing_in(self, titles: Mapping[str, str]) -> list[str]:
        if sys.stdin.isatty():
            return []
        return [language for language in titles if language not in self.given]

    def aliases(self, language: str, titles: Mapping[str, str]) -> list[str]:
        """Names without which the link that asked for the concept would still find nothing."""
        if not self.hint or not self.hint.alias or language != self.hint.language:
            return []
        alias = self.hint.alias
        return [] if alias.casefold() == titles[language].casefold() else [alias]


def day(text: str) -> dt.date | str:
    """A date, or the text that is none, for the table of fields to refuse."""
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return text


def refuse(message: str) -> NoReturn:
    """Ends as wrong use.

    Raises:
        Exit: always.
    """
    for line in message.splitlines():
        typer.echo(f"kb: {line}", err=True)
    raise typer.Exit(2)


def _unusable(title: str) -> str:
    if slug(title):
        return ""
    return f"Expected a title with a letter or digit that an id can be made of, found “{title}”."


def _form(id: str) -> str:
    if re.match(ID_PATTERN, id):
        return ""
    meant = f" Did you mean `{slug(id)}`?" if slug(id) else ""
    return f"Expected an id of lower-case letters, digits and hyphens, found `{id}`.{meant}"
