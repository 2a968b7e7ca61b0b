"""Comparing what Python computes with what Java wrote down, and saying what was compared."""

import json
import pathlib

import numpy as np

TOLERANCE = 1e-5
INITIALISER = "__saved_model_init_op"  # listed among the signatures; the loader runs it itself
DTYPES = {
    "DT_STRING": object,
    "DT_FLOAT": np.float32,
    "DT_INT32": np.int32,
    "DT_INT64": np.int64,
    "DT_BOOL": bool,
}


class Difference(Exception):
    """Something is not as it should be; the message says where."""


def require(holds, message):
    if not holds:
        raise Difference(message)


def array(values):
    """A tensor that Java wrote: dtype, shape, elements row by row."""
    elements = values["elements"]
    if values["dtype"] == "DT_STRING":
        elements = [element.encode() for element in elements]
    return np.array(elements, dtype=DTYPES[values["dtype"]]).reshape(values["shape"])


def require_close(where, expected, found):
    """Equal shapes, and numbers that differ by no more than TOLERANCE, relative where large."""
    require(
        expected.shape == found.shape,
        f"{where}: expected shape {expected.shape}, found {found.shape}",
    )
    if expected.size == 0:
        return
    off = np.abs(expected.astype(np.float64) - found) / np.maximum(1, np.abs(expected))
    require(np.all(np.isfinite(found)), f"{where}: expected finite numbers, found {found}")
    require(np.max(off) <= TOLERANCE, f"{where}: off by {np.max(off)}")


def require_same_lists(where, expected, expected_scores, found):
    """The same items in the same places, but that items of almost equal scores may swap."""
    require(expected.shape == found.shape, f"{where}: expected {expected}, found {found}")
    for row in range(expected.shape[0]):
        places = {item: place for place, item in enumerate(expected[row])}
        for place, item in enumerate(found[row]):
            if item == expected[row][place]:
                continue
            score = expected_scores[row][place]
            same = item in places and np.isclose(
                expected_scores[row][places[item]], score, rtol=TOLERANCE, atol=TOLERANCE
            )
            require(same, f"{where}, row {row}, place {place}: found {item}")
    for row in found:
        named = [item for item in row if item not in (b"", -1)]
        require(len(set(named)) == len(named), f"{where}: expected each item once, found {row}")


def read_json(path):
    with open(path, encoding="utf-8") as file:
        return json.load(file)


def newest_version(base):
    """The version directory with the largest number, as TF Serving takes it."""
    versions = [path for path in pathlib.Path(base).iterdir() if path.name.isdigit()]
    require(versions, f"{base}: expected versions of an export, found none")
    return max(versions, key=lambda path: int(path.name))
