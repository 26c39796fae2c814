"""The content folder to records, the asset and template folders to files. The only reader of a project's files.

Decides nothing: a file that cannot be read is reported, and the rest goes on.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from hashlib import blake2b
from importlib import resources
from pathlib import Path
from typing import Any

from site_builder.decode import (
    Decoded,
    decode_config,
    decode_document,
    decode_evidence,
    decode_list,
    written_ids,
)
from site_builder.diagnostics import Pos, Report, near
from site_builder.model import KINDS, Config, Document, Evidence, Record

SITE_FILE = "site.yaml"
CONTENT = "content"
LISTS = {kind.plural: kind for kind in KINDS if not issubclass(kind, Document)}
DOCUMENTS = {kind.plural: kind for kind in KINDS if issubclass(kind, Document)}
EVIDENCE = "evidence"
FILES = (".yaml", ".yml", ".md", ".json")
"""How the files of content/ end."""


@dataclass(frozen=True)
class Records:
    """Everything read, before references are resolved. `taken` holds also the ids of records that were refused."""

    config: Config | None
    records: tuple[Record, ...]
    taken: frozenset[str]
    evidence: tuple[Evidence, ...] = ()
    assets: Mapping[str, bytes] = field(default_factory=dict)
    templates: Mapping[str, str] = field(default_factory=dict)


def load(root: Path, report: Report, *, base_url: str | None = None) -> Records:
    """Read `root`: site.yaml, content/, and the theme's files with the project's own in front of them.

    `base_url` stands in for that of site.yaml.
    """
    config = _config(root, report, base_url)
    taken: set[str] = set()
    records = list(_content(root, report, taken))
    return Records(
        config=config,
        records=tuple(records),
        taken=frozenset(taken),
        evidence=tuple(_evidence(root, report)),
        assets=_assets(root, report),
        templates=_templates(root, report),
    )


def theme() -> Path:
    """The folder of the theme's templates/ and assets/: inside the package when installed, else the checkout's top."""
    packaged = Path(str(resources.files("site_builder"))) / "theme"
    return packaged if packaged.is_dir() else packaged.parent.parent


def watched(root: Path) -> list[Path]:
    """The files and folders that a build of `root` reads."""
    places = [root / SITE_FILE, root / CONTENT]
    places += [base / name for base in (root, theme()) for name in ("templates", "assets")]
    return list(dict.fromkeys(place.resolve() for place in places))


def fingerprints(root: Path) -> dict[str, str]:
    """A digest of each file that a build of `root` reads, by its path: equal digests give an equal site."""
    found = {}
    for place in watched(root):
        for path in _files(place) if place.is_dir() else [place]:
            with suppress(OSError):  # gone between listing and reading: the next look will tell
                found[str(path)] = blake2b(path.read_bytes(), digest_size=16).hexdigest()
    return found


def _config(root: Path, report: Report, base_url: str | None) -> Config | None:
    if not (root / SITE_FILE).is_file():
        report.error(
            Pos(SITE_FILE),
            "no-site",
            f"no {SITE_FILE} here",
            "run site-builder init, or name the folder with --project",
        )
        return None
    text = _text(root / SITE_FILE, SITE_FILE, report)
    return decode_config(text, SITE_FILE, report, base_url) if text is not None else None


def _content(root: Path, report: Report, taken: set[str]) -> Iterator[Record]:
    folder = root / CONTENT
    if not folder.is_dir():
        report.error(Pos(CONTENT), "no-content", f"no {CONTENT}/ folder here", "run site-builder init")
        return
    _tell_misplaced(folder, root, report)
    for path in _files(folder):
        inside = path.relative_to(folder)
        kind_name = inside.parts[0] if len(inside.parts) > 1 else inside.stem
        if kind_name == EVIDENCE or inside.name.startswith("."):
            continue
        file = path.relative_to(root).as_posix()
        if kind_name in LISTS and path.suffix in (".yaml", ".yml"):
            text = _text(path, file, report)
            if text is not None:
                may_be_one = len(inside.parts) > 1  # in a folder, a file may be one record
                decoded = decode_list(LISTS[kind_name], text, file, may_be_one=may_be_one)
                yield from _told(decoded, report, taken)
            else:
                taken |= _ids(path)
        elif kind_name in DOCUMENTS and path.suffix == ".md":
            taken.add(path.stem)
            text = _text(path, file, report)
            if text is not None:
                yield from _told(decode_document(DOCUMENTS[kind_name], text, file, path.stem), report, taken)
        else:
            report.error(Pos(file), "unknown-file", f"{file} is no content file", _file_hint(kind_name))


def _tell_misplaced(folder: Path, root: Path, report: Report) -> None:
    """Report each folder that stands where a file would, and each link to a folder: an empty one is not seen otherwise."""
    for parent, names, _ in os.walk(folder):
        for path in sorted(Path(parent) / name for name in names if not name.startswith(".")):
            file = path.relative_to(root).as_posix()
            if path.suffix in FILES:
                other = f"; a folder of such files is named {path.stem}" if path.stem in LISTS else ""
                hint = f"put the file in its place{other}"
                report.error(Pos(file), "unknown-file", f"{file} is a folder, not a file", hint)
            elif path.is_symlink() and path != folder / EVIDENCE:
                hint = "put the folder itself in its place"
                report.error(
                    Pos(file), "unknown-file", f"{file} is a link to a folder, which is not followed", hint
                )


def _evidence(root: Path, report: Report) -> Iterator[Evidence]:
    """What `verify` wrote, one file for each source."""
    for path in _files(root / CONTENT / EVIDENCE):
        file = path.relative_to(root).as_posix()
        if path.suffix != ".json" or path.parent.name != EVIDENCE:
            report.error(
                Pos(file),
                "unknown-file",
                f"{file} is no evidence",
                "evidence/ holds what site-builder verify writes",
            )
            continue
        text = _text(path, file, report)
        if text is not None:
            decoded = decode_evidence(text, file, path.stem)
            report.extend(decoded.problems)
            yield from decoded.records


def _told(decoded: Decoded[Any], report: Report, taken: set[str]) -> Iterator[Record]:
    """A file's records, its problems passed on."""
    report.extend(decoded.problems)
    taken |= decoded.taken
    yield from decoded.records


