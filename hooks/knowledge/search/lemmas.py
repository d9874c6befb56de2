"""What the words of texts are forms of, and what they are made of.

Forms and first forms come from the tables of `simplemma`; a compound that is not in them has the
forms of its last part. A word nobody listed may take the endings that nouns take.
"""

from __future__ import annotations

import marshal
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from importlib.metadata import version
from pathlib import Path

from knowledge.cache import Cache, key_of
from knowledge.language.compounds import Parts, Splitter, opaque_words
from knowledge.language.dictionary import words_version
from knowledge.language.tokens import fold
from knowledge.search.spelling import plain
from knowledge.search.stop import STOP

GERMAN, ENGLISH = "de", "en"
SHORTEST = 7
"""Letters of a word that may be made of several; the shortest are names and endings by accident."""
MOST_FORMS = 24
"""Forms of a word that are listed; verbs have the most."""
LINKING = ("", "s", "es", "n", "en", "er", "e")
"""What German puts between the parts of a word."""
ENDINGS = {GERMAN: ("s", "es", "e", "en", "n", "er", "ern"), ENGLISH: ("s", "es")}
"""What a word that nobody listed may end in."""
NAME = "search-words"
Table = Mapping[str, str]


@dataclass
class Lemmas:
    """What is known of the words of one language; what was asked for once is remembered.

    Attributes:
        changed: whether there is more to keep than was kept.
    """

    language: str
    parts: Callable[[], Parts]
    """What German compounds are made of; asked for when a new word comes."""
    table: Callable[[], Table]
    """First forms by forms, as written."""
    first: dict[str, str] = field(default_factory=dict)
    """First forms, `plain`, by the word as written."""
    made_of: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """What first forms are made of, itself in first forms; of most nothing."""
    nouns: set[str] = field(default_factory=set)
    """The first forms that are German nouns."""
    listed: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """The other forms of first forms, all `plain`."""
    changed: bool = False

    def learn(self, words: Collection[str]) -> None:
        """Looks up all words that are not known yet.

        Args:
            words: as written.
        """
        new = [word for word in words if word not in self.first]
        if not new:
            return
        self.changed = True
        german = self._german
        for word in new:
            first = german.first(word) if german else _english(self.table(), word)
            self.first[word] = first
            if first not in self.made_of:
                self._divide(first)

    def complete(self, lemmas: Iterable[str]) -> None:
        """Divides first forms that are known from elsewhere.

        What pages hold is kept apart from this, and either may be lost without the other: a build
        that was killed between the two, an entry that was damaged.
        """
        for lemma in lemmas:
            if lemma not in self.made_of:
                self.changed = True
                self._divide(lemma)

    def _divide(self, first: str) -> None:
        german = self._german
        parts = german.parts(first) if german else _derived(self.table(), first)
        self.made_of[first] = parts
        if german:  # what is a part is one, whether or not it stands anywhere by itself
            self.nouns.update(parts, [first] if parts or german.is_noun(first) else ())

    @cached_property
    def _german(self) -> _German | None:
        """What divides German words; making it takes a tenth of a second."""
        return _German(self.table(), self.parts()) if self.language == GERMAN else None

    def list_forms(self, lemmas: Collection[str]) -> None:
        """Looks up the forms of all first forms that are not known yet."""
        # Whoever types *würde* looks for dignity, and not for all that *werden* can be.
        silent = STOP.get(self.language, frozenset())
        new = {lemma for lemma in lemmas if lemma not in self.listed}
        self.listed.update((lemma, ()) for lemma in new & silent)
        new -= silent
        if not new:
            return
        self.changed = True
        found: dict[str, set[str]] = defaultdict(set)
        german = self._german
        heads = {lemma: german.head(lemma) if german else "" for lemma in new}
        wanted = {written: lemma for lemma in new | set(heads.values()) for written in _ways(lemma)}
        for form, lemma in self.table().items():
            if (name := wanted.get(lemma)) is not None:
                found[name].add(plain(form))
        for lemma in new:
            forms, head = found.get(lemma), heads[lemma]
            if not forms and head in found:
                before = lemma[: len(lemma) - len(head)]
                forms = {before + form for form in found[head]}
            if not forms:
                forms = {lemma + ending for ending in ENDINGS.get(self.language, ())}
            self.listed[lemma] = tuple(sorted(forms - {lemma}, key=lambda f: (len(f), f)))[
                :MOST_FORMS
            ]


def _ways(lemma: str) -> Iterator[str]:
    """How a table may write a first form that is `plain`."""
    for way in {lemma, lemma.replace("ss", "ß")}:
        yield from {way, way.capitalize(), way.upper(), way.title()}


