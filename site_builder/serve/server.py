"""The preview's server: pages from memory on this machine only, tabs told of every change."""

from __future__ import annotations

import asyncio
import errno
import json
import logging
import socket
import threading
import time
import traceback
import webbrowser
from collections.abc import Callable, Iterator
from contextlib import suppress
from importlib import resources
from pathlib import Path
from typing import Any

from livereload.handlers import LiveReloadHandler, LiveReloadJSHandler  # type: ignore[import-untyped]  # has no types
from livereload.watcher import Watcher  # type: ignore[import-untyped]  # has no types
from tornado.httpserver import HTTPServer
from tornado.httputil import split_host_and_port
from tornado.netutil import bind_sockets
from tornado.web import Application, HTTPError, RequestHandler
from tornado.websocket import WebSocketHandler

from site_builder.diagnostics import as_text
from site_builder.load import fingerprints, watched
from site_builder.serve.view import (
    TYPES,
    Built,
    View,
    after_bug,
    after_build,
    answer,
    base_path,
    for_preview,
    swappable,
)
from site_builder.serve.watch import Stamp, bursts, stamp

LOOPBACK = ("127.0.0.1", "localhost", "[::1]")
PORTS = 100  # how many ports after the wanted one are tried
HEAD_START = 1.0  # seconds for a tab to fetch its page, and for the next save to come, before the other pages are drawn


class NotLoopbackError(ValueError):
    """The preview was asked to listen where others could reach it."""


class Preview:
    """The current state of the site and the way to the next one.

    `make` gives a site as it grows: first one whose pages are drawn when they are asked for, at last the whole.
    """

    def __init__(
        self,
        root: Path,
        make: Callable[[], Iterator[Built]],
        base_url: str | None,
        say: Callable[[str], None],
    ) -> None:
        self.view = View(base=base_path(base_url or ""))
        self._root = root
        self._make = make
        self._base_url = base_url
        self.say = say

    def views(self) -> Iterator[View]:
        """The states that one more build leads through; the terminal is told of the last. A bug of ours must not end it."""
        start = time.perf_counter()
        before, read = self.view, fingerprints(self._root)
        view = None
        try:
            for built in self._make():
                if view is None:
                    self.say(f"read in {time.perf_counter() - start:.2f} s")
                if view is None or built.whole:
                    view = after_build(before, built, read, self._base_url)
                yield view
        except Exception as error:  # noqa: BLE001  # whatever it is, the editor goes on writing
            self.say("".join(traceback.format_exception(error)).rstrip())
            self.say("built nothing: a bug of site_builder, see above")
            yield after_bug(before, error)
            return
        report = for_preview(built.report)
        if report:
            self.say(as_text(report))
        seconds = time.perf_counter() - start
        self.say(f"built {len(built.tree)} files in {seconds:.2f} s: {report.count()}")

    def follow(self, saved: threading.Event, stop: threading.Event, show: Callable[[View], object]) -> None:
        """Build whenever something was `saved`, until `stop`; what is underway is left when the next save comes."""
        while saved.wait() and not stop.is_set():
            saved.clear()
            shown = None
            for view in self.views():
                if shown is None or view is not shown:
                    shown = view
                    show(view)
                    saved.wait(HEAD_START)
                if saved.is_set() or stop.is_set():
                    break

    def show(self, new: View) -> None:
        """Serve `new` from now on, and tell the tabs if that makes a difference to them."""
        old, self.view = self.view, new
        if old.version == new.version:
            return
        for path in swappable(old, new) or ("*",):
            LiveReloadHandler.reload_waiters(path)


class Own(RequestHandler):
    """A request from this machine, to a name of this machine, from no foreign page.

    A page anywhere can make a browser send requests here, also under a name of its own that leads to 127.0.0.1
    (DNS rebinding); neither may read an unpublished site.
    """

    def initialize(self, preview: Preview) -> None:
        self.preview = preview

    def prepare(self) -> None:
        origin = self.request.headers.get("Origin")
        if self.request.host_name not in LOOPBACK or origin not in (None, f"http://{self.request.host}"):
            raise HTTPError(403)

    def set_default_headers(self) -> None:
        self.set_header("Cache-Control", "no-store")
        self.set_header("X-Content-Type-Options", "nosniff")
        self.set_header("Cross-Origin-Resource-Policy", "same-origin")

    def compute_etag(self) -> None:
        return None

    def write_error(self, status_code: int, **_: Any) -> None:
        self.set_header("Content-Type", TYPES["txt"])
        why = "the preview answers this machine only" if status_code == 403 else self._reason
        self.finish(f"{status_code}: {why}\n")


class Pages(Own):
    def get(self) -> None:
        host, port = split_host_and_port(self.request.host)
        reply = answer(self.preview.view, self.request.path, host, port or 80)
        self.set_status(reply.status)
        self.set_header("Content-Type", reply.type)
        if reply.location:
            self.set_header("Location", reply.location)
        self.finish(reply.body)

    head = get


