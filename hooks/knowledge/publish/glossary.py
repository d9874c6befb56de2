"""The glossary for translators' tools: a table, and TBX-Basic (ISO 30042:2019)."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence

from lxml import etree

from knowledge.language.ids import slug
from knowledge.present import Scene
from knowledge.present.glossary import CSV, TBX, Entry, Terms, entries

NAMESPACE = "urn:iso:std:iso:30042:ed-2"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
MARK = "\ufeff"
"""Without it spreadsheets take UTF-8 for something else."""
FORMULA = re.compile(r"\s*[=+\-@]|[\t\r]")
"""How a cell begins that spreadsheets compute (OWASP, *CSV Injection*)."""
BETWEEN = " | "
NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def glossary_files(scene: Scene) -> Iterator[tuple[str, bytes]]:
    """Names and contents of the files, the same for the same concepts."""
    found = list(entries(scene))
    yield CSV, as_csv(found, scene.library.languages)
    yield TBX, as_tbx(found, scene.library.languages[0], scene.site_name)


def as_csv(found: Sequence[Entry], languages: Sequence[str]) -> bytes:
    """A table with a row for each concept (RFC 4180, UTF-8)."""
    names = ("term", "aliases", "definition", "url")
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(["id", "kind", *(f"{name}_{each}" for each in languages for name in names)])
    for entry in found:
        by_language = {terms.language: terms for terms in entry.terms}
        cells = [cell for each in languages for cell in _cells(by_language.get(each))]
        writer.writerow([harmless(cell) for cell in (entry.id, entry.kind, *cells)])
    return (MARK + text.getvalue()).encode("utf-8", "replace")


def _cells(terms: Terms | None) -> tuple[str, str, str, str]:
    if terms is None:
        return "", "", "", ""
    return terms.title, BETWEEN.join(terms.aliases), terms.definition, terms.address


def harmless(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if FORMULA.match(cell) else cell


def as_tbx(found: Sequence[Entry], language: str, title: str) -> bytes:
    """A termbase in the dialect TBX-Basic, in the style that names categories by attributes.

    Args:
        found: the concepts; those without any term are left out.
        language: of the file as a whole.
        title: of the site.
    """
    root = etree.Element(f"{{{NAMESPACE}}}tbx", nsmap={None: NAMESPACE})  # type: ignore[dict-item]
    root.set("type", "TBX-Basic")
    root.set("style", "dca")
    root.set(XML_LANG, language)
    file = _add(_add(root, "tbxHeader"), "fileDesc")
    if title:
        _add(_add(file, "titleStmt"), "title", title)
    _add(_add(file, "sourceDesc"), "p", title or "Querverweis")
    body = _add(_add(root, "text"), "body")
    for entry in found:
        if entry.terms:
            _add_entry(body, entry)
    etree.indent(root, " ")
    data = etree.tostring(root, encoding="UTF-8", xml_declaration=True)
    return bytes(data) + b"\n"


def _add_entry(body: etree._Element, entry: Entry) -> None:
    concept = _add(body, "conceptEntry", id=f"c-{slug(entry.id)}")  # an XML id begins with a letter
    _add(concept, "descrip", entry.kind, type="subjectField")
    for terms in entry.terms:
        if "://" in terms.address:  # else the site does not know where it stands
            _add(concept, "xref", terms.title, type="externalCrossReference", target=terms.address)
    for terms in entry.terms:
        section = _add(concept, "langSec")
        section.set(XML_LANG, terms.language)
        if terms.definition:
            _add(section, "descrip", terms.definition, type="definition")
        for number, term in enumerate(dict.fromkeys((terms.title, *terms.aliases))):
            status = "admittedTerm-admn-sts" if number else "preferredTerm-admn-sts"
            of_term = _add(section, "termSec")
            _add(of_term, "term", term)
            _add(of_term, "termNote", status, type="administrativeStatus")


def _add(parent: etree._Element, name: str, text: str = "", **attributes: str) -> etree._Element:
    element = etree.SubElement(parent, f"{{{NAMESPACE}}}{name}", attributes)
    if text:
        element.text = NOT_XML.sub("", text)
    return element
