"""Links whose address holds a quotation mark.

A title stands behind white space (CommonMark 0.31.2, 6.3). Python-Markdown takes any quotation mark
for the beginning of one; if it is none, what follows the link is lost with it.
"""

from __future__ import annotations

import re
from functools import partial

from markdown import Markdown
from markdown.inlinepatterns import (
    IMAGE_LINK_RE,
    LINK_RE,
    ImageInlineProcessor,
    LinkInlineProcessor,
)

QUOTED = re.compile(r"""\(\s*[^\s"'<][^\s"']*["']\S*""")
"""The beginning of what is in parentheses, up to the first white space, with quotation marks."""
HIDE = str.maketrans("\"'", "\x00\x01")
"""For characters that no text has: they are taken out before it is read as Markdown."""
SHOW = str.maketrans("\x00\x01", "\"'")


class QuotedAddress(LinkInlineProcessor):
    """Reads links as Python-Markdown does, but for quotation marks within addresses."""

    def getLink(  # noqa: N802 - the name is Python-Markdown's
        self, data: str, index: int
    ) -> tuple[str, str | None, int, bool]:
        """The address, the title, where the link ends, and whether it is one."""
        address = QUOTED.match(data, index)
        if address is None:
            return super().getLink(data, index)
        hidden = data[:index] + address[0].translate(HIDE) + data[address.end() :]
        href, title, end, is_link = super().getLink(hidden, index)
        return href.translate(SHOW), title and title.translate(SHOW), end, is_link


class QuotedImage(QuotedAddress, ImageInlineProcessor):
    """The same for pictures."""


REPLACED = (
    ("link", LinkInlineProcessor, partial(QuotedAddress, LINK_RE), 160),
    ("image_link", ImageInlineProcessor, partial(QuotedImage, IMAGE_LINK_RE), 150),
)
"""Names and priorities are those of Python-Markdown's own, in `build_inlinepatterns`."""


def register(md: Markdown) -> None:
    """Lets a Markdown instance read links in this way, unless an extension has another."""
    patterns = md.inlinePatterns
    for name, own, make, priority in REPLACED:
        if name in patterns and type(patterns[name]) is own:
            patterns.register(make(md), name, priority)
