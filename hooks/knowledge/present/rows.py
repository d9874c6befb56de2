"""Long lists in templates: the HTML of each kind of row once, filled for all of them together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from markupsafe import escape

from knowledge.present.views import Row

SEPARATOR = "\x1f"
"""Stands between texts while all are escaped together."""


def rows(items: Iterable[Row], pattern: Callable[..., str]) -> str:
    """The HTML of a list, which a loop in the template would need ten times as long for.

    Args:
        items: the rows.
        pattern: makes of a kind of row, given as arguments, its HTML, with `%s` for each text,
            which will be escaped.
    """
    known: dict[tuple[str, ...], str] = {}
    patterns: list[str] = []
    texts: list[str] = []
    for kind, own in items:
        html = known.get(kind)
        if html is None:
            html = known[kind] = pattern(*(part.replace("%", "%%") for part in kind))
        patterns.append(html)
        texts += own
    return "".join(patterns) % _escaped(texts)


def _escaped(texts: Sequence[str]) -> tuple[str, ...]:
    if not texts:
        return ()
    escaped = str(escape(SEPARATOR.join(texts))).split(SEPARATOR)
    if len(escaped) != len(texts):  # a text holds the separator itself
        return tuple(str(escape(text)) for text in texts)
    return tuple(escaped)
