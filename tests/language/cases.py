"""Fixtures of the matcher: Markdown documents with concepts, texts and expected mentions.

The front matter holds the concepts and what the text is. Each case is a title, a text and the
expected mentions between lines of one full stop:

    Title
    .
    Text
    .
    surface -> concept (rule) [linked]
    .

`\\u00ad` stands for that character, `⏎` in a surface for a line break, and `!` begins a problem.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import yaml

from knowledge.bench.gold import concept_of
from knowledge.collect.source import split_source
from knowledge.language import Lexicon, build_lexicon
from knowledge.language.matcher import Context
from knowledge.model import (
    Concept,
    Ledger,
    LedgerEntry,
    Mention,
)
from knowledge.render import RenderSettings, build_targets
from knowledge.render.markdown import Reader, comment_reader, page_reader
from knowledge.render.text import Stretch, render_text
from knowledge.render.walk import Place
from knowledge.site import BUILT_IN_EXTENSIONS
from tests.documents import library

FIXTURES = Path(__file__).parent / "fixtures"
CASE = re.compile(r"^(\S[^\n]*)\n\.\n(.*?)^\.\n(.*?)^\.$", re.MULTILINE | re.DOTALL)
ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})")
PICTURES = ("essays/e/kunde.png",)
EXTENSIONS = (*BUILT_IN_EXTENSIONS, "attr_list", "def_list", "footnotes", "md_in_html")


@dataclass(frozen=True)
class Setting:
    """What the cases of a file share."""

    context: Context
    concepts: tuple[Concept, ...]
    ledger: Ledger
    lexicons: dict[str, Lexicon]


@lru_cache
def setting(path: Path) -> Setting:
    """The concepts of a fixture and what its texts are, from its front matter."""
    matter = yaml.safe_load(path.read_text(encoding="utf-8").split("---\n")[1])
    language = matter.pop("language", "de")
    concepts = tuple(concept_of(entry, language) for entry in matter.pop("concepts"))
    decided = {
        name: tuple(LedgerEntry(**entry) for entry in matter.pop(name, ()))
        for name in ("accepted", "rejected")
    }
    lexicons = {code: build_lexicon(concepts, code) for code in ("de", "en")}
    return Setting(Context(language, **matter), concepts, Ledger(**decided), lexicons)


def cases(path: Path) -> Iterator[tuple[str, str, str]]:
    """Title, text and expectation of each case of a fixture."""
    for match in CASE.finditer(path.read_text(encoding="utf-8")):
        title, text, expected = match.groups()
        yield title, unescape(text), unescape(expected)


def unescape(text: str) -> str:
    """A text with its `\\u…` as characters."""
    return ESCAPE.sub(lambda match: chr(int(match[1], 16)), text)


def outcome(path: Path, text: str) -> tuple[str, list[Mention]]:
    """What is found in a text, in the form of a fixture's expectation."""
    given = setting(path)
    context = given.context
    targets = build_targets(library(*given.concepts), given.lexicons, "docs", PICTURES)
    place = Place("/essays/e/", "essays/e", context.language, targets)
    source = split_source("docs/essays/e/index.de.md", text)
    stretch = Stretch(source, source.body_start, len(text), context, place)
    rendered, problems = render_text(stretch, _reader(context), given.ledger)
    lines = [_line(mention) for mention in rendered.mentions]
    lines += [f"! {found.message.partition(',')[0]}" for found in problems]
    return "".join(f"{line}\n" for line in lines), list(rendered.mentions)


def _reader(context: Context) -> Reader:
    if context.in_comment:
        return comment_reader(context.language)
    return page_reader(RenderSettings(EXTENSIONS), context.language)


def _line(mention: Mention) -> str:
    surface = mention.surface.replace("\n", "⏎")
    return f"{surface} -> {mention.concept} ({mention.rule})" + (
        " [linked]" if mention.linked else ""
    )
