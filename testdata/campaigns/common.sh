# Sourced by the campaigns: the program, a small log, and what every command must keep to.
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
recjpq=${RECJPQ:-$here/../../recjpq}
scratch=$(mktemp -d)
small=(--model gsasrec --dimension 16 --max-length 16 --blocks 1 --splits 4 --sub-ids 8 --batch-size 64
  --validation-users 20 --threads 2 --seed 3 --epochs 2 --evaluate-every 4)
cases=0 refused=0 wrong=0

generate() {
  "$recjpq" generate --users 300 --items 200 --interactions 5000 --output "$scratch/log.csv" >/dev/null
}

train() { # folder, further options
  "$recjpq" train --log "$scratch/log.csv" --run "$@" "${small[@]}"
}

# The last command, whose exit code and outputs are given, succeeded or said in one line why not.
judge() { # name, exit code, standard error
  cases=$((cases + 1))
  [ "$2" = 0 ] && return
  refused=$((refused + 1))
  local said
  said=$(grep -c '^recjpq: \|^Terminating due to java.lang.OutOfMemoryError\|^Error occurred during initialization' "$3")
  if [ "$2" -gt 2 ] && [ "$2" != 3 ] || [ "$said" != 1 ] || grep -q '^\s*at \|unexpected failure\|recjpq: No space' "$3"; then
    wrong=$((wrong + 1))
    echo "WRONG $1: exit code $2" >&2
    grep -v 'ETA\|^epoch' "$3" | tail -n 3 | cut -c 1-300 >&2
  fi
}

report() {
  echo "$1: $cases commands, $refused refused in one line, $wrong wrong"
  [ "$wrong" = 0 ]
}
