from __future__ import annotations

from tests.documents import concept, essay, library, rendered

TEXT = "Siehe [[resonanz|ein Wort]] hier. Siehe auch [[resonanz]] und [[mut|Mut]] dort."


def test_an_excerpt_reads_what_each_link_reads() -> None:
    base = library(concept("resonanz", "Die Resonanz"), concept("mut", "Mut"), essay("e", TEXT))
    mentions = rendered(base)["e", "de"].body.mentions
    sentences = [m.sentence.before + m.sentence.surface + m.sentence.after for m in mentions]
    assert sentences == [
        "Siehe ein Wort hier.",
        "Siehe auch Die Resonanz und Mut dort.",
        "Siehe auch Die Resonanz und Mut dort.",
    ]


def test_the_surface_of_every_mention_is_a_slice_of_the_file() -> None:
    base = library(concept("resonanz", "Die Resonanz"), concept("mut", "Mut"), essay("e", TEXT))
    mentions = rendered(base)["e", "de"].body.mentions
    assert [(m.surface, m.linked) for m in mentions] == [
        ("ein Wort", True),
        ("resonanz", True),
        ("Mut", True),
    ]
    assert all(TEXT[m.start : m.end] == m.surface for m in mentions)
