"""`kb bench language`: how well and how fast mentions are found, beside what others do.

The baselines are what documentation tools use or could: comparing words as they stand, the
Snowball stemmer, and the lemmas of simplemma. All are asked the same: is this form one of that
label? The figures on nouns are shares of the same sample; seconds are given as words a minute
and as ratios, since machines differ.
"""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from knowledge.bench import corpus
from knowledge.bench.gold import precision_and_recall, read_gold, readings
from knowledge.language import Lexicon, build_lexicon, find_mentions
from knowledge.language.dictionary import WordData, dictionary, word_data
from knowledge.language.matcher import Context, hits
from knowledge.language.nouns import Nouns, nouns_of, table
from knowledge.language.tokens import fold
from knowledge.language.words import words_of
from knowledge.model import Concept, Rule, Source, Version

SEED = 20261123
SAMPLE = 4_000
MASKED = 0.1
SHORTEST = 4
CONCEPTS = (50, 500, 5_000)
DOCUMENTS, WORDS = 900, 1_100
ROUNDS = 3
GOLD = (("german.md", "de"), ("english.md", "en"))
GOLD_FOLDER = "tests/language/sentences"

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Quality:
    """How well labels and forms are brought together."""

    method: str
    recall: float
    """The share of the attested forms that are found under their label."""
    wrong: float
    """The share of the labels under which another noun's first form is found."""


@dataclass(frozen=True, slots=True)
class GoldFigures:
    """How well sentences are read."""

    file: str
    sentences: int
    mentions: int
    precision: float
    recall: float


@dataclass(frozen=True, slots=True)
class Speed:
    """How fast a text is read with some concepts."""

    concepts: int
    mentions: int
    first: float
    """Words a minute when every word is met for the first time."""
    later: float
    """Words a minute of the same text again."""
    silent: float
    """Words a minute with as many concepts of which none occurs."""


@dataclass(frozen=True, slots=True)
class StartUp:
    """What it takes to have a lexicon of five thousand concepts."""

    cached: bool
    seconds: float
    megabytes: float
    """At most, of the process."""
    reads_word_data: bool


@dataclass(frozen=True, slots=True)
class Figures:
    """All that `kb bench language` shows."""

    lemmas: int
    sample: int
    forms: int
    known: tuple[Quality, ...]
    masked: tuple[Quality, ...]
    gold: tuple[GoldFigures, ...]
    words: int
    different: int
    speed: tuple[Speed, ...]
    start: tuple[StartUp, ...]


def measure(root: Path, say: Say, *, sample: int = SAMPLE, documents: int = DOCUMENTS) -> Figures:
    """Everything, one after the other, on one core.

    Args:
        root: the project, whose gold sentences are read if it has any.
        say: what is told while it takes time.
        sample: how many nouns are tried.
        documents: how many texts are read for speed.
    """
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    words = dictionary()
    simple = sorted(
        noun for noun in words.nouns.paradigms if noun.isalpha() and len(noun) >= SHORTEST
    )
    chance = random.Random(SEED)
    chosen = chance.sample(simple, min(sample, len(simple)))
    say("nouns that are known")
    known = tuple(_qualities(words, words.nouns, chosen, simple))
    say("nouns that are not")
    masked = frozenset(chance.sample(simple, int(MASKED * len(simple))))
    hidden = word_data(nouns_of(row for row in table() if row.lemma.lower() not in masked))
    unknown = chance.sample(sorted(masked), min(sample, len(masked)))
    ours = _Matcher(hidden, unknown)
    coined = (_quality("Querverweis", ours.finds, unknown, simple, words.nouns),)
    say("sentences")
    gold = tuple(_gold(root / GOLD_FOLDER))
    say("speed")
    texts = list(corpus.documents(words.nouns, documents, WORDS))
    tokens = [word for text in texts for word in text.split()]
    speed = tuple(_speeds(texts, len(tokens), words, chance))
    say("starting up")
    return Figures(
        lemmas=len(simple),
        sample=len(chosen),
        forms=sum(len(words.nouns.paradigms[noun]) for noun in simple),
        known=known,
        masked=coined,
        gold=gold,
        words=len(tokens),
        different=len(set(tokens)),
        speed=speed,
        start=tuple(_start_ups(chance.sample(simple, min(max(CONCEPTS), len(simple))))),
    )


