# Every command of the project. `make` alone lists them; docs/deployment.md says what the settings mean.

VENV := .venv
PY := $(VENV)/bin/python
PYTEST := $(VENV)/bin/pytest -n 2 --dist worksteal
# Developers' commands meet the demo people that `make run` made; outside a demo those are an error.
DEMO := TRACKER_DEMO=1

.PHONY: help
help:  ## list the commands
	@sed -nE 's/^([a-z-]+):.*## (.*)/\1\t\2/p' $(MAKEFILE_LIST) | expand -t 16

.PHONY: run
run: $(VENV)/.installed  ## serve the tracker with the Mali corpus at http://127.0.0.1:8000 (PORT=, DATABASE_URL=)
	@.ci/serve

.PHONY: test
test: venv  ## the whole suite, browser tests included
	@.ci/browser
	@.ci/pdf-libraries
	$(PYTEST)

.PHONY: check
check: lint layers test  ## everything: format, lint, types, migrations, layers, tests

.PHONY: lint
lint: venv  ## format, lint, types, security, migrations; changes nothing
	$(VENV)/bin/ruff format --check
	$(VENV)/bin/ruff check
	$(VENV)/bin/mypy
	$(VENV)/bin/bandit --quiet --recursive --configfile pyproject.toml claims tracker
	$(VENV)/bin/djlint --lint --quiet templates
	$(DEMO) $(PY) manage.py makemigrations --check --dry-run

.PHONY: layers
layers: venv  ## who imports whom
	$(VENV)/bin/pytest --quiet tests/test_layers.py

.PHONY: format
format: venv  ## put the code into the one format
	$(VENV)/bin/ruff check --fix --select I
	$(VENV)/bin/ruff format

.PHONY: test-postgres
test-postgres: venv  ## the same suite on PostgreSQL
	@.ci/browser
	@.ci/pdf-libraries
	@url="$$($(PY) .ci/postgres.py start)" && DATABASE_URL="$$url" EXPECT_ENGINE=postgresql $(PYTEST)

.PHONY: postgres
postgres: venv  ## start a PostgreSQL when none answers, and print its DATABASE_URL
	@$(PY) .ci/postgres.py start

.PHONY: stop-postgres
stop-postgres: venv  ## stop the PostgreSQL that `make postgres` started; its data stay
	@$(PY) .ci/postgres.py stop

.PHONY: rebuild
rebuild: venv  ## recompute every finding, status and conflict
	$(DEMO) $(PY) manage.py rebuild

.PHONY: bench
bench: venv  ## measure the speed (ARGS=--help)
	$(PY) -m bench $(ARGS)

.PHONY: venv
venv: $(VENV)/.installed-dev  ## the virtual environment with everything for development

# A stamp is newer than its requirements file exactly when that file is installed.
$(VENV)/.installed: requirements.txt
	@.ci/venv requirements.txt
	@touch $@

$(VENV)/.installed-dev: $(VENV)/.installed requirements-dev.txt
	@.ci/venv requirements-dev.txt
	@touch $@
