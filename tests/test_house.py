"""The rules of the house, read from the code itself: who may import whom, who may not do what, what docs say."""

import ast
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Literal, get_args, get_origin

import click
import pytest
from pydantic import BaseModel

from site_builder import checks, model
from site_builder.checks import output
from site_builder.cli import verbs
from site_builder.link import INDEXES
from site_builder.pages.urls import INDEX

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "site_builder"
DOCS = ROOT / "docs"
CASES = ROOT / "tests" / "cases" / "checks"
MODULES = {path: ast.parse(path.read_text(encoding="utf-8")) for path in sorted(PACKAGE.rglob("*.py"))}
CODE = re.compile(r"[a-z]+\d?(-[a-z0-9]+)+")
LONGEST_PATH = 40  # lines of build.build: the path fits on a screen


def room(path: Path) -> str:
    """'site_builder/checks/dating.py' is in the room 'checks', 'site_builder/link.py' is the room 'link'."""
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imports(tree: ast.AST) -> Iterator[str]:
    """Every module that is imported, anywhere in the code, by its dotted name."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            yield from (f"{node.module}.{name.name}" for name in node.names)


def calls(tree: ast.AST) -> Iterator[str]:
    """Every call, as it is written: 'print', 'path.read_text', 'datetime.now'."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            yield ast.unparse(node.func)


# ---------------------------------------------------------------- rooms


def plan() -> tuple[list[set[str]], set[str]]:
    """The rooms as docs/architecture.md lists them, top to bottom, and the outbuildings."""
    text = (DOCS / "architecture.md").read_text(encoding="utf-8")
    block = text.partition("## The rooms")[2].split("```")[1]
    storeys, _, outside = block.partition("reached from cli only:")
    lines = [{name.rstrip("/") for name in line.split()} for line in storeys.splitlines() if line.strip()]
    return lines, {name.rstrip("/") for name in outside.split()}


STOREYS, OUTBUILDINGS = plan()
HEIGHT = {name: -floor for floor, names in enumerate(STOREYS) for name in names}


def test_every_module_has_a_place_in_the_plan() -> None:
    assert {room(path) for path in MODULES} - {"__init__", "__main__"} == HEIGHT.keys() | OUTBUILDINGS


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_go_down_only(path: Path) -> None:
    here = room(path)
    rooms = {name.split(".")[1] for name in imports(MODULES[path]) if name.startswith("site_builder.")}
    for there in rooms - {here, "__version__"}:
        if here in OUTBUILDINGS:
            assert HEIGHT.get(there, 1) < HEIGHT["write"], f"{here} imports {there}"
        elif here == "__main__":
            assert there == "cli"
        elif there in OUTBUILDINGS:
            assert here == "cli", f"{here} imports {there}"
        else:
            assert HEIGHT[there] < HEIGHT[here], f"{here} imports {there}"


# ---------------------------------------------------------------- what a room may not do

FILES = r"open|os\.(open|walk|scandir|listdir|replace|remove|unlink)|.*\.(open|(read|write)_(text|bytes))"
RULES: tuple[tuple[str, str, set[str]], ...] = (
    ("print", r"print|click\.echo|sys\.std(out|err)\.write", {"cli"}),
    ("touch files", FILES, {"cache", "load", "write", "evidence", "scaffold", "cli", "serve", "schema"}),
    ("know the clock", r"(.*\.)?(date\.today|datetime\.(now|utcnow|today)|time\.time(_ns)?)", {"cli"}),
    ("leave anything to chance", r"(random|secrets|uuid)\..*", set()),
)
LIBRARIES = (
    (
        "the network",
        {"requests", "httpx", "urllib3", "aiohttp", "urllib.request", "http.client"},
        {"evidence"},
    ),
    ("the preview's libraries", {"livereload", "tornado", "watchfiles"}, {"serve"}),
    ("templates", {"jinja2"}, {"render"}),
    ("Markdown", {"markdown_it", "mdit_py_plugins"}, {"prose"}),
    ("YAML", {"yaml"}, {"decode", "scaffold"}),
    ("EDTF", {"edtf"}, {"dates"}),
    ("the search index", {"pagefind", "pagefind_bin"}, {"search"}),
    ("drawing", {"resvg_py"}, {"picture"}),
    ("names of languages", {"babel"}, {"cldr"}),
    ("minifiers", {"rcssmin", "rjsmin"}, {"minify"}),
)


@pytest.mark.parametrize(("deed", "pattern", "rooms"), RULES, ids=[deed for deed, _, _ in RULES])
def test_only_some_rooms_may(deed: str, pattern: str, rooms: set[str]) -> None:
    found = {
        f"{room(path)}: {call}"
        for path, tree in MODULES.items()
        for call in calls(tree)
        if room(path) not in rooms and re.fullmatch(pattern, call)
    }
    assert not found, f"may not {deed}"


@pytest.mark.parametrize(("what", "libraries", "rooms"), LIBRARIES, ids=[what for what, _, _ in LIBRARIES])
def test_only_some_rooms_know(what: str, libraries: set[str], rooms: set[str]) -> None:
    found = {
        f"{room(path)}: {name}"
        for path, tree in MODULES.items()
        for name in imports(tree)
        if room(path) not in rooms and any(f"{name}.".startswith(f"{library}.") for library in libraries)
    }
    assert not found, f"may not know {what}"


