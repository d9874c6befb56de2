"""The noun phrases of German texts.

Nouns are known by their capitals; where every word has one, the dictionary must know them.
An adjective is a word with an adjective's ending before a noun, if it ends like one (*-lich*,
*-isch*) or stands between an article and a noun somewhere in the texts.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from knowledge.language.dictionary import WordData
from knowledge.language.homographs import is_no_noun
from knowledge.language.tokens import HYPHENS, Token
from knowledge.model import ConceptKind
from knowledge.suggest.lemmas import Lemmas, gender, is_first_name
from knowledge.suggest.passages import Passage
from knowledge.suggest.phrases import Phrase, begins_sentence, marked, runs
from knowledge.suggest.words import (
    ADJECTIVE_ENDS,
    CONNECTORS,
    DETERMINERS,
    DULL_ADJECTIVES,
    GERMAN_FUNCTION,
    GERMAN_STOP,
)

ENDINGS = ("em", "en", "er", "es", "e")
LONGEST_NAME = 4
SALUTATIONS = frozenset("herr herrn frau liebe lieber hallo dr prof".split())
COMPANIES = frozenset(
    "gmbh ag verlag stiftung institut universität verein netzwerk e.v. ev".split()
)
NOMINATIVE = {"m": "er", "f": "e", "n": "es"}


class German:
    """What is known of the words of some texts before their phrases are read."""

    stop = GERMAN_STOP

    def __init__(self, texts: Iterable[Passage], data: WordData) -> None:
        capital: Counter[str] = Counter()
        small: Counter[str] = Counter()
        self._adjectives: set[str] = set()
        for passage in texts:
            for start, end in passage.stretches():
                for run in runs(passage.text, start, end):
                    self._learn(run, capital, small)
        self.lemmas = Lemmas(capital, data)
        self._names = data.nouns.names
        self._small = small

    def _learn(self, run: Sequence[Token], capital: Counter[str], small: Counter[str]) -> None:
        for index, token in enumerate(run):
            (capital if token.word[:1].isupper() else small)[token.word] += 1
            between = 0 < index < len(run) - 1 and run[index + 1].word[:1].isupper()
            if (
                between
                and token.word.islower()
                and run[index - 1].word.lower() in DETERMINERS
                and (stem := _stem(token))
            ):
                self._adjectives.add(stem)

    def phrases(self, passage: Passage) -> Iterator[Phrase]:
        """The noun phrases of a text, the longer and the shorter ones that stand in them."""
        text = passage.text
        head_starts = {start for start, _ in passage.heads}
        for start, end in passage.stretches():
            for run in runs(text, start, end):
                nouns = [self._is_noun(text, run, i, head_starts) for i in range(len(run))]
                for index in range(len(run)):
                    yield from self._at(run, nouns, index)
        yield from self._works(passage)

    def _is_noun(self, text: str, run: Sequence[Token], index: int, heads: set[int]) -> bool:
        word, start = run[index].word, run[index].start
        lower = word.lower()
        if not word[:1].isupper() or lower in GERMAN_FUNCTION or len(word) < 2:
            return False
        if word[-1] in HYPHENS or not word[-1].isalpha():
            return False
        if start in heads or begins_sentence(text, start):
            known = (
                self.lemmas.is_noun(word) or is_first_name(word) or self.lemmas.lemma(word) != word
            )
            return known and not self._small[lower] and not is_no_noun(text, start, run[index].end)
        return self.lemmas.is_noun(word) or not self._is_adjective(run[index])

    def _is_adjective(self, token: Token) -> bool:
        stem = _stem(token)
        return bool(stem) and (stem in self._adjectives or stem.endswith(_ADJECTIVE_ENDS))

    def _at(self, run: Sequence[Token], nouns: Sequence[bool], index: int) -> Iterator[Phrase]:
        """The phrases that begin with a word."""
        if not nouns[index]:
            yield from self._described(run, nouns, index)
            return
        if name := self._name(run, nouns, index):
            yield name
        lemma = self.lemmas.lemma(run[index].word)
        yield Phrase(
            (lemma.lower(),), (run[index],), self._size(lemma), lemma, self._kind_of(run, index)
        )
        yield from self._joined(run, nouns, index)

    def _size(self, lemma: str) -> int:
        return len(self.lemmas.parts(lemma))

    def _described(
        self, run: Sequence[Token], nouns: Sequence[bool], index: int
    ) -> Iterator[Phrase]:
        """An adjective with its noun."""
        here = run[index]
        if index + 1 == len(run) or not nouns[index + 1]:
            return
        stem = _stem(here)
        if not stem or not self._is_adjective(here) or is_dull(stem):
            return
        lemma = self.lemmas.lemma(run[index + 1].word)
        key = (stem, lemma.lower())
        yield Phrase(
            key, tuple(run[index : index + 2]), 1 + self._size(lemma), lemma, shape="adjective"
        )

    def _joined(self, run: Sequence[Token], nouns: Sequence[bool], index: int) -> Iterator[Phrase]:
        """A noun with another behind it, in the genitive or with a preposition."""
        for last in (index + 2, index + 3):
            between = run[index + 1 : last]
            if last >= len(run) or not nouns[last] or between[0].folded not in CONNECTORS:
                continue
            if len(between) == 2 and between[1].folded not in DETERMINERS - {"alle", "viele"}:
                continue
            one, two = (self.lemmas.lemma(run[i].word) for i in (index, last))
            if {one.lower(), two.lower()} & GERMAN_STOP:
                continue
            key = (one.lower(), *(t.folded for t in between), two.lower())
            size = self._size(one) + self._size(two)
            yield Phrase(key, tuple(run[index : last + 1]), size, one, shape="joined")

    def _name(self, run: Sequence[Token], nouns: Sequence[bool], index: int) -> Phrase | None:
        """Capitalised words side by side, of which one at least is no common noun."""
        if index and nouns[index - 1]:
            return None
        words: list[Token] = []
        for token in run[index : index + LONGEST_NAME]:
            if not token.word[:1].isupper() or token.folded in GERMAN_FUNCTION:
                break
            words.append(token)
            lemma = self.lemmas.lemma(token.word)
            if len(words) > 1 and token.word == f"{lemma}s" and not self.lemmas.is_noun(token.word):
                break  # a name in the genitive: what follows belongs to whoever is named
        if len(words) < 2 or words[0].folded in SALUTATIONS:
            return None
        kind = self._kind_of_name([token.word.lower() for token in words])
        if kind is None:
            return None
        last = self.lemmas.lemma(words[-1].word)
        key = (*(t.folded for t in words[:-1]), last.lower())
        return Phrase(key, tuple(words), len(words), last, kind, "name")

    def _kind_of_name(self, words: Sequence[str]) -> ConceptKind | None:
        """What several words with capitals are, if they are no common nouns side by side."""
        if words[-1] in COMPANIES:
            return ConceptKind.ORGANISATION
        if is_first_name(words[0]):
            return ConceptKind.PERSON
        first, *others = (self.lemmas.is_noun(word) for word in words)
        if all(others) and (first or words[0] in self._names):
            return None
        return ConceptKind.IDEA

    def _kind_of(self, run: Sequence[Token], index: int) -> ConceptKind:
        word = run[index].word
        before = run[index - 1].folded if index else ""
        is_name = word.lower() in self._names or not self.lemmas.is_noun(word)
        if is_name and before in {"unternehmen", "konzern", "firma", "hersteller", "netzwerk"}:
            return ConceptKind.ORGANISATION
        return ConceptKind.IDEA

    def _works(self, passage: Passage) -> Iterator[Phrase]:
        """Titles: several words in quotation marks or italics, the first and the last capital."""
        text = passage.text
        for start, end in marked(text):
            found = list(runs(text, start, end))
            if len(found) != 1 or not 3 <= len(found[0]) <= 8:
                continue
            run = found[0]
            capitals = sum(t.word[:1].isupper() for t in run)
            if run[0].word[:1].isupper() and run[-1].word[:1].isupper() and capitals > 2:
                key = tuple(t.folded for t in run)
                yield Phrase(key, tuple(run), len(run), run[-1].word, ConceptKind.WORK, "name")

    def title(self, phrase: Phrase, forms: Mapping[str, int]) -> str:
        """The base form of a phrase.

        Args:
            phrase: one of its occurrences.
            forms: how often each of its forms is written.
        """
        if phrase.shape == "noun":
            return phrase.head
        if phrase.shape == "adjective":
            adjective = phrase.key[0] + NOMINATIVE[gender(phrase.head)]
            capitals = sum(count for form, count in forms.items() if form[0].isupper())
            if 2 * capitals > sum(forms.values()):
                adjective = adjective.capitalize()
            return f"{adjective} {phrase.head}"
        written = max(
            (form for form in forms if len(form.split()) == len(phrase.words)),
            key=lambda form: (forms[form], -len(form), form),
        )
        if phrase.shape == "joined":
            return " ".join([phrase.head, *written.split()[1:]])
        return written

    def weirdness(self, phrase: Phrase) -> int:
        """In how many compounds of the dictionary the term itself is the last part."""
        return self.lemmas.commonness(phrase.head) if phrase.shape == "noun" else 0


_ADJECTIVE_ENDS = tuple(ADJECTIVE_ENDS.split("|"))


def _stem(token: Token) -> str:
    """What is left of a word without the ending of an adjective, or nothing."""
    word = token.word.lower()
    if word in GERMAN_FUNCTION or not word.isalpha():
        return ""
    return next(
        (word[: -len(e)] for e in ENDINGS if word.endswith(e) and len(word) > len(e) + 2), ""
    )


def is_dull(stem: str) -> bool:
    """Whether an adjective makes no term of the noun behind it."""
    return stem in DULL_ADJECTIVES or stem.removesuffix("er") in DULL_ADJECTIVES
