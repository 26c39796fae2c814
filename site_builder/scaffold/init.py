"""`init`: a small site about an invented case, one record of each kind, that builds and is there to be overwritten."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from importlib import resources
from pathlib import Path

from site_builder.load import CONTENT, LISTS, SITE_FILE
from site_builder.scaffold.emit import fields_text
from site_builder.scaffold.project import SCHEMAS, ScaffoldError
from site_builder.schema import SITE, write_schemas

IGNORED = (
    "# made by site-builder\n/build/\n/.cache/\n\n"
    "# private copies of sources: read by `verify`, never published\n/snapshots/\n"
)


def _unsaid(line: str) -> None:
    """Nobody is told."""


def init(folder: Path, title: str | None, *, say: Callable[[str], object] = _unsaid) -> list[Path]:
    """Make a site in `folder`, which need not exist; give the files made, in the order of their names.

    A file that is there already is left as it is, and `say` is told so. Raises ScaffoldError where a site is already.
    """
    if (folder / SITE_FILE).exists():
        raise ScaffoldError(
            f"{folder / SITE_FILE} exists: there is a site already", "to add to it: site-builder new KIND ID"
        )
    if folder.exists() and not folder.is_dir():
        raise ScaffoldError(f"{folder} is a file", "name a folder")
    made = []
    for name, data in sorted(_files(title).items()):
        path = folder / name
        if path.exists():
            say(f"{path} exists and is left as it is")
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        made.append(path)
    return [*made, *write_schemas(folder / SCHEMAS)]


def _files(title: str | None) -> dict[str, bytes]:
    """Path -> bytes of all files but the schemas."""
    example = Path(str(resources.files("site_builder.scaffold"))) / "example"
    files = {
        path.relative_to(example).as_posix(): path.read_bytes()
        for path in example.rglob("*.*")
        if path.is_file()
    }
    if title and title.strip():
        line = fields_text({"title": " ".join(title.split())})
        site = files[SITE_FILE].decode()
        files[SITE_FILE] = re.sub(r"^title: .*\n", lambda _: line, site, count=1, flags=re.MULTILINE).encode()
    settings = {"[yaml]": {"editor.formatOnSave": False}, "yaml.schemas": dict(_schema_of_files())}
    return {
        **files,
        ".gitignore": IGNORED.encode(),
        ".vscode/settings.json": _json(settings),
        ".vscode/extensions.json": _json({"recommendations": ["redhat.vscode-yaml"]}),
    }


def _schema_of_files() -> Iterator[tuple[str, str | list[str]]]:
    """Which schema holds for which files, for the YAML extension of Visual Studio Code."""
    yield f"./{SCHEMAS}/{SITE}.json", SITE_FILE
    for plural in LISTS:
        yield f"./{SCHEMAS}/{plural}.json", [f"{CONTENT}/{plural}.yaml", f"{CONTENT}/{plural}/*.yaml"]


def _json(value: Mapping[str, object]) -> bytes:
    return (json.dumps(value, indent=2) + "\n").encode()
