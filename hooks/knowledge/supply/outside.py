"""Links to other sites: which there are, and which of them led nowhere when somebody looked.

`python -m knowledge.supply.outside SITE` writes the addresses for LinkChecker to read;
`… SITE FOUND` tells what it found, with the pages that the addresses stand on (`make links`).
"""

from __future__ import annotations

import csv
import sys
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path

from lxml import html

WEB = ("http://", "https://")
DELIMITER = ";"
COMMENT = "#"


def addresses(site: Path, own: str) -> Mapping[str, list[str]]:
    """The addresses on other sites that the links of a built site lead to, with their pages.

    Args:
        site: the folder of the site.
        own: what the site's own addresses begin with.
    """
    found: dict[str, set[str]] = defaultdict(set)
    for path in sorted(site.rglob("*.html")):
        for link in html.document_fromstring(path.read_bytes()).iter("a"):
            address = (link.get("href") or "").strip().partition("#")[0]
            if address.startswith(WEB) and not address.startswith(own):
                found[address].add(path.relative_to(site).as_posix())
    return {address: sorted(found[address]) for address in sorted(found)}


def own_address(site: Path) -> str:
    """What the addresses of a built site begin with, as its first page says."""
    page = html.document_fromstring((site / "index.html").read_bytes())
    found = page.xpath("//link[@rel='canonical']/@href")
    return str(found[0]) if isinstance(found, list) and found else "file:"


def report(found: str, pages: Mapping[str, list[str]]) -> str:
    """What led nowhere, in Markdown.

    Args:
        found: the table that LinkChecker wrote; it holds the invalid ones alone.
        pages: where each address stands.
    """
    lines = (line for line in found.splitlines() if line and not line.startswith(COMMENT))
    rows = list(csv.DictReader(lines, delimiter=DELIMITER))
    lost = {row["urlname"]: row["result"] for row in rows if row["valid"] == "False"}
    said = [f"{len(pages)} addresses on other sites, {len(lost)} of them without a good answer."]
    for address, result in sorted(lost.items()):
        said += ["", f"- <{address}>: {' '.join(result.split())}"]
        said += [f"    - {page}" for page in pages.get(address, ())]
    return "\n".join([*said, ""])


def main(site: Path, found: Path | None = None) -> str:
    """What the program writes."""
    pages = addresses(site, own_address(site))
    if found is None:
        return "".join(f"{address}\n" for address in pages)
    return report(found.read_text(encoding="utf-8"), pages)


if __name__ == "__main__":
    sys.stdout.write(main(*map(Path, sys.argv[1:])))
