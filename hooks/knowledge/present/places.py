"""The places where concepts are meant, as pages list them: by document, with sentence and rule."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from knowledge.model import Backlink, Document, Essay, Kind, Rule, Spot
from knowledge.present.division import PlaceGroup
from knowledge.present.scene import Scene
from knowledge.present.text import date_text, number_text
from knowledge.present.views import LinkView, Row, RuleCount

MOST_PLACES = 8
"""Places of a group that stand open; the rest unfolds."""
WHERE = 4
"""The text of a place's row that says where it is; it is the last."""
END_LIST: Row = (("end-list",), ())
END_FOLD: Row = (("end-fold",), ())
END_GROUP: Row = (("end-group",), ())
END: Row = (("end",), ())


def place_rows(scene: Scene, groups: Iterable[PlaceGroup]) -> list[Row]:
    """The places that one page of a concept lists.

    A `group` (with what it is, the language of its title, what is said of one that continues, and
    whether nothing of it stands open) begins with the address, the title and the number of its
    places; that of the `concepts` has no address. Of each `place` (with the language of its
    sentence and its name, if that is not the page's; that language again, where it is named in the
    same; and how it was found) there is the sentence in three parts, its address, and where it is.
    What unfolds stands between a `fold`, which has its number, and `end-fold`; `end-list` comes
    behind what stands open, and `end-group` at last, or `end` for both.

    Args:
        scene: what is seen from the concept's page.
        groups: the places, as they are divided among pages.
    """
    rows: list[Row] = []
    words = _words(scene)
    for group in groups:
        id, in_thread, here, others, *_ = group
        if not id:
            title = LinkView("", scene.t("in_concepts"))
            places = _in_concepts(scene, here, words), _in_concepts(scene, others, words)
            _group(scene, rows, group, "", title, places)
            continue
        document = scene.library.everything[id]
        texts = _texts(scene, document, words)
        label = words.thread if in_thread else words.kinds[document.kind]
        title = texts.thread if in_thread else texts.title
        places = _places(scene, texts, here, words), _places(scene, texts, others, words)
        _group(scene, rows, group, label, title, places)
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
    title = _texts(scene, document, _words(scene)).title
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
    is_folded = "" if here else "folded"
    if title.href:
        kind = ("group", label, title.lang, continued, is_folded)
        rows.append((kind, (title.href, title.text, total)))
    else:
        rows.append((("concepts", "", "", continued, is_folded), (title.text, total)))
    if count <= shown and not others:  # most
        rows += here
        rows.append(END)
        return
    if here:
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
        rows = _places(scene, _texts(scene, concept, words), [link], words)
        found += [((*kind[:3], kind[1], kind[4]), (*own[:WHERE], title)) for kind, own in rows]
    return found


class _Kinds(dict[tuple[Rule, bool], tuple[str, ...]]):
    """The kinds of rows for places in one language, by how a place was found."""

    def __init__(self, words: _Words, *language: str) -> None:
        super().__init__()
        self._words, self._language = words, language

    def __missing__(self, key: tuple[Rule, bool]) -> tuple[str, ...]:
        rule, linked = key
        how = f"{self._words.rules[rule]}, {self._words.linked[linked]}"
        self[key] = kind = ("place", *self._language, how)
        return kind


class _Words(NamedTuple):
    """What is said of every place of a language's pages."""

    kinds: Mapping[Kind, str]
    thread: str
    rules: Mapping[Rule, str]
    linked: tuple[str, str]
    """Of a place that is no link, and of one that is."""
    opening: str
    rows: dict[tuple[str, ...], _Kinds]
    """The kinds of rows so far, by the language of the place, and of what names it."""

    def rows_of(self, *language: str) -> _Kinds:
        """The kinds of rows for places in a language."""
        return self.rows.setdefault(language, _Kinds(self, *language))


def _words(scene: Scene) -> _Words:
    if _Words not in scene.known:
        scene.known[_Words] = _Words(
            {kind: scene.t(f"kind_{kind}") for kind in Kind if kind is not Kind.CONCEPT},
            scene.t("conversation"),
            {rule: scene.t(f"rule_{rule}") for rule in Rule},
            (scene.t("place_named"), scene.t("place_linked")),
            scene.t("opening"),
            {},
        )
    found: _Words = scene.known[_Words]
    return found


def _places(scene: Scene, texts: _Texts, links: Sequence[Backlink], words: _Words) -> list[Row]:
    """The places in one document."""
    if not links:  # half of all that is asked for
        return []
    rows: list[Row] = []
    headings: dict[str, Mapping[str, str]] = {}
    for document, language, comment, section, (before, surface, after), rule, linked in links:
        href, name, kinds, titled = texts[language, comment]
        if section:
            if language not in headings:
                headings[language] = scene.facts.headings[document, language]
            href, name = f"{href}#{section}", headings[language].get(section, "")
            kinds = titled if name else kinds
        rows.append((kinds[rule, linked], (before, surface, after, href, name or words.opening)))
    return rows


class _Text(NamedTuple):
    """What all places in one text have in common: a document's own, or a comment's."""

    href: str
    name: str
    """Of a comment."""
    kinds: _Kinds
    """Of rows for places in it."""
    titled: _Kinds
    """The same where a heading of it names the place."""


class _Texts(dict[tuple[str, str], _Text]):
    """The texts of a document, by their language and the comment, seen from one depth of the site.

    Attributes:
        title: a link to the document that reads its title.
        thread: the same to its thread.
    """

    def __init__(self, scene: Scene, document: Document, words: _Words) -> None:
        super().__init__()
        self._scene, self._document, self._words = scene, document, words
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
        rows_of = self._words.rows_of
        text = _Text(href, name, rows_of(*foreign, ""), rows_of(*foreign, foreign[0]))
        self[key] = text
        return text


def _texts(scene: Scene, document: Document, words: _Words) -> _Texts:
    """The texts of a document; they follow from it alone, and from how deep the page lies."""
    key = _Texts, document.id, scene.up
    if key not in scene.known:
        scene.known[key] = _Texts(scene, document, words)
    found: _Texts = scene.known[key]
    return found
