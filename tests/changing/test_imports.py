"""What was imported stays what it is: renamed, forgotten, or with more comments from readers."""

from __future__ import annotations

from pathlib import Path

from knowledge.changing.forget import plan as forgetting
from knowledge.changing.journal import apply, changing
from knowledge.changing.rename import plan as renaming
from knowledge.importing.names import Names
from knowledge.importing.run import Choice
from tests.changing.bases import snapshot
from tests.importing.imported import from_text, site_of
from tests.importing.wxr_blog import Item, Reply, wxr
from tests.receiving.sent import add, form

FULL = Choice(names=Names.FULL)
REPLIES = [Reply("1", "Eins.", author="Edith Fuchs"), Reply("2", "Zwei, Edith Fuchs.", "1")]
SOURCE = wxr([Item(1, replies=REPLIES)])


def test_renamed_it_is_known_when_it_comes_again(tmp_path: Path) -> None:
    first = from_text(tmp_path, SOURCE)
    site = site_of(tmp_path)
    with changing(tmp_path):
        apply(tmp_path, renaming(site, first.essay.id, "anders").change)
    before = snapshot(tmp_path)
    again = from_text(tmp_path, SOURCE)
    assert snapshot(tmp_path) == before
    assert again.essay.id == "anders"
    assert again.data["documents"] == {"unchanged": 1}
    newer = from_text(tmp_path, wxr([Item(1, replies=[*REPLIES, Reply("3", "Drei.", "2")])]))
    assert newer.essay.redirects[-1] == first.essay.id
    assert [comment.id for comment in newer.essay.thread.comments] == ["c1", "c2", "c3"]


def test_forgotten_it_stays_so_when_it_comes_again(tmp_path: Path) -> None:
    from_text(tmp_path, SOURCE, choice=FULL)
    site = site_of(tmp_path)
    with changing(tmp_path):
        found = forgetting(site, "Edith Fuchs", remove=False)
        apply(tmp_path, found.change)
    newer = wxr([Item(1, replies=[*REPLIES, Reply("3", "Drei.", "2", author="G. H.")])])
    for source in (SOURCE, newer):
        again = from_text(tmp_path, source, choice=FULL)
        texts = [d for p, d in again.files().items() if not p.endswith(".diff")]
        assert not any(b"Edith" in data for data in texts)
        assert again.essay.thread.comments[0].name == "N. N."


def test_a_comment_from_a_reader_never_gets_the_id_of_one_that_is_imported(tmp_path: Path) -> None:
    first = from_text(tmp_path, SOURCE)
    site = site_of(tmp_path)
    receipt = add(site, form(page=first.essay.id))
    assert receipt.page == f"{first.essay.id}#c3"
    newer = from_text(tmp_path, wxr([Item(1, replies=[*REPLIES, Reply("3", "Drei.", "2")])]))
    assert [comment.id for comment in newer.essay.thread.comments] == ["c1", "c2", "c3", "c4"]
    assert not newer.problems
