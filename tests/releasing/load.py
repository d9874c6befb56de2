"""Readers: threads that ask a server for pages as fast as it answers, and look at every byte."""

from __future__ import annotations

import http.client
import random
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field


@dataclass
class Seen:
    """What readers got."""

    requests: int = 0
    by_version: dict[str, int] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)
    spans: list[tuple[float, float]] = field(default_factory=list)
    """When each request began, and when its answer was whole."""

    lock: threading.Lock = field(default_factory=threading.Lock)

    def note(self, span: tuple[float, float], versions: Sequence[str]) -> None:
        """Notes an answer: when it was asked for and whole, and whose it is."""
        with self.lock:
            self.requests += 1
            self.spans.append(span)
            for name in versions:
                self.by_version[name] = self.by_version.get(name, 0) + 1

    def during(self, moments: Sequence[tuple[float, float]]) -> int:
        """How many requests were under way while something happened."""
        return sum(
            any(begin <= until and since <= end for since, until in moments)
            for begin, end in self.spans
        )


class Reader(threading.Thread):
    """Asks for one page after another, and for what each of them loads."""

    def __init__(
        self, port: int, versions: Mapping[str, Mapping[str, bytes]], seen: Seen, seed: int
    ) -> None:
        super().__init__()
        self.stopped = threading.Event()
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        self._versions, self._seen, self._chance = versions, seen, random.Random(seed)
        # What every version has must always be there.
        self._paths = sorted(set.intersection(*(set(told) for told in versions.values())))

    def run(self) -> None:
        """Until it is stopped, or the server does not answer, which is wrong."""
        try:
            while not self.stopped.is_set():
                version = self._ask(self._chance.choice(self._paths))
                if version:  # what that page loads, although another version may be there by now
                    self._ask(f"assets/main.{version}.js")
        except (OSError, http.client.HTTPException) as error:
            self._seen.wrong.append(f"{type(error).__name__}: {error}")
        finally:
            self._connection.close()

    def _ask(self, path: str) -> str:
        """Asks for one file; the version of what came."""
        began = time.perf_counter()
        self._connection.request("GET", f"/{path.removesuffix('index.html')}")
        answer = self._connection.getresponse()
        body = answer.read()
        span = (began, time.perf_counter())
        of = [name for name, told in self._versions.items() if told.get(path) == body]
        self._seen.note(span, of)
        if answer.status != http.client.OK or len(of) != 1:
            what = f"{path}: {answer.status}, {len(body)} bytes: {body[:80]!r}"
            self._seen.wrong.append(what)
        return of[0] if of else ""


@contextmanager
def readers(
    port: int, versions: Mapping[str, Mapping[str, bytes]], count: int, seed: int
) -> Iterator[Seen]:
    """Lets readers read while something goes on.

    Args:
        port: of the server.
        versions: the files of each version that may be published, by its name; each has an asset
            of that name.
        count: how many readers.
        seed: of the order in which they ask.
    """
    seen = Seen()
    every = [Reader(port, versions, seen, seed + number) for number in range(count)]
    for reader in every:
        reader.start()
    try:
        yield seen
    finally:
        for reader in every:
            reader.stopped.set()
        for reader in every:
            reader.join()