Finds = Callable[[str], Iterable[str]]
"""A word → the labels, in lower case, of which it is taken for a form."""


def _qualities(
    words: WordData, nouns: Nouns, chosen: Sequence[str], simple: Sequence[str]
) -> Iterable[Quality]:
    for method, key in _baselines().items():
        labels: dict[str, set[str]] = defaultdict(set)
        for noun in chosen:
            labels[key(noun.capitalize())].add(noun)
        yield _quality(method, _under(key, labels), chosen, simple, nouns)
    both = _either(chosen)
    yield _quality("Snowball or simplemma", both, chosen, simple, nouns)
    yield _quality("Querverweis", _Matcher(words, chosen).finds, chosen, simple, nouns)


def _under(key: Callable[[str], str], labels: Mapping[str, set[str]]) -> Finds:
    return lambda word: labels.get(key(word), ())


def _baselines() -> Mapping[str, Callable[[str], str]]:
    """What a word is compared by, by method."""
    import simplemma  # noqa: PLC0415 - only for measuring
    import snowballstemmer  # noqa: PLC0415

    stem = snowballstemmer.stemmer("german").stemWord
    return {
        "exact": str.lower,
        "Snowball": lambda word: str(stem(word.lower())),
        "simplemma": lambda word: simplemma.lemmatize(word, lang="de").lower(),
    }


def _either(chosen: Sequence[str]) -> Finds:
    methods = [key for name, key in _baselines().items() if name != "exact"]
    tables: list[dict[str, set[str]]] = [defaultdict(set) for _ in methods]
    for noun in chosen:
        for key, table_ in zip(methods, tables, strict=True):
            table_[key(noun.capitalize())].add(noun)

    def finds(word: str) -> set[str]:
        pairs = zip(methods, tables, strict=True)
        return set().union(*(table_.get(key(word), set()) for key, table_ in pairs))

    return finds


class _Matcher:
    """The matcher itself, with a lexicon of some labels."""

    def __init__(self, words: WordData, labels: Sequence[str]) -> None:
        concepts = [_concept(label, label.capitalize()) for label in labels]
        self.lexicon = build_lexicon(concepts, "de", words)

    def finds(self, word: str) -> Iterable[str]:
        """The labels of which a word is taken for a form; parts of compounds are none."""
        for hit in hits(word, self.lexicon, 0, len(word)):
            if hit.end - hit.start == len(word):
                yield from (c for c, rule in hit.claims.items() if rule is not Rule.COMPOUND)


def _quality(
    method: str, finds: Finds, labels: Sequence[str], simple: Sequence[str], nouns: Nouns
) -> Quality:
    attested = {noun: [f for f in nouns.paradigms[noun] if f.isalpha()] for noun in labels}
    found = sum(
        noun in finds(form.capitalize()) for noun, forms in attested.items() for form in forms
    )
    wrong: set[str] = set()
    for other in simple:
        folded = fold(other)
        for label in finds(other.capitalize()):
            if label != other and folded not in {fold(form) for form in nouns.paradigms[label]}:
                wrong.add(label)
    total = sum(map(len, attested.values()))
    return Quality(method, found / max(total, 1), len(wrong) / max(len(labels), 1))


def _concept(id: str, title: str) -> Concept:
    return Concept(id, "de", {"de": Version("de", Source("", ""), title)})


def _gold(folder: Path) -> Iterable[GoldFigures]:
    for name, language in GOLD:
        if (folder / name).is_file():
            gold = read_gold(folder / name, language)
            found = list(readings(gold))
            precision, recall = precision_and_recall(found)
            count = sum(len(sentence.mentions) for sentence in gold.sentences)
            yield GoldFigures(name, len(gold.sentences), count, precision, recall)


