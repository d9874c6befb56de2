"""One stretch of Markdown, with its mentions, links and citations, made into HTML."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from knowledge.check.commands import command_for
from knowledge.check.kinds import problem
from knowledge.check.nearest import did_you_mean
from knowledge.collect.thread import unescape
from knowledge.language import find_mentions, mask
from knowledge.language.matcher import Context, Explicit, Written
from knowledge.model import (
    Contested,
    Heading,
    Kind,
    Ledger,
    Link,
    Mark,
    Mention,
    Problem,
    RenderedText,
    Rule,
    Source,
)
from knowledge.render.markdown import Reader, sanitize
from knowledge.render.markers import Marker, in_order, insert
from knowledge.render.plain import Lifted, lift
from knowledge.render.safety import Report
from knowledge.render.targets import Resolution, Target
from knowledge.render.walk import PAGE_SCHEME, Place, Walked, walk

CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
"""Characters that are not text in HTML or XML."""
UNCLOSED = re.compile(r"(?<![\\\[])\[\[(?=[\w|]|\]\])[^\[\]\n]{0,40}")
CLASSES = {
    Kind.CONCEPT: "kb-concept",
    Kind.ESSAY: "kb-link kb-link--essay",
    Kind.QUESTION: "kb-link kb-link--question",
}
AUTOMATIC = "kb-auto"
"""The class of links that no author wrote, so that readers can have more or none of them."""
LINKED = f"{CLASSES[Kind.CONCEPT]} {AUTOMATIC}"
"""The classes of a mention that became a link."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of a file that is rendered by itself: a page's body, or one comment."""

    source: Source
    start: int
    end: int
    context: Context
    place: Place
    references: Mapping[str, int] = field(default_factory=dict)
    """Numbers by key, for citations."""
    automatic: bool = True
    """Whether plain mentions become links."""

    @property
    def text(self) -> str:
        """The Markdown of the stretch."""
        return self.source.text[self.start : self.end]


@dataclass(slots=True)
class _Links:
    """What an author wrote in double brackets, resolved."""

    markers: list[Marker] = field(default_factory=list)
    """At their places in the stretch, not in the source."""
    explicit: list[Explicit] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    citations: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    shown: dict[str, str] = field(default_factory=dict)
    """What links without text of their own read, by what they name."""


def render_text(
    stretch: Stretch, reader: Reader, ledger: Ledger
) -> tuple[RenderedText, list[Problem]]:
    """The HTML of a stretch, and what is wrong in it.

    Args:
        stretch: what to render.
        reader: the Markdown instance for its kind and language.
        ledger: what authors decided about mentions.
    """
    bare = mask.without_code(stretch.text)
    written = _written_links(stretch, bare)
    mentions, contested = _mentions(stretch, ledger, written)
    markers = in_order([*written.markers, *_mention_markers(mentions, stretch)])
    prepared = _normalised(CONTROL.sub("", insert(stretch.text, markers)), stretch)
    problems = [*written.problems, *(_ambiguous(stretch, found) for found in contested)]
    walked, headings, used = _read(prepared, markers, stretch, reader, problems)
    linked = {stretch.start + markers[index].start for index in used}
    linked |= {link.words[0] for link in written.explicit if link.start in linked}
    mentions = tuple(
        m._replace(linked=False) if m.linked and m.start not in linked else m for m in mentions
    )
    rendered = RenderedText(
        html=walked.html,
        mentions=mentions,
        links=(*written.links, *_walked_links(stretch, walked.links)),
        plain=walked.plain,
        lead=walked.lead,
        headings=headings,
        anchors=frozenset(walked.anchors),
        citations=tuple(written.citations),
        contested=contested,
    )
    return rendered, problems


