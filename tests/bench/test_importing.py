from __future__ import annotations

from knowledge.bench import importing


def test_what_is_measured_is_what_was_generated() -> None:
    steps: list[str] = []
    runs = importing.measure(steps.append, counts=[250, 10], megabytes=0)
    assert [(run.posts, run.comments) for run in runs] == [(2, 250), (1, 10)]
    assert all(run.memory > 0 and run.seconds > 0 for run in runs)
    assert len(steps) == 2
    data = importing.as_json(runs)
    assert data["growth"] == runs[1].rate / runs[0].rate
    (title, rows) = importing.as_rows(runs)[0]
    assert len(rows) == 3
    assert f"{data['growth']:.2f}" in title
