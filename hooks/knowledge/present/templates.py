"""The templates of a build: written short, signed, and compiled once and not in every build."""

from __future__ import annotations

import re
import secrets
import shutil
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, FileSystemBytecodeCache, TemplateError

from knowledge.present.compact import Compact
from knowledge.present.policy import add_policy
from knowledge.present.rows import rows

PREFIX = "templates-"
LETTERS = 16
"""Of the key of what templates are made from."""
NAMED = re.compile(r"""\{%-?\s*(?:extends|include|import)\s+["']([^"']+)["']""")
"""A template that another names; one that it names by a value is compiled when it is needed."""


@dataclass(frozen=True, slots=True)
class Templates:
    """Where compiled templates are kept, and the sign they hold."""

    folder: Path | None
    """None where nothing is kept."""
    sign: str
    """Marks the scripts of templates; no text can know it."""

    @classmethod
    def of(cls, cache: Path | None, settings: str) -> Templates:
        """Those of a project; compiled ones of other settings are removed.

        Args:
            cache: the folder of everything that is kept, if anything is.
            settings: the key of what templates are made from.
        """
        sign = secrets.token_hex(8)
        if cache is None:
            return cls(None, sign)
        name = f"{PREFIX}{settings[:LETTERS]}-"
        for other in cache.glob(f"{PREFIX}*"):
            if not other.name.startswith(name):
                shutil.rmtree(other, ignore_errors=True)
        known = sorted(cache.glob(f"{name}*"))
        folder = known[0] if known else cache / f"{name}{sign}"
        return cls(folder, folder.name.removeprefix(name))

    @property
    def are_new(self) -> bool:
        """Whether none is compiled yet, and those that are will be kept."""
        return self.folder is not None and not self.folder.exists()

    def prepare(self, env: Environment) -> None:
        """Lets an environment make templates of this kind."""
        env.add_extension(Compact)
        env.cache = {}  # Jinja's own remembers, under a lock, which was used last, to forget others
        env.filters["rows"] = rows
        if self.folder is not None:
            with suppress(OSError):
                self.folder.mkdir(parents=True, exist_ok=True)
                env.bytecode_cache = FileSystemBytecodeCache(str(self.folder))
        add_policy(env, self.sign)

    def compile_all(self, env: Environment, folder: Path) -> None:
        """Compiles the templates of a folder and those they name, as far as they can be.

        Args:
            env: which knows them; another one finds what it compiled.
            folder: of templates, with those below it.
        """
        self.prepare(env)
        todo = [path.relative_to(folder).as_posix() for path in folder.rglob("*.html")]
        done: set[str] = set()
        while todo:
            name = todo.pop()
            if name not in done and env.loader is not None:
                done.add(name)
                with suppress(TemplateError):  # the build says so, where it is used
                    env.get_template(name)
                    todo += NAMED.findall(env.loader.get_source(env, name)[0])
