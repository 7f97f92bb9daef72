# One command per need. `make run` and `make test` work on a bare Debian 12.
.DEFAULT_GOAL := help
SHELL := /bin/bash
PY := .venv/bin/python
BIN := .venv/bin
WITH := $(PY) scripts/private_services.py with
PYTHON_CODE := config screens demo administration workflow survey circulars offices papers outbox thai scripts tests benchmarks deploy manage.py
LOCK := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-emit-find-links --custom-compile-command "make lock"
# Tests in parallel; JOBS=0 runs them in one process.
JOBS ?= 2
TESTS := $(BIN)/pytest -n $(JOBS) --dist loadfile
# How many single damages are tried, and which ones.
N ?= 40
SEED ?= 1

.PHONY: help run stop reset test cover mutants style check fix bench reader reading-figures setup \
	setup-test assets messages lock

help: ## show these lines
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 12

setup: ## install what is missing: Debian packages, virtualenv, front end
	@python3 scripts/bootstrap.py run

setup-test: ## the same with everything that tests need
	@python3 scripts/bootstrap.py test

run: ## install what is missing and start everything; Ctrl-C stops it
	@exec python3 scripts/run.py

stop: ## stop a run of this folder and its private PostgreSQL and Redis
	@python3 scripts/run.py stop

reset: ## delete this folder's database, uploads and mail (asks)
	@read -r -p "Delete all data under var/? Type yes: " answer && [ "$$answer" = yes ]
	@python3 scripts/run.py stop
	rm -rf var

test: setup-test ## whole test suite: real PostgreSQL, Redis, Celery, Chromium
	$(TESTS) $(if $(COVER),--cov --cov-report=) $(ARGS)

cover: setup-test ## the same with its coverage; CONTEXTS=yes notes which test runs which line
ifdef CONTEXTS
	$(PY) scripts/mutants.py --keep-sources
	COVER_BRANCH=false COVERAGE_FILE=var/coverage/contexts \
		$(TESTS) --cov --cov-context=test --cov-report= --cov-fail-under=0 $(ARGS)
else
	@$(TESTS) --cov --cov-report= $(ARGS); result=$$?; \
		$(BIN)/coverage report --fail-under=0 | tail -n 25; exit $$result
endif

mutants: setup-test ## damage N lines of the rules, drawn by SEED; print what no test notices
	@$(PY) scripts/mutants.py --number $(N) --seed $(SEED) --jobs $(JOBS) \
		$(if $(STRICT),--strict) $(ARGS)

style: setup-test ## style, types, imports, migrations, templates, diagram
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/djlint templates --lint --quiet
	$(BIN)/djangofmt --check templates
	DEBUG=yes $(WITH) $(PY) manage.py makemigrations --check --dry-run
	DEBUG=yes $(WITH) $(PY) manage.py state_diagram --check README.md

check: style ## style and guards: what tells at once that something is amiss
	$(BIN)/pytest -q tests/guards

fix: setup-test ## mend what the tools can mend
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	$(BIN)/djangofmt templates

bench: setup-test ## measure; every file of benchmarks/ prints its table
	@set -e; for file in benchmarks/*.py; do \
		echo "== $$file"; DEBUG=no $(WITH) $(PY) "$$file"; done

reader: setup ## train the line reader of scans: hours of one core, never needed to run
	@test -x var/trainer/bin/pip || python3 -m venv var/trainer
	var/trainer/bin/pip install --quiet --require-hashes -r requirements-reader.txt
	@$(PY) -m scripts.reader.fonts
	nice -n 10 var/trainer/bin/python -m scripts.reader $(ARGS)

reading-figures: setup-test ## how well scans are read, per resolution and font
	@DEBUG=no $(WITH) $(PY) benchmarks/reading_scans.py $(ARGS)

assets: setup ## build styles, scripts, fonts and icons when their sources changed

messages: setup ## collect texts for translation into locale/en
	$(PY) manage.py makemessages -l en --no-obsolete --add-location file \
		-i node_modules -i .venv -i var -i tests

lock: ## choose versions anew and write the lock files
	$(LOCK) $(ARGS) requirements.in -o requirements.txt
	$(LOCK) $(ARGS) requirements.in requirements-dev.in -o requirements-dev.txt
	$(LOCK) $(ARGS) requirements-reader.in -o requirements-reader.txt
