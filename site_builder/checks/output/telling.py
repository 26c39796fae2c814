"""What is wrong with the finished tree, told where an editor can mend it, and no more often than is of use."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from html import escape
from itertools import islice
from types import MappingProxyType

from site_builder.checks.output.addresses import Home
from site_builder.checks.output.menu import led_to, menu_faults
from site_builder.checks.output.reading import Document, read_document
from site_builder.checks.output.rules import CHECKS, Finding, Output
from site_builder.diagnostics import Diagnostic, Pos, Where, near

MOST_PLACES = 3  # a slip in a layout is on every page; beyond this it is told once, with a count
MOST_HINTS = 20  # a search through thousands of paths takes some 50 ms, and nobody reads further


def check_output(
    tree: Mapping[str, bytes],
    base_url: str,
    origins: Mapping[str, Where],
    failed: Collection[str] = (),
    menu: Mapping[str, Pos] = MappingProxyType({}),
    *,
    is_whole: bool = True,
) -> Iterator[Diagnostic]:
    """Every problem in the finished pages and style sheets.

    `origins` gives, by path, the content file that a page was made from: a link that stands in it as it stands on the page is
    told there; anything else is told in the page, named as it will lie, 'build/...'. What is wrong in the same way in more
    than MOST_PLACES files is told once, with the number of the others. `failed` are pages that are missing for a reason told
    already. `menu` says where each entry of the menu is written, by its path. If the site is not whole, an entry may lead to a
    record that was refused, and is not told.
    """
    home = Home.of(base_url)
    read = (read_document(path, tree[path], home) for path in sorted(tree))
    documents = [document for document in read if document is not None]
    paths = {*tree, *failed}
    anchors = {d.path: _anchors(d) for d in documents if d.is_page}
    if is_whole:
        yield from menu_faults(menu, paths, anchors)
    for file, anchor in map(led_to, menu):  # what is wrong with them is not told again on each page
        paths.add(file)
        if anchor:
            anchors[file] = anchors.get(file, frozenset()) | {anchor}
    output = Output(paths, _folders(paths), anchors, home)
    for index, (code, finding, document, others) in enumerate(_told(documents, output)):
        hint = finding.hint
        if not hint and finding.known and index < MOST_HINTS:
            hint = near(finding.meant, finding.known)
        place = _origin(finding, origins.get(document.path)) or _pos(document, finding)
        yield Diagnostic(place, code, finding.message + _also(others), hint)


def _folders(paths: Iterable[str]) -> frozenset[str]:
    return frozenset(path[:end] for path in paths for end in range(len(path)) if path[end] == "/")


def _anchors(document: Document) -> frozenset[str]:
    return frozenset(document.ids + document.names)


def _told(documents: Iterable[Document], output: Output) -> Iterator[tuple[str, Finding, Document, int]]:
    """Findings in the order of CHECKS and paths, the same one at most MOST_PLACES times.

    Each comes with its code, and with the number of further documents that have it and are not told.
    """
    alike: dict[tuple[str, str], dict[str, tuple[Finding, Document]]] = {}
    for document in documents:
        for check in CHECKS:
            code = check.__name__.replace("_", "-")
            for finding in check(document, output):
                places = alike.setdefault((code, finding.message), {})
                places.setdefault(document.path, (finding, document))
    for (code, _), places in alike.items():
        shown = list(places.values())[: 1 if len(places) > MOST_PLACES else MOST_PLACES]
        for finding, document in shown:
            yield code, finding, document, len(places) - len(shown)


def _also(others: int) -> str:
    return f" (and so in {others} more files)" if others else ""


def _origin(finding: Finding, where: Where | None) -> Pos | None:
    """Where an editor wrote the finding's address: as a Markdown link's target."""
    if where is None or not finding.value:
        return None
    target = re.compile(
        rf"(?<=[(<]){re.escape(finding.value)}(?=[)>\s])|(?<=\]: ){re.escape(finding.value)}$"
    )
    for number, line in enumerate(where.lines, 1):
        match = target.search(line)
        if match:
            return where.line(number, match.start() + 1)
    return None


def _pos(document: Document, finding: Finding) -> Pos:
    """Where the finding's attribute has its value; the parser tells no positions, so it is sought in the text."""
    file = f"build/{document.path}"
    if not finding.value:
        return Pos(file)
    text = document.data.decode(errors="replace")
    places = list(islice(_places(text, finding), finding.nth))
    offset = places[-1] if places else text.find(finding.value)
    if offset < 0:
        return Pos(file)
    start = text.rfind("\n", 0, offset) + 1
    line = text[start:].partition("\n")[0]
    return Pos(file, text.count("\n", 0, offset) + 1, offset - start + 1, line)


def _places(text: str, finding: Finding) -> Iterator[int]:
    """Offsets of the value where it is whole and stands in its attribute."""
    written = "|".join(map(re.escape, {finding.value, escape(finding.value, quote=False)}))
    opening = re.compile(
        rf"""(?<![\w-]){re.escape(finding.attribute)}\s*=\s*(?:"(?:[^"]*[\s,(='])?|'(?:[^']*[\s,(="])?)?$"""
    )
    for match in re.finditer(rf"""(?:{written})(?=["'\s,)>])""", text):
        tag = text.rfind("<", 0, match.start()) + 1
        if opening.search(text, tag, match.start()):
            yield match.start()
