"""Any Markdown file as passages, in the base or not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from knowledge.collect.source import read_text, split_source
from knowledge.collect.thread import scan
from knowledge.mentions import LANGUAGE_SUFFIX
from knowledge.model import Kind
from knowledge.site import Site
from knowledge.suggest.passages import Passage, sections


def with_file(
    site: Site, texts: Sequence[Passage], file: Path, lang: str = ""
) -> tuple[list[Passage], str]:
    """The texts of a base, with those of a file that may not belong to it.

    Args:
        site: the project.
        texts: the passages of its base.
        file: any Markdown file.
        lang: the language of a file whose name does not say it.

    Returns:
        All passages, and the path of the file as its passages have it.

    Raises:
        SourceError: if the file is not text in UTF-8.
        OSError: if it cannot be read.
    """
    wanted = file.resolve()
    for path in {text.source.path for text in texts}:
        if (site.root / path).resolve() == wanted:
            return list(texts), path
    return [*texts, *_passages(site, file, lang)], str(file)


def _passages(site: Site, file: Path, lang: str) -> Iterator[Passage]:
    suffix = LANGUAGE_SUFFIX.search(file.name)
    language = suffix["language"] if suffix else lang.lower() or site.languages[0]
    source = split_source(str(file), read_text(file))
    common = (str(file), Kind.ESSAY, language, source)
    if file.name.partition(".")[0] != "thread":
        yield from sections(common, source.body_start, len(source.text), str(file))
        return
    blocks, _ = scan(source)
    for block in blocks:
        id = str(block.options.get("id", ""))
        spoken = str(block.options.get("lang") or language)
        yield Passage(
            str(file), Kind.ESSAY, spoken, source, block.start, block.end,
            comment=id, voice=block.name or f"{file}#{id}",
        )  # fmt: skip
