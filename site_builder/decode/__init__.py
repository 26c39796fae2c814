"""YAML text to records: every value typed by its annotation, every problem with its place. Opens no file."""

from site_builder.decode.records import (
    Decoded,
    decode_config,
    decode_document,
    decode_evidence,
    decode_list,
    written_ids,
)
from site_builder.decode.text import read_yaml
from site_builder.decode.walk import leaves

__all__ = [
    "Decoded",
    "decode_config",
    "decode_document",
    "decode_evidence",
    "decode_list",
    "leaves",
    "read_yaml",
    "written_ids",
]
