"""A static site generator for explainers whose every fact names its source."""

__version__ = "0.1.0"
