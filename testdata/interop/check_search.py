"""The lists that Java's own search finds in a trained export, asked of the export itself.

usage: check_search.py EXPORT HISTORIES LISTS

HISTORIES is what `recjpq recommend --histories` took (CSV: name, then item ids), LISTS what it
answered as JSON lines. For a model with item codes, that is a pruned search in plain Java, which
shares nothing with the signatures but the encoder.
"""

import csv
import json
import sys

import numpy as np
import tensorflow as tf

from comparing import newest_version, require, require_close, require_same_lists


def main(export, histories, lists):
    with open(histories, encoding="utf-8", newline="") as file:
        asked = {row[0]: row[1:] for row in csv.reader(file)}
    with open(lists, encoding="utf-8") as file:
        answers = [json.loads(line) for line in file]
    require(len(answers) == len(asked) > 0, f"{lists}: expected {len(asked)} lists, found {len(answers)}")
    model = tf.saved_model.load(str(newest_version(export)))
    width = max(map(len, asked.values()))
    rows = [asked[answer["name"]] for answer in answers]
    history = tf.constant([row + [""] * (width - len(row)) for row in rows])
    found = {k: v.numpy() for k, v in model.signatures["serving_default"](history=history).items()}
    items = [[item["item"].encode() for item in answer["items"]] for answer in answers]
    scores = [[item["score"] for item in answer["items"]] for answer in answers]
    expected = np.array(scores, dtype=np.float32)
    require_close("scores", expected, found["scores"])
    require_same_lists("items", np.array(items, dtype=object), expected, found["items"])
    print(f"  {len(answers)} lists of Java's search are those of the export")


if __name__ == "__main__":
    main(*sys.argv[1:])
