"""An index, read back as the script in the browser reads it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.cache import Cache
from knowledge.language.dictionary import dictionary
from knowledge.search import Entry, Group, Label, write_index
from knowledge.search.bags import MORE, TITLE, WHOLE_TITLE, bag_of, counted, varint, words_of
from knowledge.search.index import Written
from knowledge.search.lemmas import lemmas
from knowledge.search.shards import LARGEST, Term, postings, shards
from knowledge.search.spelling import key

Hit = tuple[int, int, int]


def hits(data: bytes) -> Iterator[Hit]:
    """Page, place and weight of each hit in some postings."""
    at = page = 0

    def number() -> int:
        nonlocal at
        found = shift = 0
        while True:
            byte = data[at]
            at += 1
            found |= (byte & 0x7F) << shift
            shift += 7
            if byte < 0x80:
                return found

    while at < len(data):
        page += number()
        place = 0
        more = True
        while more:
            byte = data[at]
            at += 1
            distance = byte >> 3 & 15
            place += distance + (number() if distance == 15 else 0)
            yield page, place, byte & 7
            more = byte >= MORE


class Read:
    """An index as it was written."""

    def __init__(self, folder: Path, found: Written) -> None:
        self.index = json.loads((folder / found.files["index.json"]).read_text("utf-8"))
        self.terms: dict[str, tuple[list[str], list[Hit], list[Hit], list[object]]] = {}
        self.elsewhere: dict[str, str] = {}
        self.nouns: set[str] = set()
        for line in self.index["shards"]:
            data = (folder / f"{line[-8:]}.bin").read_bytes()
            size = int.from_bytes(data[:4], "little")
            table = json.loads(data[4 : 4 + size])
            at = 4 + size
            self.elsewhere |= table["x"]
            for raw in table["t"]:
                row = raw + [0] * (5 - len(raw))
                written, *short = row[0].split(",")
                id = written if written.startswith("#") else written.lower()
                if id != written:
                    self.nouns.add(id)
                name = id.removeprefix("~")
                forms = [name[: ord(form[0]) - 48] + form[1:] for form in short]
                whole, parts = (
                    list(hits(data[a:b]))
                    for a, b in ((at, at + row[1]), (at + row[1], at + row[1] + row[2]))
                )
                at += row[1] + row[2]
                self.terms[id] = (forms, whole, parts, row[3:])
        names = self.index["texts"]
        self.texts = [
            json.loads((folder / f"{names[i : i + 8]}.json").read_text("utf-8"))
            for i in range(0, len(names), 8)
        ]


def entry(
    text: str,
    anchor: str = "",
    heading: str = "",
    language: str = "de",
    concepts: tuple[str, ...] = (),
) -> Entry:
    return Entry(anchor, heading, text, language, concepts)


GROUPS = (
    Group("concept", "concepts/beduerfnis/", "Bedürfnis", (entry("Was jemand braucht."),), "beduerfnis"),
    Group(
        "essay",
        "essays/kunden/",
        "Über Kunden",
        (
            entry("Am Anfang steht nichts."),
            entry("Es geht um Kundenbedürfnisse.", "worum", "Worum es geht", concepts=("beduerfnis",)),
        ),
    ),
    Group(
        "comment",
        "essays/kunden/",
        "Über Kunden",
        tuple(entry(f"Kommentar {n} über Bedürfnisse.", f"c{n}", "S. M.") for n in range(1, 46)),
    ),
)  # fmt: skip
LABELS = (
    Label("beduerfnis", "Bedürfnis", "de"),
    Label("beduerfnis", "real need", "en"),
    Label("beduerfnis", "need", "en"),
)


def written(
    folder: Path, groups: tuple[Group, ...] = GROUPS, cache: Cache | None = None
) -> Written:
    return write_index(folder, "de", groups, LABELS, lambda: dictionary().parts, cache or Cache())


def test_a_word_has_its_places_and_weights(tmp_path: Path) -> None:
    found = written(tmp_path)
    assert found.count == 48
    read = Read(tmp_path, found)
    _, whole, parts, _ = read.terms["bedürfnis"]
    assert whole[0] == (0, 0, WHOLE_TITLE)
    assert [(page, place) for page, place, _ in whole[1:]] == [(2, n) for n in range(45)]
    assert [(page, place) for page, place, _ in parts] == [(1, 1)]
    assert read.terms["kunde"][1][0] == (1, 0, TITLE)
    assert read.terms["kundenbedürfnis"][3][0] == "kunde bedürfnis"
    assert {"kunde", "bedürfnis", "kundenbedürfnis"} <= read.nouns
    assert {"es", "um", "~need"}.isdisjoint(read.nouns)


def test_a_concept_has_the_places_where_it_is_mentioned_and_its_page_first(tmp_path: Path) -> None:
    read = Read(tmp_path, written(tmp_path))
    assert read.terms["#beduerfnis"][1] == [(0, 0, WHOLE_TITLE), (1, 1, 2)]
    assert read.terms["#beduerfnis"][3][0] == "Bedürfnis"


def test_a_concept_is_found_by_its_names_in_another_language(tmp_path: Path) -> None:
    read = Read(tmp_path, written(tmp_path))
    assert read.terms["~need"][3][1] == "?beduerfnis;beduerfnis"
    assert read.terms["~real"][3][1] == "beduerfnis ~need;?beduerfnis"
    assert "needs" in read.terms["~need"][0]
    assert "reis" not in read.terms["~real"][0]  # listed as one of its plurals


def test_texts_are_divided_and_in_the_order_of_the_places(tmp_path: Path) -> None:
    read = Read(tmp_path, written(tmp_path))
    assert read.index["long"] == {"2": 3}
    assert [len(text["e"]) for text in read.texts] == [1, 2, 20, 20, 5]
    assert read.texts[3]["e"][0][:2] == ["c21", "S. M."]
    assert read.texts[1]["c"] == [["beduerfnis", "Bedürfnis"]]


def test_the_same_texts_give_the_same_files_whatever_was_kept(tmp_path: Path) -> None:
    def files(folder: Path, found: Written) -> dict[str, bytes]:
        return {name: (folder / file).read_bytes() for name, file in found.files.items()}

    cache = Cache(tmp_path / "cache")
    other = (
        *GROUPS[:1],
        Group("essay", "essays/x/", "Führungskräfte", (entry("Kundenwünsche gingen."),)),
    )
    written(tmp_path / "warm", other, cache)
    warm = files(tmp_path / "warm", written(tmp_path / "warm", GROUPS, cache))
    again = files(tmp_path / "warm", written(tmp_path / "warm", GROUPS, cache))
    assert warm == again == files(tmp_path / "cold", written(tmp_path / "cold"))


@pytest.mark.parametrize("lost", ["search-words-de-de", "search-words-en-de", "search-bags-de"])
def test_what_is_kept_may_be_lost_in_part(lost: str, tmp_path: Path) -> None:
    cache = Cache(tmp_path / "cache")
    first = written(tmp_path / "files", cache=cache)
    assert cache.shelf(lost)
    for name in (lost, "search-index-de"):
        cache.change(name, {}, list(cache.shelf(name)))
    assert written(tmp_path / "files", cache=cache) == first


def test_a_file_that_stands_already_is_not_written(tmp_path: Path) -> None:
    written(tmp_path)
    times = {path: path.stat().st_mtime_ns for path in tmp_path.iterdir()}
    written(tmp_path, (*GROUPS[:2], Group("page", "x/", "Neu", (entry("Ganz neu."),)), GROUPS[2]))
    assert {path: path.stat().st_mtime_ns for path in times} == times


def test_what_another_build_removes_meanwhile_is_not_missed(tmp_path: Path) -> None:
    (tmp_path / ".half.bin.1").symlink_to(tmp_path / "gone")  # listed, and not there
    assert written(tmp_path).count == 48


def test_an_index_of_the_same_texts_is_taken_as_it_was_kept(tmp_path: Path) -> None:
    cache = Cache(tmp_path / "cache")
    folder = tmp_path / "files"
    first = written(folder, cache=cache)
    cache.change("search-bags-de", {}, list(cache.shelf("search-bags-de")))
    assert written(folder, cache=cache) == first
    assert not cache.shelf("search-bags-de")  # nobody looked at a text
    index, *others = sorted(
        first.files.values(), key=lambda name: name != first.files["index.json"]
    )
    (folder / index).unlink()
    (folder / others[0]).write_bytes(b"half")
    assert written(folder, cache=cache) == first
    assert cache.shelf("search-bags-de")
    assert (folder / others[0]).read_bytes() != b"half"


def test_a_site_without_texts_has_an_index(tmp_path: Path) -> None:
    found = write_index(tmp_path, "fr", (), (), lambda: dictionary().parts, Cache())
    assert Read(tmp_path, found).index["shards"] == []


WORDS = st.text(st.sampled_from("abäoeuß'#,;~ \n&-ÿ中"), max_size=12)
TEXTS = st.lists(st.lists(WORDS, min_size=1, max_size=40), min_size=1, max_size=4)


@settings(max_examples=60, deadline=None)
@given(TEXTS)
def test_every_word_of_any_text_is_found_where_it_stands(texts: list[list[str]]) -> None:
    groups = [
        Group("page", f"{i}/", "", tuple(entry(text, language="fr") for text in places))
        for i, places in enumerate(texts)
    ]
    known = {"fr": lemmas("fr", lambda: dictionary().parts, Cache())}
    counts = [counted(group) for group in groups]
    for group, own in zip(groups, counts, strict=True):
        for name, found in words_of(group, own):
            known[name].learn(list(found))
    whole, _ = postings(
        [bag_of(group, own, "fr", known) for group, own in zip(groups, counts, strict=True)]
    )
    places = {(i, j) for i, own in enumerate(counts) for j, one in enumerate(own) if one}
    assert {hit[:2] for data in whole.values() for hit in hits(data)} == places


@given(st.integers(0, 2**40))
def test_a_number_is_read_back(number: int) -> None:
    data = varint(number) + b"\x00"
    assert next(hits(data))[0] == number


@given(
    st.lists(st.text("abcü", min_size=1, max_size=6), unique=True, min_size=1), st.integers(1, 2000)
)
def test_every_term_is_in_the_shard_that_its_key_leads_to(ids: list[str], size: int) -> None:
    terms = [Term(id, whole=b"\x00" * size) for id in ids]
    found = list(shards(terms))
    firsts = [first for first, _ in found]
    assert firsts == sorted(firsts)
    for first, data in found:
        length = int.from_bytes(data[:4], "little")
        inside = [row[0] for row in json.loads(data[4 : 4 + length])["t"]]
        later = firsts[firsts.index(first) + 1 :] or [chr(0x10FFFF)]
        assert all(first <= key(id) < later[0] for id in inside)
        assert len(data) < 2 * LARGEST or len({key(id) for id in inside}) == 1
    assert len(firsts) == len(set(firsts))
