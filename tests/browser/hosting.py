"""The repository's site in a folder and on a static host, as the browser tests read it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial
from http.client import HTTPConnection
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import unquote, urlsplit

from site_builder.build import build
from site_builder.write import write

DAY = date(2026, 11, 21)
NOT_FOUND = "404.html"

PHONE, DESKTOP = (320, 640), (1280, 800)

KINDS = (
    "home", "explainers", "explainer", "timeline", "event", "bans", "ban", "quotes", "quote", "sources", "source",
    "actors", "actor", "glossary", "disagreements", "corrections", "page", "embed", "search", "check", "not-found",
)  # fmt: skip
NO_PAGES = {"alias", "share", "stylesheet"}  # kinds that nobody looks at


class _Host(SimpleHTTPRequestHandler):
    """A static host: files of a folder below a base path, 404.html for everything else."""

    base = "/"
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        path = urlsplit(self.path).path
        inside = unquote(path.removeprefix(self.base)) if path.startswith(self.base) else None
        file = None if inside is None else Path(self.directory) / (inside or "index.html")
        if file is not None and path.endswith("/"):
            file = Path(self.directory) / (inside or "") / "index.html"
        if file is not None and file.is_file():
            self._send(200, file)
        else:
            self._send(404, Path(self.directory) / NOT_FOUND)

    def _send(self, status: int, file: Path) -> None:
        data = file.read_bytes()
        self.send_response(status)
        self.send_header("Content-Type", self.guess_type(file))
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # the name is the standard library's
        """Say nothing: a test's output is its own."""


@dataclass(frozen=True)
class Hosted:
    """The repository's site in a folder, served at an address that ends in '/'."""

    folder: Path
    address: str

    @property
    def base(self) -> str:
        return urlsplit(self.address).path

    def get(self, path: str) -> tuple[int, str]:
        """Status and text of a path that begins with '/'."""
        connection = HTTPConnection(urlsplit(self.address).netloc, timeout=30)
        try:
            connection.request("GET", path)
            response = connection.getresponse()
            return response.status, response.read().decode("utf-8", "replace")
        finally:
            connection.close()


def hosted(project: Path, folder: Path, base: str) -> Iterator[Hosted]:
    handler = type("_HostAt", (_Host,), {"base": base})
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(handler, directory=str(folder))) as server:
        server.daemon_threads = True
        Thread(target=server.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{server.server_port}{base}"
        built = build(project, DAY, base_url=address)
        assert not built.report.failed(), built.report.count()
        write(built.tree, folder)
        yield Hosted(folder, address)
        server.shutdown()
