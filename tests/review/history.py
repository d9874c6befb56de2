"""Repositories of git, for tests that look back."""

from __future__ import annotations

import subprocess
from pathlib import Path

SETTINGS = ("user.name=Test", "user.email=test@example.org", "commit.gpgsign=false")


def git(folder: Path, *arguments: str) -> str:
    """Runs git in a folder and gives what it wrote."""
    settings = [part for setting in SETTINGS for part in ("-c", setting)]
    command = ["git", "-C", str(folder), *settings, *arguments]
    return subprocess.run(command, capture_output=True, check=True, encoding="utf-8").stdout


def commit(folder: Path, message: str) -> None:
    """Commits everything there is."""
    git(folder, "add", "--all")
    git(folder, "commit", "-q", "--no-verify", "-m", message)
