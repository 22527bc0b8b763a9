# `make demo` and `make test` are all that a newcomer needs; `make help` lists the rest.

PORT ?= 8000
VENV := .venv
BIN := $(VENV)/bin
# The first Python on the PATH that runs and is new enough.
PYTHON ?= $(shell for python in python3 python3.13 python3.12 python3.11; do \
	$$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$python; break; }; done)

.PHONY: help demo test quick soak check format messages lock screenshots benchmark clean

help:
	@echo "make demo    the tracker on this machine, with the first dataset (PORT=9000 for another port)"
	@echo "make test    all tests, on SQLite and, where it is installed, on PostgreSQL"
	@echo "make quick   the fast tests, on SQLite only: while you work"
	@echo "make soak    long runs and full matrices too: each night"
	@echo "make check   formatting, lint, types, layers, migrations, translations"
	@echo "make format  put code and templates in order"
	@echo "make lock    renew the locked dependencies (needs uv)"
	@echo "make screenshots  every kind of page, in var/screenshots/ (needs chromium)"
	@echo "make benchmark  every figure of speed with its goal, on both engines (SIZES=10000 for a short one)"

$(BIN)/python:
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed. If it is not on the PATH: make PYTHON=/path/to/python3.11 …"; exit 1; }
	@$(PYTHON) -m venv $(VENV)

$(VENV)/installed: requirements.txt | $(BIN)/python
	@echo "Installing what the tracker needs …"
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@touch $@

$(VENV)/installed-dev: requirements-dev.txt $(VENV)/installed
	@echo "Installing what the tests need …"
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@

# Compiled without gettext, so that a fresh machine needs nothing but Python and make.
%.mo: %.po | $(VENV)/installed
	@$(BIN)/pybabel --quiet compile --use-fuzzy -i $< -o $@ -l $(notdir $(patsubst %/LC_MESSAGES/,%,$(dir $<)))

MESSAGES := $(patsubst %.po,%.mo,$(wildcard locale/*/LC_MESSAGES/*.po locale/libraries/*/LC_MESSAGES/*.po))

# What lies in var/ (secret, database, password) is for its owner alone.
var/env: | $(BIN)/python
	@mkdir -p -m 700 var
	@umask 077; printf 'SECRET_KEY=%s\nHTTPS=false\n' "$$($(BIN)/python -c 'import secrets; print(secrets.token_urlsafe(50))')" > $@

demo: $(VENV)/installed $(MESSAGES) var/env
	@$(BIN)/python manage.py collectstatic --noinput --verbosity 0
	@umask 077; $(BIN)/python manage.py prepare_demo --port $(PORT)
	@umask 077; SECOND_FACTOR=false exec $(BIN)/granian --interface wsgi --host 127.0.0.1 --port $(PORT) --blocking-threads 24 --no-ws --respawn-failed-workers --log-level warning upr_tracker.wsgi:application

test: $(VENV)/installed-dev $(MESSAGES)
	@$(BIN)/python -m tools.engines

quick: $(VENV)/installed-dev $(MESSAGES)
	@$(BIN)/python -m tools.engines --only sqlite -m "not slow and not browser"

soak: $(VENV)/installed-dev $(MESSAGES)
	@$(BIN)/python -m tools.engines --soak

check: $(VENV)/installed-dev $(MESSAGES)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/djade --check --target-version 5.2 $$(git ls-files 'templates/*.html')
	$(BIN)/djhtml --check --tabwidth 2 $$(git ls-files 'templates/*.html')
	$(BIN)/lint-imports
	$(BIN)/mypy
	$(BIN)/python -m tools.count_untyped
	SECRET_KEY=check $(BIN)/python manage.py check --fail-level WARNING
	SECRET_KEY=check $(BIN)/python manage.py makemigrations --check --dry-run

format: $(VENV)/installed-dev
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .
	-@$(BIN)/djade --target-version 5.2 $$(git ls-files 'templates/*.html') # fails when it changed something
	@$(BIN)/djhtml --tabwidth 2 $$(git ls-files 'templates/*.html')

# Needs GNU gettext: only who changes texts of the interface runs it.
messages: $(VENV)/installed-dev
	SECRET_KEY=messages $(BIN)/python manage.py makemessages -l ru -l kk --no-location --no-wrap --no-obsolete -i '.venv' -i 'tests' -i 'var'

lock:
	uv pip compile pyproject.toml --universal --no-header --generate-hashes -p 3.11 -o requirements.txt
	uv pip compile pyproject.toml --extra dev --universal --no-header --generate-hashes -p 3.11 -o requirements-dev.txt

screenshots: $(VENV)/installed-dev $(MESSAGES)
	@$(BIN)/python -m tools.screenshots

# The peer has dependencies of its own, so it has an environment of its own.
var/benchmark/installed: benchmarks/peer.txt | $(BIN)/python
	@$(PYTHON) -m venv var/benchmark
	@var/benchmark/bin/pip install --quiet --disable-pip-version-check -r benchmarks/peer.txt
	@touch $@

SIZES ?= 1000 10000 120000

benchmark: $(VENV)/installed-dev $(MESSAGES) var/env var/benchmark/installed
	@DEBUG=false $(BIN)/python manage.py collectstatic --noinput --verbosity 0
	@$(BIN)/python -m benchmarks.files $(SIZES)
	@$(BIN)/python -m benchmarks.site $(SIZES)

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
