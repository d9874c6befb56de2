"""What a change adds and removes, for people and programs."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterator
from typing import Any

from knowledge.check.report import annotation
from knowledge.review.difference import Difference
from knowledge.review.spots import Spot

MOST_ANNOTATIONS = 10
"""GitHub shows no more notices of one step."""
ONE_AND_MANY = (("mention", "mentions", False), ("ambiguity", "ambiguities", True))
"""What a place is called, and whether several concepts claim it."""
MOST_LINES = 1_000
"""A job's summary may hold a megabyte."""


def line(spot: Spot) -> str:
    """A place as one line: where, whether linked, surface, concept, rule, sentence."""
    mark = "?" if spot.is_contested else "→" if spot.linked else " "
    concepts = " or ".join(spot.concepts)
    rule = "ambiguous" if spot.rule is None else str(spot.rule)
    head = f"{spot.file}:{spot.line}: {mark} {printable(spot.surface)!r} {concepts} ({rule})"
    return f"{printable(head)} | {sentence(spot)}"


def sentence(spot: Spot) -> str:
    """The sentence around a place, in one line."""
    parts = spot.sentence
    return printable(f"{parts.before}{parts.surface}{parts.after}").strip()


def printable(text: str) -> str:
    """A text without line ends and control characters: whoever comments may write them."""
    spaced = (" " if character.isspace() else character for character in text)
    return "".join("�" if unicodedata.category(c) in {"Cc", "Cs"} else c for c in spaced)


def summary(found: Difference) -> str:
    """How much a change adds and removes, in a sentence."""
    said = []
    for one, many, is_contested in ONE_AND_MANY:
        counts = [
            (sum(spot.is_contested == is_contested for spot in spots), verb)
            for spots, verb in ((found.added, "added"), (found.removed, "removed"))
        ]
        if any(count for count, _ in counts) or not is_contested:
            said += [f"{count} {one if count == 1 else many} {verb}" for count, verb in counts]
    return ", ".join(said) + "."


def as_lines(found: Difference) -> Iterator[str]:
    """A difference line by line, `+` for what is added, and its summary."""
    for sign, spot in found.lines():
        yield f"{sign} {line(spot)}"
    yield summary(found)


def as_markdown(found: Difference) -> Iterator[str]:
    """A difference for the summary of a job: the summary first, the lines in a fence."""
    lines = found.lines()
    yield f"### Mentions\n\n{summary(found)}\n"
    if lines:
        yield "```diff"
        yield from (f"{sign} {line(spot)}" for sign, spot in lines[:MOST_LINES])
        yield "```"
    if len(lines) > MOST_LINES:
        yield f"\n… and {len(lines) - MOST_LINES} more."


def as_annotations(found: Difference) -> Iterator[str]:
    """What is added as notices of a pull request, with how many more there are."""
    added = found.added
    cut = len(added) if len(added) <= MOST_ANNOTATIONS else MOST_ANNOTATIONS - 1
    for spot in added[:cut]:
        title = "ambiguous mention" if spot.is_contested else "new mention"
        concepts = " or ".join(spot.concepts)
        message = f"“{printable(spot.surface)}” → {concepts}: {sentence(spot)}"
        yield annotation("notice", spot.file, spot.line, title, message)
    if len(added) > cut:
        spot = added[cut]
        message = f"{len(added) - cut} more added mentions are listed in the job's summary."
        yield annotation("notice", spot.file, spot.line, "new mentions", message)


def as_json(found: Difference) -> str:
    """A difference as a JSON object of two lists, `added` and `removed`."""
    rows = {
        "added": [_row(spot) for spot in found.added],
        "removed": [_row(spot) for spot in found.removed],
    }
    return json.dumps(rows, ensure_ascii=False, indent=2)


def _row(spot: Spot) -> dict[str, Any]:
    row: dict[str, Any] = {
        "file": spot.file,
        "line": spot.line,
        "section": spot.section or None,
        "surface": spot.surface,
        "concept": None if spot.is_contested else spot.concepts[0],
        "rule": None if spot.rule is None else str(spot.rule),
        "linked": spot.linked,
        "sentence": f"{spot.sentence.before}{spot.sentence.surface}{spot.sentence.after}",
    }
    row |= {"candidates": list(spot.concepts)} if spot.is_contested else {}
    return row | ({"comment": spot.comment} if spot.comment else {})
