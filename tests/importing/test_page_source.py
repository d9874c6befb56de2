"""Bytes of saved pages into text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.importing.page_source import decode, page_text

TEXT = "<p>Über die Größe „so“ – 5 €</p>"


def meta(charset: str) -> str:
    return f'<meta charset="{charset}">'


@pytest.mark.parametrize(
    ("declared", "real"),
    [
        ("utf-8", "utf-8"),
        ("iso-8859-1", "cp1252"),
        ("ISO-8859-15", "iso8859-15"),
        ("windows-1252", "cp1252"),
        ("us-ascii", "cp1252"),
        ("utf-8", "cp1252"),
        ("iso-8859-1", "utf-8"),
        ("no-such-thing", "cp1252"),
        ("rot13", "utf-8"),
        ("unicode_escape", "cp1252"),
        ("", "utf-8"),
        ("", "cp1252"),
    ],
)
def test_declared_and_real(declared: str, real: str) -> None:
    text = (meta(declared) if declared else "") + (
        TEXT.replace("„so“ –", "so") if real == "iso8859-15" else TEXT
    ) * 3
    read, _, doubt = decode(text.encode(real))
    assert read == text
    known = {"iso-8859-1": "cp1252", "windows-1252": "cp1252", "us-ascii": "cp1252"}
    assert bool(doubt) == (
        bool(declared)
        and known.get(declared, declared.lower().replace("iso-8859-15", "iso8859-15")) != real
    )


@pytest.mark.parametrize("charset", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_marks_and_wide_characters(charset: str) -> None:
    assert decode((TEXT * 5).encode(charset))[0] == TEXT * 5


def test_http_equiv_and_xml() -> None:
    html = '<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1">'
    assert decode((html + "ä").encode("latin-1"))[0] == html + "ä"
    xml = '<?xml version="1.0" encoding="windows-1251"?>'
    assert decode((xml + "мир").encode("cp1251"))[0] == xml + "мир"


def test_a_pasted_byte_among_utf_8() -> None:
    data = (meta("utf-8") + TEXT * 20).encode() + b"<p>caf\xe9</p>"
    assert decode(data)[0].endswith("<p>café</p>")


def test_an_archive_with_frames() -> None:
    archive = (
        "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://blog.example/a/\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/related; type="text/html"; boundary="--B"\r\n\r\n'
        "----B\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\n"
        'Content-Location: https://blog.example/a/\r\n\r\n<meta charset=3D"utf-8"><p>=C3=9Cber</p>\r\n'
        "----B\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n<p>Rahmen</p>\r\n----B--\r\n"
    )
    page = page_text(archive.encode())
    assert "<p>Über</p>" in page.text
    assert page.url == "https://blog.example/a/"
    assert page.frames == ("<p>Rahmen</p>",)


@given(st.binary(max_size=300))
def test_never_fails(data: bytes) -> None:
    page_text(data)
    page_text(b'<meta charset="utf-8">' + data)
    page_text(
        b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=B\r\n\r\n--B\r\n" + data
    )


@given(st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cn")), max_size=200))
def test_utf_8_comes_back(text: str) -> None:
    assert decode(text.encode())[0] == text.removeprefix("\ufeff")
