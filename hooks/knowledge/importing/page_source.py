"""The bytes of a saved page into text: its character set, and MHTML archives.

What a page is written in is decided as the HTML standard says (byte order mark, then what the page
declares, 13.2.3 "The input byte stream"), but nothing is believed that the bytes contradict: pages
say ISO 8859-1 and mean Windows-1252, say UTF-8 and are not, and are saved anew by browsers.
"""

from __future__ import annotations

import email
import email.policy
import re
from dataclasses import dataclass

from charset_normalizer import from_bytes

MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
DECLARED = re.compile(
    rb"""<(?:meta|\?xml)\b[^>]{0,300}?(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]+)""",
    re.IGNORECASE,
)
LOOKED_AT = 4096
"""Bytes in which a page declares its character set: the standard's 1024, and what plugins put in
front."""
KNOWN = {
    **dict.fromkeys(("utf-8", "utf8", "unicode-1-1-utf-8"), "utf-8"),
    **dict.fromkeys(
        (
            "iso-8859-1",
            "iso8859-1",
            "latin1",
            "latin-1",
            "l1",
            "ascii",
            "us-ascii",
            "windows-1252",
            "cp1252",
            "ansi",
            "x-cp1252",
        ),
        "cp1252",
    ),
    **dict.fromkeys(("iso-8859-15", "iso8859-15", "latin9", "latin-9"), "iso8859-15"),
    **dict.fromkeys(("iso-8859-2", "latin2"), "iso8859-2"),
    **dict.fromkeys(("windows-1250", "cp1250"), "cp1250"),
    **dict.fromkeys(("windows-1251", "cp1251"), "cp1251"),
    **dict.fromkeys(("iso-8859-9", "latin5", "windows-1254", "cp1254"), "cp1254"),
    **dict.fromkeys(("macintosh", "mac", "x-mac-roman"), "mac-roman"),
    **dict.fromkeys(("koi8-r", "koi8"), "koi8-r"),
    **dict.fromkeys(("shift_jis", "shift-jis", "sjis"), "cp932"),
    "euc-jp": "euc-jp",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "big5": "big5",
}
"""Names as the Encoding Standard reads them, above all ISO 8859-1 as Windows-1252. What is not here
is not decoded as declared: Python knows codecs that no page should choose."""
FEW_WRONG = 0.02
"""The share of bytes beyond ASCII that may be wrong in what is UTF-8 all the same: a comment that
was pasted in, a text cut within a character."""
WESTERN = set("äöüÄÖÜßéèêëáàâãåæçíìîïñóòôõøúùûœÉÀÅÆØ„“”‚‘’‹›«»–—…€£§°©®™·•×½²³µ´¡¿\xa0\xad")
WELL = 0.9
LOCATION = "Snapshot-Content-Location"


@dataclass(frozen=True, slots=True)
class PageText:
    """A page as text."""

    text: str
    charset: str
    """What it was decoded as."""
    doubt: str = ""
    """For people: what was declared and is not so."""
    url: str = ""
    """Its address, where the archive it was in says so."""
    frames: tuple[str, ...] = ()
    """Other pages in the same archive: comments of other services stand in frames."""


def page_text(data: bytes) -> PageText:
    """Decodes a saved page, or the archive of one (MHTML, RFC 2557)."""
    if _is_archive(data):
        return _from_archive(data)
    text, charset, doubt = decode(data)
    return PageText(text, charset, doubt)


def decode(data: bytes, told: str = "") -> tuple[str, str, str]:
    """Text, what it was decoded as, and what was declared wrongly.

    Args:
        data: A page.
        told: What was declared outside of it.
    """
    for mark, charset in MARKS:
        if data.startswith(mark):
            return _clean(data[len(mark) :].decode(charset, "replace")), charset, ""
    if data[:400].count(0) > len(data[:400]) // 4:
        charset = "utf-16-le" if data[1:2] == b"\0" else "utf-16-be"
        return _clean(data.decode(charset, "replace")), charset, ""
    declared = told.lower() or declared_charset(data)
    charset = _charset(data, KNOWN.get(declared, ""))
    wrong = declared and KNOWN.get(declared, declared) != charset and not data.isascii()
    doubt = f"declared as {declared[:40]}, read as {charset}" if wrong else ""
    return _clean(_decoded(data, charset)), charset, doubt


def declared_charset(data: bytes) -> str:
    """What a page says it is written in, in lower case; empty where it says nothing."""
    match = DECLARED.search(data[:LOOKED_AT])
    return match.group(1).decode("ascii", "replace").lower() if match else ""


def _charset(data: bytes, declared: str) -> str:
    if _is_utf_8(data):
        return "utf-8"
    if declared and declared != "utf-8":
        return declared
    sample = b"\n".join(line for line in data.splitlines() if not line.isascii())[:50_000]
    if declared == "utf-8" and _mostly_utf_8(sample):
        return "utf-8"
    if _looks_western(sample):
        return "cp1252"
    best = from_bytes(sample).best()
    return KNOWN.get(best.encoding.replace("_", "-"), "cp1252") if best else "cp1252"


def _looks_western(data: bytes) -> bool:
    """Whether it reads well as Windows-1252, in which a German or English page is most often."""
    beyond = [letter for letter in data.decode("cp1252", "replace") if letter > "\x7f"]
    return sum(letter in WESTERN for letter in beyond) >= WELL * len(beyond)


def _is_utf_8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _mostly_utf_8(data: bytes) -> bool:
    beyond = sum(1 for byte in data if byte > 127)
    wrong = data.decode("utf-8", "replace").count("\ufffd")
    return wrong <= max(1, FEW_WRONG * beyond)


def _decoded(data: bytes, charset: str) -> str:
    if charset != "utf-8":
        return data.decode(charset, "replace")
    # a byte that is no UTF-8 among many that are was pasted from Windows
    text = data.decode("utf-8", "surrogateescape")
    return re.sub(
        "[\udc80-\udcff]",
        lambda match: bytes([ord(match.group()) - 0xDC00]).decode("cp1252", "replace"),
        text,
    )


def _clean(text: str) -> str:
    """Without what no parser of markup takes: half surrogates, and control characters."""
    text = text.encode("utf-8", "replace").decode("utf-8")
    return re.sub(r"[\x00-\x08\x0b\x0e-\x1f\x7f\ufffe\uffff]", "", text.replace("\x0c", " "))


def _is_archive(data: bytes) -> bool:
    head = data[:2000].lower()
    return b"mime-version:" in head and b"content-type: multipart/related" in head


def _from_archive(data: bytes) -> PageText:
    message = email.message_from_bytes(data, policy=email.policy.compat32)
    pages = []
    for part in message.walk():
        if part.get_content_type() != "text/html":
            continue
        payload = part.get_payload(decode=True)
        if isinstance(payload, bytes):
            told = str(part.get_param("charset") or "")
            pages.append((decode(payload, told), str(part.get("Content-Location") or "")))
    if not pages:
        text, charset, doubt = decode(data)
        return PageText(text, charset, doubt)
    (text, charset, doubt), place = pages[0]
    url = str(message.get(LOCATION) or place).strip()
    return PageText(text, charset, doubt, url, tuple(page[0][0] for page in pages[1:]))
