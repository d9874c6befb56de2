"""Words that look like a concept's noun and are a verb or an adjective.

A German noun is known by its capital, except where every word has one. There the word behind it
tells: *Würde es regnen* and *Dienen wir* are verbs, since a pronoun follows that no noun has
behind it; *Liebe Kunden* is an adjective, since a noun follows that it describes.

An English noun is not told from a verb by its letters at all. Where a subject stands before it,
and it has the ending that this subject asks for, it is the verb: *she needs*, *we love*.
"""

from __future__ import annotations

import re

FARTHEST = 40
"""Characters before a word in which the end of the sentence before it is looked for."""
BEGINNING = re.compile(
    r"(?:\A|[.!?…:][\"'”“’‘»«)\]*_]*\s+|\n[ \t\r>]*\n|\n[ \t>]*(?:[-*+]|\d+[.)])|[-–—][ \t]"
    r"|\ufffc\n+)"
    r"[\s\"'„“‚‘»«(\[*_>]*\Z|[„‚»(][*_]*\Z"
)
"""Where a sentence begins: the text, a paragraph, an item, behind the end of another, or behind
what opens a quotation or a bracket."""
SUBJECT = re.compile(
    r"[*_]*[ \t\n]+(?:ich|du|er|sie|Sie|es|wir|ihr|man|jemand|niemand|sich|mich|dich|uns|euch)\b"
    r"(?![ \t\n]+(?:ist|sind|war|waren|wird|werden|hat|haben)\b)"
)
OBJECT = re.compile(
    r"[ \t\n]+(?:das|den|dem|die|dies|(?:k?ein|mein|dein|sein|ihr|unser|euer)(?:en?|em)?"
    r"|(?:diese|jene|jede|welche|manche|solche|alle|viele)[nms]?)\b"
)
"""What stands behind a verb and not behind a noun: its subject or object, not a genitive."""
GENITIVE = re.compile(
    r"[ \t\n]+(?:der|des|(?:k?ein|mein|dein|sein|ihr|unser|eur)e[rs]"
    r"|(?:dies|jen|jed|welch|manch|solch|all|viel)er)\b"
)
"""What may be either; in a question the verb comes first."""
NOUN = re.compile(r"[*_]*[ \t\n]+(?P<noun>[A-ZÄÖÜ][\w-]*)")
REST = re.compile(r"[^.!?…]*[.!?…]")
ENDS_LIKE_A_VERB = ("e", "en", "ern", "eln", "t", "st")
ADJECTIVES = frozenset(
    "alt arm beste betroffen breit beteiligt bekannt deutsch dicht dunkel eben eigen eng erst "
    "fern fest flach frei fremd ganz gerade gewiss gleich groß gut hell hoh ideal jung klein krank "
    "kurz lang leer lieb link nächst neu normal öffentlich recht reich rein rund schön schwer "
    "selbständig selbstständig sozial starr still süß tief tot treu verantwortlich verwandt "
    "voll wahr weit wert weis böse ander einzeln angestellt vorgesetzt gemeinsam".split()
)
"""Stems of adjectives that nouns look like."""

ADJECTIVE_ENDINGS = ("haft", "weise", "reich", "rot", "bar")
"""Ends of adjectives and adverbs that are also nouns (*Fehlerhaft*, *Teilweise*)."""


def adjective_ending(text: str, start: int, end: int) -> str:
    """The end of a word at the beginning of a sentence that is rather an adjective's.

    Args:
        text: running text.
        start: offset of a word that looks like a compound.
        end: offset behind it.
    """
    ending = next((e for e in ADJECTIVE_ENDINGS if text.endswith(e, start, end)), "")
    return ending if ending and BEGINNING.search(text, max(0, start - FARTHEST), start) else ""


def is_no_noun(text: str, start: int, end: int) -> bool:
    """Whether a word with a capital is rather a verb or an adjective.

    Args:
        text: running text; everything else in it is blotted out.
        start: offset of the word.
        end: offset behind it.
    """
    if text[start - 1 : start] == " " and (text[start - 2].isalnum() or text[start - 2] == ","):
        return False  # most words; spares them the search
    if not BEGINNING.search(text, max(0, start - FARTHEST), start):
        return False
    word = text[start:end]
    if SUBJECT.match(text, end):
        return True
    if word.endswith(ENDS_LIKE_A_VERB) and OBJECT.match(text, end):
        return True
    if word.endswith(ENDS_LIKE_A_VERB) and GENITIVE.match(text, end):
        rest = REST.match(text, end)
        return bool(rest and rest.group().endswith("?"))
    return _describes(word, text, end)


def _describes(word: str, text: str, end: int) -> bool:
    """Whether a word is an adjective before the noun it belongs to."""
    ending = next((e for e in ("em", "en", "er", "es", "e") if word.endswith(e)), "")
    if not ending or word[: -len(ending)].lower() not in ADJECTIVES:
        return False
    following = NOUN.match(text, end)
    return bool(following and not following["noun"].endswith("s"))


ADVERB = r"(?:\s+(?:also|always|just|never|often|only|really|still|\w+ly))?"
FEW = re.compile(
    rf"\b(?:I|you|we|they|can|could|will|would|must|should|may|might){ADVERB}\s+\Z", re.IGNORECASE
)
"""Subjects, and verbs, behind which a verb has no ending."""
ONE = re.compile(
    rf"\b(?:he|she|it|who|(?:some|every|any)(?:one|body)|no(?: one|body)){ADVERB}\s+\Z",
    re.IGNORECASE,
)
"""Subjects behind which it ends in *-s*."""
BEFORE_A_VERB = frozenset(
    "i you we they can could will would must should may might he she it who also always just never "
    "often only really still".split()
)
NEAREST = 30


def _may_stand_before(word: str) -> bool:
    """Whether a word can be the last one of what `FEW` and `ONE` look for."""
    return word in BEFORE_A_VERB or word.endswith(("ly", "one", "body"))


def is_english_verb(text: str, start: int, end: int) -> bool:
    """Whether an English word is the verb of the subject that stands before it.

    Args:
        text: running text.
        start: offset of the word.
        end: offset behind it.
    """
    low = max(0, start - NEAREST)
    before = text[low:start].split()[-1:]
    if not before or (before[0].isalpha() and not _may_stand_before(before[0].lower())):
        return False  # most words
    if text[end - 1] == "s" and text[end - 2] != "s":
        return bool(ONE.search(text, low, start))
    return bool(FEW.search(text, low, start))
