"""`python -m bench.lighthouse [KIND...]`: the built site as Lighthouse's phone finds it, and all that is below the limits.

One page of each kind, the longest, and the timeline of the stress site; or only the kinds that are named. Lighthouse loads
a page once over real HTTP and works out what a slow phone would have had (its "simulated throttling"). It reckons from what
this machine took, so a page that seems slow is loaded twice more and judged by the median.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from bench.host import hosted, longest
from bench.stress import Size, make
from site_builder.cache import Shelf

DAY = date(2026, 11, 21)
ROOT = Path(__file__).parent.parent
TOOL = ROOT / "tools" / "lighthouse"
STRESS = "stress-timeline"  # stands among the kinds
RUNS = 3  # of a page that is below the limit of performance

PERFORMANCE, SHIFT = "performance", "cumulative-layout-shift"
FULL = ("accessibility", "best-practices", "seo")  # categories of which every audit must pass

Report = Mapping[str, Any]
"""What Lighthouse says of one page: the JSON that it calls LHR."""


@dataclass(frozen=True)
class Shown:
    """A page to measure, and the least performance it may have, of 100."""

    kind: str
    url: str
    least: int = 99


@dataclass(frozen=True)
class Accepted:
    """An audit that a kind of page fails by design; where `told` is given, only for the reason that has these words."""

    kind: str
    audit: str
    why: str
    told: str = ""


ACCEPTED = (
    Accepted("not-found", "is-crawlable", "a page about what is not there has no place in a search engine"),
    Accepted("embed", "is-crawlable", "a card stands in other sites' pages; what it shows has its own page to be found"),
    Accepted(
        "embed", "robots-txt", "Lighthouse asks for it from within the card, whose policy lets it ask for nothing",
        told="CSP violation",
    ),
)  # fmt: skip


# ---------------------------------------------------------------- measure


def reports(urls: Sequence[str]) -> Iterator[Report]:
    """Lighthouse's report on each address, in order. CalledProcessError if it breaks off; stderr has its words."""
    command = [_program("node"), str(TOOL / "run.mjs"), *urls]
    found = subprocess.run(
        [ROOT / "tools" / "browser.sh", sys.executable], check=True, stdout=subprocess.PIPE, text=True
    )
    env = {**os.environ, "CHROME_PATH": found.stdout.strip()}
    with subprocess.Popen(command, env=env, stdout=subprocess.PIPE, encoding="utf-8") as process:
        for line in process.stdout or ():
            yield json.loads(line)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)


