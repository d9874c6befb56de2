"""Atom feeds (RFC 4287) in each language: of essays, of comments, of open questions.

The dates are those of the texts, never of the build, so that the same texts give the same bytes.
What has no date is in no feed: an entry without one is not allowed, and none is invented.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from feedgen.ext.base import BaseEntryExtension
from feedgen.feed import FeedGenerator

from knowledge.model import Comment, Essay, Question, QuestionState
from knowledge.present import Scene
from knowledge.present.show import FEEDS
from knowledge.publish.glossary import NOT_XML

MOST_ENTRIES = 50
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)


class Entry(NamedTuple):
    """What a feed tells; the newest change comes first."""

    updated: dt.datetime
    published: dt.datetime
    id: str
    address: str
    title: str
    author: str
    text: str
    language: str
    """Of title and text."""


class _Spoken(BaseEntryExtension):  # type: ignore[misc]
    """Says in which language an entry is, if it is not that of the feed."""

    language = ""

    def extend_atom(self, entry: Any) -> Any:
        entry.set(LANG, self.language)
        return entry


def feeds(scene: Scene) -> Iterator[tuple[str, bytes]]:
    """The feeds of a language, each with its name, as XML."""
    for name in FEEDS:
        newest = sorted(ENTRIES[name](scene), reverse=True)[:MOST_ENTRIES]
        yield name, _feed(scene, name, map(_holdable, newest))


def _holdable(entry: Entry) -> Entry:
    """An entry without characters that no XML can hold, which YAML lets a title have."""
    told = (entry.title, entry.author, entry.text)
    title, author, text = (NOT_XML.sub("", words) for words in told)
    return entry._replace(title=title, author=author, text=text)


def _essays(scene: Scene) -> Iterator[Entry]:
    for essay in scene.library.essays.values():
        if essay.date:
            card = scene.essay_card(essay)
            yield Entry(
                updated=_moment(essay.updated or essay.date),
                published=_moment(essay.date),
                id=scene.addresses.absolute(essay.path, scene.language),
                address=scene.addresses.absolute(essay.path, scene.language),
                title=card.title,
                author=card.author.text,
                text=card.summary,
                language=card.lang or scene.language,
            )


def _comments(scene: Scene) -> Iterator[Entry]:
    found = [
        (comment.moment, essay.id, comment)
        for essay in scene.library.essays.values()
        for comment in essay.thread.comments
        if comment.published and comment.date
    ]
    newest = sorted(found, key=lambda entry: entry[:2], reverse=True)[:MOST_ENTRIES]
    for _, id, comment in newest:
        yield _comment(scene, scene.library.essays[id], comment)


def _comment(scene: Scene, essay: Essay, comment: Comment) -> Entry:
    name = comment.name or scene.t("comment_anonymous")
    rendered = scene.comment(essay, comment.id)
    moment = comment.moment.replace(tzinfo=dt.UTC)
    path = scene.place(essay.path, comment.id)
    return Entry(
        updated=moment,
        published=moment,
        # Readers know it by the same address for ever, on whichever page of its essay it stands.
        id=f"{scene.addresses.absolute(essay.path, scene.language)}#{comment.id}",
        address=f"{scene.addresses.absolute(path, scene.language)}#{comment.id}",
        title=f"{name}: {essay.title(scene.language)}",
        author=name,
        text=" ".join(rendered.text.plain.values()),
        language=rendered.language,
    )


def _questions(scene: Scene) -> Iterator[Entry]:
    """The open questions; a text says when they were asked, and seldom who did."""
    for question in scene.library.questions.values():
        is_open = scene.connections.states[question.id] is QuestionState.OPEN
        if is_open and question.date:
            yield _question(scene, question, _moment(question.date))


def _question(scene: Scene, question: Question, moment: dt.datetime) -> Entry:
    return Entry(
        updated=moment,
        published=moment,
        id=scene.addresses.absolute(question.path, scene.language),
        address=scene.addresses.absolute(question.path, scene.language),
        title=question.title(scene.language),
        author="",
        text=scene.lead(question),
        language=question.version(scene.language).language,
    )


ENTRIES: Mapping[str, Callable[[Scene], Iterator[Entry]]] = {
    "essays": _essays,
    "comments": _comments,
    "questions": _questions,
}


def _moment(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time.min, tzinfo=dt.UTC)


def _feed(scene: Scene, name: str, entries: Iterable[Entry]) -> bytes:
    newest = list(entries)
    home = scene.addresses.absolute("/", scene.language)
    address = f"{home.removesuffix('index.html')}{name}.xml"
    feed = FeedGenerator()
    feed.id(address)
    feed.title(f"{scene.site_name}: {scene.t(f'feed_{name}')}")
    feed.language(scene.language)
    # Not every entry has an author, so that the feed must have one (RFC 4287, 4.1.1).
    feed.author(name=scene.site_name)
    feed.link(href=address, rel="self")
    feed.link(href=home, rel="alternate")
    feed.updated(newest[0].updated if newest else EPOCH)
    feed.generator("Querverweis")
    for told in newest:
        entry = feed.add_entry(order="append")
        entry.id(told.id)
        entry.link(href=told.address)
        entry.title(told.title)
        entry.updated(told.updated)
        entry.published(told.published)
        entry.summary(told.text)
        if told.author:
            entry.author(name=told.author)
        if told.language != scene.language:
            entry.register_extension("spoken", _Spoken, rss=False)
            entry.spoken.language = told.language
    return bytes(feed.atom_str(pretty=True))
