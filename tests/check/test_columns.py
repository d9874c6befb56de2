from __future__ import annotations

from pathlib import Path

import pytest

from knowledge.check.checked import checked
from knowledge.check.excerpts import line_reader
from knowledge.site import read_site
from tests.project import make_project

ESSAY = "docs/essays/warten/index.de.md"
THREAD = "docs/essays/warten/thread.de.md"
CONCEPT = "docs/concepts/zeit.de.md"
GOOD = {
    "docs/index.de.md": "---\ntitle: Anfang\n---\nWorte.\n",
    ESSAY: "---\ntitle: Vom Warten\n---\nWorte.\n",
    CONCEPT: "---\ntitle: Zeit\n---\nWas vergeht.\n",
}
CASES = {
    "a link": ("unknown-link", ESSAY, "---\ntitle: X\n---\nWer [[wartten|wartet]] da?\n", "[[wartten|wartet]]"),
    "a link behind decomposed umlauts and wide signs": ("unknown-link", ESSAY, "---\ntitle: X\n---\nÄ 漢字 [[niemand]]\n", "[[niemand]]"),
    "a link that does not end": ("unknown-link", ESSAY, "---\ntitle: X\n---\nEs [[begann\n", "[[begann"),
    "a file that is not there": ("unknown-link", ESSAY, "---\ntitle: X\n---\nEs [b](weg.md)\n", "weg.md"),
    "an anchor": ("broken-anchor", ESSAY, "---\ntitle: X\n---\nSiehe [[zeit#ende]].\n", "[[zeit#ende]]"),
    "a citation": ("unknown-reference", ESSAY, "---\ntitle: X\n---\nEs heißt [@buch].\n", "[@buch]"),
    "a heading": ("missing-heading-id", ESSAY, "---\ntitle: X\n---\nA\n\n## Teil zwei\n", "## Teil zwei"),
    "markup": ("unsafe-html", ESSAY, "---\ntitle: X\n---\nEin <form>x</form>\n", "<form"),
    "a field": ("bad-front-matter", ESSAY, "---\ntitle: X\ndrafd: true\n---\n", "drafd: true"),
    "a field of several lines": ("bad-front-matter", ESSAY, "---\ntitle: X\ntagz:\n  - a\n---\n", "tagz"),
    "an item": ("bad-front-matter", ESSAY, "---\ntitle: X\nanswers:\n  - Eins Zwei\n---\n", "Eins Zwei"),
    "a relation": ("unknown-link", CONCEPT, "---\ntitle: Zeit\nrelated: [raum]\n---\nX\n", "raum"),
    "Windows line ends and a byte order mark": ("bad-front-matter", ESSAY, "\ufeff---\r\ntitle: X\r\ndate: heute\r\n---\r\n", "date: heute"),
    "an option": ("bad-comment-option", THREAD, "/// comment\n    id: c1\n    dait: 2017\n\nX\n///\n", "dait: 2017"),
    "an option behind a tab": ("bad-comment-option", THREAD, "/// comment\n\tid: c1\n\tdait: 2017\n\nX\n///\n", "dait: 2017"),
    "a reply": ("dangling-reply", THREAD, "/// comment\n    id: c1\n    reply-to: c7\n\nX\n///\n", "reply-to: c7"),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_a_problem_points_at_what_is_wrong(case: str, tmp_path: Path) -> None:
    kind, file, text, words = CASES[case]
    make_project(tmp_path, GOOD)
    (tmp_path / file).write_bytes(text.encode())
    found = [p for p in checked(read_site(tmp_path)) if p.file == file and p.kind == kind]
    assert len(found) == 1
    line = line_reader(tmp_path)(found[0])
    assert line[found[0].column - 1 :][: found[0].length] == words
