"""A post of another system as the files of an essay: texts, front matter, questions."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import yaml

from knowledge.collect.schema import REDIRECT_PATTERN
from knowledge.importing.addresses import Inside
from knowledge.importing.escaping import plain
from knowledge.importing.headings import unique
from knowledge.importing.languages import recognise
from knowledge.importing.markdown import Converted, Target, to_markdown
from knowledge.importing.model import Entry, Markup, Post, State
from knowledge.importing.names import without_addresses
from knowledge.importing.threads import web_address
from knowledge.language.ids import slug

UNTITLED = {"de": "Ohne Titel", "en": "Untitled"}
MARKED_UP = re.compile(r"[<&]")
LONGEST_TITLE = 300
LONGEST_SUMMARY = 600
KEY_WORDS = 2
LONGEST_SET = 50


class _Dumper(yaml.SafeDumper):
    """Writes what stands twice twice."""

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002 - the name is PyYAML's
        return True


@dataclass(frozen=True, slots=True)
class EssayText:
    """The text of an essay, and what it does not hold any more."""

    text: str
    """The whole file."""
    body: Converted
    images: tuple[str, ...]
    references: int
    """How many references stand in its front matter."""


def language_of(post: Post, languages: Sequence[str]) -> tuple[str, bool]:
    """The language a post is written in, of those a site has; and whether that is sure."""
    words = MARKED_UP.sub(" ", f"{post.title} {re.sub('<[^<>]*>', ' ', post.text[:20_000])}")
    found = recognise(words)
    if found in languages:
        return found, True
    claimed = post.language.partition("-")[0].lower()
    if not found and claimed in languages:
        return claimed, True
    return languages[0], not found and not claimed


def title_of(post: Post, language: str) -> str:
    """A title on one line, without markup."""
    return text_of(post.title, post.markup)[:LONGEST_TITLE] or UNTITLED.get(language, "Untitled")


def text_of(text: str, markup: Markup) -> str:
    """The words of a short text that may hold elements or character references."""
    if markup is Markup.HTML and MARKED_UP.search(text):
        return to_markdown(text, Markup.HTML, Target()).plain
    return plain(text).strip()


def essay(post: Post, language: str, inside: Inside, *, default: str) -> EssayText:
    """The file of an essay.

    Args:
        post: what the reader found.
        language: the essay's.
        inside: what addresses lead to in this base.
        default: the language that originals have where they say nothing.

    Raises:
        TooLongError: if its text is longer than any essay.
    """
    keys = _keys(post.references)
    target = Target(is_comment=False, url=post.url, inside=inside, citations=keys)
    body = to_markdown(post.text, post.markup, target)
    matter = _front_matter(post, language, default)
    references, images = _references(post, keys, inside)
    if references:
        matter["references"] = references
    front = _yaml(matter)
    text = f"---\n{front}---\n\n{body.text}\n" if body.text else f"---\n{front}---\n"
    return EssayText(text, body, (*body.images, *images), len(references))


def _front_matter(post: Post, language: str, default: str) -> dict[str, Any]:
    title, author, date = title_of(post, language), without_addresses(post.author), day(post.date)
    updated = day(post.updated)
    matter: dict[str, Any] = {"title": title}
    if language != default:
        matter["original"] = language
    source = {"title": title, "author": author, "url": web_address(post.url), "date": date}
    summary = text_of(post.summary, post.markup)
    if len(summary) > LONGEST_SUMMARY:
        summary = f"{summary[:LONGEST_SUMMARY].rpartition(' ')[0]} …"
    matter |= {
        "author": author,
        "date": date,
        "updated": updated if updated and date and updated > date else None,
        "summary": summary,
        "tags": list(dict.fromkeys(filter(None, (text_of(t, post.markup) for t in post.tags)))),
        "draft": post.state is not State.PUBLISHED or None,
        "source": {name: value for name, value in source.items() if value},
        "redirects": _redirects(post.url),
    }
    return {name: value for name, value in matter.items() if value}


def day(date: dt.datetime | dt.date | None) -> dt.date | None:
    """The day of a date."""
    return date.date() if isinstance(date, dt.datetime) else date


def _redirects(url: str) -> list[str]:
    """The old address, without its site, if a redirect can stand there."""
    path = "/" + re.sub(r"^https?://[^/?#]*/?", "", url)
    path = path if path.endswith("/") else f"{path}/"
    return [path] if url and re.fullmatch(REDIRECT_PATTERN, path) else []


def _keys(references: Sequence[Entry]) -> Mapping[int, str]:
    """The keys of references by their numbers: the first words, which say more than a number."""
    taken: set[str] = set()
    keys: dict[int, str] = {}
    for entry in references:
        if entry.number in keys:
            continue
        bare = re.sub(r"https?://(?:www\.)?", " ", text_of(entry.text, entry.markup))
        words = [word for word in slug(bare).split("-") if len(word) > 1][:KEY_WORDS]
        keys[entry.number] = unique("-".join(words)[:40].strip("-") or f"ref-{entry.number}", taken)
    return keys


def _references(
    post: Post, keys: Mapping[int, str], inside: Inside
) -> tuple[list[dict[str, str]], list[str]]:
    """The list of references as front matter has it, and the pictures in it."""
    rows: dict[int, dict[str, str]] = {}
    images: list[str] = []
    for entry in sorted(post.references, key=lambda entry: entry.number):
        if entry.number in rows:
            continue
        target = Target(is_comment=True, url=post.url, inside=inside)
        found = to_markdown(entry.text, entry.markup, target)
        images += found.images
        text = " ".join(found.text.split()) or web_address(entry.url) or "…"
        row = {"key": keys[entry.number], "text": text, "url": web_address(entry.url)}
        rows[entry.number] = {name: value for name, value in row.items() if value}
    return list(rows.values()), images


@dataclass(frozen=True, slots=True)
class Question:
    """A question that an essay's author asks."""

    text: str
    essay: str
    """The essay's id."""
    date: dt.date | None
    list: int
    """Which numbered list of questions of the essay it stands in."""
    number: int
    """Its place in that list; 0 without one."""


def question(asked: Question, language: str, *, default: str) -> str:
    """The file of a question.

    Args:
        asked: the question.
        language: that of its essay.
        default: the language that originals have where they say nothing.
    """
    matter: dict[str, Any] = {"title": plain(asked.text).strip()[:LONGEST_TITLE]}
    if language != default:
        matter["original"] = language
    matter |= {"asked_in": asked.essay, "asked_by": "author"}
    if asked.date:
        matter["date"] = asked.date
    if asked.number > 0:
        name = f"{asked.essay[:LONGEST_SET].strip('-')}-fragen"
        id = name if asked.list == 1 else f"{name}-{asked.list}"
        matter["set"] = {"id": id, "number": asked.number}
    return f"---\n{_yaml(matter)}---\n"


def _yaml(matter: Mapping[str, Any]) -> str:
    """Front matter, each text on one line."""
    return yaml.dump(matter, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=2**20)
