"""What a page is in the words of schema.org, for machines that read it: one JSON-LD graph a page.

Only what the texts say is said. Dates are as exact as they are known, whoever is not named is left
out, and an answer is never called accepted, since nobody here accepts one. A page that is shown in
another language's place describes its original, under the address that it names as canonical.

What a page describes is found under its `@id`, its canonical address; others refer to it by that.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from markupsafe import Markup

from knowledge.model import (
    Answer,
    Comment,
    Concept,
    ConceptKind,
    Document,
    Essay,
    Kind,
    Page,
    Question,
)
from knowledge.present.division import Part
from knowledge.present.scene import Scene
from knowledge.present.text import date_iso, excerpt
from knowledge.present.views import CommentView, ThreadView

Node = dict[str, Any]
"""A thing with its properties; those that are empty are left out when it is written."""

CONTEXT = "https://schema.org"
DEFINITION = 300
"""Characters of a definition; the page has all of it."""
THINGS = {
    ConceptKind.PERSON: "Person",
    ConceptKind.ORGANISATION: "Organization",
    ConceptKind.WORK: "CreativeWork",
}
"""What a concept is about, where it is more than an idea."""
SECTIONS = {
    Kind.ESSAY: "/essays/index",
    Kind.CONCEPT: "/concepts/index",
    Kind.QUESTION: "/questions/index",
}
"""The pages that list documents of a kind, by their ids."""
UNSAFE = [(sign, f"\\u{ord(sign):04x}") for sign in "<>&\u2028\u2029"]
"""What would end a script element, or a line in scripts of old (HTML Living Standard, 4.12.1.3)."""


def structured(scene: Scene, part: Part, thread: ThreadView | None) -> Markup:
    """The description of a page, for an element `script` of type `application/ld+json`.

    Args:
        scene: the base as readers see it from the page.
        part: what the page shows.
        thread: the conversation on the page of an essay: only those comments are described that
            stand there.
    """
    described = _further if part.number > 1 else _described
    nodes = [*described(scene, part, thread), *_trail(scene, part.document)]
    data = {"@context": CONTEXT, "@graph": [_filled(node) for node in nodes]}
    written = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    for sign, code in UNSAFE:
        written = written.replace(sign, code)
    return Markup(written)


def _filled(value: Any) -> Any:
    """A node without what is empty, which a count of nothing is not."""
    if isinstance(value, dict):
        return {name: _filled(part) for name, part in value.items() if part or part == 0}
    return [_filled(part) for part in value] if isinstance(value, list) else value


def _described(scene: Scene, part: Part, thread: ThreadView | None) -> Iterator[Node]:
    document = part.document
    if isinstance(document, Essay):
        yield _article(scene, document)
        if thread and thread.comments:
            yield _conversation(scene, document, thread.comments)
    elif isinstance(document, Concept):
        yield _term(scene, document)
    elif isinstance(document, Question):
        yield _question_page(scene, document)
    elif isinstance(document, Page):
        yield _page(scene, document)


def _further(scene: Scene, part: Part, thread: ThreadView | None) -> Iterator[Node]:
    """A page where what a document lists goes on."""
    document = part.document
    language = document.version(scene.language).language
    yield {
        "@type": "CollectionPage",
        "@id": scene.addresses.absolute(part.path, language),
        "inLanguage": language,
        # A term is no work, so that nothing can be a part of it.
        "about" if document.kind is Kind.CONCEPT else "isPartOf": {
            "@id": _address(scene, document)
        },
    }
    if isinstance(document, Essay) and thread and thread.comments:
        yield _conversation(scene, document, thread.comments)


def _address(scene: Scene, document: Document, anchor: str = "") -> str:
    """The canonical address of the version of a document that readers see here."""
    language = document.version(scene.language).language
    path = scene.place(document.path, anchor)
    return scene.addresses.absolute(path, language) + (f"#{anchor}" if anchor else "")


def _work(scene: Scene, kind: str, document: Document) -> Node:
    """What holds for every text: its address, its language, and what it is a translation of."""
    language = document.version(scene.language).language
    others = [other for other in document.versions if other != language]
    to = [{"@id": scene.addresses.absolute(document.path, other)} for other in others]
    is_original = language == document.original
    return {
        "@type": kind,
        "@id": _address(scene, document),
        "inLanguage": language,
        "translationOfWork": "" if is_original else to[0],
        "workTranslation": to[0] if is_original and to else "",
    }


def _article(scene: Scene, essay: Essay) -> Node:
    origin = essay.origin
    return {
        **_work(scene, "Article", essay),
        "headline": essay.title(scene.language),
        "author": _author(scene, essay),
        "datePublished": date_iso(essay.date),
        "dateModified": date_iso(essay.updated),
        "isBasedOn": {
            "@type": "CreativeWork",
            "name": origin.title,
            "author": _named(origin.author),
            "datePublished": date_iso(origin.date),
            "url": origin.url,
        }
        if origin
        else "",
    }


def _author(scene: Scene, essay: Essay) -> Node | str:
    """An essay's author, if one is named."""
    person = scene.library.concepts.get(essay.author)
    return _thing(scene, person) if person else _named(essay.author)


