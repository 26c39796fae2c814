"""The preview: the current build from memory, at the base path it will have, following every save.

Never writes. The only room that knows livereload and the watcher.
"""

from site_builder.serve.server import NotLoopbackError, serve

__all__ = ["NotLoopbackError", "serve"]
