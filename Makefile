# Needs Python 3.11 or newer, pip and make. Everything else goes into .venv, from requirements.lock, by hash.

PYTHON ?= python3
BUILD ?= build
RUN := .venv/bin/python -m

# uv must not fetch an interpreter, and settings for other places must not reach into .venv; what is imported here is
# compiled once, where containers would have every process compile it anew
export UV_PYTHON_DOWNLOADS := never
export PIP_USER := 0
unexport PYTHONPATH VIRTUAL_ENV PYTHONDONTWRITEBYTECODE
# matrices are small here: several threads would wait for each other, and for the other processes
export OPENBLAS_NUM_THREADS ?= 1

# not empty where .venv does not work, was made for another folder (a copied or moved checkout), or by another
# Python than the one that was asked for with 'make PYTHON=...'
STALE := $(shell .venv/bin/python -c 'import os; assert open(".venv/.ready").read() == os.getcwd()' 2>/dev/null || echo stale)
ifneq ($(origin PYTHON),file)
STALE += $(shell test "`$(PYTHON) -V 2>&1`" = "`.venv/bin/python -V 2>&1`" || echo stale)
endif

# every room, and what runs a notebook: their 1,800 modules take some 10 s to compile; all 10,000 that are installed take 30
define COMPILE
import importlib, pkgutil, analysis
for module in pkgutil.walk_packages(analysis.__path__, "analysis."):
    if "make_" not in module.name and "__main__" not in module.name:
        importlib.import_module(module.name)
import ipykernel.ipkernel, ipykernel.kernelapp, IPython.terminal.ipapp
import matplotlib.backends.backend_svg, matplotlib_inline.backend_inline
# and one page and one lesson, since what they prepare of lexicons and templates is kept
from analysis.lesson import make_lesson, read_pair, student
student(make_lesson(read_pair()))
analysis.Story.read("seeds/aggregator.txt", "seeds/wire.txt").page()
endef
export COMPILE

# JupyterLab asks nobody for news or for newer releases
QUIET := --LabApp.news_url=None --LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate --LabApp.extension_manager=readonly

.PHONY: help report test nbval fuzz map commands audit bench calibrate calibrate-lexicon calibrate-attribution calibrate-outlets calibrate-frames calibrate-tone lab lab-test format lock clean stale

help:  ## show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-21s %s\n", $$1, $$2}' Makefile
	@echo "  (another Python than python3: make PYTHON=python3.13 report)"

report: .venv/.ready  ## run the notebooks and write build/index.html, which links everything
	@.venv/bin/framing site -o "$(BUILD)"

test: .venv/.ready  ## run every check
	@$(RUN) ruff check .
	@$(RUN) ruff format --check .
	@$(RUN) pytest -p no:nbval -n auto --maxprocesses=4 --dist worksteal --durations=20 tests

nbval: .venv/.ready  ## run the notebooks cell by cell ('make test' runs each once, whole, as its page is made)
	@$(RUN) pytest -q -n auto --maxprocesses=4 --nbval --nbval-current-env --nbval-cell-timeout=60 notebooks

fuzz: .venv/.ready  ## search for texts and files that break it, at random ('make fuzz ROUNDS=10 SECONDS=600' searches longer)
	@for round in $$(seq "$(or $(ROUNDS),3)"); do \
		FRAMING_HYPOTHESIS=fuzz $(RUN) pytest -q -n auto --maxprocesses=4 --dist worksteal -m hypothesis tests || exit 1; done
	@.venv/bin/python benchmarks/fuzz.py "$(or $(SECONDS),60)"

map: .venv/.ready  ## draw the rooms and their imports anew, for CONTRIBUTING.md
	@.venv/bin/python benchmarks/map.py

commands: .venv/.ready  ## write COMMANDS.md anew from the commands
	@.venv/bin/python benchmarks/document.py

audit: .venv/.ready  ## ask the list of known faults (OSV) about every package of requirements.lock; needs the network
	@.venv/bin/python benchmarks/audit.py

bench: .venv/.ready  ## measure the speed and write benchmarks/RESULTS.md ('make bench DATA=file.jsonl' adds its texts)
	@.venv/bin/python benchmarks/bench.py $(DATA)

calibrate: .venv/.ready  ## count how often a comparison errs ('make calibrate DATA=polnear.jsonl'), write benchmarks/CALIBRATION.md
	@test -n "$(DATA)" || { echo "Name the documents: make calibrate DATA=polnear.jsonl" >&2; exit 2; }
	@.venv/bin/python benchmarks/calibrate_statistics.py "$(DATA)"

calibrate-lexicon: .venv/.ready  ## weigh the lexicon by what experts marked ('make calibrate-lexicon DATA=babe.csv'), write benchmarks/AGREEMENT.md
	@test -n "$(DATA)" || { echo "Name the annotated sentences: make calibrate-lexicon DATA=babe.csv" >&2; exit 2; }
	@.venv/bin/python benchmarks/calibrate.py "$(DATA)"

