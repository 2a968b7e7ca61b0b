"""Scores of the same users by two rankers, and what SciPy says about their difference."""
import numpy as np
import scipy
from scipy import stats

rng = np.random.default_rng(7)


def ndcg(ranks):
    return np.where(ranks <= 10, 1 / np.log2(ranks + 1), 0)


with open("paired_scores.csv", "w") as scores, open("paired_tests.csv", "w") as tests:
    scores.write("case,user,first,second\n")
    tests.write("case,quantity,value\n")
    for case, users, better in [("near", 200, 1.0), ("far", 60, 0.35), ("same", 150, None)]:
        first = rng.geometric(0.12, users)
        noise = rng.uniform(0.5, 1.6, users)
        if better is None:
            second = first + (noise > 1.45)
        else:
            second = np.maximum(1, np.round(first * better * noise)).astype(int)
        a, b = ndcg(first), ndcg(second)
        for user in range(users):
            scores.write(f"{case},u{user},{float(a[user])!r},{float(b[user])!r}\n")
        d = b - a
        margin = 0.05 * a.mean()
        test = stats.ttest_rel(b, a)
        interval = test.confidence_interval(0.95)
        mean = stats.ttest_1samp(b, 0).confidence_interval(0.95)
        bootstrap = stats.bootstrap((d,), np.mean, n_resamples=100000, method="percentile", random_state=3)
        draws = bootstrap.bootstrap_distribution
        found = {
            "p": test.pvalue,
            "low": interval.low,
            "high": interval.high,
            "second low": mean.low,
            "second high": mean.high,
            "equivalence": max(
                stats.ttest_1samp(d, -margin, alternative="greater").pvalue,
                stats.ttest_1samp(d, margin, alternative="less").pvalue,
            ),
            "effect": d.mean() / d.std(ddof=1),
            "bootstrap low": bootstrap.confidence_interval.low,
            "bootstrap high": bootstrap.confidence_interval.high,
            "bootstrap p": np.mean(np.abs(draws - d.mean()) >= abs(d.mean())),
        }
        for quantity, value in found.items():
            tests.write(f"{case},{quantity},{float(value)!r}\n")
print(scipy.__version__, np.__version__)
