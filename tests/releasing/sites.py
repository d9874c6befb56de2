"""Small sites that are published in tests, and every byte of what they hold."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from knowledge.releasing.folder import FolderTarget
from knowledge.releasing.release import RECORD, Outcome

PAGES = ("", "concepts/", "concepts/haus/", "en/", "en/concepts/", "essays/vom-haus/")


def files(version: str, pages: int = 0, lines: int = 40) -> dict[str, bytes]:
    """A site of which every line says its version: pages, and assets of either kind.

    Args:
        version: what is said.
        pages: how many pages there are beside those that every site has.
        lines: of each page.
    """
    told: dict[str, bytes] = {"assets/site.css": f"/* {version} */\n".encode() * lines}
    told[f"assets/main.{version}.js"] = f"// {version}\n".encode() * lines
    for page in (*PAGES, *(f"p/{number}/" for number in range(pages))):
        body = f"<p>{page} in version {version}</p>\n" * lines
        told[f"{page}index.html"] = f"<html>\n{body}</html>\n".encode()
    return told


def write_site(folder: Path, told: Mapping[str, bytes]) -> Path:
    """Writes a site into a folder."""
    for path, data in told.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
    return folder


def contents(folder: Path) -> dict[str, bytes]:
    """Every file of a release but its record, by path."""
    every = (path for path in sorted(folder.rglob("*")) if path.is_file())
    found = {path.relative_to(folder).as_posix(): path.read_bytes() for path in every}
    found.pop(RECORD, None)
    return found


def only(told: Mapping[str, bytes], like: Mapping[str, bytes]) -> dict[str, bytes]:
    """Of what was found what a site has itself."""
    return {path: data for path, data in told.items() if path in like}


def target_at(folder: Path) -> FolderTarget:
    """A folder to be published into, of a project that lies elsewhere."""
    return FolderTarget.of(folder, folder.parent / "project", "docs")


@contextmanager
def held(folder: Path) -> Iterator[FolderTarget]:
    """The same, looked at and locked."""
    target = target_at(folder)
    with target.held():
        target.look()
        yield target


def published(folder: Path, told: Mapping[str, bytes], *, forget: bool = False) -> Outcome:
    """Publishes a site into a folder."""
    with held(folder) as target:
        return target.put(write_site(target.room, told), forget=forget)


def rolled_back(folder: Path) -> Outcome:
    """Brings back what was published there before."""
    with held(folder) as target:
        return target.roll_back()
