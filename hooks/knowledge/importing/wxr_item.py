"""One item of a WordPress export: a post with its comments, or something else."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from knowledge.importing import wordpress
from knowledge.importing.model import (
    Found,
    LeftOut,
    Markup,
    Notice,
    Place,
    Post,
    Remark,
    State,
    What,
)
from knowledge.model import CommentKind

STATES = {
    "publish": State.PUBLISHED,
    "draft": State.DRAFT,
    "pending": State.DRAFT,
    "future": State.SCHEDULED,
    "private": State.PRIVATE,
}
KINDS = {"pingback": CommentKind.PINGBACK, "trackback": CommentKind.TRACKBACK}
COMMENT_TYPES = frozenset({"", "comment", *KINDS})
APPROVED = frozenset({"1", "approve", "approved"})
NOT_APPROVED = {"spam": "spam", "trash": "in the trash", "post-trashed": "in the trash"}
NO_TAG = frozenset({"uncategorized", "uncategorised", "allgemein"})
TAG_DOMAINS = frozenset({None, "category", "tag", "post_tag"})
PICTURE = re.compile(r"\.(?:jpe?g|png|gif|webp|avif|svg|bmp|tiff?|heic)$", re.IGNORECASE)
NO_DATE = "0000"
DATE = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d))?)?")
WIDEST_ZONE = dt.timedelta(hours=14)
QUARTER = dt.timedelta(minutes=15)
BREAKS_OFF = "the source breaks off in it"
Element = Any
Parts = Mapping[str, str]
"""The texts of an element's children, by name."""


@dataclass(slots=True)
class Blog:
    """What an export says of itself, and what was no post in it."""

    name: str
    """Of the file."""
    language: str = ""
    authors: dict[str, tuple[str, str]] = field(default_factory=dict)
    """Name and id by login."""
    others: Counter[str] = field(default_factory=Counter)
    """Items that are neither posts nor pictures, by their type."""
    keys: set[str] = field(default_factory=set)

    def own_key(self, key: str) -> str:
        """A key that no other post of the export has."""
        found, number = key, 1
        while found in self.keys:
            number += 1
            found = f"{key} ({number})"
        self.keys.add(found)
        return found


@dataclass(slots=True)
class _Conversation:
    """The comments under one post."""

    post: str
    """Its key."""
    link: str
    author_id: str
    place: Place
    remarks: list[Remark] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    keys: dict[str, Parts] = field(default_factory=dict)
    """What each comment says, by key."""

    def own_key(self, key: str, parts: Parts) -> str:
        """A key that no other comment has; `""` for one that has been read already."""
        found, number = key, 1
        while found in self.keys:
            if self.keys[found] == parts:
                return ""
            number += 1
            found = f"{key} ({number})"
        self.keys[found] = parts
        return found

    def leave_out(self, key: str, reason: str, place: Place, *, is_link: bool = False) -> None:
        what = What.TRACKBACK if is_link else What.COMMENT
        self.left_out.append(LeftOut(what, f"{self.post}#{key}", reason, place))


def local(element: Element) -> str:
    """An element's name without its namespace."""
    return str(element.tag).rpartition("}")[2]


def author(element: Element, blog: Blog) -> None:
    """Learns the name of someone who writes in a blog."""
    parts = _parts(element)
    names = (parts.get("author_first_name"), parts.get("author_last_name"))
    login = parts.get("author_login", "")
    name = parts.get("author_display_name") or " ".join(filter(None, names)) or login
    blog.authors[login] = (name, parts.get("author_id", ""))


def item(element: Element, blog: Blog) -> Iterator[Found]:
    """What an item holds."""
    yield from _item(element, blog, set())


def unfinished(opened: Sequence[Element], blog: Blog) -> Iterator[Found]:
    """What can be said of the item in which an export breaks off.

    Args:
        opened: the elements that have begun and not ended, from the outside in.
        blog: what the export says of itself.
    """
    for element in opened:
        if local(element) == "item":
            yield from _item(element, blog, set(opened))


def _item(element: Element, blog: Blog, opened: set[Element]) -> Iterator[Found]:
    parts = _parts(element, opened)
    place = Place(blog.name, element.sourceline or 0)
    kind = parts.get("post_type", "post")
    if kind == "attachment":
        yield from _attachment(parts, place, blog)
        return
    if kind not in {"post", "page"}:
        blog.others[kind] += 1
        return
    names = ("guid", "link", "post_id", "title")
    key = blog.own_key(next(filter(None, map(parts.get, names)), "item"))
    login = parts.get("creator", "")
    name, author_id = blog.authors.get(login, (login, ""))
    talk = _Conversation(key, parts.get("link", ""), author_id, place)
    for child in element.iterchildren("{*}comment"):
        _comment(child, talk, is_open=child in opened)
    yield from talk.left_out
    post = _post(parts, talk, name, blog.language, _tags(element))
    status = parts.get("status", "" if opened else "publish")
    if status not in STATES:
        yield from _without(post, _why_not(status))
        return
    if count := wordpress.galleries(parts.get("content", "")):
        message = f"{count} galleries of “{post.title}” name pictures by number; those stand apart."
        yield Notice(message, place)
    yield post


