"""Atom feeds (RFC 4287), one of essays and one of comments in each language.

The dates are those of the texts, never of the build, so that the same texts give the same bytes.
"""

from __future__ import annotations

import datetime as dt

from feedgen.feed import FeedGenerator

from knowledge.model import Comment, Essay
from knowledge.present import Scene

MOST_ENTRIES = 50
EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
Entry = tuple[dt.datetime, str, str, str, str, str]
"""When, what it is known by, address, title, author, text."""


def essays_feed(scene: Scene) -> bytes:
    """The newest essays, as XML."""
    entries = [_essay(scene, essay) for essay in scene.library.essays.values() if essay.date]
    return _feed(scene, "essays", entries)


def comments_feed(scene: Scene) -> bytes:
    """The newest comments of all threads, as XML."""
    found = [
        (comment.moment, essay.id, comment)
        for essay in scene.library.essays.values()
        for comment in essay.thread.comments
        if comment.published and comment.date
    ]
    newest = sorted(found, key=lambda entry: entry[:2], reverse=True)[:MOST_ENTRIES]
    entries = [_comment(scene, scene.library.essays[id], comment) for _, id, comment in newest]
    return _feed(scene, "comments", entries)


def _essay(scene: Scene, essay: Essay) -> Entry:
    day = essay.updated or essay.date or EPOCH.date()
    moment = dt.datetime.combine(day, dt.time.min, tzinfo=dt.UTC)
    card = scene.essay_card(essay)
    address = scene.addresses.absolute(essay.path, scene.language)
    return moment, address, address, card.title, card.author.text, card.summary


def _comment(scene: Scene, essay: Essay, comment: Comment) -> Entry:
    name = comment.name or scene.t("comment_anonymous")
    rendered = scene.comment(essay, comment.id)
    # Readers know a comment by the same address for ever, on whichever page of its essay it stands.
    id = f"{scene.addresses.absolute(essay.path, scene.language)}#{comment.id}"
    path = scene.place(essay.path, comment.id)
    address = f"{scene.addresses.absolute(path, scene.language)}#{comment.id}"
    title = f"{name}: {essay.title(scene.language)}"
    text = " ".join(rendered.text.plain.values())
    return comment.moment.replace(tzinfo=dt.UTC), id, address, title, name, text


def _feed(scene: Scene, name: str, entries: list[Entry]) -> bytes:
    newest = sorted(entries, reverse=True)[:MOST_ENTRIES]
    home = scene.addresses.absolute("/", scene.language)
    address = f"{home.removesuffix('index.html')}{name}.xml"
    feed = FeedGenerator()
    feed.id(address)
    feed.title(f"Querverweis: {scene.t(f'feed_{name}')}")
    feed.language(scene.language)
    feed.link(href=address, rel="self")
    feed.link(href=home, rel="alternate")
    feed.updated(newest[0][0] if newest else EPOCH)
    feed.generator("Querverweis")
    for moment, id, link, title, author, text in newest:
        entry = feed.add_entry(order="append")
        entry.id(id)
        entry.link(href=link)
        entry.title(title)
        entry.updated(moment)
        entry.published(moment)
        entry.summary(text)
        if author:
            entry.author(name=author)
    return bytes(feed.atom_str(pretty=True))
