from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.collect.source import split_source
from knowledge.translations.exchange.segments import segments
from knowledge.translations.exchange.tokens import in_language, lost, tokens

ROOT = Path(__file__).parents[2]
TEXT = """\
A paragraph
of two lines.

## A heading { #id }

- one [[link|words]]
- two
  goes on

    1. nested

> quoted
> twice

```
code { not }

text
```

| head | row |
| --- | --- |
| cell | cell |

[label]: https://example.org/

/// details | A title
    type: note

Inside.
///

[^1]: A note.

<div markdown>

***

    indented code

Last.
"""
EXPECTED = [
    ("paragraph", "A paragraph\nof two lines."),
    ("heading", "A heading"),
    ("item", "one [[link|words]]"),
    ("item", "two\n  goes on"),
    ("item", "nested"),
    ("quote", "quoted\n> twice"),
    ("row", "| head | row |"),
    ("row", "| cell | cell |"),
    ("title", "A title"),
    ("paragraph", "Inside."),
    ("note", "A note."),
    ("paragraph", "Last."),
]


def found(text: str) -> list[tuple[str, str]]:
    return [(s.kind, text[s.start : s.end]) for s in segments(text)]


def test_segments_are_what_is_translated() -> None:
    assert found(TEXT) == EXPECTED


def test_windows_line_ends_change_nothing_else() -> None:
    text = TEXT.replace("\n", "\r\n")
    assert [(kind, words.replace("\r\n", "\n")) for kind, words in found(text)] == EXPECTED


@given(st.text("ab \t\n\r#->|`~[]()^*1./{}:", max_size=80))
def test_segments_lie_in_order_and_are_never_empty(text: str) -> None:
    position = 0
    for segment in segments(text):
        assert position <= segment.start < segment.end <= len(text)
        assert text[segment.start : segment.end].strip()
        position = segment.end


@pytest.mark.parametrize(
    "path", sorted(ROOT.glob("docs/essays/*/index.de.md")), ids=lambda p: p.parent.name
)
def test_the_real_essays_and_their_translations_have_the_same_segments(path: Path) -> None:
    other = path.with_name("index.en.md")
    sources = [split_source(p.name, p.read_text(encoding="utf-8")) for p in (path, other)]
    kinds = [[s.kind for s in segments(source.text, source.body_start)] for source in sources]
    assert kinds[0] == kinds[1]
    assert len(kinds[0]) > 20


def test_tokens_are_links_citations_notes_code_addresses_and_tags() -> None:
    text = (
        "See [[a-b|the [x] word]], [[c]], [@key], [^1], `co de`, [text](../x.de.md), "
        '<span lang="en">y</span>, https://example.org/z and <https://example.org/>.'
    )
    assert [token.text for token in tokens(text.replace("[x]", "x"))] == [
        "[[a-b|",
        "]]",
        "[[c]]",
        "[@key]",
        "[^1]",
        "`co de`",
        "[",
        "](../x.de.md)",
        '<span lang="en">',
        "</span>",
        "https://example.org/z",
        "<https://example.org/>",
    ]


@pytest.mark.parametrize(
    ("target", "missing"),
    [
        ("Siehe [[resonanz|etwas]] [@rosa] [^1] `kb` [da](a.en.md).", []),
        ("Siehe etwas [@rosa] [^1] `kb` [da](a.en.md).", ["the link to `resonanz`"]),
        ("[[resonanz]] [^1] `kb` [da](a.en.md).", ["the citation `[@rosa]`"]),
        ("[[resonanz]] [@rosa] `kb` [da](a.en.md).", ["the note `[^1]`"]),
        ("[[resonanz]] [@rosa] [^1] [da](a.en.md).", ["code"]),
        ("[[resonanz]] [@rosa] [^1] `kb` [da](b.en.md).", ["the link to `a.md`"]),
    ],
)
def test_what_a_translation_lost_is_named(target: str, missing: list[str]) -> None:
    assert lost("See [[resonanz|it]] [@rosa] [^1] `x` [there](a.de.md).", target) == missing


def test_links_to_files_change_their_language() -> None:
    text = "[a](../b/index.de.md#c) and [d](https://example.org/x.de.md)"
    assert in_language(text, "en") == "[a](../b/index.en.md#c) and [d](https://example.org/x.de.md)"
