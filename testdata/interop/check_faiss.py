"""The item table as FAISS reads it."""

import faiss
import numpy as np
import tensorflow as tf

from comparing import require, require_close, require_same_lists


def check(file, export, catalogue, histories):
    """Searches with the vectors of histories; the export's lists must come out."""
    with open(catalogue, encoding="utf-8") as lines:
        ids = [line.rstrip("\n").encode() for line in lines][1:]
    index = faiss.read_index(str(file))
    require(index.ntotal == len(ids), f"{file}: expected {len(ids)} items, found {index.ntotal}")
    require(index.metric_type == faiss.METRIC_INNER_PRODUCT, f"{file}: other metric")
    require(
        faiss.serialize_index(index).tobytes() == file.read_bytes(), f"{file}: FAISS writes another"
    )
    signatures = tf.saved_model.load(str(export)).signatures
    history = tf.constant(histories)
    lists = {k: v.numpy() for k, v in signatures["serving_default"](history=history).items()}
    vectors = signatures["embed_history"](history=history)["vectors"].numpy()
    more = np.zeros((len(vectors), index.d - vectors.shape[1]), dtype=np.float32)
    more[:, :1] = 1  # for the biases, if there are some
    scores, items = index.search(np.hstack([vectors, more]), lists["items"].shape[1])
    found = np.array([[ids[item] for item in row] for row in items], dtype=object)
    require_close(f"{file}, scores", lists["scores"], scores)
    require_same_lists(f"{file}, items", lists["items"], lists["scores"], found)
    return index.ntotal
