"""The line above a comment that says who wrote it and when, in the forms that blogs print."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, replace

from knowledge.importing.plain_dates import find_date
from knowledge.importing.plain_text import Line

MARKER = re.compile(
    r"(?:(?P<bullet>[•·▪●○◦‣∙*+o–—-]|[↳└→↪>][>─— ]*)|"
    r"#?\(?(?P<number>\d{1,5}(?:\.\d{1,4})*)"
    r"(?:[.):]|(?<=[.#]\d)|(?<=#\d\d)|(?<=#\d\d\d)))[ \u00a0]+"
    r"(?=\S)"
)
"""The bullet or number in front of a comment: `•`, `3.`, `(3)`, `4.1`."""
VERB = (
    r"(?:sagte?|schreibt|schrieb|meinte?|kommentierte?|antwortete?|says?|said|writes|wrote|"
    r"commented|replied|responded)(?: (?:dazu|on))?"
)
SAYS = re.compile(rf"(?P<name>.{{1,80}}?) {VERB} ?:?", re.IGNORECASE)
BY = re.compile(
    r"(?:(?:(?:kommentar|comment|antwort|reply|geschrieben|posted|verfasst) )?(?:von|by)|autor:|"
    r"author:|name:)"
    r" (?P<name>.{1,80})",
    re.IGNORECASE,
)
BEFORE_NAME = re.compile(
    r"^(?:(?:kommentar|comment|antwort|reply|geschrieben|posted|verfasst) )?(?:von|by) "
    r"|^(?:am|on|vom|den|at|um) |^(?:autor|author|name|datum|date):? ",
    re.IGNORECASE,
)
AFTER_NAME = re.compile(rf" (?:am|on|vom|at|um|den|{VERB}|datum:|date:)$", re.IGNORECASE)
VERB_FIRST = re.compile(rf"^{VERB} ", re.IGNORECASE)
AROUND = " \u00a0,;:/|–—-·•()[]<>"
BESIDE_NAME = re.compile(
    r"[ \u00a0]*[(\[|·•-]?[ \u00a0]*\b(?:permalink|permanentlink|link|antworten|reply|zitieren|"
    r"bearbeiten|"
    r"edit|autor des beitrags|post author|beitragsautor(?:in)?)\b[)\]↓:]*$|"
    r"[ \u00a0]+#(?:\d{1,5})?$",
    re.IGNORECASE,
)
AUTHOR_MARK = re.compile(
    r"\b(?:autor des beitrags|post author|beitragsautor(?:in)?)\b", re.IGNORECASE
)
ANSWERS = re.compile(
    r"(?:(?:als )?antwort (?:auf|an)|(?:in )?(?:reply|response) to|replying to|"
    r"@) ?(?P<name>.{1,60}?):?",
    re.IGNORECASE,
)
PINGBACK = re.compile(
    r"(?P<kind>pingback|trackback)(?: (?:von|from|by))?:? (?P<what>\S.*)", re.IGNORECASE
)
PARTICLES = frozenset(
    "von van de der den del di da la le du zu zum zur und and the vom aus of & ".split()
)
NAMED = re.compile(r"(?P<name>[^:]{1,40}): +(?P<rest>\S.*)")
LONGEST_NAME = 60
MOST_WORDS = 6
FIRST_PERSON = frozenset(
    "ich wir du ihr sie es er das die der ein eine und aber wie was wer wo i we you it this "
    "that and but "
    "danke thanks hallo hello liebe lieber hi".split()
)


@dataclass(frozen=True, slots=True)
class Head:
    """Who wrote a comment and when."""

    name: str
    date: dt.datetime | dt.date | None
    lines: int = 1
    """How many lines with text say so."""
    rest: str = ""
    """What of the comment stands in the last of them."""
    pingback: str = ""
    """`pingback` or `trackback`, if that is what it says it is."""
    by_author: bool = False
    says: bool = False
    """Whether it has a verb: *writes*."""

    @property
    def timed(self) -> bool:
        """Whether it has a time of day."""
        return isinstance(self.date, dt.datetime)


@dataclass(frozen=True, slots=True)
class Marker:
    """What stands in front of an item or a comment."""

    bullet: str
    number: str
    end: int

    @property
    def level(self) -> int:
        """How deep its number goes: `4.1` is one below `4`."""
        return self.number.count(".")


def marker(text: str) -> Marker | None:
    """The bullet or number in front of a line."""
    if match := MARKER.match(text):
        return Marker(match["bullet"] or "", match["number"] or "", match.end())
    return None


def is_name(text: str) -> bool:
    """Whether a text can be the name a comment is signed with, and not part of a sentence."""
    words = text.split()
    if not words or len(text) > LONGEST_NAME or len(words) > MOST_WORDS:
        return False
    if not any(letter.isalnum() for letter in text) or "://" in text:
        return False
    if re.search(
        r"[?!;:,„“\"]|(?<=[^\W\d_][^\W\d_])\.(?=\s|$)(?<!Dr\.)(?<!Prof\.)(?<!St\.)|…", text
    ):
        return False
    if len(words) == 1:
        return text.lower() not in FIRST_PERSON
    capital = [word for word in words if not word[0].islower() or word.lower() in PARTICLES]
    return len(capital) == len(words) and words[0].lower() not in FIRST_PERSON


def head(line: Line, following: Line | None, third: Line | None = None) -> Head | None:
    """What a line, and perhaps those after it, says about the comment below.

    The marker in front is already taken off. `following` and `third` are the next with text.
    """
    if following and third and AUTHOR_MARK.fullmatch(following.plain):
        found = _two_lines(line.plain, third.plain) if len(line.text) <= LONGEST_NAME else None
        return found and replace(found, lines=3, by_author=True)
    text = line.plain
    if len(text) > 200:
        return None
    if match := PINGBACK.fullmatch(text):
        dated = find_date(match["what"])
        return Head("", dated.value if dated else None, 1, match["what"], match["kind"].lower())
    return _one_line(text) or (_two_lines(text, following.plain) if following else _says(text))


def _one_line(text: str) -> Head | None:
    dated = find_date(text)
    if dated is None:
        return None
    before, after = text[: dated.start], text[dated.end :]
    marked = bool(AUTHOR_MARK.search(before) or AUTHOR_MARK.search(after))
    name, other = _cleaned(before), _cleaned(after)
    if name and not is_name(name):
        return None
    if not other or (not name and is_name(other)):
        says = bool(SAYS.fullmatch(before.strip(AROUND)))
        return Head(name or other, dated.value, by_author=marked, says=says)
    if name and re.match(r"[)\] ]*:[ \u00a0]", after):
        return Head(name, dated.value, rest=after.lstrip(") ]:\u00a0"))
    return None


def _cleaned(text: str) -> str:
    """What is left of one side of a date when everything that is no name is taken away."""
    for _ in range(4):
        before = text
        text = BESIDE_NAME.sub("", text).strip(AROUND)
        text = BEFORE_NAME.sub("", f"{text} ").strip(AROUND)
        text = AFTER_NAME.sub("", f" {text}").strip(AROUND)
        text = VERB_FIRST.sub("", f"{text} ").strip(AROUND)
        if text == before:
            break
    if re.fullmatch(rf"(?:{VERB}|am|on|um|at|vom|von|by|uhr)", text, re.IGNORECASE):
        return ""
    return text


def _two_lines(text: str, following: str) -> Head | None:
    """A name above a date, or a date above a name."""
    says = _says(text)
    date = _date_only(following)
    if date is None:
        return says
    marked = bool(AUTHOR_MARK.search(text) or AUTHOR_MARK.search(following))
    if says:
        return Head(says.name, date, 2, by_author=marked, says=True)
    name = BESIDE_NAME.sub("", text).strip(AROUND)
    if by := BY.fullmatch(name):
        name = by["name"].strip()
    return Head(name, date, 2, by_author=marked) if is_name(name) else None


def _date_only(text: str) -> dt.datetime | dt.date | None:
    dated = find_date(text) if len(text) <= 120 else None
    if dated is None or _cleaned(text[: dated.start]) or _cleaned(text[dated.end :]):
        return None
    return dated.value


def _says(text: str) -> Head | None:
    """`Name writes:` without a date."""
    clean = BESIDE_NAME.sub("", text)
    if match := SAYS.fullmatch(clean.strip()):
        name = match["name"].strip(AROUND)
        if is_name(name) and clean.rstrip().endswith(":"):
            return Head(name, None, by_author=bool(AUTHOR_MARK.search(text)), says=True)
    return None


def named(text: str) -> Head | None:
    """`Name: what they write`, in captures that have nothing else."""
    if (match := NAMED.fullmatch(text)) and is_name(match["name"].strip()):
        return Head(match["name"].strip(), None, rest=match["rest"])
    return None
