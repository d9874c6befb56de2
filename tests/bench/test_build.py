from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from knowledge.bench import build, build_table
from knowledge.bench.build import Figures, Size
from knowledge.bench.processes import Finished, run
from tests.project import ROOT

SIZE = Size(
    pages=1_000,
    words=50_000,
    cold=12.0,
    cold_cpu=20.0,
    search=2.0,
    unchanged=1.0,
    edited=2.5,
    edited_search=0.5,
    megabytes=500.0,
    megabytes_search=700.0,
    html=30_000,
    html_all=30_000_000,
    made={"rendered": 1, "shown": 1, "written": 2},
    same=True,
    stages=[{"name": "render", "count": 1, "made": 1, "seconds": 1.0, "cpu": 1.0}],
    stock=Finished(60.0, 60.0, 900.0),
    hugo=Finished(2.2, 3.0),
    hugo_beside={"cold": 2.0, "unchanged": 2.1, "edited": 2.0},
    shares={
        "places": {"markdown": 1.0},
        "groups": {"": 0.5, "backlinks": 0.25, "search index": 0.25},
    },
)


def test_what_a_table_shows_are_ratios_of_one_run() -> None:
    figures = Figures(2, [replace(SIZE, pages=500), SIZE], {"this project": 1.01})
    tables = build_table.as_rows(figures)
    rows = {row[0]: row[-1] for row in tables[0][1]}
    assert rows["cold, without it, to Hugo"] == "5.00 ×"
    assert rows["stock to cold, all included"] == "5.0 ×"
    assert rows["edited, without it, to Hugo"] == "1.00 ×"
    assert rows["cross-references to feeds"] == "25.0 %"
    assert rows["of all but the search index"] == "33.3 %"
    assert tables[1][1][1] == ["this project", "1.01"]
    assert json.loads(json.dumps(build.as_json(figures)))["sizes"][1]["pages"] == 1_000


@pytest.mark.parametrize(
    ("size", "growth", "words"),
    [
        (SIZE, 1.3, "power of 1.30"),
        (replace(SIZE, html=50_000), 1.0, "50,000 bytes"),
        (replace(SIZE, made={"rendered": 7, "shown": 1, "written": 1}), 1.0, "7 texts"),
        (replace(SIZE, made={"rendered": 1, "shown": 9, "written": 1}), 1.0, "9 pages"),
        (replace(SIZE, same=False), 1.0, "not what a cold build makes"),
    ],
)
def test_what_is_worse_than_it_may_be_is_said(size: Size, growth: float, words: str) -> None:
    (sentence,) = build.broken(Figures(2, [size], {"this project": growth}))
    assert words in sentence
    assert list(build.broken(Figures(2, [SIZE], {"this project": 1.0}))) == []


def test_a_command_that_fails_says_why(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match="no such thing"):
        run(["sh", "-c", "echo no such thing; exit 3"], tmp_path)


@pytest.mark.long
def test_a_small_base_is_measured_with_all_peers() -> None:
    told: list[str] = []
    wanted = build.Wanted(pages=(80, 160), rounds=1, serve=True, profile=True)
    figures = build.measure(ROOT, told.append, wanted)
    assert [list(build.broken(Figures(2, [size], {}))) for size in figures.sizes] == [[], []]
    for size in figures.sizes:
        assert size.hugo is not None
        assert size.stock is not None
        assert size.serving is not None
        assert size.megabytes > 50
        assert sum(size.shares["places"].values()) == pytest.approx(1)
    assert set(figures.growth) == {"this project", "stock", "hugo"}
    assert told