def _speeds(
    texts: Sequence[str], words: int, known: WordData, chance: random.Random
) -> Iterable[Speed]:
    sources = [Source(f"{number}.de.md", text) for number, text in enumerate(texts)]
    spoken = sorted({w.strip(".").lower() for text in texts[:200] for w in text.split()})
    nouns = [word for word in spoken if word in known.nouns.plurals and len(word) >= SHORTEST]
    for count in CONCEPTS:
        labels = chance.sample(nouns, min(count, len(nouns)))
        first, later, mentions = _read(sources, words, labels, known)
        backwards = [label[::-1] for label in labels]  # words that no one writes
        _, silent, _ = _read(sources, words, backwards, known)
        yield Speed(len(labels), mentions, first, later, silent)


def _read(
    sources: Sequence[Source], words: int, labels: Sequence[str], known: WordData
) -> tuple[float, float, int]:
    """Words a minute, the first time and the best of later ones, and the mentions found."""
    lexicon = build_lexicon([_concept(one, one.capitalize()) for one in labels], "de", known)
    words_of(lexicon)
    seconds, mentions = [], 0
    for _ in range(ROUNDS):
        began = time.process_time()
        mentions = sum(_count(source, lexicon) for source in sources)
        seconds.append(time.process_time() - began)
    return 60 * words / seconds[0], 60 * words / min(seconds[1:]), mentions


def _count(source: Source, lexicon: Lexicon) -> int:
    return len(find_mentions(source, {"de": lexicon}, Context("de")).mentions)


def _start_ups(labels: Sequence[str]) -> Iterable[StartUp]:
    """The lexicon of many concepts in a process of its own, without a cache and then with it."""
    with tempfile.TemporaryDirectory() as folder:
        for cached in (False, True):
            command = [sys.executable, "-m", "knowledge.bench.start", folder]
            done = subprocess.run(
                command, input="\n".join(labels), capture_output=True, text=True, check=True
            )
            yield StartUp(cached, **json.loads(done.stdout))


def as_rows(figures: Figures) -> list[tuple[str, list[list[str]]]]:
    """The figures as tables: title, and rows of which the first is the heading."""
    quality = [["method", "forms found", "labels with a wrong noun"]]
    quality += [[q.method, _percent(q.recall), _percent(q.wrong)] for q in figures.known]
    coined = [
        quality[0],
        *([q.method, _percent(q.recall), _percent(q.wrong)] for q in figures.masked),
    ]
    gold = [["file", "sentences", "mentions", "precision", "recall"]]
    gold += [
        [g.file, str(g.sentences), str(g.mentions), f"{g.precision:.4f}", f"{g.recall:.4f}"]
        for g in figures.gold
    ]
    speed = [["concepts", "mentions", "words a minute, first", "again", "cost, none occurring"]]
    base = figures.speed[0].silent if figures.speed else 1.0
    speed += [
        [
            str(s.concepts),
            str(s.mentions),
            _millions(s.first),
            _millions(s.later),
            f"{base / s.silent:.2f} ×",
        ]
        for s in figures.speed
    ]
    start = [["cache", "processor seconds", "MB at most", "word data read"]]
    start += [
        [_yes(s.cached), f"{s.seconds:.2f}", f"{s.megabytes:.0f}", _yes(s.reads_word_data)]
        for s in figures.start
    ]
    return [
        (f"{figures.sample} of {figures.lemmas} nouns ({figures.forms} forms)", quality),
        ("the same for nouns that no source of ours holds (a random tenth masked)", coined),
        ("sentences written by hand", gold),
        (f"{figures.words} words, {figures.different} different, one core", speed),
        (f"starting with {max(CONCEPTS)} concepts", start),
    ]


def _yes(value: bool) -> str:
    return "yes" if value else "no"


def _percent(share: float) -> str:
    return f"{100 * share:.2f} %"


def _millions(words: float) -> str:
    return f"{words / 1e6:.1f} million"


def as_json(figures: Figures) -> dict[str, Any]:
    """The figures for a program to read."""
    from dataclasses import asdict  # noqa: PLC0415 - used here only

    return asdict(figures)
