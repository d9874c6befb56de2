"""The lexicon of a language: every form of every label, by its first word.

A lexicon is a table of text and numbers. It can be sent to another process and cached; word
data is needed to build it and never to use it.
"""

from __future__ import annotations

import itertools
import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from knowledge.language import inflection
from knowledge.language.compounds import Parts, combining_forms
from knowledge.language.dictionary import WordData, dictionary
from knowledge.language.tokens import HYPHEN, POSSESSIVE, clean, fold, fold_surface, tokenize
from knowledge.model import Concept, ConceptKind, Rule

MOST_FORMS = 400
"""A label of many inflected words is not multiplied out beyond this many forms."""
SHORTEST_PART = 3
"""Letters of a label that may be a part of a closed compound."""
FUNCTION_WORDS = frozenset(
    "am an auf aus bei beim das dem den der des die durch ein eine einem einen einer eines für "
    "gegen im in ins mit nach ohne statt um und vom von vor zum zur über".split()
)
"""German words that do not inflect with the noun before them."""
ENGLISH_FUNCTION_WORDS = frozenset("about and at by for from in of on or to with".split())


class Form(NamedTuple):
    """One form of one label."""

    words: tuple[str, ...]
    """Folded, the first one included."""
    concept: str
    label: str
    """The label it is a form of, case folded."""
    rule: Rule
    """What a mention is called that is written as the label is: exact or alias."""
    gaps: tuple[str, ...]
    """The punctuation between the words, `"."` behind an initial, and behind the last (`++`)."""
    capitals: tuple[bool, ...]
    """For each word, whether the text must have a capital where the label has one."""
    written: tuple[str, ...] = ()
    """The words exactly as they must stand in the text; empty where capitals are free."""
    spelt: str = ""
    """The only word in lower case, where `ß` or `ss` decides which noun it is (*Maße*, *Masse*)."""
    owner: bool = False
    """Whether the first word must be in the possessive (*customers’ needs*)."""
    part: bool = False
    """Whether it may be a part of a word with hyphens."""
    closed: bool = False
    """Whether it may be a part of a word without: nouns that are no names."""

    @property
    def key(self) -> tuple[object, ...]:
        """What makes two forms the same: all that decides whether they match."""
        return self.words, self.concept, self.label, self.capitals, self.gaps, self.owner

    def fits(self, words: Sequence[str]) -> bool:
        """Whether words that fold alike are also written as this form demands."""
        if self.written:
            return all(map(str.__eq__, (POSSESSIVE.sub("", word) for word in words), self.written))
        if self.spelt and POSSESSIVE.sub("", words[0]).lower() != self.spelt:
            return False
        if self.owner and not POSSESSIVE.search(words[0]):
            return False
        return all(
            _is_capital(word) or not must for word, must in zip(words, self.capitals, strict=True)
        )


def _is_capital(word: str) -> bool:
    """Whether every part of a word that hyphens divide begins with a capital or a number."""
    return all(not part[:1].islower() for part in HYPHEN.split(word))


