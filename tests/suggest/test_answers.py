from __future__ import annotations

import datetime as dt
from typing import Any

from knowledge.model import CommentKind, Essay, Question, QuestionSet, Status
from knowledge.suggest import LikelyAnswer
from tests.documents import comment, concept, essay
from tests.suggest.base import suggested, version

TITLE = "Welche Werkstatt repariert alte Fahrräder ohne Aufpreis?"
BODY = "Gesucht ist eine Werkstatt, die auch rostige Fahrräder annimmt. Ersatzteile zählen nicht."
ANSWER = (
    "In unserer Straße gibt es eine Werkstatt, die jedes Fahrrad repariert, so rostig es sein "
    "mag, und für Ersatzteile verlangt der Meister keinen Aufpreis, was uns seit Jahren freut."
)
OTHER = (
    "Gestern war ich mit meiner Schwester am Meer, und wir haben den ganzen Nachmittag lang "
    "Muscheln gesammelt, Möwen gezählt, Kaffee getrunken und über unsere Großmutter gesprochen."
)
FILLER = [
    comment(f"c{n}", text, name=f"N{n}")
    for n, text in enumerate(
        [
            "Der Garten blüht, die Rosen duften, und im Teich schwimmen Enten um die Insel herum.",
            "Musik tut gut: Geigen, Flöten, Trommeln, ein Chor, der lacht und singt und tanzt.",
            "Im Winter lese ich Romane über Seefahrer, Wale, Stürme und einsame Leuchttürme.",
        ],
        90,
    )
]
ASKED = dt.date(2017, 11, 13)


def question(id: str = "q", title: str = TITLE, body: str = BODY, **more: Any) -> Question:
    more.setdefault("asked_in", "e")
    return Question(id, "de", {"de": version(f"questions/{id}", title, body)}, **more)


def answers(*comments: Any, asked: Question | None = None, **more: Any) -> list[LikelyAnswer]:
    thread = [*FILLER, *comments]
    one = essay("e", "Ein Text.", comments=thread, **more)
    return list(suggested(one, asked or question()).answers)


def test_a_comment_that_speaks_of_the_same_things_probably_answers() -> None:
    (found,) = answers(comment("c1", ANSWER, name="A"), comment("c2", OTHER, name="B"))
    assert (found.question, found.target) == ("q", "e#c1")
    assert found.reasons[0].startswith("speaks of ")
    assert "Fahrrad" in found.reasons[0]
    assert found.sentence.startswith("In unserer Straße")


def test_the_section_of_another_essay_may_answer() -> None:
    other = essay("f", f"Anfang.\n\n## Werkstatt {{ #werkstatt }}\n\n{ANSWER}\n", author="B")
    (found,) = suggested(essay("e", comments=FILLER), other, question()).answers
    assert (found.target, found.section, found.spot.line) == ("f#werkstatt", "werkstatt", 5)


def test_whoever_asks_does_not_answer() -> None:
    asking = essay("e", f"Ein Text.\n\n{ANSWER}\n", author="a", comments=FILLER)
    assert suggested(asking, question()).answers == ()
    own = comment("c1", ANSWER, name="A. B.", author_of_essay=True)
    assert answers(own, author="a") == []


def test_an_essay_may_answer_what_its_reader_asks() -> None:
    asking = essay("e", f"Ein Text.\n\n## Teil {{ #teil }}\n\n{ANSWER}\n", comments=FILLER)
    other = essay("f", f"Ein Text.\n\n## Teil {{ #teil }}\n\n{ANSWER}\n", author="B")
    asked = question(asked_by="reader")
    assert [a.target for a in suggested(asking, asked).answers] == []
    assert [a.target for a in suggested(asking, other, asked).answers] == ["f#teil"]


def test_what_was_said_before_the_question_does_not_answer() -> None:
    early = comment("c1", ANSWER, name="A", date=dt.date(2017, 11, 12))
    late = comment("c2", ANSWER, name="B", date=dt.date(2017, 11, 14))
    found = answers(early, late, asked=question(date=ASKED))
    assert [answer.comment for answer in found] == ["c2"]


