"""The index of one language: shards of words, texts to quote from, and what tells of both.

A file is named after what it holds, so that a browser never mixes old and new, and a build writes
only what is new. `index.json` alone keeps its name; it holds:

- `kinds`: how many pages there are of each kind, in their order;
- `texts`: the names of the files with their texts, eight letters each; `long` has the numbers of
  pages with more than one, and how many; each file has the texts of `atOnce` places;
- `shards`: the names of the shards, each behind the first key in it;
- `stop`: words that say nothing, and `foreign`: those that say nothing in another language.
"""

from __future__ import annotations

import base64
import json
import marshal
import os
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

from knowledge.cache import Cache, digest_of, key_of
from knowledge.language.compounds import Parts
from knowledge.search.bags import CONCEPT, FOREIGN, Bag, bag_of, counted, words_of
from knowledge.search.groups import Group, Label
from knowledge.search.lemmas import Lemmas, keep, lemmas, lemmas_version
from knowledge.search.shards import Term, postings, shards
from knowledge.search.spelling import words
from knowledge.search.stop import STOP

T = TypeVar("T")
INDEX = "index.json"
KINDS = ("concept", "question", "essay", "page", "comment")
AT_ONCE = 20
"""Places of a page whose texts are in one file."""
MOST_CONCEPTS = 6
"""Concepts of a page by which readers may narrow what they found."""
BEGINNING = 3
"""Letters that a form of a foreign word has in common with it."""
NAME, TEXTS, WHOLE = "search-bags", "search-texts", "search-index"


@dataclass
class Written:
    """An index as it stands in the folder where it is kept.

    Attributes:
        count: places that can be found.
        files: the names of its files, by the names that the site gives them.
    """

    count: int = 0
    files: dict[str, str] = field(default_factory=dict)


def write_index(
    folder: Path,
    language: str,
    groups: Sequence[Group],
    labels: Sequence[Label],
    parts: Callable[[], Parts],
    cache: Cache,
) -> Written:
    """Writes the index of a language, as far as it is not there.

    Args:
        folder: where the files of this index are kept, now and from other builds; nobody changes
            them.
        language: of its readers.
        groups: all pages they see, those of one kind together, in the order of `KINDS`.
        labels: the titles and aliases of all concepts, in all languages.
        parts: what German compounds are made of.
        cache: where it is kept what was worked out.
    """
    digests = [digest_of(repr(group).encode("utf-8", "replace")) for group in groups]
    key = key_of([_version(language), *digests, repr(labels)])
    out = _Out(folder)
    kept = _loaded(cache.get(f"{WHOLE}-{language}", key), dict)
    count = sum(len(group.entries) for group in groups)
    if kept and all(out.there.get(file) == size for file, size in kept.values()):
        return Written(count, {name: file for name, (file, _) in kept.items()})
    known = _known(language, groups, labels, parts, cache)
    bags = _bags(language, groups, digests, known, cache)
    titles = {label.concept: label.text for label in reversed(labels) if label.language == language}
    names = _names_of_texts(language, dict(zip(digests, groups, strict=True)), titles, out, cache)
    terms = _terms(language, bags, labels, titles, known)
    table = [f"{first} {out.put(data, 'bin')}" for first, data in shards(terms)]
    index = {"shards": table, **_pages(groups, names), **_about(language, known)}
    out.files[INDEX] = out.files.pop(f"{out.put(_json(index), 'json')}.json")
    for used in known.values():
        keep(used, cache, language)
    cache.put(f"{WHOLE}-{language}", key, marshal.dumps(out.files))
    return Written(count, {name: file for name, (file, _) in out.files.items()})


def _pages(groups: Sequence[Group], names: Sequence[Sequence[str]]) -> dict[str, Any]:
    """What the table of an index says of pages."""
    counts = Counter(group.kind for group in groups)
    return {
        "kinds": [[kind, counts[kind]] for kind in KINDS],
        "texts": "".join(name for group in names for name in group),
        "long": {str(i): len(group) for i, group in enumerate(names) if len(group) > 1},
        "atOnce": AT_ONCE,
    }


