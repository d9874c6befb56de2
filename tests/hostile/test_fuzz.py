"""Front matter, threads, links and the ledger, changed in every way: nothing but diagnostics."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.fuzzing import Grammar, explore, steps
from tests.hostile.held import (
    check_alone,
    check_front_matter,
    check_ledger,
    check_links,
    check_thread,
    text_in,
)

FOUND = Path(__file__).parent / "found"
"""What fuzz runs found, kept as it was."""
WORDS = re.compile(rb"\w+|[ \t]+|\n|[^\w\s]")
YAML = [
    b": ", b"- ", b"? ", b"[", b"]", b"{", b"}", b", ", b"&a ", b"*a", b"<<: *a", b"!!int ", b"!x ", b"|\n", b">-\n", b"'", b'"', b"#", b"---\n",
    b"...\n", b"~", b"null", b"no", b"4", b"0x1f", b"1e9", b".inf", b"2017-02-30", b"07:55:00", b"%YAML 1.1\n", b"\t", b"\r\n", b"\r", b"\x00", b"\x85",
    b"\xe2\x80\xa8", b"\xef\xbb\xbf", b"\xff", b"\\x00", b'"\\0\\ud800"', b'"\\u2028"', b"  ", b"    ", b"__proto__: ", b"title: ", b"id: c0", b"\xef\xbf\xbe",
]  # fmt: skip
MARKDOWN = [
    b"///\n", b"/// comment | X\n    id: c9\n\n", b"//// comment\n", b"\\///\n", b"   ///", b"    id: c1\n", b"    answers: [a, b]\n", b"```\n", b"~~~~\n", b"`", b"``",
    b"<", b">", b"</", b"<script>", b"<!--", b"-->", b"<![CDATA[", b"&#0;", b"&#xd800;", b"&lt;", b"[", b"]", b"](", b")", b"[^1]", b"[^1]: ", b"[a]: ", b"![", b"[@k]",
    b"[[", b"]]", b"|", b"\\|", b"#c4", b"[[haus]]", b"[[Haus|x]]", b"[[haeuser#c4]]", b"[[reet]]", b"[[Reet]]", b"{: #id .c onclick=x }", b"{#c1}", b"# ", b"## x { #y }\n",
    b"* ", b"1. ", b"> ", b"***", b"__", b"\n\n", b"\r", b"\xc2\xad", b"\xc2\xa0", b"\xee\x80\x80", b"\xee\x80\x800\xee\x80\x81", b"\xe2\x80\xae", b"\x02", b"\x03", b"\x1b",
    b"!!! note\n    ", b"??? x\n", b"/// details | x\n", b"|a|b|\n|-|-|\n|c|d|\n", b":   x\n", b"*[Haus]: x\n", b"--8<-- \"x\"\n", b"<div markdown>\n", b"\\", b"H\xc3\xa4user", b"Dach-",
]  # fmt: skip
ESSAY = b"""---
title: Von H\xc3\xa4usern
author: a-b
date: 2017-11-13
tags: [a, b]
source: {title: T, author: A, url: 'https://a.example/', date: 2016-01-01, rights: R}
references:
  - {key: buch, text: Ein *Buch*, concept: haus, url: 'https://b.example/'}
answers: [wozu]
redirects: [alt, /2017/11/alt/]
original: de
---
Text mit [[haus]] und [@buch].

## Teil { #teil }
"""
CONCEPT = b"""---
title: Haus
nav_title: H
aliases:
  - Heim
kind: idea
broader: [dach]
match:
  case: true
  never: [Hausen]
---
"""
THREAD = b"""---
declared: 2
---
/// comment | S. M.
    id: c4
    date: 2017-11-16T07:55
    answers: [wozu]
    url: https://a.example/#comment-4

