# `make demo` and `make test` work on a fresh machine: they create .venv themselves.

PYTHON ?= python3
PORT ?= 8000
SIZES ?= 20 1000 10000 100000

VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
ADDRESS := 127.0.0.1:$(PORT)
PYTEST := $(BIN)/pytest --numprocesses auto --dist loadfile --no-loadscope-reorder
COVERAGE_FLOOR := 90

.DEFAULT_GOAL := help
.PHONY: help demo test coverage bench lint types format clean

help: ## Show what can be made
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

# --livereload is the default, but MkDocs forgets it under some releases of click 8.
demo: $(READY) ## Build and serve the example site (PORT=8000)
	@echo "The example site will be at http://$(ADDRESS)/ (Ctrl+C ends it)"
	$(BIN)/mkdocs serve --livereload --config-file example_site/mkdocs.yml --dev-addr $(ADDRESS)

test: lint types ## Run everything that CI runs: linters, types, all tests
	$(PYTEST)

coverage: $(READY) ## Run all tests, which takes twice as long, and show the lines that none reaches
	$(PYTEST) --cov --cov-fail-under=$(COVERAGE_FLOOR)

bench: $(READY) ## Measure the speed beside other programs' (SIZES="20 1000")
	$(BIN)/python benchmarks/speed.py $(SIZES)

lint: $(READY) ## Check style and formatting
	$(BIN)/ruff check
	$(BIN)/ruff format --check

types: $(READY) ## Check the types
	$(BIN)/mypy
	$(BIN)/mypy benchmarks

format: $(READY) ## Format the code and mend what can be mended
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

clean: ## Remove the environment, caches and built sites
	rm -rf $(VENV) .mypy_cache .pytest_cache .ruff_cache .hypothesis .coverage build dist site \
		example_site/site mkdocs_pubs/rendering/as_python
	find mkdocs_pubs tests -name __pycache__ -type d -prune -exec rm -rf {} +

# The stamp is older than one of these when dependencies, entry points or compiled templates may have
# changed.
$(READY): pyproject.toml hatch_build.py $(wildcard mkdocs_pubs/templates/* mkdocs_pubs/rendering/*.py)
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade pip
	$(BIN)/python -m pip install --quiet --editable '.[dev]'
	touch $@
