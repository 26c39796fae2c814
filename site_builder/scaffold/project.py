"""A project as scaffolding sees it: which ids are taken, which records are there, and where a new one is written.

Adds at the end of a file, so that every byte before stays, and reads the result before it is written.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from site_builder.dates import when
from site_builder.decode import decode_document, decode_list, read_yaml
from site_builder.diagnostics import Diagnostic, Report, an
from site_builder.link import INDEXES
from site_builder.load import CONTENT, SITE_FILE, load
from site_builder.model import ID_PATTERN, Config, Document, Event, Page, Record
from site_builder.scaffold.emit import Fields, fields_text, record_text

R = TypeVar("R", bound=Record)
SCHEMAS = "schemas"


class ScaffoldError(Exception):
    """What was asked for cannot be made; the message says why, `hint` what would work."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(f"{message}; {hint}" if hint else message)
        self.hint = hint


@dataclass(frozen=True)
class Project:
    """What is in a project's folder before anything is added. `taken` are all ids and aliases."""

    root: Path
    config: Config
    records: tuple[Record, ...]
    taken: frozenset[str] = field(default_factory=frozenset)

    def of(self, kind: type[R]) -> list[R]:
        """The records of a kind, in the order they were written."""
        return [record for record in self.records if isinstance(record, kind)]


def read(root: Path) -> Project:
    """The project in `root`; bad records do not matter here. Raises ScaffoldError if site.yaml cannot be read."""
    report = Report()
    loaded = load(root, report)
    if loaded.config is None:
        raise ScaffoldError(*_first(report, SITE_FILE))
    aliases = {alias for record in loaded.records for alias in record.aliases}
    return Project(root, loaded.config, loaded.records, loaded.taken | aliases)


def check_id(project: Project, kind: type[Record], id: str) -> None:
    """Raise ScaffoldError unless `id` can be the id of a new record of this kind."""
    if not re.fullmatch(ID_PATTERN, id):
        slug = id_from(id)
        raise ScaffoldError(
            f"{id!r} cannot be an id: lower-case letters, digits and single hyphens",
            f"try {slug}" if slug else "",
        )
    if id in project.taken:
        holder = next((r for r in project.records if r.id == id or id in r.aliases), None)
        owner = f"the id of {an(holder.kind_name)}" if holder and holder.id == id else "in use"
        raise ScaffoldError(f"{id!r} is already {owner}", f"try {free(id, project.taken)}")
    if kind is Page and id in INDEXES:
        raise ScaffoldError(f"/{id}/ is made by the site itself", f"try about-{id}")


def id_from(text: str) -> str:
    """An id out of words: 'Twitter’s letter (2018)' -> 'twitters-letter-2018'; '' without any Latin letter."""
    # Late: it brings the Markdown parser along.
    from site_builder.prose import slug

    if not re.search(r"\w", text):
        return ""
    words = re.sub(r"[^a-z0-9]+", "-", slug(text)).strip("-")
    return (
        words if len(words) <= ID_LENGTH else words[: ID_LENGTH + 1].rpartition("-")[0] or words[:ID_LENGTH]
    )


ID_LENGTH = 60
"""Characters: an id is part of an address, and people read addresses."""


def free(id: str, taken: frozenset[str] | set[str]) -> str:
    """`id`, or the first of id-2, id-3 … that is not taken."""
    count = 1
    found = id
    while found in taken:
        count += 1
        found = f"{id}-{count}"
    return found


# ---------------------------------------------------------------- adding


def problems(kind: type[Record], fields: Fields) -> list[str]:
    """What the decoder finds wrong with a record; empty if nothing."""
    found = decode_list(kind, record_text(fields), "").problems
    return [f"{problem.message}{f' ({problem.hint})' if problem.hint else ''}" for problem in found]


def append(project: Project, records: Sequence[tuple[type[Record], Fields]]) -> list[Path]:
    """Add records at the end of the files of their kinds; give the files.

    All is read back before the first file is written. Raises ScaffoldError for a file that cannot be added to: what
    stands in it is not ours to mend.
    """
    by_file: dict[tuple[Path, type[Record]], list[Fields]] = {}
    for kind, fields in records:
        by_file.setdefault((_file_for(project.root, kind, fields), kind), []).append(fields)
    added = {path: _addition(project.root, kind, path, new) for (path, kind), new in by_file.items()}
    for path, data in added.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("ab") as file:
            file.write(data)
    return list(added)


def write_document(project: Project, kind: type[Document], id: str, fields: Fields, body: str) -> Path:
    """Make content/<plural>/<id>.md; give its path."""
    path = project.root / CONTENT / kind.plural / f"{id}.md"
    text = f"---\n{fields_text(fields)}---\n{body}"
    _must_be_sound(decode_document(kind, text, path.name, id).problems)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("xb") as file:
        file.write(text.encode())
    return path


