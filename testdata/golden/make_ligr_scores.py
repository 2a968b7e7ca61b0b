"""Scores of eSASRec's encoder, LiGR layers, composed of PyTorch's modules.

Writes ligr_scores.csv: encoder, history (item ids joined by spaces), scores of all items.
Weights follow a formula that the test computes too; see `weights`. The layer is that of RecTools
(rectools/models/nn/transformers/ligr.py): nn.MultiheadAttention and a SwiGLU without biases, each
on the layer-normalised input, dropped, gated by a sigmoid of the input, and added to it.
"""

import csv

import numpy as np
import torch
from torch import nn

ITEMS = 20
PADDING = ITEMS
DIMENSION = 8
LENGTH = 6
LAYERS = 2
HEADS = 2
FEED_FORWARD = 12
HISTORIES = [[3, 14, 15, 9, 2], [7], [5, 5, 1], [0, 1, 2, 3, 4, 5, 6, 7]]


def weights(k, shape):
    """Parameter k, counted from 0, has element i = 0.6 sin(0.37 (i + 1)^2 + 1.3 k), row by row."""
    i = np.arange(1, 1 + int(np.prod(shape)), dtype=np.float64)
    return torch.tensor((0.6 * np.sin(0.37 * i * i + 1.3 * k)).reshape(shape).astype(np.float32))


class Weights:
    """Hands out the parameters in the order in which the Java model creates them."""

    def __init__(self):
        self.next = 0

    def take(self, *shape):
        self.next += 1
        return weights(self.next - 1, shape)

    def linear(self, size_in, size_out, bias=True):
        layer = nn.Linear(size_in, size_out, bias=bias)
        layer.weight.data = self.take(size_in, size_out).T.contiguous()
        if bias:
            layer.bias.data = self.take(size_out)
        return layer

    def norm(self):
        layer = nn.LayerNorm(DIMENSION)
        layer.weight.data = self.take(DIMENSION)
        layer.bias.data = self.take(DIMENSION)
        return layer

    def attention(self):
        three = [self.linear(DIMENSION, DIMENSION) for _ in range(3)]
        layer = nn.MultiheadAttention(DIMENSION, HEADS, batch_first=True)
        layer.in_proj_weight.data = torch.cat([part.weight.data for part in three])
        layer.in_proj_bias.data = torch.cat([part.bias.data for part in three])
        layer.out_proj = self.linear(DIMENSION, DIMENSION)
        return layer


class Layer(nn.Module):
    def __init__(self, given):
        super().__init__()
        self.norm_1 = given.norm()
        self.attention = given.attention()
        self.gate_1 = given.linear(DIMENSION, DIMENSION)
        self.norm_2 = given.norm()
        self.silu_in = given.linear(DIMENSION, FEED_FORWARD, bias=False)
        self.value_in = given.linear(DIMENSION, FEED_FORWARD, bias=False)
        self.out = given.linear(FEED_FORWARD, DIMENSION, bias=False)
        self.gate_2 = given.linear(DIMENSION, DIMENSION)

    def forward(self, x, mask):
        n = self.norm_1(x)
        attended, _ = self.attention(n, n, n, attn_mask=mask, need_weights=False)
        x = x + torch.sigmoid(self.gate_1(x)) * attended
        n = self.norm_2(x)
        forwarded = self.out(nn.functional.silu(self.silu_in(n)) * self.value_in(n))
        return x + torch.sigmoid(self.gate_2(x)) * forwarded


def scores(history):
    given = Weights()
    table = given.take(ITEMS + 2, DIMENSION)
    positions = given.take(LENGTH, DIMENSION)
    layers = [Layer(given).eval() for _ in range(LAYERS)]
    newest = history[-LENGTH:]
    ids = torch.tensor([PADDING] * (LENGTH - len(newest)) + newest)
    x = (table[ids] + positions).unsqueeze(0)
    future = torch.triu(torch.ones(LENGTH, LENGTH, dtype=torch.bool), diagonal=1)
    hidden = future | (ids == PADDING).unsqueeze(0)
    hidden.fill_diagonal_(False)  # padding attends to itself, so that its softmax is defined
    for layer in layers:
        x = layer(x, hidden)
    return (table[:ITEMS] @ x[0, -1]).tolist()


with torch.no_grad(), open("ligr_scores.csv", "w", newline="") as file:
    rows = csv.writer(file, lineterminator="\n")
    for history in HISTORIES:
        rows.writerow(["ligr", " ".join(map(str, history))] + [f"{s:.7g}" for s in scores(history)])
