"""Writes histories to Parquet files, as pyarrow does; see README.md."""

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

FOLDER = Path(__file__).parent / "parquet"


def write(name, columns, **options):
    path = FOLDER / ("histories_" + name + ".parquet")
    pq.write_table(pa.table(columns), path, store_schema=False, **options)


def main():
    lists = [["a", "b"], [], None, ["ü", " a "]]
    write("text", {"age": [1, 2, 3, 4], "user_id": ["u", "v", "w", "x"], "items": lists}, row_group_size=2)
    numbers = pa.array([[3, 1], [2]], pa.list_(pa.int64()))
    write("numbers", {"history": numbers, "user": pa.array([7, 8], pa.int32())}, compression="zstd")
    write("unnamed", {"history": [["a"], ["b"]]}, use_dictionary=False)
    write("two_lists", {"user": ["u"], "clicks": [["a"]], "purchases": [["b"]]})
    write("no_list", {"user": ["u"], "item": ["a"]})
    write("null", {"user": ["u", "v"], "items": [["a"], ["a", None]]})
    long = [["i%d" % i for i in range(100_000)] if row == 100 else ["i%d" % row] for row in range(256)]
    write("long", {"user": ["u%d" % row for row in range(256)], "items": long}, compression="zstd")


main()
