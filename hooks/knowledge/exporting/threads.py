"""The conversation under an essay as a page of its own: what readers see of it, no more."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from html import escape, unescape
from pathlib import Path

from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup

import knowledge
from knowledge.exporting.places import Places
from knowledge.model import Essay, RenderedComment
from knowledge.present.address import WRITTEN, with_links
from knowledge.present.labels import translator
from knowledge.present.text import date_iso, date_text

TEMPLATES = Path(knowledge.__file__).parents[2] / "overrides"
TEMPLATE = "fragments/export-thread.html"


@dataclass(frozen=True, slots=True)
class Answered:
    """A question that a comment answers."""

    href: str
    text: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A comment as the template shows it."""

    id: str
    name: str
    date: str
    date_iso: str
    kind: str
    url: str
    is_author: bool
    lang: str
    """The language of the text where it is not that of the page."""
    html: Markup
    """Sanitised when it was rendered."""
    reply_to: str = ""
    """The comment it replies to, where readers see that."""
    reply_name: str = ""
    answers: tuple[Answered, ...] = ()


def thread_html(essay: Essay, language: str, places: Places) -> str:
    """The page of a conversation, in the version of its essay in some language."""
    here = places.thread(essay, language)
    found = places.pages[essay.id, language].comments
    shown = {rendered.id for rendered in found}
    entries = [_entry(essay, each, language, places) for each in found]
    template = _environment().get_template(TEMPLATE)
    page = places.link(here, essay.path, language)
    comments = [entry if entry.reply_to in shown else _alone(entry) for entry in entries]
    return (
        template.render(
            t=translator(language),
            language=language,
            title=essay.versions[language].title,
            essay=page,
            comments=comments,
        )
        + "\n"
    )


@lru_cache(maxsize=1)
def _environment() -> Environment:
    # As in the site's own: a template says what it escapes, and the HTML of comments is sanitised.
    return Environment(loader=FileSystemLoader(TEMPLATES), trim_blocks=True, autoescape=False)


def _alone(entry: Entry) -> Entry:
    return replace(entry, reply_to="", reply_name="")


def _entry(essay: Essay, rendered: RenderedComment, language: str, places: Places) -> Entry:
    here, comment = places.thread(essay, language), essay.thread.by_id[rendered.id]
    parent = essay.thread.by_id.get(comment.reply_to)
    questions = places.library.questions
    return Entry(
        id=comment.id,
        name=comment.name,
        date=date_text(comment.date, language),
        date_iso=date_iso(comment.date),
        kind=str(comment.kind),
        url=comment.url,
        is_author=comment.author_of_essay,
        lang="" if rendered.language == language else rendered.language,
        html=Markup(settled(rendered.text.html, here, language, places)),
        reply_to=comment.reply_to,
        reply_name=parent.name if parent else "",
        answers=tuple(
            Answered(places.link(here, questions[id].path, language), questions[id].title(language))
            for id in comment.answers
            if id in questions
        ),
    )


def settled(html: str, here: str, language: str, places: Places) -> str:
    """HTML from `render` whose links lead to files of the export.

    Args:
        html: with neutral links.
        here: the file that it goes to, from the root of the export.
        language: of the page it is shown on.
        places: where everything lies.
    """

    def address(written: str) -> str:
        neutral = WRITTEN.fullmatch(written)
        assert neutral is not None
        path, anchor = unescape(neutral["path"]), unescape((neutral["anchor"] or "")[1:])
        link = "" if neutral["file"] else places.link(here, path, language, anchor)
        return escape(link or places.file_link(here, path, anchor))

    return with_links(html, address)
