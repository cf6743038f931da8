# Two commands matter: `make run` (the whole river, offline) and `make test`.
# They need Python 3.11 or newer and make; everything else comes along, into .tools and .venv.

PYTHON ?= python3
UV := .tools/bin/uv
export UV_PYTHON_DOWNLOADS := never
RUN := $(UV) run --frozen --python $(PYTHON)
WORKERS ?= 2
ROWS ?= 100000000
DIR ?= .lineage/bench-photos/$(ROWS)

.PHONY: run test check lint schema bench bench-reading bench-world bench-graph bench-photos bench-requests cluster cluster-down help clean
.DEFAULT_GOAL := help

run: .venv/ready ## the main job, offline, on bundled recordings: crawl, project, report
	@$(RUN) --no-sync lineage demo

test: .venv/airflow ## all tests, two files at once; what is missing (../shared, a browser) is skipped with its reason; REQUIRE=1 fails instead
	@REQUIRE=$(REQUIRE) $(RUN) --no-sync pytest -n $(WORKERS) --dist loadfile --no-loadscope-reorder

check: lint ## the quick one: lint, types, and the tests that are neither slow nor need servers
	@$(RUN) --no-sync pytest -q -m "not slow and not servers"

lint: .venv/ready ## lint and types alone
	@$(RUN) --no-sync ruff check .
	@$(RUN) --no-sync ruff format --check .
	@$(RUN) --no-sync mypy

schema: .venv/ready ## what describes the graph (graph_schema/SCHEMA.md, its picture and JSON), made again from the model
	@$(RUN) --no-sync python -m graph_schema.generate

bench: .venv/ready ## measure: reading and projecting, with medians
	@$(RUN) --no-sync python -m benchmarks

bench-reading: .venv/ready ## measure the reader: precision and recall beside simpler readers and the one before; texts a second
	@$(RUN) --no-sync python -m benchmarks.reading

bench-world: .venv/ready ## measure a first week over two generated universes (needs ../shared): what of their truth is found
	@$(RUN) --no-sync python -m benchmarks.reading.world

bench-graph: .venv/ready ## measure loading 100,000 things into a real Neo4j, against plain MERGE and one statement a row
	@$(RUN) --no-sync python -m benchmarks loading

bench-photos: .venv/ready ## measure the index of 100 million invented photos (ROWS=…; some 12 GB in DIR=…), against other engines
	@$(UV) sync --frozen --inexact --extra photos --group peers --quiet --python $(PYTHON)
	@$(RUN) --no-sync python -m benchmarks.photos --data $(DIR) --rows $(ROWS) $(if $(ONLY),--only $(ONLY))

bench-requests: .venv/ready ## measure plans: 10,000 requests up to the docket, one with 1,500 photos, and each by a fresh walk
	@$(RUN) --no-sync python -m benchmarks.planning

cluster: .venv/airflow ## PostgreSQL, Redis, Neo4j, S3 and Airflow with two workers on this machine, without Docker
	@$(RUN) --no-sync python -m cluster up

cluster-down: .venv/ready ## end what make cluster started, and nothing else; its data stay in .cluster
	@$(RUN) --no-sync python -m cluster down

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-14s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

clean: ## remove what was installed here (never .lineage, where your data lies)
	rm -rf .tools .venv

.venv/ready: pyproject.toml uv.lock | $(UV)
	@$(UV) sync --frozen --extra photos --inexact --quiet --compile-bytecode --python $(PYTHON)
	@touch $@

# Airflow is some five times as large as all the rest, so it comes only where it is needed; so do the engines that the
# index of photos is measured against, which one test asks too.
.venv/airflow: .venv/ready
	@$(UV) sync --frozen --extra airflow --extra photos --group peers --quiet --compile-bytecode --python $(PYTHON)
	@touch $@

# uv is pinned to one minor version: its lock file format moves between them.
$(UV):
	@$(PYTHON) -m venv .tools
	@.tools/bin/python -m pip install --quiet --disable-pip-version-check 'uv>=0.13,<0.14'
