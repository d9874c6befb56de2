"""Reads saved HTML pages: the post, and the conversation under it.

The way is always the same, whatever the theme: bytes to text, text to a tree; the comments are
found (`page_units`) and taken out of the tree, each with what it says (`page_remark`); what is left
is searched for the text of the post (`page_text`) and what is known of it (`page_facts`). Scripts
never run, and nothing is fetched.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from knowledge.importing.model import (
    Found,
    LeftOut,
    Markup,
    Notice,
    Place,
    Post,
    Remark,
    SourceError,
    Wanted,
    What,
)
from knowledge.importing.page_counts import declared_count, other_pages
from knowledge.importing.page_facts import TITLES, Facts, page_address, read_facts, read_json
from knowledge.importing.page_furniture import drop_furniture
from knowledge.importing.page_lists import find_questions, take_references
from knowledge.importing.page_posts import is_excerpt, other_texts, several_posts
from knowledge.importing.page_remark import answered_by, number_of, read_remark
from knowledge.importing.page_shapes import gather, mark_repeated
from knowledge.importing.page_source import PageText, page_text
from knowledge.importing.page_text import find_text
from knowledge.importing.page_things import remarks_of
from knowledge.importing.page_tree import (
    DEEPEST,
    Node,
    Region,
    ancestors,
    drop_never_text,
    inner_html,
    is_in,
    make_absolute,
    marks,
    parse,
    prune,
    take_out,
    text_of,
    unwrapped,
)
from knowledge.importing.page_units import Unit, find_units
from knowledge.model import CommentKind

LARGEST = 64 * 2**20
"""Bytes of a page; one of that size has a hundred thousand comments."""
TRACKBACKS = re.compile(r"track-?back|ping-?back|pinglist|(?:^|\s)pings", re.IGNORECASE)
NOT_TRACKBACKS = re.compile(r"kommentar|comment|antwort|respon", re.IGNORECASE)
HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6", "dt", "legend"}


@dataclass(slots=True)
class _Page:
    """A page while it is read."""

    name: str
    source: PageText
    root: Node
    url: str = ""
    facts: list[Found] = field(default_factory=list)
    """What is told beside the posts."""

    def tell(self, message: str, line: int = 0) -> None:
        self.facts.append(Notice(message, Place(self.name, line)))


def read_page(file: Path, name: str, wanted: Wanted) -> Iterator[Found]:
    """Reads a saved page, of any blog, or an archive of one (MHTML).

    A page is taken whether or not the blog calls it a post: somebody chose to save it. A home page
    or an archive gives each post that it shows in full; excerpts are left out.

    Raises:
        SourceError: if there is no HTML in the file, or too much.
    """
    data = _bytes(file, name)
    page = _open(data, name)
    if wanted.told:
        wanted.told(len(data), len(data))
    things = read_json(page.root)
    drop_never_text(page.root)
    if page.url:
        make_absolute(page.root, page.url)
    remarks, left_out = _conversation(page, file)
    declared = declared_count(page.root)
    if not remarks and not left_out:
        remarks = list(remarks_of(things, Place(name)))
    if more := other_pages(page.root):
        page.tell(f"more comments are on another page, {more}")
    posts = several_posts(page.root, talks=bool(remarks or left_out))
    if posts:
        page.tell(f"{len(posts)} posts on one page; each is taken that is shown in full")
        yield from _several(page, posts)
    else:
        facts, text = _single(page, things)
        for beginning in other_texts(page.root, text):
            page.tell(f"another text on the page is not taken: {beginning} …")
        yield _post(page, facts, text, tuple(remarks), declared)
    yield from left_out
    yield from page.facts


def _bytes(file: Path, name: str) -> bytes:
    try:
        if (size := file.stat().st_size) > LARGEST:
            raise SourceError(
                f"{name}: {size // 2**20} MB are more than the {LARGEST // 2**20} MB of a page"
            )
        return file.read_bytes()
    except OSError as error:
        raise SourceError(f"{name}: cannot be read ({error.strerror})") from error


def _open(data: bytes, name: str) -> _Page:
    source = page_text(data)
    root, whole = parse(source.text)
    if root is None or root.find("body") is None or not text_of(root.find("body")):
        raise SourceError(f"{name}:1: no HTML with a text in it")
    page = _Page(name, source, root, page_address(root, source.text[:200_000], source.url))
    if source.doubt:
        page.tell(source.doubt, 1)
    if not whole:
        page.tell(f"elements are nested deeper than {DEEPEST}; what comes behind is not read")
    return page


# the conversation


def _conversation(page: _Page, file: Path) -> tuple[list[Remark], list[LeftOut]]:
    units = _units(page.root)
    if not units:
        for text in _frames(page, file):
            root, _ = parse(text)
            if root is not None:
                drop_never_text(root)
                if units := _units(root):
                    break
    return _remarks(page, units)


def _units(root: Node) -> list[Unit]:
    gather(root)
    units = find_units(root)
    if not units and mark_repeated(root):
        units = find_units(root)
    if not units:
        # a theme may put all comments into what is called their form
        units = [unit for unit in find_units(root, everywhere=True) if unit.number and unit.letters]
    return units


def _frames(page: _Page, file: Path) -> Iterator[str]:
    """Pages within the page, where services such as Disqus show comments.

    They are in the archive, in the page itself, or in the folder a browser saved beside it.
    """
    yield from page.source.frames
    folder = file.parent.resolve()
    for frame in page.root.iter("iframe"):
        if text := frame.get("srcdoc"):
            yield text
            continue
        address = unquote(urlsplit_path(frame.get("src") or ""))
        if not re.search(r"\.html?$", address) or address.startswith("/"):
            continue
        try:
            target = (folder / address).resolve()
            if (
                target.is_relative_to(folder)
                and target.is_file()
                and target.stat().st_size < LARGEST
            ):
                yield page_text(target.read_bytes()).text
        except (OSError, ValueError):
            continue


def urlsplit_path(address: str) -> str:
    """The path of an address without a host; empty if it has one."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    return "" if parts.scheme or parts.netloc else parts.path


