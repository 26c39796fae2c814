"""A tree to a folder: changed files only, all or nothing as far as a file system allows, then prune.

Does not know what the bytes mean. The folder keeps a list of the files that are ours, in
`.site-builder-manifest`; whatever is not on it belongs to someone else and is never replaced or deleted. The list
lies inside the folder because it must travel with it, and holds nothing but paths that are public anyway.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

OWN = ".site-builder-"
MANIFEST = f"{OWN}manifest"
STAGING = f"{OWN}staging"  # inside the folder: surely on its file system, which a sibling may not be
HEADER = "Made by site-builder, which replaces and deletes the files below and no others."

_READ = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)
_CREATE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)


class NotOursError(OSError):
    """Something that we did not make is in the way; nothing has been touched."""


@dataclass(frozen=True, slots=True)
class Written:
    """What a write did, as paths of the tree, sorted."""

    written: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Found:
    """What lies in the folder, links not followed: files with their sizes, folders, the rest (links, sockets)."""

    files: Mapping[str, int]
    folders: frozenset[str]
    others: frozenset[str]

    def __contains__(self, path: str) -> bool:
        """True for anything that is not a folder."""
        return path in self.files or path in self.others


@dataclass(frozen=True, slots=True)
class _Plan:
    """What a write will do; `ours` are the paths on the manifest, `changed` stands in the order of the swap."""

    found: _Found
    manifest: bytes | None
    ours: frozenset[str]
    changed: tuple[str, ...]
    unchanged: tuple[str, ...]
    stale: tuple[str, ...]


def write(tree: Mapping[str, bytes], out: Path) -> Written:
    """Make our part of `out` equal to `tree`.

    A file that has its bytes already is not touched, not even its times. New files are complete beside the old
    ones before the first of them changes place: assets, then pages, then feeds and sitemap; what an earlier write
    made and the tree no longer has goes last. When it fails half-way each file is the old one or the new one,
    and the next write finishes the work.

    Raises ValueError for a path that leaves the folder or clashes with another one, NotOursError if something
    foreign is in the way, other OSErrors as they come: a full disk is not content.
    """
    _refuse_odd_paths(tree)
    root = os.fspath(out)
    os.makedirs(root, exist_ok=True)
    plan = _plan(tree, root)
    if plan.changed or plan.manifest != _manifest(tree):
        _carry_out(plan, tree, root)
    return Written(tuple(sorted(plan.changed)), plan.unchanged, plan.stale)


def _plan(tree: Mapping[str, bytes], root: str) -> _Plan:
    found = _scan(root)
    manifest = _read(f"{root}/{MANIFEST}")
    if manifest is None and (found.files or found.folders or found.others):
        raise NotOursError(f"{root!r} is not empty and was not made by site-builder")
    ours = frozenset((manifest or b"").decode(errors="replace").splitlines()[1:])
    same = {path for path, data in tree.items() if _is_same(root, path, data, found)}
    foreign = sorted(set(_foreign(tree, found, ours | same)))
    if foreign:
        raise NotOursError(f"{root!r} holds {', '.join(map(repr, foreign))}, not made by site-builder")
    return _Plan(
        found=found,
        manifest=manifest,
        ours=ours,
        changed=tuple(sorted(tree.keys() - same, key=_turn)),
        unchanged=tuple(sorted(same)),
        stale=tuple(sorted(path for path in ours - tree.keys() if path in found)),
    )


def _carry_out(plan: _Plan, tree: Mapping[str, bytes], root: str) -> None:
    """Stage, claim, clear the way, swap, prune, settle: in this order, so that the next write heals any stop."""
    staging = f"{root}/{STAGING}"
    blocking = _in_the_way(tree, plan.stale)
    if os.path.lexists(staging):  # left by a write that was killed
        shutil.rmtree(staging)
    os.mkdir(staging)
    try:
        # Not fsynced: a lost build is made again in a second, and syncing every file would cost more than that.
        for number, path in enumerate(plan.changed):
            _create(f"{staging}/{number}", tree[path])
        _put_manifest(
            root, plan.ours | tree.keys()
        )  # claimed before they are there, so that none is orphaned
        _remove(root, blocking)
        _remove_empty(
            root, _folders(blocking) | {path for path in plan.found.folders if _is_taken(path, tree)}
        )
        _make_folders(tree, root, plan.found)
        for number, path in enumerate(plan.changed):
            os.replace(f"{staging}/{number}", f"{root}/{path}")
        _remove(root, set(plan.stale) - blocking)
        _remove_empty(root, _folders(plan.ours - tree.keys()) & plan.found.folders)
        _put_manifest(root, tree.keys())
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def _turn(path: str) -> tuple[int, str]:
    """Place in the swap: what pages need comes before them, what announces them after."""
    if path.endswith(".html"):
        return 1, path
    return (2 if path.endswith((".xml", "robots.txt")) else 0), path


def _refuse_odd_paths(tree: Mapping[str, bytes]) -> None:
    """Paths are POSIX, relative, plain, and unique on file systems that do not tell 'A' from 'a'."""
    folders = {folder.casefold() for folder in _folders(tree)}
    by_folded: dict[str, str] = {}
    for path in sorted(tree):
        if not _is_plain(path):
            raise ValueError(f"{path!r} is not a plain relative path")
        folded = path.casefold()
        if folded in folders:
            raise ValueError(f"{path!r} is both a file and a folder")
        if by_folded.setdefault(folded, path) != path:
            raise ValueError(f"{path!r} and {by_folded[folded]!r} differ in case only")


def _is_plain(path: str) -> bool:
    return (
        path.isprintable()
        and "\\" not in path
        and not path.startswith(OWN)
        and not {"", ".", ".."} & set(path.split("/"))
    )


def _above(path: str) -> Iterator[str]:
    """The folders around a path, innermost first."""
    while "/" in path:
        path = path.rpartition("/")[0]
        yield path


def _folders(paths: Iterable[str]) -> set[str]:
    return {folder for path in paths for folder in _above(path)}


def _scan(root: str) -> _Found:
    files: dict[str, int] = {}
    folders: set[str] = set()
    others: set[str] = set()
    for path, entry in _entries(root, ""):
        if entry.is_dir(follow_symlinks=False):
            folders.add(path)
        elif entry.is_file(follow_symlinks=False):
            files[path] = entry.stat(follow_symlinks=False).st_size
        else:
            others.add(path)
    return _Found(files, frozenset(folders), frozenset(others))


def _entries(root: str, folder: str) -> Iterator[tuple[str, os.DirEntry[str]]]:
    with os.scandir(f"{root}/{folder}") as entries:
        for entry in entries:
            path = f"{folder}{entry.name}"
            if path.startswith(OWN):
                continue
            yield path, entry
            if entry.is_dir(follow_symlinks=False):
                yield from _entries(root, f"{path}/")


def _is_same(root: str, path: str, data: bytes, found: _Found) -> bool:
    return found.files.get(path) == len(data) and _read(f"{root}/{path}") == data


def _foreign(tree: Mapping[str, bytes], found: _Found, ours: frozenset[str]) -> Iterator[str]:
    """What is not ours and must make way.

    That is a file or link where the tree has a file or a folder, and anything in a folder where it has a file.
    """
    yield from (path for path in (*tree, *_folders(tree)) if path in found and path not in ours)
    if tree.keys() & found.folders:
        rest = (path for path in (*found.files, *found.others) if path not in ours)
        yield from (path for path in rest if _is_taken(path, tree))


def _is_taken(path: str, tree: Mapping[str, bytes]) -> bool:
    """True if the tree has a file where `path`, or a folder around it, lies."""
    return path in tree or not tree.keys().isdisjoint(_above(path))


def _in_the_way(tree: Mapping[str, bytes], stale: Iterable[str]) -> frozenset[str]:
    """What must go before the swap.

    These are files that become folders, files in folders that become files, and files whose name changes in case
    only, because some file systems take the old name for the new one.
    """
    folders = {folder.casefold() for folder in _folders(tree)}
    files = {path.casefold() for path in tree}

    def clashes(path: str) -> bool:
        return path in folders or not files.isdisjoint((path, *_above(path)))

    return frozenset(path for path in stale if clashes(path.casefold()))


def _make_folders(tree: Mapping[str, bytes], root: str, found: _Found) -> None:
    for folder in sorted(_folders(tree) - found.folders):
        with suppress(FileExistsError):  # where 'Events' and 'events' are one folder
            os.mkdir(f"{root}/{folder}")


def _remove(root: str, paths: Iterable[str]) -> None:
    """Delete files of ours, all of them found by the scan and so never behind a link."""
    for path in sorted(paths):
        os.unlink(f"{root}/{path}")


def _remove_empty(root: str, folders: Iterable[str]) -> None:
    for folder in sorted(folders, reverse=True):
        with suppress(OSError):  # a folder that is not empty, or gone already, is left as it is
            os.rmdir(f"{root}/{folder}")


def _manifest(paths: Iterable[str]) -> bytes:
    return "".join(f"{line}\n" for line in (HEADER, *sorted(paths))).encode()


def _put_manifest(root: str, paths: Iterable[str]) -> None:
    """Replace the manifest at once, unless it says so already."""
    text = _manifest(paths)
    if _read(f"{root}/{MANIFEST}") != text:
        _create(f"{root}/{STAGING}/manifest", text)
        os.replace(f"{root}/{STAGING}/manifest", f"{root}/{MANIFEST}")


def _create(path: str, data: bytes) -> None:
    descriptor = os.open(path, _CREATE, 0o666)
    try:
        left = memoryview(data)
        while left:  # one call writes 2 GiB at most
            left = left[os.write(descriptor, left) :]
    finally:
        os.close(descriptor)


def _read(path: str) -> bytes | None:
    """The bytes of a plain file; None if there is none."""
    try:
        descriptor = os.open(path, _READ)
    except FileNotFoundError:
        return None
    with os.fdopen(descriptor, "rb", buffering=0) as file:
        return file.read()