class _German:
    """Looks up German words."""

    def __init__(self, table: Table, parts: Parts) -> None:
        self._table = table
        self._split = Splitter(parts).split
        self._hides = opaque_words().hides

    def first(self, word: str) -> str:
        """The first form of a word."""
        found = self._listed(word)
        if found and found[:1].islower() and self._inflects_like_a_noun(word):
            return plain(word)
        if found:
            return plain(found)
        word = plain(word)
        head = self.head(word)
        return word[: len(word) - len(head)] + self._noun(head) if head else word

    def _listed(self, word: str) -> str | None:
        return (
            self._table.get(word)
            or self._table.get(word.lower())
            or self._table.get(word.lower().capitalize())
        )

    def is_noun(self, lemma: str) -> bool:
        """Whether a first form is listed as a noun."""
        return self._table.get(lemma.capitalize(), "a")[:1].isupper()

    def _inflects_like_a_noun(self, word: str) -> bool:
        """Whether a word is a noun's first form, although only a verb's form is listed so.

        The table has *Gärtners* as a form of *Gärtner*, which itself it takes for *gärtnern*.
        """
        forms = (word + ending for ending in ENDINGS[GERMAN])
        return word[:1].isupper() and any(self._table.get(form) == word for form in forms)

    def head(self, word: str) -> str:
        """The last part of a compound as it is written there; nothing if it is no compound."""
        pieces = self._split(fold(word)) if len(word) >= SHORTEST else ()
        return pieces[-1] if len(pieces) > 1 else ""

    def _noun(self, form: str) -> str:
        return plain(self._table.get(form.capitalize()) or form)

    def parts(self, lemma: str) -> tuple[str, ...]:
        """The first forms of the parts, and of what several of them are together."""
        if len(lemma) < SHORTEST or self._table.get(lemma, "A")[:1].islower():
            return ()  # a verb or an adjective
        pieces = self._split(fold(lemma))
        if len(pieces) < 2:
            return ()
        last = len(pieces)
        names = []
        for size in range(1, last):
            for start in range(last - size + 1):
                part = "".join(pieces[start : start + size])
                name = self._first_form(part, is_head=start + size == last)
                if name and not self._hides(fold(lemma), fold(name)):
                    names.append(name)
        return tuple(dict.fromkeys(names))

    def _first_form(self, part: str, *, is_head: bool) -> str:
        """What a part is called that stands alone, or nothing if it never does."""
        if is_head:
            return self._noun(part)
        for link in LINKING:
            if part.endswith(link):
                bare = part[: len(part) - len(link)]
                for candidate in (bare, bare + "e"):
                    found = self._table.get(candidate.capitalize(), "")
                    if len(candidate) > 2 and found[:1].isupper():
                        return plain(found)
        head = self.head(part)
        if head and (name := self._first_form(head, is_head=False)):
            return part[: len(part) - len(head)] + name
        return ""


def _derived(table: Table, word: str) -> tuple[str, ...]:
    """The verb that an English word in *-ing* or *-ed* comes from, if it is listed as none of it.

    The table has *served* as a form of *serve*, but *serving* as a word of its own.
    """
    for ending in ("ing", "ed"):
        base = word.removesuffix(ending)
        if base != word and len(base) > 2:
            doubled = base[:-1] if base[-1] == base[-2] else base
            for verb in (base + "e", base, doubled):
                if table.get(verb + "s") == verb and table.get(verb) == verb:
                    return (verb,)
    return ()


def _english(table: Table, word: str) -> str:
    return plain(table.get(word.lower()) or table.get(word) or word)


@lru_cache(maxsize=2)
def table_of(language: str) -> Table:
    """The forms of a language that are listed; none if no list is there."""
    if language not in {GERMAN, ENGLISH}:
        return {}
    from simplemma.strategies.dictionaries.dictionary_factory import (  # noqa: PLC0415
        DefaultDictionaryFactory,
    )

    return DefaultDictionaryFactory().get_dictionary(language)


@lru_cache(maxsize=1)
def lemmas_version() -> str:
    """What all that is said of words follows from: the tables, and the code."""
    here = Path(__file__)
    names = ("spelling.py", "stop.py")
    code = [here.read_bytes(), *(here.with_name(name).read_bytes() for name in names)]
    return key_of([version("simplemma"), words_version(), *code])


def lemmas(language: str, parts: Callable[[], Parts], cache: Cache, index: str = "") -> Lemmas:
    """What is known of the words of a language.

    Args:
        language: a two-letter code; of others than German and English no forms are known.
        parts: what German compounds are made of.
        cache: where it was kept what was asked for.
        index: the language of the index that asks; each asks for other words.
    """
    found = Lemmas(language, parts, lambda: table_of(language))
    try:
        first, made_of, nouns, listed = marshal.loads(
            cache.get(f"{NAME}-{language}-{index}", lemmas_version()) or b""
        )
    except (EOFError, ValueError, TypeError):  # nothing is kept
        return found
    found.first, found.made_of, found.nouns, found.listed = first, made_of, nouns, listed
    return found


def keep(known: Lemmas, cache: Cache, index: str = "") -> None:
    """Stores what was asked for, if it is more than was stored."""
    if known.changed:
        data = marshal.dumps((known.first, known.made_of, known.nouns, known.listed))
        cache.put(f"{NAME}-{known.language}-{index}", lemmas_version(), data)