calibrate-attribution: .venv/.ready  ## measure attributions with publishers left out ('make calibrate-attribution DATA=polnear.jsonl'), write benchmarks/ATTRIBUTION.md
	@test -n "$(DATA)" || { echo "Name the annotated documents: make calibrate-attribution DATA=polnear.jsonl" >&2; exit 2; }
	@.venv/bin/python benchmarks/attribution.py "$(DATA)"

calibrate-outlets: .venv/.ready  ## learn how far two articles of one outlet differ (DATA=polnear.jsonl EVENTS=events.jsonl), write benchmarks/OUTLET_REFERENCE.md
	@test -n "$(DATA)" -a -n "$(EVENTS)" || { echo "Name both: make calibrate-outlets DATA=polnear.jsonl EVENTS=events.jsonl" >&2; exit 2; }
	@.venv/bin/python benchmarks/outlet_reference.py "$(DATA)" "$(EVENTS)"

calibrate-frames: .venv/.ready  ## move the frames' weights and measure them ('make calibrate-frames DATA="sentences.csv articles.csv"'), write benchmarks/FRAMES.md
	@test -n "$(DATA)" || { echo 'Name both tables: make calibrate-frames DATA="sentences.csv articles.csv"' >&2; exit 2; }
	@.venv/bin/python benchmarks/frames.py $(DATA)

calibrate-tone: .venv/.ready  ## fit the tone around a mention and measure it ('make calibrate-tone DATA=newsmtsc.csv'), write benchmarks/TONE.md
	@test -n "$(DATA)" || { echo "Name the labelled mentions: make calibrate-tone DATA=newsmtsc.csv" >&2; exit 2; }
	@.venv/bin/python benchmarks/tone.py "$(DATA)"

lab: .venv/.ready  ## open the notebooks in JupyterLab ('make lab ARGS=--no-browser' passes options on)
	@$(RUN) jupyterlab --LabApp.default_url=/lab/tree/notebooks $(QUIET) $(ARGS)

lab-test: .venv/.ready  ## run all cells of every notebook in JupyterLab, in a browser; pictures in build/screens
	@FRAMING_LAB=all $(RUN) pytest -q tests/test_jupyterlab.py

format: .venv/.ready  ## format the code, and strip the notebooks of outputs
	@$(RUN) ruff check --fix .
	@$(RUN) ruff format .
	@find notebooks -name '*.ipynb' -not -path '*/.*' -exec $(RUN) nbconvert --clear-output --inplace --log-level=WARN {} +

# no set-up first: it would refuse what the new lock is to bring
lock:  ## write requirements.lock anew from pyproject.toml ('make lock NEWEST=1' takes the newest releases)
	@test -x .venv/bin/uv || $(MAKE) --no-print-directory .venv/.ready
	@env -u UV_INDEX -u UV_DEFAULT_INDEX -u UV_INDEX_URL -u UV_EXTRA_INDEX_URL -u UV_FIND_LINKS -u UV_CONFIG_FILE \
		.venv/bin/uv pip compile pyproject.toml --extra ingest --group dev --universal --python-version 3.11 --no-config --quiet \
		--generate-hashes --no-emit-index-url --no-emit-find-links --custom-compile-command "make lock" \
		$(if $(NEWEST),--upgrade) --output-file requirements.lock

clean:  ## remove what the other commands have made, .venv too
	rm -rf .venv "$(BUILD)" framing.egg-info .pytest_cache .ruff_cache .hypothesis
	find . -name __pycache__ -prune -exec rm -rf {} +
	find . -name .ipynb_checkpoints -prune -exec rm -rf {} +

# The last step writes the stamp: a set-up that was interrupted begins anew, from an empty .venv.
.venv/.ready: requirements.lock pyproject.toml $(if $(strip $(STALE)),stale)
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { echo "$(PYTHON) is not Python 3.11 or newer:" \
		"install one and name it, as in 'make PYTHON=python3.13 report'." >&2; exit 2; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { echo "$(PYTHON) cannot make environments:" \
		"on Debian and Ubuntu run 'apt-get install python3-venv' as root, then try again." >&2; exit 2; }
	@echo "Setting up .venv (about 1 GB; a minute or two the first time) ..."
	@rm -f .venv/.ready
	@$(PYTHON) -m venv --clear .venv
	@awk '/^[a-zA-Z0-9]/ {uv = /^uv==/} {print > (uv ? ".venv/uv.txt" : ".venv/packages.txt")}' requirements.lock
	@{ $(RUN) pip install -qq --no-deps --require-hashes -r .venv/uv.txt \
		&& .venv/bin/uv pip install --quiet --python .venv/bin/python --require-hashes -r .venv/packages.txt; } \
		|| { echo "uv could not do it: pip does, from the same requirements.lock; it takes longer." >&2; \
		$(RUN) pip install -qq --no-deps --require-hashes -r .venv/packages.txt; }
	@$(RUN) pip install -qq --no-deps --no-build-isolation --no-index --editable .
	@.venv/bin/python -c "$$COMPILE"
	@$(RUN) pip check > .venv/check.txt || { cat .venv/check.txt >&2; exit 2; }
	@printf %s "$$(pwd)" > .venv/.ready
