"""The pictures that stand for pages where they are shared: one for each kind and language.

Each has the kind of page in large letters before the site's own graph of concepts. They are drawn
anew only when what is drawn has changed; the same texts give the same bytes.
"""

from __future__ import annotations

import io
import math
import pickle
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from knowledge.cache import Cache, key_of
from knowledge.files import write
from knowledge.model import ConceptKind
from knowledge.present import Scene
from knowledge.present.labels import translator
from knowledge.present.sharing import HEIGHT, WIDTH, Card, card_path, card_title
from knowledge.versions import version

SHELF, ASSETS = "cards", "assets"
MOST_DOTS = 120
"""Concepts that are drawn: those with the most relations."""
LEFT, RIGHT, TOP, BOTTOM = 600, 1176, 28, 602
"""The field of the dots."""
FADE = (560, 760)
"""Where the graph begins to come out of the paper, and where it is wholly there."""
FINE = 2
"""How much larger lines and dots are drawn, since only the smaller picture has smooth edges."""
MARGIN = 84
TITLE_SIZES, TITLE_WIDTH = (124, 104, 92, 84, 64), 510
SMALLEST, LARGEST = 5.0, 15.0
"""Radii of dots."""
COLOURS = 96
"""Colours of a picture, which make its file a third of what it would be with all of them."""

# The colours of the site on paper (`querverweis.css`).
PAPER, INK, QUIET, LINE, ACCENT = "#fdfcf8", "#1c2123", "#535b5d", "#c3c2b8", "#9c4218"
KINDS = {
    ConceptKind.IDEA: "#1f6f78",
    ConceptKind.PERSON: "#9a4f1e",
    ConceptKind.ORGANISATION: "#5b4a9a",
    ConceptKind.WORK: "#75640a",
}
FACES = {"serif": "fonts/vollkorn.woff2", "sans": "fonts/commissioner.woff2"}
"""The faces of the site, below its folder `assets`; without them Pillow's own is used."""

Font = ImageFont.FreeTypeFont | ImageFont.ImageFont
Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Dot:
    """A concept as it is drawn."""

    x: float
    y: float
    radius: float
    kind: str


@dataclass(frozen=True, slots=True)
class Words:
    """What is to be read on a picture."""

    title: str
    line: str
    signature: str
    """The name of the site, where it is not the title."""


def publish_cards(target: Path, scene: Scene, cache: Cache) -> int:
    """Writes all pictures into a site.

    Args:
        target: the folder where the site is written, its fonts included.
        scene: the base in any language: the graph is the same in all.
        cache: keeps the pictures of the last builds.

    Returns:
        How many there are.
    """
    pictures = cards(scene, target / ASSETS, cache)
    for path, picture in pictures.items():
        write(target / path, picture)
    return len(pictures)


def cards(scene: Scene, assets: Path, cache: Cache) -> Mapping[str, bytes]:
    """All pictures as PNG, by their paths from the root of the site.

    Args:
        scene: the base in any language: the graph is the same in all.
        assets: the site's folder with fonts.
        cache: keeps the pictures of the last builds.
    """
    dots, lines = _graph(scene)
    words = {
        card_path(card, language): _words(scene.site_name, card, language)
        for language in scene.library.languages
        for card in Card
    }
    faces = [_bytes(assets / name) for name in FACES.values()]
    key = key_of([version(), repr((dots, lines, words)), *faces])
    kept = _loaded(cache.get(SHELF, key))
    if kept is not None:
        return kept
    _font.cache_clear()
    paper = _paper(dots, lines)
    drawn = {path: _picture(paper, words[path], assets) for path in words}
    cache.put(SHELF, key, pickle.dumps(drawn))
    return drawn


def _words(site_name: str, card: Card, language: str) -> Words:
    return Words(
        title=card_title(card, site_name, language),
        line=translator(language)(f"card_line_{card}"),
        signature="" if card is Card.HOME else site_name,
    )


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""


def _loaded(data: bytes | None) -> Mapping[str, bytes] | None:
    try:
        kept = pickle.loads(data or b"")
    except Exception:  # whatever it holds, it is no pictures of ours
        return None
    return kept if isinstance(kept, dict) else None


def _graph(scene: Scene) -> tuple[list[Dot], list[tuple[int, int]]]:
    """The concepts with the most relations on their field, and which of them are related."""
    graph, concepts = scene.connections.graph, scene.library.concepts
    nodes = sorted(graph.nodes.values(), key=lambda node: (-node.degree, node.id))[:MOST_DOTS]
    number = {node.id: index for index, node in enumerate(nodes)}
    across = _scale([node.x for node in nodes], LEFT, RIGHT)
    down = _scale([node.y for node in nodes], TOP, BOTTOM)
    most = max((node.degree for node in nodes), default=0) or 1
    dots = [
        Dot(x, y, _radius(node.degree / most), concepts[node.id].concept_kind.value)
        for node, x, y in zip(nodes, across, down, strict=True)
    ]
    lines = sorted(
        (number[edge.source], number[edge.target])
        for edges in graph.edges.values()
        for edge in edges
        if edge.source in number and edge.target in number
    )
    return dots, lines


