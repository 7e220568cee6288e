# Set-up, checks and locks. `make` alone lists the targets; docs/development.md explains them.
# Works with GNU make 3.81 and later.
#
#   PYTHON=python3.12   the interpreter to make the environment with
#   VENV=.venv-3.12     the environment, where .venv is not the one to use
#   ARGS="-k path"      passed on to pytest by `make test`
#   UPGRADE=1           `make lock` takes the newest versions instead of keeping what is locked

VENV := .venv
UV = $(firstword $(wildcard $(VENV)/bin/uv) uv)

python := $(VENV)/bin/python
careergraph := $(VENV)/bin/careergraph
pip := $(python) -m pip --disable-pip-version-check
# A stamp holds the folder that it was made in: an environment does not survive being moved.
installed := $(VENV)/.installed
installed_dev := $(VENV)/.installed-dev

.DEFAULT_GOAL := help
.PHONY: help demo test lint types layers transcripts lock clean usable-environment

# $(call step,TITLE,COMMAND): one line when all is well, everything that COMMAND printed when it fails.
step = printf '%s\n' '$(1)'; log=$$($(2) 2>&1) || { printf '%s\n' "$$log" >&2; exit 1; }

help: ## list these targets
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1 \2/p' Makefile | awk '{ printf "  %s %-11s", $$1, $$2; $$1 = $$2 = ""; print }'

demo: $(installed) ## build the graph of the bundled handbook and print a career path
	@printf '\n$$ %s\n' '$(careergraph) build' && $(careergraph) build
	@printf '\n$$ %s\n' '$(demo_path)' && $(demo_path)
	@printf '\nTry next:\n'
	@printf '  %s\n' $(foreach number,$(demo_next),'$(careergraph) $(demo_next_$(number))')

demo_path = $(careergraph) path "Professional Services Practice Manager" "VP, Customer Success"
demo_next := 1 2 3 4 5 6
demo_next_1 = show "Professional Services Practice Manager"
demo_next_2 = find "customer success"
demo_next_3 = path "Junior Backend Engineer" "VP of Development"
demo_next_4 = gap "Support Engineer" "Senior Backend Engineer"
demo_next_5 = extract data/handbook
demo_next_6 = --help

test: $(installed_dev) ## run the whole test suite (ARGS="..." goes to pytest)
	@$(python) -m pytest $(ARGS)

lint: $(installed_dev) ## check style and formatting
	@$(python) -m ruff check
	@$(python) -m ruff format --check

types: $(installed_dev) ## check types, strictly
	@$(python) -m mypy

layers: $(installed_dev) ## check that imports between the folders look down only
	@$(VENV)/bin/lint-imports --no-logo

compile = $(UV) pip compile pyproject.toml --quiet --universal --generate-hashes --no-emit-index-url --no-header \
	$(if $(UPGRADE),--upgrade)

transcripts: $(installed_dev) ## write the terminal output that README and docs show anew
	@$(python) tests/test_transcripts.py

screenshots: $(installed_dev) ## draw docs/images anew (needs Chromium)
	@$(python) docs/screenshots.py

lock: ## write requirements*.txt anew from pyproject.toml (needs uv)
	@$(UV) --version >/dev/null 2>&1 || { echo 'make lock needs uv: $(python) -m pip install uv' >&2; exit 1; }
	@$(call step,Locking requirements.txt,$(compile) --group build -o requirements.txt)
	@$(call step,Locking requirements-dev.txt,$(compile) --all-extras --group dev -c requirements.txt -o requirements-dev.txt)

clean: ## remove the environment, caches and whatever was built
	@if [ -e '$(VENV)' ] && [ ! -f '$(VENV)/pyvenv.cfg' ]; then \
	  echo '$(VENV) is no Python environment; not removed.' >&2; exit 1; \
	fi
	@rm -rf '$(VENV)' build dist *.egg-info .careergraph .coverage .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(installed): requirements.txt pyproject.toml src/careergraph/__init__.py | $(python)
	@$(call step,Installing the locked requirements,$(pip) install --require-hashes -r requirements.txt)
	@$(call step,Installing careergraph,$(pip) install --no-deps --no-build-isolation -e .)
	@printf '%s\n' '$(CURDIR)' > $@

# requirements-dev.txt holds all of requirements.txt, in the same versions: this is both.
$(installed_dev): requirements-dev.txt requirements.txt pyproject.toml src/careergraph/__init__.py | $(python)
	@$(call step,Installing the locked requirements for development,$(pip) install --require-hashes -r requirements-dev.txt)
	@$(call step,Installing careergraph,$(pip) install --no-deps --no-build-isolation -e .)
	@printf '%s\n' '$(CURDIR)' > $(installed)
	@printf '%s\n' '$(CURDIR)' > $@

# A candidate counts only if it runs: a version manager's shim may exist for a Python that is not there.
$(python): | usable-environment
	@found=; old=; bare=; \
	for candidate in $(if $(PYTHON),'$(PYTHON)',python3.13 python3.12 python3.11 python3); do \
	  "$$candidate" -c '' 2>/dev/null || continue; \
	  if ! "$$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then old="$$candidate"; \
	  elif ! "$$candidate" -c 'import ensurepip, venv' 2>/dev/null; then bare="$$candidate"; \
	  else found="$$candidate"; break; fi; \
	done; \
	if [ -z "$$found" ]; then \
	  if [ -n "$$bare" ]; then echo "$$bare lacks the venv module: install it (Debian, Ubuntu: the package python3-venv)" >&2; \
	  elif [ -n "$$old" ]; then echo "careergraph needs Python 3.11 or later; $$old is $$("$$old" --version 2>&1)." >&2; \
	  else echo 'careergraph needs Python 3.11 or later; $(if $(PYTHON),$(PYTHON) does not run.,no python3 runs here.)' >&2; fi; \
	  echo 'Another interpreter can be named: make PYTHON=/path/to/python3.12 ...' >&2; \
	  exit 1; \
	fi; \
	echo "Making $(VENV) with $$("$$found" --version)"; \
	log=$$("$$found" -m venv '$(VENV)' 2>&1) || { rm -rf '$(VENV)'; printf '%s\n' "$$log" >&2; exit 1; }

usable-environment:
	@if [ -f $(installed) ] && [ "$$(cat $(installed))" != '$(CURDIR)' ]; then \
	  echo "$(VENV) was made in $$(cat $(installed)) and does not work here: run 'make clean' first." >&2; exit 1; \
	fi
ifneq ($(PYTHON),)
	@version='import sys; print("Python %d.%d" % sys.version_info[:2])'; \
	if [ -x $(python) ] && have=$$($(python) -c "$$version") && asked=$$('$(PYTHON)' -c "$$version") && [ "$$have" != "$$asked" ]; then \
	  echo "$(VENV) holds $$have, PYTHON is $$asked: run 'make clean' first, or name another environment with VENV=..." >&2; exit 1; \
	fi
endif
