"""Fetching from a server that misbehaves on purpose: each mischief is a value with a reason, and ends in time."""

from __future__ import annotations

import gzip
import socket
import struct
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from email.utils import formatdate
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs

import pytest

from site_builder.evidence.archive import Keys, Wayback
from site_builder.evidence.extract import Extracted, decoded, extract, media_of
from site_builder.evidence.fetch import AGENT, Failed, Fetched, Fetcher, Limits
from site_builder.model import Archived

NOW = 1_800_000_000.0  # seconds since 1970; the server's clock and ours
LIMITS = Limits(patience=0.6, pause=0.0, longest_wait=5.0, size=200_000)
PAGE = "<!doctype html><title>t</title><p>We said “no” – and <b>w</b>ent."


class Server(ThreadingHTTPServer):
    """Answers each path with the deed of that name, and notes every request."""

    daemon_threads = True
    block_on_close = False

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Deeds)
        self.asked: list[str] = []
        self.headers: list[dict[str, str]] = []
        self.polls = 0
        self.ended = threading.Event()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


class Deeds(BaseHTTPRequestHandler):
    server: Server
    protocol_version = "HTTP/1.1"

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # its name in the base class
        """Nothing: the tests look at what was asked."""

    def do_GET(self) -> None:
        self.server.asked.append(self.path)
        self.server.headers.append(dict(self.headers))
        path = self.path.partition("?")[0].strip("/").replace("-", "_").replace("/", "_")
        deed: Callable[[], None] = getattr(self, f"do_{path}", self.do_web)
        try:
            deed()
        except OSError:
            self.close_connection = True  # the client had enough

    def send(self, body: bytes, status: int = 200, media: str = "text/html", **headers: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", media)
        for name, value in {"Content_Length": str(len(body)), **headers}.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def drip(self, piece: bytes) -> None:
        while not self.server.ended.wait(0.05):
            self.wfile.write(piece)
            self.wfile.flush()

    # ---- good ones

    def do_page(self) -> None:
        self.send(
            PAGE.encode(), media="Text/HTML; charset=UTF-8", Memento_Datetime="Fri, 20 Apr 2018 23:01:00 GMT"
        )

    def do_gzip(self) -> None:
        self.send(gzip.compress(PAGE.encode()), Content_Encoding="gzip")

    def do_gzip_in_two(self) -> None:
        body = PAGE.encode()
        self.send(gzip.compress(body[:20]) + gzip.compress(body[20:]), Content_Encoding="gzip")

    def do_chunked(self) -> None:
        self.send_response(200)
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        for piece in (b"one ", b"two"):
            self.wfile.write(b"%x\r\n%s\r\n" % (len(piece), piece))
        self.wfile.write(b"0\r\n\r\n")

    # ---- charsets

    def do_claims_latin_1_and_is_utf_8(self) -> None:
        self.send(PAGE.encode(), media="text/html; charset=ISO-8859-1")

    def do_claims_utf_8_and_is_windows_1252(self) -> None:
        self.send(PAGE.encode("windows-1252"), media="text/html; charset=utf-8")

    def do_names_it_inside(self) -> None:
        self.send(b"<meta charset='windows-1251'><p>" + "нет — да".encode("windows-1251"))

    def do_names_no_charset_there_is(self) -> None:
        self.send(PAGE.encode("windows-1252"), media="text/html; charset=x-nobody")

    def do_utf_16(self) -> None:
        self.send(PAGE.encode("utf-16"), media="text/html")

    # ---- redirects

    def turn(self, to: str, status: int = 302) -> None:
        self.send(b"", status, Location=to)

    def do_moved(self) -> None:
        self.turn("page", 301)

    def do_moved_oddly(self) -> None:
        self.turn("page?q=ü ö".encode().decode("latin-1"))

    def do_loop(self) -> None:
        self.turn("/loop-back")

    def do_loop_back(self) -> None:
        self.turn("/loop")

    def do_endless(self) -> None:
        self.turn(f"/endless?{len(self.server.asked)}")

    def do_to_a_file(self) -> None:
        self.turn("file:///etc/hostname")

    def do_to_nowhere(self) -> None:
        self.send(b"", 302)

    # ---- refusals

    def do_forbidden(self) -> None:
        self.send(b"no", 403)

    def do_missing(self) -> None:
        self.send(b"no", 404)

    def do_broken(self) -> None:
        self.send(b"no", 500)

    def do_odd(self) -> None:
        self.send(b"no", 599)

    def do_busy_once(self) -> None:
        if self.server.asked.count("/busy-once") == 1:
            self.send(b"", 429, Retry_After="3")
        else:
            self.do_page()

    def do_busy_until(self) -> None:
        if len(self.server.asked) == 1:
            self.send(b"", 503, Retry_After=formatdate(NOW + 4, usegmt=True))
        else:
            self.do_page()

    def do_busy_always(self) -> None:
        self.send(b"", 429, Retry_After="1")

    def do_busy_for_long(self) -> None:
        self.send(b"", 429, Retry_After="3600")

    # ---- mischief

    def do_slow_start(self) -> None:
        self.server.ended.wait(30)

    def do_slow_headers(self) -> None:
        self.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
        self.drip(b"a")

    def do_slow_body(self) -> None:
        self.send_response(200)
        self.send_header("Content-Length", "100000")
        self.end_headers()
        self.drip(b"a")

    def do_without_end(self) -> None:
        self.send_response(200)
        self.send_header("Connection", "close")
        self.end_headers()
        while not self.server.ended.is_set():
            self.wfile.write(b"a" * 10_000)

    def do_bomb(self) -> None:
        self.send(gzip.compress(bytes(5_000_000)), Content_Encoding="gzip")

    def do_cut_gzip(self) -> None:
        self.send(gzip.compress(PAGE.encode())[:-12], Content_Encoding="gzip")

    def do_no_gzip(self) -> None:
        self.send(PAGE.encode(), Content_Encoding="gzip")

    def do_brotli(self) -> None:
        self.send(b"\x0b\x02\x80", Content_Encoding="br")

    def do_cut(self) -> None:
        self.send(PAGE.encode(), Content_Length="5000")
        self.close_connection = True

    def do_cut_chunk(self) -> None:
        self.send_response(200)
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        self.wfile.write(b"40\r\nshort")
        self.close_connection = True

    def do_reset(self) -> None:
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.connection.close()

    def do_nonsense(self) -> None:
        self.wfile.write(b"SSH-2.0-OpenSSH_9.9\r\n\r\n")
        self.close_connection = True

    # ---- an archive

    def do_available(self) -> None:
        url = parse_qs(self.path.partition("?")[2])["url"][0]
        if "nobody-kept" in url:
            self.send(b'{"archived_snapshots": {}}')
        elif "nonsense" in url:
            self.send(b"<p>sorry")
        else:
            self.send(
                b'{"archived_snapshots": {"closest": {"available": true, "status": "200", "timestamp": "20180420230100"}}}'
            )

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        self.server.asked.append(f"{self.path} {body}")
        self.server.headers.append(dict(self.headers))
        if "refused" in body:
            self.send(b'{"message": "You have already reached your limit."}')
        else:
            self.send(b'{"job_id": "spn2-1"}')

    def do_save_status_spn2_1(self) -> None:
        self.server.polls += 1
        pending = self.server.polls < 3
        self.send(
            b'{"status": "pending"}' if pending else b'{"status": "success", "timestamp": "20261121101112"}'
        )

    def do_web(self) -> None:
        if "id_/" in self.path:
            self.do_page()
        else:
            self.do_missing()


@pytest.fixture
def server() -> Iterator[Server]:
    with Server() as running:
        thread = threading.Thread(target=running.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        yield running
        running.ended.set()
        running.shutdown()
        thread.join()


@pytest.fixture
def waits() -> list[float]:
    return []


@pytest.fixture
def fetcher(waits: list[float]) -> Fetcher:
    return Fetcher(now=lambda: NOW, limits=LIMITS, sleep=waits.append)


def test_a_page_comes_with_what_the_server_says_of_it(server: Server, fetcher: Fetcher) -> None:
    found = fetcher.get(f"{server.address}/page?q=ü#part")
    memento = "Fri, 20 Apr 2018 23:01:00 GMT"
    assert found == Fetched(f"{server.address}/page?q=ü#part", PAGE.encode(), "text/html", "utf-8", memento)
    assert server.asked == ["/page?q=%C3%BC"]
    assert server.headers[0]["User-Agent"] == AGENT


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("gzip", PAGE.encode()),
        ("gzip-in-two", PAGE.encode()),
        ("chunked", b"one two"),
        ("moved", PAGE.encode()),
        ("moved-oddly", PAGE.encode()),
    ],
)
def test_a_body_is_whole_and_unpacked(path: str, body: bytes, server: Server, fetcher: Fetcher) -> None:
    found = fetcher.get(f"{server.address}/{path}")
    assert isinstance(found, Fetched)
    assert found.body == body
    ends = {"moved": "/page", "moved-oddly": "/page?q=ü%20ö"}
    assert found.url.endswith(ends.get(path, path))


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("claims-latin-1-and-is-utf-8", "We said “no” – and went."),
        ("claims-utf-8-and-is-windows-1252", "We said “no” – and went."),
        ("names-no-charset-there-is", "We said “no” – and went."),
        ("utf-16", "We said “no” – and went."),
        ("names-it-inside", "нет — да"),
    ],
)
def test_a_wrong_charset_spoils_no_letter(path: str, words: str, server: Server, fetcher: Fetcher) -> None:
    found = fetcher.get(f"{server.address}/{path}")
    assert isinstance(found, Fetched)
    text = extract(found.body, "html", found.charset)
    assert isinstance(text, Extracted)
    assert words in text.text


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("loop", "redirects lead in a circle"),
        ("endless", "more than 8 redirects"),
        ("to-a-file", "file is no address of the web"),
        ("to-nowhere", "302 Found"),
        ("forbidden", "403 Forbidden"),
        ("missing", "404 Not Found"),
        ("broken", "500 Internal Server Error"),
        ("odd", "status 599"),
        ("busy-for-long", "the server is busy and asks to wait 3600 s"),
        ("busy-always", "the server is busy and asks to wait 1 s"),
        ("slow-start", "no answer within 0.6 s|no whole answer within 0.6 s"),
        ("slow-headers", "no whole answer within 0.6 s"),
        ("slow-body", "no whole answer within 0.6 s"),
        ("without-end", "the body is longer than 200000 bytes"),
        ("bomb", "the body is longer than 200000 bytes"),
        ("cut-gzip", "the gzip body breaks off before its end"),
        ("no-gzip", "the body says it is gzip and is not"),
        ("brotli", "the body is packed as 'br', which was not asked for"),
        ("cut", f"the body breaks off {5000 - len(PAGE.encode())} bytes before its end"),
        ("cut-chunk", "no proper answer: incomplete read"),
        ("reset", "the connection broke off"),
        ("nonsense", "no proper answer: bad status line"),
    ],
)
def test_mischief_has_a_reason_and_an_end(path: str, reason: str, server: Server, fetcher: Fetcher) -> None:
    start = time.monotonic()
    found = fetcher.get(f"{server.address}/{path}")
    assert isinstance(found, Failed), found
    assert found.reason in reason.split("|")
    assert time.monotonic() - start < 10 * LIMITS.patience


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("ftp://example.org/", "ftp is no address of the web"),
        ("http://[::1", "'http://[::1' is no address"),
        ("http://exa mple.org:port/", "'http://exa mple.org:port/' is no address"),
        ("https://", "https is no address of the web"),
    ],
)
def test_what_is_no_address_is_not_asked_for(url: str, reason: str, fetcher: Fetcher) -> None:
    assert fetcher.get(url) == Failed(url, reason)