def _scale(values: Sequence[int], low: int, high: int) -> list[float]:
    """Numbers spread over a field, rounded so that they are the same everywhere."""
    least, span = min(values, default=0), (max(values, default=0) - min(values, default=0)) or 1
    return [round(low + (high - low) * (value - least) / span, 1) for value in values]


def _radius(share: float) -> float:
    return round(SMALLEST + (LARGEST - SMALLEST) * math.sqrt(share), 1)


def _paper(dots: Sequence[Dot], lines: Iterable[tuple[int, int]]) -> Image.Image:
    """The graph, which comes out of the paper from left to right."""
    field = Image.new("RGB", (WIDTH * FINE, HEIGHT * FINE), PAPER)
    draw = ImageDraw.Draw(field)
    at = [(dot.x * FINE, dot.y * FINE) for dot in dots]
    for one, other in lines:
        draw.line((at[one], at[other]), LINE, width=round(1.6 * FINE))
    for dot, place in zip(dots, at, strict=True):
        _dot(draw, dot, place)
    field = field.resize((WIDTH, HEIGHT), Image.Resampling.BOX)
    shown = Image.new("L", (WIDTH, HEIGHT), 0)
    begin, end = FADE
    slope = Image.linear_gradient("L").rotate(90).resize((end - begin, HEIGHT))
    shown.paste(slope, (begin, 0))
    shown.paste(255, (end, 0, WIDTH, HEIGHT))
    return Image.composite(field, Image.new("RGB", (WIDTH, HEIGHT), PAPER), shown)


def _dot(draw: ImageDraw.ImageDraw, dot: Dot, at: Point) -> None:
    """A dot in the shape and colour of its kind, on a rim of paper."""
    colour = KINDS[ConceptKind(dot.kind)]
    for radius, fill in ((dot.radius + 2.5, PAPER), (dot.radius, colour)):
        _shape(draw, dot.kind, at, radius * FINE, fill)


def _shape(draw: ImageDraw.ImageDraw, kind: str, at: Point, radius: float, fill: str) -> None:
    """The shape of a kind: a disc, a diamond, a square, a triangle."""
    x, y = at
    if kind == ConceptKind.PERSON:
        draw.polygon([(x, y - radius), (x + radius, y), (x, y + radius), (x - radius, y)], fill)
    elif kind == ConceptKind.ORGANISATION:
        side = radius * 0.85
        draw.rectangle((x - side, y - side, x + side, y + side), fill)
    elif kind == ConceptKind.WORK:
        low = y + radius * 0.75
        draw.polygon([(x, y - radius), (x + radius, low), (x - radius, low)], fill)
    else:
        draw.ellipse((x - radius, y - radius, x + radius, y + radius), fill)


def _picture(paper: Image.Image, words: Words, assets: Path) -> bytes:
    image = paper.copy()
    draw = ImageDraw.Draw(image)
    draw.rectangle((MARGIN, 168, MARGIN + 72, 173), ACCENT)
    draw.text((MARGIN - 4, 318), words.title, INK, _fitting(words.title, assets), anchor="ls")
    draw.text((MARGIN, 392), words.line, QUIET, _font(assets, "sans", 36, 400), anchor="ls")
    if words.signature:
        name = _font(assets, "serif", 44, 600)
        draw.text((MARGIN, 556), words.signature, INK, name, anchor="ls")
    out = io.BytesIO()
    fast = Image.Quantize.FASTOCTREE
    image.quantize(COLOURS, fast, dither=Image.Dither.NONE).save(out, "PNG")
    return out.getvalue()


def _fitting(title: str, assets: Path) -> Font:
    """The largest letters in which a title stays beside the graph, or else the smallest."""
    fonts = [_font(assets, "serif", size, 600) for size in TITLE_SIZES]
    return next((font for font in fonts if font.getlength(title) <= TITLE_WIDTH), fonts[-1])


@lru_cache(maxsize=16)
def _font(assets: Path, face: str, size: int, weight: int) -> Font:
    try:
        font = ImageFont.truetype(assets / FACES[face], size)
        font.set_variation_by_axes([weight])
    except OSError:  # no such file, or a font of one weight
        return ImageFont.load_default(size)
    return font
