"""A small project in which one essay, concept and question is named in every way there is."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from knowledge.collect import read_library
from knowledge.site import Site, read_site
from knowledge.translations.accept import accept
from knowledge.translations.progress import everything
from tests.project import ROOT, make_project

SETTINGS = """
    nav:
      - index.md
      - essays/index.md
      - "Zuerst": 'essays/vom-haus/index.md'  # den lesen alle
      - about: [about/index.md, concepts/haus.md, questions/wozu.md]
    not_in_nav: "**"
    extra:
      homepage: .
      imprint: {de: Jemand, en: Somebody}
    """

TEXTS = {
    "docs/index.de.md": "---\ntitle: Start\nlisting: home\n---\n",
    "docs/index.en.md": "---\ntitle: Start\nlisting: home\n---\n",
    "docs/essays/index.de.md": "---\ntitle: Essays\nlisting: essays\n---\n",
    "docs/essays/index.en.md": "---\ntitle: Essays\nlisting: essays\n---\n",
    "docs/about/index.de.md": """
        ---
        title: Über
        ---
        Siehe [[haus]], [das Haus](../concepts/haus.de.md "Titel"), [[vom-haus#c1|dort]] und
        [den Essay](../essays/vom-haus/index.de.md#waende), [Plan][plan] und `[[haus]]`.

        [plan]: ../essays/vom-haus/plan.svg

            [[haus]] steht hier als Code.

        <a href="../essays/vom-haus/index.de.md">Auch so</a>, [[ wozu | darum ]] und [[Haus]].
        """,
    "docs/about/index.en.md": "---\ntitle: About\n---\nSee [it](../concepts/haus.en.md).\n",
    "docs/essays/vom-haus/index.de.md": """
        ---
        title: Vom Haus  # so heißt er
        author: a-b
        date: 2017-11-13
        answers: ["wozu"]
        references:
          - key: eins
            text: "Siehe [[haus|ein Haus]], 2016"
            concept: 'haus'
        source:
          url: https://example.org/vom-haus/
        ---
        Ein [[haus]] und ein ![Plan](plan.svg), dazu [[vom-haus]].[@eins]

        ## Wände { #waende }

        | [[haus\\|Haus]] | [[dach]] |
        | --- | --- |
        | haus | vom-haus |

        [Hier](index.de.md#waende) und [[vom-haus#c1]], nicht [[haus-am-see]].
        """,
    "docs/essays/vom-haus/index.en.md": """
        ---
        title: Of the House
        ---
        A [[haus|house]].

        ## Walls { #waende }

        Walls.
        """,
    "docs/essays/vom-haus/plan.svg": "<svg/>\n",
    "docs/essays/vom-haus/thread.de.md": """
        ---
        declared: 2
        ---

        /// comment | A. B.
            id: c1
            date: 2017-11-14T08:00
            answers: [wozu, "wozu-noch"]  # beide

        Ein [[haus]] und `offen ohne Ende.
        ///

        /// comment
            id: c2
            reply-to: c1
        \tanswers: wozu

        Und [[vom-haus#c1]] `auch hier.
        ///
        """,
    "docs/essays/vom-haus/thread.en.md": """
        /// comment
            id: c1

        A [[haus]].
        ///
        """,
    "docs/essays/anderer/index.de.md": """
        ---
        title: Ein anderer
        redirects:
          - /2017/anderer/  # so hieß er
        ---
        Nach [[vom-haus]] und [[Vom Haus]].
        """,
    "docs/concepts/haus.de.md": """
        ---
        title: Haus
        aliases: [Gebäude]
        related: [ 'dach' ]
        ---
        Worin man wohnt, siehe [[dach]].
        """,
    "docs/concepts/haus.en.md": "---\ntitle: house\n---\nWhere people live.\n",
    "docs/concepts/dach.de.md": "---\ntitle: Dach\npart_of: [haus] # ganz oben\n---\nOben.\n",
    "docs/concepts/haus-am-see.de.md": "---\ntitle: Haus am See\nbroader: haus\n---\nAm See.\n",
    "docs/concepts/a-b.de.md": "---\ntitle: A. B.\nkind: person\n---\nSchreibt über [[haus]].\n",
    "docs/questions/wozu.de.md": """
        ---
        title: Wozu?
        asked_in: vom-haus
        set: {id: vom-haus, number: 1}
        ---
        Wozu ein [[haus]]?
        """,
    "docs/questions/wozu.en.md": "---\ntitle: What for?\n---\nWhat for?\n",
    "docs/questions/wozu-noch.de.md": """
        ---
        title: Wozu noch?
        asked_in: 'vom-haus#c1'
        set:
          id: vom-haus
          number: 2
        ---
        Nach [[wozu]] kommt das.
        """,
    "docs/.imports/vom-haus.json": (
        '{\n "key": "haus",\n "language": "de",\n "files": {\n'
        '  "essays/vom-haus/index.de.md": [\n   "1",\n   "2"\n  ],\n'
        '  "questions/wozu.de.md": [\n   "3",\n   "4"\n  ]\n },\n'
        ' "comments": {\n  "haus": 1\n },\n "questions": {\n  "abc": "wozu"\n }\n}\n'
    ),
    "links.yml": """
        # was entschieden ist
        accepted:
          - {concept: haus, surface: Hütte, essay: vom-haus}
        rejected:
          - concept: "dach"   # nicht hier
            surface: haus
            essay: vom-haus
        """,
}


def base(root: Path) -> Site:
    """Writes the project into an empty folder."""
    make_project(root, TEXTS, SETTINGS)
    site = site_of(root)
    library, _ = read_library(site.root, site.docs, site.languages)
    accept(root, library, list(everything(library)))
    return site


def site_of(root: Path) -> Site:
    """The project in a folder; its settings are inherited, which only MkDocs follows."""
    return replace(read_site(root), render=read_site(ROOT).render)


def snapshot(root: Path) -> dict[str, bytes]:
    """Every file of a project but its cache and what is another's, by path."""
    own = ("docs", "links.yml", "translations.lock", ".kb-change.json", "mkdocs.yml")
    found: dict[str, bytes] = {}
    for place in (*own, *(path.name for path in root.glob(".*.json*"))):
        paths = [root / place] if (root / place).is_file() else sorted((root / place).rglob("*"))
        for path in paths:
            if path.is_file():
                found[path.relative_to(root).as_posix()] = path.read_bytes()
    return found
