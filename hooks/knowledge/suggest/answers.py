"""Comments and sections that probably answer an open question.

The figure is a cosine of what both speak of, concepts and content words weighted by how rare they
are; the title of a question counts twice its text. To it comes what people do who answer: they
quote the question, name its number, reply to whoever asked; and whether the question's own page
already links to the comment. Whoever asked does not answer, nor
does what was said before.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from knowledge.connect.questions import answers, states
from knowledge.language.mask import WIKI_LINK
from knowledge.language.tokens import tokenize
from knowledge.model import Essay, Kind, Library, Question, QuestionState
from knowledge.suggest.content import About, Rarity, shared, usual_length
from knowledge.suggest.items import LikelyAnswer, Spot
from knowledge.suggest.passages import Passage

FEWEST_WORDS = 25
"""A shorter text says too little to answer, unless it names what it answers."""
FEWEST_SHARED = 3
ENOUGH = 0.085
"""The figure from which an answer is likely enough to be shown."""
MOST_OF_ONE = 3
"""Answers that are shown for one question."""
TITLE = 2
QUOTED, NUMBERED, REPLIED, LINKED = 0.4, 0.3, 0.25, 0.3
NUMBER = re.compile(
    r"(?:\b(?:frage|punkt|nr\.|question|point|no\.)\s+(?P<named>\d{1,2})\b"
    r"|^\s*(?:zu|ad|re|to)\s+(?P<bare>\d{1,2})[.):])",
    re.IGNORECASE | re.MULTILINE,
)


@dataclass(frozen=True, slots=True)
class _Asked:
    """An open question with all that is known of where it was asked."""

    question: Question
    about: Mapping[str, float]
    title: frozenset[tuple[str, ...]]
    """The runs of words that quote it."""
    essay: str
    comment: str
    voice: str
    """Who asked, or nothing if nobody knows."""
    links: frozenset[str]
    """What the question's own page links to."""


def likely_answers(library: Library, texts: Sequence[About]) -> list[LikelyAnswer]:
    """What probably answers the open questions of a base, the likeliest first.

    Args:
        library: all documents.
        texts: all passages, read; those of questions say what is asked.
    """
    bodies = [text for text in texts if not text.passage.is_title]
    rarity = Rarity(bodies)
    usual = usual_length([rarity.vector(text.counts) for text in bodies])
    asked = list(_asked(library, texts, rarity))
    numbers = Counter((a.essay, a.question.set.number) for a in asked if a.question.set)
    found: dict[str, list[LikelyAnswer]] = defaultdict(list)
    speaking = [text for text in bodies if text.passage.kind is Kind.ESSAY]
    by_key = _by_key(speaking)
    vectors = [rarity.vector(text.counts) for text in speaking]
    for one in asked:
        for index in _worth_a_look(one, speaking, by_key):
            text = speaking[index]
            if _may_answer(library, one, text):
                common = shared(one.about, vectors[index], usual)
                answer = _judged(one, text, common, numbers)
                if answer.score >= ENOUGH:
                    found[one.question.id].append(answer)
    best = (sorted(several, key=_order)[:MOST_OF_ONE] for several in found.values())
    return sorted((answer for several in best for answer in several), key=_order)


def _by_key(texts: Iterable[About]) -> Mapping[str, Sequence[int]]:
    """The numbers of the texts that have a concept or word."""
    found: dict[str, list[int]] = defaultdict(list)
    for index, text in enumerate(texts):
        for key in text.places:
            found[key].append(index)
    return found


def _worth_a_look(
    asked: _Asked, texts: Sequence[About], by_key: Mapping[str, Sequence[int]]
) -> list[int]:
    """The texts that share enough with a question, and the comments below it."""
    counts = Counter(index for key in asked.about for index in by_key.get(key, ()))
    found = {index for index, count in counts.items() if count >= FEWEST_SHARED}
    for index, text in enumerate(texts):
        if text.passage.comment and text.passage.document == asked.essay:
            found.add(index)
    return sorted(found)


def _order(answer: LikelyAnswer) -> tuple[float, str, str]:
    return -answer.score, answer.question, answer.target


