"""What a page depends on: exactly what was looked at while it was made.

Whoever shows a page sees the base through mappings that note each key they are asked for. A page
has to be made anew only when the value behind one of these keys is another one. So nobody has to
write down, and keep true, what depends on what.
"""

from __future__ import annotations

import marshal
from collections.abc import ItemsView, Iterable, Iterator, KeysView, Mapping, ValuesView
from dataclasses import fields, replace
from operator import attrgetter
from typing import Any, TypeVar

from knowledge.cache import PLAIN, digest_of
from knowledge.model import Backlink, Connections, RenderedComment, Weighted
from knowledge.present.division import PlaceGroup
from knowledge.present.facts import FROM_PLACES, Facts, shape
from knowledge.present.scene import Scene

K = TypeVar("K")
V = TypeVar("V")

Facet = tuple[str, Any]
"""The name of a mapping and a key, or `ALL` for whoever walks through the whole of it."""
Looked = Mapping[str, tuple[Any, ...]]
"""Keys by the names of their mappings."""
ALL = ("*",)
ABSENT = b""
DOCUMENTS = ("essays", "concepts", "questions", "pages", "by_id", "everything")
"""The mappings of a library, which all show the same documents."""
TEXTS = "texts"
"""What stands, among what is shared, for the texts that name a concept."""
DOCUMENT = attrgetter("document")
FACTS = [entry.name for entry in fields(Facts)]
SHOWN_COMMENT = attrgetter("language", "text.html", "text.plain")
"""What pages show of a comment: not where it stands in its file."""
SHOWN_WEIGHT = attrgetter("id", "count", "shared", "spots")
"""What pages show of a weight: the order, not the number, which moves with every text."""


class Notes:
    """What was looked at since it was emptied last."""

    def __init__(self) -> None:
        self._keys: dict[str, set[Any]] = {}

    def of(self, name: str) -> set[Any]:
        """The keys that a mapping was asked for; whoever is asked adds to them."""
        return self._keys.setdefault(name, set())

    def clear(self) -> None:
        """Begins anew."""
        for keys in self._keys.values():
            keys.clear()

    def taken(self) -> Looked:
        """The keys by the names of their mappings, as they are now."""
        return {name: tuple(keys) for name, keys in self._keys.items() if keys}


class Noted(Mapping[K, V]):
    """A mapping that notes what it is asked for."""

    __slots__ = ("_add", "_mapping")

    def __init__(self, mapping: Mapping[K, V], keys: set[Any]) -> None:
        self._mapping, self._add = mapping, keys.add

    def __getitem__(self, key: K) -> V:
        self._add(key)
        return self._mapping[key]

    def get(self, key: K, default: Any = None) -> Any:
        """The value of a key, or another."""
        self._add(key)
        return self._mapping.get(key, default)

    def __contains__(self, key: object) -> bool:
        self._add(key)
        return key in self._mapping

    def __iter__(self) -> Iterator[K]:
        self._add(ALL)
        return iter(self._mapping)

    def __len__(self) -> int:
        self._add(ALL)
        return len(self._mapping)

    def keys(self) -> KeysView[K]:
        """The keys."""
        self._add(ALL)
        return self._mapping.keys()

    def values(self) -> ValuesView[V]:
        """The values."""
        self._add(ALL)
        return self._mapping.values()

    def items(self) -> ItemsView[K, V]:
        """The keys with their values."""
        self._add(ALL)
        return self._mapping.items()


def noted(scene: Scene, notes: Notes) -> Scene:
    """The same scene, which notes what is looked at.

    Args:
        scene: the base as readers of a language see it.
        notes: is filled; whoever makes pages one after another empties it between them.
    """

    def of(name: str, mapping: Mapping[Any, Any]) -> Any:
        return Noted(mapping, notes.of(name))

    groups: Any = {name: of(name, getattr(scene.library, name)) for name in DOCUMENTS[:4]}
    library = replace(scene.library, **groups)
    for name in DOCUMENTS[4:]:  # derived ones, which would walk through the others
        library.__dict__[name] = of(name, getattr(scene.library, name))
    graph = scene.connections.graph
    connections = replace(
        scene.connections,
        **{
            name: of(name, getattr(scene.connections, name))
            for name in _mappings(scene.connections)
        },
        graph=replace(
            graph,
            nodes=of("graph.nodes", graph.nodes),
            edges=of("graph.edges", graph.edges),
        ),
    )
    return replace(
        scene,
        library=library,
        connections=connections,
        pages=of("rendered", scene.pages),
        facts=Facts(**{name: of(name, getattr(scene.facts, name)) for name in FACTS}),
        problems=of("problems", scene.problems),
    )