def _about(language: str, known: Iterable[str]) -> dict[str, Any]:
    """What it says of words."""
    foreign = frozenset[str]().union(*(STOP.get(name, ()) for name in known))
    return {
        "language": language,
        "stop": " ".join(sorted(STOP.get(language, ()))),
        "foreign": " ".join(sorted(foreign)),
    }


def _known(
    language: str,
    groups: Iterable[Group],
    labels: Iterable[Label],
    parts: Callable[[], Parts],
    cache: Cache,
) -> dict[str, Lemmas]:
    """What is known of the words of each language that readers meet, those of labels included."""
    written: dict[str, set[str]] = {language: set()}
    for label in labels:
        written.setdefault(label.language, set()).update(words(label.text))
    for group in groups:
        for entry in group.entries:
            written.setdefault(entry.language, set())
    known = {name: lemmas(name, parts, cache, language) for name in sorted(written)}
    for name, found in known.items():
        found.learn(written[name])
    return known


@lru_cache(maxsize=8)
def _version(language: str) -> str:
    """What an index follows from beside texts and labels."""
    room = sorted(Path(__file__).parent.glob("*.py"))
    return key_of([lemmas_version(), language, *(path.read_bytes() for path in room)])


def _loaded(data: bytes | None, kind: type[T]) -> T | None:
    try:
        found = marshal.loads(data or b"")
    except (EOFError, ValueError, TypeError):  # nothing is kept, or nothing that can be used
        return None
    return found if isinstance(found, kind) else None


def _sizes(folder: Path) -> Iterator[tuple[str, int]]:
    """The files of a folder with their bytes, but those that another build removes meanwhile."""
    for entry in os.scandir(folder):
        with suppress(FileNotFoundError):
            yield entry.name, entry.stat().st_size


class _Out:
    """Writes files that are not there yet.

    Attributes:
        there: the bytes of those that are, by name.
        files: name and bytes of those that were asked for, by the name they have in the site.
    """

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder
        self.there = dict(_sizes(folder))
        self.files: dict[str, tuple[str, int]] = {}

    def keep(self, file: str, size: int) -> bool:
        """Takes a file as it is there; False if it is not."""
        if self.there.get(file) != size:
            return False
        self.files[file] = (file, size)
        return True

    def put(self, data: bytes, suffix: str) -> str:
        """Writes a file under a name made of what it holds; gives the name without suffix."""
        name = base64.b32encode(digest_of(data)[:5]).decode().lower()
        file = f"{name}.{suffix}"
        self.files[file] = (file, len(data))
        if self.there.get(file) != len(data):
            temporary = f"{self._folder}/.{file}.{os.getpid()}"
            with open(temporary, "wb") as output:  # noqa: PTH123 - thousands of them
                output.write(data)
            os.replace(temporary, f"{self._folder}/{file}")  # noqa: PTH105
        return name


def _json(data: object) -> bytes:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")


def _bags(
    language: str,
    groups: Sequence[Group],
    digests: Sequence[bytes],
    known: Mapping[str, Lemmas],
    cache: Cache,
) -> list[Bag]:
    """The words of all pages; those of pages that did not change were kept."""
    key = _version(language)
    kept: dict[bytes, Bag] = _loaded(cache.get(f"{NAME}-{language}", key), dict) or {}
    new = {d: g for g, d in zip(groups, digests, strict=True) if d not in kept}
    counts = {digest: counted(group) for digest, group in new.items()}
    found: dict[str, set[str]] = {name: set() for name in known}
    for digest, group in new.items():
        for name, own in words_of(group, counts[digest]):
            found[name].update(own)
    for name, own in found.items():
        known[name].learn(own)
    made = {
        digest: bag_of(group, counts.pop(digest), language, known) for digest, group in new.items()
    }
    bags = [kept.get(digest) or made[digest] for digest in digests]
    if new or len(kept) != len(groups):
        data = marshal.dumps(dict(zip(digests, bags, strict=True)))
        cache.put(f"{NAME}-{language}", key, data)
    return bags