def _asked(library: Library, texts: Iterable[About], rarity: Rarity) -> Iterator[_Asked]:
    state = states(library, answers(library))
    parts: dict[str, list[About]] = defaultdict(list)
    for text in texts:
        if state.get(text.passage.document) is QuestionState.OPEN:
            parts[text.passage.document].append(text)
    for id, found in parts.items():
        question = library.questions[id]
        counts: Counter[str] = Counter()
        title: frozenset[tuple[str, ...]] = frozenset()
        links: set[str] = set()
        for text in found:
            links |= {m["target"].strip() for m in WIKI_LINK.finditer(text.passage.bare)}
            weight = TITLE if text.passage.is_title else 1
            counts.update({key: n * weight for key, n in text.counts.items()})
            if text.passage.is_title:
                title = text.runs
        essay, _, comment = question.asked_in.partition("#")
        voice = _voice(library.essays.get(essay), comment, question, texts)
        yield _Asked(
            question, rarity.vector(counts), title, essay, comment, voice, frozenset(links)
        )


def _voice(essay: Essay | None, comment: str, question: Question, texts: Iterable[About]) -> str:
    """Who asked: whoever wrote the comment, or the essay's author."""
    if essay is None:
        return ""
    if not comment:
        return (essay.author or essay.id) if question.asked_by == "author" else ""
    place = (essay.id, "", comment)
    return next((t.passage.voice for t in texts if t.passage.place == place), "")


def _may_answer(library: Library, asked: _Asked, text: About) -> bool:
    passage = text.passage
    if passage.voice == asked.voice or not text.length:
        return False
    essay = library.essays.get(passage.document)
    if essay is None:  # a file of no essay
        return True
    if not passage.comment:
        return passage.document != asked.essay
    comment = essay.thread.by_id[passage.comment]
    if asked.question.id in comment.answers or not comment.is_remark:
        return False
    if asked.comment and passage.document == asked.essay:
        before = essay.thread.by_id.get(asked.comment)
        return before is None or comment.moment > before.moment
    date = asked.question.date
    return date is None or comment.date is None or comment.moment.date() >= date


def _judged(
    asked: _Asked,
    text: About,
    common: Mapping[str, float],
    numbers: Mapping[tuple[str, int], int],
) -> LikelyAnswer:
    passage = text.passage
    reasons: list[str] = []
    score = 0.0
    if len(common) >= FEWEST_SHARED and text.length >= FEWEST_WORDS:
        score = sum(common.values())
        reasons.append("speaks of " + ", ".join(_words(text, list(common)[:5])))
    if asked.title & text.runs:
        score += QUOTED
        reasons.append("quotes the question")
    if passage.document == asked.essay and passage.comment:
        if (number := _number(asked, passage)) and numbers[asked.essay, number]:
            score += NUMBERED / numbers[asked.essay, number]
            reasons.append(f"names number {number}")
        if _replies(asked, passage, text):
            score += REPLIED
            reasons.append(f"replies to {asked.comment}")
    if passage.comment and f"{passage.document}#{passage.comment}" in asked.links:
        score += LINKED
        reasons.append("the question's page links to it")
    start = _best_place(text, common) if score >= ENOUGH else (0, 0)
    return LikelyAnswer(
        question=asked.question.id,
        essay=passage.document,
        comment=passage.comment,
        section=passage.section,
        spot=Spot(passage.source.path, passage.line(start[0])),
        score=round(score, 3),
        reasons=tuple(reasons),
        sentence=passage.sentence(*start) if score >= ENOUGH else "",
    )


def _words(text: About, keys: Iterable[str]) -> list[str]:
    """Concepts and words as the passage has them, each once."""
    found: dict[str, str] = {}
    for key in keys:
        start, end = text.places[key][0]
        written = " ".join(text.passage.text[start:end].split())
        found.setdefault(written.casefold(), written)
    return list(found.values())


def _number(asked: _Asked, passage: Passage) -> int:
    """The question's number in its set, if the passage names it; else 0."""
    own = asked.question.set
    if own is None:
        return 0
    found = {int(match["named"] or match["bare"]) for match in NUMBER.finditer(passage.text)}
    return own.number if own.number in found else 0


def _replies(asked: _Asked, passage: Passage, text: About) -> bool:
    if not asked.comment or text.length < FEWEST_WORDS // 2:
        return False
    return passage.reply_to == asked.comment


def _best_place(text: About, common: Mapping[str, float]) -> tuple[int, int]:
    """Where the sentence begins that has most in common with the question."""
    places = [(text.places[key][0], weight) for key, weight in common.items()]
    if not places:
        body = next(tokenize(text.passage.text), None)
        return (body.start, body.end) if body else (0, 0)

    def near(place: tuple[int, int]) -> float:
        return sum(weight for (start, _), weight in places if abs(start - place[0]) < 150)

    return max((place for place, _ in places), key=lambda place: (near(place), -place[0]))
