"""A small whole site: every page type, and documents in both, one and the other language."""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.project import ROOT, make_project

LISTINGS = {
    "index": "home",
    "essays/index": "essays",
    "concepts/index": "concepts",
    "concepts/by-kind/index": "kinds",
    "questions/index": "questions",
    "conversations/index": "conversations",
    "timeline/index": "timeline",
    "graph/index": "graph",
    "about/imprint/index": "imprint",
    "concepts/glossary/index": "glossary",
    "about/translations/index": "translations",
}
SETTINGS = """
    nav: [index.md, essays/index.md, concepts/index.md, questions/index.md]
    not_in_nav: "**"
    extra:
      homepage: .
      imprint: {de: Jemand, en: Somebody}
    """
TEXTS = {
    "docs/essays/haeuser/index.de.md": """
        ---
        title: Von Häusern
        author: a-b
        date: 2017-11-13
        summary: Was ein Haus ausmacht.
        redirects: [alte-haeuser, /2017/11/haeuser/]
        answers: [wozu]
        references:
          - {key: buch, text: Ein *Buch* über Häuser, concept: haus}
        ---
        Ein Haus steht allein [@buch]. Mehr in [Dach](../../concepts/dach.de.md).

        ## Das Dach { #dach }

        Viele Häuser haben ein Dach, siehe [[haeuser#c2]] und [[only-english]].
        """,
    "docs/essays/haeuser/index.en.md": """
        ---
        title: On houses
        ---
        A house stands alone [@buch].

        ## The roof { #dach }

        Many houses, see [[haeuser#c2|a comment]].
        """,
    "docs/essays/haeuser/thread.de.md": """
        ---
        declared: 4
        ---
        /// comment | C. D.
            id: c1
            date: 2017-11-14T08:00

        Mein Haus hat keines.[^1]

        [^1]: Noch nicht.
        ///

        /// comment | A. B.
            id: c2
            date: 2017-11-15
            reply-to: c1
            answers: [antwort]
            author-of-essay: true

        Dann ist es kein Haus.[^1]

        [^1]: Oder doch.
        ///

        /// comment
            id: c3
            status: pending

        Wartet auf ein Haus.
        ///
        """,
    "docs/essays/haeuser/thread.en.md": """
        /// comment
            id: c1

        My house has none.
        ///
        """,
    "docs/essays/nur-deutsch/index.de.md": """
        ---
        title: Nur auf Deutsch
        date: 2018-01-01
        ---
        Ein Haus & mehr.
        """,
    "docs/essays/only-english/index.en.md": """
        ---
        title: Only in English
        date: 2019-01-01
        original: en
        ---
        A house with a garden.
        """,
    "docs/concepts/haus.de.md": """
        ---
        title: Haus
        related: [dach]
        ---
        Worin man wohnt.
        """,
    "docs/concepts/haus.en.md": "---\ntitle: house\n---\nWhere people live.\n",
    "docs/concepts/dach.de.md": "---\ntitle: Dach\npart_of: [haus]\n---\nWas oben ist.\n",
    "docs/concepts/garden.en.md": "---\ntitle: garden\n---\nWhat is around it.\n",
    "docs/concepts/a-b.de.md": "---\ntitle: A. B.\nkind: person\n---\nSchreibt über Häuser.\n",
    "docs/concepts/a-b.en.md": "---\ntitle: A. B.\n---\nWrites about houses.\n",
    "docs/questions/wozu.de.md": "---\ntitle: Wozu ein Haus?\nasked_in: haeuser\n---\nWozu?\n",
    "docs/questions/wozu.en.md": "---\ntitle: Why a house?\n---\nWhy?\n",
    "docs/questions/antwort.de.md": (
        "---\ntitle: Wer antwortet?\nasked_in: haeuser#c1\nasked_by: reader\n---\nWer?\n"
    ),
    "docs/questions/antwort.en.md": "---\ntitle: Who answers?\n---\nWho?\n",
    "docs/questions/offen.de.md": "---\ntitle: Was bleibt offen?\ndate: 2018-02-03\n---\nWas?\n",
    "docs/questions/open-one.en.md": "---\ntitle: Which is open?\noriginal: en\n---\nWhich?\n",
    "docs/questions/zu.de.md": "---\ntitle: Ist sie zu?\nclosed: true\n---\nJa.\n",
}
EVERYWHERE = [
    *(f"/{path.removesuffix('index')}" for path in LISTINGS),
    *(f"/essays/{id}/" for id in ("haeuser", "nur-deutsch", "only-english")),
    *(f"/concepts/{id}/" for id in ("haus", "dach", "garden", "a-b")),
    *(f"/questions/{id}/" for id in ("wozu", "antwort", "offen", "open-one", "zu")),
]
"""The addresses every language has, `/` in place of `/index`."""


def small_project(root: Path, settings: str = SETTINGS) -> Path:
    """Writes the small site's project into an empty folder."""
    pages = {
        f"docs/{path}.{language}.md": f"---\ntitle: {listing} {language}\nlisting: {listing}\n---\n"
        for path, listing in LISTINGS.items()
        for language in ("de", "en")
    }
    make_project(root, {**pages, **TEXTS}, settings)
    shutil.copytree(ROOT / "docs/assets", root / "docs/assets")
    return root