def test_a_host_that_listens_to_nobody(fetcher: Fetcher) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        url = f"http://127.0.0.1:{taken.getsockname()[1]}/"
    assert fetcher.get(url) == Failed(url, "the host refuses connections")
    secure = Fetcher(now=lambda: NOW, limits=LIMITS)
    assert isinstance(secure.get(url.replace("http:", "https:")), Failed)


def test_a_server_without_tls_is_told_from_one_with(server: Server, fetcher: Fetcher) -> None:
    found = fetcher.get(f"{server.address}/page".replace("http:", "https:"))
    assert isinstance(found, Failed)


@pytest.mark.parametrize(("path", "wait"), [("busy-once", 3.0), ("busy-until", 4.0)])
def test_a_busy_server_is_waited_for(
    path: str, wait: float, server: Server, fetcher: Fetcher, waits: list[float]
) -> None:
    assert isinstance(fetcher.get(f"{server.address}/{path}"), Fetched)
    assert waits == [wait]


def test_one_host_is_asked_with_pauses(server: Server, waits: list[float]) -> None:
    ticks = iter([100.0, 100.5, 102.0, 200.0, 200.0])
    limits = replace(LIMITS, pause=2.0)
    patient = Fetcher(now=lambda: NOW, limits=limits, clock=lambda: next(ticks), sleep=waits.append)
    for _ in range(3):
        patient.get(f"{server.address}/page")
    assert waits == [1.5]


