"""Places where a link by hand would help.

Three kinds: the title of another essay or of a question in running text; a surface that several
concepts claim, which nobody but the author can decide; and two sections of different essays that
speak of the same rare things, a concept among them, without a link between them.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from knowledge.language import Lexicon, find_mentions, mask
from knowledge.language.matcher import Context
from knowledge.language.tokens import Token, fold_surface, tokenize
from knowledge.model import Document, Essay, Kind, Library
from knowledge.suggest.content import CONCEPT, About, Rarity, shared, usual_length
from knowledge.suggest.items import MissingLink, Spot
from knowledge.suggest.passages import Passage

SHORTEST_TITLE = 3
"""Words of a title that stands in running text and is meant."""
ENOUGH = 0.045
"""The cosine from which two sections have enough in common, a concept among it."""
FEWEST_SHARED = 2
"""Concepts and words that they must share."""
MOST_PAIRS = 10
COMMON_PLACE = 40
"""A concept that more sections mention says nothing about any two of them (as in `related`)."""
NAMED, AMBIGUOUS, NEAR = 3.0, 2.0, 1.0
"""What sorts the kinds: the surest first."""
QUOTES = re.compile('["„“”‚‘’«»‹›]')
PATH = re.compile(r"\]\([^()\s]*?(?P<id>[\w-]+)/(?:index\.\w+\.md)?(?:#(?P<anchor>[\w-]+))?\)")


@dataclass(frozen=True, slots=True)
class Known:
    """What links of a base can name."""

    library: Library
    lexicons: Mapping[str, Lexicon]


def missing_links(known: Known, texts: Sequence[About]) -> list[MissingLink]:
    """All links that an author could write, the surest first.

    Args:
        known: the base.
        texts: all passages, read.
    """
    bodies = [text for text in texts if not text.passage.is_title]
    found = [
        *_named(known.library, [text.passage for text in bodies]),
        *_ambiguous(known, bodies),
        *_near(known.library, bodies),
    ]
    return sorted(found, key=lambda link: (-link.score, link.spot.file, link.spot.line))


def _linked(passage: Passage) -> frozenset[str]:
    """What a passage links to already: `id` and `id#anchor`, titles folded."""
    found: set[str] = set()
    for link in mask.WIKI_LINK.finditer(passage.bare):
        target = link["target"].strip().casefold()
        found |= {target, target.partition("#")[0]}
    for link in PATH.finditer(passage.bare):
        found |= {link["id"], f"{link['id']}#{link['anchor'] or ''}"}
    return frozenset(found)


def _named(library: Library, passages: Iterable[Passage]) -> Iterator[MissingLink]:
    """Titles of essays and questions that a text names without a link."""
    titles = _titles(library)
    for passage in passages:
        if passage.kind is Kind.CONCEPT:
            continue
        running = mask.running_text(passage.bare)
        words = list(tokenize(running))
        linked = _linked(passage)
        for index, word in enumerate(words):
            for title, document in titles.get((passage.language, word.folded), ()):
                here = words[index : index + len(title)]
                written = document.title(passage.language)
                if document.id == passage.document or not _is(title, here, running, written):
                    continue
                if {document.id, written.casefold()} & linked:
                    continue
                surface = " ".join(running[here[0].start : here[-1].end].split())
                yield MissingLink(
                    Spot(passage.source.path, passage.line(here[0].start)),
                    surface,
                    f"[[{document.id}|{surface}]]",
                    NAMED,
                    f"names the {document.kind} {document.id}",
                )


Titles = Mapping[tuple[str, str], Sequence[tuple[tuple[str, ...], Document]]]


def _titles(library: Library) -> Titles:
    """The titles of essays and questions by language and first word."""
    found: dict[tuple[str, str], list[tuple[tuple[str, ...], Document]]] = defaultdict(list)
    documents: list[Document] = [*library.essays.values(), *library.questions.values()]
    for document in documents:
        for version in document.versions.values():
            words = tuple(token.folded for token in tokenize(version.title))
            if len(words) >= SHORTEST_TITLE:
                found[version.language, words[0]].append((words, document))
    return found


def _is(title: Sequence[str], here: Sequence[Token], running: str, written: str) -> bool:
    """Whether some words are a title, with its punctuation between them."""
    if tuple(token.folded for token in here) != tuple(title):
        return False
    between = running[here[0].start : here[-1].end]
    return "\n\n" not in between and _folded(between) == _folded(written)


def _folded(text: str) -> str:
    """A text as titles are compared: without quotation marks, and punctuation at its ends."""
    return fold_surface(QUOTES.sub("", text)).strip(" .?!…")


def _ambiguous(known: Known, texts: Iterable[About]) -> Iterator[MissingLink]:
    """Surfaces that several concepts claim, with the link to the one the text speaks of most."""
    spoken: dict[str, Counter[str]] = defaultdict(Counter)
    texts = list(texts)
    for text in texts:
        spoken[text.passage.document].update(text.counts)
    for text in texts:
        passage = text.passage
        context = Context(
            passage.language,
            own=passage.document if passage.kind is Kind.CONCEPT else "",
            essay=passage.document if passage.kind is Kind.ESSAY else "",
            in_comment=bool(passage.comment),
        )
        found = find_mentions(
            passage.source,
            known.lexicons,
            context,
            ledger=known.library.ledger,
            span=(passage.start, passage.end),
        )
        counts = spoken[passage.document]
        for case in found.contested:
            likely = max(case.concepts, key=lambda id: (counts[CONCEPT + id], id))
            yield MissingLink(
                Spot(passage.source.path, case.line),
                case.surface,
                f"[[{likely}|{case.surface}]]",
                AMBIGUOUS,
                "could mean " + " or ".join(case.concepts),
            )


def _near(library: Library, texts: Sequence[About]) -> Iterator[MissingLink]:
    """Pairs of sections that share concepts; those with the most in common."""
    sections = [
        text for text in texts if text.passage.section and not text.passage.comment
    ]  # only what has an address
    if len(sections) < 2:
        return
    rarity = Rarity(sections)
    vectors = [rarity.vector(text.counts) for text in sections]
    usual = usual_length(vectors)
    linked = [_linked(text.passage) for text in sections]
    pairs = []
    for one, two in _sharing(sections):
        common = shared(vectors[one], vectors[two], usual)
        score = sum(common.values())
        leads = _leads(linked[one], sections[two]) or _leads(linked[two], sections[one])
        if len(common) >= FEWEST_SHARED and score >= ENOUGH and not leads:
            pairs.append((score, *_later_first(library, sections, one, two), tuple(common)))
    for score, one, two, keys in sorted(pairs, reverse=True)[:MOST_PAIRS]:
        yield _pair(sections[one].passage, sections[two].passage, score, keys)


def _sharing(sections: Sequence[About]) -> Iterator[tuple[int, int]]:
    """Pairs of sections of different essays that share a concept."""
    by_concept: dict[str, list[int]] = defaultdict(list)
    for index, text in enumerate(sections):
        for key in text.places:
            if key.startswith(CONCEPT):
                by_concept[key].append(index)
    found = {
        pair
        for places in by_concept.values()
        if len(places) <= COMMON_PLACE
        for pair in combinations(places, 2)
    }
    for one, two in sorted(found):
        if sections[one].passage.document != sections[two].passage.document:
            yield one, two


def _leads(linked: frozenset[str], there: About) -> bool:
    return f"{there.passage.document}#{there.passage.section}" in linked


def _later_first(
    library: Library, sections: Sequence[About], one: int, two: int
) -> tuple[int, int]:
    """The section of the later essay first: it can refer to the earlier one."""

    def date(index: int) -> str:
        essay = library.essays.get(sections[index].passage.document)
        return essay.date.isoformat() if isinstance(essay, Essay) and essay.date else "9999"

    return (one, two) if date(one) >= date(two) else (two, one)


def _pair(here: Passage, there: Passage, score: float, common: Sequence[str]) -> MissingLink:
    start, end = here.heads[0] if here.heads else (0, 0)
    concepts = ", ".join(key.removeprefix(CONCEPT) for key in common if key.startswith(CONCEPT))
    return MissingLink(
        Spot(here.source.path, here.line(start)),
        here.bare[start:end],
        f"[[{there.document}#{there.section}]]",
        round(NEAR * score, 3),
        f"both speak of {concepts}",
    )
