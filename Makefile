# Two commands for a fresh machine: `make journal` starts tonight's journal, `make test` runs all checks and tests.
# `make ci` is what CI runs: `make test`, the packages tried, and the pure tests on the newest Python of this machine.
PYTHON ?= python3
SHELL := /bin/sh
VENV := .venv
BIN := $(VENV)/bin
# Nothing is installed but what a lock file names, at its version and with one of its hashes.
PIP := -m pip --quiet --disable-pip-version-check
LOCKED := install --require-hashes
EDITABLE := install --no-deps --no-build-isolation -e .
# The pure tests: no terminal, no browser, no fault made on purpose.
PURE := tests/domain tests/exchange tests/services tests/store tests/views
OLD := import sys; sys.exit(sys.version_info < (3, 11) and "modelway needs Python 3.11 or newer: make PYTHON=python3.12 ...")

.PHONY: journal demo test lint types rooms check ci docs picture package sbom newest windows lock bench bench-together claims faults place mutants clean

journal: $(VENV)/.installed
	@$(BIN)/modelway journal || [ $$? -eq 130 ]

demo: $(VENV)/.installed
	@$(BIN)/modelway demo

test: lint types rooms check

lint: $(VENV)/.dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

types: $(VENV)/.dev
	$(BIN)/mypy

rooms: $(VENV)/.dev
	$(BIN)/lint-imports --no-logo

# What is compiled is kept, whatever the shell says: each process of the tests would compile it anew.
check: export PYTHONDONTWRITEBYTECODE =
# jrnl opens in a test what is exported for it.
check: $(VENV)/.dev $(VENV)/bench/.installed
	$(BIN)/python -m pytest -n auto --dist loadgroup -rs

ci: docs test package newest

# The manual, into build/manual: screens and commands in it are those of the program. A warning is an error.
docs: $(VENV)/docs/.installed
	$(VENV)/docs/bin/sphinx-build -q -W --keep-going -E -d build/doctrees docs build/manual
	@echo "The manual: build/manual/index.html"

# The week that the README shows.
picture: $(VENV)/.dev
	$(BIN)/python docs/extensions/screens.py docs/pictures/week.svg modelway review --last

# Builds wheel, sdist and bill of materials into dist, and tries them in environments of their own.
package: $(VENV)/.dev
	@rm -rf dist
	$(BIN)/python -m build --no-isolation --outdir dist .
	$(BIN)/twine check --strict dist/*
	@$(MAKE) --no-print-directory sbom
	$(BIN)/python -m pytest release

# The bill of materials: what an installed modelway consists of, as CycloneDX JSON.
sbom: $(VENV)/.dev
	@rm -rf $(VENV)/runtime
	@$(BIN)/python -m venv --without-pip $(VENV)/runtime
	@$(BIN)/python $(PIP) --python $(VENV)/runtime/bin/python $(LOCKED) --no-compile -r lock/run.txt
	@$(BIN)/python release/bill.py $(VENV)/runtime dist/modelway.cdx.json

# PYTHON_NEWEST=python3.14 names one; without it, the newest CPython that is found.
newest: $(VENV)/.dev
	@$(BIN)/python release/newest.py "$(PYTHON_NEWEST)" $(PURE)

# Whole commands on Windows' own CPython, through Wine; without it, they are skipped.
windows: $(VENV)/.dev
	@$(BIN)/python release/windows.py

# Writes the lock files anew after a change in pyproject.toml. Versions stay; UPGRADE=--upgrade takes the newest of all.
COMPILE = $(BIN)/uv pip compile --quiet --no-config --universal --python-version 3.11 --generate-hashes \
	--custom-compile-command "make lock" $(UPGRADE)
lock: | $(VENV)/bin/python
	@$(BIN)/python $(PIP) $(LOCKED) -r lock/lock.txt
	$(COMPILE) pyproject.toml --group pyproject.toml:dev -o lock/dev.txt
	$(COMPILE) pyproject.toml -c lock/dev.txt -o lock/run.txt
	$(COMPILE) --group build -c lock/dev.txt -o lock/build.txt
	$(COMPILE) --group faults -c lock/dev.txt -o lock/faults.txt
	$(COMPILE) --group mutants -c lock/dev.txt -o lock/mutants.txt
	$(COMPILE) --group lock -o lock/lock.txt
	$(COMPILE) pyproject.toml --group pyproject.toml:docs --group pyproject.toml:build -c lock/run.txt -o lock/docs.txt
	$(COMPILE) pyproject.toml --group pyproject.toml:bench --group pyproject.toml:build -o lock/bench.txt

# jrnl needs older versions of what modelway uses: it is measured in an environment of its own.
bench: $(VENV)/bench/.installed
	$(VENV)/bench/bin/python bench/run.py

# Machines that meet, at a folder and at a PostgreSQL of its own.
bench-together: $(VENV)/.dev
	$(BIN)/python bench/together.py

claims: $(VENV)/.dev
	$(BIN)/python bench/claims.py

faults: $(VENV)/.dev
	@$(BIN)/python $(PIP) $(LOCKED) -r lock/faults.txt || echo "atheris cannot be had here: its part is skipped." >&2
	$(BIN)/python tests/faults/run.py

# A PostgreSQL of one's own to let machines meet at, until Ctrl-C.
place: $(VENV)/.dev
	@$(BIN)/python tests/postgres.py

# ROOMS=figures tries one room alone.
mutants: $(VENV)/.dev
	@$(BIN)/python $(PIP) $(LOCKED) -r lock/mutants.txt
	$(BIN)/python tests/mutants/run.py $(ROOMS)

clean:
	rm -rf $(VENV) build docs/reference/commands .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache dist

# A folder that is half made, by an interrupted run, is made again.
$(VENV)/bin/python:
	@$(PYTHON) -c '$(OLD)'
	@rm -rf $(VENV)
	@$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: pyproject.toml lock/run.txt lock/build.txt | $(VENV)/bin/python
	@echo "Installing modelway into $(VENV) (once; it takes a minute) ..." >&2
	@$(BIN)/python $(PIP) $(LOCKED) -r lock/run.txt -r lock/build.txt
	@$(BIN)/python $(PIP) $(EDITABLE)
	@touch $@

$(VENV)/.dev: pyproject.toml lock/dev.txt | $(VENV)/bin/python
	@echo "Installing modelway and its tools into $(VENV) (once) ..." >&2
	@$(BIN)/python $(PIP) $(LOCKED) -r lock/dev.txt
	@$(BIN)/python $(PIP) $(EDITABLE)
	@touch $@ $(VENV)/.installed

$(VENV)/bench/.installed: pyproject.toml lock/bench.txt | $(VENV)/bin/python
	@$(BIN)/python -m venv --clear $(VENV)/bench
	@$(VENV)/bench/bin/python $(PIP) $(LOCKED) -r lock/bench.txt
	@$(VENV)/bench/bin/python $(PIP) $(EDITABLE)
	@touch $@

$(VENV)/docs/.installed: pyproject.toml lock/docs.txt | $(VENV)/bin/python
	@$(BIN)/python -m venv --clear $(VENV)/docs
	@$(VENV)/docs/bin/python $(PIP) $(LOCKED) -r lock/docs.txt
	@$(VENV)/docs/bin/python $(PIP) $(EDITABLE)
	@touch $@
