from __future__ import annotations

from pathlib import Path

import pytest

from tests.importing.imported import from_text
from tests.importing.wxr_blog import Item, Reply, wxr

FIRST = [Reply("1", "Eins."), Reply("2", "Zwei.", "1")]
ESSAY = "essays/vom-warten/index.de.md"
THREAD = "essays/vom-warten/thread.de.md"


def edit(root: Path, name: str, old: str, new: str) -> None:
    path = root / "docs" / name
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def test_the_same_source_again_changes_nothing(tmp_path: Path) -> None:
    source = wxr([Item(1, replies=FIRST), Item(2, "Zwei")])
    first = from_text(tmp_path, source)
    before = first.files()
    second = from_text(tmp_path, source)
    assert second.files() == before
    assert second.data["documents"] == {"unchanged": 2}
    assert first.data["documents"] == {"new": 2}
    assert {w: first.data[w] for w in ("posts", "comments")} == {
        w: second.data[w] for w in ("posts", "comments")
    }


def test_a_newer_source_adds_what_is_new(tmp_path: Path) -> None:
    from_text(tmp_path, wxr([Item(1, replies=FIRST)]))
    new = [Reply("0", "Früher."), *FIRST, Reply("3", "Drei.", "2")]
    found = from_text(tmp_path, wxr([Item(1, text="Das ist der neue Text.", replies=new), Item(2, "Neu")]))  # fmt: skip
    assert found.problems == []
    assert found.data["documents"] == {"new": 1, "updated": 1}
    thread = found.base.library.essays["vom-warten"].thread.by_id
    assert {id: comment.reply_to for id, comment in thread.items()} == {
        "c3": "",
        "c1": "",
        "c2": "c1",
        "c4": "c2",
    }
    assert "der neue Text" in found.text(ESSAY)


def test_a_comment_that_the_source_has_no_more_stays(tmp_path: Path) -> None:
    from_text(tmp_path, wxr([Item(1, replies=FIRST)]))
    found = from_text(tmp_path, wxr([Item(1, replies=[FIRST[1], Reply("3", "Drei.")])]))
    assert set(found.essay.thread.by_id) == {"c1", "c2", "c3"}
    assert "Eins." in found.text(THREAD)
    assert found.problems == []


def test_what_an_author_edited_stays_and_the_difference_stands_beside(tmp_path: Path) -> None:
    from_text(tmp_path, wxr([Item(1)]))
    edit(tmp_path, ESSAY, "nicht lang", "sehr kurz")
    unchanged = from_text(tmp_path, wxr([Item(1)]))
    assert unchanged.data["documents"] == {"unchanged": 1}
    newer = wxr([Item(1, text="Das ist der neue Text.")])
    found = from_text(tmp_path, newer)
    assert "sehr kurz" in found.text(ESSAY)
    difference = found.text(f"{ESSAY}.diff")
    assert "-Das ist ein Text, und er ist sehr kurz." in difference
    assert "+Das ist der neue Text." in difference
    assert found.data["documents"] == {"edited": 1}
    assert ESSAY in found.report.notices[0].message
    assert found.problems == []
    again = from_text(tmp_path, newer)
    assert again.data["documents"] == {"unchanged": 1}
    assert again.files() == found.files()


def test_an_edited_thread_gets_new_comments_at_its_end(tmp_path: Path) -> None:
    from_text(tmp_path, wxr([Item(1, replies=FIRST)]))
    edit(tmp_path, THREAD, "Eins.", "Eins, berichtigt.")
    with (tmp_path / "docs" / THREAD).open("a", encoding="utf-8") as file:
        file.write("\n/// comment | E. F.\n    id: c7\n\nVon Hand.\n///\n")
    before = (tmp_path / "docs" / THREAD).read_text("utf-8")
    newer = wxr([Item(1, replies=[*FIRST, Reply("3", "Drei.", "2")])])
    found = from_text(tmp_path, newer)
    assert found.text(THREAD).startswith(before)
    assert found.essay.thread.by_id["c8"].reply_to == "c2"
    assert found.problems == []
    again = from_text(tmp_path, newer)
    assert again.data["documents"] == {"unchanged": 1}
    assert again.files() == found.files()


def test_a_text_changed_at_the_source_under_an_edited_thread(tmp_path: Path) -> None:
    from_text(tmp_path, wxr([Item(1, replies=FIRST)]))
    edit(tmp_path, THREAD, "Eins.", "Eins, berichtigt.")
    found = from_text(tmp_path, wxr([Item(1, replies=[FIRST[0], Reply("2", "Zwei, neu.", "1")])]))
    assert "Eins, berichtigt." in found.text(THREAD)
    assert "+Zwei, neu." in found.text(f"{THREAD}.diff")
    assert found.data["documents"] == {"edited": 1}


def test_what_an_author_removed_is_not_written_again(tmp_path: Path) -> None:
    from_text(tmp_path, wxr([Item(1, replies=FIRST)]))
    for path in (tmp_path / "docs/essays/vom-warten").iterdir():
        path.unlink()
    found = from_text(tmp_path, wxr([Item(1, replies=FIRST)]))
    assert not (tmp_path / "docs" / ESSAY).exists()
    assert "removed" in found.data["posts"]["left_out"][0]["reason"]
    assert (found.data["comments"]["in"], found.data["comments"]["out"]) == (2, 0)


def test_an_id_that_somebody_has_is_left_to_them(tmp_path: Path) -> None:
    (tmp_path / "docs/concepts").mkdir(parents=True)
    (tmp_path / "docs/concepts/vom-warten.de.md").write_text("---\ntitle: W\n---\nX.\n", "utf-8")
    found = from_text(tmp_path, wxr([Item(1), Item(2)]))
    assert set(found.base.library.essays) == {"vom-warten-2", "vom-warten-3"}
    assert found.problems == []


@pytest.mark.parametrize("damage", ["", "{", "[]", '{"key": 1}', '{"files": {"a": "b"}}'])
def test_a_damaged_ledger_costs_no_file(tmp_path: Path, damage: str) -> None:
    from_text(tmp_path, wxr([Item(1)]))
    (tmp_path / "docs/.imports/vom-warten.json").write_text(damage, "utf-8")
    before = (tmp_path / "docs" / ESSAY).read_bytes()
    found = from_text(tmp_path, wxr([Item(1)]))
    assert (tmp_path / "docs" / ESSAY).read_bytes() == before
    assert found.problems == []


def test_a_folder_that_is_a_link_is_not_followed(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    project = tmp_path / "project"
    (project / "docs").mkdir(parents=True)
    (project / "docs/essays").symlink_to(outside, target_is_directory=True)
    found = from_text(project, wxr([Item(1)]))
    assert list(outside.iterdir()) == []
    assert not found.report.is_whole
