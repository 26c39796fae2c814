"""The entries of the menu, which stand on every page and are told where they are written, in site.yaml."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from site_builder.checks.output.addresses import file_at
from site_builder.diagnostics import Diagnostic, Pos, near


def led_to(path: str) -> tuple[str, str]:
    """The file of the tree and the anchor that an entry's path leads to: '/timeline/#y2018' -> 'timeline/index.html', 'y2018'."""
    address, _, anchor = path.partition("#")
    return file_at(address.partition("?")[0].lstrip("/")), anchor


def menu_faults(
    menu: Mapping[str, Pos], paths: Collection[str], anchors: Mapping[str, frozenset[str]]
) -> Iterator[Diagnostic]:
    """Entries that lead to no file of the site, or to an anchor that is not on the page."""
    for path, place in menu.items():
        file, anchor = led_to(path)
        if file not in paths:
            known = {f"/{page.removesuffix('index.html')}" for page in paths if page.endswith("index.html")}
            message = f"the menu leads to {path!r}, which is not in the site"
            yield Diagnostic(
                place, "broken-link", message, near(path, known) or "write a page of this site: /timeline/"
            )
        elif anchor and anchor not in anchors.get(file, frozenset()):
            message = f"the menu leads to '#{anchor}', which is not on {file!r}"
            yield Diagnostic(place, "broken-anchor", message, near(anchor, anchors.get(file, frozenset())))
