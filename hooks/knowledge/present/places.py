"""The places where concepts are meant, as pages list them: by document, with sentence and rule."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from knowledge.model import Backlink, Document, Essay, Kind, Rule, Spot
from knowledge.present.division import PlaceGroup
from knowledge.present.scene import Scene
from knowledge.present.text import date_text, number_text
from knowledge.present.views import LinkView, Row, RuleCount

MOST_PLACES = 8
"""Places of a group that stand open; the rest unfolds."""
WHERE = 4
"""The text of a place's row that says where it is."""
END_LIST: Row = (("end-list",), ())
END_FOLD: Row = (("end-fold",), ())
END_GROUP: Row = (("end-group",), ())
END: Row = (("end",), ())


def place_rows(scene: Scene, groups: Iterable[PlaceGroup]) -> list[Row]:
    """The places that one page of a concept lists.

    A `group` (with what it is, the language of its title, and what is said of one that continues)
    begins with the address, the title and the number of its places; that of the `concepts` has no
    address. Of each `place` (with the language of its sentence and its name, if that is not the
    page's) there is the sentence in three parts, its address, where it is, the rule and whether it
    is a link; where it is named in the same foreign language, the kind ends with that language
    again. What unfolds stands between a `fold`, which has its number, and `end-fold`; `end-list`
    comes behind what stands open, and `end-group` at last, or `end` for both.

    Args:
        scene: what is seen from the concept's page.
        groups: the places, as they are divided among pages.
    """
    rows: list[Row] = []
    words = _words(scene)
    for group in groups:
        if not group.document:
            title = LinkView("", scene.t("in_concepts"))
            here, others = (_in_concepts(scene, links, words) for links in group[2:4])
            _group(scene, rows, group, "", title, (here, others))
            continue
        document = scene.library.everything[group.document]
        texts = _texts(scene, document)
        label = words.thread if group.in_thread else words.kinds[document.kind]
        title = texts.thread if group.in_thread else texts.title
        here, others = (_places(scene, texts, links, words) for links in group[2:4])
        _group(scene, rows, group, label, title, (here, others))
    return rows


def rule_counts(scene: Scene, concept: str) -> tuple[RuleCount, ...]:
    """How the places that readers see here were found, by rule; of the others if there are none."""
    return tuple(
        RuleCount(
            label=scene.t(f"rule_{rule}"),
            count=number_text(count, scene.language),
            linked=scene.count("rules_linked", linked),
        )
        for rule, count, linked in scene.facts.rules.get(concept, ())
    )


def spot_link(scene: Scene, spot: Spot) -> LinkView:
    """A link to a section or a comment that names it; to its document where it has no name."""
    document = scene.library.everything[spot.document]
    title = _texts(scene, document).title
    if spot.comment:
        name = comment_name(scene, document, spot.comment)
        return LinkView(scene.href(document, spot.comment), name)
    language = document.version(scene.language).language
    heading = scene.facts.headings[document.id, language].get(spot.section, "")
    return title._replace(href=f"{title.href}#{spot.section}", text=heading) if heading else title


def comment_name(scene: Scene, document: Document, comment_id: str) -> str:
    """Who wrote a comment, and when."""
    assert isinstance(document, Essay)
    comment = document.thread.by_id[comment_id]
    name = comment.name or scene.t("comment_anonymous")
    return ", ".join(filter(None, [name, date_text(comment.date, scene.language)]))


def _group(
    scene: Scene,
    rows: list[Row],
    group: PlaceGroup,
    label: str,
    title: LinkView,
    places: tuple[list[Row], list[Row]],
) -> None:
    """Adds places that readers see in their language; others unfold."""
    here, others = places
    count = len(here)
    # One place alone is not worth a click.
    shown = count if count == MOST_PLACES + 1 else MOST_PLACES
    total = scene.count("mentions_count", group.total)
    continued = scene.t("continued") if group.is_continued else ""
    if title.href:
        rows.append((("group", label, title.lang, continued), (title.href, title.text, total)))
    else:
        rows.append((("concepts", "", "", continued), (title.text, total)))
    if count <= shown and not others:  # most
        rows += here
        rows.append(END)
        return
    rows += here[:shown]
    rows.append(END_LIST)
    if count > shown:
        rows += (_fold(scene, "places_more", count - shown), *here[shown:], END_FOLD)
    if others:
        rows += (_fold(scene, "in_other_language", len(others)), *others, END_FOLD)
    rows.append(END_GROUP)


