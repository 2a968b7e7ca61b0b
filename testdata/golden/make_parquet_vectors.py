"""Writes item vectors to Parquet files, as pyarrow does; see README.md."""

from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

FOLDER = Path(__file__).parent / "parquet"
IDS = ["c", "other", "a"]
VECTORS = [[1, 2], [7, 8], [3, -4]]


def write(name, columns, **options):
    pq.write_table(pa.table(columns), FOLDER / (name + ".parquet"), store_schema=False, **options)


def lists(values, number=pa.float32()):
    return pa.array(values, pa.list_(number))


def main():
    titles = ["C", None, "A"]
    write("lists", {"title": titles, "item": IDS, "vector": lists(VECTORS)}, row_group_size=2, compression="zstd")
    fixed = pa.FixedSizeListArray.from_arrays(pa.array(np.array(VECTORS, np.float64).ravel()), 2)
    write("fixed", {"embedding": fixed, "product": IDS}, compression="lz4")
    half = pa.array([np.array(v, np.float16) for v in VECTORS], pa.list_(pa.float16()))
    write("half", {"id": IDS, "vector": half}, compression="none")
    whole = {"item": pa.array([3, 9, 1], pa.int64()), "vector": lists(VECTORS, pa.int32())}
    write("whole", whole, use_dictionary=False)
    write("columns", {"x": [1.0, 7.0, 3.0], "name": IDS, "y": pa.array([2, 8, -4], pa.float32())})
    write("null_number", {"item": IDS, "vector": lists([[1, 2], [7, None], [3, -4]])})
    write("null_column", {"item": IDS, "x": [1.0, None, 3.0]})
    write("null_list", {"item": IDS, "vector": lists([[1, 2], None, [3, -4]])})
    write("empty_list", {"item": IDS, "vector": lists([[1, 2], [7, 8], []])})
    write("null_id", {"item": ["c", None, "a"], "vector": lists(VECTORS)})
    write("widths", {"item": IDS, "vector": lists([[1, 2], [7, 8], [3, -4, 5]])})
    write("nan", {"item": IDS, "vector": lists([[1, 2], [7, 8], [3, float("nan")]])})
    write("twice", {"item": ["c", "a", "c"], "vector": lists(VECTORS)})
    write("two_lists", {"item": IDS, "text": lists(VECTORS), "image": lists(VECTORS)})
    write("no_numbers", {"item": IDS, "title": IDS})
    write("gzip", {"item": IDS, "vector": lists(VECTORS)}, compression="gzip")
    write("no_ids", {"vector": lists(VECTORS)})


if __name__ == "__main__":
    main()
