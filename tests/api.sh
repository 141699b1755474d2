#!/usr/bin/env bash
# Asks the server every way that docs/openapi.json allows, and many that it does not (schemathesis, a fixed seed).
# tests/api.sh [PROGRAM]: by default the debug build.
set -euo pipefail
cd "$(dirname "$0")/.."
program=${1:-target/debug/soat}
tools=target/schemathesis
[ -x "$tools/bin/schemathesis" ] || { python3 -m venv "$tools" && "$tools/bin/pip" install -q --disable-pip-version-check 'schemathesis==4.32.5'; }
folder=$(mktemp -d)
server=
trap '[ -z "$server" ] || kill "$server" 2>/dev/null || true; rm -rf "$folder"' EXIT
"$program" ingest corpus/issued -q --no-config --registry "$folder/corpus.db"
"$program" serve --listen 127.0.0.1:0 --no-config --quiet --registry "$folder/corpus.db" > "$folder/address" &
server=$!
until [ -s "$folder/address" ]; do kill -0 "$server"; sleep 0.1; done
address=$(cat "$folder/address")
cd "$folder"
"$OLDPWD/$tools/bin/schemathesis" --config-file "$OLDPWD/tests/api.toml" run "$address/api/v1/openapi.json" \
    --checks all --max-examples "${EXAMPLES:-40}" --seed 42 --workers 1 --no-color --warnings off
