# Everything a newcomer needs: `make run` and `make test`. `make help` lists the rest.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help

PYTHON ?= python3
BIN := .venv/bin
SCHEMATHESIS := 4.32.5
export UV_PYTHON_DOWNLOADS = never

.PHONY: help install run test browser samples lint lock bench fuzz demo migrations clean

help: ## Show these targets.
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /  make \1\t/' | expand -t 20

install: ## Make .venv with everything for running, testing and developing.
	@$(PYTHON) config/local/install.py test

run: ## Start the site with Redis, worker and beat (PORT, DATABASE_URL, REDIS_URL, DEMO=0).
	@$(PYTHON) config/local/install.py local
	@exec $(BIN)/python -m config.local.stack

test: install ## Run the suite on PostgreSQL, then on SQLite (ARGS="tests/core -k word").
	@$(BIN)/python -m config.local.suite $(ARGS)

browser: install ## Drive a real Chromium through the site (installs Debian's when root).
	@$(BIN)/python -m config.local.chromium
	@$(BIN)/python -m pytest -q -n $${TEST_WORKERS:-2} --dist loadfile tests/browser $(ARGS)

samples: install ## Import all sample files of ../shared/samples.
	@if [ -d ../shared/samples ]; then \
	  $(BIN)/python -m pytest -q tests/samples $(ARGS); \
	else \
	  echo "No ../shared/samples here: nothing to import."; \
	fi

lint: install ## Check style, types, floors and rooms, templates, dependencies, compose file.
	@$(BIN)/ruff check --quiet .
	@$(BIN)/ruff format --quiet --check .
	@$(BIN)/lint-imports --no-logo
	@$(BIN)/djlint templates --lint --quiet
	@$(BIN)/deptry . --no-ansi
	@$(BIN)/docker-compose -f docker-compose.yml config --quiet
	@DJANGO_SETTINGS_MODULE=config.settings.test $(BIN)/python manage.py makemigrations --check --dry-run
	@$(BIN)/mypy .

lock: install ## Write requirements/*.lock anew from requirements/*.in.
	@for set in base local test; do \
	  $(BIN)/uv pip compile -q --upgrade --generate-hashes --no-header --no-annotate \
	    --python-version 3.11 requirements/$$set.in -o requirements/$$set.lock; \
	done
	@$(BIN)/uv pip compile -q --upgrade --generate-hashes --no-header --no-annotate \
	  --python-version 3.11 requirements/uv.in -o requirements/uv.lock.txt

bench: install ## Print the figures of the benchmarks.
	@$(BIN)/python -m benchmarks $(ARGS)

fuzz: install ## Run Schemathesis against the served API description (SECONDS a round, ARGS="…").
	@[ -x var/fuzz/bin/schemathesis ] || { \
	  $(PYTHON) -m venv var/fuzz && var/fuzz/bin/pip install -q schemathesis==$(SCHEMATHESIS); }
	@$(BIN)/python -m config.local.fuzz $(ARGS)

demo: ## Load the demo into an empty local database.
	@$(PYTHON) config/local/install.py local
	@$(BIN)/python manage.py migrate -v0 && $(BIN)/python manage.py demo

migrations: install ## Write migrations for changed models.
	@DJANGO_SETTINGS_MODULE=config.settings.test $(BIN)/python manage.py makemigrations

clean: ## Remove the virtual environment and caches; keeps var/ (your data).
	@rm -rf .venv .pytest_cache .mypy_cache .ruff_cache .import_linter_cache htmlcov .coverage staticfiles
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
