"""Exports of WordPress, written from what a test wants them to hold."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

NAMESPACES = (
    'xmlns:excerpt="http://wordpress.org/export/{0}/excerpt/" '
    'xmlns:content="http://purl.org/rss/1.0/modules/content/" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:wp="http://wordpress.org/export/{0}/"'
)
NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True)
class Reply:
    """A comment of an export."""

    id: str
    text: str = "Ein Kommentar."
    parent: str = "0"
    author: str = "Ina Roth"
    approved: str = "1"
    kind: str = ""
    user: str = "0"
    date: str = "2017-11-16 07:55:00"
    date_gmt: str = "2017-11-16 06:55:00"


@dataclass(frozen=True)
class Item:
    """An item of an export."""

    id: int
    title: str = "Vom Warten"
    text: str = "Das ist ein Text, und er ist nicht lang."
    replies: Iterable[Reply] = field(default_factory=tuple)
    status: str = "publish"
    kind: str = "post"
    slug: str = ""
    more: str = ""
    """Further elements."""

    @property
    def link(self) -> str:
        return f"https://blog.example/2017/11/{self.slug or f'text-{self.id}'}/"


def cdata(text: str) -> str:
    """A text as exports have it, without what no XML can hold."""
    return "<![CDATA[" + NOT_XML.sub("", text).replace("]]>", "]]]]><![CDATA[>") + "]]>"


def wxr(items: Iterable[Item], version: str = "1.2") -> str:
    """An export with some items; Rita Muster, whose number is 1, wrote them."""
    return "".join(parts(items, version))


def parts(items: Iterable[Item], version: str = "1.2") -> Iterable[str]:
    """The same, item by item."""
    yield (
        f'<?xml version="1.0" encoding="UTF-8" ?>\n<rss version="2.0" '
        f"{NAMESPACES.format(version)}>\n<channel>\n<title>Blog</title>\n"
        "<language>de-DE</language>\n<wp:author><wp:author_id>1</wp:author_id>"
        "<wp:author_login>rita</wp:author_login><wp:author_display_name>Rita Muster"
        "</wp:author_display_name></wp:author>\n"
    )
    for item in items:
        yield _item(item)
    yield "</channel>\n</rss>\n"


def _item(item: Item) -> str:
    return (
        f"<item><title>{cdata(item.title)}</title><link>{item.link}</link>"
        f"<dc:creator>rita</dc:creator><guid>https://blog.example/?p={item.id}</guid>"
        f"<content:encoded>{cdata(item.text)}</content:encoded>"
        f"<wp:post_id>{item.id}</wp:post_id><wp:post_date>2017-11-13 18:00:00</wp:post_date>"
        "<wp:post_date_gmt>2017-11-13 17:00:00</wp:post_date_gmt>"
        f"<wp:post_name>{item.slug}</wp:post_name><wp:status>{item.status}</wp:status>"
        f"<wp:post_type>{item.kind}</wp:post_type>{item.more}"
        + "".join(map(_reply, item.replies))
        + "</item>\n"
    )


def _reply(reply: Reply) -> str:
    return (
        f"<wp:comment><wp:comment_id>{reply.id}</wp:comment_id>"
        f"<wp:comment_author>{cdata(reply.author)}</wp:comment_author>"
        "<wp:comment_author_email>ina@post.example</wp:comment_author_email>"
        "<wp:comment_author_IP>203.0.113.7</wp:comment_author_IP>"
        f"<wp:comment_date>{reply.date}</wp:comment_date>"
        f"<wp:comment_date_gmt>{reply.date_gmt}</wp:comment_date_gmt>"
        f"<wp:comment_content>{cdata(reply.text)}</wp:comment_content>"
        f"<wp:comment_approved>{reply.approved}</wp:comment_approved>"
        f"<wp:comment_type>{reply.kind}</wp:comment_type>"
        f"<wp:comment_parent>{reply.parent}</wp:comment_parent>"
        f"<wp:comment_user_id>{reply.user}</wp:comment_user_id></wp:comment>"
    )
