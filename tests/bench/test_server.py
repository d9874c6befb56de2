from __future__ import annotations

import gzip
from http import HTTPStatus
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from knowledge.bench.server import served

TEXT = "<p>Ein Satz.</p>" * 50


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "assets").mkdir()
    (tmp_path / "index.html").write_text(TEXT, encoding="utf-8")
    (tmp_path / "404.html").write_text("Nichts.", encoding="utf-8")
    (tmp_path / "assets" / "face.woff2").write_bytes(b"wOF2" + bytes(500))
    return tmp_path


def got(folder: Path, path: str, accepts: str = "gzip") -> tuple[HTTPResponse, bytes]:
    with served(folder) as address:
        connection = HTTPConnection(urlsplit(address).netloc)
        connection.request("GET", path, headers={"Accept-Encoding": accepts})
        answer = connection.getresponse()
        body = answer.read()
        connection.close()
    return answer, body


def test_texts_are_compressed_where_the_browser_can_read_it(folder: Path) -> None:
    answer, body = got(folder, "/")
    assert answer.headers["Content-Encoding"] == "gzip"
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    assert gzip.decompress(body).decode() == TEXT
    answer, body = got(folder, "/", accepts="identity")
    assert answer.headers["Content-Encoding"] is None
    assert body.decode() == TEXT


def test_fonts_are_sent_as_they_are_and_kept(folder: Path) -> None:
    answer, body = got(folder, "/assets/face.woff2")
    assert (answer.headers["Content-Type"], len(body)) == ("font/woff2", 504)
    assert answer.headers["Content-Encoding"] is None
    assert "max-age" in answer.headers["Cache-Control"]


def test_what_is_not_there_is_said_on_a_page(folder: Path) -> None:
    answer, body = got(folder, "/missing/", accepts="identity")
    assert (answer.status, body) == (HTTPStatus.NOT_FOUND, b"Nichts.")
