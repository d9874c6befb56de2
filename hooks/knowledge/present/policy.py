"""The content security policy of pages: only scripts that templates wrote may run within one.

Each page carries the hashes of its inline scripts (Content Security Policy Level 3, 2.3.1). What a
text brings in must not be among them, even where everything that ought to keep scripts out of texts
has failed. So a script is not recognised by its tag, but by a sign behind it that is put into the
source of every template, that no text can know, and that is gone when the page is done.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable, Mapping, MutableMapping
from functools import cache
from types import CodeType
from typing import Any

from jinja2 import Environment, Template
from jinja2.ext import Extension

SCRIPT = "<script"
PLACE = "policy"
"""Stands behind the sign where the hashes belong."""
OWN = b"script-src 'self'"
"""What every policy says of scripts, before their hashes."""
RUNNING = ("", "module", "text/javascript")
"""Types of scripts that run; others are data to browsers (HTML Living Standard, 4.12.1)."""


def add_policy(env: Environment, sign: str) -> None:
    """Lets an environment's templates give every page its policy.

    Args:
        env: before it has read a template.
        sign: marks the scripts of templates; nobody who writes texts may know it.
    """
    env.extend(script_sign=sign)
    env.globals["policy_place"] = f"{sign}{PLACE}"
    env.add_extension(Signed)
    env.template_class = Guarded


class Signed(Extension):
    """Puts the sign behind the name of every script in the source of templates."""

    def preprocess(
        self,
        source: str,
        name: str | None,  # noqa: ARG002
        filename: str | None = None,  # noqa: ARG002
    ) -> str:
        """The source of a template, with signs."""
        return source.replace(SCRIPT, SCRIPT + getattr(self.environment, "script_sign"))  # noqa: B009


class Guarded(Template):
    """A template whose output, if it is a page, says which scripts may run on it."""

    @classmethod
    def from_code(
        cls,
        environment: Environment,
        code: CodeType,
        globals: MutableMapping[str, Any],  # noqa: A002 - its parent's
        uptodate: Callable[[], bool] | None = None,
    ) -> Template:
        """A template whose globals are found in one place.

        Jinja looks through a chain of mappings for each of them, wherever a template includes
        another; behind the loading of a template none is changed (`Environment.make_globals`).
        """
        return super().from_code(environment, code, dict(globals), uptodate)

    def part(self, context: Mapping[str, object]) -> str:
        """Its output as a part of a page, which `guarded` has to be given when it is whole."""
        return super().render(context)

    def render(self, *args: object, **kwargs: object) -> str:
        """The page."""
        return guarded(super().render(*args, **kwargs), getattr(self.environment, "script_sign"))  # noqa: B009


def guarded(html: str, sign: str) -> str:
    """A page without signs, with the hashes of the inline scripts that bore one in its policy.

    Args:
        html: as templates made it.
        sign: what they put behind the name of every script.
    """
    parts = html.split(sign)
    place = 0
    hashes: dict[str, None] = {}  # in the order of the page, each once
    for number, part in enumerate(parts[1:], 1):
        if part.startswith(PLACE):
            place = number
            parts[number] = part[len(PLACE) :]
        elif text := _inline(part):
            hashes[hash_of(text)] = None
    if place:
        parts[place - 1] += "".join(f" {found}" for found in hashes)
    return "".join(parts)


def _inline(part: str) -> str:
    """The text of a script that runs within the page; nothing if it is loaded, or data.

    Args:
        part: what follows the name of its element.
    """
    attributes, _, rest = part.partition(">")
    if attributes and (
        " src=" in attributes or not any(f'type="{kind}"' in attributes for kind in RUNNING[1:])
    ):
        return ""
    return rest.partition("</script")[0]


@cache
def hash_of(script: str) -> str:
    """The source expression that admits an inline script."""
    digest = hashlib.sha256(script.encode("utf-8", "xmlcharrefreplace")).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


def admitting(page: bytes, script: str) -> bytes:
    """A page whose policy admits one more inline script."""
    return page.replace(OWN, OWN + b" " + hash_of(script).encode(), 1)