def _reference(thing: Node | str) -> Node | str:
    """A thing that is described on the page already, if it can be named: its name alone."""
    return {"@id": thing["@id"]} if isinstance(thing, dict) and "@id" in thing else thing


def _named(name: str) -> Node | str:
    return {"@type": "Person", "name": name} if name else ""


def _conversation(scene: Scene, essay: Essay, comments: Iterable[CommentView]) -> Node:
    """The conversation about an essay, which whoever wrote the essay opened with it.

    Comments come without their words, which would be on the page twice.
    """
    return {
        "@type": "DiscussionForumPosting",
        "@id": _address(scene, essay, "thread"),
        "about": {"@id": _address(scene, essay)},
        "author": _reference(_author(scene, essay)),
        "datePublished": date_iso(essay.date),
        "commentCount": sum(c.published and c.is_remark for c in essay.thread.comments),
        "comment": [_comment(scene, essay, view) for view in comments],
    }


def _comment(scene: Scene, essay: Essay, view: CommentView, above: str = "") -> Node:
    """A comment with those below it; it names what it answers where that is not the one above."""
    comment = essay.thread.by_id[view.id]
    parent = comment.reply_to if view.reply_to and comment.reply_to != above else ""
    shown = view.lang or scene.language
    language = comment.lang if comment.lang and shown == comment.original else shown
    return {
        "@type": "Comment",
        "url": _address(scene, essay, view.id),
        "author": _named(comment.name),
        "datePublished": date_iso(comment.date),
        "inLanguage": language if language != essay.version(scene.language).language else "",
        "parentItem": {"@type": "Comment", "url": _address(scene, essay, parent)} if parent else "",
        "comment": [_comment(scene, essay, child, view.id) for child in view.children],
    }


def _term(scene: Scene, concept: Concept) -> Node:
    language = concept.version(scene.language).language
    others = [other for other in concept.versions if other != language]
    return {
        "@type": "DefinedTerm",
        "@id": _address(scene, concept),
        "name": concept.title(scene.language),
        "alternateName": list(concept.version(scene.language).aliases),
        "description": excerpt(scene.lead(concept), DEFINITION),
        "inDefinedTermSet": _terms(scene),
        "about": _thing(scene, concept) if concept.concept_kind in THINGS else "",
        "sameAs": [scene.addresses.absolute(concept.path, other) for other in others],
    }


def _terms(scene: Scene) -> Node:
    """All concepts of the site."""
    return {
        "@type": "DefinedTermSet",
        "@id": f"{scene.addresses.absolute('/concepts/', scene.language)}#concepts",
    }


