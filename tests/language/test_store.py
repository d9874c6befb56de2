from __future__ import annotations

import pickle
from collections.abc import Sequence
from pathlib import Path

import pytest

from knowledge.cache import Cache
from knowledge.language import Lexicon, dictionary, store
from knowledge.language.lexicon import build_lexicon
from knowledge.language.matcher import hits
from knowledge.language.nouns import Row, nouns_of
from knowledge.model import Concept, ConceptKind, MatchOptions
from tests.documents import concept

CONCEPTS = (
    concept("kunde", "Kunde", "customer"),
    concept("neue-arbeit", "Neue Arbeit", "New Work"),
    concept("rosa", "Hartmut Rosa", kind=ConceptKind.PERSON),
    concept("masse", "Maß", match=MatchOptions(never=("Maßen",))),
)
TEXT = "Kunden, Kundendienst, Neuer Arbeit, Kunden- und Sachbücher, Hartmut Rosas Maße, Masse."


def read(lexicon: Lexicon) -> list[tuple[str, dict[str, str]]]:
    return [(h.surface, dict(h.claims)) for h in hits(TEXT, lexicon, 0, len(TEXT))]


def no_words(*_: object) -> None:
    raise AssertionError("word data was read")


@pytest.mark.parametrize("language", ["de", "en", "fr"])
def test_a_stored_lexicon_is_the_one_that_was_built(tmp_path: Path, language: str) -> None:
    cache = Cache(tmp_path)
    built = store.lexicon(CONCEPTS, language, cache)
    stored = store.lexicon(CONCEPTS, language, cache)
    assert stored is not built
    for name in ("language", "forms", "never", "modifiers", "parts"):
        assert getattr(stored, name) == getattr(built, name)
    assert read(stored) == read(built) == read(build_lexicon(CONCEPTS, language))


def test_labels_that_did_not_change_read_no_word_data(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache = Cache(tmp_path)
    store.lexicons(CONCEPTS, ("de", "en"), cache)
    monkeypatch.setattr(store, "build_lexicon", no_words)
    monkeypatch.setattr(store, "dictionary", no_words)
    assert set(store.lexicons(CONCEPTS, ("de", "en"), cache)) == {"de", "en"}


CHANGED: Sequence[tuple[str, Concept]] = (
    ("title", concept("kunde", "Kundin", "customer")),
    ("never", concept("kunde", "Kunde", "customer", match=MatchOptions(never=("Kunden",)))),
    ("compounds", concept("kunde", "Kunde", "customer", match=MatchOptions(compounds=False))),
    ("kind", concept("kunde", "Kunde", "customer", kind=ConceptKind.WORK)),
)


@pytest.mark.parametrize("changed", [one for _, one in CHANGED], ids=[what for what, _ in CHANGED])
def test_a_label_that_changed_is_built_anew(tmp_path: Path, changed: Concept) -> None:
    cache = Cache(tmp_path)
    store.lexicon(CONCEPTS, "de", cache)
    found = store.lexicon((changed, *CONCEPTS[1:]), "de", cache)
    assert read(found) == read(build_lexicon((changed, *CONCEPTS[1:]), "de"))


@pytest.mark.parametrize("damage", [b"", b"x" * 200, None])
def test_a_damaged_entry_is_built_anew(tmp_path: Path, damage: bytes | None) -> None:
    cache = Cache(tmp_path)
    expected = read(store.lexicon(CONCEPTS, "de", cache))
    for path in [p for p in tmp_path.rglob("*") if p.is_file()]:
        path.write_bytes(path.read_bytes()[:-3] if damage is None else damage)
    assert read(store.lexicon(CONCEPTS, "de", cache)) == expected


def test_a_lexicon_can_be_sent_to_another_process() -> None:
    lexicon = build_lexicon(CONCEPTS, "de")
    read(lexicon)
    assert read(pickle.loads(pickle.dumps(lexicon))) == read(lexicon)


def test_word_data_is_worked_out_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cache = Cache(tmp_path)
    few = nouns_of([Row("Kunde", ["Substantiv"], {"Kunden"}, {"Kunden"})])
    monkeypatch.setattr(dictionary, "german_nouns", lambda: few)
    worked_out = dictionary.kept_words(cache)
    monkeypatch.setattr(dictionary, "german_nouns", no_words)
    assert dictionary.kept_words(cache) == worked_out
    assert dictionary.kept_words(cache).nouns.forms("Kunde") == {"kunde", "kunden"}


def test_word_data_in_no_folder_is_worked_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    few = nouns_of([Row("Kunde", ["Substantiv"], {"Kunden"}, {"Kunden"})])
    monkeypatch.setattr(dictionary, "german_nouns", lambda: few)
    (tmp_path / "file").write_text("no folder")
    assert dictionary.kept_words(Cache(tmp_path / "file")).nouns == few
