"""Under which name someone appears, and that nobody speaks under that of an author."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from knowledge.importing.names import initials, without_addresses
from knowledge.model import Concept, ConceptKind, Essay, Library
from knowledge.receiving.submission import Note, Submission

LONGEST = 60
INVISIBLE = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
"""Categories of characters that are not seen, or turn what is seen around."""
MOST_MARKS = 2
"""Marks above and below one letter; more are no writing."""
MARK = {"de": "{name} (aus der Leserschaft)", "en": "{name} (a reader)"}
"""What is added to a name that an author bears."""
OFFICES = frozenset(
    "admin administrator administration author autor autorin editor moderator moderation "
    "redakteur redakteurin redaktion webmaster".split()
)
ALIKE = {
    ord(pair[0]): pair[1]
    for pair in (
        "аa вb еe кk мm нh оo рp сc тt уy хx іi јj ѕs ԁd ԛq ԝw "
        "αa βb εe ηn ιi κk μm νv οo ρp τt υu χx ωw 0o 1l !i $s @a ıi łl øo đd"
    ).split()
}
"""Cyrillic and Greek letters that look like Latin ones, and signs that look like letters."""
SAME_STROKE = str.maketrans({"i": "l", "j": "l"})
TWO_LETTERS = re.compile("(?<=[aou])e")
"""The second of those that an umlaut can be written with."""


def shown_name(sent: Submission) -> str:
    """The name under which something appears: as it was wished for, or its initials."""
    name = clean_name(sent.name)
    return name if sent.is_name_wanted else initials(name)


def clean_name(name: str) -> str:
    """A name on one line, without addresses, what is not seen, and what turns the line around."""
    kept: list[str] = []
    marks = 0
    for character in unicodedata.normalize("NFC", name):
        category = unicodedata.category(character)
        marks = marks + 1 if category.startswith("M") else 0
        if category in INVISIBLE:
            kept.append(" " if character in "\t\n\r\v\f\x85\u2028\u2029" else "")
        elif marks <= MOST_MARKS and character != "|":
            kept.append(character)
    found = without_addresses("".join(kept))[:LONGEST].strip()
    return found if any(character.isalpha() for character in found) else ""


def marked(
    name: str, essay: Essay, library: Library, language: str
) -> tuple[str, tuple[Note, ...]]:
    """A name, marked if it is or looks like that of someone who writes here, and why.

    Args:
        name: from `shown_name`.
        essay: under which it will stand.
        library: all documents.
        language: of the thread.
    """
    notes: list[Note] = []
    if name and (reason := _claims(name, library)):
        name = MARK.get(language, MARK["en"]).format(name=name)
        notes.append(Note("name-of-author", f"{reason} It is marked as a reader's."))
    elif name:
        notes += _others(name, essay, library)
    return name, tuple(notes)


def _claims(name: str, library: Library) -> str:
    """Why a name could be taken for that of an author, or nothing."""
    for known in dict.fromkeys(_authors(library)):
        if is_like(name, known):
            return "The name is, or looks like, that of someone who wrote essays or answers here."
    words = set(re.findall(r"\w+", name.casefold()))
    folded = {_skeleton(word) for word in words}
    if folded & {_skeleton(office) for office in OFFICES}:
        return "The name claims an office."
    return ""


def _authors(library: Library) -> Iterator[str]:
    """The names of those who wrote an essay, or commented as the author of one."""
    for essay in library.essays.values():
        person = library.concepts.get(essay.author)
        yield from _labels(person) if person else (essay.author,)
        if essay.origin:
            yield essay.origin.author
        for comment in essay.thread.comments:
            if comment.author_of_essay:
                yield comment.name


def _labels(person: Concept) -> Iterator[str]:
    for version in person.versions.values():
        yield version.title
        yield from version.aliases


def _others(name: str, essay: Essay, library: Library) -> Iterator[Note]:
    people = [c for c in library.concepts.values() if c.concept_kind is ConceptKind.PERSON]
    if any(is_like(name, label) for person in people for label in _labels(person)):
        yield Note("name-of-person", "The name is that of a person who has a page here.")
    if any(_skeleton(name) == _skeleton(c.name) for c in essay.thread.comments if c.name):
        yield Note("name-in-thread", "Someone has commented on this essay under the same name.")


def is_like(name: str, known: str) -> bool:
    """Whether a name is another, also shortened, spelt otherwise, or in letters that look alike."""
    theirs, ours = _words(known), _words(name)
    if not theirs or not ours:
        return False
    whole = _skeleton(known)
    if _skeleton(name) == whole or (len(whole) > 4 and whole in _skeleton(name)):
        return True
    if len(ours) == 1:
        return len(theirs) > 1 and ours[0] in {w for w in theirs if len(w) > 2}
    pairs = zip(ours, (theirs[0], *theirs[len(theirs) - len(ours) + 1 :]), strict=False)
    fits = (a == b or (len(a) == 1 and b.startswith(a)) for a, b in pairs)
    return len(ours) <= len(theirs) and all(fits)


def _words(name: str) -> list[str]:
    return [word for part in re.findall(r"[^\W_]+", _plain(name)) if (word := _skeleton(part))]


def _plain(name: str) -> str:
    """A name in small letters without marks."""
    name = unicodedata.normalize("NFKC", name).casefold()
    found = unicodedata.normalize("NFKD", name)
    return "".join(c for c in found if not unicodedata.category(c).startswith(("M", "C")))


def _skeleton(name: str) -> str:
    """What is the same for names that look the same."""
    translated = _plain(name).translate(ALIKE).translate(SAME_STROKE)
    return TWO_LETTERS.sub("", re.sub(r"[\W_]+", "", translated))
