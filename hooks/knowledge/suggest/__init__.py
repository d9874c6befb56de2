"""What editors may want to write next: concepts, answers, links.

The way in is `suggest` (library, lexicons, texts → suggestions). Nothing is written anywhere.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from knowledge.language import Lexicon
from knowledge.language.dictionary import WordData, dictionary
from knowledge.model import Library
from knowledge.suggest.answers import likely_answers
from knowledge.suggest.content import About, about, english_stems, german_stems
from knowledge.suggest.english import English
from knowledge.suggest.german import German
from knowledge.suggest.items import LikelyAnswer, MissingLink, Suggestions, Term
from knowledge.suggest.links import Known, missing_links
from knowledge.suggest.passages import Passage, passages
from knowledge.suggest.terms import terms

__all__ = [
    "LikelyAnswer",
    "MissingLink",
    "Passage",
    "Suggestions",
    "Term",
    "passages",
    "suggest",
]


def suggest(
    library: Library,
    lexicons: Mapping[str, Lexicon],
    texts: Iterable[Passage],
    *,
    only: Collection[str] = (),
    words: WordData | None = None,
) -> Suggestions:
    """Everything that can be suggested for a base, the likeliest first in each list.

    Args:
        library: all documents.
        lexicons: the concepts there are, by language.
        texts: its passages, in one version of each document.
        only: paths of files; what none of them contains is left out. All without any.
        words: the German nouns that are known; those of the dictionary by default.
    """
    by_language: dict[str, list[Passage]] = {}
    for passage in texts:
        by_language.setdefault(passage.language, []).append(passage)
    found: list[Term] = []
    read: list[About] = []
    for language, group in by_language.items():
        if language not in {"de", "en"}:
            continue
        one = _Language(language, lexicons.get(language) or Lexicon(language), words)
        more, texts_read = one.read(group, library, only)
        found += more
        read += texts_read
    answers = likely_answers(library, read)
    links = missing_links(Known(library, lexicons), read)
    if only:
        links = [link for link in links if link.spot.file in only]
        answers = [a for a in answers if a.spot.file in only or _asked_in(library, a, only)]
    found.sort(key=lambda term: (-term.score, term.title))
    return Suggestions(tuple(found), tuple(answers), tuple(links))


@dataclass(frozen=True, slots=True)
class _Language:
    """How texts of one language are read."""

    code: str
    lexicon: Lexicon
    words: WordData | None

    def read(
        self, group: Sequence[Passage], library: Library, only: Collection[str]
    ) -> tuple[list[Term], list[About]]:
        grammar: German | English
        if self.code == "de":
            grammar = German(group, self.words or dictionary())
            stems = german_stems(grammar.lemmas)
        else:
            grammar = English(group)
            stems = english_stems
        found = terms(group, grammar, self.lexicon, library.ledger, only)
        return found, [about(passage, self.lexicon, stems) for passage in group]


def _asked_in(library: Library, answer: LikelyAnswer, only: Collection[str]) -> bool:
    versions = library.questions[answer.question].versions.values()
    return any(version.source.path in only for version in versions)
