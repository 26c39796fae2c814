#!/bin/sh
# Print constraints.txt: everything the extras `search`, `cards` and `test` bring along, as installed into a fresh environment.
set -eu

python=${1:-python3}
venv=$(mktemp -d)
trap 'rm -rf "$venv"' EXIT

"$python" -m venv "$venv"
"$venv/bin/python" -m pip install --quiet --disable-pip-version-check '.[search,cards,test]' >&2
echo '# The exact versions of everything pyproject.toml asks for, direct and indirect. Written by `make lock`.'
"$venv/bin/python" -m pip list --format freeze --disable-pip-version-check --exclude site-builder --exclude pip --exclude setuptools
