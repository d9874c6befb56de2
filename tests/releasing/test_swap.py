"""Readers read without a pause while versions are swapped below them."""

from __future__ import annotations

import random
import shutil
import time
from pathlib import Path

import pytest

from knowledge.releasing import folder as folders
from tests.releasing.load import Seen, readers
from tests.releasing.servers import SERVERS, serving
from tests.releasing.sites import files, published, rolled_back, write_site

VERSIONS = {name: files(name, pages=30, lines=600) for name in ("a", "b")}


def swapped(place: Path, server: str, times: int) -> tuple[Seen, list[tuple[float, float]]]:
    """Publishes and goes back many times while four readers read."""
    folder = place / "www"
    chance = random.Random(20261126)
    moments: list[tuple[float, float]] = []
    swap = folders.FolderTarget._swap

    def timed(self: folders.FolderTarget, ready: Path) -> None:
        began = time.perf_counter()
        swap(self, ready)
        moments.append((began, time.perf_counter()))

    published(folder, VERSIONS["a"])
    now = "a"
    with pytest.MonkeyPatch.context() as patch, serving(server, folder, place / "server") as port:
        patch.setattr(folders.FolderTarget, "_swap", timed)
        with readers(port, VERSIONS, 4, seed=1) as seen:
            for number in range(times):
                now = "b" if now == "a" else "a"
                if number and chance.random() < 0.5:
                    rolled_back(folder)
                else:
                    published(folder, VERSIONS[now])
    assert len(moments) == times
    return seen, moments


def holds(seen: Seen, moments: list[tuple[float, float]]) -> None:
    """Every answer was one version, and all of it."""
    assert seen.wrong == []
    assert sum(seen.by_version.values()) == seen.requests
    assert min(seen.by_version.get(name, 0) for name in VERSIONS) > 0
    assert seen.during(moments) > 0


@pytest.mark.parametrize("server", SERVERS)
@pytest.mark.parametrize("way", ["exchange", "link"])
def test_no_answer_is_a_mixture(
    server: str, way: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if way == "link":
        monkeypatch.setattr(folders, "can_exchange", lambda _: False)
    holds(*swapped(tmp_path, server, 12))


@pytest.mark.long
@pytest.mark.parametrize("server", SERVERS)
@pytest.mark.parametrize("way", ["exchange", "link"])
def test_no_answer_is_a_mixture_in_many_swaps(
    server: str, way: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if way == "link":
        monkeypatch.setattr(folders, "can_exchange", lambda _: False)
    seen, moments = swapped(tmp_path, server, 300)
    holds(seen, moments)
    during = f"{seen.during(moments)} of them during {len(moments)} swaps"
    print(f"{server}, {way}: {seen.requests} requests, {during}")  # noqa: T201 - for `pytest -s`


def test_a_server_under_load_would_show_a_folder_that_is_written_in_place(tmp_path: Path) -> None:
    """The readers do see it when files are replaced one after another, or are missing meanwhile."""
    folder = write_site(tmp_path / "www", VERSIONS["a"])
    with (
        serving(SERVERS[0], folder, tmp_path / "server") as port,
        readers(port, VERSIONS, 4, seed=1) as seen,
    ):
        for _ in range(20):
            shutil.rmtree(folder)
            write_site(folder, VERSIONS["b"])
    assert seen.wrong
