#!/bin/sh
# Writes requirements/*.txt: every release pinned with its hashes, for Python 3.11 and later on
# Linux and macOS alike, and no download address. Only wheels: what is built from source would bring
# build tools that no lock names. Extra arguments go to uv (--upgrade).
set -eu
cd "$(dirname "$0")/.."

compile() {
  "${UV:-.venv/bin/uv}" pip compile --quiet --universal --python-version 3.11 --generate-hashes \
    --no-strip-extras --only-binary :all: --fork-strategy fewest --no-emit-index-url \
    --no-emit-find-links --custom-compile-command "make lock" "$@"
}

# The development lock comes first; the others take their releases from it.
compile "$@" pyproject.toml --group dev --output-file requirements/dev.txt
compile pyproject.toml --constraints requirements/dev.txt --output-file requirements/runtime.txt
compile pyproject.toml --extra agent --constraints requirements/dev.txt \
  --output-file requirements/agent.txt
compile --group build --constraints requirements/dev.txt --output-file requirements/build.txt
echo "Locked: $(grep -c '^[a-z]' requirements/dev.txt) releases in requirements/dev.txt," \
  "$(grep -c '^[a-z]' requirements/runtime.txt) of them needed to run."
