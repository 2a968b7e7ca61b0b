#!/usr/bin/env bash
# Commands on machines that lack something: room on the disk, the right to write, files, heap, /proc.
# Each must succeed, or fail with one line, and the run must be usable afterwards.
#
#   testdata/campaigns/faults.sh [SIZES]    sizes of the full disks in KiB (default: a few)
#
# The disks are file systems in memory, which only root can mount; without them these cases are left out.
set -uo pipefail
. "$(dirname "$0")/common.sh"
sizes=${1:-100 300 450 550}
disk=$scratch/disk
mkdir "$disk"
trap 'umount "$disk" 2>/dev/null; rm -rf "$scratch"' EXIT
generate

if mount -t tmpfs -o size=64m tmpfs "$disk" 2>/dev/null; then
  for size in $sizes; do
    umount "$disk" && mount -t tmpfs -o size="${size}k" tmpfs "$disk"
    train "$disk/run" >/dev/null 2>"$scratch/err"
    judge "train on a disk of $size KiB" $? "$scratch/err"
    mount -o remount,size=64m "$disk"
    if [ -f "$disk/run/config.json" ]; then
      "$recjpq" train --resume "$disk/run" >/dev/null 2>"$scratch/err" || echo "WRONG resume after a full disk of $size KiB" >>"$scratch/wrong"
    else
      train "$disk/run" >/dev/null 2>"$scratch/err" || echo "WRONG train after a full disk of $size KiB" >>"$scratch/wrong"
    fi
    "$recjpq" verify "$disk/run/export" >/dev/null 2>"$scratch/err" || echo "WRONG verify after a full disk of $size KiB" >>"$scratch/wrong"
  done
  used=$(du -sk "$disk" | cut -f 1)
  mount -o "remount,size=$((used + 40))k" "$disk"
  "$recjpq" export "$disk/run" >/dev/null 2>"$scratch/err"
  judge "export on a full disk" $? "$scratch/err"
  mount -o remount,ro "$disk"
  for command in "evaluate $disk/run" "export $disk/run" "train --resume $disk/run" "verify $disk/run/export" \
    "recommend $disk/run/export --history item-1"; do
    # shellcheck disable=SC2086 # words
    "$recjpq" $command >/dev/null 2>"$scratch/err"
    judge "${command%% *} in a read-only folder" $? "$scratch/err"
  done
  train "$disk/new" >/dev/null 2>"$scratch/err"
  judge "train into a read-only folder" $? "$scratch/err"
else
  echo "Full and read-only disks left out: cannot mount."
fi

(ulimit -n 32 && train "$scratch/files") >/dev/null 2>"$scratch/err"
judge "train with 32 open files" $? "$scratch/err"
RECJPQ_JAVA_OPTS=-Xmx64m train "$scratch/heap" >/dev/null 2>"$scratch/err"
judge "train with 64 MB of heap" $? "$scratch/err"
RECJPQ_JAVA_OPTS=-Xmx64m "$recjpq" stats --log "$scratch/log.csv" >/dev/null 2>"$scratch/err"
judge "stats with 64 MB of heap" $? "$scratch/err"
if unshare -m true 2>/dev/null; then
  export recjpq scratch
  unshare -m bash -c 'mount -t tmpfs none /proc && "$recjpq" train --log "$scratch/log.csv" --run "$scratch/noproc" "$@"' - \
    "${small[@]}" >/dev/null 2>"$scratch/err"
  judge "train without /proc" $? "$scratch/err"
fi
if [ -f "$scratch/wrong" ]; then
  cat "$scratch/wrong" >&2
  wrong=$((wrong + $(wc -l <"$scratch/wrong")))
fi
report faults
