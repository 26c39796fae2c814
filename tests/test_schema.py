"""The JSON Schemas say of a content file what the decoder says."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from site_builder.model import KINDS, Document, Record
from site_builder.schema import schemas, write_schemas

ROOT = Path(__file__).parent.parent
SCHEMAS = schemas()
NAMES = ["site", *(kind.plural for kind in KINDS)]


class Editor(yaml.SafeLoader):
    """YAML 1.2's core schema, as editors' programs read: `no` and 2018-04-20 are text, 2 is a number."""


Editor.yaml_implicit_resolvers = {}
for tag, pattern in {
    "null": r"~|null|Null|NULL|",
    "bool": r"true|True|TRUE|false|False|FALSE",
    "int": r"[-+]?[0-9]+",
    "float": r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?",
}.items():
    Editor.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(f"^(?:{pattern})$"), None)


def read(text: str) -> Any:
    return yaml.load(text, Editor)  # noqa: S506  # a SafeLoader


def complaints(name: str, text: str) -> list[str]:
    found = Draft202012Validator(SCHEMAS[name]).iter_errors(read(text))
    return [f"{error.json_path}: {error.message}" for error in found]


def content() -> list[tuple[str, Path]]:
    """Every content file of this site and of the example, with the name of its schema."""
    found = []
    for root in (ROOT, ROOT / "site_builder/scaffold/example"):
        found.append(("site", root / "site.yaml"))
        for path in sorted((root / "content").rglob("*")):
            inside = path.relative_to(root / "content")
            name = inside.parts[0] if len(inside.parts) > 1 else inside.stem
            if path.is_file() and name in NAMES:
                found.append((name, path))
    return found


@pytest.mark.parametrize("name", NAMES)
def test_each_schema_is_one(name: str) -> None:
    Draft202012Validator.check_schema(SCHEMAS[name])


def test_there_is_a_schema_for_each_kind_and_for_the_site() -> None:
    assert list(SCHEMAS) == NAMES


@pytest.mark.parametrize(("name", "path"), content(), ids=lambda value: str(value).removeprefix(f"{ROOT}/"))
def test_content_is_valid(name: str, path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".md":
        text = text.split("---\n")[1]
    assert complaints(name, text) == []


EVENT = """
- id: a
  date: "2018"
  title: A
  kind: statement
"""


@pytest.mark.parametrize(
    "more",
    [
        "summary: Words.",
        "summary: {value: Words., sources: b}",
        "sources: b",
        "sources: [b, {source: c, locator: 4}]",
        "sources: {source: b, supports: [date]}",
        "actors: [b, {actor: c, role: decides}]",
        "weight: 1",
        "note:",
        "date_text: 2018",
    ],
)
def test_short_and_long_forms_are_both_valid(more: str) -> None:
    assert complaints("events", f"{EVENT}  {more}\n") == []


@pytest.mark.parametrize(
    ("more", "complaint"),
    [
        ("titel: A", "titel"),
        ("weight: 4", "'weight': 4"),
        ("sources: [Not An Id]", "Not An Id"),
        ("sources: {source: b, locater: p. 4}", "locater"),
        ("actors: [{actor: b, rolle: decides}]", "rolle"),
        ("bans: [a_b]", "a_b"),
    ],
)
def test_a_mistake_is_not(more: str, complaint: str) -> None:
    found = complaints("events", f"{EVENT}  {more}\n")
    assert found
    assert complaint in "".join(found)


def test_a_list_that_must_hold_something_may_not_be_empty() -> None:
    ban = "- {id: a, kind: ad-ban, verb: shut out, imposed_by: b, target: []}"
    assert complaints("bans", ban)
    assert complaints("bans", ban.replace("[]", "[c]")) == []


def test_one_record_a_list_of_records_and_comments_alone_are_files() -> None:
    term = "id: a\nterm: A\ndefinition: Words.\n"
    assert complaints("terms", term) == []
    assert complaints("terms", "- " + term.replace("\n", "\n  ").strip()) == []
    assert complaints("terms", "# nothing yet\n") == []
    assert complaints("terms", "words") != []


def test_front_matter_has_no_id() -> None:
    page = "title: About\n"
    assert complaints("pages", page) == []
    assert complaints("pages", f"id: about\n{page}") != []


def test_keys_of_the_site_are_ids() -> None:
    site = "title: A\ndescription: B\nevent_kinds: {}\n"
    assert complaints("site", site.replace("{}", "{a-b: words}")) == []
    assert complaints("site", site.replace("{}", "{A B: words}")) != []


def test_a_reference_names_its_kind() -> None:
    event = SCHEMAS["events"]["$defs"]["Event"]["properties"]
    assert event["bans"]["items"]["description"] == "The id of a ban."
    about = SCHEMAS["claims"]["$defs"]["About"]["properties"]
    assert about["record"]["description"] == "The id of any record."


def test_docstrings_of_fields_and_classes_explain_them() -> None:
    ban = SCHEMAS["bans"]
    assert ban["description"].startswith("An act by which one actor shuts another out")
    assert ban["$defs"]["Ban"]["properties"]["kind"]["description"] == "A key of `ban_kinds` in site.yaml."
    assert "lower-case" in ban["$defs"]["Ban"]["properties"]["id"]["description"]


@pytest.mark.parametrize("kind", KINDS)
def test_a_schema_has_exactly_the_fields_of_its_kind(kind: type[Record]) -> None:
    schema = SCHEMAS[kind.plural]
    fields = {info.alias or name for name, info in kind.model_fields.items()}
    if issubclass(kind, Document):
        assert set(schema["properties"]) == fields - {"id"}
    else:
        assert set(schema["$defs"][kind.__name__]["properties"]) == fields


def test_the_files_have_the_same_bytes_each_time(tmp_path: Path) -> None:
    first = {path.name: path.read_bytes() for path in write_schemas(tmp_path / "a")}
    second = {path.name: path.read_bytes() for path in write_schemas(tmp_path / "b")}
    assert first == second
    assert sorted(first) == sorted(f"{name}.json" for name in NAMES)
    assert all(json.loads(data)["$schema"].endswith("2020-12/schema") for data in first.values())


def test_no_mark_of_the_making_is_left() -> None:
    assert "short of" not in json.dumps(SCHEMAS)


def test_the_committed_schemas_are_those_of_the_model(tmp_path: Path) -> None:
    written = {path.name: path.read_bytes() for path in write_schemas(tmp_path)}
    kept = {path.name: path.read_bytes() for path in (ROOT / "schemas").iterdir()}
    assert kept == written, "run site-builder schema and commit schemas/"