def _thing(scene: Scene, concept: Concept) -> Node:
    """The person, organisation or work that a concept names."""
    kind = concept.concept_kind
    return {
        "@type": THINGS[kind],
        "@id": _address(scene, concept, kind),
        "name": concept.title(scene.language),
        "url": _address(scene, concept),
        "datePublished": concept.date if kind is ConceptKind.WORK else "",
    }


def _question_page(scene: Scene, question: Question) -> Node:
    answers = scene.connections.answers.get(question.id, ())
    return {
        **_work(scene, "QAPage", question),
        "mainEntity": {
            "@type": "Question",
            "name": question.title(scene.language),
            "text": " ".join(scene.rendered(question).body.plain.values()),
            "author": _asker(scene, question),
            "datePublished": date_iso(question.date),
            "parentItem": _asked_in(scene, question),
            "answerCount": len(answers),
            "suggestedAnswer": [_answer(scene, answer) for answer in answers],
        },
    }


def _asked_in(scene: Scene, question: Question) -> Node | str:
    """The essay, or the comment in it, where a question was asked."""
    id, _, comment = question.asked_in.partition("#")
    essay = scene.library.essays.get(id)
    if essay is None:
        return ""
    if comment:
        return {"@type": "Comment", "url": _address(scene, essay, comment)}
    return {"@type": "Article", "@id": _address(scene, essay)}


def _asker(scene: Scene, question: Question) -> Node | str:
    """Who asked: whoever wrote the comment or, if the question is its author's, the essay."""
    id, _, comment = question.asked_in.partition("#")
    essay = scene.library.essays.get(id)
    if essay is None:
        return ""
    if comment in essay.thread.by_id:
        return _named(essay.thread.by_id[comment].name)
    return _author(scene, essay) if question.asked_by == "author" else ""


def _answer(scene: Scene, answer: Answer) -> Node:
    essay = scene.library.essays[answer.essay]
    if not answer.comment:
        return {
            "@type": "Answer",
            "url": _address(scene, essay),
            "text": essay.version(scene.language).summary,
            "author": _author(scene, essay),
            "datePublished": date_iso(essay.date),
        }
    comment: Comment = essay.thread.by_id[answer.comment]
    return {
        "@type": "Answer",
        "url": _address(scene, essay, comment.id),
        "text": " ".join(scene.comment(essay, comment.id).text.plain.values()),
        "author": _named(comment.name),
        "datePublished": date_iso(comment.date),
    }


def _page(scene: Scene, page: Page) -> Node:
    """A page of the site itself."""
    if page.path == "/":
        address = _address(scene, page)
        return {**_work(scene, "WebSite", page), "name": scene.site_name, "url": address}
    is_list = page.listing not in {"", "imprint"}
    terms = {**_terms(scene), "name": page.title(scene.language)}
    return {
        **_work(scene, "CollectionPage" if is_list else "WebPage", page),
        "name": page.title(scene.language),
        "isPartOf": {"@type": "WebSite", "@id": scene.addresses.absolute("/", scene.language)},
        "mainEntity": terms if page.listing == "concepts" else "",
    }


def _trail(scene: Scene, document: Document) -> Iterator[Node]:
    """The way from the home page to a page, if it is not that.

    The page itself needs no entry in it, but a way needs two.
    """
    if document.path == "/":
        return
    steps = [(scene.site_name, scene.addresses.absolute("/", scene.language))]
    above = [scene.library.pages[id] for id in _above(document) if id in scene.library.pages]
    for page in above or (document,):
        title = page.version(scene.language).nav_title or page.title(scene.language)
        steps.append((title, _address(scene, page)))
    yield {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": number, "name": name, "item": {"@id": address}}
            for number, (name, address) in enumerate(steps, start=1)
        ],
    }


def _above(document: Document) -> Iterator[str]:
    """The ids of the pages between the home page and a document, if there are such pages."""
    if document.kind in SECTIONS:
        yield SECTIONS[document.kind]
    else:
        folders = document.path.strip("/").split("/")[:-1]
        for count in range(1, len(folders) + 1):
            yield f"/{'/'.join(folders[:count])}/index"
