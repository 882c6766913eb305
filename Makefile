# Everything needs Python 3.11 or newer, make and git; the rest is installed here.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: run test check prove bench bom words screenshots lock clean

run: .venv/.run
	@$(BIN)/footing run

test: .venv/.dev
	@$(BIN)/python -m tests.run

check: .venv/.dev
	@$(BIN)/python -m tests.quality

prove: .venv/.dev
	@$(BIN)/python -m bench.prove $(PARTS)

bench: .venv/.dev
	@$(BIN)/python -m bench.run

# What the server is built of, for whoever looks for known flaws: CycloneDX.
bom: .venv/.run
	@mkdir -p build
	@$(BIN)/python -m bench.bom build/footing.cdx.json && echo build/footing.cdx.json

# The catalogues of translations, brought up to date with the source and compiled.
words: .venv/.dev
	@$(BIN)/python -m bench.words

screenshots: .venv/.dev
	@$(BIN)/python -m bench.screenshots

.venv/.uv: requirements/uv.lock
	@$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "Footing needs Python 3.11 or newer. Set PYTHON=… to one.")'
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements/uv.lock \
		|| echo "uv could not be installed; pip does its work, more slowly."
	@touch $@

# $(1): lock file. Packages with hashes, then this project in place.
define install
	@if [ -x $(BIN)/uv ]; then I="$(BIN)/uv pip install --quiet --python $(BIN)/python"; \
	else I="$(BIN)/pip install --quiet --disable-pip-version-check"; fi; \
	$$I --require-hashes -r $(1) && $$I --no-deps --no-build-isolation -e .
	@touch $@
endef

.venv/.run: .venv/.uv requirements/run.lock pyproject.toml
	$(call install,requirements/run.lock)

.venv/.dev: .venv/.run requirements/dev.lock
	$(call install,requirements/dev.lock)

lock: .venv/.uv
	@for name in run dev; do $(BIN)/uv pip compile --quiet --generate-hashes --universal --python-version 3.11 --no-header \
		--no-annotate requirements/$$name.in requirements/build.in -o requirements/$$name.lock; done
	@$(BIN)/uv pip compile --quiet --generate-hashes --universal --python-version 3.11 --no-header --no-annotate \
		requirements/uv.in -o requirements/uv.lock

clean:
	rm -rf .venv build dist screenshots
