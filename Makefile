# Everything a developer or an operator runs. `make help` lists it.
SHELL := /bin/bash
.DEFAULT_GOAL := help
PYTHON ?= python3.11
BIN := .venv/bin
ENGINE := .venv-engine/bin
ENCODER := .venv-encoder/bin

.PHONY: help demo test setup lint format test-engine test-app nlu-report lock

help: ## Show what can be made
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/' | expand -t 18

demo: ## Set up and run everything on this machine; PORT=8000 unless set
	@$(PYTHON) deploy/setup.py app engine
	@exec $(BIN)/python -m deploy.demo

setup: ## Set up all that tests need
	@$(PYTHON) deploy/setup.py dev engine-dev servers

test: setup lint test-engine test-app ## Set up, lint and run all tests

lint: ## ruff, mypy strict, import-linter
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: ## Rewrite the code as ruff wants it
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

test-engine: ## Tests of the Rasa components, in the engine environment
	$(ENGINE)/python -m pytest -c bot/pytest.ini --rootdir . tests/bot

test-app: ## All other tests, those with a live engine included
	$(BIN)/python -m pytest

nlu-report: ## Cross-validation: precision and recall per intent
	$(ENGINE)/python -m bot.report

bench-turns: ## Web chat turns: latency, throughput, memory; ours over stock Rasa
	$(BIN)/python -m benchmarks.bench_turns

bench-search: ## Search: quality, time and growth over the national list; ours and peers
	@$(PYTHON) deploy/setup.py encoder engine
	$(ENCODER)/python -W ignore -m benchmarks.search

encoder: ## Train the search encoder (EXPORT=../shared/data/procedures.jsonl.gz); resumes where it was
	@$(PYTHON) deploy/setup.py encoder
	.venv-encoder/bin/python -m knowledge.encoder --export $(or $(EXPORT),../shared/data/procedures.jsonl.gz)

bench-aspects: ## The part asked about: how often it is found, held out and cross-validated
	$(BIN)/python -m benchmarks.search.aspects
	$(BIN)/python -m benchmarks.search.tune_aspects --crossed

lock: ## Solve the lock files anew from the .in files
	bash deploy/lock.sh
