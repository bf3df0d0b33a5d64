"""Writes data/language_model.json: a transformer language model before
training and the gradient of its output matrix, by PyTorch.

    pip install -r tools/reference/requirements.txt
    python tools/reference/language_model.py

Best in a virtual environment of its own. The model is made of PyTorch's own
modules: Embedding, TransformerEncoderLayer (norm_first, gelu, no dropout, a
causal mask), LayerNorm or RMSNorm, cross_entropy; gradients are autograd's. If
the output matrix is tied to the token embedding, the output is given a copy, so
that its gradient is that of the output's side alone.

`cases` are small models with all their numbers. `sameNumbers` are models of the
full size on the numbers of NumPy's RandomState, drawn in the order that the
project draws them in. `ownNumbers` are models of the full size as PyTorch
starts them, each seed in float32 and, with the same weights, in float64 and
(rounded) in bfloat16.
"""

import json
import math
import platform
from copy import deepcopy
from pathlib import Path

import numpy as np
import torch
from torch import nn

from whole_file import save

SEED = 20170612
OUTPUT = Path(__file__).parents[2] / "data" / "language_model.json"

MEASURED = {
    "sigma": 1,
    "positionSigma": 1,
    "tied": True,
    "outputSigma": 1 / math.sqrt(3 * 128),
    "layers": 4,
    "width": 128,
    "heads": 2,
    "feedForward": 256,
    "normalization": "layerNorm",
    "vocabulary": 3988,
    "deadTokens": 1914,
    "zipfExponent": 1,
    "batch": 8,
    "sequenceLength": 128,
}
NORMALIZATIONS = {
    "layerNorm": lambda width: nn.LayerNorm(width),
    "rmsNorm": lambda width: nn.RMSNorm(width, eps=2**-23),
}


class Model(nn.Module):
    def __init__(self, settings):
        super().__init__()
        width = settings["width"]
        normalization = NORMALIZATIONS[settings["normalization"]]
        self.tied = settings["tied"]
        self.tokens = nn.Embedding(settings["vocabulary"], width)
        self.positions = nn.Embedding(settings["sequenceLength"], width)
        self.layers = nn.ModuleList(
            self.layer(settings, normalization) for _ in range(settings["layers"])
        )
        self.normalization = normalization(width)
        self.output = nn.Linear(width, settings["vocabulary"], bias=False)

    @staticmethod
    def layer(settings, normalization):
        layer = nn.TransformerEncoderLayer(
            settings["width"],
            settings["heads"],
            settings["feedForward"],
            dropout=0.0,
            activation="gelu",
            batch_first=True,
            norm_first=True,
        )
        layer.norm1 = normalization(settings["width"])
        layer.norm2 = normalization(settings["width"])
        return layer

    def hidden(self, inputs):
        length = inputs.shape[1]
        x = self.tokens(inputs) + self.positions(torch.arange(length))
        mask = nn.Transformer.generate_square_subsequent_mask(length, dtype=x.dtype)
        for layer in self.layers:
            x = layer(x, src_mask=mask, is_causal=True)
        return self.normalization(x)

    def gradient(self, inputs, targets):
        """Hidden states, logits, losses, and the gradient of the output's side."""
        matrix = self.tokens.weight if self.tied else self.output.weight
        matrix = matrix.detach().clone().requires_grad_()
        hidden = self.hidden(inputs).flatten(0, 1)
        logits = hidden @ matrix.T
        losses = nn.functional.cross_entropy(
            logits, targets.flatten(), reduction="none"
        )
        (gradient,) = torch.autograd.grad(losses.mean(), matrix, retain_graph=True)
        return hidden, logits, losses, gradient

    def tied_gradient(self, losses, gradient):
        """The gradient of the tied matrix, of both its sides."""
        (of_input,) = torch.autograd.grad(losses.mean(), self.tokens.weight)
        return gradient + of_input


def as_matrix(tensor):
    rows, columns = tensor.shape
    return {"rows": rows, "columns": columns, "values": tensor.flatten().tolist()}


def as_linear(weight, bias):
    return {"weight": as_matrix(weight), "bias": bias.tolist()}