def test_a_reply_to_the_comment_that_asks() -> None:
    asks = comment("c1", TITLE, name="A", date=dt.date(2017, 11, 14))
    reply = comment(
        "c2",
        "Gleich hinter dem Bahnhof, neben dem Bäcker, da war ich selbst schon zweimal zufrieden.",
        name="B",
        date=dt.date(2017, 11, 15),
        reply_to="c1",
    )
    before = comment("c3", ANSWER, name="C", date=dt.date(2017, 11, 13))
    same = comment("c4", ANSWER, name="A", date=dt.date(2017, 11, 16))
    asked = question(asked_in="e#c1", asked_by="reader")
    found = answers(asks, reply, before, same, asked=asked)
    assert [(a.comment, a.reasons[-1]) for a in found] == [("c2", "replies to c1")]


def test_a_number_names_a_question_of_the_essay() -> None:
    asked = question(set=QuestionSet("s", 3))
    said = comment("c1", "Zu 3.: beim Bahnhof.", name="A")
    named = comment("c2", "Auf Frage 3 fällt mir der Bahnhof ein.", name="B")
    share = comment("c3", "Das gilt zu 3 Prozent, oder zu 30.", name="C")
    assert {a.comment for a in answers(said, named, share, asked=asked)} == {"c1", "c2"}
    elsewhere = essay("f", comments=[said])
    assert suggested(essay("e", comments=FILLER), elsewhere, asked).answers == ()


def test_a_number_that_several_questions_have_says_less() -> None:
    alone = answers(
        comment("c1", "Zu 3.: beim Bahnhof.", name="A"), asked=question(set=QuestionSet("s", 3))
    )
    one = essay("e", comments=[*FILLER, comment("c1", "Zu 3.: beim Bahnhof.", name="A")])
    both = suggested(
        one,
        question(set=QuestionSet("s", 3)),
        question("r", "Wo ist es schön?", "Orte.", set=QuestionSet("t", 3)),
    ).answers
    assert {a.question for a in both} == {"q", "r"}
    assert all(a.score < alone[0].score for a in both)


def test_a_quotation_of_the_question() -> None:
    quoting = comment("c1", f"> {TITLE}\n\nDer am Bahnhof!", name="A")
    (found,) = answers(quoting)
    assert "quotes the question" in found.reasons


def test_a_comment_that_the_page_of_the_question_links_to() -> None:
    linking = question(body=f"{BODY} Vielleicht [[e#c1|dort]].")
    (found,) = answers(comment("c1", OTHER, name="A"), asked=linking)
    assert found.reasons == ("the question's page links to it",)


def test_what_is_answered_closed_or_hidden_stays_out() -> None:
    good = comment("c1", ANSWER, name="A")
    assert answers(good)
    assert answers(comment("c1", ANSWER, name="A", answers=("q",))) == []
    assert answers(good, asked=question(closed=True)) == []
    assert answers(comment("c1", ANSWER, name="A", status=Status.PENDING)) == []
    assert answers(comment("c1", ANSWER, name="A", kind=CommentKind.PINGBACK)) == []
    assert answers(good, answers=("q",)) == []


def test_nonsense_is_not_shown() -> None:
    assert answers(comment("c1", OTHER, name="A"), comment("c2", "Danke!", name="B")) == []
    assert answers(comment("c1", "Werkstatt, Fahrrad, Aufpreis.", name="A")) == []


def test_a_rare_concept_in_common_weighs_more_than_a_word() -> None:
    text = comment("c1", ANSWER, name="A")
    plain = answers(text)[0].score
    known = concept("werkstatt", "Werkstatt")
    one = Essay("e", "de", essay("e").versions, thread=essay("e", comments=[*FILLER, text]).thread)
    (found,) = suggested(one, question(), known).answers
    assert found.score > plain
