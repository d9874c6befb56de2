"""Concepts as a thesaurus: SKOS (W3C Recommendation of 18 August 2009), written as Turtle.

What SKOS has no word for is said in Dublin Core terms; what that has none for, in words of our
own. Numbers in comments are those of the Recommendation's integrity conditions.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from rdflib import DCTERMS, RDF, RDFS, SKOS, Graph, Literal, Namespace, URIRef
from rdflib.term import Node

from knowledge.language.tokens import clean
from knowledge.model import Concept, Kind, Relation, Rule
from knowledge.present import Scene

WORDS = Namespace("urn:querverweis:terms#")
NOWHERE = "urn:querverweis:base/"
"""What addresses begin with where the site has none."""
PROPERTIES = {
    Relation.BROADER: SKOS.broader,
    Relation.NARROWER: SKOS.narrower,
    Relation.RELATED: SKOS.related,
    Relation.CONTRASTS: SKOS.related,
    Relation.PART_OF: DCTERMS.isPartOf,
    Relation.HAS_PART: DCTERMS.hasPart,
}
HIDDEN = {Rule.INFLECTION, Rule.MULTIWORD}
"""By which rules forms were found that nobody would choose as a label."""


def as_turtle(scene: Scene) -> bytes:
    """All concepts of a base, the same bytes for the same texts."""
    graph = Thesaurus(scene).graph()
    return graph.serialize(format="turtle", encoding="utf-8")


@dataclass(frozen=True)
class Thesaurus:
    """The concepts of a base as statements."""

    scene: Scene

    def graph(self) -> Graph:
        """All statements."""
        graph = Graph()
        graph.bind("kb", WORDS)
        for statement in (*self._scheme(), *self._vocabulary()):
            graph.add(statement)
        for concept in self.scene.library.concepts.values():
            for statement in (*self._labels(concept), *self._relations(concept)):
                graph.add(statement)
            for statement in self._about(concept):
                graph.add(statement)
        return graph

    @property
    def _base(self) -> str:
        return self.scene.addresses.site_url or NOWHERE

    @property
    def scheme(self) -> URIRef:
        """The concepts as a whole."""
        return URIRef(f"{self._base}concepts/#scheme")

    def uri(self, id: str) -> URIRef:
        """A concept, which is not the page about it."""
        return URIRef(f"{self._base}concepts/{id}/#concept")

    def _scheme(self) -> Iterator[tuple[Node, Node, Node]]:
        yield self.scheme, RDF.type, SKOS.ConceptScheme
        for language in self.scene.library.languages:
            yield self.scheme, DCTERMS.language, Literal(language)
        title = self.scene.site_name
        if title:
            yield self.scheme, DCTERMS.title, Literal(title)
            for language in self.scene.library.languages:
                yield self.scheme, SKOS.prefLabel, Literal(title, language)

    def _vocabulary(self) -> Iterator[tuple[Node, Node, Node]]:
        """What our own words mean."""
        yield WORDS.contrasts, RDF.type, RDF.Property
        yield WORDS.contrasts, RDFS.subPropertyOf, SKOS.related
        yield WORDS.contrasts, RDFS.label, Literal("im Gegensatz zu", "de")
        yield WORDS.contrasts, RDFS.label, Literal("in contrast to", "en")

    def _labels(self, concept: Concept) -> Iterator[tuple[Node, Node, Node]]:
        """One preferred label in each language (S14), and no label twice (S13)."""
        about = self.uri(concept.id)
        for language, version in concept.versions.items():
            said = {version.title}
            yield about, SKOS.prefLabel, Literal(version.title, language)
            for alias in version.aliases:
                if alias not in said:
                    said.add(alias)
                    yield about, SKOS.altLabel, Literal(alias, language)
            for form in sorted(self._forms.get((concept.id, language), set()) - said):
                yield about, SKOS.hiddenLabel, Literal(form, language)

    @cached_property
    def _forms(self) -> Mapping[tuple[str, str], set[str]]:
        """The forms in which texts mean a concept, by concept and language of the text."""
        found: dict[tuple[str, str], set[str]] = {}
        for concept, links in self.scene.connections.backlinks.items():
            for link in links:
                if link.rule in HIDDEN:
                    form = clean(" ".join(link.sentence.surface.split()))
                    found.setdefault((concept, link.language), set()).add(form)
        return found

    def _relations(self, concept: Concept) -> Iterator[tuple[Node, Node, Node]]:
        about = self.uri(concept.id)
        found = self.scene.connections.relations.get(concept.id, {})
        for relation, others in found.items():
            for other in others:
                if relation is Relation.CONTRASTS and not self._in_line(concept.id, other):
                    yield about, WORDS.contrasts, self.uri(other)
                # What is above or below another is not associated with it (S27).
                if PROPERTIES[relation] != SKOS.related or not self._in_line(concept.id, other):
                    yield about, PROPERTIES[relation], self.uri(other)
        if not found.get(Relation.BROADER):
            yield about, SKOS.topConceptOf, self.scheme
            yield self.scheme, SKOS.hasTopConcept, about

    def _in_line(self, one: str, other: str) -> bool:
        return other in self._above(one) or one in self._above(other)

    def _above(self, id: str) -> set[str]:
        """The concepts above one, at whatever distance."""
        relations = self.scene.connections.relations
        above: set[str] = set()
        waiting = [id]
        while waiting:
            for each in relations.get(waiting.pop(), {}).get(Relation.BROADER, ()):
                if each not in above:
                    above.add(each)
                    waiting.append(each)
        return above

    def _about(self, concept: Concept) -> Iterator[tuple[Node, Node, Node]]:
        about = self.uri(concept.id)
        yield about, RDF.type, SKOS.Concept
        yield about, SKOS.inScheme, self.scheme
        yield about, SKOS.notation, Literal(concept.id)
        yield about, DCTERMS.type, Literal(str(concept.concept_kind))
        if concept.date:
            yield about, DCTERMS.date, Literal(concept.date)
        for language in concept.versions:
            if lead := self.scene.facts.leads[concept.id, language]:
                yield about, SKOS.definition, Literal(lead, language)
        for essay in self._essays(concept):
            yield about, DCTERMS.isReferencedBy, URIRef(f"{self._base}essays/{essay}/")

    def _essays(self, concept: Concept) -> list[str]:
        library = self.scene.library
        found = self.scene.connections.backlinks.get(concept.id, ())
        ids = {each.document for each in found}
        return sorted(id for id in ids if library.everything[id].kind is Kind.ESSAY)