def _names_of_texts(
    language: str,
    groups: Mapping[bytes, Group],
    titles: Mapping[str, str],
    out: _Out,
    cache: Cache,
) -> list[list[str]]:
    """The files with the texts of each page; those of pages that did not change are there.

    Args:
        language: of the index.
        groups: all pages by their digests.
        titles: of concepts.
        out: what writes them.
        cache: where it is kept which files a page has.
    """
    key = _version(language)
    kept = _loaded(cache.get(f"{TEXTS}-{language}", key), dict) or {}
    made = {}
    for digest, group in groups.items():
        concepts = _concepts(group, titles)
        files = kept.get((digest, concepts), ())
        if not files or not all(out.keep(*file) for file in files):
            names = [out.put(data, "json") for data in _texts(group, concepts)]
            files = tuple(out.files[f"{name}.json"] for name in names)
        made[digest, concepts] = files
    if made != kept:
        cache.put(f"{TEXTS}-{language}", key, marshal.dumps(made))
    return [[name.removesuffix(".json") for name, _ in files] for files in made.values()]


def _concepts(group: Group, titles: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """The concepts that a page mentions most, with their titles."""
    counts = Counter(concept for entry in group.entries for concept in entry.concepts)
    weighty = sorted(counts, key=lambda concept: (-counts[concept], concept))[:MOST_CONCEPTS]
    return tuple((id, titles[id]) for id in weighty if id in titles)


def _texts(group: Group, concepts: Sequence[tuple[str, str]]) -> Iterator[bytes]:
    """What results show of a page, so many places at a time."""
    for start in range(0, len(group.entries), AT_ONCE):
        entries = group.entries[start : start + AT_ONCE]
        yield _json(
            {
                "k": group.kind,
                "u": group.address,
                "t": group.title,
                "c": concepts,
                "e": [[e.anchor, e.heading, e.text, e.language] for e in entries],
            }
        )


def _terms(
    language: str,
    bags: Sequence[Bag],
    labels: Iterable[Label],
    titles: Mapping[str, str],
    known: Mapping[str, Lemmas],
) -> Iterator[Term]:
    whole, parts = postings(bags)
    named = _named(language, labels, known)
    others = sorted({*known} - {language})
    own = known[language]
    own.complete(id for id in whole if id[0] not in {FOREIGN, CONCEPT})
    ids = {*whole, *parts, *named, *(CONCEPT + concept for concept in titles)}
    own.list_forms([id for id in ids if id[0] not in {FOREIGN, CONCEPT}])
    foreign = [id[1:] for id in ids if id.startswith(FOREIGN)]
    for name in others:
        known[name].list_forms(foreign)
    for id in ids:
        forms: tuple[str, ...]
        if id.startswith(CONCEPT):
            forms, made = (), titles.get(id[1:], "")
        elif id.startswith(FOREIGN):
            forms = tuple({form for name in others for form in known[name].listed[id[1:]]})
            if id not in whole:  # the word of a label: no need for what looks so unlike (*reis*)
                forms = tuple(form for form in forms if form[:BEGINNING] == id[1:][:BEGINNING])
            made = ""
        else:
            forms, made = own.listed[id], " ".join(own.made_of.get(id, ()))
        here = whole.get(id, b""), parts.get(id, b"")
        yield Term(id, tuple(sorted(forms)), *here, made, named.get(id, ()), id in own.nouns)


def _named(
    language: str, labels: Iterable[Label], known: Mapping[str, Lemmas]
) -> dict[str, tuple[str, ...]]:
    """What concepts are called by each word."""
    stop = frozenset[str]().union(*STOP.values())
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for label in labels:
        mark = "" if label.language == language else FOREIGN
        written = list(words(label.text))
        told = [word for word in written if word.lower() not in stop] or written
        ids = [mark + known[label.language].first[word] for word in told]
        if ids:
            found[ids[0]][" ".join([label.concept, *ids[1:]])] = None
        if mark and len(ids) > 1:
            for id in ids:
                found[id][f"?{label.concept}"] = None
    return {id: tuple(named) for id, named in found.items()}
