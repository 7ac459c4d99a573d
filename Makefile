# Works with the make of macOS (3.81) and of Debian. `make help` lists the targets.
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory
PYTHON := .venv/bin/python

.PHONY: help serve test thorough check format lint types imports sites wheel tests unit fix bench peers matrix installed release docs docs-site screenshots lock vendor model clean setup setup-dev

help:     ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-11s %s\n", $$1, $$2 }' Makefile

serve: setup ## set up, build the private site and serve it on 127.0.0.1
	@exec .venv/bin/kith serve

test: setup-dev ## set up, then everything a change has to hold
	@$(PYTHON) -m scripts.browser --install
	@$(PYTHON) -m scripts.gate

thorough: setup-dev ## every test with all its cases, where `make test` takes a share (long)
	@$(PYTHON) -m scripts.browser --install
	@KITHBOOK_THOROUGH=1 KITH_HOSTILE_SHARE=1 $(PYTHON) -m scripts.gate

check: setup-dev ## the quick steps: format, lint, types, import contracts
	@$(PYTHON) -m scripts.gate format lint types imports

format lint types imports sites wheel tests: setup-dev
	@$(PYTHON) -m scripts.gate $@

unit: setup-dev ## the tests that need no browser, without coverage
	@$(PYTHON) -m pytest -n 2 --dist worksteal --ignore tests/browser

fix: setup-dev ## put format and imports in order, apply safe lint fixes
	@.venv/bin/ruff check --fix --quiet . ; .venv/bin/ruff format --quiet .

bench: setup-dev ## measure load, check and build against plain MkDocs
	@$(PYTHON) -m benchmarks

peers: setup-dev ## put exports to khard, Radicale, vdirsyncer, ical.js, icalendar (needs Node.js)
	@$(PYTHON) -m scripts.peers

release: setup-dev ## VERSION=0.2.0: version, changelog, build, checks, commit and tag; uploads nothing
	@$(PYTHON) -m scripts.release $(VERSION)

matrix: setup-dev ## build both sites with other generators and themes, in .matrix/ (long the first time)
	@$(PYTHON) -m scripts.matrix

installed: setup-dev ## install the wheel into an empty home and go to a published page (WAY=venv, pipx, uv or uvx)
	@$(PYTHON) -m scripts.installed $(WAY)

docs-site: setup-dev ## build this documentation as a site into build/docs
	@NO_MKDOCS_2_WARNING=1 .venv/bin/mkdocs build --quiet --strict --config-file mkdocs.docs.yml

docs: setup-dev ## remake JSON Schema, the reference tables and the sessions of the pages
	@$(PYTHON) -m scripts.generate && $(PYTHON) -m scripts.sessions

screenshots: setup-dev ## take the README's pictures anew (needs Chromium)
	@$(PYTHON) -m scripts.screenshots

lock: setup-dev ## remake requirements/ from pyproject.toml (UPGRADE=1 takes newer releases)
	@sh scripts/lock.sh $(if $(UPGRADE),--upgrade)

vendor: setup-dev ## fetch the vendored JavaScript anew with npm (UPGRADE=1 takes newer releases)
	@$(PYTHON) -m scripts.vendor $(if $(UPGRADE),--upgrade)

model: setup-dev ## build the data of matching anew (half an hour the first time)
	@OPENBLAS_NUM_THREADS=1 $(PYTHON) -m scripts.static_model

clean:    ## remove what was built; the book and .venv stay
	@rm -rf build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache .coverage*

setup:
	@sh scripts/setup.sh runtime

setup-dev:
	@sh scripts/setup.sh dev
