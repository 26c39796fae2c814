"""What pure functions gave before. A right answer never depends on it: without it everything only takes longer.

Functions of a text alone are kept by `functools.lru_cache` where they stand, and on a `Shelf` where they are dear enough to
be kept from run to run. What follows from a whole site is kept on the site
and goes with it, so that a preview that builds all day does not hold on to the sites of the morning.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Hashable
from contextlib import suppress
from functools import wraps
from hashlib import blake2b
from pathlib import Path
from typing import Concatenate, ParamSpec, Protocol, TypeVar


class Keeper(Protocol):
    """A value that results can be kept on: immutable in all else."""

    @property
    def kept(self) -> dict[Hashable, object]: ...


K = TypeVar("K", bound=Keeper)
P = ParamSpec("P")
T = TypeVar("T")


def kept(function: Callable[Concatenate[K, P], T]) -> Callable[Concatenate[K, P], T]:
    """`function` of a keeper and hashable arguments, worked out once for each."""

    @wraps(function)
    def once(keeper: K, /, *args: P.args, **kwargs: P.kwargs) -> T:
        key = (function, args, tuple(sorted(kwargs.items())))
        if key not in keeper.kept:
            keeper.kept[key] = function(keeper, *args, **kwargs)
        return keeper.kept[key]  # type: ignore[return-value]  # what `function` gave for this key

    return once


class Shelf:
    """Bytes that are kept between runs in a folder, each under the text it follows from. Safe to delete at any time.

    Without a folder nothing is kept. What cannot be read or written is made anew: a full disk costs time and nothing else.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder
        self._used: set[str] = set()

    def kept(self, text: str, make: Callable[[str], bytes], edition: str) -> bytes:
        """What `make` gives for `text`; `edition` names its rules, and changes when they do."""
        if self._folder is None:
            return make(text)
        name = blake2b(f"{edition}\0{text}".encode(), digest_size=16).hexdigest()
        self._used.add(name)
        with suppress(OSError):
            return (self._folder / name).read_bytes()
        data = make(text)
        with suppress(OSError):
            self._put(self._folder, name, data)
        return data

    def sweep(self) -> None:
        """Forget what was not asked for since the shelf was opened."""
        if self._folder is None:
            return
        with suppress(OSError):
            for path in self._folder.iterdir():
                if path.name not in self._used:
                    path.unlink()

    @staticmethod
    def _put(folder: Path, name: str, data: bytes) -> None:
        """Under its name only when it is complete: another run may be reading."""
        folder.mkdir(parents=True, exist_ok=True)
        draft = folder / f"{name}.{os.getpid()}"
        draft.write_bytes(data)
        draft.replace(folder / name)
