"""What lags behind its original, what is new there, and which concepts a translation loses."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from knowledge.check.kinds import problem
from knowledge.check.nearest import did_you_mean
from knowledge.check.places import heading_mark
from knowledge.model import Document, Library, Problem, Version
from knowledge.translations.progress import State, Unit, everything


def check_translations(library: Library) -> Iterator[Problem]:
    """Problems of translations section by section; documents without one are another matter."""
    accepted = {name.partition("#")[0] for name in library.lock}
    for document in library.documents():
        for language, version in document.versions.items():
            if language != document.original:
                yield from _parity(document, version, version.source.path in accepted)
    for unit in everything(library):
        if unit.state is State.STALE:
            yield _stale(unit)


def _stale(unit: Unit) -> Problem:
    share = unit.changed
    how_much = f" ({share:.0%} of its words)" if share is not None else ""
    message = (
        f"{_what(unit)} changed in {unit.original}:{unit.original_line} since this was "
        f"translated{how_much}; readers see a notice. Bring it up to date "
        f"(`kb translations --diff` shows what changed), then run "
        f"`kb translations accept {unit.name}`."
    )
    return problem("stale-translation", unit.file, unit.line, message)


def _what(unit: Unit) -> str:
    if not unit.id:
        return "The title, the summary or the opening"
    return f"The comment `{unit.id}`" if unit.is_comment else f"The section `#{unit.id}`"


def _parity(document: Document, version: Version, is_accepted: bool) -> Iterator[Problem]:
    """Sections that one version has and the other lacks, by id.

    What an accepted translation lacks is new in the original: a strict build must not fail because
    somebody wrote on.
    """
    original = document.versions[document.original]
    expected = [section.id for section in original.sections]
    found = {section.id: section.start for section in version.sections}
    file, source = original.source.path, version.source
    for id in expected:
        if id not in found:
            yield _missing(version, file, id, is_accepted)
    for id, start in found.items():
        if id not in expected:
            message = (
                f"{file} has no section `#{id}`.{did_you_mean(id, _ids(expected))} "
                "Sections share their ids in both languages."
            )
            yield problem(
                "heading-mismatch",
                source.path,
                heading_mark(source, start - source.body_start),
                message,
            )


def _missing(version: Version, file: str, id: str, is_accepted: bool) -> Problem:
    path = version.source.path
    if is_accepted:
        message = (
            f"The section `#{id}` of {file} is not translated yet; readers see the original in "
            f"its place. Translate it, then run `kb translations accept {path}#{id}`."
        )
        return problem("missing-translation", path, 1, message)
    message = f"The section `#{id}` of {file} is missing here. Translate it."
    return problem("heading-mismatch", path, 1, message)


def _ids(sections: Collection[str]) -> list[str]:
    return [id for id in sections if id]
