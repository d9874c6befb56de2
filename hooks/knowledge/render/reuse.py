"""Which rendered pages still hold, so that only the others are rendered.

A rendered page follows from its own text, from what its links were told, from the words of the
lexicons and the ledger that stand in it, and from the settings and the code. The first is its key.
Its links are asked again. Of lexicons and ledger only what changed since the last build is looked
at: a page that holds none of those words is as it was, so that a new concept among thousands
makes those pages new that speak of it.
"""

from __future__ import annotations

import html
import marshal
import pickle
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from operator import attrgetter

from knowledge.cache import PLAIN, Cache, digest_of, key_of
from knowledge.language.lexicon import Form, Lexicon
from knowledge.language.store import lexicon_key, stored_lexicon
from knowledge.language.tokens import HYPHEN, HYPHENS, SOFT_HYPHEN, fold
from knowledge.model import Comment, Document, Essay, Ledger, Library, RenderedPage, Severity
from knowledge.render.page import render_page
from knowledge.render.targets import AskedTargets, Targets, answer
from knowledge.settings import RenderSettings
from knowledge.versions import version
from knowledge.workers import Told, spread

SHELF, STATE = "rendered", "state"
Job = tuple[Document, str]
Words = frozenset[tuple[str, ...]]
"""Groups of words: a page is concerned if all words of one stand in it."""
HALF = re.compile(rf"(?<!\w)[{HYPHENS}](\w{{2,}})|(\w{{2,}})[{HYPHENS}](?!\w)")
PIECE = re.compile(r"[^\W_]+")
LISTED = attrgetter(
    "concept", "section", "rule._value_", "linked",
    "sentence.before", "sentence.surface", "sentence.after",
)  # fmt: skip
"""What is shown of a mention where the places of its concept are listed."""


@dataclass(frozen=True, slots=True)
class Work:
    """The arguments of `render_page` that are the same for all pages."""

    library: Library
    targets: Targets
    settings: RenderSettings
    docs: str


@dataclass(frozen=True, slots=True)
class Kept:
    """A rendered page with all that says whether it holds."""

    text: str
    """The key of its own text."""
    answers: Mapping[tuple[str, ...], object]
    page: RenderedPage
    mentions: bytes
    """A digest of its mentions, as they are listed elsewhere."""


@dataclass(frozen=True, slots=True)
class _State:
    """What all pages of a build had in common."""

    shape: str
    """The key of settings and code."""
    lexicons: Mapping[str, str]
    """Their keys."""
    ledger: Ledger


@dataclass(frozen=True, slots=True)
class Rendered:
    """All pages of a build."""

    pages: Mapping[tuple[str, str], RenderedPage]
    """By the document's id and the language."""
    digests: Mapping[tuple[str, str], bytes]
    """Of each page: the same as long as the page is."""
    mentions: Mapping[tuple[str, str], bytes]
    """Of what other pages show of its mentions: not where in the text they stand."""
    made: int
    """How many were rendered anew."""
    keep: Callable[[], None]
    """Stores what was made, for the next build."""


def render_pages(work: Work, cache: Cache, told: Told = None) -> Rendered:
    """Every version of every document.

    Args:
        work: what to render, and how.
        cache: what was rendered before.
        told: is called with how many pages are rendered, and of how many, now and then.

    Returns:
        The pages, rendered now or before.
    """
    jobs = [(d, language) for d in work.library.documents() for language in d.versions]
    texts = {_name(job): _text_key(*job) for job in jobs}
    before, names = _before(work, cache, jobs, texts)
    todo = [job for job in jobs if _name(job) not in before]
    done = zip(map(_name, todo), spread(partial(_render, work, texts), todo, told), strict=True)
    found = dict(before)
    new: dict[str, bytes] = {}
    for name, data in done:  # one is read while others are made
        kept = _loaded(data)
        assert kept is not None
        found[name] = kept, digest_of(data)
        if not any(problem.severity is Severity.ERROR for problem in kept.page.problems):
            new[name] = data  # otherwise what a message proposes follows from all pages
    pages, digests, mentions = {}, {}, {}
    for job in jobs:
        key = job[0].id, job[1]
        kept, digests[key] = found[_name(job)]
        pages[key], mentions[key] = kept.page, kept.mentions
    state = pickle.dumps(_state(work))
    if cache.get(SHELF, STATE) != state:
        new[STATE] = state
    gone = [name for name in names if name not in texts and name != STATE]
    return Rendered(pages, digests, mentions, len(todo), partial(cache.change, SHELF, new, gone))


def _name(job: Job) -> str:
    return f"{job[0].id} {job[1]}"


def _render(work: Work, texts: Mapping[str, str], job: Job) -> bytes:
    document, language = job
    plain = work.targets
    targets = AskedTargets(
        plain.by_id, plain.by_label, plain.lexicons, plain.paths, plain.files, {}
    )
    ledger = work.library.ledger
    page = render_page(document, language, targets, work.settings, docs=work.docs, ledger=ledger)
    kept = Kept(texts[_name(job)], targets.answers, page, _mentions_digest(page))
    return pickle.dumps(kept, pickle.HIGHEST_PROTOCOL)


def _mentions_digest(page: RenderedPage) -> bytes:
    texts = [("", page.body), *((comment.id, comment.text) for comment in page.comments)]
    rows = [(id, list(map(LISTED, text.mentions))) for id, text in texts if text.mentions]
    return digest_of(marshal.dumps(rows, PLAIN))


