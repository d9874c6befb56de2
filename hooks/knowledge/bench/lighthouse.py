"""What Lighthouse says of home, essays, the largest concept and question, read on a phone.

Lighthouse is installed by `make lighthouse`, at the version of `tests/lighthouse/package.json`. It
loads the site from this machine; so that canonical links and alternates do not lead to another
host, which it marks down, the site is built for the address it is served at.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median
from typing import Any

from knowledge.bench.build import BUILD
from knowledge.bench.pages import SECTIONS, by_size, kinds
from knowledge.bench.server import served
from knowledge.bench.serving import CHROMIUM, free_host

PROGRAM = ".venv/lighthouse/node_modules/lighthouse/cli/index.js"
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
LARGEST = "largest essay"
KINDS = ("home", *SECTIONS, LARGEST)
CHROME_FLAGS = "--headless=new --no-sandbox --disable-gpu --disable-quic --no-first-run"
SITE_URL = re.compile(r"^site_url:.*$", re.MULTILINE)
FULL = 100

Told = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Audit:
    """A page's scores: of several runs, that with the middle score for performance."""

    kind: str
    path: str
    scores: Mapping[str, int]
    """By category, of a hundred."""
    short: tuple[str, ...]
    """What keeps a category below that: its name, the audit's, and what it found."""
    metrics: Mapping[str, str]


def measure(root: Path, told: Told, rounds: int) -> list[Audit]:
    """Asks Lighthouse about one page of each type.

    Args:
        root: the project.
        told: is called with what is being done.
        rounds: how often each page is loaded.

    Raises:
        FileNotFoundError: Lighthouse is not installed.
    """
    program = root / PROGRAM
    if not program.is_file():
        raise FileNotFoundError(f"Lighthouse is not installed ({program}): run `make lighthouse`.")
    port = int(free_host().partition(":")[2])
    with tempfile.TemporaryDirectory(prefix="bench-") as made:
        told("building the site for the address it is served at")
        site = _built(root, Path(made), port)
        pages = dict(kinds(site))
        essays = by_size(site, "essay")
        pages |= {"essay": essays[(len(essays) - 1) // 2], LARGEST: essays[-1]}
        with served(site, port) as address:
            audits = []
            for kind in KINDS:
                told(f"loading {kind}")
                reports = [_report(program, address + pages[kind]) for _ in range(rounds)]
                audits.append(audited(kind, pages[kind], reports))
    return audits


def _built(root: Path, folder: Path, port: int) -> Path:
    """The site of a project with another address, in a folder of its own."""
    for name in ("docs", "hooks", "overrides", "links.yml"):
        (folder / name).symlink_to((root / name).resolve())
    settings = (root / "mkdocs.yml").read_text(encoding="utf-8")
    here = SITE_URL.sub(f"site_url: http://127.0.0.1:{port}/", settings)
    (folder / "mkdocs.yml").write_text(here, encoding="utf-8")
    subprocess.run(BUILD, cwd=folder, check=True)
    return folder / "site"


def _report(program: Path, url: str) -> dict[str, Any]:
    command = ["node", str(program), url, "--output=json", "--quiet"]
    command += [f"--chrome-flags={CHROME_FLAGS}", f"--only-categories={','.join(CATEGORIES)}"]
    name, usual = CHROMIUM
    environment = os.environ | {"CHROME_PATH": os.environ.get(name, usual)}
    ran = subprocess.run(command, env=environment, check=True, capture_output=True, text=True)
    report: dict[str, Any] = json.loads(ran.stdout)
    return report


def audited(kind: str, path: str, reports: Sequence[Mapping[str, Any]]) -> Audit:
    """The report with the middle score for performance, and the lowest score of the others.

    Args:
        kind: of the page.
        path: of the page, from the site's root.
        reports: of Lighthouse, one for each time the page was loaded.
    """
    ordered = sorted(reports, key=_performance)
    middle = ordered[(len(ordered) - 1) // 2]
    scores = {name: min(_score(report, name) for report in reports) for name in CATEGORIES}
    scores["performance"] = round(median(_score(report, "performance") for report in reports))
    metrics = {
        name: middle["audits"][name].get("displayValue", "")
        for name in (
            "first-contentful-paint",
            "largest-contentful-paint",
            "total-blocking-time",
            "cumulative-layout-shift",
            "speed-index",
        )
    }
    return Audit(kind, path, scores, tuple(_short(middle)), metrics)


def _performance(report: Mapping[str, Any]) -> int:
    return _score(report, "performance")


def _score(report: Mapping[str, Any], category: str) -> int:
    return round((report["categories"][category]["score"] or 0) * 100)


def _short(report: Mapping[str, Any]) -> Iterator[str]:
    for name in CATEGORIES:
        for used in report["categories"][name]["auditRefs"]:
            audit = report["audits"][used["id"]]
            if used["weight"] and audit["score"] is not None and audit["score"] < 1:
                found = audit.get("displayValue") or audit["title"]
                yield f"{name}: {used['id']} ({audit['score']:.2f}, {found})"


def broken(audits: Sequence[Audit]) -> Iterator[str]:
    """Which scores are below a hundred, in words, with what keeps them there."""
    for audit in audits:
        for name, score in audit.scores.items():
            if score < FULL:
                why = "; ".join(line for line in audit.short if line.startswith(name))
                yield f"{audit.kind}: {name} is {score}. {why}"


def as_json(audits: Sequence[Audit]) -> dict[str, Any]:
    """The scores for a program to read."""
    return {"pages": [asdict(audit) for audit in audits]}


def as_rows(audits: Sequence[Audit]) -> list[tuple[str, list[list[str]]]]:
    """The scores as a table, with a title and a row of headings."""
    metrics = list(audits[0].metrics)
    rows = [
        [audit.kind, *map(str, audit.scores.values()), *audit.metrics.values()] for audit in audits
    ]
    return [("Lighthouse, on a phone", [["page", *CATEGORIES, *metrics], *rows])]
