"""What can be wrong in a thread as a whole: who answers whom, and how many there are."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from knowledge.check.kinds import problem
from knowledge.check.nearest import did_you_mean
from knowledge.check.places import lines_between
from knowledge.collect.source import parse_front_matter
from knowledge.collect.thread import unescape
from knowledge.model import Comment, CommentText, Essay, Library, Mark, Problem

BREAKS_OFF = re.compile(r"[\w,;:–-]\Z")
LONG_LINE = 60
"""A last line shorter than this is a signature, not half a sentence."""


def check_threads(library: Library) -> Iterator[Problem]:
    """Problems of all threads."""
    for essay in library.essays.values():
        circles = list(_circles(essay))
        yield from _replies(essay, {id for circle in circles for id in circle})
        yield from (_cycle(essay, circle) for circle in circles)
        yield from _answers(library, essay)
        yield from _count(essay)
        for comment in essay.thread.comments:
            yield from _truncated(comment)


def _text(comment: Comment) -> CommentText:
    return comment.texts[comment.original]


def _at(comment: Comment, kind: str, option: str, message: str) -> Problem:
    """A problem at an option, or on the line of the block if it has none."""
    text = _text(comment)
    source, at = text.source, Mark(text.line)
    for start, written in lines_between(source, text.line, text.start):
        if written.strip().startswith(f"{option}:"):
            stripped = written.strip()
            begin = start + written.index(stripped)
            at = source.mark(begin, begin + len(stripped))
            break
    return problem(kind, source.path, at, message)


def _replies(essay: Essay, in_circles: Collection[str]) -> Iterator[Problem]:
    seen: set[str] = set()
    ids = [comment.id for comment in essay.thread.comments]
    for comment in essay.thread.comments:
        parent = comment.reply_to
        if parent and parent not in ids:
            message = f"This answers `{parent}`, which is not in this thread."
            hint = did_you_mean(parent, ids) or " Correct `reply-to`, or remove it."
            yield _at(comment, "dangling-reply", "reply-to", message + hint)
        elif parent and parent not in seen and comment.id not in in_circles:
            message = (
                f"This answers `{parent}`, which stands further down. Move it below `{parent}`, "
                "so that the file reads in order."
            )
            yield _at(comment, "reply-before-parent", "reply-to", message)
        seen.add(comment.id)


def _circles(essay: Essay) -> Iterator[Sequence[str]]:
    """Circles of replies, each once."""
    by_id = {comment.id: comment for comment in essay.thread.comments}
    done: set[str] = set()
    for start in by_id:
        path: dict[str, None] = {}
        current = start
        while current in by_id and current not in done and current not in path:
            path[current] = None
            current = by_id[current].reply_to
        done.update(path)
        if current in path:
            steps = list(path)
            yield steps[steps.index(current) :]


def _cycle(essay: Essay, circle: Sequence[str]) -> Problem:
    message = (
        f"These comments answer each other in a circle: {' → '.join([*circle, circle[0]])}. "
        "Remove the `reply-to` that is wrong."
    )
    first = next(comment for comment in essay.thread.comments if comment.id == circle[0])
    return _at(first, "reply-cycle", "reply-to", message)


def _answers(library: Library, essay: Essay) -> Iterator[Problem]:
    for comment in essay.thread.comments:
        for question in comment.answers:
            if question not in library.questions:
                yield _at(comment, "dangling-answer", "answers", _no_question(library, question))
    source = essay.versions[essay.original].source
    for index, question in enumerate(essay.answers):
        if question not in library.questions:
            at = parse_front_matter(source).mark(("answers", index))
            yield problem("dangling-answer", source.path, at, _no_question(library, question))


def _no_question(library: Library, id: str) -> str:
    hint = did_you_mean(id, library.questions) or " Write the question first, or correct the id."
    return f"There is no question `{id}`.{hint}"


def _count(essay: Essay) -> Iterator[Problem]:
    thread = essay.thread
    if thread.declared is not None and thread.declared != thread.captured:
        source = _text(thread.comments[0]).source if thread.comments else None
        path = source.path if source else essay.versions[essay.original].source.path
        line = source.line_at(max(0, source.text.find("declared:"))) if source else 1
        message = (
            f"The source declares {thread.declared} comments; {thread.captured} were "
            "captured. The page says so; nothing needs to be done unless more can be found."
        )
        yield problem("count-differs", path, line, message)


def _truncated(comment: Comment) -> Iterator[Problem]:
    text = _text(comment)
    body = unescape(text.source.text[text.start : text.end]).rstrip()
    last = body.rsplit("\n", 1)[-1]
    if len(last) > LONG_LINE and BREAKS_OFF.search(last):
        message = (
            f"The comment `{comment.id}` ends in the middle of a sentence. If the source breaks "
            "off there, say so in square brackets."
        )
        yield problem("looks-truncated", text.source.path, text.line, message)
