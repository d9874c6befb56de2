"""Templates without the white space that only whoever writes them needs.

A third of a page's bytes would be indentation. It is taken from the source of templates, once, and
never from pages, so that nothing of a text is touched.
"""

from __future__ import annotations

import re

from jinja2.ext import Extension

INDENTED = re.compile(r"[ \t]*\n\s*")
STATEMENT = re.compile(r"(?<=\n)((?:\{%(?:(?!%\}).)*%\}|\{#(?:(?!#\}).)*#\})+)\n")
"""A line that holds statements alone; the line before it has its own end."""
BLOCKS = (
    "head|meta|link|title|body|main|header|footer|nav|section|article|aside|div|form|ul|ol|li|dl|dt|"
    "dd|h[1-6]"
)
"""Elements that stand on lines of their own, or are not shown at all."""
BEFORE = re.compile(rf"\n(?=</?(?:{BLOCKS})\b)")
BEHIND = re.compile(rf"(</?(?:{BLOCKS})\b[^<>\n]*>)\n")
"""The ends of lines beside their tags, which show nowhere (CSS Text 3, 4.1.2)."""
NAVIGATION = re.compile(r"partials/(nav|tabs|toc)-item\.html")
"""Material's templates of entries that are boxes in rows, so that white space shows nowhere."""
NAMESPACE = ' xmlns="http://www.w3.org/2000/svg"'
"""What an icon needs as a file, and not within HTML (HTML Living Standard, 13.2.6.5)."""


class Compact(Extension):
    """Takes the indentation, empty lines, and the ends of lines that show nowhere."""

    def preprocess(
        self,
        source: str,
        name: str | None,
        filename: str | None = None,  # noqa: ARG002
    ) -> str:
        """The source of a template, shorter."""
        if name and name.endswith(".svg"):
            source = source.replace(NAMESPACE, "")
        if name and NAVIGATION.fullmatch(name):
            return INDENTED.sub("", source)
        source = STATEMENT.sub(r"\1", INDENTED.sub("\n", source))
        return BEHIND.sub(r"\1", BEFORE.sub("", source))
