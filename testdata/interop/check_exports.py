"""Exports that Java wrote, asked by TensorFlow for Python.

Every folder in the directory has an export, and answers.json with requests and what Java answered. All
exports are moved and loaded into this one process before the first is asked, so that tables or
variables of equal names would be seen to clash; then all are asked in turn, twice.
"""

import pathlib
import shutil
import subprocess
import sys
import tempfile

import numpy as np
import tensorflow as tf

from comparing import (
    INITIALISER,
    array,
    newest_version,
    read_json,
    require,
    require_close,
    require_same_lists,
)

TAG = "serve"


def check(directory):
    bases = sorted(path.parent for path in pathlib.Path(directory).glob("*/answers.json"))
    require(len(bases) >= 2, f"{directory}: expected at least two exports, found {bases}")
    with tempfile.TemporaryDirectory() as scratch:
        models = []
        for base in bases:
            moved = moved_copy(base, pathlib.Path(scratch))
            models.append((base.name, tf.saved_model.load(moved), read_json(base / "answers.json")))
        ask_command_line(moved)
        calls = sum(replay(*model) for _ in range(2) for model in models)
    return calls, [name for name, _, _ in models]


def moved_copy(base, scratch):
    return str(shutil.copytree(newest_version(base), scratch / base.name / "moved"))


def replay(name, model, exchanges):
    """Asks each request once; all signatures must be among them."""
    signatures = model.signatures
    asked = {exchange["signature"] for exchange in exchanges}
    found = set(signatures) - {INITIALISER}
    require(found == asked, f"{name}: expected signatures {asked}, found {found}")
    for exchange in exchanges:
        where = f"{name}, {exchange['signature']}"
        inputs = {key: tf.constant(array(v), tf_type(v)) for key, v in exchange["inputs"].items()}
        found = {k: v.numpy() for k, v in signatures[exchange["signature"]](**inputs).items()}
        compare(where, {k: array(v) for k, v in exchange["outputs"].items()}, found)
    return len(exchanges)


def tf_type(values):
    return {
        "DT_STRING": tf.string,
        "DT_INT32": tf.int32,
        "DT_INT64": tf.int64,
        "DT_BOOL": tf.bool,
    }[values["dtype"]]


def compare(where, expected, found):
    require(set(expected) == set(found), f"{where}: expected {set(expected)}, found {set(found)}")
    for name, values in expected.items():
        place = f"{where}, {name}"
        if values.dtype == np.float32:
            require_close(place, values, found[name])
        elif name == "items":
            require_same_lists(place, values, expected["scores"], found[name])
        else:
            require(
                np.array_equal(values, found[name]), f"{place}: expected {values}, found {found[name]}"
            )


def ask_command_line(directory):
    shown = cli("show", "--dir", directory, "--all")
    for text in ("signature_def['serving_default']", "tensorflow/serving/predict", "DT_STRING"):
        require(text in shown, f"saved_model_cli show: expected {text}, found {shown}")
    answer = cli(
        "run", "--dir", directory, "--tag_set", TAG, "--signature_def", "serving_default",
        "--input_exprs", "history=[[b'item-12', b'item-13', b'']]",
    )
    require("Result for output key scores" in answer, f"saved_model_cli run: found {answer}")


def cli(command, *arguments):
    program = pathlib.Path(sys.executable).with_name("saved_model_cli")
    done = subprocess.run(
        [program, command, *arguments], capture_output=True, text=True, check=False
    )
    require(done.returncode == 0, f"saved_model_cli {command}: {done.stderr}")
    return done.stdout

