#!/usr/bin/env bash
# Reads what the program writes with the tools that it is written for: TensorFlow for Python,
# TensorBoard, FAISS. Says so in one line and succeeds where their packages cannot be had.
#
#   testdata/interop/check.sh RUN    after `mvn verify`, which writes savedmodels/target/interop
#
#   RECJPQ_INTEROP_VENV  where the Python packages are kept (default: target/interop-venv)
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
home=$(cd "$here/../.." && pwd)
run=$(cd "$1" && pwd)
venv=${RECJPQ_INTEROP_VENV:-$home/target/interop-venv}
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

skip() {
  echo "Interop checks skipped: $1."
  exit 0
}

packages() {
  local wanted
  wanted=$(cat "$here"/requirements*.txt)
  [ "$(cat "$venv/installed.txt" 2>/dev/null)" = "$wanted" ] && return
  rm -rf "$venv"
  mkdir -p "$(dirname "$venv")"
  python3 -m venv "$venv" >"$scratch/log" 2>&1 || return 1
  "$venv/bin/pip" install -q --no-input -r "$here/requirements.txt" >"$scratch/log" 2>&1 || return 1
  "$venv/bin/pip" install -q --no-input --no-deps -r "$here/requirements-nodeps.txt" >"$scratch/log" 2>&1 || return 1
  echo "$wanted" >"$venv/installed.txt"
}

command -v python3 >/dev/null || skip "expected python3, found none"
packages || skip "its Python packages cannot be installed here ($(tail -n 1 "$scratch/log"))"

export CUDA_VISIBLE_DEVICES='' TF_CPP_MIN_LOG_LEVEL=3 PYTHONDONTWRITEBYTECODE=1
quietly() { # a command; what it says on standard error is shown only if it fails
  "$@" 2>"$scratch/log" || { cat "$scratch/log" >&2; exit 1; }
}

# Drawn histories; the shipped log has no ids that CSV would quote.
python3 - "$run/catalogue" >"$scratch/histories.csv" <<'PYTHON'
import random
import sys

ids = open(sys.argv[1], encoding="utf-8").read().splitlines()[1:]
draw = random.Random(1)
for name in range(200):
    print(",".join([str(name)] + draw.choices(ids, k=draw.randint(1, 80))))
PYTHON
quietly "$home/recjpq" export "$run" --faiss "$scratch/items.faiss" >/dev/null
quietly "$home/recjpq" recommend "$run/export" --histories "$scratch/histories.csv" --output "$scratch/lists.jsonl"

echo "Interop checks:"
quietly "$venv/bin/python" "$here/check.py" "$home/savedmodels/target/interop" "$run" \
  "$scratch/histories.csv" "$scratch/lists.jsonl" "$scratch/items.faiss"
