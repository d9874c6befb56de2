from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.collect.source import split_source
from knowledge.language import build_lexicon, find_mentions, mask
from knowledge.language.matcher import Context
from knowledge.model import ConceptKind, Ledger
from knowledge.render.markdown import comment_reader, page_reader
from knowledge.render.targets import Targets
from knowledge.render.text import Stretch, render_text
from knowledge.render.walk import Place
from knowledge.settings import RenderSettings
from tests.documents import concept

CONCEPTS = (
    concept("resonanz", "Resonanz", "resonance"),
    concept("neue-arbeit", "Neue Arbeit", "New Work"),
    concept("drucker", "Peter F. Drucker", kind=ConceptKind.PERSON),
)
LEXICONS = {language: build_lexicon(CONCEPTS, language) for language in ("de", "en")}
PIECES = (
    "Resonanz¦Neue¦Arbeit¦Peter F. Drucker¦resonance¦ ¦  ¦    ¦\t¦\n¦\r\n¦\n\n¦> ¦- ¦1. ¦# ¦## ¦---\n¦"
    "===\n¦```\n¦~~~\n¦`¦``¦*¦**¦_¦[¦]¦(¦)¦[[¦]]¦|¦<¦>¦<!--¦-->¦<span lang='en'>¦</span>¦<pre>¦</pre>¦<h2>¦"
    "{¦}¦{ #a }¦{: .b }¦///¦/// comment\n¦[^1]¦[^1]: ¦[@a]¦![¦](x)¦&shy;¦\u00ad¦\u0308¦ß¦\u0130¦\\¦"
    "https://a.b/¦a@b.c¦'s¦’¦.¦!¦…¦🪴¦\ufeff¦\x00¦\u2028¦\ue000¦\ue001¦\ue002¦!!! note¦:   ¦  \n"
).split("¦")
TEXTS = st.one_of(st.text(), st.lists(st.sampled_from(PIECES), max_size=40).map("".join))


@given(TEXTS, st.booleans())
def test_every_mention_is_a_slice_of_any_text(text: str, in_comment: bool) -> None:
    source = split_source("a.de.md", text)
    found = find_mentions(source, LEXICONS, Context("de", in_comment=in_comment)).mentions
    for mention in found:
        assert text[mention.start : mention.end] == mention.surface
        assert mention.line == text.count("\n", 0, mention.start) + 1
    starts = [mention.start for mention in found]
    assert starts == sorted(starts)
    assert all(one.end <= two.start for one, two in pairwise(found))


@given(TEXTS)
def test_masking_keeps_length_and_line_feeds(text: str) -> None:
    masked = mask.running_text(mask.without_code(text))
    assert len(masked) == len(text)
    assert all(two in {one, mask.BLOT} for one, two in zip(text, masked, strict=True))
    assert [i for i, c in enumerate(masked) if c == "\n"] == [
        i for i, c in enumerate(text) if c == "\n"
    ]


@given(TEXTS)
def test_stretches_never_overlap(text: str) -> None:
    found = list(mask.stretches(mask.without_code(text), "de"))
    assert all(one.end <= two.start for one, two in pairwise(found))
    assert all(0 <= one.start <= one.end <= len(text) for one in found)


LONG = 200_000
REPEATED = (
    "[|]|[[|]]|[[a|[](|![|`|``|` |<|>|<a |<a href=|<a lang=|a lang=en|<!--|<span lang='en'>|<h2>|<pre>|"
    "*|**|* |_|{|{#|{: |{a|{a=|#|# |## a\n|> |>|- |1. |(|)|\\|///|/// a\n|~~~\n|~~~a\n|```\n|```a\n|"
    "[^|[^a]|[^a]: |[@|a|ä |'s|. |! |a. |-|\u00ad|&shy;|\n|\r\n|\t|    |\n    a\n\n|a\n-\n|https://|"
    "a@|a.b|!!! |:|Neue |Neue\n> "
).split("|")


@pytest.mark.parametrize("piece", REPEATED)
def test_no_repetition_takes_forever(piece: str) -> None:
    text = piece * (LONG // len(piece))
    assert len(mask.running_text(mask.without_code(text))) == len(text)
    assert find_mentions(split_source("a.de.md", text), LEXICONS, Context("de")).mentions == ()


@pytest.mark.parametrize("piece", ["Resonanz ", "Resonanz\n\n", "Resonanz. ", "Neue\n> Arbeit "])
def test_many_mentions_do_not_take_forever(piece: str) -> None:
    text = piece * (LONG // 5 // len(piece))
    found = find_mentions(split_source("a.de.md", text), LEXICONS, Context("de")).mentions
    assert len(found) == text.count(piece)


def test_a_word_of_thousands_of_parts_does_not_take_forever() -> None:
    text = "Resonanz-" * 5_000 + "Boden"
    found = find_mentions(split_source("a.de.md", text), LEXICONS, Context("de")).mentions
    assert [(mention.surface, mention.concept) for mention in found] == [(text, "resonanz")]


def test_a_gap_of_thousands_of_spaces_does_not_take_forever() -> None:
    text = "Neue" + " " * LONG + "Arbeit"
    (mention,) = find_mentions(split_source("a.de.md", text), LEXICONS, Context("de")).mentions
    assert mention.sentence.surface == "Neue Arbeit"


def stretch(text: str, *, in_comment: bool) -> Stretch:
    place = Place("/essays/e/", "essays/e", "de", Targets(), "c1" if in_comment else "")
    context = Context("de", in_comment=in_comment)
    return Stretch(split_source("a.de.md", text), 0, len(text), context, place)


@given(TEXTS)
def test_any_text_is_rendered(text: str) -> None:
    settings = RenderSettings(("tables", "fenced_code", "footnotes", "attr_list"))
    page, _ = render_text(stretch(text, in_comment=False), page_reader(settings, "de"), Ledger())
    comment, _ = render_text(stretch(text, in_comment=True), comment_reader("de"), Ledger())
    for html in (page.html, comment.html):
        assert not set(html) & set("\ue000\ue001\ue002")