def test_the_path_fits_on_a_screen() -> None:
    (path,) = (
        node
        for node in ast.walk(MODULES[PACKAGE / "build.py"])
        if isinstance(node, ast.FunctionDef) and node.name == "build"
    )
    assert path.end_lineno is not None
    assert path.end_lineno - path.lineno < LONGEST_PATH


def test_prose_and_addresses_know_the_same_pages() -> None:
    assert set(INDEXES) == set(INDEX)


# ---------------------------------------------------------------- diagnostics


def told(tree: ast.Module) -> Iterator[str]:
    """The codes that a module's own words give: in report.error(…), Diagnostic(…), or a tuple on its way there."""
    unpacks = False
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call) or not re.fullmatch(
            r"(.*\.)?(error|Diagnostic)", ast.unparse(node.func)
        ):
            continue
        unpacks |= any(isinstance(argument, ast.Starred) for argument in node.args)
        yield from codes_in(node.args[1:2])
    for node in ast.walk(tree) if unpacks else ():
        if isinstance(node, ast.Return) and isinstance(node.value, ast.Tuple):
            yield from codes_in(node.value.elts)


def codes_in(nodes: list[ast.expr]) -> Iterator[str]:
    for node in nodes:
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and CODE.fullmatch(node.value):
            yield node.value


ERROR_CHECKS: list[Callable[..., object]] = [*checks.ERRORS, *output.CHECKS]
WARNING_CHECKS: list[Callable[..., object]] = [
    *checks.WARNINGS,
    *checks.DATED_WARNINGS,
    *checks.LAST_WARNINGS,
]
WARNINGS = {checks.code(check) for check in WARNING_CHECKS}
ERRORS = {code for tree in MODULES.values() for code in told(tree)} | {
    checks.code(check) for check in ERROR_CHECKS
}


def test_every_code_has_a_case() -> None:
    stories = "".join(path.read_text(encoding="utf-8") for path in sorted(CASES.glob("*.txt")))
    assert {code for code in ERRORS | WARNINGS if f"[{code}]\n" not in stories} == set()


def test_every_code_is_explained_and_every_explanation_has_a_code() -> None:
    text = (DOCS / "diagnostics.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `([a-z0-9-]+)` \| (error|warning) \|", text, re.MULTILINE)
    assert len(rows) == len(dict(rows)), "a code is explained twice"
    assert dict(rows) == dict.fromkeys(ERRORS, "error") | dict.fromkeys(WARNINGS, "warning")


def test_every_check_says_its_rule() -> None:
    assert [checks.code(check) for check in (*ERROR_CHECKS, *WARNING_CHECKS) if not check.__doc__] == []


# ---------------------------------------------------------------- docs in step


def test_every_command_and_option_is_explained() -> None:
    text = (DOCS / "commands.md").read_text(encoding="utf-8")
    missing = []
    for name, command in verbs.commands.items():
        part = section(text, name)
        options = [
            option for param in command.params if isinstance(param, click.Option) for option in param.opts
        ]
        known = section(text) + part + (section(text, "build") if "same options" in part else "")
        missing += [f"{name} {option}" for option in options if not re.search(rf"`{option}\b", known)]
        missing += [] if part else [name]
    assert missing == []


def section(text: str, heading: str = "") -> str:
    """What stands below a heading of the second level; without one, what stands before the first of them."""
    below = text.partition(f"\n## {heading}\n")[2] if heading else text
    return below.partition("\n## ")[0]


def parts(kind: type[BaseModel]) -> Iterator[type[BaseModel]]:
    """A model and every model in its fields."""
    yield kind
    for field in kind.model_fields.values():
        for inner in models_in(field.annotation):
            yield from parts(inner)


def models_in(annotation: object) -> Iterator[type[BaseModel]]:
    if get_origin(annotation) is model.Ref:
        return
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for argument in getattr(annotation, "__args__", ()):
        yield from models_in(argument)


KINDS: list[type[BaseModel]] = [*model.KINDS, model.Config]
MODELS = {part.__name__: part for kind in KINDS for part in parts(kind)}
SHARED = set(model.Record.model_fields)


@pytest.mark.parametrize("name", sorted(MODELS))
def test_every_field_is_explained_and_every_explanation_has_a_field(name: str) -> None:
    """docs/content.md has a section for each record and part, and in it a row for each field."""
    text = re.sub(
        r"^```.*?^```$", "", (DOCS / "content.md").read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL
    )
    heading = re.search(rf"^###? .*<!-- {name} -->$", text, re.MULTILINE)
    assert heading, f"no section is marked <!-- {name} -->"
    section = re.split(r"^##", text[heading.end() :], maxsplit=1, flags=re.MULTILINE)[0]
    written = set(re.findall(r"^\| `([A-Za-z_-]+)`", section, re.MULTILINE))
    fields = {field.alias or key: field for key, field in MODELS[name].model_fields.items()}
    if issubclass(MODELS[name], model.Record):
        fields = {key: field for key, field in fields.items() if key not in SHARED}
    assert written == fields.keys()
    required = set(re.findall(r"^\| `([A-Za-z_-]+)` \*", section, re.MULTILINE))
    assert required == {key for key, field in fields.items() if field.is_required()}
    for key, field in fields.items():
        unsaid = [word for word in words_of(field.annotation) if f"`{word}`" not in section]
        assert unsaid == [], f"{key} may be these too"


def words_of(annotation: object) -> Iterator[str]:
    """The words that a field may be, if it takes certain words only."""
    for part in get_args(annotation):
        if get_origin(annotation) is Literal:
            yield from [part] if isinstance(part, str) else []
        else:
            yield from words_of(part)
