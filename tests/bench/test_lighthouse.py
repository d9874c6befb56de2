from __future__ import annotations

from typing import Any

from knowledge.bench.lighthouse import CATEGORIES, as_rows, audited, broken


def report(performance: float, seo: float = 1) -> dict[str, Any]:
    """What of Lighthouse's report is read."""
    scores = dict.fromkeys(CATEGORIES, 1.0) | {"performance": performance, "seo": seo}
    used = {
        "performance": [{"id": "total-blocking-time", "weight": 30}],
        "seo": [{"id": "link-text", "weight": 1}],
    }
    return {
        "categories": {
            name: {"score": score, "auditRefs": used.get(name, [])}
            for name, score in scores.items()
        },
        "audits": {
            "total-blocking-time": {"score": performance, "title": "…", "displayValue": "90 ms"},
            "link-text": {"score": seo, "title": "Links have no descriptive text"},
            "first-contentful-paint": {},
            "largest-contentful-paint": {},
            "cumulative-layout-shift": {},
            "speed-index": {},
        },
    }


def test_the_middle_run_counts_for_speed_and_the_worst_for_the_rest() -> None:
    audit = audited("home", "", [report(1), report(0.5), report(0.9, seo=0.91)])
    assert audit.scores == {
        "performance": 90,
        "accessibility": 100,
        "best-practices": 100,
        "seo": 91,
    }
    assert audit.metrics["total-blocking-time"] == "90 ms"


def test_what_is_short_of_a_hundred_says_why() -> None:
    short = audited("home", "", [report(0.9, seo=0.91)])
    full = audited("essay", "essays/e/", [report(1)])
    assert list(broken([full])) == []
    assert list(broken([short, full])) == [
        "home: performance is 90. performance: total-blocking-time (0.90, 90 ms)",
        "home: seo is 91. seo: link-text (0.91, Links have no descriptive text)",
    ]
    ((_, rows),) = as_rows([short, full])
    assert [row[:5] for row in rows[1:]] == [
        ["home", "90", "100", "100", "91"],
        ["essay", "100", "100", "100", "100"],
    ]
