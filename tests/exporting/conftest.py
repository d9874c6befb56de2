from __future__ import annotations

from pathlib import Path

import pytest

from knowledge.exporting import Counts, export
from knowledge.site import read_site
from tests.project import ROOT


@pytest.fixture(scope="session")
def exported(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Counts]:
    """The real base, exported once, and what was counted."""
    folder = tmp_path_factory.mktemp("exported") / "base"
    return folder, export(read_site(ROOT), folder)
