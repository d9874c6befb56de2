"""A site that is built for publishing: strictly, beside everything else, and looked through."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

from lxml import etree

from knowledge.releasing.release import ReleaseError, remove
from knowledge.site import Site

SITEMAP, INDEX, NOT_FOUND = "sitemap.xml", "index.html", "404.html"
LOC = "{http://www.sitemaps.org/schemas/sitemap/0.9}loc"
END = b"</html>"
NAMED = 3
"""How many of several wrong files are named."""


def build(site: Site, folder: Path) -> None:
    """Builds a project strictly into a folder of its own.

    Args:
        site: the project.
        folder: is made anew.

    Raises:
        ReleaseError: if the build gives a warning or an error, which it has printed, or what it
            made is not whole.
    """
    remove(folder)
    command = [sys.executable, "-m", "mkdocs", "build", "--strict"]
    configured = [*command, "--config-file", str((site.root / "mkdocs.yml").absolute())]
    done = subprocess.run(
        [*configured, "--site-dir", str(folder.absolute())],
        stdout=sys.stderr,  # which says what goes on; the result alone is for a pipe
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        check=False,
    )
    if done.returncode:
        raise ReleaseError("The build is not clean, so nothing is published. It says why above.")
    wrong = list(faults(folder, site))
    if wrong:
        more = f", and {len(wrong) - NAMED} more" if len(wrong) > NAMED else ""
        raise ReleaseError(
            f"The built site is not whole, so nothing is published: {', '.join(wrong[:NAMED])}"
            f"{more}. Delete .cache/ and try again."
        )


def faults(folder: Path, site: Site) -> Iterator[str]:
    """What a built site lacks or has too much, each in a few words.

    Args:
        folder: where it lies.
        site: the project it is made from.
    """
    homes = [f"{language}/{INDEX}" for language in site.languages[1:]]
    for needed in (INDEX, *homes, NOT_FOUND, SITEMAP):
        if not (folder / needed).is_file():
            yield f"{needed} is missing"
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_symlink() or not (path.is_file() or path.is_dir()):
            yield f"{name} is no file"
        elif path.is_file() and path.suffix == ".html" and not _ends(path):
            yield f"{name} ends before its end"
    if (folder / SITEMAP).is_file():
        yield from _not_there(folder, site.url)


def _ends(page: Path) -> bool:
    with page.open("rb") as file:
        file.seek(max(0, page.stat().st_size - 100))
        return END in file.read()


def _not_there(folder: Path, url: str) -> Iterator[str]:
    try:
        tree = etree.parse(folder / SITEMAP, etree.XMLParser(resolve_entities=False))
    except (etree.XMLSyntaxError, OSError):
        yield f"{SITEMAP} cannot be read"
        return
    listed = [str(element.text or "") for element in tree.iter(LOC)]
    if url and not listed:
        yield f"{SITEMAP} lists no page"
    for address in listed:
        path = unquote(address.removeprefix(url))
        path = f"{path}{INDEX}" if not path or path.endswith("/") else path
        if not address.startswith(url) or not (folder / path).is_file():
            yield f"{address} is in {SITEMAP}, but not on the site"
