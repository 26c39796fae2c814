"""How sure a date is: EDTF and an editor's shorthand to a `When`, with bounds, words and order.

Support, in the form the standard asks for: "EDTF level 1, plus these level 2 features: one of a set,
unspecified digits, seasons by hemisphere and parts of a year", for the years 0001 to 9999. Knows no records
and no HTML.
Source: https://www.loc.gov/standards/datetime/ (EDTF, 4 February 2019).
"""

from site_builder.dates.order import contradicts, years_months
from site_builder.dates.reading import when
from site_builder.dates.relative import resolve
from site_builder.dates.value import DateError, Precision, When

__all__ = ["DateError", "Precision", "When", "contradicts", "resolve", "when", "years_months"]
