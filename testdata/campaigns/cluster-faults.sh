#!/usr/bin/env bash
# Kills and freezes the processes of clusters that train, at random: a worker or the chief (SIGKILL), or
# either for a while (SIGSTOP, SIGCONT). A process that ends is started again, as systemd would. Every
# training must end, with the weights of one that a single process trained, bit for bit.
#
#   testdata/campaigns/cluster-faults.sh [FAULTS] [SEED]    (default: 3 faults)
#
#   RECJPQ_FAULTS_EPOCHS  length of a training; it must outlast a few faults (default: 40)
#   RECJPQ_FAULTS_PORT    two ports from here on are used (default: 7411)
set -uo pipefail
. "$(dirname "$0")/common.sh"
faults=${1:-3}
RANDOM=${2:-1}
port=${RECJPQ_FAULTS_PORT:-7411}
cluster=localhost:$port,localhost:$((port + 1))
options=(--log "$scratch/log.csv" --epochs "${RECJPQ_FAULTS_EPOCHS:-40}" --batch-size 32 --patience 1000 --seed 5 --batch-parts 2
  --evaluate-every 50 --dimension 32 --max-length 32 --memory 0 --threads 2 --no-baselines --test-users 50 --checkpoint-every 3)
chief='' worker='' runs=0 lost=0 different=0 injected=0
declare -A kinds=()

finish() {
  for process in $chief $worker; do
    to KILL "$process" 2>/dev/null
  done
  rm -rf "$scratch"
}
trap finish EXIT

# Each process is the first of a group, so that a script that starts Java gets its signals with it.
to() { # signal, process
  kill "-$1" -- "-$2"
}

runs_still() { # process
  [ -n "$1" ] && kill -0 "$1" 2>/dev/null
}

start_worker() {
  setsid "$recjpq" worker --cluster "$cluster" --task 1 --threads 1 >>"$scratch/worker.txt" 2>&1 &
  worker=$!
}

start_chief() { # run
  if [ -f "$1/config.json" ]; then
    setsid "$recjpq" train --resume "$1" --cluster "$cluster" >>"$1.txt" 2>&1 &
  else
    rm -rf "$1"
    setsid "$recjpq" train "${options[@]}" --run "$1" --cluster "$cluster" >>"$1.txt" 2>&1 &
  fi
  chief=$!
}

# Waits, and starts again what has ended. Fails when the training has ended.
supervise() { # run, seconds
  local end=$((SECONDS + $2))
  while [ "$SECONDS" -lt "$end" ]; do
    [ -f "$1/result.json" ] && ! runs_still "$chief" && return 1
    runs_still "$worker" || start_worker
    runs_still "$chief" || start_chief "$1"
    sleep 0.5
  done
}

freeze() { # process, run, seconds
  to STOP "$1" && supervise "$2" "$3"
  to CONT "$1" 2>/dev/null
}

inject() { # run
  local kinds_of=(kill-worker kill-chief freeze-worker freeze-chief freeze-worker-past-its-time)
  local kind=${kinds_of[$((RANDOM % 5))]}
  runs_still "$chief" && runs_still "$worker" || return
  case $kind in
    kill-worker) to KILL "$worker" ;;
    kill-chief) to KILL "$chief" ;;
    freeze-worker) freeze "$worker" "$1" $((2 + RANDOM % 15)) ;;
    freeze-chief) freeze "$chief" "$1" $((2 + RANDOM % 15)) ;;
    *) freeze "$worker" "$1" 70 ;; # the chief gives an op a minute
  esac
  injected=$((injected + 1))
  kinds[$kind]=$((${kinds[$kind]:-0} + 1))
  echo "$(date +%T) $kind" >>"$1.txt"
}

weights() { # run
  find "$1/checkpoints" -name 'model.data-*' | sort -V | tail -n 1
}

"$recjpq" generate --users 300 --items 400 --interactions 8000 --output "$scratch/log.csv" >/dev/null
"$recjpq" train "${options[@]}" --run "$scratch/alone" >"$scratch/alone.txt" 2>&1 || {
  tail -n 5 "$scratch/alone.txt" >&2
  exit 1
}
while [ "$injected" -lt "$faults" ]; do
  runs=$((runs + 1))
  run=$scratch/run-$runs
  chief=''
  supervise "$run" 5
  while supervise "$run" $((3 + RANDOM % 12)); do
    [ "$injected" -lt "$faults" ] && [ -d "$run/checkpoints" ] && inject "$run"
    # without further faults it must end
    [ "$injected" -ge "$faults" ] && ! supervise "$run" 900 && break
  done
  if [ ! -f "$run/result.json" ]; then
    lost=$((lost + 1))
    tail -n 20 "$run.txt" >&2
  elif ! cmp -s "$(weights "$scratch/alone")" "$(weights "$run")"; then
    different=$((different + 1))
  fi
  echo "run $runs: $injected faults so far, $lost lost, $different different" >&2
done
for kind in "${!kinds[@]}"; do echo "  ${kinds[$kind]} $kind"; done
echo "cluster-faults: $runs runs, $injected faults, $lost lost, $different different"
[ "$lost" = 0 ] && [ "$different" = 0 ]
