"""`kb translations`: what is missing, what lags, and the exchange with translators."""

from __future__ import annotations

import json as json_format
from collections.abc import Iterable, Mapping
from typing import Annotated, Any, NamedTuple

import typer
from rich.console import Console
from rich.text import Text

from kb.exchange import export, import_
from kb.options import HERE, AsJson, Root
from kb.translated import fail, read
from knowledge.cache import FOLDER, Cache
from knowledge.translations import State, Unit, everything
from knowledge.translations.accept import LockError, accept, keep_words, load
from knowledge.translations.choose import NotATranslationError, chosen
from knowledge.translations.leftover import gone, orphaned
from knowledge.translations.past import accepted_words
from knowledge.translations.words import Change, word_diff

STYLES: Mapping[str, str] = {State.STALE: "yellow", State.MISSING: "red", State.UNACCEPTED: "cyan"}
SIGNS = {Change.REMOVED: ("[-", "-]", "red"), Change.ADDED: ("{+", "+}", "green")}
OPENING = "(opening)"

Words = Mapping[str, tuple[str, ...] | str]
translations = typer.Typer()


@translations.callback(invoke_without_command=True)
def list_(
    context: typer.Context,
    root: Root = HERE,
    diff: Annotated[
        bool, typer.Option("--diff", help="Show which words of the originals changed.")
    ] = False,
    json: AsJson = False,
) -> None:
    """Lists what of the translations is missing or lags behind its original, section by section.

    Whatever it lists, it exits with 0. The share says how many of the original's words changed
    since its translation was accepted; --diff shows them, [-old-] and {+new+}.

    Example: kb translations --diff
    """
    if context.invoked_subcommand:
        return
    site, library = read(root)
    units = list(everything(library))
    words: Words = {}
    if diff:
        stale = [unit for unit in units if unit.state is State.STALE]
        words = accepted_words(site.root, stale, Cache(site.root / FOLDER))
    old, orphans = gone(library), orphaned(library)
    if json:
        rows = [_data(unit, words) for unit in units]
        data = {"sections": rows, "gone": old, "without_original": orphans}
        typer.echo(json_format.dumps(data, ensure_ascii=False, indent=2))
        return
    _show(units, words)
    for file in orphans:
        typer.echo(f"{file} was a translation; its original is gone. Was it renamed or removed?")
    if old:
        typer.echo(
            f"translations.lock names sections that are not there any more ({len(old)}), such as "
            f"{old[0]}; `kb translations accept --all` drops them."
        )


def _data(unit: Unit, words: Words) -> dict[str, Any]:
    changed = unit.changed
    data = {
        "document": unit.document.id,
        "kind": unit.document.kind,
        "language": unit.language,
        "file": unit.file,
        "line": unit.line,
        "section": unit.id,
        "title": unit.title,
        "state": unit.state,
        "words": len(unit.words),
        "changed": None if changed is None else round(changed, 3),
        "original": unit.original,
        "original_line": unit.original_line,
    }
    if unit.name in words:
        old = words[unit.name]
        data["diff"] = None if isinstance(old, str) else [*_diff(unit, old)]
        data["diff_missing"] = old if isinstance(old, str) else None
    return data


def _diff(unit: Unit, old: Iterable[str]) -> Iterable[dict[str, str]]:
    for change, text in word_diff(list(old), unit.words):
        yield {"change": change, "text": text}


def _show(units: list[Unit], words: Words) -> None:
    console = Console(highlight=False, soft_wrap=True)
    open_units = [unit for unit in units if unit.state in {State.STALE, State.MISSING}]
    whole = _whole_files(open_units, units)
    rows = [_row(unit) for unit in open_units if unit.file not in whole]
    rows += [_row_of_file(file, of_file) for file, of_file in whole.items()]
    if rows:
        rows.insert(0, Row("state", "changed", "words", "section", "translation"))
        widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
        for row in rows:
            console.print(_line(row, widths))
    for unit in open_units:
        if unit.name in words:
            _show_diff(console, unit, words[unit.name])
    console.print(_summary(units))


