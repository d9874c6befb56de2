"""What a first visit loads: few bytes, few requests, none that fail, and nothing that moves."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from knowledge.bench.pages import weigh
from knowledge.bench.server import served
from tests.site.conftest import ROOT, WIDTHS
from tests.site.pages import EVERY, address

pytestmark = pytest.mark.site
MOST_BYTES = 220_000
MOST_REQUESTS = 15
MOST_OWN = 40_000
"""Of our own style sheets and scripts, compressed like everything else."""
MOST_FONTS, MOST_OF_FONTS = 3, 110_000


@pytest.fixture(scope="module")
def compressed(site: Path) -> Iterator[str]:
    with served(site) as where:
        yield where


def check(browser: Browser, where: str, path: str, width: int) -> None:
    weight = weigh(browser, where, path, width, ROOT / "docs")
    assert not weight.failed
    assert not weight.others
    assert weight.shift == 0
    assert weight.requests <= MOST_REQUESTS
    assert weight.transferred <= MOST_BYTES
    assert weight.own <= MOST_OWN
    assert len(weight.fonts) <= MOST_FONTS
    assert sum(weight.fonts) <= MOST_OF_FONTS


@pytest.mark.parametrize(
    ("kind", "width"),
    [("essay", "narrow"), ("essay", "wide"), ("home", "narrow"), ("graph", "narrow")],
)
def test_a_first_visit_is_light(browser: Browser, compressed: str, kind: str, width: str) -> None:
    check(browser, compressed, address(kind, "de"), WIDTHS[width])


@pytest.mark.long
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize(("kind", "language"), EVERY)
def test_a_first_visit_is_light_in_full(
    browser: Browser, compressed: str, kind: str, language: str, width: str
) -> None:
    check(browser, compressed, address(kind, language), WIDTHS[width])
