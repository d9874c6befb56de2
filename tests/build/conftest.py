from __future__ import annotations

from pathlib import Path

import pytest

from tests.build.divided import divided_project
from tests.build.site import Site
from tests.build.small import small_project
from tests.project import ROOT, run


def build(project: Path, target: Path) -> Site:
    outcome = run("mkdocs", "build", "--strict", "-d", str(target), folder=project)
    assert outcome.code == 0, outcome.errors
    return Site(target)


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A small site that holds every case."""
    project = small_project(tmp_path_factory.mktemp("small"))
    return build(project, project / "site")


@pytest.fixture(scope="session")
def divided(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A small site with a thread and a concept that need several pages."""
    project = divided_project(tmp_path_factory.mktemp("divided"))
    return build(project, project / "site")


@pytest.fixture(scope="session")
def real(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The site of this repository."""
    return build(ROOT, tmp_path_factory.mktemp("real"))
