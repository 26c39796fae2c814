"""What the site knows, as data: frozen records, references between them, and the site that holds them.

The annotation of a field is the only description of its shape: decoding, errors, JSON Schema, exports and back-links
follow from it. Names come from the standards: CSL 1.0.2 for sources, FollowTheMoney for actors, W3C Web Annotation
selectors for quotes, Wikidata ranks for claims, EDTF for dates. Nothing here computes, reads or formats.

A module imports those whose records its own refer to: values, records, sources, citing, actors, claims, quotes, history,
and so on up to the site.
"""

from site_builder.model.actors import Actor, NameAt, Position
from site_builder.model.citing import Citation, Citations, Cited, DateBasis, Fact, Stated
from site_builder.model.claims import About, Claim, ClaimValue
from site_builder.model.config import Acceptance, Config, Licence, NavItem
from site_builder.model.corrections import Correction
from site_builder.model.documents import Body, Document, Explainer, Page
from site_builder.model.evidence import (
    CONTEXT,
    Checked,
    Copy,
    Difference,
    Entry,
    Evidence,
    Live,
    Rung,
    Sha256,
    Standing,
)
from site_builder.model.history import Ban, Event, LegalBasis, Response, Scope, Search, Status, Step, Taking
from site_builder.model.quotes import Attestation, Quote, Said, Selector, Witness
from site_builder.model.records import Outgoing, Part, Record, Ref, Written
from site_builder.model.site import KINDS, Mention, Site, Table
from site_builder.model.sources import Archived, Lineage, Name, Snapshot, Source
from site_builder.model.terms import Term
from site_builder.model.values import (
    ADDRESS,
    CONTACT,
    DURATION,
    ID_PATTERN,
    INKED,
    SITE_PATH,
    Address,
    Contact,
    Date,
    Duration,
    Label,
    Line,
    SitePath,
    Slug,
    Text,
    Verbatim,
)

__all__ = [
    "ADDRESS",
    "CONTACT",
    "CONTEXT",
    "DURATION",
    "ID_PATTERN",
    "INKED",
    "KINDS",
    "SITE_PATH",
    "About",
    "Acceptance",
    "Actor",
    "Address",
    "Archived",
    "Attestation",
    "Ban",
    "Body",
    "Checked",
    "Citation",
    "Citations",
    "Cited",
    "Claim",
    "ClaimValue",
    "Config",
    "Contact",
    "Copy",
    "Correction",
    "Date",
    "DateBasis",
    "Difference",
    "Document",
    "Duration",
    "Entry",
    "Event",
    "Evidence",
    "Explainer",
    "Fact",
    "Label",
    "LegalBasis",
    "Licence",
    "Line",
    "Lineage",
    "Live",
    "Mention",
    "Name",
    "NameAt",
    "NavItem",
    "Outgoing",
    "Page",
    "Part",
    "Position",
    "Quote",
    "Record",
    "Ref",
    "Response",
    "Rung",
    "Said",
    "Scope",
    "Search",
    "Selector",
    "Sha256",
    "Site",
    "SitePath",
    "Slug",
    "Snapshot",
    "Source",
    "Standing",
    "Stated",
    "Status",
    "Step",
    "Table",
    "Taking",
    "Term",
    "Text",
    "Verbatim",
    "Witness",
    "Written",
]
