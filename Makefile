# Two commands: `make run` and `make test`. Everything else is for who works on the program, see CONTRIBUTING.md.
PY ?= python3.11
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8501
HOME_DIR ?= data
LOCK := $(BIN)/pip-compile --generate-hashes --no-emit-index-url --no-emit-find-links --no-emit-options --strip-extras --allow-unsafe -q

# Tests start hundreds of processes: what Python made of the modules is kept, also where the environment says otherwise.
unexport PYTHONDONTWRITEBYTECODE

# `make quick coding`, `make bench desk`: what follows names rooms or benchmarks, and is no target of its own.
ifneq ($(filter quick bench trust,$(firstword $(MAKECMDGOALS))),)
NAMES := $(wordlist 2,$(words $(MAKECMDGOALS)),$(MAKECMDGOALS))
.PHONY: $(NAMES)
$(NAMES): ; @:
endif

.PHONY: run dev test quick setup setup-dev setup-provider chromium lint bench lock audit words demo

run: setup demo
	@$(BIN)/python cli.py serve --home $(HOME_DIR) --port $(PORT)

dev: setup-dev demo
	@$(BIN)/python cli.py serve --dev --home $(HOME_DIR) --port $(PORT)

demo: setup
	@test -f $(HOME_DIR)/server.db || $(BIN)/python cli.py demo $(HOME_DIR)

test: setup-dev setup-provider chromium
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/python -m pytest -n 2 --dist loadfile --no-loadscope-reorder --ignore=tests/browser $(ARGS)
# On its own: one browser and its server keep two thirds of one core busy, and the tests above keep both so.
	$(BIN)/python -m pytest -n 2 --dist loadfile --no-loadscope-reorder tests/browser $(ARGS)

# Without a browser, a speech model, what takes seconds or faults on purpose; `tests/conftest.py` says which tests those are.
quick: setup-dev
	$(BIN)/ruff check $(or $(wildcard $(NAMES) $(addprefix tests/,$(NAMES))),.)
	$(BIN)/python -m pytest -q -m "not browser and not model and not fault and not slow" $(addprefix tests/,$(NAMES)) $(ARGS)

setup: $(VENV)/.run
setup-dev: $(VENV)/.dev

# python3.11 by name where there is one, else python3 when it is 3.11 or newer.
$(BIN)/python:
	@sh .ci/venv $(VENV) $(PY)

$(VENV)/.run: requirements.txt | $(BIN)/python
	$(BIN)/python -m pip install -q --require-hashes -r requirements.txt
	@touch $@

$(VENV)/.dev: requirements-dev.txt $(VENV)/.run
	$(BIN)/python -m pip install -q --require-hashes -r requirements-dev.txt
	@touch $@

# A real OpenID Connect provider for the tests of signing in through an organisation, in an environment of its own.
setup-provider: .venv.provider/.made

.venv.provider/.made: requirements-provider.txt .ci/provider
	@sh .ci/provider $(PY)

chromium: setup-dev
	@sh .ci/chromium

lint: setup-dev
	$(BIN)/ruff check .
	$(BIN)/mypy

bench: setup-dev chromium
	$(BIN)/python -m benchmarks $(NAMES)

# The proofs of SECURITY.md, and what came of them written into it; a word chooses some.
trust: setup-dev chromium
	$(BIN)/python -m benchmarks.trust $(NAMES)

lock: setup-dev
	CUSTOM_COMPILE_COMMAND="make lock" $(LOCK) -o requirements.txt requirements.in
	CUSTOM_COMPILE_COMMAND="make lock" $(LOCK) -o requirements-dev.txt requirements-dev.in
	CUSTOM_COMPILE_COMMAND="make lock" $(LOCK) -o requirements-provider.txt requirements-provider.in

# Known faults in what the locks name; needs a registry that knows them, and says so where there is none.
audit: setup-dev
	$(BIN)/python .ci/audit

words: setup-dev
	$(BIN)/python locales/update.py
