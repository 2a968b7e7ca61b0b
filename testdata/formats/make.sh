#!/usr/bin/env bash
# Makes the folder of this version: a small run, its export, and what that recommends.
#   testdata/formats/make.sh VERSION
set -euo pipefail
home=$(cd "$(dirname "$0")" && pwd)
version=${1:?expected the version, such as 0.1.0}
folder=$home/$version
[ ! -e "$folder" ] || { echo "$folder: expected nothing, found a folder; formats that were released stay as they are" >&2; exit 1; }

scratch=/tmp/recjpq-formats # its name is in the run's configuration
rm -rf "$scratch"
mkdir "$scratch"
cd "$scratch"
recjpq=$home/../../recjpq

"$recjpq" generate --output log.csv --users 60 --items 40 --interactions 720 --clusters 4 --seed 7
"$recjpq" train --log log.csv --run run --blocks 1 --dimension 8 --splits 4 --sub-ids 8 --max-length 8 --dropout 0.1 \
  --batch-size 16 --negatives 8 --learning-rate 0.02 --epochs 60 --evaluate-every 240 --validation-users 20 --threads 2 \
  --seed 3 --top-k 5
printf '%s\n' one,c0-1 several,c2-3,c2-4,c1-0 unknown,nothing >histories.csv
"$recjpq" recommend run/export --histories histories.csv --output recommendations.jsonl

mkdir -p "$folder/run"
mv log.csv histories.csv recommendations.jsonl run/export "$folder"
mv run/{config.json,catalogue,codes,checkpoints,metrics.jsonl,result.json} "$folder/run"
rm -r "$scratch"
