from __future__ import annotations

import pytest

from knowledge.language.homographs import is_english_verb, is_no_noun

NO_NOUNS = (
    "[Würde] es regnen?",
    "[Dienen] wir wirklich?",
    "Er ging. [Vertrauen] Sie uns.",
    "[Liebe] Kunden, wir schließen.",
    "[Liebe] S. M., danke.",
    "Sie schrieb: „[Dienen] wir?“",
    "So fing es an (*[Liebe]* Kundin).",
    "- [Macht] das bitte fertig.",
    "[Würde] der Kunde das merken?",
    "Davor.\n\n[Fragen] wir ihn.",
)
NOUNS = (
    "[Vertrauen] entsteht langsam.",
    "[Würde] der Arbeit ist kein Luxus.",
    "[Liebe] ist ein Wort.",
    "Die [Liebe] Kunden zuliebe.",
    "[Macht] und Ohnmacht.",
    "Es geht um [Vertrauen] wir wissen es.",
    "[Bedürfnisse] der Kunden zählen.",
    "[Liebe] Gottes.",
)
VERBS = (
    "She [needs] it.",
    "We [love] them.",
    "They really [profit] from it.",
    "Everybody [needs] rest.",
    "You can [trust] him.",
)
ENGLISH_NOUNS = (
    "Her [needs] count.",
    "We [customers] know.",
    "It is [love].",
    "What [love] means.",
    "A counter-image to [consumption].",
    "They, [leaders] all, agree.",
)


def place(marked: str) -> tuple[str, int, int]:
    start, end = marked.index("["), marked.index("]") - 1
    return marked.replace("[", "").replace("]", ""), start, end


@pytest.mark.parametrize("marked", NO_NOUNS)
def test_verbs_and_adjectives_with_the_capital_of_their_place(marked: str) -> None:
    assert is_no_noun(*place(marked))


@pytest.mark.parametrize("marked", NOUNS)
def test_nouns_at_the_same_places(marked: str) -> None:
    assert not is_no_noun(*place(marked))


@pytest.mark.parametrize("marked", VERBS)
def test_english_verbs_behind_their_subject(marked: str) -> None:
    assert is_english_verb(*place(marked))


@pytest.mark.parametrize("marked", ENGLISH_NOUNS)
def test_english_nouns(marked: str) -> None:
    assert not is_english_verb(*place(marked))
