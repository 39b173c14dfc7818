# One door to everything: `make help`.

VENV ?= .venv
PORT ?= 8000
BIN := $(VENV)/bin
PY := $(BIN)/python
INSTALLED := $(VENV)/.installed
SITE := _build/html

# The newest Python that runs and can make an environment; PYTHON=... overrides.
CANDIDATES := python3.13 python3.12 python3.11
runs = $(shell $(1) -c 'import ensurepip, venv' >/dev/null 2>&1 && echo $(1))
PYTHON ?= $(firstword $(foreach candidate,$(CANDIDATES),$(call runs,$(candidate))))

.DEFAULT_GOAL := help
.PHONY: help book serve notebooks test bench run set-repository drift clean

help: ## this list
	@echo "From Attractors to Attention. make ..."
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  %-16s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

book: $(INSTALLED) ## the site, from stored outputs; prints where it is
	@$(PY) -m booktools.site

serve: book ## the site at http://127.0.0.1:8000 (PORT=...), in your browser
	@echo "Serving http://127.0.0.1:$(PORT)/ until Ctrl-C."
	@(sleep 1; $(PY) -m webbrowser -t http://127.0.0.1:$(PORT)/) >/dev/null 2>&1 &
	@$(PY) -m http.server $(PORT) --bind 127.0.0.1 --directory $(SITE)

notebooks: $(INSTALLED) ## execute the chapters that changed (CHAPTER=attention/layers for one, ALL=1 for all)
	@$(PY) -m booktools.notebooks $(CHAPTER) $(if $(ALL),--all)

test: $(INSTALLED) ## everything that is checked: lint, types, layers, tests, chapters, pages
	$(BIN)/ruff check lib tests benchmarks
	$(BIN)/ruff format --check lib tests benchmarks
	$(BIN)/mypy
	$(BIN)/lint-imports
	OMP_NUM_THREADS=1 $(PY) -m pytest -n 2 --dist loadfile --no-loadscope-reorder

run: $(INSTALLED) ## run an experiment, save it in runs/: EXPERIMENT=hopfield-capacity SCALE=toy
	@$(PY) -m attractor run $(EXPERIMENT) --scale $(or $(SCALE),toy)

bench: $(INSTALLED) ## times and sizes, beside plain implementations
	@for benchmark in benchmarks/*.py; do echo "== $$benchmark"; $(PY) $$benchmark || exit 1; done

set-repository: $(INSTALLED) ## write the book's address everywhere: URL=https://github.com/YOU/REPOSITORY
	@$(PY) -m booktools.repository $(URL)
	@$(PY) -m booktools.notebooks

drift: ## run the chapters against the newest torch, numpy and plotly, in an environment of their own
	@$(MAKE) VENV=_build/drift _build/drift/.installed
	_build/drift/bin/python -m pip install --upgrade torch numpy plotly
	_build/drift/bin/python -m booktools.rerun

clean: ## remove what was built; the environment stays
	rm -rf _build build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache

$(INSTALLED): requirements.txt pyproject.toml
	@if [ -z "$(PYTHON)" ]; then \
		echo "Python 3.11, 3.12 or 3.13 with its venv module is missing (Debian: apt install python3-venv); install one, or name one: make PYTHON=/path/to/python"; \
		exit 1; \
	fi
	@if [ ! -x $(PY) ]; then \
		echo "Making the environment in $(VENV) with $(PYTHON): about 2 GB."; \
		$(PYTHON) -m venv $(VENV); \
	fi
	@echo "Installing requirements.txt and the package with pip: minutes the first time."
	@$(PY) -m pip install --quiet -r requirements.txt
	@$(PY) -m pip install --quiet --no-build-isolation --editable .
	@touch $@
