"""Where in a text the surfaces stand that several concepts claim."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence

from knowledge.language import mask
from knowledge.language.matcher import Ambiguity
from knowledge.language.sentences import Sentences
from knowledge.model import Contested, Source


def contested_places(
    source: Source,
    span: tuple[int, int],
    ambiguities: Sequence[Ambiguity],
    *,
    has_sections: bool,
    shown: Mapping[str, str],
) -> tuple[Contested, ...]:
    """What the matcher left undecided, each with its section and its sentence.

    Args:
        source: the file.
        span: offsets of the stretch that was matched.
        ambiguities: what the matcher found in it, in the order of the text.
        has_sections: whether its headings make sections; those of a comment do not.
        shown: what links without text of their own read, by what they name.
    """
    if not ambiguities:  # the rule, and it costs nothing
        return ()
    low, high = span
    bare = mask.without_code(source.text[low:high])
    running = mask.running_text(bare)
    sections = mask.sections(bare) if has_sections else [mask.Section(0, None)]
    starts = [low + section.start for section in sections]
    sentences = Sentences(source.text, low, high, borders=starts, shown=shown)
    behind = low
    places = []
    for found in ambiguities:
        line_start = low + _line_start(running, found.line - source.line_at(low))
        start = low + _find(running, found.surface, max(line_start, behind) - low)
        behind = start + len(found.surface)
        section = sections[bisect_right(starts, start) - 1].id
        places.append(
            Contested(
                concepts=found.concepts,
                start=start,
                line=found.line,
                section=section,
                surface=found.surface,
                sentence=sentences.around(start, behind),
            )
        )
    return tuple(places)


def _line_start(text: str, lines: int) -> int:
    """The offset behind so many line ends."""
    offset = 0
    for _ in range(lines):
        offset = text.find("\n", offset) + 1
    return offset


def _find(text: str, surface: str, offset: int) -> int:
    """Where a surface next stands by itself, or else inside a word.

    The matcher names a line and no offset, and a paragraph is often one line: of equal
    surfaces in it the first one that is no part of a word is meant.
    """
    match = re.compile(rf"(?<!\w){re.escape(surface)}(?!\w)").search(text, offset)
    return match.start() if match else max(offset, text.find(surface, offset))
