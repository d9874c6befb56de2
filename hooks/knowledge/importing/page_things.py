"""Comments that a page has in its machine-readable part only (JSON-LD, schema.org/Comment)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from lxml import etree

from knowledge.importing.dates import find_date
from knowledge.importing.model import Markup, Place, Remark
from knowledge.importing.page_facts import text_in
from knowledge.importing.page_tree import outer_html


def remarks_of(things: list[Mapping[str, Any]], place: Place) -> tuple[Remark, ...]:
    """The comments of JSON-LD objects, in their order, an answer behind what it answers."""
    return tuple(
        Remark(
            key=key,
            text=_paragraphs(_text(comment)),
            markup=Markup.HTML,
            name=text_in(comment.get("author") or comment.get("creator")),
            date=find_date(text_in(comment.get("dateCreated") or comment.get("datePublished"))),
            reply_to=parent,
            url=text_in(comment.get("url")),
            place=place,
        )
        for key, parent, comment in _comments(things)
    )


def _comments(things: list[Mapping[str, Any]]) -> Iterator[tuple[str, str, Mapping[str, Any]]]:
    waiting = [("", each) for thing in things for each in _list(thing.get("comment"))]
    seen: set[int] = set()
    count = 0
    while waiting:
        parent, comment = waiting.pop(0)
        if id(comment) in seen or (not _text(comment) and not comment.get("author")):
            continue
        seen.add(id(comment))
        count += 1
        key = _id(comment) or f"n{count}"
        yield key, parent, comment
        waiting = [(key, each) for each in _list(comment.get("comment"))] + waiting


def _list(value: Any) -> list[Mapping[str, Any]]:
    return [
        each for each in (value if isinstance(value, list) else [value]) if isinstance(each, dict)
    ]


def _text(comment: Mapping[str, Any]) -> str:
    return text_in(comment.get("text") or comment.get("commentText") or comment.get("description"))


def _id(comment: Mapping[str, Any]) -> str:
    said = (
        text_in(comment.get("@id"))
        or text_in(comment.get("url"))
        or text_in(comment.get("identifier"))
    )
    match = re.search(r"(?:comment|kommentar)[-_]?(\w+)$", said)
    return match.group(1) if match else ""


def _paragraphs(text: str) -> str:
    parts = []
    for piece in re.split(r"\n\s*\n", text):
        if piece.strip():
            element = etree.Element("p")
            element.text = re.sub(
                r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]", "", piece.strip()
            )
            parts.append(outer_html(element))
    return "".join(parts)
