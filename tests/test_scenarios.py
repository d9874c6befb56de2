from __future__ import annotations

from pathlib import Path

import pytest

from knowledge.check.kinds import KINDS
from tests.scenario import Scenario, read_scenarios

SCENARIOS = read_scenarios()


@pytest.mark.parametrize("scenario", SCENARIOS, ids=str)
def test_scenario(scenario: Scenario, tmp_path: Path) -> None:
    outcome = scenario.build(tmp_path)
    for (verb, place), items in scenario.sections.items():
        expected = sorted(items) if verb == "problems" else items
        assert outcome.answer(verb, place, items) == expected, f"{verb} {place}"


def test_every_kind_speaks_in_one_scenario_and_keeps_silent_in_another() -> None:
    spoken = {item.split()[0] for s in SCENARIOS for item in s.sections["problems", ""]}
    silent = {kind for s in SCENARIOS for kind in s.sections.get(("silent", ""), ())}
    assert spoken == KINDS.keys()
    assert silent == KINDS.keys()


def test_every_scenario_has_a_title_and_files_and_says_what_is_wrong() -> None:
    for scenario in SCENARIOS:
        text = scenario.path.read_text(encoding="utf-8")
        assert text.startswith("# "), scenario
        assert "\n## problems\n" in text, scenario
        assert scenario.files, scenario


def test_no_two_scenarios_have_one_title() -> None:
    titles = [s.path.read_text(encoding="utf-8").split("\n", 1)[0] for s in SCENARIOS]
    assert len(set(titles)) == len(titles)
