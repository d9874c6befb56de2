"""One publishing at a time: a lock that the system opens when its holder dies."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from knowledge.releasing.release import ReleaseError

try:
    import fcntl
except ImportError:  # on Windows, where two such commands at once are not kept apart
    fcntl = None  # type: ignore[assignment]


@contextmanager
def alone(handle: int, target: str) -> Iterator[None]:
    """While nobody else holds the lock.

    Args:
        handle: an open file.
        target: what is published, for the sentence.

    Raises:
        ReleaseError: if somebody does; nobody waits, because what they publish may be newer.
    """
    if fcntl is not None:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            message = f"Somebody is publishing to {target} right now. Try again when it is done."
            raise ReleaseError(message) from None
    yield
