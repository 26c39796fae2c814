"""When something that a build reads was saved. Knows files only by their names and times."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from threading import Event

from watchfiles import Change, watch

QUIET = 25  # milliseconds without a change after which a burst of saves is over
PATIENCE = 1_000  # milliseconds after which we build although saves keep coming
TICK = 250  # milliseconds until what was saved between two watches is noticed

Stamp = Mapping[str, tuple[int, int]]
"""Path -> (time of change in nanoseconds, bytes) of everything a build reads."""


def stamp(places: list[Path]) -> Stamp:
    """The state of all files in `places`, which may be files or folders, or be missing."""
    found: dict[str, tuple[int, int]] = {}
    for place in places:
        for path in (place, *(Path(folder) / name for folder, _, names in os.walk(place) for name in names)):
            try:
                status = path.stat()
            except OSError:  # gone between listing and looking, or a link to nothing
                continue
            found[str(path)] = (status.st_mtime_ns, status.st_size)
    return found


def bursts(places: list[Path], seen: Stamp, stop: Event, say: Callable[[str], None]) -> Iterator[None]:
    """Once after every burst of saves in `places`, until `stop`. `seen` is their stamp at the last build.

    Each folder is watched for itself, and so are the ones that `places` stand in: a folder that is removed, made
    anew or renamed is noticed and watched again, and a virtual environment beside the content costs nothing.
    """
    polling: bool | None = None
    while not stop.is_set():
        folders = _folders(places)
        fresh = True
        try:
            for changes in watch(
                *sorted(folders),
                watch_filter=lambda _, path: _concerns(path, places),
                debounce=PATIENCE,
                step=QUIET,
                stop_event=stop,
                rust_timeout=TICK,
                yield_on_timeout=True,
                recursive=False,
                force_polling=polling,
                ignore_permission_denied=True,
            ):
                now = stamp(places) if changes or fresh else seen
                if changes or now != seen:
                    seen = now
                    yield
                fresh = False
                if _moved(changes, folders):
                    break
        except FileNotFoundError:  # a folder went between listing and watching
            stop.wait(TICK / 1_000)
        except (OSError, RuntimeError) as error:  # the system's limit of watches is reached
            if polling:
                raise
            say(f"the system cannot watch files ({error}); looking for changes instead")
            polling = True


def _folders(places: list[Path]) -> set[str]:
    """Every folder in `places`, and the nearest one that exists around each of them."""
    found: set[str] = set()
    for place in places:
        found.add(str(next(parent for parent in place.parents if parent.is_dir())))
        found.update(folder for folder, _, _ in os.walk(place))
    return found


def _concerns(path: str, places: list[Path]) -> bool:
    """True if a build could read `path`, or a folder on the way to what it reads; editors' own files it leaves out."""
    changed = Path(path)
    if changed.name.endswith("~") or changed.name.startswith((".", "#")):
        return False
    return any(changed.is_relative_to(place) or place.is_relative_to(changed) for place in places)


def _moved(changes: set[tuple[Change, str]], folders: set[str]) -> bool:
    return any(path in folders or Path(path).is_dir() for _, path in changes)
