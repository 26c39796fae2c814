"""Pagefind's index in one order: it writes filters as its hash tables have them, which is another way each time.

Their files are written anew, sorted, and named after what they hold; so is the file that names them.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable, Iterator, Mapping
from hashlib import blake2b
from posixpath import basename

ENTRY = "pagefind-entry.json"
MARK = b"pagefind_dcd"
"""What a file holds before its CBOR; a browser takes it plain or gzipped."""

Item = int | str | list["Item"]
"""What Pagefind writes of CBOR: whole numbers from 0, texts and arrays, all of known length.

Source: https://www.rfc-editor.org/rfc/rfc8949.html#section-3
"""

NUMBER, TEXT, ARRAY = 0, 3, 4
LENGTHS = ((24, 0x100, 1), (25, 0x1_0000, 2), (26, 0x1_0000_0000, 4), (27, 1 << 64, 8))
"""The head of an item: what it says, the first number too large for it, how many bytes follow."""


def settled(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """The same index in the same bytes whenever it is made. Raises ValueError for a form that we do not know."""
    done = {
        path: data for path, data in files.items() if not path.endswith((".pf_filter", ".pf_meta", ENTRY))
    }
    names = {}
    for path in sorted(files):
        if path.endswith(".pf_filter"):
            filter_, values = _pair(_read(files[path]))
            data = _written([filter_, _sorted(values)])
            names[basename(path).partition(".")[0]] = name = _name(data)
            done[f"filter/{name}.pf_filter"] = data
    entry = json.loads(files[ENTRY])
    for language in entry["languages"].values():
        version, pages, chunks, filters, *rest = _list(_read(files[f"pagefind.{language['hash']}.pf_meta"]))
        renamed: list[Item] = [[filter_, names[str(name)]] for filter_, name in map(_pair, _list(filters))]
        data = _written([version, pages, chunks, _sorted(renamed), *rest])
        language["hash"] = _name(data)
        done[f"pagefind.{language['hash']}.pf_meta"] = data
    return done | {ENTRY: json.dumps(entry, sort_keys=True, separators=(",", ":")).encode()}


def _name(data: bytes) -> str:
    return blake2b(data, digest_size=6).hexdigest()


def _sorted(pairs: Item) -> list[Item]:
    """Pairs in the order of their names, which differ."""
    return sorted(_list(pairs), key=lambda pair: str(_pair(pair)[0]))


def _pair(item: Item) -> tuple[Item, Item]:
    first, second = _list(item)
    return first, second


def _list(item: Item) -> list[Item]:
    if not isinstance(item, list):
        raise ValueError(f"pagefind wrote {item!r} where an array was")  # noqa: TRY004  # a value, not a caller's mistake
    return item


# ---------------------------------------------------------------- CBOR


def _read(data: bytes) -> Item:
    plain = gzip.decompress(data)
    if not plain.startswith(MARK):
        raise ValueError(f"pagefind wrote {plain[:12]!r} before an index")
    return _item(iter(plain[len(MARK) :]))


def _item(data: Iterator[int]) -> Item:
    kind, short = divmod(next(data), 32)
    size = next((follow for head, _, follow in LENGTHS if head == short), 0)
    number = int.from_bytes(_taken(data, size)) if size else short
    if kind == NUMBER:
        return number
    if kind == TEXT:
        return _taken(data, number).decode()
    if kind == ARRAY:
        return [_item(data) for _ in range(number)]
    raise ValueError(f"pagefind wrote CBOR of major type {kind}")


def _taken(data: Iterator[int], size: int) -> bytes:
    return bytes(byte for _, byte in zip(range(size), data, strict=False))


def _written(item: Item) -> bytes:
    # Without a time or a file's name, gzip gives the same bytes each time.
    return gzip.compress(MARK + b"".join(_bytes(item)), mtime=0)


def _bytes(item: Item) -> Iterable[bytes]:
    if isinstance(item, int):
        yield _head(NUMBER, item)
    elif isinstance(item, str):
        text = item.encode()
        yield from (_head(TEXT, len(text)), text)
    else:
        yield _head(ARRAY, len(item))
        for part in item:
            yield from _bytes(part)


def _head(kind: int, number: int) -> bytes:
    if number < 24:
        return bytes((kind * 32 + number,))
    head, _, size = next(row for row in LENGTHS if number < row[1])
    return bytes((kind * 32 + head,)) + number.to_bytes(size)
