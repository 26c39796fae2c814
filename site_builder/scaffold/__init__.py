"""The first lines of a site, of a record, of a bibliography: files that an editor then fills in.

Reached from the command line only. Adds to a project and never changes what stands there; whatever it adds has been
read back and found sound.
"""

from site_builder.scaffold.importing import Imported, import_text
from site_builder.scaffold.init import init
from site_builder.scaffold.new import new
from site_builder.scaffold.project import ScaffoldError

__all__ = ["Imported", "ScaffoldError", "import_text", "init", "new"]