def _fold(scene: Scene, key: str, count: int) -> Row:
    return ("fold",), (scene.count(key, count),)


def _in_concepts(scene: Scene, links: Iterable[Backlink], words: _Words) -> list[Row]:
    """The places in other concepts, which are named by the concept and not by a section."""
    found: list[Row] = []
    for link in links:
        concept = scene.library.concepts[link.document]
        title = concept.versions[link.language].title
        rows = _places(scene, _texts(scene, concept), [link], words)
        found += [
            ((*kind[:3], kind[1]), (*own[:WHERE], title, *own[WHERE + 1 :])) for kind, own in rows
        ]
    return found


class _Words(NamedTuple):
    """What is said of every place of a page."""

    kinds: Mapping[Kind, str]
    thread: str
    rules: Mapping[Rule, str]
    linked: tuple[str, str]
    """Of a place that is no link, and of one that is."""
    opening: str


def _words(scene: Scene) -> _Words:
    return _Words(
        {kind: scene.t(f"kind_{kind}") for kind in Kind if kind is not Kind.CONCEPT},
        scene.t("conversation"),
        {rule: scene.t(f"rule_{rule}") for rule in Rule},
        (scene.t("place_named"), scene.t("place_linked")),
        scene.t("opening"),
    )


def _places(scene: Scene, texts: _Texts, links: Iterable[Backlink], words: _Words) -> list[Row]:
    """The places in one document."""
    rows: list[Row] = []
    headings: dict[str, Mapping[str, str]] = {}
    for link in links:
        document, language, comment, section, (before, surface, after), rule, linked = link
        href, name, kind, titled = texts[language, comment]
        if section:
            if language not in headings:
                headings[language] = scene.facts.headings[document, language]
            href, name = f"{href}#{section}", headings[language].get(section, "")
            kind = titled if name else kind
        how = words.rules[rule], words.linked[linked]
        rows.append((kind, (before, surface, after, href, name or words.opening, *how)))
    return rows


class _Text(NamedTuple):
    """What all places in one text have in common: a document's own, or a comment's."""

    href: str
    name: str
    """Of a comment."""
    kind: tuple[str, ...]
    """Of a row for a place in it."""
    titled: tuple[str, ...]
    """The same where a heading of it names the place."""


class _Texts(dict[tuple[str, str], _Text]):
    """The texts of a document, by their language and the comment, seen from one depth of the site.

    Attributes:
        title: a link to the document that reads its title.
        thread: the same to its thread.
    """

    def __init__(self, scene: Scene, document: Document) -> None:
        super().__init__()
        self._scene, self._document = scene, document
        self._href = scene.href(document)
        self.title = scene.link(document)
        self.thread = self.title._replace(href=f"{self._href}#thread")

    def __missing__(self, key: tuple[str, str]) -> _Text:
        language, comment_id = key
        scene, document = self._scene, self._document
        shown, spoken = document.version(scene.language).language, language
        name, anchor = "", ""
        if comment_id:
            assert isinstance(document, Essay)
            comment = document.thread.by_id[comment_id]
            shown = comment.text(shown).language
            if language == comment.original:  # which may not be that of its file
                spoken = comment.lang or language
            name, anchor = comment_name(scene, document, comment_id), f"#{comment_id}"
        href = scene.href(document, comment_id) if comment_id else self._href
        if language != shown:
            path = scene.place(document.path, comment_id)
            target = scene.addresses.of_page(path, language)
            href = scene.addresses.relative(target, scene.base) + anchor
        foreign = (spoken, scene.language_name(spoken)) if spoken != scene.language else ("", "")
        kind = ("place", *foreign)
        text = _Text(href, name, kind, (*kind, foreign[0]))
        self[key] = text
        return text


def _texts(scene: Scene, document: Document) -> _Texts:
    """The texts of a document; they follow from it alone, and from how deep the page lies."""
    key = _Texts, document.id, scene.up
    if key not in scene.known:
        scene.known[key] = _Texts(scene, document)
    found: _Texts = scene.known[key]
    return found
