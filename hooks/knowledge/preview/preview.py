"""The builder that MkDocs' server calls while an author writes.

A saved text is made into its page at once; what else it changes (lists, backlinks, other pages) is
built behind it. Whatever changes more than texts is built as a whole. An error never ends the
server: it stands on every page until it is mended.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from knowledge import generator
from knowledge.preview.behind import Behind
from knowledge.preview.quick import remake
from knowledge.preview.watching import Stamps, stamps

if TYPE_CHECKING:
    from knowledge.state import State

END = b"</body>"


class Preview:
    """What the server shows.

    Attributes:
        failure: why what was saved last cannot be shown; empty if it can.
    """

    def __init__(
        self,
        build: Callable[[], None],
        last: Callable[[], State],
        places: Iterable[Path],
        again: Path,
        log: logging.Logger | logging.LoggerAdapter[Any],
    ) -> None:
        """Remembers how things stand.

        Args:
            build: builds everything, as MkDocs does.
            last: gives the state of the last build in this process.
            places: files and folders that the site is made from.
            again: a file that the server watches; when it changes, browsers ask anew.
            log: where it is said what was done.
        """
        self.failure = ""
        self._whole, self._last, self._places = build, last, list(places)
        self._again, self._log = again, log
        self._seen = stamps(self._places)
        self._pages: list[tuple[Path, bytes]] = []
        site = last().site
        folder, config = last().target.folder, site.root / "mkdocs.yml"
        self._behind = Behind(config, folder, site.url, self._built_behind)

    def build(self) -> None:
        """Builds what changed since it was called last; raises nothing."""
        before, self._seen = self._seen, stamps(self._places)
        changed = _changed(before, self._seen)
        if not changed and not self.failure:
            return  # browsers are to ask anew
        self._behind.end()
        said = _Errors()
        generator.listen(said)
        try:
            texts = self._texts(changed)
            pages = remake(self._last(), texts) if texts and not self.failure else None
            if pages is None:
                self._whole()
            else:
                self._pages = [(page, page.read_bytes()) for page in pages]
                self._log.info(f"Made {len(pages)} pages at once; the others follow")
                self._behind.begin_soon()
            self.failure = ""
        except (Exception, SystemExit) as error:  # MkDocs would leave all browsers waiting
            self._fail("\n".join([*said.messages, str(error) or type(error).__name__]))
        finally:
            generator.ignore(said)

    def serve(self, app: Callable[..., Iterable[bytes]]) -> Callable[..., Iterable[bytes]]:
        """The server's application, with the failure on every page while there is one."""

        def shown(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
            if not self.failure:
                return app(environ, start_response)
            return self._with_failure(app, environ, start_response)

        return shown

    def _with_failure(
        self,
        app: Callable[..., Iterable[bytes]],
        environ: dict[str, Any],
        start_response: Callable[..., Any],
    ) -> Iterable[bytes]:
        told: list[Any] = []
        body = b"".join(app(environ, lambda *answer: told.extend(answer)))
        status, headers = told[0], dict(told[1])
        if headers.get("Content-Type", "").startswith("text/html"):
            panel = self._last().failure_panel(self.failure).encode()
            start, end, rest = body.rpartition(END)
            body = start + panel + end + rest
            headers["Content-Length"] = str(len(body))
        start_response(status, list(headers.items()))
        return [body]

    def _texts(self, changed: Iterable[Path]) -> list[Path]:
        """The texts that changed; none if anything else did, or if files came or went."""
        docs = self._last().site.root / self._last().site.docs
        found = list(changed)
        are_texts = all(path.suffix == ".md" and path.is_relative_to(docs) for path in found)
        return found if are_texts and all(path.is_file() for path in found) else []

    def _built_behind(self, code: int, said: str) -> None:
        """Takes note of a build behind a quick one."""
        if code:
            self._fail(said)
        elif all(page.exists() and page.read_bytes() == data for page, data in self._pages):
            return  # nothing that an author looks at is other than it was
        self._again.write_text("again", encoding="utf-8")

    def _fail(self, message: str) -> None:
        self.failure = message
        self._log.error(message)


class _Errors(logging.Handler):
    """Keeps the errors that MkDocs says before it gives up."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keeps one."""
        self.messages.append(record.getMessage())


def _changed(before: Stamps, now: Stamps) -> set[Path]:
    """The files that came, went or changed."""
    return {Path(path) for path, _ in before.items() ^ now.items()}
