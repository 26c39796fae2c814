"""What is wrong with the finished tree: where its links lead, what its pages lack, what they would load from others.

Every page and style sheet is read once, into a `Document`; the checks look at nothing else.
"""

from site_builder.checks.output.rules import CHECKS
from site_builder.checks.output.telling import check_output

__all__ = ["CHECKS", "check_output"]
