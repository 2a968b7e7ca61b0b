"""The lists that Java's own search finds in a trained export, asked of the export itself.

For a model with item codes, that is a pruned search in plain Java, which
shares nothing with the signatures but the encoder.
"""

import json

import numpy as np
import tensorflow as tf

from comparing import require, require_close, require_same_lists


def check(export, histories, lists):
    """Compares.

    histories -- rows of the file that `recjpq recommend --histories` took, without the names
    lists -- what it answered, as JSON lines in the same order
    """
    with open(lists, encoding="utf-8") as file:
        answers = [json.loads(line) for line in file]
    require(len(answers) == len(histories), f"{lists}: found {len(answers)} lists")
    model = tf.saved_model.load(str(export))
    answer = model.signatures["serving_default"](history=tf.constant(histories))
    found = {name: output.numpy() for name, output in answer.items()}
    items = [[item["item"].encode() for item in answer["items"]] for answer in answers]
    scores = [[item["score"] for item in answer["items"]] for answer in answers]
    expected = np.array(scores, dtype=np.float32)
    require_close("scores", expected, found["scores"])
    require_same_lists("items", np.array(items, dtype=object), expected, found["items"])
    return len(answers)
