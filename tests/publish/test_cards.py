"""The pictures for pages that are shared."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image

from knowledge.cache import Cache
from knowledge.model import Relation
from knowledge.present import Scene
from knowledge.present.sharing import HEIGHT, WIDTH, Card, card_path
from knowledge.publish import cards as module
from knowledge.publish.cards import LEFT, cards
from tests.documents import concept, library, scene

ASSETS = Path(__file__).parents[2] / "docs/assets"
NOWHERE = Path("nowhere")


def base(*ids: str) -> Scene:
    related = {Relation.RELATED: ids[:1]}
    found = [concept(id, relations=related if id != ids[0] else None) for id in ids]
    return scene(library(*found))


def image(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data)).convert("RGB")


def coloured(picture: Image.Image, left: int, right: int) -> bool:
    """Whether something is drawn between two columns."""
    colours = picture.crop((left, 0, right, HEIGHT)).getcolors(maxcolors=1 << 24)
    return len(colours or ()) > 1


def test_there_is_one_for_each_kind_and_language() -> None:
    drawn = cards(base("a", "b", "c"), ASSETS, Cache())
    assert set(drawn) == {card_path(card, lang) for card in Card for lang in ("de", "en")}
    assert len(set(drawn.values())) > len(Card)
    for data in drawn.values():
        assert image(data).size == (WIDTH, HEIGHT)
        assert coloured(image(data), LEFT, WIDTH)
        assert coloured(image(data), 0, LEFT // 2)


def test_the_same_base_gives_the_same_bytes_and_another_graph_others() -> None:
    first = cards(base("a", "b", "c"), ASSETS, Cache())
    assert cards(base("a", "b", "c"), ASSETS, Cache()) == first
    other = cards(base("a", "b", "c", "d"), ASSETS, Cache())
    assert all(other[path] != first[path] for path in first)


def test_they_are_drawn_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cache = Cache(tmp_path)
    first = cards(base("a", "b"), ASSETS, cache)
    monkeypatch.setattr(module, "_paper", None)  # whoever draws now, fails
    assert cards(base("a", "b"), ASSETS, cache) == first
    with pytest.raises(TypeError):
        cards(base("a", "b", "c"), ASSETS, cache)


def test_a_damaged_cache_is_drawn_over(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    first = cards(base("a"), ASSETS, cache)
    (key,) = cache.shelf("cards")
    cache.put("cards", key, b"no pickle")
    assert cards(base("a"), ASSETS, cache) == first


def test_a_site_without_concepts_or_fonts_has_pictures_too() -> None:
    drawn = cards(scene(library()), NOWHERE, Cache())
    assert len(drawn) == 2 * len(Card)
    assert all(not coloured(image(data), LEFT + 60, WIDTH) for data in drawn.values())
