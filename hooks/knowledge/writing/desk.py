"""Where a new document is made: what is there already, what speaks against it, its files."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from knowledge import base
from knowledge.collect import read_library
from knowledge.model import Kind, Library
from knowledge.render import build_targets
from knowledge.site import Site, read_site
from knowledge.writing import objections
from knowledge.writing.hints import Hint, from_link
from knowledge.writing.order import Order, files_of
from knowledge.writing.pair import write_new


class RefusedError(ValueError):
    """A document that cannot be made; the message says why, line by line."""


@dataclass(frozen=True, slots=True)
class Desk:
    """A project as somebody sees it who adds to it, drafts included."""

    site: Site
    library: Library

    @classmethod
    def open(cls, root: Path) -> Desk:
        """The desk of a project.

        Raises:
            SiteError: if there is none.
        """
        site = read_site(root)
        library, _ = read_library(site.root, site.docs, site.languages)
        return cls(site, library)

    def against_id(self, id: str, kind: Kind) -> str:
        """What speaks against an id, or nothing."""
        return objections.against_id(id, kind, self.site, self.library)

    def against_title(self, title: str, language: str) -> str:
        """What speaks against a title, or nothing."""
        return objections.against_title(title, language, self.library)

    def hint(self, place: str) -> Hint:
        """What a link at a place that names nothing says of a concept that is to be.

        Raises:
            HintError: if there is no such link.
        """
        lexicons = base.lexicons_of(self.site, self.library)
        targets = build_targets(self.library, lexicons, self.site.docs, frozenset())
        return from_link(place, self.site.root, targets)

    def make(self, order: Order) -> dict[str, str]:
        """Writes the files of a new document, all or none.

        Returns:
            Their texts by path, relative to the project's folder, the original first.

        Raises:
            RefusedError: if something speaks against it; nothing is written then.
            OSError: if a file cannot be written.
        """
        taken = [self.against_id(order.id, order.kind)]
        taken += [self.against_title(words, name) for name, words in order.titles.items()]
        if reasons := list(filter(None, taken)):
            raise RefusedError("\n".join(reasons))
        files = files_of(order, self.site.docs, self.site.languages[0])
        found = objections.against_files(order, files, self.site, self.library)
        if found:
            raise RefusedError("\n".join(problem.message for problem in found))
        write_new(self.site.root, files)
        return files
