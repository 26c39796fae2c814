"""What the tests share: copies of the repository's site, a running preview, a Chromium."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import BrowserType

CHECKOUT = Path(__file__).resolve().parent.parent
PATIENCE = 120.0  # seconds: a machine that runs other things may be slow, but never that slow


def until(holds: Callable[[], object], what: str) -> None:
    """Wait until `holds` gives something true; fail after PATIENCE seconds, saying `what` was awaited."""
    end = time.monotonic() + PATIENCE
    while not holds():
        if time.monotonic() > end:
            pytest.fail(f"waited {PATIENCE:.0f} s in vain for {what}")
        time.sleep(0.02)


def free_port() -> int:
    """A port that was free just now; should somebody take it first, the preview takes the next one."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return int(taken.getsockname()[1])


@dataclass(frozen=True)
class Reply:
    status: int
    headers: Mapping[str, str]
    text: str


class Preview:
    """`site-builder serve` of `project` in a process of its own, on `port` or a free one."""

    def __init__(self, project: Path, *options: str, port: int = 0) -> None:
        self.project = project
        self.lines: list[str] = []
        self.process = subprocess.Popen(
            [
                sys.executable,
                "-m",
                "site_builder",
                "serve",
                "--project",
                str(project),
                "--port",
                str(port or free_port()),
                *options,
            ],
            cwd=CHECKOUT,
            env={**os.environ, "PYTHONUNBUFFERED": "1", "NO_COLOR": "1"},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
        )
        self._reader = threading.Thread(target=self._read)
        self._reader.start()
        until(lambda: self._addresses() or self.process.poll() is not None, "the preview to start")
        if not self._addresses():
            pytest.fail("the preview did not start:\n" + "\n".join(self.lines))
        self.address = self._addresses()[0]
        """Where the site's front page is."""

    @property
    def base(self) -> str:
        return urlsplit(self.address).path

    @property
    def port(self) -> int:
        return urlsplit(self.address).port or 80

    def builds(self) -> int:
        """How many builds were begun so far."""
        return sum(line.startswith("read in ") for line in self.lines)

    def get(self, path: str, **headers: str) -> Reply:
        """What is sent for a path, redirects not followed. Underscores in header names stand for hyphens."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            connection.request(
                "GET", path, headers={name.replace("_", "-"): text for name, text in headers.items()}
            )
            response = connection.getresponse()
            return Reply(response.status, dict(response.headers), response.read().decode("utf-8", "replace"))
        finally:
            connection.close()

    def shows(self, path: str, text: str) -> None:
        """Wait until the page at a path below the base holds `text`."""
        until(lambda: text in self.get(self.base + path).text, f"{text!r} at {path!r}")

    def stop(self) -> int:
        """End it as an editor does, with Ctrl-C; give its exit code."""
        self.process.send_signal(signal.SIGINT)
        try:
            return self.process.wait(PATIENCE)
        finally:
            self.process.kill()
            self._reader.join()
            if self.process.stdout:
                self.process.stdout.close()

    def _addresses(self) -> list[str]:
        return [line.split()[2] for line in self.lines if line.startswith("preview at ")]

    def _read(self) -> None:
        for line in self.process.stdout or ():
            self.lines.append(line.rstrip("\n"))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print what tests measured (record_property "measured"); speed is shown, never asserted."""
    for report in terminalreporter.stats.get("passed", []):
        for name, words in report.user_properties:
            if name == "measured":
                terminalreporter.write_line(f"measured: {words}")


@pytest.fixture(scope="session")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the repository's site, to be read only."""
    return _copy(CHECKOUT, tmp_path_factory.mktemp("site") / "project")


@pytest.fixture
def draft(project: Path, tmp_path: Path) -> Path:
    """A copy of the repository's site for one test to spoil."""
    return _copy(project, tmp_path / "draft")


@pytest.fixture
def previewed() -> Iterator[Callable[..., Preview]]:
    """Starts a preview of a project; whatever was started is stopped at the end of the test."""
    started: list[Preview] = []

    def start(project: Path, *options: str, port: int = 0) -> Preview:
        started.append(Preview(project, *options, port=port))
        return started[-1]

    yield start
    for preview in started:
        if preview.process.poll() is None:
            preview.stop()
        sys.stdout.write("\n".join([f"{preview.address} said:", *preview.lines, ""]))


@pytest.fixture(scope="session")
def base_url() -> None:
    """No base address: tests name whole ones. pytest 9.2 warns of the fixture that pytest-playwright 0.10 brings."""


@pytest.fixture(scope="session")
def browser_type_launch_args(
    browser_type_launch_args: dict[str, Any], browser_type: BrowserType, browser_name: str
) -> dict[str, Any]:
    """How Chromium is started: $CHROMIUM, else one on the PATH, else Playwright's own.

    Without any, browser tests are skipped, but fail where REQUIRE_BROWSER or CI is set: there, a skipped test is
    one that nobody misses.
    """
    if browser_name != "chromium":
        return browser_type_launch_args
    wanted = os.environ.get("CHROMIUM")
    names = (wanted,) if wanted else ("chromium", "chromium-browser", "google-chrome")
    found = next(filter(None, map(shutil.which, names)), None)
    if not found and (wanted or not Path(browser_type.executable_path).exists()):
        missing = (
            f"CHROMIUM={wanted} is no program"
            if wanted
            else "no Chromium: install one or set CHROMIUM to its path"
        )
        if os.environ.get("REQUIRE_BROWSER") or os.environ.get("CI"):
            pytest.fail(missing, pytrace=False)
        pytest.skip(f"BROWSER TESTS NOT RUN, {missing}")
    # Chromium calls home on its own otherwise; its sandbox does not work for root.
    quiet = [
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--no-first-run",
    ]
    rootly = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    own = {"executable_path": found} if found else {}
    return {**browser_type_launch_args, **own, "args": [*quiet, "--disable-gpu", *rootly]}


def _copy(site: Path, to: Path) -> Path:
    to.mkdir()
    for folder in ("content", "templates", "assets"):
        if (site / folder).is_dir():
            shutil.copytree(site / folder, to / folder)
    # Share images take a tenth of a second each; tests/test_sharing.py draws those it needs.
    text = (site / "site.yaml").read_text(encoding="utf-8")
    (to / "site.yaml").write_text(text.replace("share_images: true\n", ""), encoding="utf-8")
    return to
