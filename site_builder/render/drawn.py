"""The tree of pages and assets, each page drawn when it is first asked for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from site_builder.cache import Shelf
from site_builder.diagnostics import Pos, Report
from site_builder.minify import minified
from site_builder.model import Site
from site_builder.pages.page import Page
from site_builder.pages.urls import file_of
from site_builder.picture import DrawingError, edition, png
from site_builder.render.faults import template_problem
from site_builder.render.press import Press
from site_builder.render.sheet import Sheet


class Drawn(Mapping[str, bytes]):
    """The pages and the assets beside them: path -> bytes, each page drawn when it is first asked for, and kept.

    A page whose template fails has no bytes (KeyError), and the report says why.
    """

    def __init__(
        self, pages: Iterable[Page], site: Site, day: date, report: Report, shelf: Shelf | None = None
    ) -> None:
        self._report = report
        self._shelf = shelf or Shelf()
        pages = tuple(pages)
        self._press = Press(site, day, next((page.address for page in pages if page.kind == "search"), ""))
        self._done: dict[str, bytes | None] = {
            f"assets/{name}": minified(name, data) for name, data in site.assets.items()
        }
        self._pages: dict[str, Page] = {}
        for page in pages:
            path = file_of(page.address)
            if path in self:
                place = page.record.where.at("id") if page.record else Pos(f"build/{path}")
                problem = f"two pages want the address {page.address}"
                report.error(place, "duplicate-address", problem, "rename one of them")
            else:
                self._pages[path] = page

    def __getitem__(self, path: str) -> bytes:
        if path not in self._done:
            self._done[path] = self._draw(self._pages[path])
        data = self._done[path]
        if data is None:
            raise KeyError(path)
        return data

    def __iter__(self) -> Iterator[str]:
        yield from dict.fromkeys([*self._done, *self._pages])

    def __len__(self) -> int:
        return len({*self._done, *self._pages})

    def __contains__(self, path: object) -> bool:
        return path in self._done or path in self._pages

    def finished(self) -> dict[str, bytes]:
        """All that could be drawn; draws what is not drawn yet."""
        return {path: data for path in self if (data := self.get(path)) is not None}

    def failed(self) -> frozenset[str]:
        """Paths of the pages drawn so far whose template failed."""
        return frozenset(path for path, data in self._done.items() if data is None)

    def _draw(self, page: Page) -> bytes | None:
        try:
            text = Sheet(self._press, page).draw()
            if page.address.endswith(".png"):
                return self._shelf.kept(text, png, edition())
            return minified(page.address, text.encode())
        except DrawingError as error:
            place = Pos(f"templates/{page.template}")
            self._report.error(place, "template-fault", f"the template draws no picture: {error}")
            return None
        except Exception as error:  # an error in a template is content; any other is let go on
            problem = template_problem(error, page, self._press.site.templates)
            if problem is None:
                raise
            self._report.add(problem)
            return None
