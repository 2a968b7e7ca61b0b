#!/usr/bin/env bash
# Builds the examples against the installed jars of the library and runs each on the log in testdata.
#   docs/examples/run.sh [MAVEN OPTIONS]
set -euo pipefail
cd "$(dirname "$0")"
log=$PWD/../../testdata/quickstart.csv.gz
runs=$(mktemp -d)
trap 'rm -rf "$runs"' EXIT

mvn -B -q -ntp package "$@"
run() { # project, main class
  echo "== $1"
  java @jvm.options -cp "$1/target/classes:$(cat "$1/target/class-path")" "example.$2" "$log" "$runs/$1"
}
run ten-lines TenLines
run own-encoder OwnEncoder
run own-codes OwnCodes