def _program(name: str) -> str:
    """The path of a program; one that was installed beside Python comes first, for Lighthouse asks for a recent Node."""
    path = shutil.which(name, path=f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")
    if path is None or not (TOOL / "node_modules").is_dir():
        raise SystemExit("no Lighthouse: `make lighthouse` installs it")
    return path


def performance(report: Report) -> int:
    """Of 100; 0 where Lighthouse could not tell."""
    return round(100 * (report["categories"][PERFORMANCE]["score"] or 0))


def measured(pages: Sequence[Shown]) -> Iterator[tuple[Shown, Report]]:
    """Each page with its report, slow ones at the end with the median of RUNS."""
    slow: list[tuple[Shown, Report]] = []
    for page, report in zip(pages, reports([page.url for page in pages]), strict=True):
        if performance(report) < page.least:
            slow.append((page, report))
        else:
            yield page, report
    for page, report in slow:
        again = [report, *reports([page.url] * (RUNS - 1))]
        yield page, sorted(again, key=performance)[RUNS // 2]


# ---------------------------------------------------------------- judge


def troubles(page: Shown, report: Report) -> list[str]:
    """What keeps a page below the limits, a line for each audit; nothing if nothing does."""
    if error := report.get("runtimeError"):
        return [f"{error['code']}: {error['message']}"]
    audits = report["audits"]
    found = []
    if performance(report) < page.least:
        found.append(f"performance {performance(report)} is less than {page.least}")
        found += [_told(audits[name]) for name in _slowing(report)]
    elif audits[SHIFT]["numericValue"] != 0:
        found.append(_told(audits[SHIFT]))
    failed = [name for category in FULL for name in _failed(report, category)]
    found += [_told(audits[name]) for name in failed if not _is_accepted(page, audits[name])]
    own = {row.audit for row in ACCEPTED if row.kind == page.kind}
    found += [f"{name}: passes, and need not be accepted" for name in sorted(own.difference(failed))]
    return found


def _is_accepted(page: Shown, audit: Mapping[str, Any]) -> bool:
    return any(
        row.kind == page.kind and row.audit == audit["id"] and row.told in audit.get("explanation", "")
        for row in ACCEPTED
    )


def _failed(report: Report, category: str) -> list[str]:
    """The audits that count and did not pass, or could not be made."""
    refs = report["categories"][category]["auditRefs"]
    return [ref["id"] for ref in refs if ref["weight"] and report["audits"][ref["id"]]["score"] != 1]


def _slowing(report: Report) -> list[str]:
    """The metrics that cost points, and what Lighthouse would improve; the latter does not count in itself."""
    refs = report["categories"][PERFORMANCE]["auditRefs"]
    seen = [ref["id"] for ref in refs if ref.get("group") != "hidden"]
    return [name for name in seen if report["audits"][name]["score"] not in (None, 1)]


def _told(audit: Mapping[str, Any]) -> str:
    """One audit in a line: its id, what it found, and the first places where it did."""
    words = [audit["title"], *(audit.get(key) for key in ("displayValue", "explanation", "errorMessage"))]
    items = audit.get("details", {}).get("items", ())
    words += [_place(item) for item in items[:5] if isinstance(item, dict)]
    return f"{audit['id']}: " + "; ".join(" ".join(text.split()) for text in words if text)


def _place(item: Mapping[str, Any]) -> str:
    """What an item in an audit's table is about: an element, a message or an address."""
    if node := item.get("node"):
        return f"{node['selector']} {node.get('explanation', '')}"
    return str(item.get("description") or item.get("url") or "")


# ---------------------------------------------------------------- tell

HEAD = f"{'kind':16} perf  a11y   bp   seo    CLS     LCP     TBT        sent"


def row(page: Shown, report: Report) -> str:
    """A page's line in the table. A star stands where an audit was accepted."""
    scores = ""
    for category in FULL:
        score, failed = report["categories"][category]["score"], _failed(report, category)
        star = any(_is_accepted(page, report["audits"][name]) for name in failed)
        scores += f"{'-' if score is None else round(100 * score):>5}{'*' if star else ' '}"
    shift, paint, blocked, sent = (
        report["audits"][name].get("numericValue", 0)
        for name in (SHIFT, "largest-contentful-paint", "total-blocking-time", "total-byte-weight")
    )
    return (
        f"{page.kind:16}{performance(report):5}{scores}"
        f"{shift:6.3f}{paint / 1000:6.2f} s{blocked:5.0f} ms{sent / 1024:8.1f} KiB"
    )


def pages(stack: ExitStack, work: Path) -> Iterator[Shown]:
    """Every page to measure, served until the stack is closed."""
    site = stack.enter_context(hosted(ROOT, work / "site", DAY, shelf=Shelf(ROOT / ".cache" / "drawn")))
    for kind, path in longest(ROOT, site.folder, DAY).items():
        yield Shown(kind, site.address + path.removesuffix("index.html"))
    make(work / "stress", Size())
    stress = stack.enter_context(hosted(work / "stress", work / "stress-site", DAY))
    yield Shown(STRESS, f"{stress.address}timeline/", least=95)


def main() -> None:
    """Measure, print a table as it comes, then what is below the limits; exit code 1 if anything is."""
    wanted = sys.argv[1:]
    found = []
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        every = list(pages(stack, Path(folder)))
        if unknown := set(wanted) - {page.kind for page in every}:
            raise SystemExit(
                f"no such kind: {', '.join(sorted(unknown))}; there are {', '.join(page.kind for page in every)}"
            )
        print(HEAD)
        for page, report in measured([page for page in every if not wanted or page.kind in wanted]):
            print(row(page, report), flush=True)
            found += [f"{page.kind}: {line}" for line in troubles(page, report)]
    print(
        f"load of this machine: {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors; the busier, the worse for perf"
    )
    for accepted in ACCEPTED:
        print(f"* {accepted.kind}: {accepted.audit} is accepted: {accepted.why}")
    if found:
        raise SystemExit("\n".join(["", "below the limits:", *found]))


if __name__ == "__main__":
    main()
