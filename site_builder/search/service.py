"""Pagefind's program, fed from memory in its own protocol: JSON in base64, each message ended by a comma.

The package's Python side is not used: it sleeps 0.1 s before each answer, so that 400 pages take 40 s, and it waits for ever
for an index of more than 2 MiB. Source: pagefind/service/ in the package, whose version is pinned.
"""

from __future__ import annotations

import json
import subprocess
from base64 import b64decode, b64encode
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import suppress
from importlib.util import find_spec
from typing import IO, Any, cast

Message = dict[str, Any]

PAUSE = 0.05  # seconds between two looks at the work, so that whoever waits may leave
CHUNK = 1 << 20  # bytes read at once


def is_installed() -> bool:
    """Whether the extra `search` is there. The one place that looks."""
    return find_spec("pagefind_bin") is not None


def answered(requests: Sequence[Message]) -> Iterator[Message | None]:
    """The service's answer to the last request; None while it is awaited.

    Whoever leaves before ends the work. Raises RuntimeError if the program ends early.
    """
    # Imported late: the extra may be missing.
    from pagefind_bin import get_executable  # type: ignore[import-untyped]  # has no types

    with (
        # A session of its own: Ctrl-C is for the preview, which ends it in its turn.
        subprocess.Popen(  # noqa: S603  # the package's program; nothing of anybody's stands in its arguments
            [get_executable(), "--service"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            bufsize=0,
            start_new_session=True,
        ) as service,
        ThreadPoolExecutor(2) as pool,
    ):
        stdin, stdout = (
            cast("IO[bytes]", service.stdin),
            cast("IO[bytes]", service.stdout),
        )  # pipes, as asked for
        try:
            pool.submit(_say, stdin, b"".join(map(_written, range(1, len(requests) + 1), requests)))
            answer: Future[Message] = pool.submit(_hear, stdout, len(requests))
            while not answer.done():
                yield None
                wait([answer], PAUSE)
            yield answer.result()
        finally:
            service.kill()


def _written(number: int, request: Message) -> bytes:
    return b64encode(json.dumps({"message_id": number, "payload": request}).encode()) + b","


def _say(stdin: IO[bytes], asked: bytes) -> None:
    """Write while the answers are read, or both sides wait for ever. The pipe stays open: its end ends the service."""
    rest = memoryview(asked)
    with suppress(BrokenPipeError):  # the reader tells
        while rest:
            rest = rest[stdin.write(rest) :]


def _hear(stdout: IO[bytes], count: int) -> Message:
    """The last of `count` answers."""
    heard, parts = 0, []
    while heard < count:
        data = stdout.read(CHUNK)
        if not data:
            raise RuntimeError(f"pagefind ended after {heard} of {count} answers")
        heard += data.count(b",")
        parts.append(data)
    last = b"".join(parts).rstrip(b",").rpartition(b",")[2]
    payload: Message = json.loads(b64decode(last))["payload"]
    return payload
