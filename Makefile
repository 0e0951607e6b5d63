# Two commands: `make run` and `make test`. Everything else is for who works on the program.
PY ?= python3.11
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8501
HOME_DIR ?= data
LOCK := $(BIN)/pip-compile --generate-hashes --no-emit-index-url --no-emit-find-links --no-emit-options --strip-extras --allow-unsafe -q

.PHONY: run test setup setup-dev chromium lint bench lock words

run: setup
	@test -f $(HOME_DIR)/server.db || $(BIN)/python cli.py demo $(HOME_DIR)
	@$(BIN)/python cli.py serve --home $(HOME_DIR) --port $(PORT)

test: setup-dev chromium
	$(BIN)/ruff check .
	$(BIN)/mypy
# What drives a browser runs one by one: two browsers on two cores only wait for each other.
	$(BIN)/python -m pytest -n 2 --dist loadfile --ignore=tests/browser $(ARGS)
	$(BIN)/python -m pytest tests/browser $(ARGS)

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

chromium: setup-dev
	@sh .ci/chromium

lint: setup-dev
	$(BIN)/ruff check .
	$(BIN)/mypy

bench: setup-dev chromium
	$(BIN)/python -m benchmarks

lock: setup-dev
	CUSTOM_COMPILE_COMMAND="make lock" $(LOCK) -o requirements.txt requirements.in
	CUSTOM_COMPILE_COMMAND="make lock" $(LOCK) -o requirements-dev.txt requirements-dev.in

words: setup-dev
	$(BIN)/python locales/update.py
