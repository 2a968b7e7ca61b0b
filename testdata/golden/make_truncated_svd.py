"""Writes truncated_svd_{sequences,values,components}.csv by scikit-learn's TruncatedSVD.

The sequences come from users who like one of six groups of items; items repeat, so counts exceed 1.
TruncatedSVD runs with its defaults but for more power iterations, so that it is exact to rounding.
"""

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.decomposition import TruncatedSVD

USERS, ITEMS, GROUPS, COMPONENTS = 90, 60, 6, 4
SPECIAL_ROWS = 2  # padding and mask: columns of zeros

random = np.random.default_rng(11)
sequences = []
for user in range(USERS):
    group = int(random.integers(GROUPS) * random.random())  # early groups are larger
    own = random.choice(np.arange(group, ITEMS, GROUPS), size=8 + user % 5)
    other = random.choice(ITEMS, size=3)
    sequences.append(np.concatenate([own, other]))

counts = np.zeros((USERS, ITEMS + SPECIAL_ROWS))
for user, items in enumerate(sequences):
    for item in items:
        counts[user, item] += 1

svd = TruncatedSVD(n_components=COMPONENTS, n_iter=50, random_state=0)
svd.fit(csr_matrix(counts))

with open("truncated_svd_sequences.csv", "w") as file:
    for items in sequences:
        file.write(",".join(str(item) for item in items) + "\n")
with open("truncated_svd_values.csv", "w") as file:
    for value in svd.singular_values_:
        file.write(repr(float(value)) + "\n")
with open("truncated_svd_components.csv", "w") as file:  # one component a line
    for component in svd.components_:
        file.write(",".join(repr(float(value)) for value in component) + "\n")
