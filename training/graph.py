"""Trained weights as an ONNX graph of fused transformer operators, and its int8 form."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic

from training.encoder import HEADS, LABELS, LAYERS, POINTER, ROLES

FUSED = "com.microsoft"


class _Graph:
    """Nodes and weights as they are added; the names are the torch names."""

    def __init__(self, weights: dict[str, torch.Tensor]) -> None:
        self.weights = weights
        self.nodes: list[onnx.NodeProto] = []
        self.constants: list[onnx.TensorProto] = []

    def constant(self, name: str, *, turned: bool = False) -> str:
        value = self.weights[name].detach().float().numpy()
        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(value.T if turned else value), name))
        return name

    def node(self, kind: str, inputs: Sequence[str], output: str, *, domain: str = "", **attributes: object) -> str:
        self.nodes.append(helper.make_node(kind, list(inputs), [output], name=output, domain=domain, **attributes))
        return output

    def linear(self, x: str, name: str, *, bias: bool = True) -> str:
        made = self.node("MatMul", [x, self.constant(name + ".weight", turned=True)], name + ".product")
        return self.node("Add", [made, self.constant(name + ".bias")], name + ".sum") if bias else made

    def model(
        self, name: str, *, inputs: list[onnx.ValueInfoProto], outputs: list[onnx.ValueInfoProto]
    ) -> onnx.ModelProto:
        body = helper.make_graph(self.nodes, name, inputs, outputs, self.constants)
        imports = [helper.make_opsetid("", 17), helper.make_opsetid(FUSED, 1)]
        return helper.make_model(body, opset_imports=imports, ir_version=8, producer_name="audiatur")


def tagger_graph(weights: dict[str, torch.Tensor]) -> onnx.ModelProto:
    """The graph: `ids`, `kinds`, `mask` (int32, batch × length) → `labels`, `pointers` (float, batch × length × n)."""
    graph = _Graph(weights)
    x = _encoded(graph, kinds="kinds", mask="mask")
    for name in ("labels", "pointers"):
        graph.node("Identity", [graph.linear(x, name)], name)
    axes = ["batch", "length"]
    inputs = [helper.make_tensor_value_info(name, TensorProto.INT32, axes) for name in ("ids", "kinds", "mask")]
    outputs = [
        helper.make_tensor_value_info("labels", TensorProto.FLOAT, [*axes, LABELS]),
        helper.make_tensor_value_info("pointers", TensorProto.FLOAT, [*axes, 2 * ROLES * POINTER]),
    ]
    return graph.model("attribution", inputs=inputs, outputs=outputs)


def themes_graph(weights: dict[str, torch.Tensor]) -> onnx.ModelProto:
    """The graph: `ids` (int32, one text × length) → `themes` (float, one text × themes)."""
    # every piece is of the first kind: its vector is added to the places', once and for all
    graph = _Graph({**weights, "places.weight": weights["places.weight"] + weights["kinds.weight"][:1]})
    x = _encoded(graph, kinds="", mask="")
    mean = graph.node("ReduceMean", [x], "mean", axes=[1], keepdims=0)
    highest = graph.node("ReduceMax", [x], "highest", axes=[1], keepdims=0)
    pooled = graph.node("Concat", [mean, highest], "pooled", axis=1)
    graph.node("Identity", [graph.linear(pooled, "themes")], "themes")
    inputs = [helper.make_tensor_value_info("ids", TensorProto.INT32, [1, "length"])]
    outputs = [helper.make_tensor_value_info("themes", TensorProto.FLOAT, [1, len(weights["themes.bias"])])]
    return graph.model("themes", inputs=inputs, outputs=outputs)


def _encoded(graph: _Graph, *, kinds: str, mask: str) -> str:
    """The layers of the encoder; without kinds and mask where their names are empty."""
    table = [graph.constant("kinds.weight")] if kinds else [""]
    graph.nodes.append(
        helper.make_node(
            "EmbedLayerNormalization",
            ["ids", kinds, graph.constant("words.weight"), graph.constant("places.weight"), *table,
             graph.constant("norm.weight"), graph.constant("norm.bias")],
            ["embedded", "unused_mask"], name="embedded", domain=FUSED, epsilon=1e-12,
        )
    )  # fmt: skip
    x = "embedded"
    for n in range(LAYERS):
        x = _layer(graph, x, f"layers.{n}", mask=mask)
    return x


def _layer(graph: _Graph, x: str, name: str, *, mask: str) -> str:
    qkv = [graph.constant(f"{name}.qkv.weight", turned=True), graph.constant(f"{name}.qkv.bias")]
    mixed = graph.node("Attention", [x, *qkv, mask], f"{name}.mixed", domain=FUSED, num_heads=HEADS)
    mixed = graph.linear(mixed, f"{name}.out", bias=False)
    x = _normed(graph, mixed, x, f"{name}.norm1", bias=f"{name}.out.bias")
    up = graph.linear(x, f"{name}.up", bias=False)
    fed = graph.node("BiasGelu", [up, graph.constant(f"{name}.up.bias")], f"{name}.fed", domain=FUSED)
    down = graph.linear(fed, f"{name}.down", bias=False)
    return _normed(graph, down, x, f"{name}.norm2", bias=f"{name}.down.bias")


def _normed(graph: _Graph, x: str, skip: str, name: str, *, bias: str) -> str:
    weights = [graph.constant(f"{name}.weight"), graph.constant(f"{name}.bias"), graph.constant(bias)]
    return graph.node("SkipLayerNormalization", [x, skip, *weights], f"{name}.out", domain=FUSED, epsilon=1e-12)


def write(graph: onnx.ModelProto, *, plain: Path, small: Path) -> None:
    """Write the graph in float32 and, for use, with int8 weights."""
    onnx.save(graph, plain)
    types = {"DefaultTensorType": TensorProto.FLOAT}  # of the fused operators' outputs, which onnx cannot infer
    quantize_dynamic(plain, small, weight_type=QuantType.QInt8, per_channel=True, extra_options=types)