def _read(
    prepared: str,
    markers: Sequence[Marker],
    stretch: Stretch,
    reader: Reader,
    problems: list[Problem],
) -> tuple[Walked, tuple[Heading, ...], Collection[int]]:
    """A prepared text as HTML with all that it says, its headings, and which markers it shows."""
    lifted = lift(prepared, markers) if reader.knows_plain else Lifted(prepared, (), frozenset())
    if not lifted.text:
        return lifted.alone, (), lifted.markers
    html, used = reader.read(lifted.text, markers)
    headings = _headings(reader)
    if stretch.context.in_comment:
        html = sanitize(html)
    walked = walk(html, stretch.place, _reporter(stretch, problems))
    return lifted.among(walked), headings, used | lifted.markers


def _normalised(text: str, stretch: Stretch) -> str:
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return unescape(text) if stretch.context.in_comment else text


def _mentions(
    stretch: Stretch, ledger: Ledger, written: _Links
) -> tuple[tuple[Mention, ...], tuple[Contested, ...]]:
    found = find_mentions(
        stretch.source,
        stretch.place.targets.lexicons if stretch.automatic else {},
        stretch.context,
        ledger=ledger,
        written=Written(tuple(written.explicit), written.shown),
        span=(stretch.start, stretch.end),
    )
    return found.mentions, found.contested


def _mention_markers(mentions: Iterable[Mention], stretch: Stretch) -> Iterable[Marker]:
    """What stands for the mentions nobody linked by hand: a link, or words that can become one."""
    begin, by_id = stretch.start, stretch.place.targets.by_id
    for concept, start, end, _, _, surface, rule, linked, _ in mentions:
        if rule is Rule.EXPLICIT:
            continue
        low, high = start - begin, end - begin
        if linked:
            href = f"{PAGE_SCHEME}{by_id[concept].path}"
            yield Marker(low, high, surface, href, LINKED)
        else:
            yield Marker(low, high, surface, "", "", "", concept)


def _written_links(stretch: Stretch, bare: str) -> _Links:
    links = _Links()
    if "[" not in bare:
        return links
    for match in mask.wiki_links(bare):
        _wiki_link(match, stretch, links)
    for match in mask.CITATION.finditer(bare):
        _citation(match, stretch, links)
    if not stretch.context.in_comment:  # whoever comments may write what they like
        links.problems += _unclosed(stretch, mask.blot(bare, (mask.WIKI_LINK,)))
    return links


def _unclosed(stretch: Stretch, text: str) -> Iterable[Problem]:
    """Links that begin and do not end, so that readers would see their brackets."""
    for match in UNCLOSED.finditer(text) if "[[" in text else ():
        start = stretch.start + match.start()
        at = stretch.source.mark(start, start + len(match.group()))
        message = (
            f"`{match.group()}` begins a link that does not end as `[[id]]` or `[[id|text]]`. "
            "Complete it, or write `\\[[` for the brackets themselves."
        )
        yield problem("unknown-link", stretch.source.path, at, message)


def _wiki_link(match: re.Match[str], stretch: Stretch, links: _Links) -> None:
    start, end = stretch.start + match.start(), stretch.start + match.end()
    at = stretch.source.mark(start, end)
    words, _, anchor = match["target"].rstrip("\\").partition("#")
    targets = stretch.place.targets
    resolution = targets.resolve(words, stretch.context.language)
    target = resolution.target
    if target is None:
        links.problems.append(_unresolved(stretch.source.path, at, words, resolution))
        return
    text = match["text"] or _own_text(match["target"], target, anchor, resolution, stretch)
    if not match["text"]:
        links.shown[match["target"]] = text
    anchor = anchor.strip()
    href = f"{PAGE_SCHEME}{target.path}" + (f"#{anchor}" if anchor else "")
    marker = Marker(*match.span(), text.strip(), href, CLASSES[target.kind])
    links.markers.append(marker._replace(is_literal=not match["text"] and resolution.by_id))
    links.links.append(Link(target.path, anchor, at))
    if target.kind is Kind.CONCEPT and target.id != stretch.context.own:
        part = "text" if match["text"] else "target"
        words = (stretch.start + match.start(part), stretch.start + match.end(part))
        links.explicit.append(Explicit(target.id, start, end, words))


