"""What WordPress stores as a text, made into the HTML that it shows.

Classic texts have neither paragraphs nor line breaks: WordPress makes them of empty lines and ends
of lines when it shows the text (`wpautop`). Texts of the block editor are HTML between comments
that name the blocks. Both hold shortcodes.
"""

from __future__ import annotations

import re
from html import escape

BLOCK_COMMENT = re.compile(r"(<!--\s*/?wp:.*?-->)", re.DOTALL)
BLOCK_OPENS = re.compile(r"<!--\s*wp:(?P<name>[\w/-]+)(?:(?!-->).)*?(?P<empty>/)?-->", re.DOTALL)
CLASSIC_BLOCKS = frozenset({"freeform", "core/freeform"})
KEPT = re.compile(r"(<pre\b.*?(?:</pre\s*>|\Z))", re.DOTALL | re.IGNORECASE)
ELEMENTS = (
    "table|thead|tfoot|caption|colgroup|tbody|tr|td|th|div|dl|dd|dt|ul|ol|li|form|blockquote|"
    "address|p|h[1-6]|hr|fieldset|section|article|aside|header|footer|nav|figure|figcaption|"
    "details|summary|main"
)
OPENS = re.compile(rf"(<(?:{ELEMENTS})\b[^<>]*>)", re.IGNORECASE)
CLOSES = re.compile(rf"(</(?:{ELEMENTS})\s*>)", re.IGNORECASE)
EMPTY_LINES = re.compile(r"\n[ \t\r\xa0]*(?:\n[ \t\r\xa0]*)+")
BEGINS_BLOCK = re.compile(rf"(?:</?(?:{ELEMENTS})\b[^<>]*>|<!--)", re.IGNORECASE)
TAG_THEN_TEXT = re.compile(
    rf"\s*((?:</?(?:{ELEMENTS})\b[^<>]*>\s*)*)(.*)", re.DOTALL | re.IGNORECASE
)

CAPTION = re.compile(
    r"\[(?:wp_)?caption\b[^\]]{0,500}\](?P<inner>.*?)\[/(?:wp_)?caption\]",
    re.DOTALL | re.IGNORECASE,
)
CAPTION_TEXT = re.compile(r"caption=[\"'](?P<text>[^\"']*)[\"']", re.IGNORECASE)
EMBED = re.compile(
    r"\[(?P<name>embed|youtube|vimeo|video|audio|soundcloud|wpvideo|dailymotion)\b"
    r"(?P<options>[^\]]{0,500})\](?:(?P<inner>[^\[\]]{0,500})\[/(?P=name)\])?",
    re.IGNORECASE,
)
GALLERY = re.compile(r"\[gallery\b(?P<options>[^\]]{0,2000})\]", re.IGNORECASE)
SOURCE_CODE = re.compile(
    r"\[(?P<name>sourcecode|code|source)\b[^\]]{0,200}\](?P<code>.*?)\[/(?P=name)\]",
    re.DOTALL | re.IGNORECASE,
)
ADDRESS = re.compile(r"https?://[^\s\"'\]\[<>]+")


def shown(text: str) -> str:
    """The HTML that WordPress shows for a stored text."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if "[" in text:
        text = _shortcodes(text)
    if "<!--" not in text or not BLOCK_OPENS.search(text):
        return paragraphs(text)
    return "".join(_blocks(text))


def galleries(text: str) -> int:
    """How many galleries a text holds whose pictures it names by number only."""
    return sum(1 for _ in GALLERY.finditer(text)) if "[gallery" in text else 0


def _blocks(text: str) -> list[str]:
    """Block by block: between blocks, and in a classic block, text is classic."""
    parts: list[str] = []
    names: list[str] = []
    for part in BLOCK_COMMENT.split(text):
        if opening := BLOCK_OPENS.fullmatch(part):
            if not opening["empty"]:
                names.append(opening["name"])
        elif BLOCK_COMMENT.fullmatch(part):
            if names:
                names.pop()
        else:
            is_classic = not names or names[-1] in CLASSIC_BLOCKS
            parts.append(paragraphs(part) if is_classic else part)
    return parts


def paragraphs(text: str) -> str:
    """A classic text with its paragraphs and line breaks."""
    if "\n" not in text.strip():
        return text if BEGINS_BLOCK.match(text.strip()) else f"<p>{text.strip()}</p>"
    parts = KEPT.split(text) if "<pre" in text.lower() else [text]
    return "".join(
        part if index % 2 else "".join(_paragraphs(part)) for index, part in enumerate(parts)
    )


def _paragraphs(text: str) -> list[str]:
    if "<" in text:
        text = CLOSES.sub(r"\1\n\n", OPENS.sub(r"\n\n\1", text))
    return [_paragraph(part.strip()) for part in EMPTY_LINES.split(text) if part.strip()]


def _paragraph(text: str) -> str:
    if not text.startswith("<"):
        return f"<p>{_broken(text)}</p>"
    match = TAG_THEN_TEXT.fullmatch(text)
    if match is None or not match[1]:
        return f"<p>{_broken(text)}</p>"
    return match[1] + _broken(match[2].strip())


def _broken(text: str) -> str:
    """A text whose lines end where they end."""
    return text.replace("<br />\n", "\n").replace("<br>\n", "\n").replace("\n", "<br>\n")


def _shortcodes(text: str) -> str:
    text = SOURCE_CODE.sub(lambda m: f"\n\n<pre>{m['code']}</pre>\n\n", text)
    text = CAPTION.sub(_caption, text)
    text = EMBED.sub(_embedded, text)
    return GALLERY.sub("", text)


def _caption(match: re.Match[str]) -> str:
    inner = match["inner"]
    words = CAPTION_TEXT.search(match.group().partition("]")[0])
    if words:
        return f"\n\n<figure>{inner}<figcaption>{words['text']}</figcaption></figure>\n\n"
    picture = re.match(r"\s*((?:<a\b[^>]*>\s*)?<img\b[^>]*>(?:\s*</a>)?)(.*)", inner, re.DOTALL)
    if picture is None:
        return inner
    caption = picture[2].strip()
    return f"\n\n<figure>{picture[1]}<figcaption>{caption}</figcaption></figure>\n\n"


def _embedded(match: re.Match[str]) -> str:
    """A player as a link to what it plays; one that names no address stays as it is written."""
    found = ADDRESS.search(f"{match['options']} {match['inner'] or ''}")
    if found is None:
        return match.group()
    address = escape(found.group())
    return f'\n\n<p><a href="{address}">{address}</a></p>\n\n'
