"""A process of its own that makes a lexicon: `python -m knowledge.bench.start CACHE < LABELS`."""

from __future__ import annotations

import json
import re
import resource
import sys
import time
from pathlib import Path

from knowledge.cache import Cache
from knowledge.language.store import lexicon
from knowledge.language.words import words_of
from knowledge.model import Concept, Source, Version


def _most_megabytes() -> float:
    """The most memory this process ever had; what its parent had counts in `getrusage`."""
    status = Path("/proc/self/status")
    if status.exists():
        found = re.search(r"VmHWM:\s*(\d+) kB", status.read_text(encoding="utf-8"))
        if found:
            return int(found[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    """Reads labels, makes their lexicon ready to be used, and prints what it took."""
    labels = sys.stdin.read().split()
    concepts = [
        Concept(f"c{n}", "de", {"de": Version("de", Source("", ""), label.capitalize())})
        for n, label in enumerate(labels)
    ]
    began = time.process_time()
    words_of(lexicon(concepts, "de", Cache(Path(sys.argv[1]))))
    figures = {
        "seconds": time.process_time() - began,
        "megabytes": _most_megabytes(),
        "reads_word_data": "german_nouns" in sys.modules,
    }
    sys.stdout.write(json.dumps(figures))


if __name__ == "__main__":
    main()
