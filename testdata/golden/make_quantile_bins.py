"""Writes quantile_bins.csv: values and their bins by scikit-learn's KBinsDiscretizer.

One line a value: the case's name, b, the value and its bin.
"""

import csv

import numpy as np
from sklearn.preprocessing import KBinsDiscretizer

random = np.random.default_rng(7)
crowded = np.concatenate([1e-5 * random.standard_normal(450), random.random(50)])

CASES = [
    ("distinct", 256, random.standard_normal(300)),
    ("one row more than edges", 256, random.random(257)),
    ("rows a multiple of b and one", 16, random.random(161)),
    ("fewer rows than b", 256, random.random(10)),
    ("three bins", 3, random.random(50)),
    ("crowded at zero", 256, crowded),
    ("equal values", 8, np.repeat([0.0, 0.25, 0.5, 1.0], [40, 3, 2, 5])),
    ("bins narrower than 1e-8", 32, np.concatenate([1e-9 * random.random(60), random.random(40)])),
    ("greatest value crowded", 10, np.concatenate([random.random(20), np.full(30, 2.0)])),
]

with open("quantile_bins.csv", "w", newline="") as file:
    writer = csv.writer(file, lineterminator="\n")
    for name, bins, values in CASES:
        discretizer = KBinsDiscretizer(
            n_bins=bins, encode="ordinal", strategy="quantile", subsample=None
        )
        binned = discretizer.fit_transform(values.reshape(-1, 1))[:, 0].astype(int)
        for value, bin_ in zip(values, binned):
            writer.writerow([name, bins, repr(float(value)), bin_])
