"""What can be found: pages and comments, with their texts."""

from __future__ import annotations

from typing import NamedTuple


class Entry(NamedTuple):
    """A place of a page that a result leads to: a section, or a comment."""

    anchor: str
    """Empty for the beginning of a page."""
    heading: str
    """Of the section; of a comment, who wrote it and when."""
    text: str
    language: str
    """Two letters."""
    concepts: tuple[str, ...] = ()
    """The concepts that are mentioned here, once for each mention."""


class Group(NamedTuple):
    """A page, or the comments under one."""

    kind: str
    """`concept`, `question`, `essay`, `page` or `comment`."""
    address: str
    """From the site's root, in the language of the index."""
    title: str
    entries: tuple[Entry, ...]
    concept: str = ""
    """The concept whose page it is."""


class Label(NamedTuple):
    """What a concept is called."""

    concept: str
    text: str
    language: str
