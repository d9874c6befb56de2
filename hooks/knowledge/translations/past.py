"""What an original said when its translation was accepted: from git, found by its digest."""

from __future__ import annotations

import subprocess
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from knowledge.cache import Cache
from knowledge.collect.sections import digest_of_words, spans_of, words_of
from knowledge.collect.source import SourceError, parse_front_matter, split_source
from knowledge.collect.thread import scan
from knowledge.model import Source
from knowledge.translations.accept import ACCEPTED
from knowledge.translations.progress import Unit

NO_GIT = "git is not installed, so the earlier text cannot be shown"
NO_REPOSITORY = "this is no git repository, so the earlier text cannot be shown"
NOT_THERE = (
    "no commit here holds the text that was accepted; it was never committed, or the clone is "
    "shallow (`git fetch --unshallow`)"
)


def accepted_words(
    root: Path, units: Iterable[Unit], cache: Cache
) -> dict[str, tuple[str, ...] | str]:
    """The words of originals when their translations were accepted, by the units' names.

    Args:
        root: the project's folder.
        units: those that lag.
        cache: where words are kept that were accepted on this machine.

    Returns:
        The words, or one sentence that says why they are not known.
    """
    kept = cache.shelf(ACCEPTED)
    found: dict[str, tuple[str, ...] | str] = {}
    by_file: dict[str, dict[str, Unit]] = {}
    for unit in units:
        assert unit.accepted is not None
        if unit.accepted.digest in kept:
            words = kept[unit.accepted.digest].decode("utf-8", "surrogatepass")
            found[unit.name] = tuple(words.split(" ")) if words else ()
        else:
            by_file.setdefault(unit.original, {})[unit.name] = unit
    for path, wanted in by_file.items():
        found |= _from_history(root, path, wanted)
    return found


def _from_history(
    root: Path, path: str, wanted: Mapping[str, Unit]
) -> dict[str, tuple[str, ...] | str]:
    found: dict[str, tuple[str, ...] | str] = {}
    try:
        left = dict(wanted)
        for text in _versions(root, path):
            parts = {digest_of_words(words): words for words in _parts(path, text)}
            for name, unit in list(left.items()):
                assert unit.accepted is not None
                if unit.accepted.digest in parts:
                    found[name] = tuple(parts[unit.accepted.digest])
                    del left[name]
            if not left:
                break
        reason = NOT_THERE
    except FileNotFoundError:
        reason = NO_GIT
    except subprocess.CalledProcessError:
        reason = NO_REPOSITORY
    return found | {name: reason for name in wanted if name not in found}


def _parts(path: str, text: str) -> Iterator[list[str]]:
    """The words of each section or comment of a file as it was."""
    source = split_source(path, text)
    if path.rsplit("/", 1)[-1].startswith("thread."):
        for block in scan(source)[0]:
            yield words_of(text[block.start : block.end])
        return
    lead = _lead(source)
    for id, start, end in spans_of(source):
        yield words_of(text[start:end], () if id else lead)


def _lead(source: Source) -> tuple[str, ...]:
    try:
        values = parse_front_matter(source).values
    except SourceError:
        return ()
    return tuple(str(values.get(name) or "") for name in ("title", "summary"))


def _versions(root: Path, path: str) -> Iterator[str]:
    """The texts of a file in all commits that changed it, the newest first, under old names too.

    Raises:
        FileNotFoundError: if there is no git.
        CalledProcessError: if there is no repository.
    """
    listed = _git(root, "log", "--follow", "--format=%x00%H", "--name-only", "-z", "--", path)
    objects: list[str] = []
    commit = ""
    for part in filter(None, (part.strip("\n") for part in listed.decode().split("\0"))):
        if len(part) in {40, 64} and "/" not in part and "." not in part:
            commit = part
        elif commit:
            objects.append(f"{commit}:{part}")
    if objects:
        data = _git(root, "cat-file", "--batch", feed="".join(f"{name}\n" for name in objects))
        yield from _blobs(data)


def _blobs(data: bytes) -> Iterator[str]:
    """The texts in what `git cat-file --batch` writes; what is missing is left out."""
    position = 0
    while position < len(data):
        end = data.index(b"\n", position)
        head = data[position:end].split()
        position = end + 1
        if len(head) == 3 and head[1] == b"blob":
            size = int(head[2])
            yield data[position : position + size].decode("utf-8", "replace")
            position += size + 1


def _git(root: Path, *arguments: str, feed: str = "") -> bytes:
    done = subprocess.run(
        ["git", "-C", str(root), *arguments], capture_output=True, check=True, input=feed.encode()
    )
    return done.stdout
