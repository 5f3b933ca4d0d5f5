# Short names for people used to make; ./run does the work and needs no make.
.PHONY: demo test setup format lock bench docs lexicon

demo test setup:
	./run $@

format: setup
	.venv/bin/ruff check --fix .
	.venv/bin/ruff format .

# CPU seconds of a full inspection beside a plain Scrapy crawl (docs/performance.md).
# PEER: a Python with scrapy and uvloop. PAIRS, PAGES: how often, how large.
PEER ?= .venv/bin/python
PAIRS ?= 3
PAGES ?= 2000
bench: setup
	.venv/bin/python tests/bench/pair.py --peer-python $(PEER) --pairs $(PAIRS) --pages $(PAGES)

# What is written from the code: docs/checks.md. A test tells when it is not current.
docs: setup
	.venv/bin/python -m checks.docs > docs/checks.md

# One lock for Python 3.11 and newer on every platform; no addresses, so it works with any index.
# Newer versions of what is locked: make lock UPGRADE=--upgrade
lock: setup
	.venv/bin/uv pip compile --quiet --universal --python-version 3.11 --extra dev --extra postgres \
		--no-emit-package govinspect --custom-compile-command 'make lock' $(UPGRADE) \
		--output-file requirements.lock pyproject.toml

# The language model of the typo check, from the corpora and labelled sets beside the repository: docs/language-model.md.
lexicon: setup
	OMP_NUM_THREADS=1 .venv/bin/python -P -m checks.words.training ../shared checks/tables/language $(LEXICON)
