"""Writes {cooccurrence,adjacency}_{symmetric,next}.csv and user_item.csv from truncated_svd_sequences.csv by NumPy.

Each holds the dot products of the vectors of all pairs of items, one item a line, which no sign of a
singular vector changes. Cells are counted pair by pair and decomposed exactly.
"""

import numpy as np

ITEMS, COMPONENTS = 60, 6
sequences = [[int(item) for item in line.split(",")] for line in open("truncated_svd_sequences.csv")]


def write(name, vectors):
    with open(name, "w") as file:
        for row in vectors @ vectors.T:
            file.write(",".join(f"{value:.9g}" for value in row) + "\n")


def pairs(window, reverse):
    counts = np.zeros((ITEMS, ITEMS))
    for items in sequences:
        for i, first in enumerate(items):
            for j in range(i + 1, min(i + window + 1, len(items))):
                if items[j] != first:
                    counts[first, items[j]] += 1 / (j - i)
                    counts[items[j], first] += reverse / (j - i)
    return counts


def decomposed(matrix, tempering, scale=0.5):
    """The left singular vectors times a power of their values, divided by a power of their lengths."""
    left, values, _ = np.linalg.svd(matrix)
    print("singular values", values[: COMPONENTS + 1])
    vectors = left[:, :COMPONENTS] * values[:COMPONENTS] ** scale
    return vectors / np.linalg.norm(vectors, axis=1, keepdims=True) ** tempering


def cooccurrence(window, reverse, smoothing, tempering):
    counts = pairs(window, reverse)
    context = counts.sum(axis=0) ** smoothing
    expected = np.outer(counts.sum(axis=1), context / context.sum())
    with np.errstate(divide="ignore"):
        information = np.maximum(np.log(counts / expected), 0)
    return decomposed(information, tempering)


def adjacency(window, reverse, normalisation, power, tempering):
    counts = pairs(window, reverse)
    expected = np.outer(counts.sum(axis=1), counts.sum(axis=0)) ** normalisation
    return decomposed((counts / expected) ** power, tempering, scale=1)


def user_item(normalisation, tempering):
    counts = np.zeros((len(sequences), ITEMS))
    for user, items in enumerate(sequences):
        np.add.at(counts[user], items, 1)
    expected = np.outer(counts.sum(axis=1), counts.sum(axis=0)) ** normalisation
    return decomposed((counts / expected).T, tempering)


write("cooccurrence_symmetric.csv", cooccurrence(window=4, reverse=1, smoothing=0.75, tempering=0.5))
write("cooccurrence_next.csv", cooccurrence(window=2, reverse=0.3, smoothing=0.5, tempering=0))
write("adjacency_symmetric.csv", adjacency(window=4, reverse=1, normalisation=0.5, power=0.5, tempering=1))
write("adjacency_next.csv", adjacency(window=2, reverse=0.3, normalisation=0.3, power=1, tempering=0))
write("user_item.csv", user_item(normalisation=0.5, tempering=0.5))
