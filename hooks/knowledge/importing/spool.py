"""Posts set aside on disk until all are known, so that links between them can be resolved."""

from __future__ import annotations

import pickle
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from types import TracebackType
from typing import Self

from knowledge.importing.addresses import comment_named, same_place
from knowledge.importing.ledger import Entry
from knowledge.importing.model import Post


@dataclass(slots=True)
class Addresses:
    """What addresses at the source lead to in this base."""

    ids: dict[str, str] = field(default_factory=dict)
    """Essays by address, without what differs between addresses of one page."""
    numbers: dict[str, str] = field(default_factory=dict)
    """By essay the keys and numbers of its comments, in one text each: there may be millions."""

    def add(self, post: Post, entry: Entry) -> None:
        """Learns where a post stood, and its comments."""
        for address in (post.url, post.key):
            if place := same_place(address):
                self.ids.setdefault(place, entry.id)
        self.numbers[entry.id] = "\n".join(f"{key}\t{n}" for key, n in entry.comments.items())
        _numbers.cache_clear()

    def inside(self, address: str) -> str:
        """`id` or `id#c4` for an address, or `""` if it leads elsewhere."""
        page, _, anchor = address.partition("#")
        id = self.ids.get(same_place(page), "")
        if not id or not anchor:
            return id
        key = comment_named(address) or anchor
        numbers = _numbers(self.numbers[id])
        number = numbers.get(key) or numbers.get(anchor)
        return f"{id}#c{number}" if number else id


@lru_cache(maxsize=16)
def _numbers(text: str) -> dict[str, str]:
    return dict(line.rsplit("\t", 1) for line in text.split("\n")) if text else {}


class Spool:
    """A file of posts, in order."""

    def __init__(self) -> None:
        self._file = tempfile.TemporaryFile()  # noqa: SIM115 - closed by `__exit__`
        self.count = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._file.close()

    def put(self, id: str, post: Post) -> None:
        """Sets a post aside, with the id of the essay it becomes."""
        pickle.dump((id, post), self._file, pickle.HIGHEST_PROTOCOL)
        self.count += 1

    def take(self) -> Iterator[tuple[str, Post]]:
        """All posts, as they were set aside in this process."""
        self._file.seek(0)
        for _ in range(self.count):
            yield pickle.load(self._file)
