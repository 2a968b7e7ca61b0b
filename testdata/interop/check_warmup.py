"""The warm-up requests of exports, parsed and sent as TF Serving would."""

import numpy as np
import tensorflow as tf
from tensorflow_serving.apis import prediction_log_pb2

from comparing import INITIALISER, require

FILE = "assets.extra/tf_serving_warmup_requests"
MOST_RECORDS = 1000


def check(export):
    """Replays each request; every signature must have one. Returns how many there are."""
    file = str(export / FILE)
    records = [record.numpy() for record in tf.data.TFRecordDataset(file)]
    require(0 < len(records) <= MOST_RECORDS, f"{file}: found {len(records)} records")
    signatures = tf.saved_model.load(str(export)).signatures
    asked = set()
    for record in records:
        log = prediction_log_pb2.PredictionLog.FromString(record)
        require(log.WhichOneof("log_type") == "predict_log", f"{file}: found {log}")
        asked.add(replay(file, signatures, log.predict_log.request))
    expected = set(signatures) - {INITIALISER}
    require(asked == expected, f"{file}: expected requests to {expected}, found {asked}")
    return len(records)


def replay(file, signatures, request):
    key = request.model_spec.signature_name
    inputs = {name: tf.make_ndarray(tensor) for name, tensor in request.inputs.items()}
    rows = {len(values) for values in inputs.values()}
    require(len(rows) == 1, f"{file}: {key}: expected equally many rows, found {rows}")
    answer = signatures[key](**{name: tf.constant(values) for name, values in inputs.items()})
    for name, output in answer.items():
        require(len(output) in rows, f"{file}: {key}: {name} has {len(output)} rows")
        if output.dtype == tf.float32:
            require(np.all(np.isfinite(output)), f"{file}: {key}: {name} is not finite")
    return key
