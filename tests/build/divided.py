"""A small site with more of everything than one page holds: comments under an essay, places."""

from __future__ import annotations

from pathlib import Path

from tests.build.small import SETTINGS, small_project
from tests.project import write_files

COMMENTS = 450
"""Of `gespraech`: three pages."""
THREAD = "docs/essays/gespraech/thread.de.md"
FIRST, SECOND, THIRD = (f"essays/gespraech/{below}" for below in ("", "thread/2/", "thread/3/"))


def block(number: int) -> str:
    """A comment; every tenth begins a branch, which the others go on, each below the one before."""
    reply = f"    reply-to: c{number - 1}\n" if number % 10 != 1 else ""
    text = TEXTS.get(number, f"Ein Haus, Nummer {number}." if number <= 70 else "Nichts weiter.")
    more = "    answers: [offen]\n" if number == 250 else ""
    return (
        f"/// comment | A. {chr(65 + number % 26)}.\n    id: c{number}\n"
        f"    date: 2018-01-{1 + number // 20:02d}T08:{number % 60:02d}\n{reply}{more}\n{text}\n///\n"
    )


TEXTS = {
    5: "Siehe [später](#c300) und den [Anfang](#anfang).[^1]\n\n[^1]: Hier.",
    250: "Siehe [früher](#c5), den [Anfang](#anfang) und [[gespraech#c450]].[^1]\n\n[^1]: Dort.",
}


def divided_project(root: Path, settings: str = SETTINGS) -> Path:
    """Writes the site's project into an empty folder."""
    small_project(root, settings)
    write_files(
        root,
        {
            "docs/essays/gespraech/index.de.md": (
                "---\ntitle: Ein Gespräch\ndate: 2018-01-01\n"
                "redirects: [/essays/gespraech/thread/2/, /essays/gespraech/thread/9/]\n---\n"
                "Siehe [[gespraech#c250|dort]], [unten](#c449) und [oben](#c1).\n\n"
                "## Der Anfang { #anfang }\n\nEin Haus.\n"
            ),
            "docs/essays/gespraech/index.en.md": (
                "---\ntitle: A conversation\n---\nSee [[gespraech#c250|there]].\n\n"
                "## The beginning { #anfang }\n\nA house.\n"
            ),
            "docs/questions/spaet.de.md": (
                "---\ntitle: Wer fragt so spät?\nasked_in: gespraech#c250\n---\nWer?\n"
            ),
            THREAD: "\n".join(map(block, range(1, COMMENTS + 1))),
        },
    )
    return root
