from __future__ import annotations

from jinja2 import DictLoader, Environment

from knowledge.present.compact import Compact

ICON = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><path d="M3 6h18v2H3z"/></svg>'
PAGE = """{% if true %}
  <p>{{ text }}</p>

{% endif %}
"""


BLOCKS = """<ul class="a">
  <li>{{ text }}</li>
</ul>
<p><a>one</a>
<a>two</a></p>
"""
ENTRY = """<li>
  <a>
    <span>{{ text }}</span>
  </a>
</li>
"""


def render(name: str, **context: str) -> str:
    env = Environment(
        loader=DictLoader(
            {
                "icon.svg": ICON,
                "icon.html": ICON,
                "page.html": PAGE,
                "blocks.html": BLOCKS,
                "partials/nav-item.html": ENTRY,
            }
        )
    )
    env.add_extension(Compact)
    return env.get_template(name).render(context)


def test_templates_lose_their_white_space_and_texts_do_not() -> None:
    assert render("page.html", text="a\n   b").strip("\n") == "<p>a\n   b</p>"


def test_ends_of_lines_stay_only_where_they_show() -> None:
    assert (
        render("blocks.html", text="x")
        == '<ul class="a"><li>x</li></ul><p><a>one</a>\n<a>two</a></p>'
    )
    assert render("partials/nav-item.html", text="x\ny") == "<li><a><span>x\ny</span></a></li>"


def test_icons_lose_what_only_files_need() -> None:
    assert render("icon.svg") == ICON.replace(' xmlns="http://www.w3.org/2000/svg"', "")
    assert render("icon.html") == ICON
