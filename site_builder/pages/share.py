"""Share images: the picture that a link to us has elsewhere, for the site and for each explainer, ban and quotation.

An image is a page whose template is an SVG and whose address ends in .png. A record whose words our fonts cannot print, and
every page that has no image of its own, shares that of the site.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from site_builder import derive
from site_builder.dates import When, when
from site_builder.model import Ban, Explainer, Quote, Record, Site, Status
from site_builder.pages import cards
from site_builder.pages.counting import counted
from site_builder.pages.page import Page
from site_builder.pages.urls import share_address
from site_builder.picture import SetText, can_draw, covers, fit, width
from site_builder.prose import plain, typeset

WIDTH, HEIGHT = 1200, 630  # pixels: what Open Graph's readers show uncut, https://ogp.me/
MARGIN = 72
COLUMN = WIDTH - 2 * MARGIN
SITE_IMAGE = "/share/site.png"

TOP, FOOT = 150, 540  # between masthead and foot
HEAD = 720  # of the column, for the name of the site
GAP = 40  # between two texts on a line
PADDING = 56  # of the slip that a quotation stands on

LARGE = (76, 68, 62, 56, 50, 46, 42, 38)
QUOTED = (76, 68, 60, 54, 50, 46, 42, 38, 34, 31, 28)
BELOW = (34, 31, 28)
STATUS = 38

COLOURS: Mapping[Status, str] = {
    "proposed": "#55534c",
    "announced": "#7a4b00",
    "in-force": "#9b1c1c",
    "partly-in-force": "#7a4b00",
    "suspended": "#7a4b00",
    "reversed": "#1e6b3a",
    "expired": "#4a5568",
    "superseded": "#4a5568",
    "never-enforced": "#1e6b3a",
    "unknown": "#55534c",
}
"""As the style sheet has them on light paper."""


@dataclass(frozen=True, slots=True)
class Words:
    """What an image says: its kind in words, the main text, what stands below it, and the status of a ban.

    `dated`, of what day the image tells, and `aside` stand at the foot. There is no address: the image stays the same wherever
    the site lives.
    """

    kind: str
    main: str
    below: str = ""
    dated: str = ""
    aside: str = ""
    status: str = ""
    standing: Status | None = None

    @property
    def alt(self) -> str:
        """The image in words, for those who do not see it."""
        return " ".join(
            _ended(part) for part in (self.main, self.status, self.below, self.dated, self.aside) if part
        )


@dataclass(frozen=True, slots=True)
class Body:
    """The main text and what stands below it, laid out; `left`, `top` and `below_top` are the pixels at which they begin.

    The first line begins `hang` pixels further left.

    `stamp` is how wide the words of a ban's status are: they stand at `below_top`, and `below` beside them.
    """

    main: SetText
    below: SetText
    below_top: int
    left: int = MARGIN
    top: int = TOP
    hang: int = 0
    stamp: int = 0
    colour: str = ""


@dataclass(frozen=True, slots=True)
class Shared:
    """The image of a page: its address, and what it shows in words."""

    address: str
    alt: str
    width: int = WIDTH
    height: int = HEIGHT


def plan(site: Site, day: date) -> Iterator[Page]:
    if not _draws(site):
        return
    yield _page(site, SITE_IMAGE, None, _about_site(site))
    for record in _records(site):
        words = _words(site, record, day)
        if words:
            yield _page(site, share_address(record), record, words)


def image_of(site: Site, page: Page, day: date) -> Shared | None:
    """The image that a page shares; None if there are none."""
    if not _draws(site):
        return None
    return own_image(site, page, day) or Shared(SITE_IMAGE, _about_site(site).alt)


def own_image(site: Site, page: Page, day: date) -> Shared | None:
    """The image of what a page is about, if it has one of its own."""
    words = _words(site, page.record, day) if _draws(site) else None
    return Shared(share_address(page.record), words.alt) if page.record and words else None


def _draws(site: Site) -> bool:
    """Whether the site wants images, and they can be made."""
    return (
        site.config.share_images
        and can_draw()
        and _printable(_about_site(site))
        and covers(site.config.title)
    )


def _records(site: Site) -> Iterator[Record]:
    yield from derive.explainers(site)
    yield from site.bans
    yield from site.quotes


def _words(site: Site, record: Record | None, day: date) -> Words | None:
    """What the image of a record says; None if it has none of its own."""
    match record:
        case Explainer():
            words = _about_explainer(record)
        case Ban():
            words = _about_ban(site, record, day)
        case Quote():
            words = _about_quote(site, record, day)
        case _:
            return None
    return words if _printable(words) else None


def _about_site(site: Site) -> Words:
    config = site.config
    return Words("", plain(config.headline or config.title), plain(config.description))


def _about_explainer(record: Explainer) -> Words:
    dated = f"{'Updated' if record.updated else 'Published'} {(record.updated or record.date).words}"
    sources = counted(len(derive.cited_ids(record)), "source")
    return Words("Explainer", typeset(record.title), plain(record.description), dated, sources)


def _about_ban(site: Site, ban: Ban, day: date) -> Words:
    card = cards.ban(site, ban, day)
    kind = f"Entry {card.number:02d} · {card.kind}"
    return Words(
        kind,
        typeset(card.sentence),
        f"{dated.word} {dated.when.words}".strip() if (dated := card.dated) else "",
        f"As of {when(day.isoformat()).words}",
        counted(len(card.sources), "source"),
        card.status,
        card.standing.status,
    )


def _about_quote(site: Site, quote: Quote, day: date) -> Words:
    card = cards.quote(site, quote, day)
    said = quote.said
    told = said.date_text or (said.date.words if said.date else "") if said else ""
    by = typeset(", ".join(part for part in (card.speaker.name, said.medium if said else "", told) if part))
    printed = _printed_by(card)
    return Words("Quotation", f"“{' '.join(quote.text.split())}”", by, printed)


def _printed_by(card: cards.QuoteCard) -> str:
    if card.copy_text is None:
        return ""
    issued: When | None = card.copy_text.source.source.issued
    return ", ".join(
        part
        for part in (f"As printed by {card.copy_text.source.name}", issued.words if issued else "")
        if part
    )


def _stacked(words: Words) -> Body:
    """A title and the lines that follow it."""
    main = fit(words.main, width=COLUMN, height=260, sizes=LARGE, leading=1.14)
    top = TOP + main.height + 28
    below = fit(words.below, width=COLUMN, height=FOOT - top, sizes=BELOW, leading=1.36)
    return Body(main, below, top)


def _stamped(words: Words) -> Body:
    """A sentence, and below it the status as a stamp with its date."""
    main = fit(words.main, width=COLUMN, height=270, sizes=LARGE, leading=1.14)
    stamp = round(width(words.status, STATUS, bold=True))
    below = fit(words.below, width=COLUMN - stamp - 140, height=80, sizes=BELOW, leading=1.2)
    top = TOP + main.height + 44
    return Body(main, below, top, stamp=stamp, colour=COLOURS[words.standing or "unknown"])


def _slip(words: Words) -> Body:
    """A quotation on its slip, and at the bottom who said it."""
    room = COLUMN - 2 * PADDING
    below = fit(words.below, width=room, height=80, sizes=(30, 27), bold=True, leading=1.25)
    below_top = FOOT - 20 - below.height
    top = TOP + 20
    main = fit(words.main, width=room, height=below_top - top - 14, sizes=QUOTED, leading=1.26)
    # The opening mark hangs in the margin, as on the page.
    hang = round(width(words.main[0], main.size))
    return Body(main, below, below_top, left=MARGIN + PADDING, top=top, hang=hang)


def _page(site: Site, address: str, record: Record | None, words: Words) -> Page:
    kind = record.kind_name if record else "site"
    head = fit(typeset(site.config.title), width=HEAD, height=40, sizes=(31, 27), bold=True)
    aside = fit(words.aside, width=300, height=40, sizes=(26, 23))
    set_out = _slip if kind == "quote" else _stamped if words.standing else _stacked
    return Page(
        address=address,
        kind="share",
        template=f"share/{kind}.svg",
        title=words.alt,
        record=record,
        shows={
            "words": words,
            "head": head,
            "kind": fit(words.kind, width=COLUMN - head.width - GAP, height=40, sizes=(27, 24, 21)),
            "aside": aside,
            "dated": fit(words.dated, width=COLUMN - aside.width - GAP, height=40, sizes=(26, 23, 21)),
            "body": set_out(words),
        },
        listed=False,
    )


def _printable(words: Words) -> bool:
    return covers(f"{words.kind}{words.main}{words.below}{words.dated}{words.aside}{words.status}")


def _ended(text: str) -> str:
    return text if text.endswith((".", "?", "!", "”", "…")) else f"{text}."
