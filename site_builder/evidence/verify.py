"""The run: for each source that a quote names as a witness, its copy, the quotes matched against it, and the file.

A file is written as soon as its source is done, and a source is left alone while its copy, its quotes, the extractor
and the rules are what they were: so a run that was broken off goes on where it stopped, and one over unchanged
material leaves every byte as it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from types import MappingProxyType
from typing import Literal
from urllib.parse import urlsplit

from site_builder.dates import when
from site_builder.evidence.answers import (
    PRINTED,
    Question,
    answers,
    as_first_seen,
    asked,
    carried,
    looked_again,
    unanswered,
)
from site_builder.evidence.archive import Wayback
from site_builder.evidence.extract import Unread, extract, media_of
from site_builder.evidence.fetch import Failed, Fetched, Fetcher
from site_builder.evidence.files import discard, store
from site_builder.evidence.snapshots import Kept, Opened, is_same, kept, opened
from site_builder.model import Archived, Copy, Entry, Evidence, Live, Site, Source

_NOTHING: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one source: its evidence, and what a person should know beside it.

    `near` has, for each quote that is a variant, the source's passage that comes nearest: for the terminal only.
    """

    source: str
    done: Literal["compared", "kept", "removed", "not-checked"]
    evidence: Evidence | None = None
    remarks: tuple[str, ...] = ()
    near: Mapping[str, str] = field(default_factory=lambda: _NOTHING)


@dataclass(frozen=True, slots=True)
class _Job:
    """A source, what is asked of it, and what an earlier run found."""

    source: Source
    questions: tuple[Question, ...]
    asked: str
    previous: Evidence | None

    @property
    def is_asked_again(self) -> bool:
        """Whether an earlier run asked just the same."""
        return self.previous is not None and self.previous.asked_sha256 == self.asked

    @property
    def archived(self) -> Archived | None:
        return self.previous.archived if self.previous else None


@dataclass(frozen=True, slots=True)
class _Look:
    """A look at a source's own address: what is told of it, and its text if there was any."""

    live: Live
    page: Opened | None = None


@dataclass(frozen=True, slots=True)
class _Found:
    """What a run knows of a source before anything is judged."""

    own: Opened | None = None
    look: _Look | None = None
    archived: Archived | None = None
    public: Opened | None = None
    """The text of the public copy, fetched where nothing else is to be had."""


@dataclass(frozen=True, slots=True)
class _Answer:
    copy: Copy | None
    entries: tuple[Entry, ...]
    is_new: bool
    """Whether something was compared that was not before."""
    near: Mapping[str, str] = field(default_factory=lambda: _NOTHING)


