"""HTML of others as this project's Markdown: sanitised first, then written anew.

Nothing of the HTML passes through. Elements become the Markdown that Python-Markdown, with the
extensions of this site or those of comments, reads as the same elements again; text is escaped so
that it means only itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from lxml.html import HtmlElement

from knowledge.importing import inline
from knowledge.importing.addresses import Inside, in_text, same_place, usable
from knowledge.importing.escaping import plain
from knowledge.importing.headings import Headings
from knowledge.importing.inline import LINE_END, Piece
from knowledge.importing.model import Markup
from knowledge.importing.notes import Notes, take_notes
from knowledge.importing.sanitising import LAZY, sanitised
from knowledge.render.markdown import comment_reader

INLINE = frozenset(
    "a abbr b br cite code del dfn em i img ins kbd mark q s samp small span strike strong sub sup "
    "time tt u var".split()
)
HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
BOLD, SLANTED, CODE, STRUCK = (
    frozenset(tags.split())
    for tags in ("b strong", "em i cite dfn var", "code kbd samp tt", "del s strike")
)
DEEPEST_QUOTE = 12
DEEPEST_LIST = 6
"""Deeper ones are written at this depth: what reads Markdown has limits of its own."""
MOST_BRACKETS = 1_500
"""Python-Markdown needs time by the square of their number; beyond, they are written by number."""
CITED = re.compile(r"\[(\d{1,3}(?:\s*[,;]\s*\d{1,3})*)\]")
SMILEY = re.compile(r"\b(?:wp-smiley|emoji)\b")
LIST_BEGINS = re.compile(r"(?:-|\d+\.) ")
Block = list[str]
"""Lines of Markdown, without an empty one at either end."""


@dataclass(frozen=True, slots=True)
class Target:
    """What a text is written for."""

    is_comment: bool = True
    """Comments have headings without ids, and less syntax."""
    url: str = ""
    """The address of the page it stood on, for links that are relative."""
    inside: Inside = lambda _: ""
    """What addresses lead to in this base."""
    citations: Mapping[int, str] = field(default_factory=dict)
    """Keys of references by the numbers that the text cites."""


@dataclass(frozen=True, slots=True)
class Converted:
    """A text as Markdown, and what it does not hold any more."""

    text: str
    images: tuple[str, ...] = ()
    """The address of each picture, or what it is if it has none."""
    plain: str = ""
    """Its words."""


def to_markdown(text: str, markup: Markup, target: Target) -> Converted:
    """A text of others as Markdown that holds nothing but text and links.

    Raises:
        TooLongError: if nobody can have written it.
    """
    if markup is Markup.MARKDOWN:
        text = from_markdown(text)
    root = sanitised(text)
    writer = _Writer(target, take_notes(root), Headings.of(root, with_ids=not target.is_comment))
    written = "\n\n".join("\n".join(block) for block in writer.document(root))
    if written.count("[") > MOST_BRACKETS:
        written = written.replace("\\[", "&#91;").replace("\\]", "&#93;")
    return Converted(written, tuple(writer.images), plain("".join(_words(root))).strip())


def from_markdown(text: str) -> str:
    """Markdown of others as HTML; HTML in it is text."""
    return comment_reader("en").read(text.replace("\r\n", "\n").replace("\r", "\n"), ())[0]


class _Writer:
    """Walks over the elements of one text."""

    def __init__(self, target: Target, notes: Notes, headings: Headings) -> None:
        self.target = target
        self.notes = notes
        self.headings = headings
        self.images: list[str] = []
        self._in_link = False

    def document(self, root: HtmlElement) -> Iterator[Block]:
        """The blocks of a text, its notes at the end."""
        yield from self.blocks(root, at_top=True)
        for label, element in self.notes.definitions():
            first, *rest = list(self.blocks(element)) or [["…"]]
            lines = [f"[^{label}]: {first[0]}", *(f"    {line}" for line in first[1:])]
            for block in rest:
                lines += ["", *(f"    {line}" for line in block)]
            yield lines

    def blocks(
        self, parent: HtmlElement, quotes: int = 0, lists: int = 0, *, at_top: bool = False
    ) -> Iterator[Block]:
        """What an element holds, block by block; text between blocks is a paragraph."""
        run: list[Piece] = self._text(parent.text)
        for child in parent:
            if child.tag in INLINE and not _holds_blocks(child):
                run = inline.apart(run, self.pieces(child))
            else:
                yield from _paragraph(run)
                yield from self.block(child, quotes, lists, at_top=at_top)
                run = []
            run += self._text(child.tail)
        yield from _paragraph(run)

    def block(
        self, element: HtmlElement, quotes: int, lists: int, *, at_top: bool
    ) -> Iterator[Block]:
        """An element that is no running text."""
        tag = element.tag
        if tag in HEADINGS:
            yield from self._heading(element, at_top=at_top)
        elif tag == "blockquote" and quotes < DEEPEST_QUOTE and not lists:
            yield from _quoted(list(self.blocks(element, quotes + 1, lists)))
        elif tag in {"ul", "ol"} and lists < DEEPEST_LIST:
            yield from self._list(element, quotes, lists)
        elif tag == "pre":
            yield from _code_block(element, at_top=at_top)
        elif tag == "hr":
            yield ["---"]
        elif tag == "table":
            yield from self._table(element, quotes, lists)
        else:
            yield from self.blocks(element, quotes, lists, at_top=at_top)

    def _heading(self, element: HtmlElement, *, at_top: bool) -> Iterator[Block]:
        text = inline.joined(inline.on_one_line(self._inside(element)))
        if not text:
            return
        if at_top and "![" not in text:
            yield [self.headings.line(element, text)]
        else:
            yield [text if "*" in text.replace("\\*", "") else f"**{text}**"]

    def _list(self, element: HtmlElement, quotes: int, lists: int) -> Iterator[Block]:
        start = element.get("start") or ""
        number = int(start) if element.tag == "ol" and re.fullmatch(r"\d{1,6}", start) else 1
        items: list[Block] = []
        for child in element.iterchildren("li"):
            marker = f"{number}." if element.tag == "ol" else "-"
            if item := _item(list(self.blocks(child, quotes, lists + 1)), marker):
                items.append(item)
                number += 1
        # Where one item has several paragraphs, an empty line parts it from the next.
        gap = [""] if any("" in item for item in items) else []
        if items:
            yield [line for item in items for line in (*gap, *item)][len(gap) :]
        for child in element:
            if child.tag != "li":  # what should not be here, but is
                yield from self.block(child, quotes, lists, at_top=False)
            yield from _paragraph(self._text(child.tail))

    def _table(self, element: HtmlElement, quotes: int, lists: int) -> Iterator[Block]:
        for caption in element.iterchildren("caption"):
            yield from self.blocks(caption, quotes, lists)
        rows = [[cell for cell in row if cell.tag in {"td", "th"}] for row in _rows(element)]
        rows = [row for row in rows if row]
        if not rows:
            return
        width = max(map(len, rows))
        if width == 1 or lists or quotes or any(_holds_table(row) for row in rows):
            for row in rows:  # a table for the sake of its looks
                for cell in row:
                    yield from self.blocks(cell, quotes, lists)
            return
        if not all(cell.tag == "th" for cell in rows[0]):
            rows.insert(0, [])
        lines = [self._row(row, width) for row in rows]
        yield [lines[0], "|" + " --- |" * width, *lines[1:]]

    def _row(self, cells: list[HtmlElement], width: int) -> str:
        texts = [" ".join(self._cell(cell)) for cell in cells]
        texts += [""] * (width - len(texts))
        return f"| {' | '.join(texts)} |"

    def _cell(self, cell: HtmlElement) -> Iterator[str]:
        for block in self.blocks(cell, DEEPEST_QUOTE, DEEPEST_LIST):
            yield " ".join(line.strip() for line in block).replace("|", "\\|")

    def pieces(self, element: HtmlElement) -> list[Piece]:
        """An element of running text."""
        tag = element.tag
        if tag == "br":
            return [LINE_END]
        if tag == "img":
            return self._image(element)
        if label := self.notes.label(element):
            return [Piece(f"[^{label}]", True)]
        if tag == "a" and not self._in_link:
            return self._link(element)
        if tag in CODE:
            return inline.code(plain("".join(element.itertext())))
        return self._cited(element) or self._marked(str(tag), self._inside(element))

    def _marked(self, tag: str, inside: list[Piece]) -> list[Piece]:
        if tag in BOLD:
            return inline.emphasised(inside, "**")
        if tag in SLANTED:
            return inline.emphasised(inside, "*")
        if tag == "q":
            return [Piece("„"), *inside, Piece("“")]
        if not self.target.is_comment and (tag in STRUCK or tag in {"sup", "sub"}):
            return inline.emphasised(inside, {"sup": "^", "sub": "~"}.get(tag, "~~"))
        return inside

    def _inside(self, element: HtmlElement) -> list[Piece]:
        run = self._text(element.text)
        for child in element:
            run = inline.apart(run, self.pieces(child)) + self._text(child.tail)
        return run

    def _text(self, text: str | None) -> list[Piece]:
        """Text with its addresses as links and its citations as such."""
        if not text:
            return []
        text = plain(text)
        if self._in_link or ("://" not in text and not self.target.citations):
            return [Piece(text)]
        found: list[Piece] = []
        for part, is_address in in_text(text):
            if is_address and (address := usable(part)):
                found += inline.link([Piece(part)], address, self._target(address))
            else:
                found += self._citations(part)
        return found

    def _citations(self, text: str) -> list[Piece]:
        found: list[Piece] = []
        position = 0
        for match in CITED.finditer(text) if self.target.citations else ():
            if keys := self._keys(match[1]):
                found += [Piece(text[position : match.start()]), *keys]
                position = match.end()
        return [*found, Piece(text[position:])]

    def _cited(self, element: HtmlElement) -> list[Piece]:
        """What raised numbers cite, if the element is that."""
        if element.tag != "sup" or not self.target.citations:
            return []
        text = plain("".join(element.itertext())).strip(" []()")
        is_numbers = re.fullmatch(r"\d{1,3}(?:\s*[,;]\s*\d{1,3})*", text)
        return self._keys(text) if is_numbers else []

    def _keys(self, numbers: str) -> list[Piece]:
        keys = [self.target.citations.get(int(n), "") for n in re.findall(r"\d+", numbers)]
        return [Piece(f"[@{key}]", True) for key in keys] if all(keys) else []

    def _link(self, element: HtmlElement) -> list[Piece]:
        address = usable(element.get("href") or "", self.target.url)
        self._in_link = bool(address)
        inside = self._inside(element)
        self._in_link = False
        href = element.get("href") or ""
        if not address or href.startswith("#") or self._same_page(address):
            return inside
        return inline.link(inside, address, self._target(address))

    def _same_page(self, address: str) -> bool:
        """Whether an address leads to a place on the page the text stood on, and no comment."""
        if "#" not in address or not self.target.url:
            return False
        same = same_place(address) == same_place(self.target.url)
        return same and not self._target(address)

    def _target(self, address: str) -> str:
        return self.target.inside(address)

    def _image(self, element: HtmlElement) -> list[Piece]:
        alt = plain(element.get("alt") or "").strip()
        if SMILEY.search(element.get("class") or ""):
            return [Piece(alt)]
        found = (usable(element.get(name) or "", self.target.url) for name in LAZY)
        address = next((address for address in found if address.startswith("http")), "")
        self.images.append(address or alt or "a picture without an address")
        words = [Piece(alt or (address.rsplit("/", 1)[-1][:60] if address else ""))]
        return words if self._in_link or not address else inline.link(words, address, "")


def _words(element: HtmlElement) -> Iterator[str]:
    """The words of an element, with a space where a block begins or ends."""
    gap = "" if element.tag in INLINE and element.tag != "br" else " "
    yield gap + (element.text or "")
    for child in element:
        yield from _words(child)
        yield child.tail or ""
    yield gap


def _holds_blocks(element: HtmlElement) -> bool:
    """Whether an element of running text holds what is none."""
    return any(part.tag not in INLINE for part in element.iterdescendants())


def _rows(table: HtmlElement) -> Iterator[HtmlElement]:
    """The rows of a table, without those of tables in its cells."""
    for child in table:
        if child.tag == "tr":
            yield child
        elif child.tag in {"thead", "tbody", "tfoot"}:
            yield from child.iterchildren("tr")


def _holds_table(row: list[HtmlElement]) -> bool:
    return any(next(cell.iter("table"), None) is not None for cell in row)


def _paragraph(pieces: list[Piece]) -> Iterator[Block]:
    if text := inline.joined(pieces):
        yield text.split("\n")


def _quoted(blocks: list[Block]) -> Iterator[Block]:
    lines: Block = []
    for block in blocks:
        lines += [
            *([">"] if lines else []),
            *(f"> {line}".rstrip(" ") if not line else f"> {line}" for line in block),
        ]
    if lines:
        yield lines


def _item(blocks: list[Block], marker: str) -> Block:
    """A list's item; everything but its first line is indented."""
    if not blocks:
        return []
    if LIST_BEGINS.match(blocks[0][0]):  # an item that is a list: `- - -` would be a rule
        lines = [LIST_BEGINS.sub(f"{marker} ", line) for line in blocks[0]]
    else:
        lines = [f"{marker} {blocks[0][0]}", *(f"    {line}" for line in blocks[0][1:])]
    for block in blocks[1:]:
        is_list = LIST_BEGINS.match(block[0])
        lines += [*([] if is_list else [""]), *(f"    {line}" if line else "" for line in block)]
    return lines


def _code_block(element: HtmlElement, *, at_top: bool) -> Iterator[Block]:
    for br in element.iter("br"):
        br.text = "\n"
    lines = "".join(element.itertext()).replace("\r", "").expandtabs(4).split("\n")
    while lines and not lines[0].strip():
        lines.pop(0)
    while lines and not lines[-1].strip():
        lines.pop()
    if not lines:
        return
    if not at_top:  # fences are read at the beginning of a line only
        pieces = [piece for line in lines for piece in (*inline.code(plain(line)), LINE_END)]
        yield from _paragraph(pieces)
        return
    longest = max((len(run) for line in lines for run in re.findall("`+", line)), default=0)
    fence = "`" * max(3, longest + 1)
    yield [fence, *lines, fence]
