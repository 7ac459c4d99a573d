#!/bin/sh
# Brings .venv to the state of the lock files: `setup.sh runtime` for what Kithbook needs to run,
# `setup.sh dev` for that and what the tests need. Does nothing when nothing has changed.
set -eu
cd "$(dirname "$0")/.."

stop() {
  echo "$1" >&2
  exit 1
}

recent_enough() {
  "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1
}

find_python() {
  for candidate in ${KITHBOOK_PYTHON:-} python3 python3.13 python3.12 python3.11; do
    if recent_enough "$candidate"; then
      echo "$candidate"
      return
    fi
  done
  stop "Kithbook needs Python 3.11 or later: install it (Debian: apt-get install python3 python3-venv, macOS: brew install python) and run this again."
}

make_venv() {
  python=$(find_python)
  "$python" -c 'import ensurepip, venv' 2>/dev/null ||
    stop "$python cannot make a virtual environment: install its venv module (Debian: apt-get install python3-venv) and run this again."
  rm -rf .venv
  echo "Making .venv with $("$python" --version)."
  "$python" -m venv .venv
}

# What an up-to-date .venv was made from: this folder, the package's own settings, the locks.
wanted() {
  pwd -P
  cat pyproject.toml
  for lock in $(locks "$1"); do cat "requirements/$lock.txt"; done
}

locks() {
  case $1 in
    runtime) echo runtime build ;;
    dev) echo dev ;;
  esac
}

holds() {
  [ -f ".venv/holds-$1" ] && wanted "$1" | cmp -s - ".venv/holds-$1"
}

quietly() {
  "$@" >.venv/setup.log 2>&1 || {
    cat .venv/setup.log >&2
    stop "Set-up stopped here; the lines above say why. Nothing outside .venv was changed."
  }
}

install_all() {
  rm -f .venv/holds-*
  kind=$1
  set --
  for lock in $(locks "$kind"); do
    set -- "$@" --requirement "requirements/$lock.txt"
  done
  echo "Installing the locked packages into .venv; the first time this takes a minute or two."
  quietly .venv/bin/python -m pip install --disable-pip-version-check --require-hashes "$@"
  quietly .venv/bin/python -m pip install --disable-pip-version-check --no-deps \
    --no-build-isolation --editable .
  wanted "$kind" >".venv/holds-$kind"
}

kind=${1:-}
[ -n "$(locks "$kind")" ] || stop "setup.sh takes one word: runtime or dev."

recent_enough .venv/bin/python || make_venv
# The development lock holds everything that the other two do.
holds dev || holds "$kind" || install_all "$kind"
