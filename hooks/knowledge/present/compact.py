"""Templates without the white space that only whoever writes them needs, compiled ahead.

A third of a page's bytes would be indentation. It is taken from the source of templates, once, and
never from pages, so that nothing of a text is touched.
"""

from __future__ import annotations

import re
from contextlib import suppress
from pathlib import Path

from jinja2 import Environment, TemplateError
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
NAMED = re.compile(r"""\{%-?\s*(?:extends|include|import)\s+["']([^"']+)["']""")
"""A template that another names; one that it names by a value is compiled when it is needed."""


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


def compile_all(env: Environment, folder: Path) -> None:
    """Compiles the templates of a folder and those they name, as far as they can be.

    Args:
        env: which knows them, and keeps what is compiled.
        folder: of templates, with those below it.
    """
    todo = [path.relative_to(folder).as_posix() for path in folder.rglob("*.html")]
    done: set[str] = set()
    while todo:
        name = todo.pop()
        if name not in done and env.loader is not None:
            done.add(name)
            with suppress(TemplateError):  # the build says so, where it is used
                env.get_template(name)
                todo += NAMED.findall(env.loader.get_source(env, name)[0])
