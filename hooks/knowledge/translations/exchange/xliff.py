"""Parcels as XLIFF 1.2 (OASIS), which every translation tool reads."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from knowledge.translations.exchange.model import DamagedError, Parcel, Sent
from knowledge.translations.exchange.tokens import CLOSING, OPENING, Token, tokens

NAMESPACE = "urn:oasis:names:tc:xliff:document:1.2"
XML = "{http://www.w3.org/XML/1998/namespace}"
TOOL = "querverweis"
TRANSLATION, DIGEST = f"{TOOL}-translation", f"{TOOL}-digest"
"""The notes that say which file is translated, and what it held."""
DONE, REVIEW = "translated", "needs-review-translation"
TYPES = {
    "open": "link",
    "close": "link",
    "wiki": "link",
    "link": "link",
    "target": "link",
    "address": "link",
    "cite": "x-citation",
    "note": "x-note",
    "code": "x-code",
    "tag": "x-html",
    "list": "x-attributes",
}
INLINE = frozenset({"ph", "bpt", "ept", "it"})
DECLARED = re.compile(r"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
DECLARATION = re.compile(r"\A\s*<\?xml[^>]*\?>")
NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def as_xliff(parcel: Parcel) -> bytes:
    """The file of a parcel, the same for the same parcel."""
    root = etree.Element(_name("xliff"), {"version": "1.2"}, nsmap={None: NAMESPACE})  # type: ignore[dict-item]
    file = _add(
        root,
        "file",
        original=parcel.original,
        datatype="plaintext",
        **{"source-language": parcel.source_language, "target-language": parcel.target_language},
    )
    header = _add(file, "header")
    _add(header, "tool", **{"tool-id": TOOL, "tool-name": "Querverweis"})
    _add(header, "note", parcel.translation, **{"from": TRANSLATION})
    _add(header, "note", parcel.digest or "none", **{"from": DIGEST})
    body = _add(file, "body")
    units = [_add_unit(body, segment, parcel.original) for segment in parcel.segments]
    etree.indent(root, " ")
    for unit, segment in zip(units, parcel.segments, strict=True):
        _fill_unit(unit, segment)  # behind the indentation, since their spaces are their own
    return bytes(etree.tostring(root, encoding="UTF-8", xml_declaration=True)) + b"\n"


def _name(name: str) -> str:
    return f"{{{NAMESPACE}}}{name}"


def _add(parent: etree._Element, name: str, text: str = "", **attributes: str) -> etree._Element:
    element = etree.SubElement(parent, _name(name), attributes)
    if text:
        element.text = text
    return element


def _add_unit(body: etree._Element, segment: Sent, original: str) -> etree._Element:
    unit = _add(body, "trans-unit", id=segment.id)
    unit.set(f"{XML}space", "preserve")
    _add(unit, "source")
    if segment.target:
        _add(unit, "target", state=DONE if segment.is_done else REVIEW)
    context = _add(unit, "context-group", purpose="location")
    _add(context, "context", original, **{"context-type": "sourcefile"})
    _add(context, "context", str(segment.line), **{"context-type": "linenumber"})
    if segment.note:
        _add(unit, "note", segment.note, **{"from": "glossary"})
    return unit


def _fill_unit(unit: etree._Element, segment: Sent) -> None:
    numbers: dict[tuple[str, str], int] = {}
    for name, text in (("source", segment.source), ("target", segment.target)):
        element = unit.find(_name(name))
        if element is not None:
            _fill(element, text, numbers)


def _fill(element: etree._Element, text: str, numbers: dict[tuple[str, str], int]) -> None:
    """Puts a segment into an element, with what is not translated in elements of its own.

    The same thing has the same number in the source and in the target, so that tools pair them.
    """
    text = NOT_XML.sub("", text)
    last: etree._Element | None = None
    position = 0
    for token, name, id in _numbered(text, numbers):
        _append(element, last, text[position : token.start])
        last = _add(element, name, token.text, id=id, ctype=TYPES[token.kind])
        if name == "ept":
            del last.attrib["ctype"]
        position = token.end
    _append(element, last, text[position:])


def _append(element: etree._Element, last: etree._Element | None, text: str) -> None:
    if not text:
        return
    if last is None:
        element.text = (element.text or "") + text
    else:
        last.tail = (last.tail or "") + text


def _numbered(text: str, numbers: dict[tuple[str, str], int]) -> Iterator[tuple[Token, str, str]]:
    """Tokens with the element and the number of each; what opens and closes shares one."""
    found = list(tokens(text))
    pairs = dict(_pairs(found))
    seen: dict[tuple[str, str], int] = {}
    given: dict[int, str] = {}
    for index, token in enumerate(found):
        name = "ph"
        if index in pairs or index in pairs.values():
            name = "bpt" if index in pairs else "ept"
        if name == "ept":
            yield token, name, given[index]
            continue
        key = token.kind, token.text
        seen[key] = seen.get(key, 0) + 1
        unique = (f"{token.kind} {seen[key]}", token.text)
        number = numbers.setdefault(unique, len(numbers) + 1)
        if name == "bpt":
            given[pairs[index]] = str(number)
        yield token, name, str(number)


def _pairs(found: list[Token]) -> Iterator[tuple[int, int]]:
    """Which token closes which."""
    waiting: list[int] = []
    for index, token in enumerate(found):
        if token.kind in OPENING:
            waiting.append(index)
        elif token.kind in CLOSING and waiting:
            opening = waiting[-1]
            if (found[opening].kind == "open") == (token.kind == "close"):
                yield waiting.pop(), index


def read_xliff(data: bytes) -> list[Parcel]:
    """The parcels in a file.

    Raises:
        DamagedError: if it is no XLIFF, or declares what no translation needs.
    """
    text = DECLARATION.sub("", _decoded(data))
    if DECLARED.search(text):
        raise DamagedError("it declares a document type or entities, which no XLIFF needs")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, encoding="utf-8"
    )
    try:
        root = etree.fromstring(text.encode("utf-8"), parser)
    except etree.XMLSyntaxError as error:
        raise DamagedError(f"it is not XML: {error.msg}") from error
    if root.tag != _name("xliff"):
        raise DamagedError(f"expected XLIFF 1.2, found <{etree.QName(root).localname}>")
    return [_parcel(file) for file in root.iter(_name("file"))]


def _decoded(data: bytes) -> str:
    encoding = "utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise DamagedError("it is not text in UTF-8") from error


def _parcel(file: etree._Element) -> Parcel:
    notes = {
        note.get("from"): note.text or ""
        for note in file.iterfind(f"{_name('header')}//{_name('note')}")
    }
    digest = notes.get(DIGEST, "").strip()
    if TRANSLATION not in notes or not digest:
        raise DamagedError("its header does not say any more which file it translates")
    return Parcel(
        original=file.get("original") or "",
        translation=notes[TRANSLATION].strip(),
        source_language=file.get("source-language") or "",
        target_language=file.get("target-language") or "",
        digest="" if digest == "none" else digest,
        segments=tuple(_sent(unit) for unit in file.iter(_name("trans-unit"))),
    )


def _sent(unit: etree._Element) -> Sent:
    id = unit.get("id") or ""
    source, target = unit.find(_name("source")), unit.find(_name("target"))
    if source is None:
        raise DamagedError(f"{id}: the segment has no source any more")
    known = {
        (etree.QName(part).localname, part.get("id")): part.text or ""
        for part in source.iter()
        if part is not source and isinstance(part.tag, str)
    }
    state = target.get("state", "") if target is not None else ""
    return Sent(
        id,
        _words(source, {}, id),
        _words(target, known, id) if target is not None else "",
        is_done=not state.startswith(("needs-", "new")),
    )


def _words(element: etree._Element, known: dict[tuple[str, str | None], str], id: str) -> str:
    """The text of a segment; a placeholder that came back empty says what it said in the source."""
    parts = [element.text or ""]
    for child in element:
        if not isinstance(child.tag, str):
            parts.append(child.tail or "")
            continue
        name = etree.QName(child).localname
        if name in INLINE or name in {"x", "bx", "ex"}:
            place = (name, child.get("id"))
            if not child.text and place not in known:
                raise DamagedError(
                    f"{id}: the placeholder {child.get('id')} is not of this segment"
                )
            parts.append(child.text or known[place])
        else:  # what a tool put around words
            parts.append(_words(child, known, id))
        parts.append(child.tail or "")
    return "".join(parts)
