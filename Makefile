# What contributors run. `make` alone lists it; the first run makes the environment in .venv.
# Needs GNU make and Python 3.11 or later. `.ci/run` runs all of it in a fresh environment.

PYTHON ?= python3
BENCH ?= startup
T ?=
PARTS ?=

bin := .venv/bin
unexport LEADERBOARD_DATA NO_COLOR FORCE_COLOR COLUMNS # what is set for daily use changes no check

.DEFAULT_GOAL := help
.PHONY: help setup test apart lint fix types data docs site links bench torture dist all

help: ## list what there is
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-7s  %s\n", $$1, $$2 }' Makefile

setup: .venv/ready ## make the environment in .venv

.venv/ready: pyproject.toml
	$(PYTHON) -m venv .venv
	$(bin)/pip install -q -e '.[dev]'
	touch $@

test: .venv/ready ## run the tests, or some: make test T=tests/test_names.py
	$(bin)/pytest $(T)

apart: .venv/ready ## run the tests that need a browser, LaTeX, shells, terminals or engines, measure or take long
	$(bin)/pytest -m apart

lint: .venv/ready ## check the style
	$(bin)/ruff check .
	$(bin)/ruff format --check .

fix: .venv/ready ## mend what can be mended of the style
	$(bin)/ruff check --fix .
	$(bin)/ruff format .

types: .venv/ready ## check the types
	$(bin)/mypy

data: .venv/ready ## check the tables in data/, and those in the documents
	$(bin)/leaderboard check --strict data
	$(bin)/leaderboard sync --check docs/boards.md

docs: .venv/ready ## bring the tables, answers and pictures of the documents up to date, and test the documents
	$(bin)/leaderboard sync docs/boards.md
	$(bin)/python tests/pages.py
	$(bin)/python tests/picture.py
	$(bin)/python tests/site_pictures.py
	$(bin)/python tests/worked_notebook.py
	$(bin)/pytest -q tests/test_readme.py tests/test_pages.py tests/test_guides.py tests/test_notebook.py

site: .venv/docs ## make a site of the documents in build/docs
	$(bin)/sphinx-build -W --keep-going -q docs build/docs

links: .venv/docs ## ask the web whether the documents link to something that is there
	$(bin)/sphinx-build -W --keep-going -q -b linkcheck docs build/links

.venv/docs: .venv/ready
	$(bin)/pip install -q -e '.[docs]'
	touch $@

bench: .venv/ready ## measure the speed: make bench BENCH=large, or another script of tests/benchmarks/
	$(bin)/python tests/benchmarks/$(BENCH).py

torture: .venv/ready ## kill, fill, race and fuzz it for an hour, or in part: make torture PARTS="--short kills"
	$(bin)/python tests/torture $(PARTS)

dist: .venv/ready ## build the wheel and the source distribution in dist/
	$(bin)/python -m build

all: lint types data test apart ## everything that a pull request has to pass
