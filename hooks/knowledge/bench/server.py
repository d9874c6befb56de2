"""A server on this machine that serves a site as one would publish it: texts compressed."""

from __future__ import annotations

import functools
import gzip
import http.server
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from pathlib import Path

COMPRESSED = (
    "text/",
    "application/javascript",
    "application/json",
    "application/xml",
    "image/svg",
)
"""How the types begin of what servers compress; fonts and pictures are compressed already."""
TYPES = {".js": "text/javascript", ".woff2": "font/woff2", ".webmanifest": "application/json"}
"""What not every machine's own table knows, or knows by another name."""
KEPT = "max-age=31536000"
"""Of assets; pages are asked for again."""


class _Handler(http.server.SimpleHTTPRequestHandler):
    """Answers every path with a file or with the page that says there is none."""

    protocol_version = "HTTP/1.1"
    extensions_map = http.server.SimpleHTTPRequestHandler.extensions_map | TYPES

    def do_GET(self) -> None:
        """Sends a file, as the browser can read it."""
        path = Path(self.translate_path(self.path))
        if path.is_dir():
            path /= "index.html"
        status = HTTPStatus.OK
        if not path.is_file():
            path, status = Path(self.directory) / "404.html", HTTPStatus.NOT_FOUND
        body = path.read_bytes() if path.is_file() else b""
        kind = self.guess_type(path)
        self.send_response(status)
        if kind.startswith(COMPRESSED):
            kind = f"{kind}; charset=utf-8"
            if "gzip" in self.headers.get("Accept-Encoding", ""):
                body = gzip.compress(body, mtime=0)
                self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", KEPT if "/assets/" in self.path else "no-cache")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - its parent's
        """Says nothing."""


class _Server(http.server.ThreadingHTTPServer):
    daemon_threads = True  # a browser keeps its connections open

    def handle_error(self, request: object, client_address: object) -> None:
        """A browser that leaves a page hangs up; everything else is told."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]


@contextmanager
def served(folder: Path, port: int = 0) -> Iterator[str]:
    """The address of a site, with a slash at its end, as long as the context is open.

    Args:
        folder: the site.
        port: one that is free; any if it is 0.
    """
    handler = functools.partial(_Handler, directory=str(folder))
    with _Server(("127.0.0.1", port), handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/"
        finally:
            server.shutdown()
            thread.join()
