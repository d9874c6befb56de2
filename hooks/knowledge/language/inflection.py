"""The inflected forms of a label's words.

German nouns take their forms from `nouns`; everything else here are the endings that grammars
list (Duden, *Die Grammatik*; *The Cambridge Grammar of the English Language*, 2002, chapter 18).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from knowledge.language.nouns import Nouns

ADJECTIVE_ENDINGS = ("e", "en", "er", "es", "em")
UNCOUNTED_NAME_ENDINGS = ("s", "ß", "x", "z")
SPELLINGS: tuple[tuple[str, str], ...] = (
    # The spellings that the reform of 1996 and its revision of 2006 put side by side.
    (r"(?<=[eaä]n)tial", "zial"),
    (r"(?<=[eaä]n)tiell", "ziell"),
    ("photo", "foto"),
    ("(?<=[a-zäöü]{2})graph|^graph(?=[io])", "graf"),
    ("telephon", "telefon"),
    ("phon(?=$|e$|en$|ie|isch)", "fon"),
    ("delphin", "delfin"),
    ("selbständig", "selbstständig"),
    ("aufwendig", "aufwändig"),
    ("numerier", "nummerier"),
    ("plazier", "platzier"),
    ("stengel", "stängel"),
    ("greuel", "gräuel"),
    ("quentchen", "quäntchen"),
    ("überschwenglich", "überschwänglich"),
    ("alptr", "albtr"),
    ("rauhe", "raue"),
    ("roheit", "rohheit"),
    ("zäheit", "zähheit"),
    ("yoga", "joga"),
    ("^tip(?=$|s$)", "tipp"),
    ("stop(?=$|s$)", "stopp"),
    ("tolpatsch", "tollpatsch"),
    ("karamel(?!l)", "karamell"),
    ("panther", "panter"),
    ("jogurt", "joghurt"),
    ("spaghetti", "spagetti"),
    ("biographie", "biografie"),
)
THREE_LETTERS = re.compile(r"([bcdfgklmnprst])\1(?=[aeiouäöüy])")
"""Where a spelling of before 1996 may have dropped the third letter (*Schiffahrt*)."""

IRREGULAR_PLURALS = dict(
    pair.split("/")
    for pair in (
        "man/men woman/women child/children person/people foot/feet tooth/teeth goose/geese "
        "mouse/mice ox/oxen life/lives wife/wives knife/knives half/halves self/selves "
        "shelf/shelves leaf/leaves loaf/loaves thief/thieves wolf/wolves calf/calves "
        "elf/elves sheaf/sheaves hero/heroes potato/potatoes tomato/tomatoes echo/echoes "
        "veto/vetoes criterion/criteria phenomenon/phenomena medium/media datum/data "
        "curriculum/curricula stimulus/stimuli nucleus/nuclei radius/radii alumnus/alumni "
        "index/indices matrix/matrices appendix/appendices quiz/quizzes"
    ).split()
)
NEVER_PLURAL = frozenset(
    "news means series species goods thanks arms customs savings earnings proceeds headquarters "
    "works politics economics ethics mathematics physics logistics statistics mechanics basics "
    "glasses odds ends manners minutes contents premises business process focus status bonus "
    "progress success access address stress bias consensus analysis basis crisis thesis "
    "commons humanities hypothesis emphasis synthesis diagnosis oasis campus virus census always "
    "perhaps".split()
)
"""Words in *s* whose form without it is no singular of theirs."""
BRITISH_AND_AMERICAN: tuple[tuple[str, str], ...] = (
    ("isation", "ization"),
    ("ising", "izing"),
    ("(?<=[a-z]{4})ise(?=$|s$|d$|r$)", "ize"),
    ("our(?=$|s$|al|able|ite)", "or"),
    ("centre", "center"),
    ("theatre", "theater"),
    ("(?<=[a-z])logue(?=$|s$)", "log"),
    ("programme(?=$|s$)", "program"),
    ("defence", "defense"),
    ("licence", "license"),
    ("fulfil(?=$|s$|ment)", "fulfill"),
    ("labelling", "labeling"),
    ("modelling", "modeling"),
    ("judgement", "judgment"),
    ("ageing", "aging"),
)
SAME_SOUND = re.compile(r"^(?:f|h|t|y|s)?our(?:s|self|selves)?$|hour|pour|tour|sour|four|flour")
"""Words in *our* that are spelled so everywhere."""
ALWAYS_ISE = re.compile(
    r"(?:adv|surpr|prom|prec|exerc|superv|rev|dev|desp|compr|enterpr|franch|expert|parad|prem"
    r"|comprom|telev|improv|adv|disgu|exc|no|ra|pra|appra|w|r)ise"
)
"""Words in *ise* that no one spells with *z*."""


def noun_forms(word: str, nouns: Nouns) -> frozenset[str]:
    """The forms of a German noun in lower case, in every spelling there is of it.

    A noun that stands in the plural has those of its singular: a label *Kundenbedürfnisse* means
    *ein Kundenbedürfnis* too.

    Args:
        word: one word, or several with hyphens, of which the last inflects.
        nouns: those that are known.
    """
    before, hyphen, last = word.lower().rpartition("-")
    found: set[str] = set()
    for spelling in spellings(last):
        found |= nouns.forms(spelling) | nouns.singular_forms(spelling)
    return frozenset(before + hyphen + form for form in found)


def spellings(word: str) -> set[str]:
    """A German word in lower case as it was and is spelled, itself included."""
    found = {word}
    for old, new in SPELLINGS:
        found |= {re.sub(old, new, one) for one in found}
        if old.isalpha() or new in {"zial", "ziell", "graf"}:
            found |= {_back(new, old, one) for one in found}
    return found


def _back(new: str, old: str, word: str) -> str:
    if new in {"zial", "ziell"}:
        return re.sub(rf"(?<=[eaä]n){new}", "t" + new[1:], word)
    if new == "graf":
        return re.sub("(?<=[a-zäöü]{2})graf|^graf(?=[io])", "graph", word)
    return word if old in word else word.replace(new, old)


def triple_letters(word: str, first_parts: frozenset[str]) -> set[str]:
    """The spelling of before 1996, or of today, where three equal letters meet.

    Args:
        word: in lower case.
        first_parts: words that a compound can begin with.
    """
    found = {
        word[: match.start()] + match.group(1) * 2 + word[match.end() :]
        for match in re.finditer(r"([a-zäöü])\1\1", word)
    }
    for match in THREE_LETTERS.finditer(word):
        cut = match.end()
        if word[:cut] in first_parts and len(word) - cut >= 3:
            found.add(word[:cut] + match.group(1) + word[cut:])
    return found


def adjective_forms(word: str) -> frozenset[str]:
    """A German adjective as it stands before a noun, in all its endings.

    Returns:
        Only the word itself where it does not end like such an adjective.
    """
    for ending in sorted(ADJECTIVE_ENDINGS, key=len, reverse=True):
        if word.endswith(ending) and len(word) > len(ending) + 2:
            found = {word}
            for spelling in _capital_spellings(word):
                stem = spelling[: -len(ending)]
                found |= {stem + other for other in ADJECTIVE_ENDINGS}
            return frozenset(found)
    return frozenset({word})


def undeclined_forms(word: str) -> frozenset[str]:
    """A German word in lower case that stands alone: an adjective with and without ending."""
    if word.endswith(("e", "en", "ern", "eln")):
        return frozenset({word})
    return frozenset({word} | {word + ending for ending in ADJECTIVE_ENDINGS})


def _capital_spellings(word: str) -> Iterator[str]:
    for spelling in spellings(word.lower()):
        yield spelling[0].upper() + spelling[1:] if word[0].isupper() else spelling


def name_forms(word: str) -> frozenset[str]:
    """A proper name and its genitive."""
    return frozenset({word} if word.endswith(UNCOUNTED_NAME_ENDINGS) else {word, word + "s"})


def english_forms(word: str) -> frozenset[str]:
    """An English noun in the singular and plural, as spelled in Britain and in America."""
    if word.isupper() and len(word) > 1:
        return frozenset({word, word + "s"})
    before, hyphen, last = word.rpartition("-")
    found: set[str] = set()
    for spelling in english_spellings(last.lower()):
        singular = _singular(spelling)
        found |= {spelling, singular, *_plurals(singular)}
    return frozenset(before + hyphen + form for form in found) | {word}


def english_spellings(word: str) -> set[str]:
    """An English word in lower case in its British and its American spelling."""
    found = {word}
    for british, american in BRITISH_AND_AMERICAN:
        if "our" in british and SAME_SOUND.search(word):
            continue
        if "ise" in british and ALWAYS_ISE.search(word):
            continue
        found |= {re.sub(british, american, one) for one in found}
        if british.isalpha():
            found |= {one.replace(american, british) for one in found}
    return found | _with_s(word)


def _with_s(word: str) -> set[str]:
    """The British spelling of a word in *-ize* or *-or*."""
    found = set()
    if re.search(r"[a-z]{4}ize[sdr]?$", word):
        found.add(re.sub(r"ize(?=[sdr]?$)", "ise", word))
    if match := re.fullmatch(r"(behavi|lab|neighb|fav|hon|hum|col|harb|rum|endeav)or(.*)", word):
        found.add(f"{match[1]}our{match[2]}")
    return found


def _plurals(word: str) -> set[str]:
    found = {IRREGULAR_PLURALS[word]} if word in IRREGULAR_PLURALS else set()
    if word.endswith("is") and len(word) > 4:
        return found | {word[:-2] + "es"}
    if word.endswith(("s", "x", "z", "ch", "sh")):
        return found | {word + "es"}
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return found | {word[:-1] + "ies"}
    return found | {word + "s"}


def _singular(word: str) -> str:
    """The singular of a word, or the word if it is one or may be."""
    for singular, plural in IRREGULAR_PLURALS.items():
        if word == plural:
            return singular
    if word in NEVER_PLURAL or len(word) < 4 or not word.endswith("s"):
        return word
    if word.endswith(("ss", "us", "is", "ous", "ics")):
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "xes", "ches", "shes", "zes")):
        return word[:-2]
    return word[:-1]
