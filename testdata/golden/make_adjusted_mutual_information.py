"""Two divisions of the same items into groups, and scikit-learn's adjusted mutual information."""
import numpy as np
import sklearn
from sklearn.metrics import adjusted_mutual_info_score

rng = np.random.default_rng(11)


def cases():
    truth = rng.integers(0, 12, 300)
    yield "chance", truth, rng.integers(0, 40, 300)
    yield "finer", truth, truth + 12 * rng.integers(0, 5, 300)
    yield "noisy", truth, np.where(rng.random(300) < 0.4, rng.integers(0, 12, 300), truth)
    yield "skewed", np.minimum(rng.geometric(0.3, 200) - 1, 9), np.minimum(rng.geometric(0.1, 200) - 1, 30)
    yield "renamed", truth, (truth * 5 + 3) % 12
    yield "one group", truth, np.zeros(300, int)
    yield "items apart", truth, np.arange(300)
    yield "two items", np.array([0, 1]), np.array([0, 0])


with open("adjusted_mutual_information_groups.csv", "w") as groups, open("adjusted_mutual_information.csv", "w") as scores:
    groups.write("case,first,second\n")
    scores.write("case,value\n")
    for case, first, second in cases():
        for a, b in zip(first, second):
            groups.write(f"{case},{a},{b}\n")
        scores.write(f"{case},{float(adjusted_mutual_info_score(first, second))!r}\n")
print(sklearn.__version__, np.__version__)
