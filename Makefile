# `make help` lists what there is. Everything lives in .venv and .cache; `make clean` removes both.
SHELL := /bin/sh
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PATH_TO_REPLAY ?= seeds
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

.DEFAULT_GOAL := help
.PHONY: help run demo test lint fuzz bench setup setup-system clean

help: ## show this list
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 16

run: $(VENV)/.run ## read seeds/ (or PATH_TO_REPLAY=…) into MongoDB and show what is new
	@$(BIN)/scrapy crawl replay -a path="$(PATH_TO_REPLAY)" -L WARNING
	@$(BIN)/scrapy reports new --run last
	@printf '%s\n' '' 'Next:' \
	  '  $(BIN)/scrapy reports list                      every stored report' \
	  '  $(BIN)/scrapy reports show ID                   one of them' \
	  '  $(BIN)/scrapy reports new --since 7d --json     what came in this week, for programs' \
	  '  $(BIN)/scrapy reports export -o reports.csv     all figures as a table' \
	  '  $(BIN)/scrapy reports inspect PAGE.html         read a page without the database' \
	  '  $(BIN)/scrapy crawl replay -a path=FOLDER       your own saved pages'

demo: $(VENV)/.run ## crawl portals on loopback, one of each kind, twice, into a database of their own
	@$(BIN)/python -m tests.portals.demo

test: $(VENV)/.dev ## all tests, on a real private MongoDB (OGI_SKIP_MONGO=1 leaves those out)
	$(BIN)/python -m pytest -rs -n auto --dist loadgroup

lint: $(VENV)/.dev ## ruff, mypy --strict, doctests
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m pytest --doctest-modules crawler pipelines

fuzz: $(VENV)/.dev ## generated forms and pages against the doors until stopped (Ctrl-C)
	$(BIN)/python -m tests.fuzz

bench: $(VENV)/.bench ## ratios, measured side by side (see bench/README.md)
	$(BIN)/python -m bench

setup: $(VENV)/.dev ## only install

setup-system: ## Debian packages that some tests need (root)
	apt-get update -qq
	DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends w3m libcurl4

clean: ## stop the private MongoDB; remove .venv, .cache and what tools left
	@if [ -x $(BIN)/scrapy ]; then $(BIN)/scrapy mongo stop; fi
	rm -rf $(VENV) .cache .mypy_cache .ruff_cache .pytest_cache .hypothesis .scrapy
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "error: Python 3.11 or newer is needed: make PYTHON=python3.12 …" >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV) || \
	  { echo "error: no venv module: install python3-venv" >&2; exit 1; }

$(VENV)/.run: requirements.txt $(VENV)/bin/python
	@echo "installing into $(VENV) …"
	@$(PIP) install -r requirements.txt
	@touch $@

$(VENV)/.dev: requirements-dev.txt $(VENV)/.run
	@echo "installing test tools …"
	@$(PIP) install -r requirements-dev.txt
	@touch $@

$(VENV)/.bench: requirements-bench.txt $(VENV)/.dev
	@echo "installing what benchmarks compare with …"
	@$(PIP) install -r requirements-bench.txt
	@touch $@
