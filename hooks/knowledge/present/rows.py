"""Long lists in templates: one row, filled for each item at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import chain, groupby
from operator import itemgetter

from markupsafe import escape

TEXTS, KIND = itemgetter(slice(None, -2)), itemgetter(slice(-2, None))
"""The texts of an item, and what says which kind of row it gets."""
SEPARATOR = "\x1f"
"""Stands between fields while all are escaped together."""


def rows(
    items: Sequence[Sequence[str]],
    row: Callable[..., str],
    known: dict[Sequence[str], str] | None = None,
) -> str:
    """The HTML of a list, which a loop in the template would need ten times as long for.

    Args:
        items: each is the texts of a row, which are escaped, and at last two that say what kind
            of row it is.
        row: makes of these two the HTML of a row, with `%s` for each text.
        known: the rows of each kind that are made already; it grows.
    """
    known = {} if known is None else known
    found = []
    for kind, alike in groupby(items, KIND):
        texts = list(map(TEXTS, alike))
        if kind not in known:
            known[kind] = row(*(part.replace("%", "%%") for part in kind))
        found.append(known[kind] * len(texts) % _escaped(list(chain.from_iterable(texts))))
    return "".join(found)


def _escaped(texts: Sequence[str]) -> tuple[str, ...]:
    escaped = str(escape(SEPARATOR.join(texts))).split(SEPARATOR)
    if len(escaped) != len(texts):  # a text holds the separator itself
        return tuple(str(escape(text)) for text in texts)
    return tuple(escaped)
