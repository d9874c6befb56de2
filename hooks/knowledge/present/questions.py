"""What a question's page shows beside its text: where it was asked and what answers it."""

from __future__ import annotations

from knowledge.model import Answer, Question, QuestionState
from knowledge.present.scene import Scene
from knowledge.present.text import date_iso, date_text
from knowledge.present.views import AnswerView, LinkView, QuestionCard, QuestionView

MOST_CONCEPTS = 8
HOW_TO_ANSWER = "/about/contribute/index"
"""The page that says how to answer, which a site need not have, and the section there."""
ANSWERING = "antworten"


def question_view(scene: Scene, question: Question) -> QuestionView:
    """A question with its answers in their own words."""
    state = scene.connections.states[question.id]
    same_set = question_set(scene, question)
    return QuestionView(
        state=state,
        state_label=scene.t(f"state_{state}"),
        asked_in=asked_in(scene, question),
        asked_by=scene.t(f"asked_by_{question.asked_by}"),
        date=date_text(question.date, scene.language),
        date_iso=date_iso(question.date),
        set_note=scene.t("set_leads", total=len(same_set)) if len(same_set) > 1 else "",
        set=same_set,
        answers=tuple(
            _answer(scene, answer) for answer in scene.connections.answers.get(question.id, ())
        ),
        concepts=question_concepts(scene, question),
        invite=_invite(scene) if state is QuestionState.OPEN else None,
    )


def _invite(scene: Scene) -> LinkView | None:
    page = scene.library.pages.get(HOW_TO_ANSWER)
    return LinkView(scene.href(page, ANSWERING), scene.t("invite_how")) if page else None


def question_set(scene: Scene, question: Question) -> tuple[QuestionCard, ...]:
    """The questions of the set a question belongs to, in its order; itself included."""
    members = scene.connections.question_sets[question.set.id] if question.set else ()
    return tuple(scene.question_card(id) for id in members)


def asked_in(scene: Scene, question: Question) -> LinkView | None:
    """The essay, or the comment in it, where a question was asked."""
    essay_id, _, comment = question.asked_in.partition("#")
    essay = scene.library.essays.get(essay_id)
    return scene.link(essay, comment) if essay else None


def _answer(scene: Scene, answer: Answer) -> AnswerView:
    essay = scene.library.essays[answer.essay]
    if not answer.comment:
        return AnswerView(
            title=scene.link(essay),
            where=None,
            date=date_text(essay.date, scene.language),
            date_iso=date_iso(essay.date),
            text=essay.version(scene.language).summary,
            lang=scene.lang(essay),
        )
    comment = essay.thread.by_id[answer.comment]
    text = scene.comment(essay, comment.id)
    of = scene.t("comment_of", name=comment.name) if comment.name else ""
    return AnswerView(
        title=LinkView(scene.href(essay, comment.id), of or scene.t("comment_by_nobody")),
        where=scene.link(essay),
        date=date_text(comment.date, scene.language) or scene.t("date_unknown"),
        date_iso=date_iso(comment.date),
        html=scene.settle(text.text.html),
        lang="" if text.language == scene.language else text.language,
    )


def question_concepts(scene: Scene, question: Question) -> tuple[LinkView, ...]:
    """The concepts that a question's own text means most often."""
    meant = scene.facts.meant[question.id, question.version(scene.language).language]
    return tuple(scene.link(scene.library.concepts[id]) for id in meant[:MOST_CONCEPTS])
