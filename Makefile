# Samsyn. `make` alone lists what can be done.
.DEFAULT_GOAL := help
.NOTPARALLEL:
MAKEFLAGS += --no-builtin-rules --no-print-directory

PYTHON ?= python3
DEMO ?= 1
PYTEST ?= -n 2 --dist loadfile -q
export PYTHONPATH := $(CURDIR)/backend
PY := $(CURDIR)/.venv/bin/python
VENV := .venv/.base
DEV := .venv/.dev
NODE := frontend/node_modules/.package-lock.json
SPA := frontend/dist/index.html
SPA_SOURCES := $(shell find frontend/src frontend/public frontend/index.html frontend/*.ts frontend/*.cjs 2>/dev/null)
present = $(wildcard $(1))

.PHONY: help
help: ## List the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{ printf "  make %-12s %s\n", $$1, $$2 }'

# ---- run

.PHONY: run
run: $(VENV) $(SPA) ## Install, build, migrate, seed the demo and start (DEMO=0: start empty)
	@SAMSYN_DEMO=$(DEMO) exec $(PY) -m samsyn run

.PHONY: seed
seed: $(VENV) ## Fill an empty database with the demo municipality
	@SAMSYN_DEMO=1 $(PY) -m samsyn seed

# ---- test

.PHONY: test
test: check test-backend test-contract test-frontend test-browser ## Everything CI runs
	@echo "make test: all parts passed"

.PHONY: test-backend
test-backend: $(DEV)
	@tools/part.sh "backend tests" $(PY) -m pytest tests --ignore=tests/contract --ignore=tests/e2e $(PYTEST)

.PHONY: test-contract
test-contract: $(DEV) $(NODE)
ifneq ($(call present,tests/contract),)
	@tools/part.sh "contract tests" $(PY) -m pytest tests/contract -q
endif

.PHONY: test-frontend
test-frontend: $(NODE)
ifneq ($(call present,frontend/src),)
	@tools/part.sh "frontend unit tests" npm --prefix frontend test --silent
endif

.PHONY: test-browser
test-browser: $(DEV) $(SPA)
ifneq ($(call present,frontend/e2e),)
	@tools/part.sh "browser tests" $(PY) tools/browser_tests.py
endif

# ---- check

CHECKS := format lint types layers imports budgets hosts licences settings
ifneq ($(call present,frontend/src),)
CHECKS += frontend-lint frontend-types
endif
.PHONY: check $(CHECKS:%=check-%)
check: $(CHECKS:%=check-%) ## Format, lint, types, layers, budgets, hosts, licences, drift (-k: all faults at once)
$(CHECKS:%=check-%): $(DEV) $(SPA)

check-format: ; @tools/part.sh -q "format" $(PY) -m ruff format --check --quiet .
check-lint: ; @tools/part.sh -q "lint" $(PY) -m ruff check --quiet .
check-types: ; @tools/part.sh -q "types" $(PY) -m mypy $(wildcard backend tools tests migrations benchmarks)
check-layers: ; @tools/part.sh -q "layers" $(PY) tools/import_contracts.py --check
check-imports: ; @tools/part.sh -q "imports" .venv/bin/lint-imports --no-cache
check-budgets: ; @tools/part.sh -q "budgets" $(PY) tools/budgets.py
check-hosts: ; @tools/part.sh -q "hosts and secrets" $(PY) tools/hosts.py
check-licences: ; @tools/part.sh -q "licences" $(PY) tools/licences.py --check
check-settings: ; @tools/part.sh -q "settings table" $(PY) tools/settings_table.py --check
check-frontend-lint: ; @tools/part.sh -q "frontend lint" npm --prefix frontend run lint --silent
check-frontend-types: ; @tools/part.sh -q "frontend types" npm --prefix frontend run typecheck --silent

.PHONY: fmt
fmt: $(DEV) ## Format, and write what is generated from the sources
	@$(PY) -m ruff check --fix-only --quiet .
	@$(PY) -m ruff format --quiet .
	@$(PY) tools/import_contracts.py
	@$(PY) tools/licences.py
	@$(PY) tools/settings_table.py

# ---- outside the tests: these resume, and leave their figures in docs/benchmarks.md

.PHONY: bench
bench: $(DEV) ## Speed and memory against the same duties by hand
	@$(PY) -m benchmarks

.PHONY: chaos
chaos: $(DEV) ## Kill the database and the web process under load
	@$(PY) -m tests.chaos

.PHONY: mutants
mutants: $(DEV) ## Remove each lock in turn; the tests must notice every one
	@$(PY) -m tests.mutants

.PHONY: screens
screens: $(DEV) $(SPA) ## Pictures of every page in var/screens
	@$(PY) tools/browser_tests.py --screens

# ---- develop

.PHONY: api-client
api-client: $(DEV) $(NODE) ## Write openapi/ and the generated clients
	@$(PY) -m samsyn openapi
	@npm --prefix frontend run gen:api --silent

.PHONY: migration
migration: $(DEV) ## A new migration: make migration m="what it does"
	@test -n "$(m)" || { echo 'say what it does: make migration m="…"'; exit 1; }
	@$(PY) -m samsyn migration "$(m)"

.PHONY: clean
clean: ## Remove what was installed and built; var/ (data) stays
	@rm -rf .venv frontend/node_modules frontend/dist .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .grimp_cache

# ---- what the targets stand on

.venv/.base: backend/requirements/base.txt
	@tools/python_env.sh "$(PYTHON)" base.txt
	@touch $@

.venv/.dev: backend/requirements/dev.txt .venv/.base
	@tools/python_env.sh "$(PYTHON)" dev.txt
	@touch $@

$(NODE): $(call present,frontend/package-lock.json)
	@tools/node_env.sh
	@touch $@

$(SPA): $(SPA_SOURCES) $(NODE)
	@echo "Building the web pages …"
	@npm --prefix frontend run build --silent -- --logLevel warn
	@touch $@