class Digests:
    """Gives the digest of what a facet shows: the same value has the same, another one has not."""

    def __init__(
        self,
        scene: Scene,
        documents: Mapping[str, bytes],
        rendered: Mapping[tuple[str, str], bytes],
        mentions: Mapping[tuple[str, str], bytes],
        shared: dict[Facet, bytes],
    ) -> None:
        """Takes what facets are of.

        Args:
            scene: the base, not a noted one.
            documents: a digest of each document's own files, by id.
            rendered: a digest of each rendered page, by the document's id and the language.
            mentions: the same of what is listed elsewhere of its mentions.
            shared: digests of what is the same for readers of every language, as far as one of
                them was asked for; it grows.
        """
        connections, graph = scene.connections, scene.connections.graph
        self._scene, self._mentions = scene, mentions
        self._shape = b""
        self._shared = shared
        self._known: dict[str, Mapping[Any, bytes]] = {"rendered": rendered}
        for name in DOCUMENTS:
            self._known[name] = _Picked(getattr(scene.library, name), documents)
        self._neutral: dict[str, Mapping[Any, Any]] = {
            **{name: getattr(connections, name) for name in _mappings(connections)},
            "graph.nodes": graph.nodes,
            "graph.edges": graph.edges,
        }
        self._seen: dict[str, Mapping[Any, Any]] = {
            "problems": scene.problems,
            **{name: getattr(scene.facts, name) for name in FACTS},
        }

    def __call__(self, facet: Facet) -> bytes:
        """The digest of a facet."""
        name, key = facet
        if name in self._known:
            digests = self._known[name]
            return _digest(list(digests.items())) if key == ALL else digests.get(key, ABSENT)
        if name in self._seen:
            return _of_value(self._seen[name], key)
        if facet not in self._shared:
            self._shared[facet] = _of_value(self._neutral[name], key)
        return self._shared[facet]

    def source(self, facet: Facet) -> bytes:
        """A digest of what a facet is worked out from, where that is much less work; else nothing.

        As long as it is the same the facet's own digest is; it may change more often. Places are
        sorted and divided for every concept, which takes longer than all the rest of a build in
        which one essay changed: so first it is seen whether a text that names the concept did.
        """
        name, key = facet
        if name not in FROM_PLACES or key == ALL:
            return ABSENT
        return self._texts(key[0] if isinstance(key, tuple) else key)

    def _texts(self, concept: str) -> bytes:
        """The digest of the texts that name a concept, and of what all texts are."""
        if not self._shape:
            self._shape = _digest(shape(self._scene.library, self._scene.language))
        own = (TEXTS, concept)
        if own not in self._shared:
            library, links = self._scene.library, self._scene.connections.backlinks
            texts = dict.fromkeys(map(DOCUMENT, links.get(concept, ())))
            versions = {id: library.everything[id].versions for id in texts}
            self._shared[own] = _digest(
                [(id, [self._mentions[id, v] for v in versions[id]]) for id in texts]
            )
        return self._shape + self._shared[own]


def _of_value(values: Mapping[Any, Any], key: Any) -> bytes:
    if key == ALL:
        return _digest([(each, _plain(value)) for each, value in values.items()])
    return _digest(_plain(values[key])) if key in values else ABSENT


class _Picked(Mapping[str, bytes]):
    """The digests of those documents that a mapping holds, in its order."""

    def __init__(self, members: Mapping[str, Any], digests: Mapping[str, bytes]) -> None:
        self._members, self._digests = members, digests

    def __getitem__(self, key: str) -> bytes:
        if key not in self._members:
            raise KeyError(key)
        return self._digests[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._members)

    def __len__(self) -> int:
        return len(self._members)


def _mappings(connections: Connections) -> list[str]:
    return [entry.name for entry in fields(connections) if entry.name != "graph"]


def _plain(value: Any) -> Any:
    """A value as something that is written the same whenever it is the same."""
    if isinstance(value, RenderedComment):
        return SHOWN_COMMENT(value)
    if isinstance(value, tuple) and value:
        if isinstance(value[0], Weighted):
            return list(map(SHOWN_WEIGHT, value))
        if isinstance(value[0], PlaceGroup):
            return list(map(_plain_group, value))
        if isinstance(value[0], Backlink):
            return _plain_links(value)
    return value


def _plain_group(group: PlaceGroup) -> tuple[Any, ...]:
    document, in_thread, here, others, *more = group
    return (document, in_thread, _plain_links(here), _plain_links(others), *more)


def _plain_links(links: Iterable[Backlink]) -> list[tuple[Any, ...]]:
    """What pages show of places: not the numbers behind the names of rules."""
    return [
        (document, language, comment, section, rule._value_, linked, *sentence)
        for document, language, comment, section, sentence, rule, linked in links
    ]


def _digest(value: Any) -> bytes:
    try:
        data = marshal.dumps(value, PLAIN)
    except ValueError:  # it is made of more than Python's own types
        data = repr(value).encode("utf-8", "surrogatepass")
    return digest_of(data)[:12]