def _remarks(page: _Page, units: list[Unit]) -> tuple[list[Remark], list[LeftOut]]:
    trackbacks = [_in_trackbacks(unit.node) for unit in units]
    lines = [unit.node.sourceline or _line_in(unit.node) for unit in units]
    for unit in reversed(units):
        take_out(unit.node)
    for unit in units:
        unit.number = unit.number or number_of(unit.node)
    by_number = {unit.number: unit for unit in reversed(units) if unit.number}
    for unit in units:
        answered = by_number.get(answered_by(unit.node)) if unit.parent is None else None
        if answered is not None and not _leads_to(answered, unit):
            unit.parent = answered
    month_first = not re.match(r"de|en-gb", (page.root.get("lang") or "de").lower())
    read = [
        read_remark(
            unit.node,
            unit.number,
            page.url,
            Place(page.name, line),
            trackbacks=listed,
            month_first=month_first,
        )
        for unit, line, listed in zip(units, lines, trackbacks, strict=True)
    ]
    return _keyed(units, read)


def _line_in(node: Node) -> int:
    return next((child.sourceline for child in node.iter() if child.sourceline), 0)


def _leads_to(unit: Unit, other: Unit) -> bool:
    at: Unit | None = unit
    while at is not None:
        if at is other:
            return True
        at = at.parent
    return False


def _in_trackbacks(node: Node) -> bool:
    """Whether a comment stands in a list of trackbacks: by its name, or the heading above."""
    for around in list(ancestors(node))[:3]:
        words = [] if around.tag in {"body", "html"} else marks(around).split()
        if any(TRACKBACKS.search(word) and not NOT_TRACKBACKS.search(word) for word in words):
            return True
        before = around.getprevious()
        while before is not None and before.tag not in HEADINGS and not text_of(before):
            before = before.getprevious()
        if before is not None and before.tag in HEADINGS:
            said = text_of(before)
            return bool(TRACKBACKS.search(said)) and not NOT_TRACKBACKS.search(said)
    return False


