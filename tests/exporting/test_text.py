"""Pieces of a text, and what becomes of each in plain Markdown."""

from __future__ import annotations

from pathlib import Path

import pytest

from knowledge.exporting import export
from knowledge.exporting.plain import plain
from knowledge.site import read_site
from tests.exporting.small import project

EXTENSIONS = (
    *("attr_list", "admonition", "pymdownx.details", "pymdownx.blocks.details"),
    *("pymdownx.caret", "pymdownx.tilde"),
)

FILES = {
    "docs/index.de.md": "---\ntitle: Start\nlisting: home\n---\n\nHallo.\n",
    "docs/essays/index.de.md": "---\ntitle: Essays\nlisting: essays\n---\n\nAlle:\n",
    "docs/concepts/sinn.de.md": "---\ntitle: Sinn\naliases: [Sinnhaftigkeit]\n---\n\nWozu.\n",
    "docs/concepts/sinn.en.md": "---\ntitle: Meaning\n---\n\nWhat for.\n",
    "docs/concepts/stern.de.md": "---\ntitle: 'Ein *Stern* [x]'\n---\n\nEin Zeichen.\n",
    "docs/concepts/buch.de.md": "---\ntitle: Buch\nkind: work\ndate: 2016\n---\n\nEin Werk.\n",
    "docs/essays/english/index.en.md": "---\ntitle: English\noriginal: en\n---\n\nAbout meaning.\n",
    "docs/essays/e/bild.svg": "<svg/>",
}


def written(tmp_path: Path, body: str, matter: str = "") -> str:
    text = f"---\ntitle: E\n{matter}---\n\n{body}\n"
    project(tmp_path, {**FILES, "docs/essays/e/index.de.md": text})
    export(read_site(tmp_path / "p"), tmp_path / "out")
    return (tmp_path / "out/text/de/essays/e/index.md").read_text("utf-8")


PIECES = """
[[sinn]] => [Sinn](../../concepts/sinn.md)
[[sinn|Wozu]] => [Wozu](../../concepts/sinn.md)
[[Sinnhaftigkeit]] => [Sinnhaftigkeit](../../concepts/sinn.md)
[[stern]] => [Ein \\*Stern\\* \\[x\\]](../../concepts/stern.md)
[[english]] => [English](../../../en/essays/english/index.md)
[[sinn#mentions|Stellen]] => [Stellen](../../concepts/sinn.md)
`[[sinn]]` => `[[sinn]]`
Der Sinn davon. => Der [Sinn](../../concepts/sinn.md) davon.
Der **Sinn** davon. => Der **[Sinn](../../concepts/sinn.md)** davon.
[Seite](../../concepts/sinn.de.md) => [Seite](../../concepts/sinn.md)
[Seite](../../concepts/sinn.de.md "T") => [Seite](../../concepts/sinn.md "T")
[Liste](../index.de.md) => [Liste](../index.md)
![Bild](bild.svg) => ![Bild](../../../files/essays/e/bild.svg)
<img src="bild.svg" alt="Bild"> => <img src="../../../files/essays/e/bild.svg" alt="Bild">
[aussen](https://a.example/x.md) => [aussen](https://a.example/x.md)
[hier](#teil) => [hier](#teil)
H^2^O und ^^neu^^ und x~1~ => H<sup>2</sup>O und <ins>neu</ins> und x<sub>1</sub>
~~alt~~ => ~~alt~~
Text[^1] => Text[^1]
"""


def pieces() -> list[tuple[str, str]]:
    lines = PIECES.strip().split("\n")
    return [(a, b) for a, _, b in (line.partition(" => ") for line in lines)]


def test_each_piece_becomes_what_others_read(tmp_path: Path) -> None:
    rows = pieces()
    # Each in a section of its own: only the first mention of a concept in a section is a link.
    sections = [f"## N{n} {{ #n{n} }}\n\n{given}" for n, (given, _) in enumerate(rows)]
    body = "\n\n".join([*sections, "## Teil ## { #teil }", "[^1]: Note.\n\n### Ohne Id"])
    text = written(tmp_path, body)
    found = [
        text.split(f"## N{n} {{#n{n}}}\n\n", 1)[1].split("\n\n", 1)[0] for n in range(len(rows))
    ]
    assert found == [wanted for _, wanted in rows]
    assert "\n## Teil {#teil}\n" in text
    assert "\n### Ohne Id {#ohne-id}" in text


def test_citations_lead_to_the_list_of_references(tmp_path: Path) -> None:
    matter = "references:\n  - key: a\n    text: Siehe [[sinn]]\n    url: https://a.example/\n"
    text = written(tmp_path, "Wie gesagt[@a].", matter)
    assert "Wie gesagt\\[[1](#references)\\]." in text
    assert "## Quellen und Empfehlungen {#references}" in text
    assert "\n1. Siehe [Sinn](../../concepts/sinn.md) · <https://a.example/>\n" in text
    assert "text: Siehe [Sinn](../../concepts/sinn.md)\n" in text


def test_front_matter_keeps_names_and_types(tmp_path: Path) -> None:
    matter = "date: 2017-11-13\ntags: ['1', ja]\nsummary: 'No: 2017'\n"
    text = written(tmp_path, "Text.", matter)
    assert text.startswith(
        "---\nid: e\nlang: de\ntitle: E\ndate: 2017-11-13\ntags:\n- '1'\n- ja\n"
        "summary: 'No: 2017'\n---\n"
    )
    book = (tmp_path / "out/text/de/concepts/buch.md").read_text("utf-8")
    assert "\nappeared: '2016'\n" in book  # other generators stop at a `date` that is no day


def test_lists_name_what_they_list(tmp_path: Path) -> None:
    written(tmp_path, "Text.")
    text = (tmp_path / "out/text/de/essays/index.md").read_text("utf-8")
    assert text.endswith("- [E](e/index.md)\n- [English](../../en/essays/english/index.md)\n")
    assert "listing" not in text


BLOCKS = [
    ("/// details | Titel\n    open: true\n\nEins.\n\n- zwei\n///\n\nDrei.",
     "> **Titel**\n>\n>\n> Eins.\n>\n> - zwei\n\n\nDrei."),
    ("```\n/// details | Titel\n///\n```", "```\n/// details | Titel\n///\n```"),
    ("/// unbekannt\nText\n///", "/// unbekannt\nText\n///"),
    ('!!! note "Titel"\n    Eins.\n\n    Zwei.\n\nDrei.',
     "> **Titel**\n>\n> Eins.\n>\n> Zwei.\n\nDrei."),
    ("!!! warning\n    Eins.", "> **Warning**\n>\n> Eins."),
    ('??? note ""\n    Eins.', "> Eins."),
    ("Absatz\n{ .klasse #id }", "Absatz\n"),
    ("![x](y.png){ width=20 }", "![x](y.png)"),
    ("## Titel {#id}", "## Titel {#id}"),
    ("`{ .klasse }` und `^^x^^`", "`{ .klasse }` und `^^x^^`"),
    ("Zeile\r\nZeile", "Zeile\nZeile"),
]  # fmt: skip


@pytest.mark.parametrize(("given", "wanted"), BLOCKS)
def test_blocks_become_quotations(given: str, wanted: str) -> None:
    assert plain(given, EXTENSIONS) == wanted


def test_signs_of_extensions_that_are_off_stay() -> None:
    text = "/// details | x\n///\n\n^^x^^ { .a }\n\n!!! note\n    y"
    assert plain(text, ()) == text
