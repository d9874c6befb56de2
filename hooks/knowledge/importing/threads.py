"""Comments of others as a thread file: blocks in which no comment can hold another."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from knowledge.collect.schema import LANGUAGE_CODE, WEB_ADDRESS
from knowledge.collect.source import split_source
from knowledge.collect.thread import escape, scan
from knowledge.importing.addresses import usable
from knowledge.importing.model import Remark
from knowledge.model import CommentKind

PLAIN_ADDRESS = re.compile(r"[A-Za-z][\w/.:?&=%~+;#-]*[\w/]", re.ASCII)


@dataclass(frozen=True, slots=True)
class Said:
    """A comment as it will stand in a thread."""

    number: int
    remark: Remark
    text: str
    """Markdown."""
    name: str = ""
    reply_to: int = 0
    lang: str = ""


def parents(remarks: Sequence[Remark]) -> tuple[dict[str, str], dict[str, str]]:
    """Whom each comment answers, and why others do not answer whom they say.

    Returns:
        Parents by key, without circles and without any that are not there; and what was wrong,
        by key.
    """
    keys = {remark.key for remark in remarks}
    found: dict[str, str] = {}
    wrong: dict[str, str] = {}
    for remark in remarks:
        if remark.reply_to in keys:
            found[remark.key] = remark.reply_to
        elif remark.reply_to:
            wrong[remark.key] = f"answers {remark.reply_to}, which is not there"
    done: set[str] = set()
    for start in [remark.key for remark in remarks]:
        path: dict[str, None] = {}
        current = start
        while current and current not in done and current not in path:
            path[current] = None
            current = found.get(current, "")
        if current in path:
            wrong[current] = f"answers {found.pop(current)}, which answers it in turn"
        done.update(path)
    return found, wrong


def in_order(comments: Sequence[Said]) -> list[Said]:
    """Comments in their order, but none before the one it answers."""
    by_number = {comment.number: comment for comment in comments}
    placed: dict[int, Said] = {}
    for comment in comments:
        way = [comment]
        while (above := way[-1].reply_to) and above in by_number and above not in placed:
            way.append(by_number[above])
        placed.update((each.number, each) for each in reversed(way) if each.number not in placed)
    return list(placed.values())


def block(comment: Said) -> str:
    """The block of a comment; name and options are never taken from its text."""
    remark = comment.remark
    lines = [f"/// comment | {comment.name}" if comment.name else "/// comment"]
    lines.append(f"    id: c{comment.number}")
    if remark.date:
        lines.append(f"    date: {written(remark.date)}")
    if comment.reply_to:
        lines.append(f"    reply-to: c{comment.reply_to}")
    if remark.kind is not CommentKind.COMMENT:
        lines.append(f"    kind: {remark.kind}")
    if re.match(LANGUAGE_CODE, comment.lang):
        lines.append(f"    lang: {comment.lang}")
    if address := web_address(remark.url):
        lines.append(f"    url: {_scalar(address)}")
    if remark.by_author:
        lines.append("    author-of-essay: true")
    body = escape(comment.text).strip("\n")
    return "\n".join([*lines, "", *([body] if body else []), "///", ""])


def written(date: dt.datetime | dt.date) -> str:
    """A date as options and front matter have it."""
    if not isinstance(date, dt.datetime):
        return date.isoformat()
    has_zone = date.utcoffset() is not None and date.utcoffset().seconds % 60 == 0  # type: ignore[union-attr]
    date = date.replace(microsecond=0) if has_zone else date.replace(microsecond=0, tzinfo=None)
    return date.isoformat(timespec="seconds" if date.second else "minutes")


def web_address(address: str) -> str:
    """An address as front matter takes it, or `""`."""
    found = usable(address)
    return found if re.match(WEB_ADDRESS, found) and "&amp;" not in found else ""


def _scalar(text: str) -> str:
    return text if PLAIN_ADDRESS.fullmatch(text) else json.dumps(text, ensure_ascii=False)


def blocks_of(text: str) -> Mapping[str, str]:
    """The blocks of a thread file as they stand there, by id."""
    source = split_source("", text)
    found: dict[str, str] = {}
    lines = [0, *(match.end() for match in re.finditer("\n", text))]
    for each in scan(source)[0]:
        end = text.find("\n", each.end)
        stop = len(text) if end < 0 else end + 1
        raw = text[lines[each.line - 1] : stop]
        found.setdefault(str(each.options.get("id", "")), raw if raw.endswith("\n") else f"{raw}\n")
    return found


def whole(blocks: Sequence[str], declared: int | None) -> str:
    """A thread file from its blocks."""
    front = f"---\ndeclared: {declared}\n---\n" if declared is not None else ""
    return "\n".join([*([front] if front else []), *blocks])
