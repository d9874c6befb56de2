"""What is measured inside a page: accessibility rules, the way of the keyboard, what is cut off."""

from __future__ import annotations

import json
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

AUDIT = (Path(__file__).parent / "audit.js").read_text(encoding="utf-8")
RULES = {
    "resultTypes": ["violations"],
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "rules": {"target-size": {"enabled": True}},  # axe leaves 2.5.8 out unless asked
}
MOST_STOPS = 1500


def violations(page: Page, within: str | None = None) -> list[str]:
    """Which rules of axe are broken, each with the elements that break it.

    The axe that comes with axe-playwright-python 0.1.8 is 4.12.1.

    Args:
        page: as it stands.
        within: a selector; only what is in there is looked at.
    """
    if not page.evaluate("() => Boolean(window.axe)"):
        page.evaluate(Axe().axe_script)
    found: dict[str, Any] = page.evaluate(
        f"() => axe.run({json.dumps(within or ':root')}, {json.dumps(RULES)})"
    )
    return [
        f"{rule['id']}: {node['target']} {node['html'][:160]} {_reason(node)}"
        for rule in found["violations"]
        for node in rule["nodes"]
    ]


def _reason(node: dict[str, Any]) -> str:
    return "; ".join(check["message"] for key in ("any", "all", "none") for check in node[key])


def audit(page: Page, name: str, argument: Any = None) -> Any:
    """What a function of `audit.js` finds on the page."""
    if not page.evaluate("() => Boolean(window.kbAudit)"):
        page.evaluate(AUDIT)
    return page.evaluate("([name, argument]) => kbAudit[name](argument)", [name, argument])


@dataclass(frozen=True)
class Walk:
    """What the keyboard comes by from the beginning of a page to its end."""

    stops: tuple[str, ...]
    hidden: tuple[str, ...]
    """Stops that nobody sees."""
    unmarked: tuple[str, ...]
    """Stops that look the same in focus and out of it; another colour of letters is no mark."""
    backwards: tuple[str, ...]
    """Stops that stand above the one before, in the same paragraph or list entry."""
    left: tuple[str, ...]
    """Controls that the keyboard never reaches."""


PAINTED = "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
SETTLED = 500
"""Milliseconds after which scripts that began have done what they do at first."""


def walk(page: Page) -> Walk:
    """Presses the tabulator until the page is through."""
    page.wait_for_load_state("networkidle")
    page.keyboard.press("Shift")  # with it Material's scripts begin, which place its side bars
    page.wait_for_timeout(SETTLED)
    page.evaluate(AUDIT)
    stops: list[dict[str, Any]] = []
    unmarked: list[str] = []
    while True:
        page.keyboard.press("Tab")
        page.evaluate(PAINTED)  # a long jump: Material's side bar makes room for the footer
        stop = page.evaluate("kbAudit.stop()")
        if stop["unmarked"]:
            unmarked.append(stop["unmarked"])
        if stop["end"]:
            break
        stops.append(stop)
        assert len(stops) < MOST_STOPS, "the keyboard does not come to an end"
    on_page = [stop for stop in stops if not stop["isInCard"]]
    return Walk(
        stops=tuple(stop["name"] for stop in stops),
        hidden=tuple(stop["name"] for stop in stops if not stop["isVisible"]),
        unmarked=tuple(unmarked),
        backwards=tuple(
            after["name"]
            for before, after in pairwise(on_page)
            if before["block"] == after["block"] >= 0 and after["bottom"] <= before["top"]
        ),
        left=tuple(audit(page, "left")),
    )
