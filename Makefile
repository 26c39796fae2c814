# Thin aliases over `site-builder`, plus the environment it runs in.
# `make` alone lists the targets.

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
PIP    := $(BIN)/python -m pip --disable-pip-version-check
# Options for the verb behind the target: make serve ARGS='--port 8080'
ARGS        ?=
PYTEST_ARGS ?= -n 2

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help site serve check test lint format bench lighthouse wheel lock clean distclean

# Stamps, so that only the first run (and a changed pin) pays for an installation.
RUNTIME    := $(VENV)/.runtime
TESTS      := $(VENV)/.tests
VALIDATOR  := tools/node_modules/.vnu
LIGHTHOUSE := tools/lighthouse/node_modules/.lighthouse

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

site: $(RUNTIME) ## build the site into build/
	$(BIN)/site-builder build $(ARGS)

serve: $(RUNTIME) ## preview the site; it follows every save
	$(BIN)/site-builder serve $(ARGS)

check: $(RUNTIME) ## say what is wrong with the content, write nothing
	$(BIN)/site-builder check $(ARGS)

test: lint $(VALIDATOR) ## run every test, browser included
	tools/browser.sh $(BIN)/python
	REQUIRE_BROWSER=1 $(BIN)/python -m pytest $(PYTEST_ARGS)

lint: $(TESTS) ## formatting, lint and types
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/mypy

format: $(TESTS) ## put the code into shape
	$(BIN)/ruff format
	$(BIN)/ruff check --fix

bench: $(TESTS) ## measure speed (minutes; close other programs)
	$(BIN)/python -m bench $(ARGS)

lighthouse: $(TESTS) $(LIGHTHOUSE) ## score the pages as a phone finds them (minutes)
	$(BIN)/python -m bench.lighthouse $(ARGS)

wheel: $(RUNTIME) ## make the package in dist/
	$(PIP) wheel --quiet --no-deps --wheel-dir dist .

lock: ## pin anew what our dependencies bring along
	tools/lock.sh $(PYTHON) > constraints.new
	mv constraints.new constraints.txt

clean: ## remove what a build, the tests and the tools left
	rm -rf build dist .cache .mypy_cache .pytest_cache .ruff_cache .hypothesis test-results
	find . -name __pycache__ -not -path './$(VENV)/*' -prune -exec rm -rf {} +

distclean: clean ## the same, and the environment
	rm -rf $(VENV) tools/node_modules tools/lighthouse/node_modules

# Debian splits ensurepip from Python: where it is missing, the system's pip fills the environment from outside.
$(BIN)/python:
	$(PYTHON) -m venv $(VENV) >/dev/null || { \
	    $(PYTHON) -m venv --clear --without-pip $(VENV) && \
	    $(PYTHON) -m pip --python $(BIN)/python install --quiet pip; }

$(RUNTIME): pyproject.toml constraints.txt | $(BIN)/python
	$(PIP) install --quiet --constraint constraints.txt --editable '.[cards,search]'
	@touch $@

$(TESTS): $(RUNTIME)
	$(PIP) install --quiet --constraint constraints.txt --editable '.[cards,search,test]'
	@touch $@

$(VALIDATOR): tools/package.json tools/package-lock.json tools/.npmrc | $(TESTS)
	cd tools && PATH="$(abspath $(BIN)):$$PATH" npm ci --loglevel=error
	@touch $@

$(LIGHTHOUSE): tools/lighthouse/package.json tools/lighthouse/package-lock.json tools/lighthouse/.npmrc | $(TESTS)
	cd tools/lighthouse && PATH="$(abspath $(BIN)):$$PATH" npm ci --loglevel=error
	@touch $@
