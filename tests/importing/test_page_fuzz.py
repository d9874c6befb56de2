"""Pages that were broken in every way we could think of: nothing but a `SourceError` comes out."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from knowledge.importing.model import LeftOut, Post, SourceError, Wanted
from knowledge.importing.pages import read_page
from tests.fuzzing import IMPORTING, explore

HERE = Path(__file__).parent / "fixtures" / "pages"
SEEDS = [file.read_bytes() for file in sorted(HERE.glob("*.html"))]
FOUND = Path(__file__).parent / "fixtures" / "broken"
TOKENS = re.compile(rb"<[^>]*>|[^<]+")
LARGEST = 60_000
"""Bytes of a page that is changed again and again."""
JUNK = [
    b"<", b">", b"&", b"&#0;", b"&#xd800;", b"&#99999999;", b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"]]>", b"<!--", b"-->",
    b"<![CDATA[", b"<?xml encoding='x'?>", b"<table>", b"</table>", b"<tr>", b"<li>", b"</li>", b"<ol>", b"</ol>", b"<p>", b"</p>",
    b"<svg><a href='x'>", b"<math>", b"<template>", b"<select>", b"<form>", b"</form>", b"<frameset>", b"<body>", b"</body>", b"<html>",
    b"<a id='c12'></a>", b"<a href='#comment-1'>1. Mai 2010</a>", b"<time datetime='0000-00-00'>", b"<time datetime='9999-99-99T99:99:99+99:99'>x</time>",
    b"<meta charset='utf-7'>", b"<base href='//['>", b"<link rel='canonical' href='http://['>", b"<li class='comment' id='comment-1'>",
    b"<ul class='children'>", b"<dl id='comments-block'><dt id='c1'>", b"<dd>", b"<script type='application/ld+json'>{\"@type\":[[[]]]}</script>",
    b"<script type='application/ld+json'>" + b"[" * 5000, b"<div style='padding-left: 99999999999999999999px'>", b"<ol start='99999999999999999999'>",
    b"<iframe src='http://['></iframe>", b"<div data-parent-id='1'>", b"<div aria-level='999999999999'>", b"<x:y z:w=''>", b"<p" + b" a" * 500 + b">",
]  # fmt: skip


def swap(tokens: list[bytes], chance: random.Random) -> None:
    one, other = chance.randrange(len(tokens)), chance.randrange(len(tokens))
    tokens[one], tokens[other] = tokens[other], tokens[one]


def drop(tokens: list[bytes], chance: random.Random) -> None:
    start = chance.randrange(len(tokens))
    del tokens[start : start + chance.choice([1, 1, 1, 3, 20])]


def repeat(tokens: list[bytes], chance: random.Random) -> None:
    start = chance.randrange(len(tokens))
    part = tokens[start : start + chance.choice([1, 2, 5, 15])]
    tokens[start:start] = part * chance.choice([1, 2, 30])


def insert(tokens: list[bytes], chance: random.Random) -> None:
    tokens.insert(chance.randrange(len(tokens) + 1), chance.choice(JUNK))


def cut(tokens: list[bytes], chance: random.Random) -> None:
    place = chance.randrange(len(tokens))
    tokens[place] = tokens[place][: chance.randrange(len(tokens[place]) + 1)]


def flip(tokens: list[bytes], chance: random.Random) -> None:
    place = chance.randrange(len(tokens))
    token = bytearray(tokens[place])
    if token:
        token[chance.randrange(len(token))] = chance.randrange(256)
    tokens[place] = bytes(token)


def mix(tokens: list[bytes], chance: random.Random) -> None:
    other = TOKENS.findall(chance.choice(SEEDS))
    start = chance.randrange(len(other))
    tokens[chance.randrange(len(tokens) + 1) :][:0] = other[start : start + 40]
    tokens[len(tokens) // 2 : len(tokens) // 2] = other[start : start + 40]


CHANGES: list[Callable[[list[bytes], random.Random], None]] = [
    swap,
    drop,
    repeat,
    insert,
    cut,
    flip,
    mix,
]


def broken(seed: int) -> bytes:
    """A page of the fixtures, changed in up to twelve ways; the same for the same seed."""
    chance = random.Random(seed)
    return changed(chance.choice(SEEDS), chance)


def changed(page: bytes, chance: random.Random) -> bytes:
    tokens = TOKENS.findall(page)
    for _ in range(chance.randint(1, 12)):
        if not tokens:
            break
        chance.choice(CHANGES)(tokens, chance)
    return b"".join(tokens)


def read_whatever(file: Path, data: bytes) -> None:
    """Reads a page and checks what must hold of any."""
    file.write_bytes(data)
    try:
        found = list(read_page(file, "a.html", Wanted()))
    except SourceError:
        return
    for each in found:
        if isinstance(each, Post):
            keys = [remark.key for remark in each.remarks]
            assert len(set(keys)) == len(keys)
            assert all(not remark.reply_to or remark.reply_to in keys for remark in each.remarks)
            assert all(remark.reply_to != remark.key for remark in each.remarks)
        assert isinstance(each, Post | LeftOut) or each.message


@pytest.mark.parametrize("file", sorted(FOUND.glob("*")), ids=lambda file: file.name)
def test_what_was_found(file: Path, tmp_path: Path) -> None:
    read_whatever(tmp_path / "a.html", file.read_bytes())


def test_broken_pages(tmp_path: Path) -> None:
    for seed in range(60):
        read_whatever(tmp_path / "a.html", broken(seed))


@pytest.mark.long
def test_many_broken_pages(tmp_path: Path) -> None:
    for seed in range(60, 4000):
        read_whatever(tmp_path / "a.html", broken(seed))


@pytest.mark.long
def test_pages_that_are_changed_for_ten_minutes(tmp_path: Path) -> None:
    explore(
        SEEDS,
        lambda page, _, chance: changed(page, chance)[:LARGEST],
        lambda page: read_whatever(tmp_path / "a.html", page),
        "page-that-broke.html",
        [IMPORTING],
    )
