"""The two ways of `kb mentions` that read the whole project: `--diff` and `--review`."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

import typer
from rich.console import Console
from rich.text import Text

from knowledge.base import Base
from knowledge.review import Item, Spot, State, difference, press, report, spots, waiting
from knowledge.review.decisions import RefusedError, decision, where
from knowledge.review.ledger_file import load, update
from knowledge.review.past import PastError
from knowledge.review.project import meaning, new_spots, past_spots, texts_among, whole_base
from knowledge.site import read_site

try:
    import termios
    import tty
except ImportError:  # on Windows
    termios = None  # type: ignore[assignment]

END_OF_INPUT = "\x04"
NO_CHARACTER = re.compile(r"\x1b(?:\[[0-9;?]*[ -/]*[@-~]|O.|.)?")
"""What arrows and function keys send, which is not what its letters say."""


def show_difference(root: Path, ref: str, *, json: bool, github: bool) -> None:
    """Prints what the working tree adds to the mentions of a commit, and removes.

    Args:
        root: the project's folder.
        ref: what names the commit.
        json: whether to write JSON.
        github: whether to write Markdown, and annotations to the standard error stream.
    """
    site = read_site(root)
    with _or_wrong_use(), _busy(f"Comparing with {ref} …"):
        found = difference(past_spots(root, ref), spots(whole_base(site)))
    if json:
        typer.echo(report.as_json(found))
        return
    for line in report.as_markdown(found) if github else report.as_lines(found):
        typer.echo(line)
    if github:
        for line in report.as_annotations(found):
            typer.echo(line, err=True)


def start_review(root: Path, files: Sequence[Path], *, since: str, everything: bool) -> None:
    """Walks through what waits for a decision and writes each one to the ledger at once.

    Args:
        root: the project's folder.
        files: to which files the walk is limited; none for all.
        since: the commit since which mentions are new, or nothing for the default.
        everything: whether every mention counts as new.
    """
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        wrong_use("--review asks at a terminal, and this is none.")
    site = read_site(root)
    with _or_wrong_use():
        ledger = load(root).ledger
        with _busy("Reading …"):
            base = whole_base(site)
            now = spots(base)
            new = now if everything else new_spots(root, now, since)
        chosen = texts_among(site, base, files)
        items = waiting(now, ledger, new)
        items = tuple(item for item in items if not files or item.spot.file in chosen)
        _walk(State(items, ledger), base, root)


def _walk(state: State, base: Base, root: Path) -> None:
    """Shows a place, waits for a key, until there is nothing more or the author leaves."""
    console = Console(highlight=False, soft_wrap=False)
    shown = None
    try:
        with _keyboard() as read_keys:
            while not state.is_over and state.items:
                if shown != (state.position, state.chosen, state.taken):
                    _show(console, state, base)
                    shown = state.position, state.chosen, state.taken
                for key in read_keys():
                    state = press(state, key, lambda change: update(root, change))
                    if state.message:
                        console.print(Text(state.message, style="cyan"))
    except (KeyboardInterrupt, EOFError):
        pass  # whoever leaves has lost nothing
    console.print(_farewell(state))


@contextmanager
def _keyboard() -> Iterator[Callable[[], str]]:
    """A function that waits for keys and gives them, nothing for one that is no character.

    From now on the terminal hands over each key as it is pressed. What was typed before, when
    nothing was asked yet, is forgotten. The function raises EOFError when the terminal is gone
    or says so.
    """
    if termios is None:
        yield _known(typer.getchar)
        return
    keyboard = sys.stdin.fileno()
    before = termios.tcgetattr(keyboard)
    tty.setcbreak(keyboard)
    try:
        yield _known(lambda: os.read(keyboard, 32).decode("utf-8", "replace"))
    finally:
        termios.tcsetattr(keyboard, termios.TCSADRAIN, before)


def _known(read: Callable[[], str]) -> Callable[[], str]:
    def read_keys() -> str:
        try:
            keys = read()
        except OSError as error:
            raise EOFError from error
        if keys in {"", END_OF_INPUT}:
            raise EOFError
        return NO_CHARACTER.sub("", keys)

    return read_keys


def _show(console: Console, state: State, base: Base) -> None:
    item = state.item
    if item is None:
        console.print("\nNothing more waits. b goes back, any other key leaves.")
        return
    spot = item.spot
    console.print()
    count = f"{state.position + 1} of {len(state.items)}"
    console.print(Text(f"{count}  {spot.file}:{spot.line}{_part(spot)}", style="bold"))
    console.print(Text(_why(item)))
    console.print(_marked(spot, is_plain=console.color_system is None))
    for number, concept in enumerate(spot.concepts, start=1):
        known = meaning(base, concept, spot.language)
        head = Text(f"{number}  " if spot.is_contested else "→  ")
        head.append(report.printable(known.title), style="bold")
        head.append(f"  {known.id}")
        if concept == state.chosen:
            head.append("  ← chosen", style="cyan")
        console.print(head)
        console.print(Text(f"   {report.printable(known.definition)}"))
    for decided in state.taken.get(state.position, ()):
        console.print(Text(f"   decided: {decided}", style="cyan"))
    console.print(Text(_keys(item), style="dim"))
    console.print(Text(_reach(item), style="dim"))


def _part(spot: Spot) -> str:
    """The comment or the section, as an address names it."""
    part = spot.comment or spot.section
    return f" #{part}" if part else ""


def _why(item: Item) -> str:
    """Why a place waits, and for how many others it stands."""
    reasons = [str(item.spot.rule)] if item.spot.rule else []
    reasons += ["new"] if item.is_new else []
    reasons += [item.doubt] if item.doubt else []
    more = f" (and {item.more} more there)" if item.more else ""
    return f"{', '.join(reasons)}{more}"


def _marked(spot: Spot, *, is_plain: bool) -> Text:
    """The sentence with its surface marked, also where a terminal has no styles."""
    parts = spot.sentence
    surface = f"»{parts.surface}«" if is_plain else parts.surface
    text = Text(report.printable(parts.before))
    text.append(report.printable(surface), style="bold reverse")
    return text.append(report.printable(parts.after))


def _keys(item: Item) -> str:
    number = f"[1-{len(item.spot.concepts)}] " if item.spot.is_contested else ""
    here = "[a]ccept [r]eject " if item.spot.essay else ""
    return f"{number}{here}[A]lways [N]ever [s]kip [b]ack [q]uit [?]"


def _reach(item: Item) -> str:
    """Where a decision for this place holds, in words."""
    spot = item.spot
    if not spot.essay:
        return "This text belongs to no essay, so nothing can hold here only."
    here = decision(
        spot, spot.concepts[0], is_accepted=True, is_here=True, has_twins=item.has_twins
    )
    return f"a and r hold {where(here.entry)}."


def _farewell(state: State) -> str:
    if not state.items:
        return "Nothing waits to be reviewed."
    count = state.decisions
    return f"{count} {'decision' if count == 1 else 'decisions'} written to links.yml."


@contextmanager
def _or_wrong_use() -> Iterator[None]:
    """What keeps the verb from its work, said in one sentence."""
    try:
        yield
    except (RefusedError, PastError) as error:
        wrong_use(str(error))


def wrong_use(message: str) -> NoReturn:
    """Ends the command with a sentence and the exit code of wrong use."""
    typer.echo(f"kb: {message}", err=True)
    raise typer.Exit(2)


@contextmanager
def _busy(what: str) -> Iterator[None]:
    """Shows at a terminal that something goes on."""
    with Console(stderr=True).status(what):
        yield
