# Two commands do everything on a fresh machine with Python 3.11 or later: `make demo` and `make test`.
PYTHON ?= python3
BIN := .venv/bin
SUDO := $(shell [ "$$(id -u)" = 0 ] || command -v sudo)
# One thread: results do not depend on the number of cores, and small tensors are faster.
export OMP_NUM_THREADS := 1

.PHONY: demo test check verify-all mutants attacks defences residue fuzz bench notebooks otter test-cuda system-deps build clean

demo: .venv/core.stamp  ## install, grade the sample class, write the reports
	$(BIN)/autograder grade tests/class --to out/demo

test: check  ## everything that CI runs
	$(BIN)/pytest -n 2 --dist loadfile --no-loadscope-reorder

check: .venv/dev.stamp  ## formatting, lint, types; that assignments/ is up to date is a test
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

build: .venv/dev.stamp  ## make assignments/ from solutions/ and reference/
	$(BIN)/autograder build

verify-all: .venv/dev.stamp  ## prove the course, trainings included, and write docs/course.md
	$(BIN)/autograder verify --to docs/course.md

mutants: .venv/dev.stamp  ## small changes to the model solutions, which the hidden cases must notice
	$(BIN)/autograder mutants

attacks: .venv/dev.stamp  ## hostile submissions in every configuration of the wall, and against a naive grader
	PYTHONPATH=tests $(BIN)/python -m hostile

defences: .venv/dev.stamp  ## every defence switched off in a copy, and which attacks then win
	PYTHONPATH=tests $(BIN)/python -m hostile.defences

residue: .venv/dev.stamp  ## a thousand hostile submissions and as many honest ones: what is left behind
	PYTHONPATH=tests $(BIN)/python -m hostile.residue 1000

bench: .venv/dev.stamp  ## figures: ours, and nbgrader and otter-grader in the same run
	$(BIN)/python benchmarks/bulk.py
	$(BIN)/python benchmarks/forms.py
	$(BIN)/python benchmarks/mixed.py

notebooks: .venv/notebooks.stamp  ## JupyterLab, nbgrader and otter-grader, for courses that live there

otter: .venv/notebooks.stamp  ## every chapter through `otter assign`, which runs the solutions; writes out/otter
	rm -rf out/otter
	$(BIN)/autograder release --format otter --to out/otter
	for chapter in out/otter/ch*; do $(BIN)/otter assign $$chapter/$$(basename $$chapter).ipynb $$chapter/dist || exit 1; done

fuzz: .venv/dev.stamp  ## hostile bytes for everything that reads what students hand in or answer; SECONDS=600 for longer
	PYTHONPATH=tests $(BIN)/python -m hostile.fuzz --seconds $(or $(SECONDS),60)

test-cuda:  ## on a machine with a CUDA device, with the python that has torch for it
	$(PYTHON) -m pytest -m cuda -p no:cacheprovider

system-deps:  ## Debian packages: bubblewrap gives namespaces, libseccomp the filter
	$(SUDO) apt-get update -q
	$(SUDO) apt-get install -y -q --no-install-recommends bubblewrap libseccomp2 python3-venv

clean:
	rm -rf .venv out build dist

.venv/bin/pip:
	$(PYTHON) -m venv .venv

.venv/core.stamp: .venv/bin/pip pyproject.toml constraints.txt
	$(BIN)/pip install -q -c constraints.txt -e .
	touch $@

.venv/notebooks.stamp: .venv/bin/pip pyproject.toml constraints.txt
	$(BIN)/pip install -q -c constraints.txt -e ".[authoring,notebooks]"
	touch .venv/core.stamp $@

.venv/dev.stamp: .venv/bin/pip pyproject.toml constraints.txt
	$(BIN)/pip install -q -c constraints.txt -e ".[authoring,notebooks,distributed,docs,dev]"
	touch .venv/core.stamp .venv/notebooks.stamp $@
