from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st
from markdown import Markdown

from knowledge.render import links
from knowledge.render.fitting import NEEDS
from knowledge.render.markdown import page_reader
from knowledge.site import read_site
from tests.project import ROOT

SETTINGS = read_site(ROOT).render
SIGNS = ["*", "_", "`", "~", "^", "[", "]", "(", ")", "<b>", "</b>", "&amp;", "&", "#", "- ", "1. "]
SIGNS += ["> ", "| a | b |\n|---|---|\n| c | d |", "!!! note\n    x", "/// details | y\nz\n///"]
SIGNS += ["\n", "\n\n", "\n    ", "  \n", ": ", "===", "---", "\\", "!", "{ #id }", "```", "[^1]"]
SIGNS += ["[^1]: Note", "[a]: https://x.example", "[a]", "![p](q.png)", "https://x.example", "\t"]
TEXTS = st.lists(st.sampled_from([*SIGNS, "Wort", " ", "ein Satz."]), max_size=24).map("".join)


def whole() -> Markdown:
    """A Markdown instance of the same settings that tries everything on every text."""
    md = page_reader(SETTINGS, "de").md
    by_name = {name: dict(options) for name, options in SETTINGS.extension_configs.items()}
    other = Markdown(extensions=list(SETTINGS.extensions), extension_configs=by_name)
    toc, own = (m.treeprocessors["toc"] for m in (other, md))
    for name in ("permalink_title", "slugify"):
        setattr(toc, name, getattr(own, name))
    links.register(other)
    return other


@given(TEXTS)
@example("* a\n* b")
@example("a  \nb\tc\n===\n")
@example("Wort[^1]\n\n[^1]: Note")
def test_what_is_left_out_would_have_found_nothing(text: str) -> None:
    html, _ = page_reader(SETTINGS, "de").read(text, [])
    expected = whole().convert(text)
    back = 'title="Jump back to footnote 1 in the text"'
    assert html == expected.replace(back, 'title="Zurück zur Stelle von Anmerkung 1 im Text"')


def test_every_processor_that_is_known_is_one_of_ours() -> None:
    md = whole()
    registries = (md.preprocessors, md.parser.blockprocessors, md.treeprocessors, md.inlinePatterns)
    kinds = [type(processor) for registry in registries for processor in registry]
    used = {(kind.__module__, kind.__qualname__) for kind in kinds}
    assert NEEDS.keys() - used <= {("markdown.extensions.fenced_code", "FencedBlockPreprocessor")}