@dataclass(frozen=True)
class Verifier:
    """A run over the sources of a site, as of `day`, into the project at `root`.

    Copies come from the folder `snapshots`; with a `fetcher`, addresses are looked at too; with `wayback`, public
    copies. `refresh` compares again what was compared before.
    """

    site: Site
    root: Path
    day: date
    snapshots: Path | None = None
    fetcher: Fetcher | None = None
    wayback: Wayback | None = None
    refresh: bool = False

    @cached_property
    def questions(self) -> Mapping[str, tuple[Question, ...]]:
        """What is asked of each source that a quote names, by its id."""
        found: dict[str, tuple[Question, ...]] = {}
        for quote in self.site.quotes:
            for witness in quote.witnesses:
                found[witness.source] = (*found.get(witness.source, ()), Question(quote, witness))
        return dict(sorted(found.items()))

    def run(self, only: str | None = None) -> Iterator[Outcome]:
        """Each source in turn, its file written before it is told; then the files that belong to nothing."""
        previous = {evidence.source: evidence for evidence in self.site.evidence_files}
        for id in self.questions if only is None else [only]:
            questions = self.questions[id]
            source = self.site.sources[id]
            outcome = self._source(_Job(source, questions, asked(source, questions), previous.get(id)))
            if outcome.done == "compared" and outcome.evidence is not None:
                store(outcome.evidence, self.root)
            yield outcome
        for id in sorted(previous.keys() - self.questions.keys()) if only is None else ():
            discard(id, self.root)
            yield Outcome(id, "removed")

    def _source(self, job: _Job) -> Outcome:
        copy = kept(job.source, self.snapshots) if self.snapshots is not None else None
        if self._is_done(job, copy):
            return Outcome(job.source.id, "kept", job.previous)
        own = opened(copy, job.source.URL) if isinstance(copy, Kept) else copy
        remarks = [own.reason] if isinstance(own, Unread) else []
        found = self._gather(job, own if isinstance(own, Opened) else None, remarks)
        answer = _answer(job, found)
        if answer is None:
            remarks = remarks or ["no copy of it is on file"]
            return Outcome(job.source.id, "not-checked", job.previous, tuple(remarks))
        return Outcome(
            job.source.id, "compared", self._evidence(job, found, answer), tuple(remarks), answer.near
        )

    def _is_done(self, job: _Job, copy: Kept | Unread | None) -> bool:
        """Whether an earlier run left nothing for this one to do."""
        if self.refresh or not job.is_asked_again or self._must_look(job) or self._must_search(job):
            return False
        if isinstance(copy, Kept):
            known = job.previous.snapshot if job.previous else None
            return known is not None and known.from_ == "snapshot" and is_same(copy, known)
        return copy is None

    def _must_look(self, job: _Job) -> bool:
        if self.fetcher is None or job.source.URL is None:
            return False
        last = job.previous.live if job.previous else None
        return self.refresh or last is None or last.checked.latest != self.day

    def _must_search(self, job: _Job) -> bool:
        if self.wayback is None or job.source.URL is None or job.source.archived:
            return False
        if "web.archive.org" in urlsplit(job.source.URL).netloc:
            return False
        return self.refresh or job.archived is None

    def _gather(self, job: _Job, own: Opened | None, remarks: list[str]) -> _Found:
        """Everything that is to be had about a source; what was refused goes into `remarks`."""
        url = job.source.URL
        look = self._look(self.fetcher, url) if self.fetcher and url and self._must_look(job) else None
        if look and look.live.reason:
            remarks.append(f"{look.live.url}: {look.live.reason}")
        archived, public = job.archived, None
        if self.wayback and url and self._must_search(job):
            archived = self._archived(
                self.wayback, url, job, remarks, may_save=look is None or look.page is not None
            )
        if self.wayback and archived and not own and not (look and look.page):
            public = self._public(self.wayback, archived, remarks)
        return _Found(own, look, archived, public)

    def _look(self, fetcher: Fetcher, url: str) -> _Look:
        told = {"checked": self.day.isoformat(), "url": url}
        page = self._read(fetcher.get(url), "live")
        if isinstance(page, Unread):
            return _Look(Live.model_validate({**told, "reason": page.reason}))
        told |= {"url": page.copy.url or url, "text_sha256": page.copy.text_sha256}
        return _Look(Live.model_validate(told), page)

    def _read(self, answer: Fetched | Failed, origin: Literal["live", "archive"]) -> Opened | Unread:
        if isinstance(answer, Failed):
            return Unread(answer.reason)
        media = media_of(answer.body, answer.media)
        if media is None:
            return Unread(f"{answer.media or 'what it sends'} is neither HTML nor PDF nor plain text")
        found = extract(answer.body, media, answer.charset)
        if isinstance(found, Unread):
            return found
        return Opened.of(
            found,
            raw_sha256=sha256(answer.body).hexdigest(),
            origin=origin,
            extent="full-text",
            retrieved=when(self.day.isoformat()),
            url=answer.url,
            memento=answer.memento,
        )

    def _archived(
        self, wayback: Wayback, url: str, job: _Job, remarks: list[str], *, may_save: bool
    ) -> Archived | None:
        """The public copy nearest to the source's date; a new one where there is none and we have keys."""
        issued = job.source.issued.earliest if job.source.issued else None
        found = wayback.closest(url, issued.strftime("%Y%m%d") if issued else "")
        if found is None and wayback.keys and may_save:
            found = wayback.save(url)
        if isinstance(found, Failed):
            remarks.append(f"archive: {found.reason}")
            return job.archived
        return found or job.archived

    def _public(self, wayback: Wayback, archived: Archived, remarks: list[str]) -> Opened | None:
        found = self._read(wayback.original(archived), "archive")
        if isinstance(found, Unread):
            remarks.append(f"{archived.url}: {found.reason}")
            return None
        return found

    def _evidence(self, job: _Job, found: _Found, answer: _Answer) -> Evidence:
        before = job.previous
        is_new = answer.is_new or (self.refresh and found.own is not None)
        told = {
            "source": job.source.id,
            "checked": self.day.isoformat() if is_new or before is None else before.checked,
            "asked_sha256": job.asked,
            "snapshot": answer.copy,
            "live": found.look.live if found.look else before.live if before else None,
            "archived": found.archived,
            "quotes": answer.entries,
        }
        return Evidence.model_validate(told)