# ---------------------------------------------------------------- what bytes are


@pytest.mark.parametrize(
    ("body", "claimed", "media"),
    [
        (b"%PDF-1.7", "text/html", "pdf"),
        (b"  <!DOCTYPE html>", "text/plain", "html"),
        (b"<p>x", "text/html", "html"),
        (b"hello", "text/plain", "text"),
        (b"\x89PNG", "image/png", None),
        (b"{}", "application/json", None),
    ],
)
def test_the_first_bytes_are_believed_before_the_claim(body: bytes, claimed: str, media: str | None) -> None:
    assert media_of(body, claimed) == media


def test_ascii_that_is_another_charset_in_disguise_is_read_as_claimed() -> None:
    body = "日本".encode("iso-2022-jp")
    assert body.isascii()
    assert decoded(body, "iso-2022-jp") == "日本"


# ---------------------------------------------------------------- the archive


@pytest.fixture
def wayback(server: Server, fetcher: Fetcher) -> Wayback:
    return Wayback(fetcher, Keys("access", "secret"), f"{server.address}/available", server.address)


def test_a_public_copy_is_looked_up_and_fetched_as_it_was(server: Server, wayback: Wayback) -> None:
    found = wayback.closest("https://example.org/a?b=1&c", "20180420")
    assert isinstance(found, Archived)
    assert found.url == f"{server.address}/web/20180420230100/https://example.org/a?b=1&c"
    assert found.datetime.text == "2018-04-20T23:01:00Z"
    original = wayback.original(found)
    assert isinstance(original, Fetched)
    assert server.asked == [
        "/available?url=https%3A%2F%2Fexample.org%2Fa%3Fb%3D1%26c&timestamp=20180420",
        "/web/20180420230100id_/https://example.org/a?b=1&c",
    ]
    assert all("Authorization" not in headers for headers in server.headers)


