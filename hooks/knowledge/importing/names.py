"""What is shown of the names of those who commented."""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum

from knowledge.importing.escaping import plain

LONGEST = 80
MOST_INITIALS = 4
MAIL = re.compile(r"\S+@\S+")
ADDRESS = re.compile(
    r"(?:https?://|www\.)\S*|\b\S+\.(?:de|at|ch|com|net|org|info|eu|io|blog)\b/?\S*"
)
NUMBERS = re.compile(r"\b\d{1,3}(?:\.\d{1,3}){3}\b|\b(?:[0-9a-fA-F]{0,4}:){3,7}[0-9a-fA-F]{0,4}")
"""IP addresses, of version 4 and 6."""
NAME = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
TITLES = frozenset("dr prof dipl ing mag med phil rer nat herr frau mr mrs ms".split())


class Names(StrEnum):
    """How much of a name is shown."""

    FULL = "full"
    INITIALS = "initials"
    NONE = "none"


def shown(name: str, names: Names) -> str:
    """A name as a thread shows it; never an address of mail, the web, or a machine.

    `Anna Maria Schmidt` becomes `A. M. S.`, a name of one word its first letter.
    """
    if names is Names.NONE:
        return ""
    bare = without_addresses(name)
    return bare if names is Names.FULL else initials(bare)


def without_addresses(name: str) -> str:
    """A name on one line, without what is an address in it."""
    for pattern in (MAIL, NUMBERS, ADDRESS):
        name = pattern.sub(" ", name)
    return plain(name).strip(' <>()[]|,;:·-–/\\"')[:LONGEST].strip()


def initials(name: str) -> str:
    """The first letters of a name's words, titles left out."""
    words = NAME.findall(unicodedata.normalize("NFC", name))
    kept = [word for word in words if word.lower() not in TITLES] or words
    return " ".join(f"{word[0].upper()}." for word in kept[:MOST_INITIALS])
