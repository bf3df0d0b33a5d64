"""Writes data/model_gradients.json: the gradient of every parameter of the small
models of data/language_model.json, by PyTorch's autograd in float64.

    pip install -r tools/reference/requirements.txt
    python tools/reference/model_gradients.py

Best in a virtual environment of its own. `inputSide` and `outputSide` are the
gradients of the two uses of the token matrix: the output is given a copy of it.
`gradients` has the parameters by the names that PyTorch gives them; of a tied
model, `tokens.weight` is what autograd has for both uses at once.
The numbers of a gradient are the bytes of little-endian float64, in base64.
"""

import base64
import json
import platform
from pathlib import Path

import torch
from torch import nn

from language_model import OUTPUT as MODELS
from language_model import Model
from whole_file import save

OUTPUT = Path(__file__).parents[2] / "data" / "model_gradients.json"


def tensor(stored):
    values = torch.tensor(stored["values"], dtype=torch.float64)
    return values.reshape(stored["rows"], stored["columns"])


def fill_linear(weight, bias, stored):
    weight.copy_(tensor(stored["weight"]))
    bias.copy_(torch.tensor(stored["bias"], dtype=torch.float64))


def fill_normalization(module, stored):
    module.weight.copy_(torch.tensor(stored["gain"], dtype=torch.float64))
    if "shift" in stored:
        module.bias.copy_(torch.tensor(stored["shift"], dtype=torch.float64))


def fill(model, weights):
    with torch.no_grad():
        model.tokens.weight.copy_(tensor(weights["tokens"]))
        model.positions.weight.copy_(tensor(weights["positions"]))
        for layer, stored in zip(model.layers, weights["layers"]):
            attention, inputs = layer.self_attn, stored["attention"]
            fill_normalization(layer.norm1, stored["attentionNormalization"])
            fill_linear(
                attention.in_proj_weight, attention.in_proj_bias, inputs["input"]
            )
            out = attention.out_proj
            fill_linear(out.weight, out.bias, inputs["output"])
            fill_normalization(layer.norm2, stored["feedForwardNormalization"])
            inner, outer = layer.linear1, layer.linear2
            fill_linear(inner.weight, inner.bias, stored["feedForward"]["inner"])
            fill_linear(outer.weight, outer.bias, stored["feedForward"]["outer"])
        fill_normalization(model.normalization, weights["normalization"])
        if not model.tied:
            model.output.weight.copy_(tensor(weights["output"]))


def in_base64(gradient):
    numbers = gradient.flatten().numpy().astype("<f8")
    return base64.b64encode(numbers.tobytes()).decode()


def loss_of(model, inputs, targets, matrix):
    logits = model.hidden(inputs).flatten(0, 1) @ matrix.T
    return nn.functional.cross_entropy(logits, targets)


def case(stored):
    model = Model(stored["settings"]).double()
    fill(model, stored["weights"])
    inputs = torch.tensor(stored["inputs"])
    targets = torch.tensor(stored["targets"])
    matrix = model.tokens.weight if model.tied else model.output.weight
    used = dict(model.named_parameters())
    if model.tied:
        del used["output.weight"]
    loss = loss_of(model, inputs, targets, matrix)
    gradients = torch.autograd.grad(loss, tuple(used.values()))
    copy = matrix.detach().clone().requires_grad_()
    of_input, of_output = torch.autograd.grad(
        loss_of(model, inputs, targets, copy), (model.tokens.weight, copy)
    )
    return {
        "loss": loss.item(),
        "gradients": {
            name: in_base64(gradient)
            for name, gradient in zip(used, gradients)
        },
        "inputSide": in_base64(of_input),
        "outputSide": in_base64(of_output),
    }


def main():
    torch.set_num_threads(1)
    document = {
        "source": "torch.autograd, CPU, float64",
        "versions": {
            "python": platform.python_version(),
            "torch": torch.__version__,
            "machine": f"{platform.system()} {platform.machine()}",
        },
        "command": "python tools/reference/model_gradients.py",
        "cases": [case(stored) for stored in json.loads(MODELS.read_text())["cases"]],
    }
    save(OUTPUT, json.dumps(document, indent=2, allow_nan=False) + "\n")


if __name__ == "__main__":
    main()
