"""A run's event files, read by TensorBoard's own loader and over HTTP from a started TensorBoard."""

import csv
import json
import pathlib
import re
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request

import numpy as np
from tensorboard.backend.event_processing import event_accumulator, event_file_loader
from tensorboard.plugins.custom_scalar import layout_pb2
from tensorboard.plugins.hparams import plugin_data_pb2
from tensorboard.util.tensor_util import make_ndarray

from comparing import read_json, require

ROOT, TRAIN, VALIDATION = ".", "train", "validation"
SECONDS_TO_START = 60
PLUGIN = "data/plugin"


def check(run):
    config = read_json(run / "config.json")
    with open(run / "metrics.jsonl", encoding="utf-8") as file:
        metrics = [json.loads(line) for line in file]
    files = check_steps(run / "tensorboard")
    check_loader(run / "tensorboard", config, metrics)
    check_http(run / "tensorboard", config, metrics)
    return files


def check_steps(logdir):
    """Steps never go back within a file, and every value has a data class."""
    files = sorted(logdir.rglob("*tfevents*"))
    require(len(files) >= 3, f"{logdir}: expected three event files, found {files}")
    for file in files:
        last = 0
        for event in event_file_loader.EventFileLoader(str(file)).Load():
            require(event.step >= last, f"{file}: step {event.step} after {last}")
            last = event.step
            for value in event.summary.value:
                require(value.metadata.data_class != 0, f"{file}: {value.tag} has no data class")
    return len(files)


def check_loader(logdir, config, metrics):
    root, train, validation = (load(logdir / part) for part in (ROOT, TRAIN, VALIDATION))
    ndcg = scalars(validation, "quality/ndcg@10")
    expected = [(entry["step"], entry["validation"]["overall"]["metrics"]["ndcg@10"]) for entry in metrics]
    require(np.allclose(ndcg, expected, rtol=1e-6), f"quality/ndcg@10: found {ndcg}")
    for tag in ("quality/coverage@10", "quality/popularity@10", "quality/tail_share@10",
                "resources/validation_seconds"):
        points = scalars(validation, tag)
        require(len(points) == len(metrics), f"{tag}: found {points}")
    for tag in ("train/loss", "train/learning_rate", "train/gradient_norm", "train/step_ms",
                "train/sequences_per_s", "resources/heap_mb"):
        steps = [step for step, _ in scalars(train, tag)]
        require(steps == list(range(10, metrics[-1]["step"] + 1, 10)), f"{tag}: found {steps}")
    every = config["schedule"]["evaluateEvery"]
    traced = dict(scalars(train, "resources/step_tensors_mb"))
    require(set(traced) == {2, *range(every, metrics[-1]["step"] + 1, every)},
            f"memory of steps: found {traced}")
    require(all(mebibytes > 0.1 for mebibytes in traced.values()), f"memory of steps: {traced}")
    splits = int(config["model"]["items"]["codes"]["splits"])
    for split in range(splits):
        weights = tensors(train, f"weights/sub_embeddings/split_{split}")
        require(len(weights) == len(metrics), f"sub-embeddings: found {len(weights)} histograms")
    require(len(tensors(train, "weights/positions")) == len(metrics), "positions: no histograms")
    require("validation users" in text(root, "2_data"), "data: no summary")
    require("ndcg@10" in text(root, "3_protocol"), "protocol: no text")
    require('"validationUsers"' in text(root, "4_configuration"), "configuration: no text")
    lists = [value.item().decode() for value in tensors(validation, "1_recommendations")]
    require(
        len(lists) == len(metrics) and all(one.startswith("| came next | recommended |") for one in lists),
        f"recommendations: found {lists}",
    )
    names = {node.name.split("/")[0] for node in root.Graph().node}
    require(names >= {"history", "gather_codes", "concat_splits", "block_0", "loss", "scores"},
            f"graph: found {names}")
    require(len(root.Graph().SerializeToString()) < 1 << 20, "graph: larger than its outline")
    layout = layout_pb2.Layout.FromString(tensors(root, "custom_scalars__config__")[0].item())
    check_layout(layout, train, validation)
    check_hparams(validation, config)


def load(directory):
    accumulator = event_accumulator.EventAccumulator(
        str(directory), size_guidance={event_accumulator.TENSORS: 0}
    )
    return accumulator.Reload()


def scalars(accumulator, tag):
    """(step, value) of each point of a curve."""
    return [(e.step, make_ndarray(e.tensor_proto).item()) for e in accumulator.Tensors(tag)]


def tensors(accumulator, tag):
    return [make_ndarray(event.tensor_proto) for event in accumulator.Tensors(tag)]


def text(accumulator, tag):
    return tensors(accumulator, tag)[0].item().decode()


def check_layout(layout, *parts):
    """Every chart shows a curve, and every curve is in a chart."""
    tags = {tag for part in parts for tag in part.PluginTagToContent("scalars")}
    shown = set()
    for category in layout.category:
        for chart in category.chart:
            found = {t for regex in chart.multiline.tag for t in tags if re.match(regex, t)}
            require(found, f"layout: no curve for {chart.title}")
            shown |= found
    tags = {tag for tag in tags if not tag.startswith("quality_of_test/")}  # single points
    require(shown == tags, f"layout: does not show {tags - shown}")


