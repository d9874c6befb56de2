"""Pages as an author's browser may run them: with the script that waits for changes.

MkDocs' server puts it into every page it sends, another one each time; no build knows its hash.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from knowledge.present.policy import admitting

App = Callable[..., Iterable[bytes]]
BEGIN, END = b"<script>", b"</script>"
WAITS = b"livereload"


def admitted(app: App) -> App:
    """A server's application whose pages admit the server's own script."""

    def shown(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        told: list[Any] = []
        body = app(environ, lambda *answer: told.extend(answer))
        status, headers = told[0], dict(told[1])
        if headers.get("Content-Type", "").startswith("text/html"):
            page = with_script(b"".join(body))
            headers["Content-Length"] = str(len(page))
            body = [page]
        start_response(status, list(headers.items()))
        return body

    return shown


def with_script(page: bytes) -> bytes:
    """A page that admits the script which the server put at its end."""
    script = page.rpartition(BEGIN)[2].partition(END)[0]
    return admitting(page, script.decode()) if WAITS in script else page
