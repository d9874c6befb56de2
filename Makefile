# Every target does its own setting up, in .venv and nowhere else.
# Stamps below .venv/stamps remember what is done, until a lock file changes.

SHELL  := /bin/bash
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
STAMPS := $(VENV)/stamps

# Hashes make the lock files complete; nothing else is resolved or fetched, and
# what is published as source only is built with the locked build backend.
INSTALL := $(BIN)/python -m pip --disable-pip-version-check install --quiet --no-deps
LOCKED  := $(INSTALL) --no-build-isolation --use-pep517 --require-hashes

# Material prints a notice about MkDocs 2 that says nothing to a reader of logs.
export NO_MKDOCS_2_WARNING := 1

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

.PHONY: help
help: ## List the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-11s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

##
## What a reader or an author needs
##

.PHONY: site
site: $(STAMPS)/project ## Build the site, strictly, into site/
	$(BIN)/mkdocs build --strict

.PHONY: site-folder
site-folder: site ## Build a site to be opened from disk, into site-folder/
	$(BIN)/kb folder site-folder

.PHONY: serve
serve: $(STAMPS)/project ## Show the site at localhost:8000 and follow every change
	$(BIN)/mkdocs serve

.PHONY: check
check: $(STAMPS)/project ## Check essays, concepts, questions and threads
	$(BIN)/kb check

##
## What a developer needs
##

.PHONY: test
test: lint $(VENV)/browser ## Lint, check types and run the tests
	$(BIN)/pytest -n auto

.PHONY: test-long
test-long: $(STAMPS)/test $(VENV)/browser ## Run the tests that take longer
	$(BIN)/pytest -n auto -m long

# The same tests with other requirements: the newest and the lowest that pyproject.toml allows, and
# ProperDocs in place of MkDocs. They are resolved anew each time; PYTHON= names another Python.
STACK     ?= highest
STACKS    := highest lowest properdocs
TESTS     ?= tests
OF_STACK   = $(VENV)/stacks/$(STACK)
RESOLVE    = $(UV) pip compile --quiet --python $(OF_STACK)/bin/python --no-header --no-annotate \
	--no-emit-index-url --extra test --extra bench

.PHONY: test-with
test-with: $(STAMPS)/venv ## Run the tests with other requirements (STACK=highest, lowest or properdocs)
	@[[ " $(STACKS) " == *" $(STACK) "* ]] || { echo 'STACK is one of: $(STACKS).' >&2; exit 1; }
	@test -x "$$(command -v $(UV))" || $(INSTALL) uv
	$(PYTHON) -m venv --clear $(OF_STACK)
	$(RESOLVE) --resolution $(if $(filter lowest,$(STACK)),lowest-direct,highest) pyproject.toml -o $(OF_STACK)/requirements.txt
	$(OF_STACK)/bin/python -m pip --disable-pip-version-check install --quiet --require-hashes -r requirements-build.txt
	$(OF_STACK)/bin/python -m pip --disable-pip-version-check install --quiet --no-deps --no-build-isolation \
		-r $(OF_STACK)/requirements.txt $(if $(filter properdocs,$(STACK)),'properdocs>=1.6.7') -e .
	PATH="$(CURDIR)/$(OF_STACK)/bin:$$PATH" $(if $(filter properdocs,$(STACK)),SITE_GENERATOR=properdocs) \
		$(OF_STACK)/bin/python -m pytest -n auto $(TESTS)

.PHONY: reproducible
reproducible: $(STAMPS)/test ## Build twice, also with another Python (OTHER=/path/to/it), and compare all bytes
	$(if $(OTHER),$(MAKE) VENV=$(VENV)/stacks/other PYTHON=$(OTHER) $(VENV)/stacks/other/stamps/runtime)
	$(if $(OTHER),QUERVERWEIS_OTHER_PYTHON=$(CURDIR)/$(VENV)/stacks/other/bin/python) \
		$(BIN)/pytest -m long tests/build/test_reproducible.py

.PHONY: bench
bench: $(STAMPS)/test ## Measure, beside others, in one run
	$(BIN)/kb bench language
	$(BIN)/kb bench search
	$(BIN)/kb bench pages
	$(BIN)/kb bench import
	$(BIN)/kb bench check
	$(BIN)/kb bench build --profile

.PHONY: bench-small
bench-small: $(STAMPS)/test ## Measure small builds: what does not depend on the machine
	$(BIN)/kb bench build --pages 120 --pages 480 --alone --no-serve --rounds 1 --check

.PHONY: lighthouse
lighthouse: $(STAMPS)/lighthouse ## Ask Lighthouse about five pages, as a phone loads them
	$(BIN)/kb bench lighthouse --check

