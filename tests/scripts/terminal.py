"""A command at a terminal of its own: what it shows, and the keys that are pressed."""

from __future__ import annotations

import os
import pty
import re
import select
import sys
from collections.abc import Mapping
from pathlib import Path

PATIENCE = 60
"""Seconds without a sign of life after which a test fails; none depends on being faster."""
STYLES = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")


class Terminal:
    """`kb` running in a pseudo-terminal."""

    def __init__(self, *arguments: str | Path, environment: Mapping[str, str]) -> None:
        self.raw = ""
        self._read = 0
        process, self.screen = pty.fork()
        if process == 0:
            os.environ.update({"TERM": "xterm-256color", "COLUMNS": "200", **environment})
            command = [sys.executable, "-m", "kb.main", *map(str, arguments)]
            os.execv(sys.executable, command)
        self.process = process

    def wait_for(self, words: str) -> str:
        """What is shown from the last words waited for up to these."""
        while (found := self.text.find(words, self._read)) < 0:
            assert self._receive(), f"Expected {words!r}; the terminal shows:\n{self.text}"
        begin, self._read = self._read, found + len(words)
        return self.text[begin : self._read]

    def press(self, keys: str) -> None:
        """Presses keys."""
        os.write(self.screen, keys.encode())

    def break_off(self) -> int:
        """Presses Control-C, each second until the command ends, and gives its exit code.

        Python may note an interrupt just before it begins to wait for keys, and waits all the same.
        """
        for _ in range(PATIENCE):
            self.press("\x03")
            while select.select([self.screen], [], [], 1)[0]:
                if not self._receive():
                    return self._exit_code()
        raise AssertionError(f"It goes on; the terminal shows:\n{self.text}")

    def end(self) -> int:
        """Waits for the end of the command and gives its exit code."""
        while self._receive():
            pass
        return self._exit_code()

    def _exit_code(self) -> int:
        _, status = os.waitpid(self.process, 0)
        return os.waitstatus_to_exitcode(status)

    @property
    def text(self) -> str:
        """Everything shown so far, without styles."""
        return STYLES.sub("", self.raw).replace("\r", "")

    def _receive(self) -> bool:
        """Reads what is there; false when the command has ended."""
        ready, _, _ = select.select([self.screen], [], [], PATIENCE)
        assert ready, f"Nothing happens; the terminal shows:\n{self.text}"
        try:
            data = os.read(self.screen, 65_536)
        except OSError:  # on Linux the end of a pseudo-terminal
            return False
        self.raw += data.decode("utf-8", "replace")
        return bool(data)