def _own_text(
    written: str, target: Target, anchor: str, resolution: Resolution, stretch: Stretch
) -> str:
    """What a link without text of its own reads."""
    if not resolution.by_id:
        return written.partition("#")[0]
    title = target.title(stretch.context.language)
    return f"{title} ({anchor})" if anchor else title


def _unresolved(path: str, at: Mark, words: str, resolution: Resolution) -> Problem:
    if resolution.candidates:
        ids = ", ".join(f"`{id}`" for id in resolution.candidates)
        message = f"`[[{words}]]` could mean {ids}. Write the id of the one you mean."
        return problem("ambiguous-link", path, at, message)
    hint = f" Did you mean `{resolution.nearest}`?" if resolution.nearest else ""
    message = (
        f"`[[{words}]]` names no concept, essay or question.{hint} Correct it, or make the "
        f"concept: `{command_for(path, at)}`."
    )
    return problem("unknown-link", path, at, message)


def _citation(match: re.Match[str], stretch: Stretch, links: _Links) -> None:
    start, end = match.span()
    key = match["key"]
    number = stretch.references.get(key)
    if number is None:
        known = did_you_mean(key, stretch.references) or (
            f" Known are: {', '.join(stretch.references)}." if stretch.references else ""
        )
        message = f"`[@{key}]` is not among this essay's references.{known} Add it to `references`."
        at = stretch.source.mark(stretch.start + start, stretch.start + end)
        links.problems.append(problem("unknown-reference", stretch.source.path, at, message))
        return
    links.citations.append(key)
    identifier = f"cite-{key}-{links.citations.count(key)}"
    # A raised number stands at the word before it, and never begins a line alone.
    before = match.string[max(0, match.start() - 2) : match.start()]
    if len(before) == 2 and before[1] == " " and not before[0].isspace():
        start -= 1
    marker = Marker(
        start, end, str(number), f"#ref-{key}", "kb-cite", id=identifier, is_citation=True
    )
    links.markers.append(marker)


def _headings(reader: Reader) -> tuple[Heading, ...]:
    result: list[Heading] = []

    def add(tokens: Iterable[Mapping[str, object]]) -> None:
        for token in tokens:
            result.append(Heading(int(str(token["level"])), str(token["id"]), str(token["name"])))
            add(token["children"])  # type: ignore[arg-type]

    add(reader.toc_tokens)
    return tuple(result)


def _reporter(stretch: Stretch, problems: list[Problem]) -> Report:
    def report(kind: str, words: str, message: str) -> None:
        problems.append(problem(kind, stretch.source.path, _mark_of(stretch, words), message))

    return report


def _mark_of(stretch: Stretch, words: str) -> Mark:
    """The place where some words of the source first stand, or the line of the stretch."""
    offset = stretch.source.text.find(words, stretch.start, stretch.end) if words else -1
    if offset < 0:
        return Mark(stretch.source.line_at(stretch.start))
    return stretch.source.mark(offset, offset + len(words))


def _walked_links(stretch: Stretch, links: Iterable[tuple[str, str, str]]) -> Iterable[Link]:
    return (Link(path, anchor, _mark_of(stretch, words)) for path, anchor, words in links)


def _ambiguous(stretch: Stretch, found: Contested) -> Problem:
    ids = " and ".join(f"`{id}`" for id in found.concepts)
    message = (
        f"“{found.surface}” could mean {ids}, so it is not linked. Link the right one by hand "
        f"([[{found.concepts[0]}|{found.surface}]]), list the word under `match: never:` of the "
        "other, or decide it in links.yml."
    )
    at = stretch.source.mark(found.start, found.start + len(found.surface))
    return problem("ambiguous-mention", stretch.source.path, at, message)
