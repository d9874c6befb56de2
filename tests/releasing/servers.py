"""Web servers that serve a folder, each a process of its own: nginx, and Python's."""

from __future__ import annotations

import http.client
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

NGINX = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin:/usr/local/sbin")
CONFIG = """
daemon off;
{user}
worker_processes 2;
pid {place}/pid;
error_log {place}/error.log;
events {{ worker_connections 256; }}
http {{
  access_log off;
  sendfile on;
  keepalive_requests 100000;
  client_body_temp_path {place}/body;
  proxy_temp_path {place}/proxy;
  fastcgi_temp_path {place}/fastcgi;
  uwsgi_temp_path {place}/uwsgi;
  scgi_temp_path {place}/scgi;
  server {{
    listen 127.0.0.1:{port};
    root {folder};
    index index.html;
  }}
}}
"""
PYTHON = """
import functools, http.server, sys
class Handler(http.server.SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    wbufsize = -1
    disable_nagle_algorithm = True
    def log_message(self, *_): pass
handler = functools.partial(Handler, directory=sys.argv[2])
http.server.ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), handler).serve_forever()
"""
SERVERS = ("nginx", "python") if NGINX else ("python",)
"""Those of this machine."""


@contextmanager
def serving(name: str, folder: Path, place: Path) -> Iterator[int]:
    """Serves a folder, which need not be there yet.

    Args:
        name: of the server.
        folder: what is served.
        place: where the server may keep what it needs.

    Yields:
        The port.
    """
    port = _free_port()
    place.mkdir()
    if name == "nginx":
        user = "user root;" if os.geteuid() == 0 else ""
        config = place / "nginx.conf"
        settings = CONFIG.format(user=user, place=place, port=port, folder=folder)
        config.write_text(settings, encoding="utf-8")
        command = [str(NGINX), "-p", str(place), "-e", str(place / "error.log"), "-c", str(config)]
    else:
        command = [sys.executable, "-c", PYTHON, str(port), str(folder)]
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    try:
        _wait(port, process)
        yield port
    finally:
        process.terminate()
        process.wait()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait(port: int, process: subprocess.Popen[bytes]) -> None:
    while process.poll() is None:
        try:
            connection = http.client.HTTPConnection("127.0.0.1", port)
            connection.connect()
        except OSError:
            time.sleep(0.05)
        else:
            connection.close()
            return
    raise RuntimeError(f"The server ended with {process.returncode}.")