def _parts(element: Element, opened: Collection[Element] = ()) -> dict[str, str]:
    """The texts of an element's children by name; of several with one name the first.

    Args:
        element: an item, a comment, an author.
        opened: elements that have not ended, and say nothing for sure.
    """
    found: dict[str, str] = {}
    for child in element:
        if child in opened:
            continue
        name = local(child)
        if name == "encoded":  # the text and the excerpt differ by namespace only
            name = "excerpt" if "excerpt" in child.tag else "content"
        if name not in found:
            found[name] = (child.text or "").strip()
    return found


def _why_not(status: str) -> str:
    if not status:
        return BREAKS_OFF
    return "in the trash" if status == "trash" else f"its status is “{status}”"


def _without(post: Post, reason: str) -> Iterator[LeftOut]:
    """A post that is left out with the comments under it."""
    yield LeftOut(What.POST, post.key, reason, post.place)
    for remark in post.remarks:
        what = What.COMMENT if remark.kind is CommentKind.COMMENT else What.TRACKBACK
        key = f"{post.key}#{remark.key}"
        yield LeftOut(what, key, f"its post is left out: {reason}", remark.place)


def _attachment(parts: Parts, place: Place, blog: Blog) -> Iterator[LeftOut]:
    address = parts.get("attachment_url") or parts.get("guid") or ""
    if PICTURE.search(address.partition("?")[0]):
        reason = f"an attachment, not copied: it stands at {address}"
        yield LeftOut(What.IMAGE, parts.get("guid") or address, reason, place)
    else:
        blog.others["attachment"] += 1


def _post(
    parts: Parts, talk: _Conversation, author: str, language: str, tags: tuple[str, ...]
) -> Post:
    state = STATES.get(parts.get("status", "publish"), State.DRAFT)
    return Post(
        key=talk.post,
        title=parts.get("title", ""),
        text=wordpress.shown(parts.get("content", "")),
        markup=Markup.HTML,
        place=talk.place,
        slug=parts.get("post_name", ""),
        author=author,
        date=_moment(parts, "post_date"),
        updated=_moment(parts, "post_modified"),
        language=language,
        url=parts.get("link", ""),
        summary=parts.get("excerpt", ""),
        tags=tags,
        state=State.PRIVATE if parts.get("post_password") else state,
        is_page=parts.get("post_type") == "page",
        remarks=tuple(talk.remarks),
    )


def _tags(element: Element) -> tuple[str, ...]:
    """Categories and tags, without the one that says there is none."""
    found: dict[str, None] = {}
    for child in element.iterchildren("category"):
        if child.get("domain") in TAG_DOMAINS and child.get("nicename") not in NO_TAG:
            found[(child.text or "").strip()] = None
    return tuple(filter(None, found))


def _comment(element: Element, talk: _Conversation, *, is_open: bool) -> None:
    parts = _parts(element)
    place = Place(talk.place.file, element.sourceline or 0)
    kind, id = parts.get("comment_type", ""), parts.get("comment_id", "")
    key = id or f"{parts.get('comment_date', '')} {parts.get('comment_author', '')}".strip()
    reason = BREAKS_OFF if is_open else _objection(parts)
    own_key = "" if reason else talk.own_key(key, parts)
    if not own_key:
        talk.leave_out(key, reason or "it stands there twice", place, is_link=kind in KINDS)
        return
    parent, user = parts.get("comment_parent", "0"), parts.get("comment_user_id", "0")
    talk.remarks.append(
        Remark(
            key=own_key,
            text=wordpress.shown(parts.get("comment_content", "")),
            markup=Markup.HTML,
            name=parts.get("comment_author", ""),
            date=_moment(parts, "comment_date"),
            reply_to="" if parent in {"", "0"} else parent,
            kind=KINDS.get(kind, CommentKind.COMMENT),
            url=f"{talk.link.partition('#')[0]}#comment-{id}" if talk.link and id else "",
            by_author=user not in {"", "0"} and user == talk.author_id,
            place=place,
        )
    )


def _objection(parts: Parts) -> str:
    """Why a comment is left out, or nothing."""
    approved = parts.get("comment_approved", "1")
    kind = parts.get("comment_type", "")
    if kind not in COMMENT_TYPES:
        return f"its type is “{kind}”"
    if approved in NOT_APPROVED:
        return NOT_APPROVED[approved]
    return "" if approved in APPROVED else "pending: nobody has approved it"


def _moment(parts: Parts, name: str) -> dt.datetime | None:
    """A local time with its zone, which is how far it lies from the same time in UTC."""
    here, there = _time(parts.get(name, "")), _time(parts.get(f"{name}_gmt", ""))
    if here is None:
        return there.replace(tzinfo=dt.UTC) if there else None
    if there is None:
        return here
    offset = here - there
    is_zone = abs(offset) <= WIDEST_ZONE and not offset % QUARTER
    return here.replace(tzinfo=dt.timezone(offset)) if is_zone else here


def _time(text: str) -> dt.datetime | None:
    match = DATE.match(text)
    if match is None or text.startswith(NO_DATE):
        return None
    try:
        year, month, day, hour, minute, second = (int(part or 0) for part in match.groups())
        # Its zone is added later.
        return dt.datetime(year, month, day, hour, minute, second)  # noqa: DTZ001
    except ValueError:
        return None