def _file_for(root: Path, kind: type[Record], fields: Fields) -> Path:
    """content/<plural>.yaml; or in a folder content/<plural>/ the year's file, the record's own, or the last.

    Which of these follows from the files that are there.
    """
    content = root / CONTENT
    for suffix in (".yaml", ".yml"):
        if (content / f"{kind.plural}{suffix}").is_file():
            return content / f"{kind.plural}{suffix}"
    folder = content / kind.plural
    files = sorted(path for path in folder.glob("*.y*ml") if not path.name.startswith("."))
    if not files:
        return content / f"{kind.plural}.yaml"
    if kind is Event and all(re.fullmatch(r"\d{4}", path.stem) for path in files):
        return folder / f"{_year(fields)}{files[-1].suffix}"
    return folder / f"{fields['id']}{files[-1].suffix}" if _holds_one(files[-1]) else files[-1]


def _holds_one(path: Path) -> bool:
    """True for a file that is one record and no list, as where each record has its own file."""
    found = read_yaml(path.read_text("utf-8", errors="replace"), path.name, Report())
    return found is not None and isinstance(found[0].value, dict)


def _year(fields: Fields) -> str:
    date = when(str(fields["date"]))
    first = date.earliest or date.latest
    if first is None:
        raise ScaffoldError(f"{date.edtf} belongs to no year")
    return f"{first.year:04}"


def _addition(root: Path, kind: type[Record], path: Path, records: Sequence[Fields]) -> bytes:
    """The bytes to add at the end of `path` for these records."""
    name = path.relative_to(root).as_posix()
    old = path.read_bytes() if path.exists() else b""
    text = _readable(old, name)
    indent, empty = _shape(kind, text, name)
    entries = [record_text(fields, indent) for fields in records]
    lead = "" if not text or text.endswith(("\n", "\r")) else "\n"
    lead += _modeline(root, kind, path) if not text else ("" if empty else "\n")
    added = lead + "\n".join(entries)
    _check_result(kind, text, added, records, name)
    return (added.replace("\n", "\r\n") if "\r\n" in text else added).encode()


def _readable(data: bytes, name: str) -> str:
    if data.startswith(b"\xef\xbb\xbf"):
        raise ScaffoldError(f"{name} begins with a byte order mark", "save it as UTF-8 without BOM")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        raise ScaffoldError(f"{name} is not UTF-8", "save it as UTF-8") from None


def _shape(kind: type[Record], text: str, name: str) -> tuple[int, bool]:
    """How far in the entries of a list stand, and whether there are none. Raises ScaffoldError for another shape."""
    report = Report()
    found = read_yaml(text, name, report)
    if found is None:
        problem = next(iter(report))
        raise ScaffoldError(
            f"{name} has a mistake on line {problem.pos.line}: {problem.message}", problem.hint
        )
    source, _ = found
    if source.value is None:
        return 0, True
    if not isinstance(source.value, list):
        raise ScaffoldError(
            f"{name} holds one {kind.kind_name} without a list",
            "put '- ' before its first line, two spaces before the others",
        )
    line, column = source.marks[()]
    if text.splitlines()[line - 1][column - 1 :].startswith("["):
        raise ScaffoldError(
            f"the list in {name} is written in [ ]", "write each entry on lines of its own after '- '"
        )
    return column - 1, False


def _check_result(kind: type[Record], text: str, added: str, records: Sequence[Fields], name: str) -> None:
    """Raise ScaffoldError unless the file, with the addition, reads as what it held and the records."""
    before, after = _values(text, name), _values(text + added, name)
    if after != [*before, *map(_as_read, records)]:
        raise ScaffoldError(
            f"nothing can be added at the end of {name}", "end it with a complete entry of the list"
        )
    for fields in records:
        _must_be_sound(decode_list(kind, record_text(fields), name).problems)


def _must_be_sound(problems: Sequence[Diagnostic]) -> None:
    """What we made ourselves has no mistake; if it has, the mistake is ours."""
    if problems:
        raise AssertionError([str(problem) for problem in problems])


def _values(text: str, name: str) -> list[object]:
    found = read_yaml(text, name, Report())
    value = found[0].value if found else None
    return list(value) if isinstance(value, list) else []


def _as_read(value: object) -> object:
    """A value as the decoder sees it before it looks at types: every scalar is text."""
    if isinstance(value, Mapping):
        return {key: _as_read(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_as_read(item) for item in value]
    return str(value).lower() if isinstance(value, bool) else str(value)


def _modeline(root: Path, kind: type[Record], path: Path) -> str:
    """The first line of a new file, from which editors' programs learn its schema, if the project has schemas.

    Source: https://github.com/redhat-developer/yaml-language-server#using-inlined-schema
    """
    schema = root / SCHEMAS / f"{kind.plural}.json"
    if not schema.is_file():
        return ""
    up = "../" * (len(path.relative_to(root).parts) - 1)
    return f"# yaml-language-server: $schema={up}{SCHEMAS}/{kind.plural}.json\n\n"


def _first(report: Report, file: str) -> tuple[str, str]:
    """The first problem of a file, with its place, and what would be right."""
    found = next(problem for problem in report if problem.pos.file == file)
    place = f"{found.pos.file}:{found.pos.line}: " if found.pos.line > 1 else ""
    return f"{place}{found.message}", found.hint
