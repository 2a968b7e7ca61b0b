"""Scores of BERT4Rec and GRU4Rec by Hugging Face Transformers and Keras.

Writes encoder_scores.csv: encoder, history (item ids joined by spaces), scores of all items.
Weights follow a formula that the test computes too; see `weights`.
"""

import csv

import numpy as np
import tensorflow as tf
from transformers import BertConfig
from transformers.models.bert.modeling_tf_bert import TFBertMainLayer

ITEMS = 20
PADDING, MASK = ITEMS, ITEMS + 1
DIMENSION = 8
LENGTH = 6
LAYERS = 2
HEADS = 2
FEED_FORWARD = 12
HISTORIES = [[3, 14, 15, 9, 2], [7], [5, 5, 1], [0, 1, 2, 3, 4, 5, 6, 7]]


def weights(shapes):
    """Parameter k, counted from 0, has element i = 0.6 sin(0.37 (i + 1)^2 + 1.3 k), row by row."""
    values = {}
    for k, (name, shape) in enumerate(shapes):
        i = np.arange(1, 1 + int(np.prod(shape)), dtype=np.float64)
        values[name] = (0.6 * np.sin(0.37 * i * i + 1.3 * k)).reshape(shape).astype(np.float32)
    return values


def padded(history, length):
    newest = history[-length:]
    return [PADDING] * (length - len(newest)) + newest


def bert_shapes():
    d, f = DIMENSION, FEED_FORWARD
    shapes = [("table", (ITEMS + 2, d)), ("positions", (LENGTH, d)), ("type", (d,))]
    shapes += [("norm/gamma", (d,)), ("norm/beta", (d,))]
    for layer in range(LAYERS):
        for name, size_in, size_out in [("query", d, d), ("key", d, d), ("value", d, d),
                                        ("output", d, d), ("attention_norm", 0, d),
                                        ("forward_1", d, f), ("forward_2", f, d),
                                        ("forward_norm", 0, d)]:
            first = ("gamma", (size_out,)) if size_in == 0 else ("kernel", (size_in, size_out))
            second = ("beta" if size_in == 0 else "bias", (size_out,))
            shapes += [(f"{layer}/{name}/{part}", shape) for part, shape in [first, second]]
    return shapes


# Where Transformers keeps what we call by the name on the left.
BERT_NAMES = {
    "query": "attention/self/query",
    "key": "attention/self/key",
    "value": "attention/self/value",
    "output": "attention/output/dense",
    "attention_norm": "attention/output/LayerNorm",
    "forward_1": "intermediate/dense",
    "forward_2": "output/dense",
    "forward_norm": "output/LayerNorm",
}


def bert_target(w, variable):
    """The value of a variable of TFBertMainLayer."""
    name = variable.name.split(":")[0]
    if "position_embeddings" in name:
        return w["positions"]
    if "token_type_embeddings" in name:
        return w["type"].reshape(1, DIMENSION)
    if "embeddings/LayerNorm" in name:
        return w["norm/" + name.rsplit("/", 1)[1]]
    layer, path = name.split("layer_._")[1].split("/", 1)
    inner, part = path.rsplit("/", 1)
    ours = next(key for key, value in BERT_NAMES.items() if value == inner)
    return w[f"{layer}/{ours}/{part}"]


def bert_scores(attend_padding):
    config = BertConfig(
        vocab_size=1, hidden_size=DIMENSION, num_hidden_layers=LAYERS, num_attention_heads=HEADS,
        intermediate_size=FEED_FORWARD, max_position_embeddings=LENGTH, type_vocab_size=1,
        hidden_act="gelu", layer_norm_eps=1e-12)
    bert = TFBertMainLayer(config, add_pooling_layer=False)
    bert(None, inputs_embeds=tf.zeros((1, LENGTH, DIMENSION)))
    w = weights(bert_shapes())
    for variable in bert.weights:
        if "word_embeddings" not in variable.name:
            variable.assign(bert_target(w, variable))
    for history in HISTORIES:
        ids = np.array([padded(history, LENGTH - 1) + [MASK]])
        mask = np.ones_like(ids) if attend_padding else (ids != PADDING).astype(np.int32)
        vectors = bert(None, inputs_embeds=tf.constant(w["table"][ids]), attention_mask=mask,
                       training=False).last_hidden_state
        yield history, w["table"][:ITEMS] @ vectors[0, -1].numpy()


def gru_shapes():
    d = DIMENSION
    shapes = [("input", (ITEMS + 2, d)), ("output", (ITEMS + 2, d)), ("bias", (ITEMS + 2,))]
    for layer in range(LAYERS):
        shapes += [(f"{layer}/kernel", (d, 3 * d)), (f"{layer}/recurrent_kernel", (d, 3 * d)),
                   (f"{layer}/bias", (3 * d,)), (f"{layer}/recurrent_bias", (3 * d,))]
    return shapes + [("dense/kernel", (d, d)), ("dense/bias", (d,))]


def gru_scores():
    """The base model with its ReLU and output bias; padding is masked out."""
    w = weights(gru_shapes())
    layers = [tf.keras.layers.GRU(DIMENSION, return_sequences=True) for _ in range(LAYERS)]
    dense = tf.keras.layers.Dense(DIMENSION, activation="relu")
    for history in HISTORIES:
        ids = np.array([padded(history, LENGTH)])
        x = tf.constant(w["input"][ids])
        for i, layer in enumerate(layers):
            layer.build(x.shape)
            bias = np.stack([w[f"{i}/bias"], w[f"{i}/recurrent_bias"]])
            layer.set_weights([w[f"{i}/kernel"], w[f"{i}/recurrent_kernel"], bias])
            x = layer(x, mask=tf.constant(ids != PADDING))
        dense.build(x.shape)
        dense.set_weights([w["dense/kernel"], w["dense/bias"]])
        yield history, w["output"][:ITEMS] @ dense(x)[0, -1].numpy() + w["bias"][:ITEMS]


def main():
    cases = {
        "bert4rec": bert_scores(attend_padding=False),
        "bert4rec-attend-padding": bert_scores(attend_padding=True),
        "gru4rec": gru_scores(),
    }
    with open("encoder_scores.csv", "w", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        for encoder, results in cases.items():
            for history, scores in results:
                out.writerow([encoder, " ".join(map(str, history)), *(f"{s:.6f}" for s in scores)])


if __name__ == "__main__":
    main()
