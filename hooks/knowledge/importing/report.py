"""What went in, what came out, and why the rest did not."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from knowledge.importing.model import LeftOut, Notice, Place, What


@dataclass(slots=True)
class Report:
    """The account of an import; what goes in is only ever counted by what becomes of it."""

    out: Counter[What] = field(default_factory=Counter)
    left_out: list[LeftOut] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)
    documents: Counter[str] = field(default_factory=Counter)
    """How many essays are new, updated, unchanged, edited or removed."""

    def came_out(self, what: What, count: int = 1) -> None:
        """Counts what stands in the base now."""
        self.out[what] += count

    def leave_out(self, what: What, key: str, reason: str, place: Place) -> None:
        """Counts what does not."""
        self.left_out.append(LeftOut(what, key, reason, place))

    def note(self, message: str, place: Place, *, is_broken: bool = False) -> None:
        """Tells what counts nothing."""
        self.notices.append(Notice(message, place, is_broken))

    @property
    def is_whole(self) -> bool:
        """Whether every source could be read to its end."""
        return not any(notice.is_broken for notice in self.notices)


def as_json(report: Report) -> str:
    """The report for programs: for each kind `{in, out, left_out: [{id, reason, …}]}`."""
    data: dict[str, Any] = {str(what): _row(report, what) for what in What}
    data["documents"] = dict(sorted(report.documents.items()))
    data["notices"] = [
        {"message": notice.message, "file": notice.place.file, "line": notice.place.line}
        for notice in report.notices
    ]
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def _row(report: Report, what: What) -> dict[str, Any]:
    missing = [entry for entry in report.left_out if entry.what is what]
    return {
        "in": report.out[what] + len(missing),
        "out": report.out[what],
        "left_out": [
            {
                "id": entry.key,
                "reason": entry.reason,
                "file": entry.place.file,
                "line": entry.place.line,
            }
            for entry in missing
        ],
    }


def as_rows(report: Report) -> list[list[str]]:
    """The report as a table: kind, in, out, left out, and the reasons with their numbers."""
    rows = [["", "in", "out", "left out", "why"]]
    for what in What:
        missing = [entry for entry in report.left_out if entry.what is what]
        reasons = Counter(_short(entry.reason) for entry in missing)
        why = "; ".join(f"{count} × {reason}" for reason, count in reasons.most_common())
        out = report.out[what]
        rows.append([str(what), str(out + len(missing)), str(out), str(len(missing)), why])
    return rows


def _short(reason: str) -> str:
    """A reason without what differs from case to case."""
    return reason.partition(": it stands at")[0].partition(": http")[0]
