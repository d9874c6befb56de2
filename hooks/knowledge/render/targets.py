"""Everything an explicit link can name, and what a link's words resolve to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from knowledge.check.nearest import nearest
from knowledge.language.lexicon import Lexicon
from knowledge.language.matcher import hits
from knowledge.language.tokens import clean
from knowledge.model import Essay, Kind, Library, Rule


@dataclass(frozen=True, slots=True)
class Target:
    """A document that a link can name."""

    id: str
    kind: Kind
    path: str
    titles: Mapping[str, str]
    """By language; at least one."""
    comments: frozenset[str] = frozenset()

    def title(self, language: str) -> str:
        """The title in a language, or in the one there is."""
        return self.titles.get(language) or next(iter(self.titles.values()))


@dataclass(frozen=True, slots=True)
class Resolution:
    """What the words of a link resolve to: a target, or none with what was meant perhaps."""

    target: Target | None = None
    by_id: bool = False
    """Whether the link named an id, and its text must come from the target's title."""
    candidates: tuple[str, ...] = ()
    """The ids that claim the words, where there is more than one."""
    nearest: str = ""


@dataclass(frozen=True)
class Targets:
    """The targets of all links."""

    by_id: Mapping[str, Target] = field(default_factory=dict)
    by_label: Mapping[str, Mapping[str, frozenset[str]]] = field(default_factory=dict)
    """Ids by language and label, case folded."""
    lexicons: Mapping[str, Lexicon] = field(default_factory=dict)
    paths: Mapping[str, tuple[str, tuple[str, ...]]] = field(default_factory=dict)
    """Address and languages of a document by its file without language and suffix, relative
    to the content folder: `concepts/resonanz` → (`/concepts/resonanz/`, (`de`, `en`))."""
    files: frozenset[str] = frozenset()
    """The other files of the content folder, relative to it."""

    def resolve(self, words: str, language: str) -> Resolution:
        """What the words of a link in a text of some language name.

        An id comes before a title or alias, that before an inflected form of one; the text's
        language before the others.
        """
        words = words.strip()
        if words in self.by_id:
            return Resolution(self.by_id[words], by_id=True)
        label = _label(words)
        for labels in self._labels(language):
            if found := labels.get(label):
                return self._chosen(found)
        lexicon = self.lexicons.get(language)
        inflected = _inflected(words, lexicon) if lexicon else frozenset()
        if inflected:
            return self._chosen(inflected)
        known = [*self.by_id, *(target.title(language) for target in self.by_id.values())]
        return Resolution(nearest=nearest(words, known))

    def page_at(self, stem: str) -> tuple[str, tuple[str, ...]] | None:
        """Address and languages of the document in a file, by its path as in `paths`."""
        return self.paths.get(stem)

    def has_file(self, path: str) -> bool:
        """Whether the content folder holds a file that is no document."""
        return path in self.files

    def _labels(self, language: str) -> list[Mapping[str, frozenset[str]]]:
        own = self.by_label.get(language, {})
        return [own, *(labels for other, labels in self.by_label.items() if other != language)]

    def _chosen(self, ids: Collection[str]) -> Resolution:
        if len(ids) > 1:
            return Resolution(candidates=tuple(sorted(ids)))
        return Resolution(self.by_id[next(iter(ids))])


@dataclass(frozen=True)
class AskedTargets(Targets):
    """Targets that note what they were asked, so that it can be asked again."""

    answers: dict[tuple[str, ...], object] = field(default_factory=dict)
    """By question, see `answer`."""

    def resolve(self, words: str, language: str) -> Resolution:
        """As `Targets` do."""
        found = super().resolve(words, language)
        self.answers["resolve", words, language] = _told(found, language)
        return found

    def page_at(self, stem: str) -> tuple[str, tuple[str, ...]] | None:
        """As `Targets` do."""
        self.answers["page_at", stem] = found = super().page_at(stem)
        return found

    def has_file(self, path: str) -> bool:
        """As `Targets` do."""
        self.answers["has_file", path] = found = super().has_file(path)
        return found


def answer(targets: Targets, question: tuple[str, ...]) -> object:
    """What targets tell a text that asks: the method's name and its arguments."""
    method, *arguments = question
    found = getattr(targets, method)(*arguments)
    return _told(found, arguments[1]) if isinstance(found, Resolution) else found


def _told(found: Resolution, language: str) -> object:
    """All of a resolution that shows in a text."""
    target = found.target
    if target is None:
        return found.candidates, found.nearest
    return target.id, target.kind, target.path, target.title(language), found.by_id


def build_targets(
    library: Library, lexicons: Mapping[str, Lexicon], docs: str, files: Collection[str]
) -> Targets:
    """The targets of a library.

    Args:
        library: all documents.
        lexicons: by language, for links that name an inflected form.
        docs: the content folder, relative to the project's.
        files: paths of the files in it that are not documents, relative to it.
    """
    by_label: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    by_id = {}
    for document in library.by_id.values():
        comments = document.thread.comments if isinstance(document, Essay) else ()
        by_id[document.id] = Target(
            id=document.id,
            kind=document.kind,
            path=document.path,
            titles={language: version.title for language, version in document.versions.items()},
            comments=frozenset(comment.id for comment in comments if comment.published),
        )
        for language, version in document.versions.items():
            for label in (version.title, *version.aliases):
                by_label[language][_label(label)].add(document.id)
    paths = {
        stem.removeprefix(f"{docs}/"): (document.path, tuple(document.versions))
        for stem, document in library.by_stem.items()
    }
    frozen = {
        language: {label: frozenset(ids) for label, ids in labels.items()}
        for language, labels in by_label.items()
    }
    return Targets(by_id, frozen, lexicons, paths, frozenset(files))


def _label(words: str) -> str:
    return " ".join(clean(words).split()).casefold()


def _inflected(words: str, lexicon: Lexicon) -> frozenset[str]:
    found = list(hits(words, lexicon, 0, len(words)))
    whole = [hit for hit in found if hit.end - hit.start == len(words)]
    return frozenset(
        concept
        for hit in whole
        for concept, rule in hit.claims.items()
        if rule is not Rule.COMPOUND
    )
