# Everything a user or developer runs. `make help` lists it.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
NODE_STAMP := ui/widget/node_modules/.package-lock.json
ARGS ?=
# What the inner loop leaves to `make test`, which runs everything with every example.
LOOP := HYPOTHESIS_PROFILE=loop $(BIN)/pytest -m "not model and not browser and not chat and not process and not slow"
# Importing torch costs each worker three seconds.
NETWORKS := $(addprefix tests/index/,training/test_training.py reader/test_packaged_reader.py)
unexport PYTHONDONTWRITEBYTECODE # compiling the tests takes longer than running many of them

.DEFAULT_GOAL := help
.PHONY: help setup index sync serve ask eval eval-public eval-quotations train-reader bench bench-peers quick check types touched docs fix test model wheel widget widget-check browser clean

help: ## List the targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-15s %s\n", $$1, $$2}'

setup: $(STAMP) ## Make the environment and install everything, once

$(STAMP): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "Python 3.11 or newer is needed; name it with make PYTHON=python3.11"; exit 1; }
	@echo "Setting up $(VENV) (some minutes on the first run)"
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[dev,docs]'
	@touch $(STAMP)

sync: setup ## Read the documents and build the index; ARGS="--documents DIR" reads others
	@$(BIN)/assistant sync $(ARGS)

index: setup
	@$(BIN)/assistant sync

serve: index ## Set everything up, build the index and serve; prints the address to open
	@$(BIN)/assistant serve $(ARGS)

ask: export QUESTION := $(value Q)
ask: index ## Answer one question: make ask Q="When was Directive No. 5 signed?"
	@$(BIN)/assistant ask $(ARGS) -- "$$QUESTION"

quick: setup ## Style, types and the tests that your change touches: seconds
	@$(MAKE) --no-print-directory --jobs 2 --output-sync types touched

check: setup ## Style, types, architecture and all tests but the slow ones: a minute
	@$(MAKE) --no-print-directory types
	@$(BIN)/lint-imports
	@$(LOOP) -n 2 --dist loadgroup $(addprefix --ignore ,$(NETWORKS)) $(ARGS)

types: setup
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy

touched: setup
	@tests=$$($(BIN)/python -m tests.touched) || exit 1; \
		test -z "$$tests" || $(LOOP) $(ARGS) $$tests || test $$? -eq 5 # 5: none but those it leaves out

fix: setup ## Mend what can be mended automatically
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

test: setup browser ## Set everything up and run all checks and tests, as CI does
	@$(MAKE) --no-print-directory types
	@$(BIN)/lint-imports
	@$(MAKE) --no-print-directory docs
	@$(MAKE) --no-print-directory widget-check
	@$(MAKE) --no-print-directory --jobs 2 --output-sync=line wheel model # each uses one core mostly
	@OMP_NUM_THREADS=1 $(BIN)/pytest -n 3 --dist loadfile -m "not model" $(ARGS)

model: setup
	@$(BIN)/pytest -m model $(ARGS) || test $$? -eq 5

docs: setup ## Build the documentation as a site into var/site; fails on a dead link
	@$(BIN)/python docs/gather.py var/docs
	@$(BIN)/zensical build --clean --strict

widget: setup $(NODE_STAMP) ## Build the chat widget from its TypeScript; fails above 30 KB gzipped
	@$(BIN)/python -m ui.api.openapi | (cd ui/widget && npm run --silent types)
	@cd ui/widget && npm run --silent build && npx --no-install tsc

widget-check: setup $(NODE_STAMP)
	@$(BIN)/python -m ui.api.openapi | (cd ui/widget && npm run --silent types -- --check)
	@cd ui/widget && npm run --silent check && npx --no-install tsc

$(NODE_STAMP): ui/widget/package-lock.json
	@command -v npm >/dev/null || { echo "Installing Node"; apt-get update -qq \
		&& DEBIAN_FRONTEND=noninteractive apt-get install -y -qq nodejs npm >/dev/null; }
	@cd ui/widget && npm ci --silent && touch node_modules/.package-lock.json

browser: ## Install Chromium and fonts for the browser tests, where they are missing
	@command -v chromium >/dev/null || { echo "Installing Chromium"; apt-get update -qq \
		&& DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium fonts-noto-cjk fonts-dejavu-core >/dev/null; }

eval: setup ## Measure the answers on the gold cases and compare them with the baseline
	@$(BIN)/python -m eval $(ARGS)

eval-public: setup ## Run the public question sets through the retriever; ARGS="--set xquad_en" runs one
	@$(BIN)/python -m eval public $(ARGS)

eval-quotations: setup ## Put public questions to the whole assistant; ARGS="--set xquad_en" runs one
	@$(BIN)/python -m eval quotations $(ARGS)

train-reader: setup ## Train the reader anew (an hour and a half on 2 cores, minutes on a GPU)
	@$(BIN)/python -m eval train-reader $(ARGS)

wheel: setup ## Build the wheel, install it into a fresh environment and run it there
	@rm -rf dist var/wheel && mkdir -p var/wheel
	@$(BIN)/python -m pip wheel --quiet --disable-pip-version-check --no-deps --wheel-dir dist .
	@$(PYTHON) -m venv var/wheel/venv
	@var/wheel/venv/bin/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt dist/*.whl
	@cd var/wheel && venv/bin/assistant sync && venv/bin/assistant check && venv/bin/assistant ask "When was Directive No. 5 signed?"
	@rm -rf var/wheel && echo "The wheel in dist/ installs and answers."

bench: setup ## Measure the cost of each stage, of whole commands and of the service
	@$(BIN)/python -m eval bench $(ARGS)

bench-peers: setup ## Compare the search with other programs, each in an environment of its own
	@$(BIN)/python -m eval peers $(ARGS)

clean: ## Remove what was built; documents and settings stay
	@rm -rf var dist .cache .mypy_cache .ruff_cache .pytest_cache .hypothesis
