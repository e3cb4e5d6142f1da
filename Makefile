# What a newcomer types: make demo, make test. Python 3.11+, git and make are all it needs.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/ready
export PYTHONDONTWRITEBYTECODE :=

.PHONY: help demo test lint types tests fuzz slow bench crash templates locale lock clean

help:  ## list what can be made
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 12

demo: $(READY)  ## make the sample office in demo/ and run the main jobs on it
	$(BIN)/vanthu demo demo

test: lint types tests  ## everything that must hold: lint, types, contracts, tests

lint: $(READY)  ## style, and who may import whom
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports

types: $(READY)  ## mypy, strict
	$(BIN)/mypy

tests: $(READY)  ## the tests alone
	$(BIN)/pytest -q

fuzz: $(READY)  ## hold the press against docxtpl for some minutes, on templates drawn at random
	VANTHU_FUZZ=$(or $(EXAMPLES),3000) $(BIN)/pytest -q -x tests/test_press_equality.py

slow: $(READY)  ## the tests that take minutes: real texts, thousands of damaged files
	$(BIN)/pytest -q -m slow

bench: $(READY)  ## measure against named peers; figures go into docs/performance.md
	$(BIN)/python benchmarks/startup.py
	$(BIN)/python benchmarks/press.py
	$(BIN)/python benchmarks/search.py
	$(BIN)/python benchmarks/corpus.py
	$(BIN)/python benchmarks/cite.py
	$(BIN)/python benchmarks/compare.py
	$(BIN)/python benchmarks/tracker.py

crash: $(READY)  ## print 100,000 papers, killed ten times at random, and open every one
	$(BIN)/python benchmarks/press_crash.py

templates: $(READY)  ## build what is made from definitions: templates, examples, docs/forms.md
	$(BIN)/python -m templates.rebuild

locale: $(READY)  ## gather the sentences and build the Vietnamese catalogue
	$(BIN)/python -m cli.locale.build

lock: $(READY)  ## renew requirements.lock from pyproject.toml (needs uv)
	uv pip compile pyproject.toml --group dev --universal --python-version 3.11 \
	  --generate-hashes --no-emit-index-url --no-annotate --no-header -o requirements.lock

clean:  ## remove what can be made again
	rm -rf $(VENV) demo .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache

$(READY): requirements.lock pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $@
