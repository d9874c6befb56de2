"""Text of a natural vocabulary, for measurements: the same for the same seed.

A third of the words are German nouns in all their forms, drawn by Zipf's law with an exponent
of 1.1 (so that a million words have well over fifty thousand different ones, as a collection of
essays by many hands has); the others are the words that stand between nouns.
"""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator, Sequence

from knowledge.language.nouns import Nouns

SMALL_WORDS = (
    "der die das den dem des ein eine einen einem einer eines und oder aber denn weil dass wenn ob "
    "in im an am auf aus bei mit nach von vom zu zum zur über unter vor durch für gegen ohne um "
    "ist sind war waren wird werden wurde hat haben hatte kann können muss müssen soll will wollen "
    "ich wir sie er es man uns ihnen sich nicht auch nur noch schon sehr mehr immer wieder oft so "
    "wie als was wer wo hier dort dann doch ja nein kein keine jeder jede alle viele wenige dieser "
    "diese dieses jener gehen geht kommen kommt sagen sagt fragen fragt sehen sieht denken denkt "
    "machen macht geben gibt nehmen nimmt bleiben bleibt heißen heißt finden findet gut neu alt "
    "groß klein ganz lang kurz hoch tief frei offen klar nah fern wichtig richtig möglich schwer"
).split()
NOUNS = 0.33
EXPONENT = 1.1
SMOOTHING = 10
SECTION = 0.15


def documents(nouns: Nouns, count: int, words: int, seed: int = 1) -> Iterator[str]:
    """Markdown texts.

    Args:
        nouns: whose forms the texts are made of.
        count: how many texts.
        words: of each, about.
        seed: of the chance that makes them.
    """
    chance = random.Random(seed)
    forms = sorted({f for n, found in nouns.paradigms.items() if n in nouns.parts for f in found})
    forms = [form.capitalize() for form in forms if form.isalpha() and len(form) > 3]
    chance.shuffle(forms)
    weights = list(itertools.accumulate(1 / (i + SMOOTHING) ** EXPONENT for i in range(len(forms))))
    for number in range(count):
        drawn = iter(chance.choices(forms, cum_weights=weights, k=words))
        yield _text(chance, drawn, words, number)


def _text(chance: random.Random, nouns: Iterator[str], words: int, number: int) -> str:
    paragraphs: list[str] = []
    written = 0
    while written < words:
        sentences = [_sentence(chance, nouns) for _ in range(chance.randint(3, 7))]
        written += sum(len(sentence) for sentence in sentences)
        paragraphs.append(" ".join(" ".join(sentence) + "." for sentence in sentences))
        if chance.random() < SECTION:
            paragraphs.append(f"## Abschnitt {{ #s{number}-{len(paragraphs)} }}")
    return "\n\n".join(paragraphs) + "\n"


def _sentence(chance: random.Random, nouns: Iterator[str]) -> list[str]:
    words: Sequence[str] = [
        next(nouns) if chance.random() < NOUNS else chance.choice(SMALL_WORDS)
        for _ in range(chance.randint(7, 21))
    ]
    return [words[0][:1].upper() + words[0][1:], *words[1:]]
