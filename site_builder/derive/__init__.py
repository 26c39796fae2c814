"""What follows from the records: status on a day, order, support, lineage, coverage, disagreement.

Functions of (site, day) only: nothing is stored, no clock is read. Written facts are fields; computed facts stand here.
"""

from site_builder.derive.disagreement import claim_dates, claims_on, open_claims
from site_builder.derive.lineage import Independence, ancestors, independence, roots
from site_builder.derive.order import (
    bans_by_date,
    by_date,
    by_issue,
    by_name,
    by_term,
    explainers,
    newest_first,
    numbered,
    quote_key,
    quotes_by_speaker,
)
from site_builder.derive.sourced import PRIMARY, Coverage, Footing, Stated, coverage
from site_builder.derive.standing import (
    Standing,
    announced,
    duration,
    effective,
    ended,
    first_date,
    history,
    past,
    status,
)
from site_builder.derive.support import (
    changed,
    cited_ids,
    corrections_of,
    events_of,
    mentions_of,
    newest_corrections,
    of_actor,
    related,
    resting_on,
)
from site_builder.derive.wording import group_of, joined, names, sentence

__all__ = [
    "PRIMARY",
    "Coverage",
    "Footing",
    "Independence",
    "Standing",
    "Stated",
    "ancestors",
    "announced",
    "bans_by_date",
    "by_date",
    "by_issue",
    "by_name",
    "by_term",
    "changed",
    "cited_ids",
    "claim_dates",
    "claims_on",
    "corrections_of",
    "coverage",
    "duration",
    "effective",
    "ended",
    "events_of",
    "explainers",
    "first_date",
    "group_of",
    "history",
    "independence",
    "joined",
    "mentions_of",
    "names",
    "newest_corrections",
    "newest_first",
    "numbered",
    "of_actor",
    "open_claims",
    "past",
    "quote_key",
    "quotes_by_speaker",
    "related",
    "resting_on",
    "roots",
    "sentence",
    "status",
]
