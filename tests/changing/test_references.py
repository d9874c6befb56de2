from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from knowledge.changing.places import edited
from knowledge.changing.references import Renaming, text_edits
from knowledge.collect.source import split_source
from knowledge.language import mask
from knowledge.model import Kind

PIECES = st.one_of(
    st.sampled_from(
        [
            "[[haus]]",
            "[[haus|Haus]]",
            "[[haus#c1]]",
            "[[ haus ]]",
            "[[haus\\|x]]",
            "[[haus-am-see]]",
            "[x](../concepts/haus.de.md)",
            "[x](<../concepts/haus.md#y>)",
            "[x](../essays/haus/index.de.md)",
            "![x](../essays/haus/haus.png)",
            "[x]: ../questions/haus.de.md",
            '<a href="/concepts/haus/">',
            "https://kb.example/en/essays/haus/",
            "[x](https://kb.example/en/essays/haus/#c1)",
            "[x](https://other.example/essays/haus/)",
            "`[[haus]]`",
            "```",
            "`",
            "\\[[haus]]",
            "    [[haus]]",
            "haus",
            "\ufeff",
            "\r\n",
        ]
    ),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=8),
)
TEXTS = st.lists(st.tuples(PIECES, st.sampled_from([" ", "\n", "\r\n", "\n\n", "|"]))).map(
    lambda parts: "".join(piece + joint for piece, joint in parts)
)
KINDS = st.sampled_from([Kind.ESSAY, Kind.CONCEPT, Kind.QUESTION])
URL = "https://kb.example/"


def renamed(text: str, renaming: Renaming) -> str:
    source = split_source("docs/about/x.de.md", text)
    return edited(text, text_edits(source, "about/x.de.md", renaming, is_thread=False))


@given(text=TEXTS, kind=KINDS)
def test_there_and_back_is_where_it_was(text: str, kind: Kind) -> None:
    there = renamed(text, Renaming(kind, "haus", "zelt-7", URL))
    assert renamed(there, Renaming(kind, "zelt-7", "haus", URL)) == text
    assert there.replace("zelt-7", "haus") == text


@given(text=TEXTS, kind=KINDS)
def test_no_link_is_forgotten_and_no_other_is_changed(text: str, kind: Kind) -> None:
    def links(of: str) -> list[str]:
        found = mask.wiki_links(mask.without_code(split_source("x", of).body))
        return [match["target"].partition("#")[0].strip(" \\\n\r") for match in found]

    there = renamed(text, Renaming(kind, "haus", "zelt-7", URL))
    assert links(there) == ["zelt-7" if id == "haus" else id for id in links(text)]
