"""A file that names a document by its new id: what else must hold of it, and its redirects."""

from __future__ import annotations

import re
from typing import Any

from knowledge.changing.naming import old_path
from knowledge.changing.places import added_to_list, edited, replace_in, scalars
from knowledge.changing.references import Renaming
from knowledge.collect.source import FRONT_MATTER, SourceError, parse_front_matter, split_source
from knowledge.collect.thread import scan
from knowledge.model import Source


def look(before: Source, after: Source, renaming: Renaming, *, is_thread: bool) -> None:
    """Sees to it that a file says the same as before, but for the id.

    Raises:
        SourceError: otherwise, or if it cannot be read.
    """
    pairs = [(dict(parse_front_matter(before).values), dict(parse_front_matter(after).values))]
    if is_thread:
        old, new = scan(before)[0], scan(after)[0]
        if len(old) != len(new):
            raise SourceError("the blocks would not be the same")
        pairs += [(dict(a.options), dict(b.options)) for a, b in zip(old, new, strict=True)]
    if not all(_is_same(a, b, renaming) for a, b in pairs):
        raise SourceError("its fields would not be the same")


def _is_same(before: Any, after: Any, renaming: Renaming) -> bool:
    if isinstance(before, dict) and isinstance(after, dict):
        return list(before) == list(after) and all(
            _is_same(before[key], after[key], renaming) for key in before
        )
    if isinstance(before, list) and isinstance(after, list):
        pairs = zip(before, after, strict=False)
        return len(before) == len(after) and all(_is_same(a, b, renaming) for a, b in pairs)
    old = re.compile(rf"(?<![\w-]){re.escape(renaming.old)}(?![\w-])")
    return bool(before == after) or old.sub(renaming.new, str(before)) == old.sub(
        renaming.new, str(after)
    )


def redirected(source: Source, renaming: Renaming) -> str:
    """The original's file with the old address among its redirects, and not the new one."""
    match = FRONT_MATTER.match(source.text)
    if match is None:
        raise SourceError("there is no front matter for `redirects`")
    held = parse_front_matter(source).values.get("redirects") or []
    listed = [held] if isinstance(held, str) else list(held)
    paths = {old_path(renaming.kind, item): item for item in listed}
    back = paths.get(old_path(renaming.kind, renaming.new))
    if back is not None:  # it returns to an id that it had
        found = scalars(match.group(1), match.start(1))
        place = next(s for s in found if s.path[0] == "redirects" and s.value == back)
        edit = replace_in(place, source.text, back, renaming.old)
        expected = [renaming.old if item == back else item for item in listed]
    else:
        edit = added_to_list(source.text, match.start(1), match.end(1), "redirects", renaming.old)
        expected = [*listed, renaming.old]
    text = edited(source.text, [edit])
    if parse_front_matter(split_source(source.path, text)).values.get("redirects") != expected:
        raise SourceError("`redirects` cannot be added to it")
    return text
