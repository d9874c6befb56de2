"""The lexicon of a language: every form of every label, by its first word.

A lexicon is a table of text and numbers. It can be sent to another process and cached; word
data is needed to build it and never to use it.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from knowledge.language import inflection
from knowledge.language.tokens import POSSESSIVE, Token, clean, fold, fold_surface, tokenize
from knowledge.model import Concept, ConceptKind, Rule

MOST_FORMS = 400
"""A label of many inflected words is not multiplied out beyond this many forms."""
FUNCTION_WORDS = frozenset(
    "am an auf aus bei beim das dem den der des die ein eine einem einen einer eines für im in "
    "ins mit nach ohne statt um und vom von vor zum zur über".split()
)
"""German words that do not inflect with the noun before them."""
ENGLISH_FUNCTION_WORDS = frozenset("about at by for from in of on to with".split())


@dataclass(frozen=True, slots=True)
class Form:
    """One form of one label."""

    words: tuple[str, ...]
    """Folded, the first one included."""
    concept: str
    label: str
    """The label it is a form of, case folded."""
    rule: Rule
    """What a mention is called that is written as the label is: exact or alias."""
    gaps: tuple[str, ...]
    """The punctuation between the words, `"."` behind an initial."""
    capitals: tuple[bool, ...]
    """For each word, whether the text must have a capital where the label has one."""
    written: tuple[str, ...] = ()
    """The words exactly as they must stand in the text; empty where capitals are free."""

    @property
    def key(self) -> tuple[object, ...]:
        """What makes two forms the same: all that decides whether they match."""
        return self.words, self.concept, self.capitals, self.written, self.gaps

    def fits(self, tokens: Iterable[Token]) -> bool:
        """Whether words that fold alike are also written as this form demands."""
        if self.written:
            written = (POSSESSIVE.sub("", token.word) for token in tokens)
            return all(map(str.__eq__, written, self.written))
        pairs = zip(tokens, self.capitals, strict=True)
        return all(token.word[:1].isupper() or not must for token, must in pairs)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The forms of all labels in one language."""

    language: str
    forms: Mapping[str, tuple[Form, ...]] = field(default_factory=dict)
    """By the folded first word; the longest forms first."""
    never: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Surfaces, folded, that are never a mention, by concept."""


def build_lexicon(concepts: Iterable[Concept], language: str) -> Lexicon:
    """The lexicon of a language, from the labels of all concepts that have any in it.

    A concept without a version in the language is matched by its original title if it is a
    name, since names do not change with the language.
    """
    labels = [label for concept in concepts for label in _labels(concept, language)]
    inflect = _german(labels) if language == "de" else _english if language == "en" else _plain
    by_first: dict[str, dict[tuple[object, ...], Form]] = defaultdict(dict)
    never: dict[str, frozenset[str]] = {}
    for label in labels:
        never[label.concept] = label.never
        for form in _expand(label, inflect):
            by_first[form.words[0]].setdefault(form.key, form)
    forms = {
        first: tuple(sorted(found.values(), key=lambda form: -len(form.words)))
        for first, found in by_first.items()
    }
    return Lexicon(language, forms, {id: words for id, words in never.items() if words})


@dataclass(frozen=True, slots=True)
class _Label:
    """A title or alias on its way into the lexicon."""

    concept: str
    text: str
    words: tuple[str, ...]
    gaps: tuple[str, ...]
    rule: Rule
    is_name: bool
    capitals_count: bool
    case: bool
    never: frozenset[str]


Inflect = Callable[[_Label, int], frozenset[str]]
"""The forms of one word of a label: label, position of the word → forms."""


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
        words = tuple(token.word for token in tokens)
        pairs = itertools.pairwise(tokens)
        gaps = tuple("".join(text[one.end : two.start].split()) for one, two in pairs)
        if words:
            rule = Rule.ALIAS if index else Rule.EXACT
            counts = is_name or language == "de"
            label = " ".join(clean(text).split()).casefold()
            yield _Label(
                concept.id, label, words, gaps, rule, is_name, counts, concept.match.case, never
            )


def _expand(label: _Label, inflect: Inflect) -> Iterable[Form]:
    """All forms of a label, the label as it stands first."""
    options = [
        [word, *sorted(inflect(label, index) - {word})] for index, word in enumerate(label.words)
    ]
    for words in itertools.islice(itertools.product(*options), MOST_FORMS):
        yield Form(
            words=tuple(fold(word) for word in words),
            concept=label.concept,
            label=label.text,
            rule=label.rule,
            gaps=label.gaps,
            capitals=tuple(label.capitals_count and word[:1].isupper() for word in label.words),
            written=words if label.case else (),
        )


def _german(labels: Iterable[_Label]) -> Inflect:
    nouns = {label.words[_head(label)] for label in labels if not label.is_name}
    paradigms = inflection.noun_paradigms(nouns)

    def inflect(label: _Label, index: int) -> frozenset[str]:
        word = label.words[index]
        last = len(label.words) - 1
        if label.is_name:
            return inflection.name_forms(word) if index == last else frozenset({word})
        if index == _head(label):
            return paradigms[word]
        before_head = index < _head(label)
        return inflection.adjective_forms(word) if before_head else frozenset({word})

    return inflect


def _head(label: _Label, function_words: frozenset[str] = FUNCTION_WORDS) -> int:
    """The position of the noun that carries a label's inflection."""
    for index, word in enumerate(label.words):
        if word.casefold() in function_words and index > 0:
            return index - 1
    return len(label.words) - 1


def _english(label: _Label, index: int) -> frozenset[str]:
    word = label.words[index]
    if label.is_name or index != _head(label, ENGLISH_FUNCTION_WORDS):
        return frozenset({word})
    return inflection.english_forms(word)


def _plain(label: _Label, index: int) -> frozenset[str]:
    return frozenset({label.words[index]})
