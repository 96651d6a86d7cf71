# Needs Python 3.11 or later and make; everything else goes into .venv.
.DEFAULT_GOAL := help
.PHONY: help run ui test test-ui test-spark lint docs bench lock clean

UV_VERSION := 0.13.9
PYTHON ?= $(shell for p in python3.11 python3.12 python3.13 python3.14 python3 python; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
PORT ?= 3000
BIN := .venv/bin
export DAGSTER_HOME ?= $(CURDIR)

help: ## What make can do
	@grep -hE '^[a-z-]+:.* ## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.* ## (.*)/make \1\t\2/' | expand -t 14

# uv installs in seconds; where it cannot be had, pip does the same in a minute. Both take only what the lock's hashes allow.
.venv/.installed: requirements.lock pyproject.toml Makefile
	@test -n "$(PYTHON)" || { echo 'Python 3.11 or later is needed: install it, or say make PYTHON=/path/to/python3' >&2; exit 1; }
	$(PYTHON) -m venv .venv
	@if $(BIN)/python -m pip install --quiet --disable-pip-version-check uv==$(UV_VERSION); then \
		$(BIN)/uv pip install --quiet --compile-bytecode --python $(BIN)/python --require-hashes -r requirements.lock && \
		$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation --editable .; \
	else \
		$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock && \
		$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .; \
	fi
	@touch $@

run: .venv/.installed ## Make the tables of seeds/ in data/ with Dagster, and say what they hold
	@PYTHONWARNINGS=ignore $(BIN)/dagster asset materialize --select '*' -m pipeline.definitions
	@$(BIN)/jiaokan summary

ui: .venv/.installed ## Open the Dagster UI on localhost (PORT=3000)
	$(BIN)/dagster dev --host 127.0.0.1 --port $(PORT)

test: .venv/.installed ## Run the tests
	$(BIN)/python -m pytest

# What clicks through the UI: playwright from its own lock, and Debian's Chromium where apt-get can install it.
.venv/.browser: .venv/.installed requirements-browser.lock
	@$(BIN)/uv pip install --quiet --python $(BIN)/python --require-hashes -r requirements-browser.lock || \
		$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-browser.lock
	@command -v chromium || command -v chromium-browser || command -v google-chrome || \
		{ apt-get update --quiet=2 && apt-get install --quiet=2 --yes --no-install-recommends chromium fonts-noto-cjk; } || \
		echo 'Chromium cannot be installed from here: install it by hand' >&2
	@touch $@

test-ui: .venv/.browser ## Click through the Dagster UI in headless Chromium, and leave it to itself (screenshots in .screenshots/)
	$(BIN)/python -m pytest -m 'browser or daemon'

# Spark is seven hundred megabytes, so it has an environment of its own; Java comes from Debian where apt-get can install it.
.venv-spark/.installed: .venv/.installed requirements-spark.lock
	@command -v java || { apt-get update --quiet=2 && apt-get install --quiet=2 --yes --no-install-recommends openjdk-17-jre-headless; } || \
		echo 'Java 17 cannot be installed from here: install it by hand' >&2
	$(PYTHON) -m venv --without-pip .venv-spark
	$(BIN)/uv pip install --quiet --compile-bytecode --python .venv-spark/bin/python --require-hashes -r requirements.lock
	$(BIN)/uv pip install --quiet --compile-bytecode --python .venv-spark/bin/python --require-hashes -r requirements-spark.lock
	$(BIN)/uv pip install --quiet --python .venv-spark/bin/python --no-deps --no-build-isolation --editable .
	@touch $@

test-spark: .venv-spark/.installed ## Run the tests of the engine for a cluster (needs Java 17)
	.venv-spark/bin/python -m pytest -m spark

lint: .venv/.installed ## Check style and types, and that Dagster loads the definitions
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/dagster definitions validate

# -n: a reference that leads nowhere is a warning; -W: a warning is an error.
docs: .venv/.installed ## Build the documentation from docs/ as pages in build/docs
	$(BIN)/sphinx-build -W --keep-going -n -q -b html docs build/docs
	@echo build/docs/index.html

bench: .venv/.installed ## Measure speed, memory and what is found, and write docs/benchmarks.md (BENCH=--quick, --long)
	$(BIN)/python -m benchmarks.suite $(BENCH)

LOCKED := --python-version 3.11 --universal --generate-hashes --no-emit-index-url --no-emit-find-links --no-annotate --no-header \
	--no-strip-extras --quiet
lock: .venv/.installed ## Write the four locks anew from pyproject.toml
	$(BIN)/uv pip compile pyproject.toml --extra ui --extra dev --extra docs --extra notebook $(LOCKED) -o requirements.lock
	$(BIN)/uv pip compile --group browser --constraint requirements.lock $(LOCKED) -o requirements-browser.lock
	$(BIN)/uv pip compile --group deploy --no-deps --constraint requirements.lock $(LOCKED) -o deploy/requirements.lock
	$(BIN)/uv pip compile pyproject.toml --extra spark --constraint requirements.lock $(LOCKED) | \
		awk '/^[^ ]/ { ours = /^(pyspark|py4j)==/ } ours' > requirements-spark.lock

clean: ## Remove the environment, the tables and Dagster's records
	rm -rf .venv .venv-spark .dagster data/*.parquet data/.runs data/.now data/.lock data/.seeds.json
