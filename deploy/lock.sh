#!/usr/bin/env bash
# Solves every environment's lock from its .in file: plain requirement files, no host names.
# Versions that a lock already holds stay; `UPGRADE=1 make lock` takes the newest.
set -euo pipefail
cd "$(dirname "$0")/.."

compile() { # compile PYTHON FOLDER NAME
    (cd "$2" && CUSTOM_COMPILE_COMMAND="make lock" "$1" -m piptools compile --quiet \
        ${UPGRADE:+--upgrade} --no-emit-index-url --no-emit-trusted-host --no-emit-find-links \
        --strip-extras --annotation-style=line --allow-unsafe --output-file "$3.lock" "$3.in")
}

app=$PWD/.venv/bin/python
# pip-tools cannot live beside Rasa (it needs a newer packaging), so the solver gets its own 3.10.
solver=$PWD/var/solver
[ -x "$solver/bin/python" ] || "$PWD/.venv-engine/bin/python" -m venv "$solver"
"$solver/bin/pip" install --quiet pip-tools
engine=$solver/bin/python
compile "$app" requirements app
compile "$app" requirements dev
compile "$app" requirements encoder
# A CPU build says so in its version; the lock must also fit the other builds.
sed -i 's/+cpu//' requirements/app.lock requirements/dev.lock requirements/encoder.lock
compile "$engine" bot requirements
compile "$engine" bot requirements-dev
