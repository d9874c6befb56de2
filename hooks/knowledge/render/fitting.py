"""Which syntax a text can hold at all.

Python-Markdown tries each of its processors on each paragraph, which takes a third of the time of a
text. Prose has few of the characters that they look for, and what a text does not hold, none of its
paragraphs does.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Generic, TypeVar

from markdown.util import Registry

T = TypeVar("T")

NEEDS: dict[tuple[str, str], tuple[str, ...]] = {
    ("markdown.inlinepatterns", "BacktickInlineProcessor"): ("`",),
    ("markdown.inlinepatterns", "EscapeInlineProcessor"): ("\\",),
    ("markdown.extensions.footnotes", "FootnoteInlineProcessor"): ("[",),
    ("markdown.inlinepatterns", "ReferenceInlineProcessor"): ("[",),
    ("markdown.inlinepatterns", "ShortReferenceInlineProcessor"): ("[",),
    ("knowledge.render.links", "QuotedAddress"): ("[",),
    ("knowledge.render.links", "QuotedImage"): ("[",),
    ("markdown.inlinepatterns", "ImageReferenceInlineProcessor"): ("[",),
    ("markdown.inlinepatterns", "ShortImageReferenceInlineProcessor"): ("[",),
    ("markdown.inlinepatterns", "AutolinkInlineProcessor"): ("<",),
    ("markdown.inlinepatterns", "AutomailInlineProcessor"): ("<",),
    ("markdown.inlinepatterns", "HtmlInlineProcessor"): ("<", "&"),
    ("markdown.inlinepatterns", "DelimiterProcessor"): ("*", "_"),
    ("pymdownx.delimiterprocessor", "DelimiterProcessor"): ("^", "~"),
    ("markdown.extensions.md_in_html", "HtmlBlockPreprocessor"): ("<", "&"),
    ("markdown.extensions.fenced_code", "FencedBlockPreprocessor"): ("```", "~~~"),
    ("pymdownx.superfences", "SuperFencesBlockPreprocessor"): ("```", "~~~"),
    ("markdown.extensions.attr_list", "AttrListTreeprocessor"): ("{",),
    ("markdown.extensions.footnotes", "FootnoteTreeprocessor"): ("[",),
    ("markdown.extensions.footnotes", "FootnotePostTreeprocessor"): ("[",),
    ("markdown.extensions.admonition", "AdmonitionProcessor"): ("!!!",),
    ("pymdownx.blocks", "BlocksProcessor"): ("///",),
    ("markdown.extensions.def_list", "DefListIndentProcessor"): (":",),
    ("markdown.extensions.def_list", "DefListProcessor"): (":",),
    ("markdown.extensions.tables", "TableProcessor"): ("|",),
    ("markdown.blockprocessors", "HashHeaderProcessor"): ("#",),
    ("markdown.blockprocessors", "SetextHeaderProcessor"): ("\n=", "\n-"),
    ("markdown.blockprocessors", "HRProcessor"): ("-", "_", "*"),
    ("markdown.extensions.sane_lists", "SaneUListProcessor"): ("-", "+", "*"),
    ("markdown.blockprocessors", "BlockQuoteProcessor"): (">",),
    ("markdown.extensions.footnotes", "FootnoteBlockProcessor"): ("[",),
    ("markdown.blockprocessors", "ReferenceProcessor"): ("[",),
}
"""What a text must hold some of, by module and class; a subclass may look for something else."""


class Chosen(list[T]):
    """Some of the processors of a registry, which still gives all of them by name."""

    def __init__(self, chosen: Iterable[T], registry: Registry[T]) -> None:
        super().__init__(chosen)
        self._registry = registry

    def __getitem__(self, key: Any) -> Any:
        return self._registry[key] if isinstance(key, str) else super().__getitem__(key)

    def __contains__(self, key: object) -> bool:
        return key in self._registry if isinstance(key, str) else super().__contains__(key)


SIGNS = tuple(sorted({sign for signs in NEEDS.values() for sign in signs}))


class Fitting(Generic[T]):
    """Gives of the processors of a registry those that may find something in a text."""

    def __init__(self, registry: Registry[T]) -> None:
        self._registry = registry
        self._known: dict[frozenset[str], Chosen[T]] = {}

    def __call__(self, signs: frozenset[str]) -> Chosen[T]:
        """The processors that may find something, in their order.

        Args:
            signs: those that a text holds. One that needs none may find something in any text.
        """
        if signs not in self._known:
            chosen = (each for each in self._registry if _may_find(each, signs))
            self._known[signs] = Chosen(chosen, self._registry)
        return self._known[signs]


def signs_in(text: str) -> frozenset[str]:
    """The signs that a text holds, of those that processors look for."""
    return frozenset([sign for sign in SIGNS if sign in text])


def _may_find(processor: object, signs: frozenset[str]) -> bool:
    kind = type(processor)
    needs = NEEDS.get((kind.__module__, kind.__qualname__))
    return needs is None or not signs.isdisjoint(needs)
