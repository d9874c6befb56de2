"""On what terms each requirement is used, as its installed metadata says.

`python -m knowledge.supply.licences LOCK…` writes a table in Markdown (`make licences`).
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

from knowledge.supply.lock import Locked, read_lock

CLASSIFIER = "License :: "
LONGEST = 100
"""Characters of a name; some write their whole licence where its name should be."""
NOT_HERE = "not installed on this machine"
UNKNOWN = "not stated"


def licence_of(locked: Locked) -> str:
    """The licence of a requirement in the words of its metadata.

    An SPDX expression (PEP 639) is best, then what the old field says, then classifiers.
    """
    if not locked.is_meant_here:
        return NOT_HERE
    try:
        found = distribution(locked.name)
    except PackageNotFoundError:
        return NOT_HERE
    return stated(found) if found.version == locked.version else NOT_HERE


def stated(found: Distribution) -> str:
    """The licence that a distribution states."""
    metadata = found.metadata
    # A field that is missing is None to the standard library and an error to its successor, which
    # any other package may have put in its place.
    fields = [name for name in ("License-Expression", "License") if name in metadata]
    for name in fields:
        line = str(metadata[name]).strip().split("\n")[0].strip()
        if line and line != "UNKNOWN" and len(line) <= LONGEST:
            return line
    names = [str(value) for value in metadata.get_all("Classifier") or ()]
    endings = [each.rpartition(" :: ")[2] for each in names if each.startswith(CLASSIFIER)]
    return ", ".join(sorted(endings)) or UNKNOWN


def table(locked: Iterable[Locked]) -> str:
    """The licences as a table in Markdown."""
    rows = [f"| {each.name} | {each.version} | {licence_of(each)} |" for each in locked]
    return "\n".join(["| package | version | licence |", "| --- | --- | --- |", *rows, ""])


if __name__ == "__main__":
    every = {each for name in sys.argv[1:] for each in read_lock(Path(name))}
    sys.stdout.write(table(sorted(every, key=lambda each: (each.name, each.version))))
