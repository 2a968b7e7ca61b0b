"""All checks, in one process so that TensorFlow is loaded once.

usage: check.py EXPORTS RUN HISTORIES LISTS FAISS

EXPORTS is what ExportsForPythonTest wrote; HISTORIES went into and LISTS came out of `recjpq
recommend` on RUN's export; FAISS came out of `recjpq export --faiss`.
"""

import csv
import pathlib
import sys

import tensorflow as tf

import check_exports
import check_faiss
import check_search
import check_tensorboard
import check_warmup
from comparing import Difference, newest_version


def main(exports, run, histories, lists, faiss):
    asked = padded(histories)
    export = newest_version(run / "export")
    calls, names = check_exports.check(exports)
    print(f"  TensorFlow {tf.__version__} gives Java's {calls} answers of {len(names)} exports"
          f" ({', '.join(names)}) in one process, and saved_model_cli shows and runs one")
    print(f"  {check_search.check(export, asked, lists)} lists of Java's search are those of the export")
    print(f"  {check_warmup.check(export)} warm-up requests are answered, every signature's among them")
    items = check_faiss.check(faiss, export, run / "catalogue", asked)
    print(f"  FAISS finds the export's lists among {items} items in its own file format")
    files = check_tensorboard.check(run)
    print(f"  TensorBoard reads curves, histograms, texts, graph, layout, HParams and"
          f" projector from {files} event files, by its loader and over HTTP")


def padded(histories):
    """Rows of item ids of one length, without the name that each begins with."""
    with open(histories, encoding="utf-8", newline="") as file:
        rows = [row[1:] for row in csv.reader(file)]
    width = max(map(len, rows))
    return [row + [""] * (width - len(row)) for row in rows]


if __name__ == "__main__":
    try:
        main(*map(pathlib.Path, sys.argv[1:]))
    except Difference as difference:
        sys.exit(f"interop: {difference}")
