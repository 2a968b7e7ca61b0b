#!/usr/bin/env bash
# Every pair of commands at once on one folder. Each must succeed, or say in one line that another process
# is at work; afterwards the run has a whole result, whole exports and nothing unfinished.
#
#   testdata/campaigns/pairs.sh [PAIRS]    number of pairs (default: all)
set -uo pipefail
. "$(dirname "$0")/common.sh"
pairs=${1:-1000}
trap 'rm -rf "$scratch"' EXIT
generate
train "$scratch/whole" >/dev/null 2>&1 || exit 1
cp -r "$scratch/whole" "$scratch/half" # trained, but neither tested nor exported
rm -r "$scratch"/half/{export,report.html,result.json}

command() { # name, folder, number
  case $1 in
    train) train "$2" ;;
    resume) "$recjpq" train --resume "$2" ;;
    evaluate) "$recjpq" evaluate "$2" ;;
    export) "$recjpq" export "$2" ;;
    recommend) "$recjpq" recommend "$2/export" --history item-1,item-2 ;;
    verify) "$recjpq" verify "$2/export" ;;
  esac >"$scratch/out$3" 2>"$scratch/err$3"
}

names=(train resume evaluate export recommend verify)
done=0
for ((i = 0; i < ${#names[@]}; i++)); do
  for ((j = i; j < ${#names[@]} && done < pairs; j++)); do
    done=$((done + 1))
    first=${names[i]} second=${names[j]} run=$scratch/run
    rm -rf "$run"
    case $first$second in
      *recommend* | *verify*) cp -r "$scratch/whole" "$run" ;;
      *resume* | *evaluate* | *export*) cp -r "$scratch/half" "$run" ;;
    esac
    command "$first" "$run" 1 &
    command "$second" "$run" 2
    code2=$?
    wait $!
    code1=$?
    judge "$first with $second" $code1 "$scratch/err1"
    judge "$second with $first" $code2 "$scratch/err2"
    for version in "$run"/export/[0-9]*; do
      if [ -d "$version" ] && ! "$recjpq" verify "$version" >/dev/null 2>"$scratch/err"; then
        wrong=$((wrong + 1))
        echo "WRONG $first with $second: $(tail -n 1 "$scratch/err")" >&2
      fi
    done
    left=$(find "$run" -name '.unfinished-*' | head -n 1)
    if [ -n "$left" ]; then
      wrong=$((wrong + 1))
      echo "WRONG $first with $second left $left" >&2
    fi
  done
done
report "pairs of commands ($done)"