def as_normalization(module):
    weights = {"gain": module.weight.tolist()}
    bias = getattr(module, "bias", None)
    return weights if bias is None else weights | {"shift": bias.tolist()}


def as_layer(layer):
    attention = layer.self_attn
    return {
        "attentionNormalization": as_normalization(layer.norm1),
        "attention": {
            "input": as_linear(attention.in_proj_weight, attention.in_proj_bias),
            "output": as_linear(attention.out_proj.weight, attention.out_proj.bias),
        },
        "feedForwardNormalization": as_normalization(layer.norm2),
        "feedForward": {
            "inner": as_linear(layer.linear1.weight, layer.linear1.bias),
            "outer": as_linear(layer.linear2.weight, layer.linear2.bias),
        },
    }


def cases():
    small = MEASURED | {
        "vocabulary": 23,
        "deadTokens": 6,
        "width": 8,
        "feedForward": 12,
        "sequenceLength": 6,
        "batch": 2,
    }
    for changed in (
        {"layers": 0},
        {"layers": 1},
        {"layers": 2},
        {"layers": 2, "tied": False},
        {"layers": 1, "normalization": "rmsNorm"},
        {"layers": 2, "normalization": "rmsNorm", "tied": False},
        {"layers": 1, "width": 9, "heads": 3, "feedForward": 5, "batch": 3},
    ):
        settings = small | changed
        torch.manual_seed(SEED)
        model = Model(settings).double()
        with torch.no_grad():
            # So that no weight is one that could be forgotten: a zero or a one.
            for parameter in model.parameters():
                parameter += 0.3 * torch.randn_like(parameter)
        live = settings["vocabulary"] - settings["deadTokens"]
        shape = (settings["batch"], settings["sequenceLength"] + 1)
        sequences = torch.randint(live, shape)
        inputs, targets = sequences[:, :-1], sequences[:, 1:]
        hidden, logits, losses, gradient = model.gradient(inputs, targets)
        yield {
            "settings": settings,
            "inputs": inputs.tolist(),
            "targets": targets.flatten().tolist(),
            "weights": {
                "tokens": as_matrix(model.tokens.weight),
                "positions": as_matrix(model.positions.weight),
                "layers": [as_layer(layer) for layer in model.layers],
                "normalization": as_normalization(model.normalization),
                "output": None if model.tied else as_matrix(model.output.weight),
            },
            "hidden": as_matrix(hidden),
            "logits": as_matrix(logits),
            "losses": losses.tolist(),
            "gradient": as_matrix(gradient),
        }


def zipf_tokens(settings, random):
    live = settings["vocabulary"] - settings["deadTokens"]
    shares = np.arange(1, live + 1, dtype=np.float64) ** -settings["zipfExponent"]
    up_to = np.cumsum(shares)
    shape = (settings["batch"], settings["sequenceLength"] + 1)
    heights = random.random_sample(shape) * up_to[-1]
    return torch.from_numpy(np.searchsorted(up_to, heights, side="right"))


def draw(model, settings, random):
    """Fills a model with the numbers of RandomState."""

    def normal(parameter, sigma):
        numbers = random.standard_normal(tuple(parameter.shape))
        parameter.copy_(torch.from_numpy(sigma * numbers))

    def uniform(parameter, bound):
        numbers = random.random_sample(tuple(parameter.shape))
        parameter.copy_(torch.from_numpy(bound * (2 * numbers - 1)))

    width = settings["width"]
    with torch.no_grad():
        normal(model.tokens.weight, settings["sigma"])
        normal(model.positions.weight, settings["positionSigma"])
        for layer in model.layers:
            uniform(layer.self_attn.in_proj_weight, math.sqrt(6 / (4 * width)))
            uniform(layer.self_attn.out_proj.weight, 1 / math.sqrt(width))
            for linear in (layer.linear1, layer.linear2):
                bound = 1 / math.sqrt(linear.in_features)
                uniform(linear.weight, bound)
                uniform(linear.bias, bound)
        if not settings["tied"]:
            normal(model.output.weight, settings["outputSigma"])


def summary(norms):
    # The median of an even number of norms: torch.median takes the lower one.
    median = float(np.median(norms.numpy()))
    return {"mean": norms.mean().item(), "median": median, "max": norms.max().item()}


