"""No text that anyone sends is more than a text."""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from knowledge.changing.journal import RefusedError
from knowledge.collect.source import parse_front_matter, split_source
from knowledge.collect.thread import read_thread, scan
from knowledge.importing.model import Markup
from knowledge.model import Library, Status
from knowledge.receiving.arrival import Receipt, receive
from knowledge.receiving.submission import Submission, What
from knowledge.site import Site
from tests.receiving.sent import base, library

PIECES = st.one_of(
    st.sampled_from(
        [
            "///",
            "////",
            " ///",
            "   ///// ",
            "\\///",
            "/// comment | A. B.",
            "    id: c1",
            "\tid: c99",
            "id: c1",
            "status: published",
            "    author-of-essay: true",
            "---",
            "title: x",
            "draft: false",
            "",
            "\u2028",
            "\x85",
            "\x0b",
            "\r",
            "\x00",
            "\ufeff",
            "```",
            "> ///",
            "- ///",
            "1. /// comment",
            "[x]: ///",
            "| /// | /// |",
            "| --- | --- |",
            "<p>///</p>",
            "<br>///",
            "&#10;///",
            "*",
            "[[haus]]",
            "{{ x }}",
            "{% raw %}",
            "{ #c1 }",
        ]
    ),
    st.text(max_size=12),
)
JOINTS = st.sampled_from(["\n", "\n\n", "\r\n", "\r", " ", "\u2028", "\x85", "\n    ", "\n> "])
BODIES = st.lists(st.tuples(PIECES, JOINTS), max_size=14).map(
    lambda parts: "".join(piece + joint for piece, joint in parts)
)


@pytest.fixture(scope="module")
def project() -> Iterator[tuple[Site, Library]]:
    folder = Path(tempfile.mkdtemp())
    site = base(folder)
    yield site, library(site)
    shutil.rmtree(folder)


def sent(what: What, text: str, markup: Markup, name: str, title: str) -> Submission:
    return Submission("k", what, "vom-haus", text, markup, title, name, reply_to="c1")


def received(site: Site, known: Library, submission: Submission) -> Receipt | None:
    """What becomes of a submission, or None if it says nothing."""
    try:
        return receive(site, known, submission)
    except RefusedError as error:
        if "says nothing" in str(error):
            return None
        raise


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(text=BODIES, markup=st.sampled_from(Markup), name=st.text(max_size=20))
def test_a_comment_is_one_block_with_its_own_options(
    project: tuple[Site, Library], text: str, markup: Markup, name: str
) -> None:
    site, known = project
    file = "docs/essays/vom-haus/thread.de.md"
    before = (site.root / file).read_bytes().decode()
    receipt = received(site, known, sent(What.COMMENT, text, markup, name, ""))
    if receipt is None:
        return
    new = next(w.new for w in receipt.change.writes if w.path == file)
    assert new is not None
    assert new.decode().startswith(before)
    source = split_source(file, new.decode())
    blocks, problems = scan(source)
    assert not problems
    assert len(blocks) == 3
    assert blocks[:2] == scan(split_source(file, before))[0]
    thread, problems = read_thread({"de": source}, "de")
    assert not problems
    last = thread.comments[-1]
    assert (last.id, last.reply_to, last.status) == ("c3", "c1", Status.PENDING)
    assert not last.author_of_essay
    assert set(blocks[-1].options) <= {"id", "reply-to", "status", "lang"}
    assert not re.search("[\r\x00\x0b\x0c\x1c-\x1e\x85\u2028\u2029]", new.decode()[len(before) :])


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(text=BODIES, markup=st.sampled_from(Markup), title=st.one_of(st.text(min_size=1), PIECES))
def test_a_question_is_a_draft_with_its_own_fields(
    project: tuple[Site, Library], text: str, markup: Markup, title: str
) -> None:
    site, known = project
    receipt = received(site, known, sent(What.QUESTION, text, markup, "A. B.", title))
    if receipt is None:
        return
    (write,) = (w for w in receipt.change.writes if w.path.startswith("docs/questions/"))
    assert write.new is not None
    values = parse_front_matter(split_source(write.path, write.new.decode())).values
    assert set(values) <= {"title", "original", "asked_in", "asked_by", "draft"}
    assert (values["asked_in"], values["asked_by"]) == ("vom-haus#c1", "reader")
    assert values["draft"] == "true"
    assert "\n" not in values["title"]
