"""In which language a text is written, as far as its small words tell."""

from __future__ import annotations

import re
from functools import lru_cache

SMALL_WORDS = {
    "de": (
        "aber als am an auch auf aus bei bin bis da dann das dass daß dazu dem den denn der des "
        "die dies diese dieser doch durch ein eine einem einen einer eines er es etwas für gibt "
        "habe haben hat hier ich ihr im immer ist ja jetzt kann kein keine mal man mehr mein "
        "mich mir mit nach nicht noch nur oder schon sehr sein sich sie sind so über um und uns "
        "unser unter viel vom von vor war was weil wenn wer werden wie wir wird wo würde zu zum "
        "zur danke gut hallo"
    ),
    "en": (
        "a about all also an and any are as at be because been but by can could did do does for "
        "from had has have he her here his how i if in into is it its just like me more my no "
        "not of on one or our out she should so some than that the their them then there these "
        "they this to up us very was we were what when which who will with would you your "
        "thanks great good hello"
    ),
    "fr": (
        "au aux avec ce ces cette dans de des du elle en est et il ils je la le les leur lui "
        "mais me mon ne nous on ou par pas plus pour que qui sa se ses son sont sur te tu un "
        "une vous être"
    ),
    "es": (
        "al como con de del el ella en es esta este ha hay la las lo los más me mi muy no nos "
        "para pero por que se ser si sin sobre su sus un una y ya está también"
    ),
    "it": (
        "al alla anche che chi ci come con da dal dei del della di e gli ha ho i il in io la le "
        "lo ma mi nel non o per più questo se si sono su un una è"
    ),
    "nl": (
        "aan als bij dat de deze die dit door een en er ook geen heb het hij ik in is je maar "
        "met mijn naar niet nog of om ons op te uit van voor wat we wel worden zijn zij"
    ),
}
WORD = re.compile(r"https?://\S+|[^\W\d_]{2,}")
MOST = 4_000
"""Characters that are read of a text."""
FEWEST = 3
"""Small words without which nothing is said."""
CLEAR = 2
"""How many times as many as of the next language."""


@lru_cache(maxsize=1)
def _languages_of() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for language, words in SMALL_WORDS.items():
        for word in words.split():
            found.setdefault(word, []).append(language)
    return {word: tuple(languages) for word, languages in found.items()}


def recognise(text: str) -> str:
    """The code of a text's language, or `""` where it is not clear.

    Args:
        text: any text; of a long one the first words are read.
    """
    known = _languages_of()
    counts = dict.fromkeys(SMALL_WORDS, 0)
    for word in WORD.findall(text[:MOST].lower()):
        for language in known.get(word, ()):
            counts[language] += 1
    second, first = sorted(counts, key=lambda language: counts[language])[-2:]
    is_clear = counts[first] >= max(FEWEST, CLEAR * counts[second])
    return first if is_clear else ""
