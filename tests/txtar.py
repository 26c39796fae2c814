"""Stories in one text file: a sentence, then files, each below a line '-- name --'.

Source of the form: https://pkg.go.dev/golang.org/x/tools/txtar. Three of its names are ours, for what a text cannot hold:
'-- hex:name --' gives a file's bytes in hexadecimal, '-- link:name --' a symbolic link and where it leads, '-- folder:name --' an
empty folder.
"""

import re
from pathlib import Path

_NAME = re.compile(r"^-- (.+) --\n", re.MULTILINE)


def read(text: str) -> tuple[str, dict[str, str]]:
    """The sentence before the files, and each file's text by name."""
    sentence, *parts = _NAME.split(text)
    return sentence.strip(), dict(zip(parts[::2], parts[1::2], strict=True))


def unpack(files: dict[str, str], root: Path) -> None:
    """Lay the files below `root`."""
    for name, text in files.items():
        form, _, plain = name.rpartition(":")
        path = root / plain
        path.parent.mkdir(parents=True, exist_ok=True)
        if form == "link":
            path.symlink_to(text.strip())
        elif form == "folder":
            path.mkdir()
        else:
            path.write_bytes(bytes.fromhex(text) if form == "hex" else text.encode())
