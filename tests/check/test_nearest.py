from __future__ import annotations

from knowledge.check.nearest import did_you_mean, nearest


def test_the_nearest_spelling_whatever_its_capitals() -> None:
    assert nearest("RESONANS", ["diskurs", "Resonanz"]) == "Resonanz"


def test_an_id_comes_before_a_title_spelt_alike() -> None:
    assert nearest("resonans", ["resonanz", "Resonanz"]) == "resonanz"


def test_nothing_is_proposed_where_nothing_is_close() -> None:
    assert nearest("quitte", ["resonanz"]) == ""
    assert did_you_mean("quitte", []) == ""


def test_the_proposal_is_a_sentence_behind_another() -> None:
    assert did_you_mean("resonans", ["resonanz"]) == " Did you mean `resonanz`?"
