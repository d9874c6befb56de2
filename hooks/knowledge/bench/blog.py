"""A base of any size for measurements: essays with threads, concepts and questions.

Made of a natural vocabulary (see `corpus`), in both languages, the same for the same size. Of ten
documents six are essays of about 1,100 words with a conversation of up to eight comments, three
are concepts, one is a question. The titles of concepts are words of the texts, so that they are
mentioned as often as words of their rank are: some everywhere, most now and then.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import cycle, islice

from knowledge.bench.corpus import ENGLISH, GERMAN, Writer, english_words, german_words
from knowledge.language.nouns import Nouns

SEED = 20261124
LANGUAGES = ("de", "en")
SHARES = "essay concept essay essay question essay concept essay concept essay".split()
"""The kinds of ten documents in turn."""
ESSAY, CONCEPT, QUESTION, COMMENT = 1_100, 150, 90, 60
"""Words of a text."""
SECTIONS = 5
MOST_COMMENTS = 8
COMMONEST, STEP = 40, 7
"""Concepts are every seventh word, from the fortieth on: rarer than what every page says."""
FIRST_DAY = dt.date(2006, 1, 1)


@dataclass(frozen=True, slots=True)
class Remark:
    """A comment in one language."""

    id: str
    name: str
    date: str
    reply_to: str
    text: str


@dataclass(frozen=True, slots=True)
class Item:
    """A document in one language."""

    kind: str
    id: str
    language: str
    title: str
    date: dt.date
    sections: tuple[tuple[str, str, str], ...]
    """Anchor, heading and paragraphs; the first has neither anchor nor heading."""
    remarks: tuple[Remark, ...] = ()
    asked_in: str = ""
    """Of a question: its essay, where the first comment answers some."""
    near: str = ""
    """Another document of its kind, which it names."""

    @property
    def path(self) -> str:
        """Where it stands below the content folder, without language and suffix."""
        return f"essays/{self.id}/index" if self.kind == "essay" else f"{self.kind}s/{self.id}"

    @property
    def body(self) -> str:
        """Its Markdown."""
        return "\n\n".join(
            f"## {heading} {{ #{anchor} }}\n\n{text}" if anchor else text
            for anchor, heading, text in self.sections
        )


def items(documents: int, nouns: Nouns, english: Sequence[str]) -> Iterator[Item]:
    """Documents of a base, each in German and in English.

    Args:
        documents: how many, each of which is a page in either language.
        nouns: what the German vocabulary is made of.
        english: what the English vocabulary is made of.
    """
    words = {"de": german_words(nouns, SEED), "en": english_words(english, SEED)}
    writers = {
        "de": Writer(GERMAN, words["de"], SEED),
        "en": Writer(ENGLISH, words["en"], SEED),
    }
    titles = {language: _titles(found) for language, found in words.items()}
    kinds = list(islice(cycle(SHARES), documents))
    numbers = dict.fromkeys(SHARES, 0)
    for kind in kinds:
        number = numbers[kind]
        numbers[kind] += 1
        for language in LANGUAGES:
            yield _item(kind, number, language, writers[language], titles)


def _titles(words: Sequence[str]) -> list[str]:
    """Words that can be titles of concepts, no two of which begin alike."""
    seen: set[str] = set()
    found = []
    for word in words[COMMONEST::STEP]:
        if len(word) > 5 and word[:5] not in seen:
            seen.add(word[:5])
            found.append(word)
    return found


def _item(
    kind: str, number: int, language: str, writer: Writer, titles: Mapping[str, list[str]]
) -> Item:
    day = FIRST_DAY + dt.timedelta(days=3 * number)
    if kind == "concept":
        title, body = titles[language][number].capitalize(), _sections(writer, CONCEPT, 0)
        near = f"k{number - 1}" if number % 4 else ""
        return Item(kind, f"k{number}", language, title, day, body, near=near)
    if kind == "question":
        title, body = f"{_title(writer, 4)}?", _sections(writer, QUESTION, 0)
        return Item(kind, f"q{number}", language, title, day, body, asked_in=f"e{number * 6}")
    title, body = _title(writer, 5), _sections(writer, ESSAY, SECTIONS)
    near = f"e{number // 2}" if number % 2 else ""
    remarks = tuple(_remarks(writer, number))
    return Item(kind, f"e{number}", language, title, day, body, remarks, near=near)


def _title(writer: Writer, words: int) -> str:
    return " ".join(islice(writer.words(2 * words), words)).capitalize()


def _sections(writer: Writer, words: int, count: int) -> tuple[tuple[str, str, str], ...]:
    """An opening and further sections of about the same length."""
    each = words // (count + 1)
    found = [("", "", "\n\n".join(writer.paragraphs(each)))]
    for number in range(1, count + 1):
        heading = _title(writer, 3)
        found.append((f"s{number}", heading, "\n\n".join(writer.paragraphs(each))))
    return tuple(found)


def _remarks(writer: Writer, number: int) -> Iterator[Remark]:
    """A conversation; its length and shape are those of its essay in any language."""
    for index in range(number % (MOST_COMMENTS + 1)):
        reply_to = f"c{index}" if index % 3 else ""
        name = f"{'ABCDEFGH'[index % 8]}. {'KLMNOP'[number % 6]}."
        date = f"2019-{1 + index:02d}-{1 + number % 28:02d}T08:15"
        text = "\n\n".join(writer.paragraphs(COMMENT))
        yield Remark(f"c{index + 1}", name, date, reply_to, text)