def _ids(path: Path) -> set[str]:
    """The ids that a refused file seems to hold; none if it cannot be opened at all."""
    try:
        return written_ids(path.read_bytes().decode("utf-8", "replace"))
    except OSError:
        return set()


def _file_hint(kind_name: str) -> str:
    if kind_name in DOCUMENTS:
        return f"{kind_name}/ holds .md files"
    if kind_name in LISTS:
        return f"{kind_name} are kept in .yaml files"
    return near(kind_name, [*LISTS, *DOCUMENTS]) or "see docs/content.md for the layout"


def _text(path: Path, file: str, report: Report) -> str | None:
    """A file as text; a byte order mark or a byte that is not UTF-8 is reported, as in `file`, and gives None."""
    data = _bytes(path, file, report)
    if data is None:
        return None
    if data.startswith(b"\xef\xbb\xbf"):
        first = data[3:].split(b"\n", 1)[0].decode("utf-8", "replace")
        report.error(
            Pos(file, 1, 1, first),
            "byte-order-mark",
            "the file begins with a byte order mark",
            "save it as UTF-8 without BOM",
        )
        return None
    try:
        return data.decode("utf-8").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        before = data[: error.start]
        line = before.count(b"\n") + 1
        start = before.rfind(b"\n") + 1
        col = len(data[start : error.start].decode("utf-8", "replace")) + 1
        shown = data[start:].split(b"\n", 1)[0].decode("utf-8", "replace")
        report.error(
            Pos(file, line, col, shown),
            "not-utf-8",
            f"byte 0x{data[error.start]:02X} is not UTF-8",
            "save the file as UTF-8",
        )
        return None


def _bytes(path: Path, file: str, report: Report) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError as error:
        report.error(Pos(file), "unreadable-file", f"cannot read {file}: {error.strerror}")
        return None


def _assets(root: Path, report: Report) -> dict[str, bytes]:
    """Assets by name; one whose name has no address, or that of another one, is reported and left out."""
    read: dict[str, bytes] = {}
    names: dict[str, str] = {}
    for name, path in _layered(root, "assets").items():
        first = names.setdefault(name.casefold(), name)
        if first != name:
            message = f"the names assets/{first} and assets/{name} differ in case only"
            report.error(
                Pos(f"assets/{name}"),
                "unknown-file",
                message,
                "rename one: many disks cannot tell them apart",
            )
        elif not name.isprintable() or "\\" in name:
            hint = "rename it with letters, digits and hyphens"
            report.error(Pos(f"assets/{name!r}"), "unknown-file", f"assets/{name!r} has no address", hint)
        else:
            data = _bytes(path, f"assets/{name}", report)
            if data is not None:
                read[name] = data
    return read


def _templates(root: Path, report: Report) -> dict[str, str]:
    read = {
        name: _text(path, f"templates/{name}", report) for name, path in _layered(root, "templates").items()
    }
    return {name: text for name, text in read.items() if text is not None}


def _layered(root: Path, name: str) -> dict[str, Path]:
    """The theme's files of a folder, with the project's own in their place where the names agree."""
    bases = (theme() / name, root / name)
    files = {path.relative_to(base).as_posix(): path for base in bases for path in _files(base)}
    return dict(sorted(files.items()))


def _files(folder: Path) -> list[Path]:
    """Every file below `folder`, in a fixed order; backups and swap files of editors are left out."""
    found = []
    for parent, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        found += [
            Path(parent) / name
            for name in names
            if not (name.endswith("~") or name.startswith((".#", "#", ".")))
        ]
    return sorted(found, key=lambda path: path.as_posix())
