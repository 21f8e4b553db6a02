# Every task of the project. `make` alone lists them.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

VENV := .venv
BIN := $(VENV)/bin
MANAGE := $(BIN)/python site/manage.py
CATALOGUES := $(patsubst %.po,%.mo,$(wildcard locale/*/LC_MESSAGES/django*.po))
INSTALLED := $(VENV)/.installed
INSTALLED_FOR_TESTS := $(VENV)/.installed-for-tests
# The first interpreter that runs and is new enough; PYTHON=… names another.
PYTHON ?= $(shell for name in python3.11 python3 python3.12 python3.13; do \
	$$name -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$name && break; done)
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
N ?= 10000
PYTEST_WORKERS ?= 2
UV := uv==0.13.9
COMPILE = $(BIN)/uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
	--no-emit-index-url --quiet $(UPGRADE) pyproject.toml requirements/build.in

.PHONY: help
help: ## this list
	@awk -F ':.*## ' '/^[a-z][a-z-]*:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

.PHONY: install
install: $(INSTALLED) $(CATALOGUES) ## a virtual environment in .venv with what the site needs

.PHONY: install-tests
install-tests: $(INSTALLED_FOR_TESTS) $(CATALOGUES) ## the same, with what tests and linters need

$(BIN)/python:
	@if [ -z "$(PYTHON)" ]; then echo "Python 3.11 or newer is needed; PYTHON=/its/path make … names one." >&2; exit 1; fi
	@echo "Making $(VENV) with $$($(PYTHON) --version)"
	@$(PYTHON) -m venv $(VENV) || { echo "The venv module is missing: apt-get install python3-venv." >&2; exit 1; }

$(INSTALLED): $(BIN)/python requirements/base.txt pyproject.toml
	@echo "Installing what the site needs (once)"
	@$(PIP) install --require-hashes --requirement requirements/base.txt
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

$(INSTALLED_FOR_TESTS): $(INSTALLED) requirements/test.txt
	@echo "Installing what the tests need (once)"
	@$(PIP) install --require-hashes --requirement requirements/test.txt
	@touch $@

%.mo: %.po | $(INSTALLED)
	@$(BIN)/python ops/compile_messages.py $<

.PHONY: demo
demo: install ## the site with the real register and example producers, at http://127.0.0.1:8000
	@ops/demo.sh

.PHONY: demo-reset
demo-reset: install ## the same from nothing: deletes the SQLite database and uploads; asks, or YES=1
	@ops/demo.sh reset $(if $(YES),--yes)
	@ops/demo.sh

.PHONY: services
services: ## PostgreSQL, Elasticsearch, Chromium and gettext for the tests (as root, with apt)
	@.ci/services.sh

.PHONY: test
test: services install-tests ## everything: linters, the suite on SQLite, the suite on PostgreSQL
	@$(MAKE) check
	@echo "The suite on SQLite"
	@if [ -f var/ci.env ]; then set -a; . var/ci.env; set +a; fi; \
		env -u DATABASE_URL $(BIN)/python -m pytest -n $(PYTEST_WORKERS)
	@if [ -f var/ci.env ]; then \
		echo "The suite on PostgreSQL"; \
		set -a; . var/ci.env; set +a; \
		$(BIN)/python -m pytest -n $(PYTEST_WORKERS); \
	else \
		echo "Not run: the suite on PostgreSQL. sudo .ci/services.sh installs and starts one, or write"; \
		echo "         DATABASE_URL=postgres://user:password@127.0.0.1/name to var/ci.env (the role needs CREATEDB)."; \
		if [ "$${CI:-}" = true ]; then exit 1; fi; \
	fi

.PHONY: test-fast
test-fast: install-tests ## the suite on SQLite without browser tests
	@$(BIN)/python -m pytest -n $(PYTEST_WORKERS) -m "not browser"

.PHONY: check
check: lint migrations ## linters, types, import contracts, missing migrations

.PHONY: lint
lint: install-tests ## ruff, djlint, mypy and the contracts between packages
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/djlint templates --lint --quiet
	@$(BIN)/lint-imports
	@$(BIN)/mypy

.PHONY: format
format: install-tests ## ruff, writing (templates are not reformatted: blanks between inline elements show)
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

.PHONY: migrations
migrations: install ## fails where a model has changed without a migration
	@$(MANAGE) makemigrations --check --dry-run
	@$(MANAGE) check

.PHONY: messages
messages: install ## collects messages (Vietnamese in the code) into locale/en; needs gettext
	@$(MANAGE) makemessages --locale en --no-obsolete --ignore '.venv/*' --ignore 'var/*'
	@$(MAKE) install

.PHONY: bench-data
bench-data: install ## N=10000 made-up products for measurements; REMOVE=1 takes them away
	@$(MANAGE) bench_data $(if $(REMOVE),--remove,$(N))

.PHONY: bench
bench: install ## the tables of docs/performance.md: served, at SIZES="200 10000 100000" products; needs wrk and nginx
	@$(BIN)/python bench/served.py $(SIZES)

.PHONY: bench-pages
bench-pages: install ## time of the pages at 200 and N=10000 products in one process, without a server
	@$(BIN)/python bench/in_process.py $(N)

.PHONY: shell
shell: install ## Django's shell
	@$(MANAGE) shell

.PHONY: lock
lock: install ## compiles requirements/*.txt; UPGRADE=--upgrade takes newer versions
	@$(PIP) install $(UV)
	@$(COMPILE) --output-file requirements/base.txt
	@$(COMPILE) --extra postgres --output-file requirements/postgres.txt
	@$(COMPILE) --extra postgres --extra test --output-file requirements/test.txt
