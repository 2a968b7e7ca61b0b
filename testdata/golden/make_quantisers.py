"""Writes vectors and the mean squared errors of FAISS's quantisers for them."""
import faiss
import numpy as np

ROWS, COLUMNS, CLUSTERS, ITERATIONS, SEEDS = 3000, 16, 60, 25, 5

faiss.omp_set_num_threads(1)
rng = np.random.default_rng(7)
# Clusters of unequal size along mixed axes of falling variance: integers, so that a file holds them.
centres = rng.normal(size=(CLUSTERS, COLUMNS))
sizes = rng.zipf(1.7, size=ROWS) % CLUSTERS
scales = 0.8 ** np.arange(COLUMNS)
mixing = np.linalg.qr(rng.normal(size=(COLUMNS, COLUMNS)))[0]
mixed = ((centres[sizes] + 0.5 * rng.normal(size=(ROWS, COLUMNS))) * scales) @ mixing
vectors = np.round(100 * mixed).astype("float32")
np.savetxt("quantiser_vectors.csv", vectors, fmt="%d", delimiter=",")


def error(composed, points):
    return ((composed - points) ** 2).sum(1).mean()


def k_means(points, cells, seed):
    found = faiss.Kmeans(points.shape[1], cells, niter=ITERATIONS, seed=seed)
    found.max_points_per_centroid = ROWS
    found.cp.min_points_per_centroid = 1
    found.train(points)
    return found.index.search(points, 1)[0].mean()


def product(points, splits, bits, rotate):
    if rotate:
        opq = faiss.OPQMatrix(points.shape[1], splits)
        opq.train(points)
        points = opq.apply_py(points)
    quantiser = faiss.ProductQuantizer(points.shape[1], splits, bits)
    quantiser.cp.min_points_per_centroid = 1
    quantiser.train(points)
    return error(quantiser.decode(quantiser.compute_codes(points)), points)


def residual(points, splits, bits):
    quantiser = faiss.ResidualQuantizer(points.shape[1], splits, bits)
    quantiser.max_beam_size = 1
    quantiser.cp.min_points_per_centroid = 1
    quantiser.train_type = faiss.ResidualQuantizer.Train_default
    quantiser.train(points)
    return error(quantiser.decode(quantiser.compute_codes(points)), points)


def mean(method, *settings):
    return np.mean([method(*settings, seed) for seed in range(SEEDS)])


with open("quantiser_errors.csv", "w") as out:
    for cells in (8, 64, 256):
        out.write(f"k-means,1,{cells},{mean(k_means, vectors, cells):.2f}\n")
    for splits, bits in ((4, 4), (4, 6), (8, 4)):
        out.write(f"pq,{splits},{2**bits},{product(vectors, splits, bits, False):.2f}\n")
        out.write(f"opq,{splits},{2**bits},{product(vectors, splits, bits, True):.2f}\n")
        out.write(f"rq,{splits},{2**bits},{residual(vectors, splits, bits):.2f}\n")