def norms_at_start(model, settings, sequences):
    inputs, targets = sequences[:, :-1], sequences[:, 1:]
    hidden, logits, losses, gradient = model.gradient(inputs, targets)
    own_logits = logits.gather(1, inputs.reshape(-1, 1))
    live = settings["vocabulary"] - settings["deadTokens"]
    # Means and norms in float64: the squares of what float32 holds leave its
    # range. What is measured is the gradient, not the ruler.
    norms = gradient.double().norm(dim=1)
    result = {
        "loss": losses.double().mean().item(),
        "inputTokenLogit": own_logits.double().mean().item(),
        "meanHiddenNorm": hidden.double().norm(dim=1).mean().item(),
        "normOfMeanHidden": hidden.double().mean(dim=0).norm().item(),
        "dead": summary(norms[live:]),
        "live": summary(norms[:live]),
    }
    if model.tied:
        both = model.tied_gradient(losses, gradient).double().norm(dim=1)
        result["liveMeanOfBothSides"] = both[:live].mean().item()
    return result


def same_numbers():
    for seed, changed in (
        (0, {}),
        (1, {}),
        (2, {"sigma": 0.02, "positionSigma": 0.02}),
        (3, {"tied": False}),
        (4, {"normalization": "rmsNorm", "layers": 1}),
        (5, {"layers": 0, "sigma": 2}),
    ):
        settings = MEASURED | changed
        random = np.random.RandomState(seed)
        sequences = zipf_tokens(settings, random)
        model = Model(settings).double()
        draw(model, settings, random)
        result = norms_at_start(model, settings, sequences)
        yield {"settings": changed, "seed": seed} | result


def own_numbers():
    for seed in range(20):
        torch.manual_seed(seed)
        model = Model(MEASURED)
        in_bfloat16 = deepcopy(model).bfloat16()
        sequences = zipf_tokens(MEASURED, np.random.RandomState(seed))
        yield {
            "seed": seed,
            "float32": norms_at_start(model, MEASURED, sequences),
            "bfloat16": norms_at_start(in_bfloat16, MEASURED, sequences),
            "float64": norms_at_start(model.double(), MEASURED, sequences),
        }


def initializations():
    """The spread of each kind of weight that PyTorch starts with."""
    torch.manual_seed(SEED)
    model = Model(MEASURED)
    for name, parameter in model.named_parameters():
        if name.startswith("layers.") and not name.startswith("layers.0"):
            continue
        values = parameter.double()
        yield {
            "name": name,
            "shape": list(parameter.shape),
            "standardDeviation": values.std(correction=0).item(),
            "min": values.min().item(),
            "max": values.max().item(),
        }


def normal_numbers():
    for seed in (0, 1, 20170612, 2**32 - 1):
        numbers = np.random.RandomState(seed).standard_normal(1000)
        yield {"seed": seed, "numbers": numbers.tolist()}


def error_functions():
    points = [k / 32 for k in range(-200, 201)]
    points += [1e-300, 1e-20, 1e-8, 1.9999999, 2.0000001, 5.92, 5.93, 27.0, 1e300]
    for x in points:
        gelu = nn.functional.gelu(torch.tensor(x, dtype=torch.float64)).item()
        yield {"x": x, "erf": math.erf(x), "gelu": gelu}


def main():
    torch.set_num_threads(1)
    torch.sqrt(torch.ones(10_000))
    document = {
        "source": "torch.nn and autograd, CPU; numpy.random.RandomState; math.erf",
        "versions": {
            "python": platform.python_version(),
            "numpy": np.__version__,
            "torch": torch.__version__,
            "machine": f"{platform.system()} {platform.machine()}",
        },
        "command": "python tools/reference/language_model.py",
        "seed": SEED,
        "normalNumbers": list(normal_numbers()),
        "errorFunctions": list(error_functions()),
        "initializations": list(initializations()),
        "sameNumbers": list(same_numbers()),
        "ownNumbers": list(own_numbers()),
        "cases": list(cases()),
    }
    save(OUTPUT, json.dumps(document, indent=2, allow_nan=False) + "\n")


if __name__ == "__main__":
    main()
