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

# pip tries a broken connection again, but not a download that ends early or with a wrong digest.
quietly() {
  for attempt in 1 2 3; do
    "$@" >.venv/setup.log 2>&1 && return
  done
  cat .venv/setup.log >&2
  stop "Set-up stopped: see if this machine reaches its package index, then run the same command again; the lines above say why, and nothing outside .venv was changed."
}

# Without --no-deps a pip before 25 asks the index anew for each extra that a package wants, and
# refuses as soon as there is a newer release than the locked one. The lock is whole by itself:
# tests/structure/test_locks.py holds it to that.
pip_install() {
  quietly .venv/bin/python -m pip --disable-pip-version-check install --no-deps "$@"
}

install_all() {
  rm -f .venv/holds-*
  kind=$1
  set --
  for lock in $(locks "$kind"); do
    set -- "$@" --requirement "requirements/$lock.txt"
  done
  echo "Installing the locked packages into .venv; the first time this takes a minute or two."
  pip_install --require-hashes --only-binary :all: "$@"
  pip_install --no-build-isolation --editable .
  wanted "$kind" >".venv/holds-$kind"
}

kind=${1:-}
[ -n "$(locks "$kind")" ] || stop "setup.sh takes one word: runtime or dev."

recent_enough .venv/bin/python || make_venv
# The development lock holds everything that the other two do.
holds dev || holds "$kind" || install_all "$kind"