def _loaded(data: bytes) -> Kept | None:
    try:
        kept = pickle.loads(data)
    except Exception:  # whatever it holds, it is no page of ours
        return None
    return kept if isinstance(kept, Kept) else None


def _before(
    work: Work, cache: Cache, jobs: Sequence[Job], texts: Mapping[str, str]
) -> tuple[dict[str, tuple[Kept, bytes]], set[str]]:
    """The pages of the last build that hold, with digests, and the names of all that are kept."""
    stored = cache.shelf_with_digests(SHELF)
    names = set(stored)
    concerns = _concerns(work, stored.pop(STATE, (None, b""))[0], cache)
    found: dict[str, tuple[Kept, bytes]] = {}
    if concerns is None:
        return found, names
    for job in jobs:
        name = _name(job)
        data, digest = stored.get(name, (b"", b""))
        kept = _loaded(data)
        if kept and kept.text == texts[name] and _holds(kept, work.targets) and not concerns(job):
            found[name] = kept, digest
    return found, names


def _holds(kept: Kept, targets: Targets) -> bool:
    return all(answer(targets, question) == told for question, told in kept.answers.items())


def _state(work: Work) -> _State:
    concepts = work.library.concepts.values()
    return _State(
        key_of([version(), repr(work.settings), work.docs]),
        {language: lexicon_key(concepts, language) for language in work.targets.lexicons},
        work.library.ledger,
    )


def _concerns(work: Work, stored: bytes | None, cache: Cache) -> Callable[[Job], bool] | None:
    """Whether what changed since the last build stands in a page; None if everything changed."""
    try:
        before = pickle.loads(stored or b"")
    except Exception:  # nothing of it can be used
        return None
    now = _state(work)
    if not isinstance(before, _State) or before.shape != now.shape:
        return None
    words: set[tuple[str, ...]] = set(_ledger_words(before.ledger, now.ledger))
    for language, key in now.lexicons.items():
        if before.lexicons.get(language) == key:
            continue
        old = stored_lexicon(language, before.lexicons.get(language, ""), cache)
        if old is None:
            return None
        words.update(_changed_words(old, work.targets.lexicons[language]))
    pieces = (tuple(p for word in group for p in PIECE.findall(word)) for group in words)
    return partial(_stands_in, frozenset(filter(None, pieces)))


def _ledger_words(old: Ledger, new: Ledger) -> Iterator[tuple[str, ...]]:
    """The surfaces on which the ledgers do not decide alike."""
    for _, _, surface, *_ in _decisions(old) ^ _decisions(new):
        yield (fold(surface),)


def _decisions(ledger: Ledger) -> set[tuple[str, ...]]:
    return {
        (name, entry.concept, entry.surface, entry.essay, entry.section)
        for name, entries in (("accepted", ledger.accepted), ("rejected", ledger.rejected))
        for entry in entries
    }


def _changed_words(old: Lexicon, new: Lexicon) -> Iterator[tuple[str, ...]]:
    """The words of all forms that only one of two lexicons has, or has otherwise."""
    for form in _forms(old) ^ _forms(new):
        yield form.words
    for part in {*old.modifiers, *new.modifiers}:
        if old.modifiers.get(part) != new.modifiers.get(part):
            yield (part,)
    for concept in {*old.never, *new.never}:
        for surface in old.never.get(concept, frozenset()) ^ new.never.get(concept, frozenset()):
            yield (surface,)


def _forms(lexicon: Lexicon) -> set[Form]:
    return {form for forms in lexicon.forms.values() for form in forms}


def _stands_in(groups: Words, job: Job) -> bool:
    """Whether all words of a group may stand in a page: rather once too often than too seldom."""
    if not groups:
        return False
    text = "\n".join(_texts(*job))
    if "&" in text:
        text = html.unescape(text)
    halves = {fold(left or right) for left, right in HALF.findall(text)}
    text = unicodedata.normalize("NFC", SOFT_HYPHEN.sub("", text)).casefold()
    text += "\n" + HYPHEN.sub("", text)
    return any(all(_is_in(word, text, halves) for word in group) for group in groups)


def _is_in(word: str, text: str, halves: Iterable[str]) -> bool:
    """Whether a text holds a word, or a half of it (*Kunden- und Lieferantenbeziehungen*)."""
    return word in text or any(word[:3] in half or word[-3:] in half for half in halves)


def _texts(document: Document, language: str) -> Iterator[str]:
    """What mentions are looked for in."""
    yield document.versions[language].source.body
    for comment in _comments(document):
        text = comment.text(language)
        yield text.source.text[text.start : text.end]


def _comments(document: Document) -> Sequence[Comment]:
    return document.thread.comments if isinstance(document, Essay) else ()


def _text_key(document: Document, language: str) -> str:
    """The key of everything in its own files that shapes a rendered page, places included."""
    version, original = (document.version(code) for code in (language, document.original))
    parts = [document.id, document.kind, language, document.original, version.source.path]
    parts.append(version.source.text)
    if isinstance(document, Essay) and document.references:
        front = original.source.text[: original.source.body_start]
        parts += [front, repr(document.references), repr(version.reference_texts)]
    for comment in _comments(document):
        text = comment.text(language)
        line = text.source.line_at(text.start)
        place = (comment.id, comment.status, comment.lang, comment.original, text.language)
        parts.append(repr((*place, text.source.path, text.start, line)))
        parts.append(text.source.text[text.start : text.end])
    return key_of(parts)
