# Two commands for a fresh machine: `make journal` starts tonight's journal, `make test` runs all that CI runs.
PYTHON ?= python3
SHELL := /bin/sh
VENV := .venv
BIN := $(VENV)/bin
OLD := import sys; sys.exit(sys.version_info < (3, 11) and "modelway needs Python 3.11 or newer: make PYTHON=python3.12 ...")

.PHONY: journal test lint types rooms check bench claims faults demo clean

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

check: $(VENV)/.dev
	$(BIN)/python -m pytest -n auto --dist loadgroup -rs

bench: $(VENV)/.dev
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[bench]'
	$(BIN)/python bench/run.py

claims: $(VENV)/.dev
	$(BIN)/python bench/claims.py

faults: $(VENV)/.dev
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[faults]' || echo "atheris cannot be had here: its part is skipped." >&2
	$(BIN)/python tests/faults/run.py

clean:
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache dist

# A folder that is half made, by an interrupted run, is made again.
$(VENV)/bin/python:
	@$(PYTHON) -c '$(OLD)'
	@rm -rf $(VENV)
	@$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: pyproject.toml | $(VENV)/bin/python
	@echo "Installing modelway into $(VENV) (once; it takes a minute) ..." >&2
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -e .
	@touch $@

$(VENV)/.dev: pyproject.toml | $(VENV)/bin/python
	@echo "Installing modelway and its tools into $(VENV) (once) ..." >&2
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[dev]'
	@touch $@ $(VENV)/.installed