Ein *Haus*, [hier](https://b.example/ "c") und [[haeuser#c1]].[^1]

[^1]: Ja.
///

/// comment | A. B.
    id: c5
    reply-to: c4
    lang: en
    status: pending
    author-of-essay: true

> q

\\/// comment
///
"""
LINKS = b"""Ein [[haus]], [[Haus|Worte]] und [[H\xc3\xa4usern]], [[haeuser#c4]].

| a | b |
|---|--:|
| [[dach\\|ein Dach]] | x |

## Teil { #teil }

[a](../concepts/haus.de.md#x "t") ![b](../assets/a.png) <https://c.example/> `[[haus]]` [c][d] [@k]

[d]: https://e.example/ 'f'
"""
LEDGER = b"""# head
accepted:
  - {concept: haus, surface: Haus, essay: x}  # behind
rejected:
  # above
  - concept: reet
    surface: 'Reet'
    section: teil
    reason: |
      Zwei
      Zeilen
# end
"""


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "ignore")


@dataclass(frozen=True)
class Case:
    """A kind of input."""

    check: Callable[[bytes], None]
    seeds: Sequence[bytes]
    junk: Sequence[bytes]
    rooms: Sequence[str]

    @property
    def grammar(self) -> Grammar:
        return Grammar(WORDS, self.junk, 8_000)


CASES = {
    "front-matter": Case(
        check_front_matter, [ESSAY, CONCEPT, b"---\n" + LEDGER + b"---\n"], YAML, ["knowledge/collect"]
    ),
    "blocks": Case(
        check_thread, [THREAD, THREAD * 2], MARKDOWN + YAML, ["knowledge/collect/thread", "knowledge/render"]
    ),
    "links": Case(
        check_links, [LINKS, LINKS * 2], MARKDOWN, ["knowledge/render", "knowledge/language/mask", "knowledge/language/matcher"]
    ),
    "ledger": Case(check_ledger, [LEDGER], YAML, ["knowledge/collect", "knowledge/review"]),
}  # fmt: skip


@pytest.mark.parametrize("file", sorted(FOUND.glob("*/*")), ids=lambda file: file.name)
def test_what_was_found(file: Path) -> None:
    CASES[file.parent.name].check(file.read_bytes())


@pytest.mark.parametrize("name", CASES)
def test_inputs_that_are_changed_a_little(name: str) -> None:
    case, chance = CASES[name], random.Random(11)
    for seed in list(case.seeds) * (120 // len(case.seeds)):
        case.check(case.grammar.mutated(seed, case.seeds, chance))


@pytest.mark.long
@pytest.mark.parametrize("name", CASES)
def test_inputs_that_are_changed_for_ten_minutes(name: str) -> None:
    case = CASES[name]
    explore(case.seeds, case.grammar.mutated, case.check, f"{name}-that-broke", case.rooms)


@pytest.mark.parametrize("name", CASES)
@given(data=st.data())
def test_inputs_of_pieces(name: str, data: st.DataObject) -> None:
    """Nothing but junk, without anything around it that is right."""
    case = CASES[name]
    pieces = st.one_of(st.sampled_from(case.junk), st.text(max_size=6).map(_encoded))
    case.check(b"".join(data.draw(st.lists(pieces, max_size=12))))


@given(st.lists(st.one_of(st.sampled_from(MARKDOWN), st.text(max_size=6).map(_encoded))))
def test_no_comment_changes_another(pieces: list[bytes]) -> None:
    check_alone(b"".join(pieces))


REPEATED = [*dict.fromkeys(MARKDOWN + YAML)]


@pytest.mark.long
@pytest.mark.parametrize("piece", REPEATED, ids=repr)
def test_four_times_the_text_takes_four_times_the_steps(piece: bytes) -> None:
    """Of Python; and what is left to patterns must come to an end at all."""
    for name, case in CASES.items():
        head = {"front-matter": b"---\ntitle: ", "blocks": b"/// comment | X\n    id: c1\n\n"}
        once = head.get(name, b"") + piece * (2_000 // len(piece))
        more = head.get(name, b"") + piece * (8_000 // len(piece))
        few = steps(lambda raw=once, check=case.check: check(raw), "knowledge")  # type: ignore[misc]
        many = steps(lambda raw=more, check=case.check: check(raw), "knowledge")  # type: ignore[misc]
        assert many < 4.6 * few + 5_000, (name, text_in(piece), few, many)
