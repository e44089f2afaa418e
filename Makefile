# The commands that README names; .ci/run calls the same ones.
# Everything is installed into .venv, once, and again only when pyproject.toml changes.

PYTHON ?= python3
ARGS ?=
VENV := .venv
PY := $(VENV)/bin/python
PIP := $(PY) -m pip --disable-pip-version-check --quiet

.PHONY: run test test-slow lint bench screenshot clean

run: $(VENV)/.run
	@$(VENV)/bin/custdev $(ARGS)

test: $(VENV)/.dev
	$(PY) -m pytest -q -n 2 --dist worksteal $(ARGS)

test-slow: $(VENV)/.dev
	$(PY) -m pytest -q -m slow $(ARGS)

lint: $(VENV)/.dev
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(PY) -m mypy

bench: $(VENV)/.dev
	$(PY) -m tests.bench $(ARGS)

screenshot: $(VENV)/.dev
	$(PY) -m tests.screenshot $(ARGS)

clean:
	rm -rf $(VENV) build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# The pip that comes with Python 3.11 does not know dependency groups, hence the newer one first.
$(VENV)/.run: pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "custdev needs Python 3.11 or newer, and $(PYTHON) is %d.%d. Nothing was installed. Name a newer one: make PYTHON=python3.13" % sys.version_info[:2])'
	@echo "Installing custdev into $(VENV) ..."
	@$(PYTHON) -m venv $(VENV)
	@$(PIP) install --upgrade "pip>=25.1"
	@$(PIP) install --editable .
	@touch $@

$(VENV)/.dev: $(VENV)/.run
	@echo "Installing what tests and lint need ..."
	@$(PIP) install --group dev
	@touch $@
