"""Pages to bytes, through Jinja. A fault in a template becomes a diagnostic with the template's own line.

Touches no disk and chooses no page: the templates come with the Site, the pages from `pages`.
"""

from site_builder.render.drawn import Drawn

__all__ = ["Drawn"]
