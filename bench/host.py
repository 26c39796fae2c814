"""A site built and served over HTTP as GitHub Pages serves it, with the pages that show most of it."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import partial
from http.client import HTTPConnection
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import unquote, urlsplit

from site_builder.build import build
from site_builder.cache import Shelf
from site_builder.diagnostics import Report
from site_builder.link import link
from site_builder.load import load
from site_builder.pages import plan
from site_builder.pages.urls import file_of
from site_builder.write import write

NOT_FOUND = "404.html"
NO_PAGES = frozenset({"alias", "share", "stylesheet"})  # kinds that nobody looks at
TEXT = (".css", ".html", ".js", ".json", ".svg", ".txt", ".xml")


class _Host(SimpleHTTPRequestHandler):
    """A static host: files of a folder below a base path, 404.html for everything else; text goes gzipped to who takes it."""

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
        self.send_header("Cache-Control", "max-age=600")
        if file.suffix in TEXT:
            self.send_header("Vary", "Accept-Encoding")
            if "gzip" in self.headers.get("Accept-Encoding", ""):
                data = gzip.compress(data, 6, mtime=0)
                self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # the name is the standard library's
        """Say nothing: output is that of the measurement or the test."""


@dataclass(frozen=True)
class Hosted:
    """A site in a folder, served at an address that ends in '/'."""

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


@contextmanager
def hosted(
    project: Path, folder: Path, day: date, *, base: str = "/", shelf: Shelf | None = None
) -> Iterator[Hosted]:
    """The site of `project`, built into `folder` for the address it is served at, as long as the context lasts.

    ValueError says how many errors keep it from being built.
    """
    handler = type("_HostAt", (_Host,), {"base": base})
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(handler, directory=str(folder))) as server:
        server.daemon_threads = True
        Thread(target=server.serve_forever, daemon=True).start()
        try:
            address = f"http://127.0.0.1:{server.server_port}{base}"
            built = build(project, day, base_url=address, shelf=shelf)
            if built.report.failed():
                raise ValueError(f"{project}: {built.report.count()}")
            write(built.tree, folder)
            yield Hosted(folder, address)
        finally:
            server.shutdown()


def longest(project: Path, folder: Path, day: date) -> dict[str, str]:
    """For each page kind, the path below `folder` of its longest page: the one with the most that can go wrong."""
    report = Report()
    site = link(load(project, report), report)
    if site is None:
        raise ValueError(f"{project}: {report.count()}")
    found: dict[str, str] = {}
    for page in plan(site, day):
        path = file_of(page.address)
        size = (folder / path).stat().st_size
        if page.kind not in NO_PAGES and (
            page.kind not in found or size > (folder / found[page.kind]).stat().st_size
        ):
            found[page.kind] = path
    return found
