from __future__ import annotations

from knowledge.collect.documents import read_document
from knowledge.collect.source import split_source
from knowledge.model import Kind
from knowledge.render import RenderSettings, Targets, render_page

TEXT = r"""---
title: Vom Warten
references:
  - {key: buch, text: "Ein Buch[^1]\n\n[^1]: Das zweite."}
---
Ein Satz.[^1] Und [@buch].

[^1]: Das erste.
"""


def test_ids_in_the_text_of_a_reference_begin_with_its_own() -> None:
    source = split_source("docs/essays/x/index.de.md", TEXT)
    document, _ = read_document(Kind.ESSAY, "x", {"de": source}, "de")
    page = render_page(document, "de", Targets(), RenderSettings(("footnotes",)))
    (reference,) = page.references
    assert 'id="ref-buch-fn:1"' in reference.html
    assert 'href="#ref-buch-fn:1"' in reference.html
    assert 'id="fn:1"' not in reference.html
    assert 'id="fn:1"' in page.body.html