class Style(Own):
    def get(self) -> None:
        self.set_header("Content-Type", TYPES["css"])
        self.finish((resources.files("site_builder.serve") / "preview.css").read_bytes())


class Script(Own, LiveReloadJSHandler):  # type: ignore[misc]  # livereload has no types
    """livereload's own script."""


class Tab(Own, LiveReloadHandler):  # type: ignore[misc]  # livereload has no types
    """The socket of one open tab.

    livereload's server is not used: it lets any origin in, answers /forcereload to everybody, watches by polling
    one file at a time and drops what is saved within three seconds of the last reload.
    """

    shown = ""

    def write_message(self, *args: Any, **options: Any) -> asyncio.Future[None]:
        """As tornado's, but that the tab went away meanwhile is nothing to report."""
        sent: asyncio.Future[None] = super().write_message(*args, **options)
        sent.add_done_callback(asyncio.Future.exception)
        return sent

    def check_origin(self, origin: str) -> bool:
        return WebSocketHandler.check_origin(self, origin)

    def on_message(self, message: str | bytes) -> None:
        """Greet the tab, then tell it if what it shows was overtaken before its socket stood."""
        super().on_message(message)
        said = json.loads(message)
        if said["command"] == "hello":
            self.shown = said.get("snipver", "")
        elif said["command"] == "info" and self.shown != self.preview.view.version:
            self.send_message({"command": "reload", "path": "*", "liveCSS": True})


def serve(
    root: Path,
    make: Callable[[], Iterator[Built]],
    *,
    host: str = "127.0.0.1",
    port: int = 8000,
    base_url: str | None = None,
    open_browser: bool = False,
    say: Callable[[str], None] = print,
) -> None:
    """Preview what `make` builds from `root`, anew after every burst of saves, until Ctrl-C.

    The site stands below the path of `base_url`, else of site.yaml's. A taken port gives way to the next free one.
    Raises NotLoopbackError for a host that is not this machine, OSError if no port can be had.
    """
    bare = host.strip("[]")
    shown = f"[{bare}]" if ":" in bare else bare
    if shown not in LOOPBACK:
        raise NotLoopbackError(f"{host!r} is not this machine: use 127.0.0.1, localhost or ::1")
    sockets, free = _listen(bare, port)
    if free != port:
        say(f"port {port} is taken: using {free}")
    preview = Preview(root, make, base_url, say)
    with suppress(KeyboardInterrupt):
        places = watched(root)
        seen = stamp(places)
        preview.view = next(preview.views())
        address = f"http://{shown}:{free}{preview.view.base}"
        say(f"preview at {address} (Ctrl-C ends it)")
        if open_browser:
            threading.Thread(target=webbrowser.open, args=(address,), daemon=True).start()
        asyncio.run(_run(preview, sockets, places, seen))


def _listen(host: str, port: int) -> tuple[list[socket.socket], int]:
    """Sockets on the first free port from `port` on, and that port."""
    for candidate in range(port, min(port + PORTS, 65_535) + 1):
        try:
            sockets = bind_sockets(candidate, address=host)
        except OSError as error:
            if error.errno != errno.EADDRINUSE:
                raise
        else:
            return sockets, sockets[0].getsockname()[1]
    raise OSError(errno.EADDRINUSE, f"no free port from {port} to {port + PORTS}")


async def _run(preview: Preview, sockets: list[socket.socket], places: list[Path], seen: Stamp) -> None:
    """Answer requests here, watch and build in threads beside, until cancelled."""
    logging.getLogger("livereload").setLevel(logging.CRITICAL)  # to it, a tab just closed is an error
    LiveReloadHandler.watcher = Watcher()  # never started; reload_waiters wants one to be there
    LiveReloadHandler.live_css = True
    rooms = {"/livereload": Tab, "/livereload.js": Script, "/preview.css": Style, "/.*": Pages}
    routes = [(path, handler, {"preview": preview}) for path, handler in rooms.items()]
    HTTPServer(Application(list(routes), log_function=lambda _: None)).add_sockets(sockets)
    loop = asyncio.get_running_loop()
    stop, saved = threading.Event(), threading.Event()
    saved.set()  # the first build was left as soon as a page could be shown

    def look() -> None:
        for _ in bursts(places, seen, stop, preview.say):
            saved.set()

    def follow() -> None:
        preview.follow(saved, stop, lambda view: loop.call_soon_threadsafe(preview.show, view))

    threads = [threading.Thread(target=work, name=work.__name__) for work in (look, follow)]
    for thread in threads:
        thread.start()
    try:
        await asyncio.Event().wait()
    finally:
        stop.set()
        saved.set()
        for thread in threads:
            thread.join()
