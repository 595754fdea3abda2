# make run    makes the environment, imports the five samples, opens the browser
# make test   makes the environment, runs the tests
# make check  style, types, import rules, documents in step
# make docs   docs/rules.md, docs/keys.md and the outputs in the documents anew;  make pictures: docs/pictures
# make bench  the measured figures of README (short);  make faults: the long fault trials
# make bench-full  all of them, at 100,000 articles: those of LICHUN_BENCH_STORE, else made once (20 minutes) and kept

PYTHON ?= $(shell for p in python3.13 python3.12 python3.11 python3 python; do \
	command -v $$p >/dev/null 2>&1 && $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$p; break; }; done)
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.PHONY: run test check bench bench-full faults docs pictures clean

run: $(READY)
	$(BIN)/lichun --samples

test: $(READY)
	$(BIN)/python -m pytest -n auto

check: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m scripts.check

bench: $(VENV)/.bench
	$(BIN)/python -m tests.benchmarks

bench-full: $(VENV)/.bench
	$(BIN)/python -m tests.benchmarks --full

faults: $(READY)
	$(BIN)/python -m tests.faults

docs: $(READY)
	$(BIN)/python -m scripts.docs
	$(BIN)/python -m scripts.examples

# What the benchmarks measure us against; nothing of lichun needs it.
# (pip 23.2 stumbles over the extras of lxml that two of them ask for.)
$(VENV)/.bench: $(READY)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade pip
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[bench]'
	@touch $(VENV)/.bench

pictures: $(READY)
	$(BIN)/python -m scripts.pictures

clean:
	rm -rf $(VENV) dist build .pytest_cache .mypy_cache .ruff_cache

$(READY): pyproject.toml constraints.txt
	@test -n "$(PYTHON)" || { echo "lichun needs Python 3.11 or newer. Install it (for instance: apt install python3.11, brew install python@3.12) or name it: make PYTHON=/path/to/python3.12 $(MAKECMDGOALS)"; exit 2; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || { echo "$(PYTHON) has no venv module. Debian and Ubuntu keep it in a package of its own: apt install python3-venv"; exit 2; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev,documents]'
	@touch $(READY)
