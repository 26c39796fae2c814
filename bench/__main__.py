"""`python -m bench`: what a build costs, beside a yardstick that only parses the same Markdown and fills a bare layout.

Every figure is the median of RUNS, in one run on one machine; compare the ratios, not the seconds.
"""

from __future__ import annotations

import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from bench.stress import Size, make, make_snapshots

RUNS = 5
DAY = "2026-11-21"
ROOT = Path(__file__).parent.parent
YARDSTICK = """
import sys
from pathlib import Path
from jinja2 import Environment
from markdown_it import MarkdownIt
layout = Environment(autoescape=True).from_string("<!doctype html><title>{{ t }}</title>{{ body|safe }}")
md = MarkdownIt("commonmark").enable("table")
out = Path(sys.argv[2])
for n, path in enumerate(sorted(Path(sys.argv[1]).glob("content/**/*.md"))):
    (out / f"{n}.html").write_text(layout.render(t=path.stem, body=md.render(path.read_text())))
"""


def median(action: Callable[[], object]) -> float:
    """Seconds of wall clock: the median of RUNS."""
    times = []
    for _ in range(RUNS):
        start = time.perf_counter()
        action()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def builder(project: Path, out: Path, verb: str = "build") -> Callable[[], object]:
    """One run of site-builder as a process of its own."""
    command = [sys.executable, "-m", "site_builder", verb, "--project", str(project), "--day", DAY]
    return lambda: subprocess.run(
        command + (["--out", str(out)] if verb == "build" else []), check=True, capture_output=True, cwd=ROOT
    )


def cold(project: Path, out: Path) -> Callable[[], object]:
    def run() -> None:
        shutil.rmtree(out, ignore_errors=True)
        builder(project, out)()

    return run


def rows(project: Path, work: Path) -> list[tuple[str, float]]:
    """What was measured, in words, and its seconds."""
    out, bare = work / "out", work / "bare"
    bare.mkdir(parents=True, exist_ok=True)
    yardstick = [sys.executable, "-c", YARDSTICK, str(project), str(bare)]
    return [
        ("yardstick: bare Markdown and Jinja", median(lambda: subprocess.run(yardstick, check=True))),
        ("build, nothing there", median(cold(project, out))),
        ("build, nothing changed", median(builder(project, out))),
        ("check", median(builder(project, out, "check"))),
    ]


def verifying(work: Path) -> float:
    """Seconds of one `verify` of 2,000 quotes against 500 texts of 30 KB, nothing checked before."""
    project, snapshots = work / "verify", work / "snapshots"
    size = Size(events=10, bans=10, quotes=2_000, sources=500, explainers=1)
    make(project, size)
    make_snapshots(project, snapshots, size)
    command = [sys.executable, "-m", "site_builder", "verify", "--project", str(project), "--day", DAY]

    def run() -> None:
        shutil.rmtree(project / "content/evidence", ignore_errors=True)
        subprocess.run([*command, "--snapshots", str(snapshots)], check=True, capture_output=True, cwd=ROOT)

    return median(run)


def main() -> None:
    """Measure this project's site, a stress site, and the comparison of quotes."""
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        make(work / "stress", Size())
        for name, project in (("this site", ROOT), ("stress site", work / "stress")):
            pages = sum(1 for _ in (project / "content").rglob("*.md"))
            print(f"\n{name} ({pages} documents), median of {RUNS}")
            measured = rows(project, work / name.replace(" ", "-"))
            unit = measured[0][1]
            for words, seconds in measured:
                print(f"  {words:40} {seconds:7.2f} s  {seconds / unit:6.1f} x")
        print(f"\nverify, 2,000 quotes against 500 texts of 30 KB: {verifying(work):.2f} s")


if __name__ == "__main__":
    main()
