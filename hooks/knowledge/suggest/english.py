"""The noun phrases of English texts, by a simple pattern and without a dictionary.

A noun is a word that often stands between a determiner or preposition and a function word or the
end of a clause, or that ends like one (*-tion*, *-ness*). A phrase is a run of words between
function words (Rose et al. 2010, *Automatic keyword extraction from individual documents*), cut to
end in a noun.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from knowledge.language.inflection import english_forms
from knowledge.language.tokens import Token
from knowledge.model import ConceptKind
from knowledge.suggest.passages import Passage
from knowledge.suggest.phrases import Phrase, begins_sentence, runs
from knowledge.suggest.words import (
    DULL_ENGLISH_ADJECTIVES,
    ENGLISH_DETERMINERS,
    ENGLISH_FUNCTION,
    ENGLISH_STOP,
)

LONGEST = 3
OFTEN = 0.3
"""Of a word's occurrences, the share that must be those of a noun."""
BEFORE_NOUNS = ENGLISH_DETERMINERS | frozenset(
    "about between by for from in into of on with".split()
)
ENDS = ("tion", "sion", "ness", "ment", "ity", "ship", "ance", "ence", "ism", "hood", "logy")
NOT_NOUNS = ("ly", "ous", "ful", "ive", "able", "ible", "ical", "ed", "est")


class English:
    """What is known of the words of some texts before their phrases are read."""

    stop = ENGLISH_STOP

    def __init__(self, texts: Iterable[Passage]) -> None:
        self._nouns: Counter[str] = Counter()
        self._words: Counter[str] = Counter()
        for passage in texts:
            for start, end in passage.stretches():
                for run in runs(passage.text, start, end):
                    self._learn(run)

    def _learn(self, run: Sequence[Token]) -> None:
        for index, token in enumerate(run):
            self._words[token.folded] += 1
            last = index + 1 == len(run) or run[index + 1].folded in ENGLISH_FUNCTION
            if last and _is_content(token) and _is_determined(run, index):
                self._nouns[token.folded] += 1

    def phrases(self, passage: Passage) -> Iterator[Phrase]:
        """The noun phrases of a text, the longer and the shorter ones that stand in them."""
        for start, end in passage.stretches():
            for run in runs(passage.text, start, end):
                for index, token in enumerate(run):
                    if _is_content(token):
                        yield from self._at(passage, run, index)

    def _at(self, passage: Passage, run: Sequence[Token], index: int) -> Iterator[Phrase]:
        for stop in range(index + 1, min(index + LONGEST, len(run)) + 1):
            words = tuple(run[index:stop])
            last = words[-1]
            if not _is_content(last):
                return
            if not self._is_noun(last.folded):
                continue
            if len(words) > 1 and words[0].folded in DULL_ENGLISH_ADJECTIVES:
                continue
            head = self._singular(last.folded)
            key = (*(word.folded for word in words[:-1]), head)
            name = all(word.word[:1].isupper() for word in words) and not begins_sentence(
                passage.text, words[0].start
            )
            shape = "name" if name and len(words) > 1 else "noun"
            length = sum(len(word.folded.split("-")) for word in words)
            yield Phrase(key, words, length, head, ConceptKind.IDEA, shape)

    def _is_noun(self, word: str) -> bool:
        singular = self._singular(word)
        seen = self._words[word] + (self._words[singular] if singular != word else 0)
        noun = self._nouns[word] + (self._nouns[singular] if singular != word else 0)
        if noun >= OFTEN * seen:
            return not word.endswith(NOT_NOUNS) and word not in DULL_ENGLISH_ADJECTIVES
        return singular.endswith(ENDS)

    def _singular(self, word: str) -> str:
        """The shortest form of a word, of those the texts have or the word could be."""
        if not word.endswith("s") and word not in {"men", "women", "people", "children"}:
            return word
        forms = [form for form in english_forms(word) if word.startswith(form[:3])]
        return min((f for f in forms if self._words[f] or f == word), key=len)

    def title(self, phrase: Phrase, forms: Mapping[str, int]) -> str:
        """The base form of a phrase.

        Args:
            phrase: one of its occurrences.
            forms: how often each of its forms is written.
        """
        if phrase.shape == "name":
            return max(forms, key=lambda form: (forms[form], form))
        written = " ".join((*(w.word for w in phrase.words[:-1]), phrase.head))
        small = sum(count for form, count in forms.items() if form.islower())
        return written.lower() if small else written

    def weirdness(self, phrase: Phrase) -> int:  # noqa: ARG002 - nothing is known of it
        """How common a term is in general is not known of English words."""
        return 0


def _is_determined(run: Sequence[Token], index: int) -> bool:
    """Whether a determiner or preposition stands before a word, or before what describes it."""
    for before in run[max(0, index - LONGEST) : index][::-1]:
        if before.folded in BEFORE_NOUNS:
            return True
        if not _is_content(before):
            return False
    return False


def _is_content(token: Token) -> bool:
    word = token.folded
    return word not in ENGLISH_FUNCTION and len(word) > 2 and not word[0].isdigit()
