"""Small projects to be exported."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from tests.project import make_project

SETTINGS = """\
markdown_extensions:
  - attr_list
  - footnotes
  - md_in_html
  - toc
  - pymdownx.blocks.details
  - pymdownx.caret
  - pymdownx.tilde
plugins:
  - i18n:
      languages:
        - {locale: de, default: true}
        - {locale: en}
"""


def project(folder: Path, files: Mapping[str, str]) -> Path:
    """A project in the folder `p` of another."""
    (folder / "p").mkdir()
    return make_project(folder / "p", files, SETTINGS)