def check_hparams(validation, config):
    contents = validation.PluginTagToContent("hparams")
    started = plugin_data_pb2.HParamsPluginData.FromString(contents["_hparams_/session_start_info"])
    hparams = started.session_start_info.hparams
    require(
        hparams["model.dimension"].number_value == config["model"]["dimension"]
        and hparams["model.encoder.type"].string_value == config["model"]["encoder"]["type"]
        and hparams["evaluation.excludeSeen"].bool_value == config["evaluation"]["excludeSeen"],
        f"hparams: found {dict(hparams)}",
    )
    ended = plugin_data_pb2.HParamsPluginData.FromString(contents["_hparams_/session_end_info"])
    require(ended.session_end_info.status == 1, "hparams: expected a success")


def check_http(logdir, config, metrics):
    with subprocess.Popen(
        [pathlib.Path(sys.executable).with_name("tensorboard"), "--logdir", logdir, "--port", "0",
         "--host", "127.0.0.1", "--load_fast", "auto"],
        stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    ) as server:
        try:
            url = address(server)
            ask_all(lambda path, **query: ask(url, path, query), config, metrics)
            check_sessions(url, config, metrics)
        finally:
            server.terminate()


def address(server):
    for line in server.stderr:
        found = re.search(r"http://127\.0\.0\.1:\d+/", line)
        if found:
            return found.group()
    raise SystemExit("tensorboard did not start")


def ask(url, path, query):
    with urllib.request.urlopen(f"{url}{path}?{urllib.parse.urlencode(query)}") as answer:
        return answer.read()


def ask_all(get, config, metrics):
    last = metrics[-1]["step"]
    until(lambda: set(json.loads(get("data/runs"))) >= {ROOT, TRAIN, VALIDATION}, "three runs")
    ndcg = {"tag": "quality/ndcg@10", "run": VALIDATION}
    until(
        lambda: [p[1] for p in json.loads(get(f"{PLUGIN}/scalars/scalars", **ndcg))]
        == [m["step"] for m in metrics],
        "all validations",
    )
    split = {"tag": "weights/sub_embeddings/split_0", "run": TRAIN}
    histograms = json.loads(get(f"{PLUGIN}/histograms/histograms", **split))
    require(histograms[-1][1] == last, f"histograms: found step {histograms[-1][1]}")
    texts = json.loads(get(f"{PLUGIN}/text/text", tag="1_recommendations", run=VALIDATION))
    require("<table>" in texts[-1]["text"], f"text: found {texts[-1]}")
    graph = get(f"{PLUGIN}/graphs/graph", run=ROOT).decode()
    require(graph.count("node {") > 100, "graphs: no nodes")
    layout = json.loads(get(f"{PLUGIN}/custom_scalars/layout"))
    require(len(layout["category"]) == 4, f"custom scalars: found {layout}")
    chart = json.loads(
        get(f"{PLUGIN}/custom_scalars/scalars", tag="quality/ndcg@10$", run=VALIDATION)
    )
    require(chart["regex_valid"] and len(chart["tag_to_events"]) == 1, f"chart: found {chart}")
    check_projector(get, config)


def check_sessions(url, config, metrics):
    """The HParams table: one training with its settings and its last result."""
    wanted = {"allowedStatuses": ["STATUS_SUCCESS"], "colParams": [], "startIndex": 0, "sliceSize": 9}
    request = urllib.request.Request(
        f"{url}{PLUGIN}/hparams/session_groups",
        data=json.dumps(wanted).encode(),
        headers={"Content-Type": "application/json"},
    )
    with urllib.request.urlopen(request) as answer:
        groups = json.loads(answer.read())["sessionGroups"]
    require(len(groups) == 1, f"hparams: found {groups}")
    require(groups[0]["hparams"]["seed"] == config["seed"], f"hparams: found {groups[0]}")
    values = {value["name"]["tag"]: value["value"] for value in groups[0]["metricValues"]}
    require(
        np.isclose(values["quality/ndcg@10"], metrics[-1]["validation"]["overall"]["metrics"]["ndcg@10"], rtol=1e-6),
        f"hparams: found results {values}",
    )


def until(holds, what):
    """TensorBoard reads the files in the background."""
    for _ in range(SECONDS_TO_START):
        try:
            if holds():
                return
        except (urllib.error.HTTPError, KeyError):
            pass
        time.sleep(1)
    raise SystemExit(f"tensorboard: expected {what}")


def check_projector(get, config):
    splits = int(config["model"]["items"]["codes"]["splits"])
    runs = json.loads(get(f"{PLUGIN}/projector/runs"))
    require(runs == [ROOT], f"projector: found runs {runs}")
    embeddings = json.loads(get(f"{PLUGIN}/projector/info", run=ROOT))["embeddings"]
    names = [embedding["tensorName"] for embedding in embeddings]
    require(names == ["items"] + [f"split_{s}" for s in range(min(8, splits))], f"projector: found {names}")
    dimension = config["model"]["dimension"]
    for name, length in (("items", min(48, dimension)), ("split_0", dimension // splits)):
        shape = next(e["tensorShape"] for e in embeddings if e["tensorName"] == name)
        fields = get(f"{PLUGIN}/projector/metadata", run=ROOT, name=name).decode()
        rows = list(csv.reader(fields.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE))
        require(shape == [len(rows) - 1, length], f"projector {name}: found shape {shape}")
        require(all(len(row) == len(rows[0]) for row in rows), f"projector {name}: ragged fields")
    views = json.loads(get(f"{PLUGIN}/projector/bookmarks", run=ROOT, name="items"))
    columns = [view["selectedColorOptionName"] for view in views]
    require(columns == ["tenth_by_popularity", "sub_id_0"], f"projector: found views {views}")

