from __future__ import annotations

from hypothesis import settings

from tests.project import GENERATOR

if GENERATOR == "properdocs":
    # In place of every module of MkDocs, before anything imports one.
    import properdocs.replacement  # noqa: F401

# No test is timed, and the same tests give the same outcome on every run.
settings.register_profile("querverweis", deadline=None, derandomize=True)
settings.load_profile("querverweis")