.PHONY: lint
lint: $(STAMPS)/test ## Check style, types and workflows
	$(BIN)/ruff check --quiet
	$(BIN)/ruff format --check --quiet
	$(BIN)/mypy
	$(BIN)/check-jsonschema --builtin-schema vendor.github-workflows .github/workflows/*.yml
	$(BIN)/check-jsonschema --builtin-schema vendor.dependabot .github/dependabot.yml
	$(BIN)/check-jsonschema --builtin-schema vendor.github-issue-config .github/ISSUE_TEMPLATE/config.yml
	$(BIN)/check-jsonschema --builtin-schema vendor.github-issue-forms $(filter-out %/config.yml,$(wildcard .github/ISSUE_TEMPLATE/*.yml))
	$(BIN)/zizmor --offline --quiet .github

.PHONY: schemas
schemas: $(STAMPS)/project ## Write what editors know of our files, after a change of their tables
	$(BIN)/python -m knowledge.editors.schemas

# The backend comes from [build-system], so that its version is written once.
UV   ?= $(BIN)/uv
LOCK  = $(UV) pip compile --quiet --universal --fork-strategy fewest --python-version 3.11 \
	--generate-hashes --no-header --no-emit-index-url

.PHONY: lock
lock: $(STAMPS)/venv ## Write the lock files anew (UPGRADE=1 for newer versions)
	@test -x "$$(command -v $(UV))" || $(INSTALL) uv
	$(LOCK) $(if $(UPGRADE),--upgrade) pyproject.toml -o requirements.txt
	$(LOCK) $(if $(UPGRADE),--upgrade) --extra test --extra bench -c requirements.txt --no-annotate pyproject.toml -o requirements-test.txt
	$(BIN)/python -c 'import tomllib; print(*tomllib.load(open("pyproject.toml", "rb"))["build-system"]["requires"], sep="\n")' \
		| $(LOCK) $(if $(UPGRADE),--upgrade) --no-annotate - -o requirements-build.txt

.PHONY: sbom
sbom: $(STAMPS)/test ## List everything a site is built with, as CycloneDX, into build/
	@mkdir -p build
	$(BIN)/python -m knowledge.supply.sbom requirements.txt > build/sbom.cdx.json

.PHONY: licences
licences: $(STAMPS)/test ## List on what terms each requirement is used, into build/
	@mkdir -p build
	$(BIN)/python -m knowledge.supply.licences requirements.txt requirements-test.txt requirements-build.txt > build/licences.md

# Asks the advisory service of the package index; nothing is resolved or installed.
.PHONY: audit
audit: $(STAMPS)/test ## Ask whether a locked requirement has a known flaw
	for lock in requirements.txt requirements-test.txt requirements-build.txt; do \
		$(BIN)/pip-audit --strict --progress-spinner off --disable-pip --require-hashes -r $$lock || exit 1; done

# It only tells: what other sites do decides nothing here. LinkChecker ends with 1 if it found any.
.PHONY: links
links: site $(STAMPS)/test ## Ask other sites whether what we link to is still there
	@mkdir -p build
	$(BIN)/python -m knowledge.supply.outside site > build/outside.txt
	$(BIN)/linkchecker --config tests/linkchecker.ini --stdin < build/outside.txt > build/outside.csv || [ $$? = 1 ]
	$(BIN)/python -m knowledge.supply.outside site build/outside.csv

.PHONY: clean
clean: ## Remove everything that can be made again
	rm -rf $(VENV) site site-folder .cache .pytest_cache .mypy_cache .ruff_cache .hypothesis build *.egg-info
	find hooks scripts tests -name __pycache__ -prune -exec rm -rf {} + 2>/dev/null || true

##
## Setting up
##

$(STAMPS)/venv:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
		echo 'Querverweis needs Python 3.11 or newer, and $(PYTHON) is not: name one with `make PYTHON=/path/to/python3`.' >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
		echo '$(PYTHON) cannot make a virtual environment: install its venv package (on Debian: apt-get install python3-venv).' >&2; exit 1; }
	$(PYTHON) -m venv --clear $(VENV)
	@mkdir -p $(STAMPS) && touch $@

$(STAMPS)/build: requirements-build.txt $(STAMPS)/venv
	$(LOCKED) -r requirements-build.txt
	@touch $@

$(STAMPS)/runtime: requirements.txt $(STAMPS)/build
	$(LOCKED) -r requirements.txt
	@touch $@

$(STAMPS)/project: pyproject.toml $(STAMPS)/runtime
	$(INSTALL) --no-build-isolation -e .
	@touch $@

$(STAMPS)/test: requirements-test.txt $(STAMPS)/project
	$(LOCKED) -r requirements-test.txt
	@mkdir -p $(VENV)/typing && ln -sfn ../../scripts $(VENV)/typing/kb
	@touch $@

# Node and npm are the machine's own; the lock file names versions and hashes, and no addresses.
$(STAMPS)/lighthouse: tests/lighthouse/package-lock.json $(STAMPS)/test
	@command -v npm >/dev/null || { \
		echo 'Lighthouse needs Node 18.16 or newer, with npm: install them (on Debian: apt-get install nodejs npm).' >&2; exit 1; }
	@mkdir -p $(VENV)/lighthouse && cp tests/lighthouse/package.json tests/lighthouse/package-lock.json tests/lighthouse/.npmrc $(VENV)/lighthouse
	cd $(VENV)/lighthouse && npm ci --ignore-scripts --silent
	@touch $@

# The file holds the path of the browser, or the word playwright for its own.
$(VENV)/browser: tests/site/browser.sh $(STAMPS)/test
	@PATH="$(CURDIR)/$(BIN):$$PATH" bash tests/site/browser.sh $@
