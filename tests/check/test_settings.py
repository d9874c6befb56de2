from __future__ import annotations

from pathlib import Path

import pytest

from knowledge.check.settings import check_settings
from knowledge.site import read_site
from tests.project import write_files


@pytest.mark.parametrize(
    ("imprint", "found"),
    [
        ("{de: Jemand, en: Somebody}", []),
        ("Jemand", []),
        ("", [("missing-imprint", 3)]),
        ("[Jemand]", [("bad-front-matter", 3)]),
        ("{de: {name: Jemand}}", [("bad-front-matter", 3)]),
    ],
)
def test_the_imprint(tmp_path: Path, imprint: str, found: list[tuple[str, int]]) -> None:
    write_files(
        tmp_path, {"mkdocs.yml": f"site_name: X\nextra:\n  imprint: {imprint}\n  social: []\n"}
    )
    problems = list(check_settings(read_site(tmp_path)))
    assert [(problem.kind, problem.line) for problem in problems] == found
    assert all(problem.file == "mkdocs.yml" for problem in problems)


def test_settings_with_tags_are_read_and_other_values_of_extra_are_the_themes(
    tmp_path: Path,
) -> None:
    text = "x: !!python/name:a.b\ny: !ENV [A, b]\nextra: {generator: maybe, alternate: [{}]}\n"
    write_files(tmp_path, {"mkdocs.yml": text})
    kinds = [(problem.kind, problem.line) for problem in check_settings(read_site(tmp_path))]
    assert kinds == [("bad-front-matter", 3), ("missing-imprint", 3)]
