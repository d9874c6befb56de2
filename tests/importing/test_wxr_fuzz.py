"""A fuzz run over exports, through the whole import, that keeps what reaches new code."""

from __future__ import annotations

import random
import re
import tempfile
from pathlib import Path

import pytest

from knowledge import base
from knowledge.importing.model import What
from knowledge.importing.report import as_json
from knowledge.importing.run import Choice, import_sources
from tests.fuzzing import IMPORTING, Grammar, explore
from tests.importing.imported import SILENT, site_of
from tests.importing.wxr_blog import Item, Reply, wxr

FOUND = Path(__file__).parent / "fixtures" / "wxr"
"""What a fuzz run found, kept as it was."""
RICH = (
    "<h1>A</h1>\n\nEins <b>zwei</b> <i>drei</i><sup><a href='#f'>1</a></sup>\n<ul><li>a<ol start='3'>"
    "<li>b</li></ol></li></ul><blockquote>Q</blockquote><table><tr><th>a</th><td>b</td></tr></table>"
    "<pre>x\n[[y]]</pre>[caption]<img src='https://a.de/b.png' alt='c'> d[/caption][gallery ids='1']"
    "<p id='f'>Note</p><dl><dt>e</dt><dd>f</dd></dl><q>g</q><code>`</code> https://blog.example/?p=2"
)
SEEDS = [
    wxr([Item(1, text=RICH, replies=[Reply("1", RICH), Reply("2", parent="1", kind="pingback")]), Item(2)]),
    wxr([Item(1, status="draft"), Item(2, kind="attachment", more="<wp:attachment_url>https://a.de/b.png</wp:attachment_url>")]),
    wxr([Item(1, text="<!-- wp:paragraph --><p>a</p><!-- /wp:paragraph --><!-- wp:spacer /-->b\n\nc")], "1.0"),
]  # fmt: skip
GRAMMAR = Grammar(re.compile(rb"<[^>]*>|[^<]+"), [
    b"<![CDATA[", b"]]>", b"<item>", b"</item>", b"<wp:comment>", b"</wp:comment>", b"<wp:comment_id>1</wp:comment_id>", b"&amp;", b"&#0;",
    b"&nope;", b"<!--", b"-->", b"<?x y?>", b"\x00\x01", b"\xff", b"<wp:status>x</wp:status>", b"<title/>", b"<guid>x</guid>", b"0000-00-00",
    b"9999-99-99 99:99:99", b"[[x]]", b"[@x]", b"/// comment | X\n    id: c1\n", b"<blockquote>", b"<li>", b"<table><tr><td>", b"{#c1}", b"```\n",
    b"<a href='http://[::1'>", b"<img src=''>", b"<h2>", b"<br>", b"\n\n", b"&lt;script>", b"[caption]", b"[/caption]", b"[embed]", b"<!-- wp:x -->",
])  # fmt: skip


def check(raw: bytes) -> None:
    """Whatever a file holds, it is imported or refused, accounted for, and breaks nothing."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        site = site_of(root)
        source = root / "blog.xml"
        source.write_bytes(raw)
        report = import_sources([source], root / "docs", Choice(pages=True, drafts=True), SILENT)
        as_json(report)
        library, problems = base.collect(site, drafts=True)
        assert [p for p in problems if p.severity != "info"] == []
        assert len(library.essays) == report.out[What.POST]
        assert sum(len(e.thread.comments) for e in library.essays.values()) == (
            report.out[What.COMMENT] + report.out[What.TRACKBACK]
        )


@pytest.mark.parametrize("file", sorted(FOUND.glob("*")), ids=lambda file: file.name)
def test_what_was_found(file: Path) -> None:
    check(file.read_bytes())


def test_exports_that_are_changed_a_little() -> None:
    chance = random.Random(7)
    seeds = [seed.encode() for seed in SEEDS]
    for seed in seeds * 6:
        check(GRAMMAR.mutated(seed, seeds, chance))


@pytest.mark.long
def test_exports_that_are_changed_for_ten_minutes() -> None:
    seeds = [seed.encode() for seed in SEEDS]
    explore(seeds, GRAMMAR.mutated, check, "wxr-that-broke.xml", [IMPORTING])
