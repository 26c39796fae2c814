"""What sources answer differently."""

from __future__ import annotations

from site_builder.dates import DateError, When, when
from site_builder.link import outgoing
from site_builder.model import Claim, Record, Site


def claims_on(site: Site, record: Record) -> list[Claim]:
    """Claims that are about a record or that it names itself."""
    named = [m.record for m in site.mentions.get(record.id, ()) if isinstance(m.record, Claim)]
    own = [site.claims[id] for _, id, kind, _ in outgoing(record) if kind is Claim]
    return list({claim.id: claim for claim in [*named, *own]}.values())


def open_claims(site: Site) -> list[Claim]:
    return [claim for claim in site.claims if claim.status == "open"]


def claim_dates(claim: Claim) -> list[When | None]:
    """Each value as a date; all None unless the claim is about a date (every value reads as one)."""
    found: list[When | None] = []
    for value in claim.values:
        try:
            found.append(when(value.value))
        except DateError:
            return [None] * len(claim.values)
    return found