def _keyed(units: list[Unit], read: list[Remark | LeftOut]) -> tuple[list[Remark], list[LeftOut]]:
    """Gives each remark a key of its own, and the key of what it answers."""
    taken: Counter[str] = Counter()
    keys: dict[Unit, str] = {}
    kept: dict[Unit, Remark] = {}
    left_out: list[LeftOut] = []
    first: dict[str, Unit] = {}
    for unit, each in zip(units, read, strict=True):
        taken[each.key] += 1
        count = taken[each.key]
        key = keys[unit] = each.key if count == 1 else f"{each.key}~{count}"
        if isinstance(each, LeftOut):
            left_out.append(replace(each, key=key))
        elif unit.number and each.key in first and _says_the_same(kept[first[each.key]], each):
            # a theme shows a conversation twice, for two sizes of screens
            what = What.COMMENT if each.kind is CommentKind.COMMENT else What.TRACKBACK
            keys[unit] = keys[first[each.key]]
            left_out.append(LeftOut(what, key, f"the same as {keys[unit]}", each.place))
        else:
            kept[unit] = each
            first.setdefault(each.key, unit)
    known = {keys[unit] for unit in kept}
    remarks = []
    for unit, remark in kept.items():
        parent = unit.parent
        while parent is not None and keys.get(parent) not in known:
            parent = parent.parent
        remarks.append(replace(remark, key=keys[unit], reply_to=keys[parent] if parent else ""))
    return _without_cycles(remarks), left_out


def _without_cycles(remarks: list[Remark]) -> list[Remark]:
    """Lets nothing answer itself, through others or not, now that some stand for two."""
    parents = {remark.key: remark.reply_to for remark in remarks}
    safe = {""}
    for key in parents:
        path = {key: None}
        last = key
        while (parent := parents.get(last, "")) not in safe and parent not in path:
            path[parent] = None
            last = parent
        if parent in path:
            parents[last] = ""
        safe.update(path)
    return [replace(remark, reply_to=parents[remark.key]) for remark in remarks]


def _says_the_same(one: Remark, other: Remark) -> bool:
    return (one.name, one.date, one.text) == (other.name, other.date, other.text)


# the post


def _single(page: _Page, things: list[Mapping[str, Any]]) -> tuple[Facts, Node]:
    text = find_text(page.root)
    if text is None:
        text = page.root.find("body")
    article = _around(text, page.root)
    return read_facts(page.root, article, things, page.url, alone=True), text


def _around(text: Node, root: Node) -> Node:
    """The part of a page that tells of a text: the nearest one around it that has a title."""
    for node in ancestors(text):
        if node.tag in {"body", "html"}:
            break
        titles = [title for title in Region(node).all(*TITLES, "h2", "h3") if text_of(title)]
        if any(not is_in(title, text) for title in titles):
            return node
    return root


def _several(page: _Page, posts: list[Node]) -> Iterator[Found]:
    for node in posts:
        facts = read_facts(page.root, node, [], page.url, alone=False)
        if is_excerpt(node):
            key = facts.url or facts.title
            yield LeftOut(
                What.POST,
                key,
                "only its beginning is on this page",
                Place(page.name, node.sourceline or 0),
            )
            continue
        text = find_text(node)
        yield _post(page, facts, node if text is None else text, (), None)


def _post(
    page: _Page, facts: Facts, text: Node, remarks: tuple[Remark, ...], declared: int | None
) -> Post:
    line = text.sourceline or 0
    for title in Region(text).all(*TITLES, "h2", "h3"):
        if text_of(title) == facts.title and is_in(title, text):
            take_out(title)
    removed = drop_furniture(text)
    for kind, count in sorted(removed.items()):
        page.tell(f"removed from the text: {kind} ({count})", line)
    prune(text)
    questions = find_questions(text)
    references = take_references(text)
    return Post(
        key=facts.url or f"{page.name}#{facts.title}",
        title=facts.title or Path(page.name).stem,
        text=inner_html(unwrapped(text)),
        markup=Markup.HTML,
        place=Place(page.name, line),
        slug=_slug(facts.url),
        author=facts.author,
        date=facts.date,
        updated=facts.updated,
        language=facts.language,
        url=facts.url,
        summary=facts.summary,
        tags=facts.tags,
        is_page=facts.is_page,
        remarks=remarks,
        declared=declared if declared is not None else facts.declared,
        references=references,
        questions=questions,
    )


def _slug(url: str) -> str:
    path = unquote(urlsplit(url).path).strip("/") if url else ""
    last = re.sub(r"\.(?:html?|php|aspx?)$", "", path.rpartition("/")[2])
    return last if re.search(r"[^\W\d]", last) else ""