def _answer(job: _Job, found: _Found) -> _Answer | None:
    """The entries of a source by the best copy there is; None where there is none and nobody looked for one."""
    before = job.previous if job.is_asked_again else None
    page = found.look.page if found.look else None
    if found.own:
        return _by_copy(job, found.own, page)
    if before and before.snapshot:
        is_news = found.look is not None or found.archived != job.archived
        return _by_earlier_copy(job, before, before.snapshot, page) if is_news else None
    if copy := page or found.public:
        return _by_copy(job, copy, None)
    is_vouched_for = job.source.URL is None and any(question.witness.attested for question in job.questions)
    if (found.look and not (job.previous and job.previous.snapshot)) or is_vouched_for:
        return _Answer(None, unanswered(job.questions), is_new=True)
    return None


def _by_copy(job: _Job, copy: Opened, page: Opened | None) -> _Answer:
    """Entries by a copy that is at hand, and by the page as it is now if it was had."""
    entries, near = answers(job.questions, copy)
    if page is not None:
        now, _ = answers(job.questions, page)
        entries = looked_again(entries, now, is_elsewhere=_is_elsewhere(job.source, page))
    elif job.previous is not None:
        entries = carried(entries, job.previous.quotes)
    known = job.previous.snapshot if job.previous else None
    return _Answer(copy.copy, entries, page is not None or not job.is_asked_again or known != copy.copy, near)


def _by_earlier_copy(job: _Job, before: Evidence, known: Copy, page: Opened | None) -> _Answer:
    """Entries of a copy that is not at hand now, in the light of the page; one that was fetched gives way to it.

    Unless the page prints less than it did: then the earlier copy is what there is to show.
    """
    if page is None:
        return _Answer(known, before.quotes, is_new=False)
    now, near = answers(job.questions, page)
    earlier = as_first_seen(before.quotes, job.questions)
    printed = {entry.quote for entry in earlier if entry.state in PRINTED}
    if known.from_ != "snapshot" and printed <= {entry.quote for entry in now if entry.state in PRINTED}:
        return _Answer(page.copy, now, is_new=True, near=near)
    return _Answer(
        known, looked_again(earlier, now, is_elsewhere=_is_elsewhere(job.source, page)), is_new=True
    )


def _is_elsewhere(source: Source, page: Opened) -> bool:
    """Whether redirects led to another page: not merely to https, to or from www, or over a last slash."""
    return _bare(source.URL or "") != _bare(page.copy.url or "")


def _bare(url: str) -> tuple[str, str, str]:
    parts = urlsplit(url)
    return (parts.netloc.lower().removeprefix("www."), parts.path.rstrip("/"), parts.query)
