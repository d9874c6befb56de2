"""The full build behind a quick one: in a process of its own, so that nobody waits for it."""

from __future__ import annotations

import os
import subprocess
import threading
from collections.abc import Callable
from pathlib import Path

from knowledge import generator
from knowledge.site import PREVIEW

PAUSE = 1.0
"""Seconds without a save after which it begins."""


class Behind:
    """At most one build at a time; whatever is saved meanwhile ends it and lets it begin anew."""

    def __init__(
        self, config_file: Path, folder: Path, address: str, done: Callable[[int, str], None]
    ) -> None:
        """Prepares builds.

        Args:
            config_file: `mkdocs.yml`.
            folder: where the server looks for the site.
            address: the address that the server gave the site.
            done: is called behind each build that was not ended, with its exit code and what it
                said.
        """
        self._command = [*generator.command(), "build", "--quiet"]
        self._command += ["--config-file", str(config_file), "--site-dir", str(folder)]
        self._folder, self._address, self._done = config_file.parent, address, done
        self._timer: threading.Timer | None = None
        self._process: subprocess.Popen[bytes] | None = None
        self._lock = threading.Lock()

    def begin_soon(self) -> None:
        """Builds when nothing has been saved for a moment."""
        self.end()
        self._timer = threading.Timer(PAUSE, self._build)
        self._timer.daemon = True
        self._timer.start()

    def end(self) -> None:
        """Ends a build under way; what it wrote so far is whole, file by file."""
        if self._timer:
            self._timer.cancel()
        with self._lock:
            if self._process:
                self._process.kill()
                self._process.wait()
                self._process = None

    def _build(self) -> None:
        environment = {**os.environ, PREVIEW: self._address}
        with self._lock:
            process = self._process = subprocess.Popen(
                self._command,
                cwd=self._folder,
                env=environment,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
            )
        said, _ = process.communicate()
        with self._lock:
            if self._process is not process:
                return
            self._process = None
        self._done(process.returncode, said.decode("utf-8", "replace").strip())