class Row(NamedTuple):
    """A line of the table."""

    state: str
    changed: str
    words: str
    section: str
    place: str


def _line(row: Row, widths: Iterable[int]) -> Text:
    state, changed, words, section, _ = widths
    line = Text(row.state.ljust(state), style=STYLES.get(row.state, "bold"))
    rest = f"  {row.changed:>{changed}}  {row.words:>{words}}  {row.section:<{section}}"
    return line.append(f"{rest}  {row.place}", style="default")


def _whole_files(open_units: Iterable[Unit], units: Iterable[Unit]) -> dict[str, list[Unit]]:
    """The files of which everything is missing, with their units: one row says so."""
    begun = {unit.file for unit in units if unit.state is not State.MISSING}
    whole: dict[str, list[Unit]] = {}
    for unit in open_units:
        if unit.file not in begun:
            whole.setdefault(unit.file, []).append(unit)
    return whole


def _row(unit: Unit) -> Row:
    share = unit.changed
    changed = f"{share:.0%}" if share is not None else ""
    place = f"{unit.file}:{unit.line}" if unit.state is not State.MISSING else unit.file
    section = f"#{unit.id}" if unit.id else OPENING
    return Row(unit.state, changed, str(len(unit.words)), section, place)


def _row_of_file(file: str, units: list[Unit]) -> Row:
    words = sum(len(unit.words) for unit in units)
    return Row(State.MISSING, "", str(words), f"all {len(units)}", file)


def _show_diff(console: Console, unit: Unit, old: tuple[str, ...] | str) -> None:
    title = f"{unit.original}:{unit.original_line} {f'#{unit.id}' if unit.id else OPENING}"
    console.print(Text(f"\n{title}", style="bold"))
    if isinstance(old, str):
        console.print(f"  {old}.")
        return
    line = Text("  ")
    for change, text in word_diff(old, unit.words):
        before, behind, style = SIGNS.get(change, ("", "", ""))
        line.append(f"{before}{text}{behind} ", style=style)
    console.print(line)


def _summary(units: Iterable[Unit]) -> str:
    counts = dict.fromkeys(State, 0)
    for unit in units:
        counts[unit.state] += 1
    of = sum(counts.values())
    line = (
        f"{counts[State.CURRENT]} of {of} sections are translated from the original as it is; "
        f"stale: {counts[State.STALE]}, missing: {counts[State.MISSING]}."
    )
    if counts[State.UNACCEPTED]:
        line += (
            f" {counts[State.UNACCEPTED]} are translated, but nobody has said from what: "
            "`kb translations accept FILE` does."
        )
    return line


@translations.command("accept")
def accept_(
    files: Annotated[
        list[str] | None,
        typer.Argument(
            help="Translations; FILE#section for one section, a folder for all in it.",
            show_default=False,
        ),
    ] = None,
    all_: Annotated[bool, typer.Option("--all", help="Everything that is translated.")] = False,
    root: Root = HERE,
) -> None:
    """Notes that translations are made from their originals as these are now.

    Writes translations.lock; commit it together with the translation.

    Example: kb translations accept docs/essays/my-essay/index.en.md
    """
    if bool(files) == all_:
        fail("Name the translations that are up to date, or all of them with --all.")
    site, library = read(root)
    units = list(everything(library))
    try:
        wanted = units if all_ else chosen(site, units, files or ())
        changed = accept(site.root, library, wanted, prune=all_)
    except (LockError, NotATranslationError) as error:
        fail(str(error))
    there = [unit for unit in wanted if unit.state is not State.MISSING]
    digests = {entry.digest for entry in load(site.root).values()}
    keep_words(Cache(site.root / FOLDER), there, digests)
    missing = len(wanted) - len(there)
    rest = f"; {missing} are not translated yet" if missing else ""
    typer.echo(f"{len(there)} sections are accepted, {changed} of them anew{rest}.")


translations.command("export")(export)
translations.command("import")(import_)
