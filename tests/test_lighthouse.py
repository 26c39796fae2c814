"""What `make lighthouse` shows to Lighthouse, and what it makes of a report: limits, failed audits, those accepted by name."""

import gzip
from datetime import date
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from bench.host import hosted, longest
from bench.lighthouse import Report, Shown, measured, row, troubles
from bench.stress import Size, make

METRICS = {"cumulative-layout-shift": 0, "largest-contentful-paint": 1200, "total-blocking-time": 40}


def audit(name: str, score: float | None, **rest: object) -> dict[str, Any]:
    return {"id": name, "title": f"About {name}", "score": score, **rest}


def report(speed: float = 1, shift: float = 0, **failed: dict[str, Any]) -> Report:
    """Lighthouse's report of a page: all is well but what is given, audits by category."""
    metrics = [
        audit(name, 1, numericValue=value, displayValue=str(value))
        for name, value in (METRICS | {"cumulative-layout-shift": shift}).items()
    ]
    metrics.append(audit("render-blocking-insight", 0.5, displayValue="Est savings of 10 ms"))
    found = {name.replace("_", "-"): [one] for name, one in failed.items()}
    by_category = {"performance": metrics, "accessibility": [], "best-practices": [], "seo": []} | found
    return {
        "categories": {
            category: {
                "score": speed if category == "performance" else min([one["score"] or 0 for one in audits] or [1]),
                "auditRefs": [{"id": one["id"], "weight": 1, "group": "metrics"} for one in audits],
            }
            for category, audits in by_category.items()
        },
        "audits": {one["id"]: one for audits in by_category.values() for one in audits}
        | {"total-byte-weight": audit("total-byte-weight", 1, numericValue=20480)},
    }  # fmt: skip


HIDDEN = audit("is-crawlable", 0)
SMALL = audit(
    "target-size",
    0,
    details={"items": [{"node": {"selector": "a.skip", "explanation": "Fix any:\n  17px by 17px"}}]},
)


@pytest.mark.parametrize(
    ("kind", "found", "told"),
    [
        ("event", report(0.99), []),
        (
            "event",
            report(0.94),
            [
                "performance 94 is less than 99",
                "render-blocking-insight: About render-blocking-insight; Est savings of 10 ms",
            ],
        ),
        (
            "event",
            report(shift=0.004),
            ["cumulative-layout-shift: About cumulative-layout-shift; 0.004"],
        ),
        (
            "event",
            report(accessibility=SMALL),
            ["target-size: About target-size; a.skip Fix any: 17px by 17px"],
        ),
        (
            "event",
            report(seo=audit("hreflang", None, errorMessage="it broke")),
            ["hreflang: About hreflang; it broke"],
        ),
        ("event", report(seo=HIDDEN), ["is-crawlable: About is-crawlable"]),
        ("not-found", report(seo=HIDDEN), []),
        ("embed", report(seo=HIDDEN), ["robots-txt: passes, and need not be accepted"]),
        (
            "embed",
            report(seo=audit("robots-txt", 0, explanation="Fetch failed: CSP violation")),
            ["is-crawlable: passes, and need not be accepted"],
        ),
        (
            "event",
            report(seo=audit("robots-txt", 0, explanation="Fetch failed: CSP violation")),
            ["robots-txt: About robots-txt; Fetch failed: CSP violation"],
        ),
        (
            "event",
            report(seo=audit("robots-txt", 0, displayValue="1 error found")),
            ["robots-txt: About robots-txt; 1 error found"],
        ),
        ("not-found", report(), ["is-crawlable: passes, and need not be accepted"]),
        (
            "event",
            {"runtimeError": {"code": "NO_FCP", "message": "nothing was painted"}},
            ["NO_FCP: nothing was painted"],
        ),
    ],
)
def test_what_is_below_the_limits_is_named(kind: str, found: Report, told: list[str]) -> None:
    assert troubles(Shown(kind, ""), found) == told


def test_a_row_marks_what_is_accepted() -> None:
    assert row(Shown("embed", ""), report(seo=HIDDEN)) == (
        "embed             100  100   100     0* 0.000  1.20 s   40 ms    20.0 KiB"
    )


def test_a_slow_page_is_judged_by_the_median_of_three(monkeypatch: pytest.MonkeyPatch) -> None:
    speeds = iter([0.9, 1, 0.97, 0.99])
    asked: list[str] = []

    def reports(urls: list[str]) -> list[Report]:
        asked.extend(urls)
        return [report(next(speeds)) for _ in urls]

    monkeypatch.setattr("bench.lighthouse.reports", reports)
    slow, swift = Shown("slow", "a"), Shown("swift", "b")
    judged = [
        (page.kind, found["categories"]["performance"]["score"]) for page, found in measured([slow, swift])
    ]
    assert asked == ["a", "b", "a", "a"]
    assert judged == [("swift", 1), ("slow", 0.97)]


def test_pages_are_sent_compressed_to_who_takes_it(tmp_path: Path) -> None:
    day = date(2026, 11, 21)
    make(tmp_path / "project", Size(events=3, bans=2, quotes=2, sources=2, actors=3, explainers=0))
    with hosted(tmp_path / "project", tmp_path / "site", day, base="/below/") as site:
        path = longest(tmp_path / "project", site.folder, day)["timeline"]
        assert path == "timeline/index.html"
        connection = HTTPConnection(urlsplit(site.address).netloc, timeout=30)
        connection.request("GET", "/below/timeline/", headers={"Accept-Encoding": "gzip"})
        sent = connection.getresponse().read()
        connection.close()
        assert site.get("/below/timeline/") == (200, gzip.decompress(sent).decode())
        assert len(sent) < (site.folder / path).stat().st_size / 2
        assert site.get("/timeline/")[0] == 404
