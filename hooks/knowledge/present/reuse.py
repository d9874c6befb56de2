"""Which pages of the built site still hold, so that only the others are made.

A page is made from templates, settings and navigation, which are the same for all (the frame), and
from what was looked at while it was made (see `noted`). It holds as long as neither changes.
"""

from __future__ import annotations

import os
import pickle
from array import array
from collections.abc import Callable, Collection, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cache as memo
from functools import partial
from pathlib import Path
from typing import NamedTuple

from knowledge.cache import Cache, digest_of
from knowledge.files import write
from knowledge.present.division import Part
from knowledge.present.facts import FROM_PLACES
from knowledge.present.noted import Facet, Looked, Notes
from knowledge.target import Page
from knowledge.workers import Told, spread

SHELF = "site"
OLD = 3600.0
"""Seconds after which a page that no build uses is removed: a younger may be another build's."""
NUMBER = "I"


@dataclass(frozen=True, slots=True)
class Made:
    """A page that was made now."""

    digest: bytes
    looked: Looked
    """What was looked at."""
    digests: Mapping[Facet, bytes]
    """Of what took work to find out, and was at hand when the page was made."""


@dataclass(frozen=True, slots=True)
class _State:
    """What the pages of a language were made from."""

    frame: str
    facets: list[Facet]
    digests: list[bytes]
    """Of what the facets showed."""
    sources: list[bytes]
    """Of what they were worked out from, where that is known."""
    pages: dict[str, tuple[bytes, bytes]]
    """By path: the digest of the page, and the numbers of its facets."""


class _Table(dict[Facet, int]):
    """Numbers facets in the order in which they are asked for."""

    def __missing__(self, facet: Facet) -> int:
        self[facet] = number = len(self)
        return number


class _Digests(dict[Facet, bytes]):
    """What facets show now; what is worked out from the same as before is not worked out."""

    def __init__(
        self,
        before: _State,
        digest: Callable[[Facet], bytes],
        source: Callable[[Facet], bytes],
    ) -> None:
        super().__init__()
        self._digest, self.source = digest, memo(source)
        rows = zip(before.facets, before.sources, before.digests, strict=True)
        self._before = {facet: (from_, was) for facet, from_, was in rows if from_}

    def __missing__(self, facet: Facet) -> bytes:
        from_, was = self._before.get(facet, (b"", b""))
        is_same = from_ and from_ == self.source(facet)
        self[facet] = found = was if is_same else self._digest(facet)
        return found


class Shelf(NamedTuple):
    """What pages are kept under; a site that is served has another address, and other pages."""

    language: str
    address: str


class Pages:
    """The pages of one language as they were made last, and now.

    Attributes:
        holding: digests by path of the pages that need not be made.
    """

    def __init__(
        self,
        cache: Cache,
        folder: Path,
        shelf: Shelf,
        frame: str,
        digest: Callable[[Facet], bytes],
        source: Callable[[Facet], bytes],
    ) -> None:
        """Finds out which pages hold.

        Args:
            cache: where it is kept what pages were made from.
            folder: where the pages are kept.
            shelf: what they are kept under.
            frame: the key of everything that all pages have in common.
            digest: what a facet shows now.
            source: what it is worked out from now; nothing where that is as much work.
        """
        self._cache, self._folder, self._frame = cache, folder, frame
        self._shelf = shelf
        self._state = self._stored() or _State(frame, [], [], [], {})
        self.holding: dict[str, bytes] = {}
        before = self._state if self._state.frame == frame else _State(frame, [], [], [], {})
        self._digests = _Digests(before, digest, source)
        if self._state.frame == frame:
            pairs = zip(self._state.facets, self._state.digests, strict=True)
            changed = {i for i, (facet, was) in enumerate(pairs) if self._digests[facet] != was}
            self.holding = {
                path: page
                for path, (page, numbers) in self._state.pages.items()
                if changed.isdisjoint(array(NUMBER, numbers))
            }

    def _stored(self) -> _State | None:
        return _loaded(self._cache.get(f"{SHELF}-{self._shelf.language}", self._shelf.address))

    def held(self, paths: Iterable[str], stands: Callable[[str, bytes], bool]) -> dict[str, Page]:
        """The pages that need not be made, by path.

        Args:
            paths: all pages there are now.
            stands: whether a page, by path and digest, stands in the target.
        """
        found = {}
        for path in paths:
            digest = self.holding.get(path)
            if digest is None:
                continue
            if stands(path, digest):
                found[path] = Page(digest)
            elif _is_whole(file := place(self._folder, digest), digest):
                found[path] = Page(digest, file)
        return found

    def keep(self, paths: Collection[str], made: Mapping[str, Made]) -> None:
        """Stores what was made, and forgets all but some pages.

        Args:
            paths: all pages there are now.
            made: those that were made now.
        """
        table = _Table()
        old = self._state.facets
        pages = {}
        for path in paths:
            if path in made:
                digest, looked = made[path].digest, made[path].looked
                facets: Iterable[Facet] = ((n, key) for n, keys in looked.items() for key in keys)
            else:
                digest, packed = self._state.pages[path]
                facets = (old[number] for number in array(NUMBER, packed))
            pages[path] = (digest, array(NUMBER, map(table.__getitem__, facets)).tobytes())
        facets, digests = list(table), self._digests
        for page in made.values():
            digests.update(page.digests)
        sources = [digests.source(facet) for facet in facets]
        state = _State(self._frame, facets, [digests[f] for f in facets], sources, pages)
        if made or state != self._state:
            data = pickle.dumps(state, pickle.HIGHEST_PROTOCOL)
            self._cache.put(f"{SHELF}-{self._shelf.language}", self._shelf.address, data)


