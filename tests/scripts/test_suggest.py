from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.project import write_files
from tests.scripts.conftest import Kb

TEXTS = {
    "docs/essays/rad/index.de.md": """
        ---
        title: Vom runden Rad
        author: A. B.
        ---
        Ein Hamsterrad dreht sich.

        ## Mehr { #mehr }

        Das Hamsterrad quietscht, siehe [[resonanz]]. Der Kreisel auch.
        """,
    "docs/essays/rad/thread.de.md": """
        /// comment | C. D.
            id: c1

        Zu 1.: Der Kreisel steht still.
        ///
        """,
    "docs/questions/was-dreht.de.md": """
        ---
        title: Was dreht sich da?
        asked_in: rad
        set: {id: drehen, number: 1}
        ---
        Noch offen.
        """,
}


@pytest.fixture
def base(project: Path) -> Path:
    write_files(project, TEXTS)
    return project


def found(kb: Kb, base: Path, *arguments: str | Path) -> dict[str, list[dict[str, Any]]]:
    outcome = kb("suggest", "--root", base, "--json", *arguments)
    assert outcome.code == 0, outcome.errors
    lists: dict[str, list[dict[str, Any]]] = json.loads(outcome.output)
    return lists


def test_json_has_the_three_lists(base: Path, kb: Kb) -> None:
    lists = found(kb, base)
    assert list(lists) == ["terms", "answers", "links"]
    term = next(term for term in lists["terms"] if term["id"] == "hamsterrad")
    assert (term["title"], term["kind"], term["language"], term["count"]) == (
        "Hamsterrad",
        "idea",
        "de",
        2,
    )
    assert term["spots"] == [
        {"file": "docs/essays/rad/index.de.md", "line": line} for line in (5, 9)
    ]
    (answer,) = lists["answers"]
    assert (answer["question"], answer["target"]) == ("was-dreht", "rad#c1")
    assert answer["reasons"] == ["names number 1"]
    assert answer["spot"] == {"file": "docs/essays/rad/thread.de.md", "line": 4}


def test_plain_lines_say_where_and_why(base: Path, kb: Kb) -> None:
    lines = kb("suggest", "--root", base).output.splitlines()
    assert any(line.endswith("Hamsterrad [hamsterrad, idea] 2 times in 2 texts") for line in lines)
    assert "     > Ein Hamsterrad dreht sich." in lines
    assert "     why: names number 1" in lines
    assert "Links to write: none" in lines


def test_a_limit_holds_for_each_list(base: Path, kb: Kb) -> None:
    assert len(found(kb, base, "--limit", "1")["terms"]) == 1
    assert kb("suggest", "--root", base, "--limit", "0").code == 2


def test_a_file_of_the_base_is_asked_for_what_it_contains(base: Path, kb: Kb) -> None:
    lists = found(kb, base, base / "docs/essays/rad/thread.de.md")
    assert [(term["id"], term["count"]) for term in lists["terms"]] == [("kreisel", 2)]
    assert lists["terms"][0]["spots"][0]["file"] == "docs/essays/rad/thread.de.md"


def test_a_file_from_elsewhere_counts_with_the_base(
    base: Path, kb: Kb, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("elsewhere") / "notes.md"
    path.write_text("Ein Hamsterrad.\n\nWie in „Vom runden Rad“.\n", encoding="utf-8")
    lists = found(kb, base, path)
    assert not [term for term in lists["terms"] if term["id"] == "kreisel"]
    (term,) = (term for term in lists["terms"] if term["id"] == "hamsterrad")
    assert term["count"] == 3
    assert term["spots"][0] == {"file": str(path), "line": 1}
    (link,) = lists["links"]
    assert (link["spot"]["line"], link["write"]) == (3, "[[rad|Vom runden Rad]]")


def test_the_other_language_is_read_when_it_is_named(base: Path, kb: Kb) -> None:
    assert found(kb, base, "--lang", "en")["terms"] == []


def test_a_file_that_cannot_be_read_is_wrong_use_in_one_line(base: Path, kb: Kb) -> None:
    outcome = kb("suggest", "--root", base, base / "missing.de.md")
    assert outcome.code == 2
    assert outcome.errors.startswith(f"kb: {base / 'missing.de.md'}: ")
    assert outcome.errors.count("\n") == 1


def test_the_help_shows_an_example(kb: Kb) -> None:
    assert "Example: kb suggest" in kb("suggest", "--help").output
