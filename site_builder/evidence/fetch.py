"""A page from its address. The only network of the project, and reached on request only.

Whatever a server does is a value with a reason: it may lie, stall, loop, break off or send without end, and none of
that is a fault of ours or of the content. Polite: one request at a time, a pause between two to one host, and as
long a wait as a server asks for, up to a limit.

The standard library's client, because the socket must be ours to close: a server that sends one byte a second keeps
every library's read timeout from ever striking.
"""

from __future__ import annotations

import re
import socket
import ssl
import threading
import time
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from email.utils import mktime_tz, parsedate_tz
from http import HTTPStatus
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from types import MappingProxyType
from urllib.parse import quote, urljoin, urlsplit, urlunsplit

from site_builder import __version__

AGENT = f"site-builder/{__version__} (checks quotations; one request at a time)"
_CHUNK = 65_536  # bytes
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_BUSY = frozenset({429, 503})
_NONE: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Fetched:
    """What a server sent with status 200. `url` is where redirects led, `body` is decompressed.

    `media` is the type it claims, in lower case without parameters; `charset` what it claims, if anything.
    """

    url: str
    body: bytes
    media: str = ""
    charset: str | None = None
    memento: str | None = None
    """Memento-Datetime as sent, RFC 7089."""


@dataclass(frozen=True, slots=True)
class Failed:
    """Why nothing was had, in words that follow 'not reached: '; `status` is the server's, where it gave one."""

    url: str
    reason: str
    status: int | None = None


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds, counts and bytes that a fetch may take."""

    patience: float = 30.0
    """Seconds for one answer, from the first byte sent to the last received."""
    pause: float = 2.0
    """Seconds between two requests to one host."""
    longest_wait: float = 60.0
    """Seconds that a Retry-After is obeyed for; a longer one ends the attempt."""
    tries: int = 3
    redirects: int = 8
    size: int = 20_000_000
    """Bytes of a body, as sent and as decompressed."""


@dataclass(frozen=True, slots=True)
class _Turn:
    """An answer that is not the end: another address, or the same one after a wait in seconds."""

    url: str
    wait: float | None = None


class _BrokenError(Exception):
    """An answer that cannot be used; the message is the reason."""


@dataclass
class Fetcher:
    """Fetches addresses within its limits; remembers when each host was last asked.

    `clock` gives seconds that only grow, `now` seconds since 1970, for a Retry-After that names a moment.
    """

    now: Callable[[], float]
    limits: Limits = field(default_factory=Limits)
    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    _asked: dict[str, float] = field(default_factory=dict)

    def get(self, url: str, headers: Mapping[str, str] = _NONE) -> Fetched | Failed:
        return self._fetch(url, None, headers)

    def post(self, url: str, body: bytes, headers: Mapping[str, str] = _NONE) -> Fetched | Failed:
        """One form, sent once: neither repeated nor redirected."""
        return self._fetch(url, body, headers)

    def _fetch(self, url: str, body: bytes | None, headers: Mapping[str, str]) -> Fetched | Failed:
        seen, tries = {url}, 1
        while True:
            answer = self._ask(url, body, headers)
            if not isinstance(answer, _Turn):
                return answer
            if answer.wait is not None:
                if tries >= self.limits.tries or answer.wait > self.limits.longest_wait:
                    return Failed(
                        url,
                        f"the server is busy and asks to wait {answer.wait:.0f} s",
                        HTTPStatus.TOO_MANY_REQUESTS,
                    )
                tries += 1
                self.sleep(answer.wait)
            elif answer.url in seen:
                return Failed(url, "redirects lead in a circle")
            elif len(seen) > self.limits.redirects:
                return Failed(url, f"more than {self.limits.redirects} redirects")
            elif body is not None:
                return Failed(url, f"the form was sent on to {answer.url}")
            else:
                # Keys are for the host they were given to.
                headers = headers if urlsplit(answer.url).netloc == urlsplit(url).netloc else _NONE
                url = answer.url
                seen.add(url)

    def _ask(self, url: str, body: bytes | None, headers: Mapping[str, str]) -> Fetched | Failed | _Turn:
        """One request and its answer."""
        try:
            parts, target = _address(url)
        except _BrokenError as error:
            return Failed(url, str(error))
        self._wait_for_turn(parts.netloc)
        connection = _connection(parts, self.limits.patience)
        sent = {"User-Agent": AGENT, "Accept-Encoding": "gzip", "Connection": "close", **headers}
        try:
            with closing(connection):
                connection.connect()
                with self._watched(connection):
                    connection.request("GET" if body is None else "POST", target, body, sent)
                    return self._answer(url, connection.getresponse())
        except _BrokenError as error:
            return Failed(url, str(error))
        except (OSError, HTTPException, UnicodeError) as error:
            return Failed(url, _reason(error, self.limits.patience))

    def _wait_for_turn(self, host: str) -> None:
        last = self._asked.get(host)
        if last is not None and (rest := last + self.limits.pause - self.clock()) > 0:
            self.sleep(rest)
        self._asked[host] = self.clock()

    @contextmanager
    def _watched(self, connection: HTTPConnection) -> Iterator[None]:
        """Ends the connection when patience does; whatever that broke is then said to be late."""
        late, wire = threading.Event(), connection.sock

        def end() -> None:
            late.set()
            with suppress(OSError):
                # Not SSLSocket's own shutdown, which another thread may not call.
                socket.socket.shutdown(wire, socket.SHUT_RDWR)

        timer = threading.Timer(self.limits.patience, end)
        timer.daemon = True
        timer.start()
        try:
            yield
        except (OSError, HTTPException, _BrokenError):
            if not late.is_set():
                raise
        finally:
            timer.cancel()
        if late.is_set():
            raise _BrokenError(f"no whole answer within {self.limits.patience:g} s")

    def _answer(self, url: str, response: HTTPResponse) -> Fetched | Failed | _Turn:
        status = response.status
        if status in _REDIRECTS and (place := response.headers.get("Location")):
            return _Turn(urljoin(url, _header_text(place)))
        if status in _BUSY:
            return _Turn(url, self._asked_wait(response.headers.get("Retry-After", "")))
        if status != HTTPStatus.OK:
            return Failed(url, _status_words(status), status)
        return Fetched(
            url=url,
            body=_body(response, self.limits.size),
            media=response.headers.get_content_type() if "Content-Type" in response.headers else "",
            charset=response.headers.get_content_charset(),
            memento=response.headers.get("Memento-Datetime"),
        )

    def _asked_wait(self, text: str) -> float:
        """Seconds a Retry-After names, as a number or as a moment; without one, ten pauses.

        Source: RFC 9110, 10.2.3.
        """
        if text.strip().isdecimal():
            return float(text)
        moment = parsedate_tz(text)
        return max(mktime_tz(moment) - self.now(), 0.0) if moment else 10 * self.limits.pause


def _header_text(place: str) -> str:
    """An address as a header has it: its bytes are UTF-8 more often than not, its spaces should have been escaped."""
    text = place.strip().encode("latin-1", "replace").decode("utf-8", "replace")
    return re.sub(r"[\s\x00-\x1f\x7f]", lambda found: quote(found[0]), text)


def _address(url: str) -> tuple[_Split, str]:
    """An address in its parts, and what is asked of the host: both in ASCII."""
    try:
        parts = urlsplit(url)
        host, port = (parts.hostname or "").encode("idna").decode(), parts.port
    except ValueError as error:  # UnicodeError is one
        raise _BrokenError(f"{url!r} is no address") from error
    if parts.scheme not in {"http", "https"} or not host:
        raise _BrokenError(f"{parts.scheme or url} is no address of the web")
    safe = "%/:=&?~#+!$,;'@()*[]"
    target = urlunsplit(("", "", quote(parts.path, safe) or "/", quote(parts.query, safe), ""))
    return _Split(parts.scheme, host, port), target


@dataclass(frozen=True, slots=True)
class _Split:
    scheme: str
    hostname: str
    port: int | None

    @property
    def netloc(self) -> str:
        return f"{self.hostname}:{self.port or self.scheme}"


def _connection(parts: _Split, patience: float) -> HTTPConnection:
    if parts.scheme == "https":
        context = ssl.create_default_context()
        return HTTPSConnection(parts.hostname, parts.port, timeout=patience, context=context)
    return HTTPConnection(parts.hostname, parts.port, timeout=patience)


def _body(response: HTTPResponse, size: int) -> bytes:
    """The whole body, decompressed; _BrokenError if it is too long, cut short, or packed as nobody asked."""
    packing = response.headers.get("Content-Encoding", "identity").strip().lower()
    if packing not in {"identity", "", "gzip", "x-gzip"}:
        raise _BrokenError(f"the body is packed as {packing!r}, which was not asked for")
    sent = b"".join(_chunks(response, size))
    if response.length:
        raise _BrokenError(f"the body breaks off {response.length} bytes before its end")
    return _unpacked(sent, size) if "gzip" in packing else sent


def _chunks(response: HTTPResponse, size: int) -> Iterator[bytes]:
    count = 0
    while chunk := response.read1(_CHUNK):
        count += len(chunk)
        if count > size:
            raise _BrokenError(f"the body is longer than {size} bytes")
        yield chunk


def _unpacked(packed: bytes, size: int) -> bytes:
    """What gzip packed, member by member; never more than `size` bytes, however little was sent."""
    body = b""
    while packed:
        member = zlib.decompressobj(wbits=31)
        try:
            body += member.decompress(packed, size + 1 - len(body))
        except zlib.error as error:
            raise _BrokenError("the body says it is gzip and is not") from error
        if len(body) > size:
            raise _BrokenError(f"the body is longer than {size} bytes")
        if not member.eof:
            raise _BrokenError("the gzip body breaks off before its end")
        packed = member.unused_data
    return body


def _reason(error: Exception, patience: float) -> str:
    """What went wrong on the wire, in a reader's words."""
    if isinstance(error, TimeoutError):
        return f"no answer within {patience:g} s"
    if isinstance(error, socket.gaierror):
        return "no host of that name is known"
    if isinstance(error, ssl.SSLCertVerificationError):
        return f"its certificate is not good: {error.verify_message}"
    if isinstance(error, ConnectionRefusedError):
        return "the host refuses connections"
    if isinstance(error, ConnectionError):
        return "the connection broke off"
    if isinstance(error, OSError):
        return error.strerror or "the connection failed"
    return f"no proper answer: {re.sub(r'(?<=[a-z])(?=[A-Z])', ' ', type(error).__name__).lower()}"


def _status_words(status: int) -> str:
    try:
        return f"{status} {HTTPStatus(status).phrase}"
    except ValueError:
        return f"status {status}"