@dataclass(frozen=True, eq=False)
class Lexicon:
    """The forms of all labels in one language."""

    language: str
    forms: Mapping[str, tuple[Form, ...]] = field(default_factory=dict)
    """By the folded first word; the longest forms first."""
    never: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Surfaces, folded, that are never a mention, by concept."""
    modifiers: Mapping[str, tuple[Form, ...]] = field(default_factory=dict)
    """Labels by what they look like before another noun (*Kunden-*), folded."""
    parts: Parts = field(default_factory=Parts)
    """What other nouns compounds are made of; empty where closed words are not divided."""


def build_lexicon(
    concepts: Iterable[Concept], language: str, words: WordData | None = None
) -> Lexicon:
    """The lexicon of a language, from the labels of all concepts that have any in it.

    A concept without a version in the language is matched by its original title if it is a
    name, since names do not change with the language.

    Args:
        concepts: all of them.
        language: a two-letter code. One that is neither German nor English has no inflection.
        words: the German nouns that are known; those of the dictionary by default.
    """
    labels = [label for concept in concepts for label in _labels(concept, language)]
    if language == "de":
        words = words or dictionary()
    inflect = _Inflection(language, words)
    by_first: dict[str, dict[tuple[object, ...], Form]] = defaultdict(dict)
    modifiers: dict[str, dict[str, Form]] = defaultdict(dict)
    never: dict[str, frozenset[str]] = {}
    for label in labels:
        never[label.concept] = label.never
        expanded = list(_expand(label, inflect))
        for form in expanded:
            by_first[form.words[0]].setdefault(form.key, form)
        if language == "de":
            for part in _modifiers(label, expanded):
                if not inflect.is_another(part, label):
                    modifiers[part].setdefault(label.concept, expanded[0])
    return Lexicon(
        language,
        {first: _longest_first(found.values()) for first, found in by_first.items()},
        {id: surfaces for id, surfaces in never.items() if surfaces},
        {part: tuple(found.values()) for part, found in modifiers.items()},
        words.parts if language == "de" and words else Parts(),
    )


def _longest_first(forms: Iterable[Form]) -> tuple[Form, ...]:
    return tuple(sorted(forms, key=lambda form: -len(form.words)))


@dataclass(frozen=True, slots=True)
class _Label:
    """A title or alias on its way into the lexicon."""

    concept: str
    text: str
    words: tuple[str, ...]
    gaps: tuple[str, ...]
    rule: Rule
    is_name: bool
    is_work: bool
    capitals_count: bool
    case: bool
    never: frozenset[str]
    compounds: bool


def _labels(concept: Concept, language: str) -> Iterable[_Label]:
    is_name = concept.concept_kind is not ConceptKind.IDEA
    version = concept.versions.get(language)
    if version is None:
        if not is_name:
            return
        version = concept.versions[concept.original]
    never = frozenset(fold_surface(surface) for surface in concept.match.never)
    for index, text in enumerate((version.title, *version.aliases)):
        tokens = list(tokenize(text))
        if not tokens:
            continue
        borders = [*(token.start for token in tokens[1:]), len(text)]
        between = [text[one.end : end] for one, end in zip(tokens, borders, strict=True)]
        gaps = tuple("".join(gap.split()) for gap in between)
        tail = gaps[-1] if gaps[-1][:1] in {"+", "#"} else ""
        bare = text[tokens[0].start : tokens[-1].end + len(tail)]  # without quotation marks
        yield _Label(
            concept=concept.id,
            text=" ".join(clean(bare).split()).casefold(),
            words=tuple(POSSESSIVE.sub("", token.word) for token in tokens),
            gaps=(*gaps[:-1], tail),
            rule=Rule.ALIAS if index else Rule.EXACT,
            is_name=is_name,
            is_work=concept.concept_kind is ConceptKind.WORK,
            capitals_count=is_name or language == "de",
            case=concept.match.case or (len(tokens) == 1 and _is_acronym(tokens[0].word)),
            never=never,
            compounds=concept.match.compounds,
        )


def _is_acronym(word: str) -> bool:
    """Whether a word is all capitals, which then must stand in the text too (*IT*, not *it*)."""
    return word.isupper() and len(word) > 1


def _expand(label: _Label, inflect: _Inflection) -> Iterator[Form]:
    """All forms of a label, the label as it stands first."""
    options = [
        [word, *sorted(inflect.forms(label, index) - {word})]
        for index, word in enumerate(label.words)
    ]
    for words in itertools.islice(_combined(options), MOST_FORMS):
        yield from _written(label, words, inflect)
    if inflect.language == "en" and len(label.words) > 1 and not label.is_name:
        first = replace(label, words=label.words[:1])
        owners = sorted(inflect.forms(first, 0) - {label.words[0].lower()})
        for words in itertools.islice(itertools.product(owners, *options[1:]), MOST_FORMS):
            for form in _written(label, words, inflect):
                yield form._replace(owner=True)


def _combined(options: Sequence[Sequence[str]]) -> Iterator[tuple[str, ...]]:
    """Forms of several words together; where they are many, adjectives that end alike first."""
    if math.prod(map(len, options)) > MOST_FORMS:
        yield tuple(forms[0] for forms in options)
        for ending in inflection.ADJECTIVE_ENDINGS:
            alike = [[form for form in forms if form.endswith(ending)] for forms in options[:-1]]
            yield from itertools.product(
                *(found or forms[:1] for found, forms in zip(alike, options, strict=False)),
                options[-1],
            )
    yield from itertools.product(*options)


def _written(label: _Label, words: tuple[str, ...], inflect: _Inflection) -> Iterator[Form]:
    """A form of a label as it may be written: with hyphens, with spaces, in one word."""
    capitals = _capitals(label)
    folded = tuple(fold(word) for word in words)
    form = Form(
        words=folded,
        concept=label.concept,
        label=label.text,
        rule=label.rule,
        gaps=label.gaps,
        capitals=capitals,
        written=words if label.case else (),
        spelt=inflect.spelt(folded, words),
        part=label.compounds,
        closed=_divides(label) and not inflect.is_another(folded[0], label),
    )
    yield form
    if label.case:
        return
    if len(folded) > 1 and not any(label.gaps):
        yield _joined(form, "-".join(folded), capitals[0])
    if any("-" in word for word in folded):
        spaced = tuple(part for word in folded for part in HYPHEN.split(word))
        must = tuple(
            must for word, must in zip(folded, capitals, strict=True) for _ in word.split("-")
        )
        yield form._replace(words=spaced, capitals=must, gaps=("",) * len(spaced), spelt="")
        if len(folded) == 1 and not label.is_name:
            yield _joined(form, folded[0].replace("-", ""), capitals[0])


def _capitals(label: _Label) -> tuple[bool, ...]:
    """Which words of a label must have their capital in a text.

    A title of three words and more may be written with one capital only (*Small is beautiful*).
    """
    if not label.capitals_count:
        return (False,) * len(label.words)
    if label.is_work and len(label.words) > 2:
        return (_is_capital(label.words[0]), *(False for _ in label.words[1:]))
    return tuple(_is_capital(word) for word in label.words)


def _joined(form: Form, word: str, capital: bool) -> Form:
    return form._replace(words=(word,), capitals=(capital,), gaps=("",), spelt="")


def _modifiers(label: _Label, forms: Iterable[Form]) -> Iterator[str]:
    """What a label of one noun looks like at the beginning or in the middle of a compound."""
    word = fold(label.words[0])
    if not _divides(label) or len(word) < SHORTEST_PART:
        return
    single = frozenset(form.words[0] for form in forms if len(form.words) == 1)
    yield from dict.fromkeys(part for part in combining_forms(word, single) if len(part) > 2)


def _divides(label: _Label) -> bool:
    """Whether closed compounds of a label are looked for: nouns that are no names."""
    return (
        len(label.words) == 1
        and label.compounds
        and not label.is_name
        and not label.case
        and label.words[0][:1].isupper()
        and not label.words[0].isupper()
    )


@dataclass(frozen=True)
class _Inflection:
    """The forms of the words of labels, in one language."""

    language: str
    words: WordData | None = None

    def forms(self, label: _Label, index: int) -> frozenset[str]:
        """The forms of one word of a label."""
        word = label.words[index]
        if self.language not in {"de", "en"}:
            return frozenset({word})
        if label.is_name:
            is_german = self.language == "de" and index == len(label.words) - 1
            return inflection.name_forms(word) if is_german else frozenset({word})
        head = _head(label, FUNCTION_WORDS if self.language == "de" else ENGLISH_FUNCTION_WORDS)
        if self.language == "en":
            if index == head:
                return inflection.english_forms(word)
            return frozenset({word, *inflection.english_spellings(word.lower())})
        if index > head:
            return frozenset({word})
        return self._noun(word) if index == head else inflection.adjective_forms(word)

    def _noun(self, word: str) -> frozenset[str]:
        assert self.words is not None
        if word[:1].islower():
            return inflection.undeclined_forms(word)
        if word.isupper():
            return frozenset({word, word + "s"})
        found = inflection.noun_forms(word, self.words.nouns)
        for form in tuple(found):
            found |= inflection.triple_letters(form, self.words.first_parts)
        return frozenset(form[:1].upper() + form[1:] for form in found)

    def is_another(self, part: str, label: _Label) -> bool:
        """Whether a form of a label, as a part of a word, is rather another noun.

        *Reise-* is the journey and not a form of *Reis*; *Fragen-* is the noun *Frage*, although
        asking is called *das Fragen*.
        """
        if self.words is None:
            return False
        own = fold(label.words[0])
        heads = self.words.heads
        others = (part[:length] for length in range(len(own) + 1, len(part) + 1))
        return any(
            noun not in {own + "n", own + "en"}
            and heads.get(noun, 0) >= heads.get(own, 0)
            and part in self.words.forms_of(noun)
            for noun in others
        )

    def spelt(self, folded: tuple[str, ...], words: tuple[str, ...]) -> str:
        """The one spelling that means this noun, where `ß` and `ss` make two nouns."""
        if self.words is None or len(folded) > 1 or folded[0] not in self.words.spelt:
            return ""
        return words[0].lower()


def _head(label: _Label, function_words: frozenset[str]) -> int:
    """The position of the noun that carries a label's inflection."""
    for index, word in enumerate(label.words):
        if word.casefold() in function_words and index > 0:
            return index - 1
    return len(label.words) - 1