def encoded(html: str) -> bytes:
    """A page as it is written; what is no character (half of one) is written by its number."""
    return html.encode("utf-8", "xmlcharrefreplace")


def place(folder: Path, digest: bytes) -> Path:
    """Where a page is kept: one folder for all, since folders take longer to make than pages."""
    return folder / f"{digest.hex()}.html"


def _is_whole(file: Path, digest: bytes) -> bool:
    try:
        return digest_of(file.read_bytes()) == digest
    except OSError:
        return False


def _loaded(data: bytes | None) -> _State | None:
    try:
        state = pickle.loads(data or b"")
    except Exception:  # whatever it holds, it is no state of ours
        return None
    return state if isinstance(state, _State) else None


def forget_others(folder: Path, cache: Cache, languages: Iterable[str], now: float) -> None:
    """Removes pages that no site is made of any more.

    Args:
        folder: where pages are kept.
        cache: where it is kept what they were made from.
        languages: of all sites.
        now: seconds since the epoch.
    """
    stored = (data for name in languages for data in cache.shelf(f"{SHELF}-{name}").values())
    states = filter(None, map(_loaded, stored))
    used = {place(folder, digest).name for state in states for digest, _ in state.pages.values()}
    forget(folder, used, now)


def forget(folder: Path, used: Collection[str], now: float) -> None:
    """Removes files that no build uses any more.

    Args:
        folder: where they are kept.
        used: the names of those that are used.
        now: seconds since the epoch.
    """
    for entry in os.scandir(folder):
        with suppress(OSError):  # another build may be faster
            if entry.name not in used and entry.stat().st_mtime < now - OLD:
                Path(entry.path).unlink()


class Order(NamedTuple):
    """A page that is to be made."""

    part: Part
    """What it shows."""
    make: Callable[[Part], str]
    """Gives its HTML; what it looks at is noted."""
    digest: Callable[[Facet], bytes]
    """Of what a facet shows."""


def make_pages(
    orders: Mapping[str, Order], notes: Notes, folder: Path, told: Told = None
) -> dict[str, Made]:
    """Makes pages on all cores, and keeps them in a folder.

    Args:
        orders: the pages, by their paths.
        notes: where it is noted what they look at.
        folder: where they are written, each under the name that `place` gives it.
        told: is called with how many are done, and of how many, now and then.
    """
    work = partial(_make, notes, folder)
    # The first of each kind is made here, so that templates are read once and not in every process.
    first: dict[Callable[[Part], str], str] = {}
    for path, order in orders.items():
        first.setdefault(order.make, path)
    made = {path: work(orders[path]) for path in first.values()}
    others = {path: order for path, order in orders.items() if path not in made}
    found = dict(zip(others, spread(work, list(others.values()), told), strict=True))
    return made | found


def _make(notes: Notes, folder: Path, order: Order) -> Made:
    notes.clear()
    data = encoded(order.make(order.part))
    name = digest_of(data)
    file = place(folder, name)
    try:
        with open(file, "xb") as output:  # noqa: PTH123 - thousands of them
            output.write(data)
    except FileExistsError:  # it may be half, or the site's own, which is not written over
        write(file, data)
    looked = notes.taken()
    facets = [(fact, key) for fact in FROM_PLACES for key in looked.get(fact, ())]
    return Made(name, looked, {facet: order.digest(facet) for facet in facets})
