"""The conversation under an essay: nested from its flat list."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from knowledge.model import Comment, CommentKind, Essay, RenderedComment
from knowledge.present.text import date_iso, date_text
from knowledge.present.views import CommentView, LinkView, ThreadView

if TYPE_CHECKING:
    from knowledge.present.scene import Scene

DEEPEST = 5
"""Levels that are indented; a deeper reply stands at the last and names whom it answers."""


def thread_view(scene: Scene, essay: Essay, shown: Sequence[str] | None = None) -> ThreadView:
    """The conversation as a page shows it.

    Args:
        scene: what is seen from the page.
        essay: whose conversation it is.
        shown: the ids of the comments that the page has, in order; all by default.
    """
    thread = essay.thread
    published = {comment.id: comment for comment in thread.comments if comment.published}
    remarks = {id: comment for id, comment in published.items() if comment.is_remark}
    rendered = {comment.id: comment for comment in scene.rendered(essay).comments}
    children, _ = nest(thread.comments, remarks)
    if shown is not None:
        children = _on_page(children, shown)
    maker = _Maker(scene, essay, published, rendered, children)
    note = ""
    if thread.declared is not None and thread.declared != thread.captured:
        note = scene.t("count_differs", declared=thread.declared, found=_found(scene, published))
    links = (id for id in published if id not in remarks and (shown is None or id in shown))
    return ThreadView(
        title=scene.t("conversation"),
        comments=tuple(maker.view(id) for id in children[""]),
        trackbacks=tuple(maker.view(id) for id in links),
        count=scene.count("comments", len(remarks)),
        note=note,
    )


def _on_page(children: Mapping[str, list[str]], shown: Sequence[str]) -> dict[str, list[str]]:
    """What one page has of a conversation: a branch that began on another goes on at the top."""
    here = {"", *shown}
    found = {above: [id for id in below if id in here] for above, below in children.items()}
    first = {id for above, below in found.items() if not above or above not in here for id in below}
    return {**found, "": [id for id in shown if id in first]}


def _found(scene: Scene, published: Mapping[str, Comment]) -> str:
    """What there is, in words: comments, and links from elsewhere apart."""
    remarks = sum(comment.is_remark for comment in published.values())
    links = len(published) - remarks
    parts = [scene.count("comments", remarks)]
    return " ".join([*parts, scene.count("trackback_count", links)] if links else parts)


def nest(
    comments: tuple[Comment, ...], shown: Mapping[str, Comment]
) -> tuple[dict[str, list[str]], set[str]]:
    """Who stands below whom.

    A reply to a comment that is not shown stands below the next one up that is. Nothing is
    lost to circles: their members stand at the top.

    Returns:
        Ids below each id, in order, `""` for the top; and the ids whose parent is not the one
        they stand below, so that they must name it.
    """
    parents = {comment.id: comment.reply_to for comment in comments}
    place: dict[str, tuple[str, int]] = {}
    children: dict[str, list[str]] = defaultdict(list)
    named: set[str] = set()
    for id in shown:
        for step in _unplaced(id, parents, shown, place):
            parent = _shown_parent(step, parents, shown)
            above, depth = place.get(parent, ("", 0))
            if parent and depth >= DEEPEST:
                place[step] = (above, depth)
                named.add(step)
            else:
                place[step] = (parent, depth + 1 if parent else 0)
    for id in shown:
        children[place[id][0]].append(id)
    return children, named


def _shown_parent(id: str, parents: Mapping[str, str], shown: Mapping[str, Comment]) -> str:
    seen = {id}
    parent = parents.get(id, "")
    while parent and parent not in shown and parent not in seen:
        seen.add(parent)
        parent = parents.get(parent, "")
    return parent if parent in shown and parent not in seen else ""


def _unplaced(
    id: str,
    parents: Mapping[str, str],
    shown: Mapping[str, Comment],
    place: dict[str, tuple[str, int]],
) -> list[str]:
    """A comment and those above it that have no place yet, the topmost first."""
    chain: list[str] = []
    on_chain: set[str] = set()
    current = id
    while current and current not in place and current not in on_chain:
        chain.append(current)
        on_chain.add(current)
        current = _shown_parent(current, parents, shown)
    if current in on_chain:  # a circle: all of it stands at the top
        for member in chain[chain.index(current) :]:
            place[member] = ("", 0)
        chain = chain[: chain.index(current)]
    return chain[::-1]


class _Maker:
    """Makes the views of one thread's comments."""

    def __init__(
        self,
        scene: Scene,
        essay: Essay,
        comments: Mapping[str, Comment],
        rendered: Mapping[str, RenderedComment],
        children: Mapping[str, list[str]],
    ) -> None:
        self.scene, self.essay = scene, essay
        self.comments, self.rendered = comments, rendered
        self.children = children

    def view(self, id: str) -> CommentView:
        """A comment with those below it; the nesting is at most `DEEPEST` levels."""
        comment, rendered, scene = self.comments[id], self.rendered[id], self.scene
        return CommentView(
            id=id,
            href=f"#{id}",
            name=comment.name or scene.t("comment_anonymous"),
            is_author=comment.author_of_essay,
            date=date_text(comment.date, scene.language) or scene.t("date_unknown"),
            date_iso=date_iso(comment.date),
            html=scene.settle(rendered.text.html),
            kind=comment.kind,
            kind_label=""
            if comment.kind is CommentKind.COMMENT
            else scene.t(f"kind_{comment.kind}"),
            lang="" if rendered.language == scene.language else rendered.language,
            language_note=self._language_note(comment, rendered),
            url=comment.url,
            answers=tuple(
                scene.link(scene.library.questions[question])
                for question in comment.answers
                if question in scene.library.questions
            ),
            reply_to=self._reply_to(comment),
            children=tuple(self.view(child) for child in self.children.get(id, ())),
            replies=scene.count("replies", below) if (below := self._below(id)) else "",
        )

    def _below(self, id: str) -> int:
        """How many comments stand below one, at any depth."""
        return sum(1 + self._below(child) for child in self.children.get(id, ()))

    def _language_note(self, comment: Comment, rendered: RenderedComment) -> str:
        """Says in which language a comment was written, if readers might not see it."""
        written = comment.lang or comment.original
        name = self.scene.language_name(written)
        if rendered.language != self.scene.language or (
            comment.lang and comment.lang != comment.original
        ):
            return self.scene.t("comment_original", language=name)
        return ""

    def _reply_to(self, comment: Comment) -> LinkView | None:
        """Whom a comment answers; nobody where that comment is not shown."""
        parent = self.comments.get(comment.reply_to)
        if parent is None:
            return None
        name = parent.name or self.scene.t("comment_anonymous")
        return LinkView(
            self.scene.href(self.essay, parent.id), self.scene.t("replies_to", name=name)
        )