def test_what_nobody_kept_is_none_and_nonsense_a_failure(wayback: Wayback) -> None:
    assert wayback.closest("https://example.org/nobody-kept") is None
    found = wayback.closest("https://example.org/nonsense")
    assert isinstance(found, Failed)
    assert found.reason == "the archive's answer is not JSON"


def test_a_copy_is_made_with_keys_and_waited_for(server: Server, wayback: Wayback) -> None:
    found = wayback.save("https://example.org/a")
    assert isinstance(found, Archived)
    assert found.url.endswith("/web/20261121101112/https://example.org/a")
    assert server.asked == ["/save url=https%3A%2F%2Fexample.org%2Fa", *["/save/status/spn2-1"] * 3]
    assert {headers["Authorization"] for headers in server.headers} == {"LOW access:secret"}


def test_the_archive_may_refuse(wayback: Wayback) -> None:
    found = wayback.save("https://example.org/refused")
    assert isinstance(found, Failed)
    assert found.reason == "the archive will not save it: You have already reached your limit."


def test_keys_come_from_the_environment_and_are_never_shown(fetcher: Fetcher) -> None:
    assert Keys.of({"WAYBACK_ACCESS_KEY": "a"}) is None
    keys = Keys.of({"WAYBACK_ACCESS_KEY": "a", "WAYBACK_SECRET_KEY": "s3cret"})
    assert keys == Keys("a", "s3cret")
    assert "s3cret" not in repr(keys)
    found = Wayback(fetcher).save("https://example.org/")
    assert isinstance(found, Failed)
    assert "WAYBACK_SECRET_KEY" in found.reason


def test_keys_are_not_sent_to_another_host(server: Server, fetcher: Fetcher) -> None:
    with Server() as other:
        thread = threading.Thread(target=other.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        server.RequestHandlerClass = type(
            "Away", (Deeds,), {"do_away": lambda self: self.turn(f"{other.address}/page")}
        )
        fetcher.get(f"{server.address}/away", {"Authorization": "LOW a:b"})
        other.shutdown()
        thread.join()
        assert "Authorization" in server.headers[0]
        assert "Authorization" not in other.headers[0]
