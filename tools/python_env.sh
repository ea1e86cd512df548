#!/bin/sh
# python_env.sh PYTHON FILE: makes .venv and installs one hash-locked list. What is missing is said in one line.
set -eu
python=$1
list=$2

if [ ! -x .venv/bin/python ]; then
    command -v "$python" >/dev/null || { echo "Samsyn needs Python 3.11 or newer ($python was not found)"; exit 1; }
    "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' ||
        { echo "Samsyn needs Python 3.11 or newer: make PYTHON=python3.11 …"; exit 1; }
    "$python" -c 'import venv, ensurepip' 2>/dev/null ||
        { echo "Python's venv is missing: apt-get install python3-venv"; exit 1; }
    "$python" -m venv .venv || { rm -rf .venv; echo "Python's venv is missing: apt-get install python3-venv"; exit 1; }
fi
echo "Installing Python packages ($list) …"
exec .venv/bin/python -m pip install -qq --disable-pip-version-check --require-hashes \
    -r "backend/requirements/$list"
