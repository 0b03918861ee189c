# Every command of the project. `make help` lists them; docs/deployment.md says what the settings mean.

SHELL := /bin/bash
.DEFAULT_GOAL := help
VENV := .venv
PY := $(VENV)/bin/python
# Each stamp is newer than its requirements file exactly when that file is installed.
RUN_STAMP := $(VENV)/.installed
DEV_STAMP := $(VENV)/.installed-dev

.PHONY: help
help:  ## list the commands
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 18

$(RUN_STAMP): requirements.txt .ci/venv
	@.ci/venv requirements.txt
	@touch $@

$(DEV_STAMP): $(RUN_STAMP) requirements-dev.txt
	@.ci/venv requirements-dev.txt
	@touch $@

.PHONY: venv
venv: $(DEV_STAMP)  ## the virtual environment with everything for development
