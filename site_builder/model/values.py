"""The kinds of value that fields hold, and the short forms in which editors may write them."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BeforeValidator, Field, GetCoreSchemaHandler, PlainValidator, WithJsonSchema
from pydantic_core import PydanticCustomError, core_schema

from site_builder.dates import DateError, When, when

ID_PATTERN = r"[a-z0-9]+(-[a-z0-9]+)*"


INKED = r"\S"
"""What every text has: blanks alone are none."""
_HOST = r"https?://[\w.-]+(:\d+)?"
_BEYOND_ASCII = "\u00a1-\ud7ff\uf900-\ufdcf\ufdf0-\uffef\U00010000-\U000efffd"
_SIGN = rf"[A-Za-z0-9._~:/?#\[\]@!$&'()*+,;={_BEYOND_ASCII}-]|%[0-9A-Fa-f]{{2}}"
ADDRESS = rf"^{_HOST}([/?#]({_SIGN})*)?$"
"""A web address; after the host it has the characters of RFC 3987, as browsers show them; others are percent-encoded."""
CONTACT = rf"^({_HOST}([/?#]({_SIGN}|\{{record\}}|\{{page\}})*)?|[^\s@:/]+@[^\s@:/]+\.[^\s@:/]+)$"
SITE_PATH = r"^/([^/\s]\S*)?$"
DURATION = r"^P(\d{1,4}Y)?(\d{1,4}M)?(\d{1,4}W)?(\d{1,4}D)?$"


class _Words(str):
    """A text of a kind of its own."""

    @classmethod
    def __get_pydantic_core_schema__(
        cls, source: Any, handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        return core_schema.no_info_after_validator_function(cls, core_schema.str_schema(pattern=INKED))


class Text(_Words):
    """Our own words: plain or inline Markdown, with citations and links to records."""


class Label(_Words):
    """Our own words in short, without Markdown: a title, a name. Pages set quotes and dashes in it, data has it as typed."""


class Verbatim(_Words):
    """Somebody's exact words: never typeset, never read as Markdown."""


def _read_date(value: object) -> When:
    if isinstance(value, When):
        return value
    if not isinstance(value, str):
        raise PydanticCustomError("bad_date", "a date is text, such as 2018-04-20", {"hint": ""})
    try:
        return when(value)
    except DateError as error:
        raise PydanticCustomError(
            "bad_date", "{problem}", {"problem": str(error), "hint": error.hint}
        ) from error


DATE_FORMS = "EDTF, or: early/mid/late 2018-01, before/after/about 2018-04-20"
Date = Annotated[
    When, PlainValidator(_read_date), WithJsonSchema({"type": "string", "description": DATE_FORMS})
]
Line = Annotated[str, Field(pattern=INKED)]
"""Words that pages print as they stand, and words for programs."""
Slug = Annotated[str, Field(pattern=f"^{ID_PATTERN}$")]
Address = Annotated[str, Field(pattern=ADDRESS)]
SitePath = Annotated[str, Field(pattern=SITE_PATH)]
"""A page of this site: '/timeline/'."""
Contact = Annotated[str, Field(pattern=CONTACT)]
"""An e-mail address, or a web address in which {record} and {page} may stand."""
Duration = Annotated[str, Field(pattern=DURATION, min_length=3)]


ONE_OR_MORE = BeforeValidator(lambda value: [value] if isinstance(value, str | dict) else value)
"""Of a field with a list: one value may stand for a list of one."""


def short_for(field: str) -> BeforeValidator:
    """Of a field with a part: a text may stand for a part with that `field` alone."""
    return BeforeValidator(lambda value: {field: value} if isinstance(value, str) else value)
