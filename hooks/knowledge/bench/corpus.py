"""Text of a natural vocabulary, for measurements: the same for the same seed.

A third of the words are nouns in all their forms (in English: words of any kind), drawn by Zipf's
law with an exponent of 1.1 (so that a million words have well over fifty thousand different ones,
as a collection of essays by many hands has); the others are the words that stand between them.
"""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from knowledge.language.nouns import Nouns

GERMAN = (
    "der die das den dem des ein eine einen einem einer eines und oder aber denn weil dass wenn ob "
    "in im an am auf aus bei mit nach von vom zu zum zur über unter vor durch für gegen ohne um "
    "ist sind war waren wird werden wurde hat haben hatte kann können muss müssen soll will wollen "
    "ich wir sie er es man uns ihnen sich nicht auch nur noch schon sehr mehr immer wieder oft so "
    "wie als was wer wo hier dort dann doch ja nein kein keine jeder jede alle viele wenige dieser "
    "diese dieses jener gehen geht kommen kommt sagen sagt fragen fragt sehen sieht denken denkt "
    "machen macht geben gibt nehmen nimmt bleiben bleibt heißen heißt finden findet gut neu alt "
    "groß klein ganz lang kurz hoch tief frei offen klar nah fern wichtig richtig möglich schwer"
).split()
ENGLISH = (
    "the a an of to in on at by for from with about into over after before between through "
    "without and or but because that if when while although is are was were be been has have "
    "had can could may must should will would do does did not no never only also still very "
    "more most again often we they you he she it one who what which where how why this these "
    "that those here there then all many few every each other some any own same such so too "
    "much long short deep free open say says ask asks see sees think thinks make makes give "
    "gives take takes come comes go goes find finds stay stays mean means good new old great "
    "small whole clear near far right possible"
).split()
CONTENT = 0.33
EXPONENT = 1.1
SMOOTHING = 10
SECTION = 0.15


@dataclass
class Writer:
    """Writes sentences from a vocabulary; what it writes follows from its seed."""

    small: Sequence[str]
    vocabulary: Sequence[str]
    """The others, the commonest first."""
    seed: int = 1
    chance: random.Random = field(init=False)

    def __post_init__(self) -> None:
        self.chance = random.Random(self.seed)
        places = range(len(self.vocabulary))
        weights = (1 / (place + SMOOTHING) ** EXPONENT for place in places)
        self._weights = list(itertools.accumulate(weights))

    def words(self, count: int) -> Iterator[str]:
        """Words of the vocabulary as often as they are common."""
        return iter(self.chance.choices(self.vocabulary, cum_weights=self._weights, k=count))

    def paragraphs(self, words: int) -> Iterator[str]:
        """Paragraphs with at least so many words in all."""
        drawn = self.words(words + 200)
        written = 0
        while written < words:
            sentences = [self._sentence(drawn) for _ in range(self.chance.randint(3, 7))]
            written += sum(len(sentence) for sentence in sentences)
            yield " ".join(" ".join(sentence) + "." for sentence in sentences)

    def _sentence(self, content: Iterator[str]) -> list[str]:
        words = [
            next(content) if self.chance.random() < CONTENT else self.chance.choice(self.small)
            for _ in range(self.chance.randint(7, 21))
        ]
        return [words[0][:1].upper() + words[0][1:], *words[1:]]


def german_words(nouns: Nouns, seed: int) -> list[str]:
    """The forms of German nouns, shuffled."""
    forms = sorted({f for n, found in nouns.paradigms.items() if n in nouns.parts for f in found})
    return _shuffled((form.capitalize() for form in forms), seed)


def english_words(forms: Iterable[str], seed: int) -> list[str]:
    """English words, shuffled."""
    return _shuffled(sorted({form for form in forms if form.islower() and form.isascii()}), seed)


def _shuffled(words: Iterable[str], seed: int) -> list[str]:
    kept = [word for word in words if word.isalpha() and len(word) > 3]
    random.Random(seed).shuffle(kept)
    return kept


def documents(nouns: Nouns, count: int, words: int, seed: int = 1) -> Iterator[str]:
    """German texts in Markdown.

    Args:
        nouns: whose forms the texts are made of.
        count: how many texts.
        words: of each, about.
        seed: of the chance that makes them.
    """
    writer = Writer(GERMAN, german_words(nouns, seed), seed)
    for number in range(count):
        yield _text(writer, words, number)


def _text(writer: Writer, words: int, number: int) -> str:
    parts: list[str] = []
    for paragraph in writer.paragraphs(words):
        parts.append(paragraph)
        if writer.chance.random() < SECTION:
            parts.append(f"## Abschnitt {{ #s{number}-{len(parts)} }}")
    return "\n\n".join(parts) + "\n"
