"""A fuzz run over plain captures that keeps what reaches new code, and the cost of large ones."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from knowledge.importing.model import SourceError
from tests.fuzzing import explore
from tests.fuzzing import steps as counted
from tests.importing.captures import lost_words, posts, read, read_text

FIXTURES = Path(__file__).parent / "fixtures" / "plain"
FOUND = FIXTURES / "found"
"""What a fuzz run found, kept as it was."""
ROOM = str(Path("knowledge") / "importing" / "plain")
PIECES = [
    "10 Kommentare\n", "Trackbacks\n", "Pingback: x\n", "1. ", "  • ", "4.1 ", "[1] ", "(1)", "¹",
    "3. Mai 2016 um 7:55", "November 13, 2017 6:26 pm\n", "A. B. sagt:\n", "A. B. // 1.1.2001\n",
    "Advertisements\n", "Zum Inhalt springen\n", "Hinterlasse einen Kommentar\n", "\n\n", "\f",
    "Quellen\n\n", "Fragen an die Leser:\n\n", "https://a.example/(b", "\u00a0", "\u00ad", "\u202e",
    "Als Antwort auf A. B.\n", "Tags: a, b\n", "31.2.2016", "99. Mai 2016 99:99", "²³", "①", "٣. ",
]  # fmt: skip


def mutated(raw: bytes, others: Sequence[bytes], chance: random.Random) -> bytes:
    data = bytearray(raw)
    for _ in range(chance.randint(1, 6)):
        at = chance.randint(0, len(data))
        match chance.randint(0, 5):
            case 0:
                data[at : at + chance.randint(1, 40)] = b""
            case 1:
                data[at:at] = chance.choice(PIECES).encode()
            case 2:
                data[at : at + 1] = bytes([chance.randint(0, 255)])
            case 3:
                other = chance.choice(others)
                start = chance.randint(0, len(other))
                data[at:at] = other[start : start + chance.randint(1, 400)]
            case 4:
                data[at:at] = data[at : at + chance.randint(1, 200)]
            case _:
                lines = bytes(data).split(b"\n")
                chance.shuffle(lines)
                data = bytearray(b"\n".join(lines))
    return bytes(data[:20_000])


def check(folder: Path, raw: bytes) -> None:
    """Whatever a file holds, it is read or refused, and what is read holds together."""
    try:
        found = read_text(folder, raw)
    except SourceError:
        return
    for post in posts(found):
        keys = [remark.key for remark in post.remarks]
        assert post.title
        assert len(set(keys)) == len(keys)
        assert all(
            remark.reply_to in keys[:at]
            for at, remark in enumerate(post.remarks)
            if remark.reply_to
        )


@pytest.mark.parametrize("file", sorted(FOUND.glob("*")), ids=lambda file: file.name)
def test_what_was_found(file: Path, tmp_path: Path) -> None:
    check(tmp_path, file.read_bytes())


@pytest.mark.long
def test_captures_that_are_changed_for_ten_minutes(tmp_path: Path) -> None:
    seeds = [file.read_bytes() for file in sorted(FIXTURES.glob("*.txt"))]
    explore(seeds, mutated, lambda raw: check(tmp_path, raw), "capture-that-broke.txt", [ROOM])


REPEATED: Mapping[str, str] = {
    "paragraphs": "Ein Absatz mit einigen Wörtern, und noch einer.\n\n",
    "short lines": "Wort\n",
    "headings": "Wort hier\n\n",
    "false items": "- foo bar\n7. x y z\n",
    "deep lists": "".join(" " * indent + "- x\n" for indent in range(0, 200, 2)),
    "openers": "10 Kommentare\n\n",
    "comments": "A. B. sagt:\n3. Mai 2016 um 7:55\n\nAls Antwort auf A. B.\nJa.\n\n",
    "citations": "[1] ",
    "references": "[1] Buch und oder und oder 2001\n",
    "headings of references": "Links und oder und oder und oder und oder!\n\n",
    "parentheses": "(",
    "addresses": "http://a.example/((((",
    "advertisements": "Advertisements\n\nEin Titel\n\n",
    "menus": "Home\n\n",
}


def steps(folder: Path, text: str) -> int:
    """How many lines of Python the reading takes."""
    (folder / "capture.txt").write_text(text, "utf-8")
    return counted(lambda: read(folder / "capture.txt"), "importing")


@pytest.mark.parametrize("name", REPEATED)
def test_twice_the_text_takes_twice_the_steps(name: str, tmp_path: Path) -> None:
    start = "Ein Titel\n\nErst ein Absatz mit einem Satz.\n\n"
    once = REPEATED[name] * (10_000 // len(REPEATED[name]))
    assert steps(tmp_path, start + once * 2) < 2.3 * steps(tmp_path, start + once)


@pytest.mark.long
def test_five_megabytes_are_read(tmp_path: Path) -> None:
    texts = [file.read_text("utf-8") for file in sorted(FIXTURES.glob("*.txt"))]
    text = "\n\nZum Inhalt springen\n\n".join(texts * (5_000_000 // sum(map(len, texts))))
    found = read_text(tmp_path, text)
    assert len(posts(found)) > 1000
    assert lost_words(text, found) == {}
