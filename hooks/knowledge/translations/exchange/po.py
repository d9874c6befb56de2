"""Parcels as PO, the format of gettext."""

from __future__ import annotations

import datetime as dt
import io
import re

from babel.messages.catalog import Catalog
from babel.messages.pofile import PoFileError, read_po, write_po

from knowledge.translations.exchange.model import DamagedError, Parcel, Sent

NEVER = dt.datetime(1980, 1, 1, tzinfo=dt.UTC)
"""Stands for the time of the export, so that the same texts give the same file."""
HEAD = re.compile(r"^#?\s*(?P<name>original|translation|source|target|digest): (?P<value>.+)$")
LINE = re.compile(
    r'\s*(?:#.*|(?:(?:msgctxt|msgid|msgid_plural|msgstr(?:\[\d+\])?)[ \t]+)?"(?:[^"\\]|\\.)*"\s*)?$'
)
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


def as_po(parcel: Parcel) -> bytes:
    """The file of a parcel, the same for the same parcel."""
    comment = "\n".join(
        (
            "# Do not change the next lines: they say what is translated.",
            f"# original: {parcel.original}",
            f"# translation: {parcel.translation}",
            f"# source: {parcel.source_language}",
            f"# target: {parcel.target_language}",
            f"# digest: {parcel.digest or 'none'}",
        )
    )
    catalog = Catalog(
        locale=parcel.target_language,
        header_comment=comment,
        project="Querverweis",
        version="1",
        creation_date=NEVER,
        revision_date=NEVER,
        fuzzy=False,
    )
    for segment in parcel.segments:
        catalog.add(
            segment.source,
            segment.target,
            context=segment.id,
            locations=[(parcel.original, segment.line)],
            flags=() if segment.is_done or not segment.target else ("fuzzy",),
            auto_comments=segment.note.split("\n") if segment.note else (),
        )
    output = io.BytesIO()
    write_po(output, catalog, width=0)
    return output.getvalue()


def read_po_file(data: bytes) -> list[Parcel]:
    """The parcel in a file.

    Raises:
        DamagedError: if it is no PO, or does not say what it translates.
    """
    try:
        text = data.decode("utf-8-sig").replace("\r\n", "\n")
        catalog = read_po(io.BytesIO(text.encode("utf-8")), abort_invalid=True)
        wrong = next((n for n, line in enumerate(text.split("\n"), 1) if not LINE.match(line)), 0)
    except UnicodeDecodeError as error:
        raise DamagedError("it is not text in UTF-8") from error
    except (PoFileError, ValueError, LookupError) as error:
        raise DamagedError(f"it is not PO: {error}") from error
    if wrong:  # which Babel reads as something else
        raise DamagedError(f"it is not PO: line {wrong} has no text in quotation marks")
    matches = filter(None, map(HEAD.match, text.split("\n")))
    head = {match["name"]: match["value"].strip() for match in matches}
    if {"original", "translation", "source", "target", "digest"} - head.keys():
        raise DamagedError("its first lines do not say any more which file it translates")
    segments = [
        Sent(
            str(message.context or ""),
            str(message.id),
            CONTROL.sub("", str(message.string or "")),
            is_done="fuzzy" not in message.flags,
        )
        for message in catalog
        if message.id
    ]
    return [
        Parcel(
            head["original"],
            head["translation"],
            head["source"],
            head["target"],
            "" if head["digest"] == "none" else head["digest"],
            tuple(segments),
        )
    ]
