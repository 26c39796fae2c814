#!/bin/sh
# Make sure that the browser tests have a Chromium: say which one, or say in one line that there is none.
# $CHROMIUM wins; then one on the PATH; then Playwright's own; then the distribution's package; then Playwright's download.
set -eu

python=${1:-.venv/bin/python}

on_path() {
    for name in chromium chromium-browser google-chrome; do
        command -v "$name" && return 0
    done
    return 1
}

from_playwright() {
    "$python" - <<'PYTHON'
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

with sync_playwright() as playwright:
    browser = Path(playwright.chromium.executable_path)
print(browser if browser.exists() else "", end="")
sys.exit(not browser.exists())
PYTHON
}

# Give the words that make the next command run as root, or fail where that would need a password.
as_root() {
    if [ "$(id -u)" -eq 0 ]; then
        return 0
    fi
    sudo -n true 2>/dev/null && printf 'sudo -n'
}

from_apt() {
    command -v apt-get >/dev/null && root=$(as_root) || return 1
    export DEBIAN_FRONTEND=noninteractive
    # $root is one command and its option, or nothing. Ubuntu's package is a stub for snap: on_path decides afterwards.
    # shellcheck disable=SC2086
    { $root apt-get update && $root apt-get install -y --no-install-recommends chromium fonts-dejavu-core; } >&2
}

from_download() {
    if as_root >/dev/null; then
        "$python" -m playwright install --with-deps chromium >&2
    else
        "$python" -m playwright install chromium >&2
    fi
}

if [ -n "${CHROMIUM:-}" ]; then
    command -v "$CHROMIUM" && exit 0
    echo "CHROMIUM=$CHROMIUM is not a program: the browser tests cannot run" >&2
    exit 1
fi

on_path && exit 0
from_playwright && exit 0
from_apt && on_path && exit 0
from_download && from_playwright && exit 0
echo "no Chromium found and none could be installed: install one, or set CHROMIUM to its path" >&2
exit 1
