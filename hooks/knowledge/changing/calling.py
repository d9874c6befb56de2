"""How people call someone in a conversation: by name, in a greeting, below their own words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from knowledge.importing.names import TITLES, initials

GREETINGS = (
    r"liebe[rs]?|werte[rs]?|sehr\s+geehrte[rs]?|hallo|hi|hey|moin|servus|grüezi|danke,?|"
    r"guten\s+(?:tag|morgen|abend)|dear|hello|good\s+(?:morning|evening)|thanks,?|thank\s+you,?"
)
TITLE = r"(?:frau|herrn?|mrs?\.?|ms\.?|dr\.?|prof\.?)\s+"
CALLED = rf"(?i:(?<!\w)(?:(?:{GREETINGS})\s+(?:{TITLE})*|(?:{TITLE})+|@))"
ENDS = r"(?=(?:['’]?s)?(?:[^\w]|\Z))"
WHOLE_WORD = 3
"""Letters from which on a single word is more than an initial."""


def same_name(one: str, other: str) -> bool:
    """Whether two names are the same, but for capitals and the space between."""
    return bool(one and other) and _folded(one) == _folded(other)


def _folded(name: str) -> str:
    return "".join(unicodedata.normalize("NFKC", name).casefold().split())


def is_clear(name: str) -> bool:
    """Whether a name can mean nobody else, so that it may be looked for anywhere."""
    return len([word for word in name.split() if word.strip(".").isalpha()]) > 1


def anywhere(name: str) -> re.Pattern[str]:
    """A name as it stands, however it is spaced."""
    words = r"\s*".join(re.escape(word) for word in _words(name))
    return re.compile(rf"(?<![\w.])(?P<name>{words}){ENDS}")


def in_greeting(name: str) -> re.Pattern[str]:
    """A name, a part of it, or its initials, behind what people are greeted with."""
    return re.compile(rf"{CALLED}(?P<name>{_forms(name)}){ENDS}")


def at_end(name: str) -> re.Pattern[str]:
    """A name, a part of it, or its initials, as the last words of a text."""
    before, behind = r"(?:\A|\n|[,–—-][ \t]*)[ \t*_–—-]*", r"[ \t*_]*\s*\Z"
    return re.compile(rf"{before}(?P<name>{_forms(name)}){behind}")


def _words(name: str) -> list[str]:
    """The words of a name; initials written together are several."""
    return re.findall(r"[^\s.]+\.?", name)


def _forms(name: str) -> str:
    forms = sorted(set(_parts(name)), key=len, reverse=True)
    return "|".join(r"\s*".join(map(re.escape, _words(form))) for form in forms)


def _parts(name: str) -> Iterator[str]:
    words = [word for word in _words(name) if word.strip(".").lower() not in TITLES]
    yield " ".join(words)
    yield initials(name)
    for word in {words[0], words[-1]} if words else ():
        yield word
        yield f"{word[0]}."
        if len(word.strip(".")) >= WHOLE_WORD and len(words) > 1:
            yield f"{words[0]} {words[-1][0]}."
            yield f"{words[0][0]}. {words[-1]}"
