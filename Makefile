# Two commands for a fresh machine: `make journal` and `make test`.
PYTHON ?= python3
