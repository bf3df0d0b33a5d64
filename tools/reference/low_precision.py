"""Writes data/low_precision.json: torch.optim.Adam with all it stores in bf16
and in f16.

    pip install -r tools/reference/requirements.txt
    python tools/reference/low_precision.py

Weights, gradients and moments share one format, as they do in PyTorch; "single"
is foreach=False, fused=False, "fused" is fused=True, both on the CPU. A number
is written as the four hexadecimal digits of its bits, a list of numbers as one
string. The file is as `deno fmt` wants it.
"""

import json
import platform
from pathlib import Path

import numpy as np
import torch

from whole_file import save

SEED = 16
PARAMETERS = 64
STEPS = 50
OUTPUT = Path(__file__).parents[2] / "data" / "low_precision.json"

FORMATS = {"bf16": torch.bfloat16, "f16": torch.float16}
WAYS = {"single": {"foreach": False, "fused": False}, "fused": {"fused": True}}
KEPT = [1, 2, 5, 10, 11, 20, 50, 100, 200, 500, 512, 1000, 2000, 5000]

# In the formats none of these numbers is itself.
SETTINGS = [
    {"learningRate": 1e-3, "beta1": 0.5, "beta2": 0.999, "epsilon": 1e-8},
    {
        "learningRate": 0.03,
        "beta1": 0.3,
        "beta2": 0.7,
        "epsilon": 1e-4,
        "weightDecay": 0.1,
    },
    {
        "learningRate": 0.7,
        "beta1": 0.95,
        "beta2": 0.99,
        "epsilon": 3e-7,
        "weightDecay": 0.03,
    },
]

# The largest exponents that leave the squares, too, finite.
LARGEST = {"bf16": 40, "f16": 6}
SMALLEST = {"bf16": -60, "f16": -30}


def hexadecimal(tensor):
    return "".join(f"{bits & 0xFFFF:04x}" for bits in tensor.view(torch.int16).tolist())


def adamw(weight, way, options):
    return torch.optim.AdamW(
        [weight],
        lr=options["learningRate"],
        betas=(options["beta1"], options["beta2"]),
        eps=options["epsilon"],
        weight_decay=options.get("weightDecay", 0.0),
        **WAYS[way],
    )


def run(name, way, weights, rows, kept, options=None):
    """Takes a step for each row of gradients, and gives the steps to be kept."""
    weight = torch.tensor(weights, dtype=FORMATS[name], requires_grad=True)
    if options is None:
        adam = torch.optim.Adam([weight], lr=1e-3, **WAYS[way])
    else:
        adam = adamw(weight, way, options)
    columns = {"weight": [], "firstMoment": [], "secondMoment": []}
    for step, row in enumerate(rows, start=1):
        weight.grad = torch.tensor(row, dtype=torch.float64).to(FORMATS[name])
        adam.step()
        if step in kept:
            state = adam.state[weight]
            columns["weight"].append(hexadecimal(weight.detach()))
            columns["firstMoment"].append(hexadecimal(state["exp_avg"]))
            columns["secondMoment"].append(hexadecimal(state["exp_avg_sq"]))
    return columns


def constant_runs():
    ones = [[1.0]] * 5000
    burst = [[1.0]] * 10 + [[0.0]] * 4990
    for name in FORMATS:
        yield name, "ones", 0.0, ones
        yield name, "ten ones, then zeros", 0.0, burst
        yield name, "ones", 1.0, ones
    yield "f16", "zeros", 1.0, [[0.0]] * 5
    yield "f16", "thousandths", 1.0, [[1e-3]] * 5


def power(word, name):
    """A word as a number: a sign, 7 binary digits and an exponent, or zero."""
    if word % 16 == 0:
        return 0.0
    exponents = LARGEST[name] - SMALLEST[name] + 1
    exponent = SMALLEST[name] + (word >> 12) % exponents
    sign = -1 if word >> 4 & 1 else 1
    return sign * (1 + (word >> 5 & 127) / 128) * 2.0**exponent


def many_gradients(name):
    words = np.random.RandomState(SEED).randint(
        0, 2**32, size=(STEPS, PARAMETERS), dtype=np.uint32
    )
    return [[power(word, name) for word in row] for row in words.tolist()]


def main():
    torch.set_num_threads(1)
    torch.sqrt(torch.ones(1_000_000))  # the first call may be less accurate
    constant = [
        {
            "format": name,
            "way": way,
            "gradients": gradients,
            "start": start,
            "steps": [step for step in KEPT if step <= len(rows)],
            **run(name, way, [start], rows, KEPT),
        }
        for name, gradients, start, rows in constant_runs()
        for way in WAYS
    ]
    weights = [2.0 ** (i % 16 - 12) * (-1) ** i for i in range(PARAMETERS)]
    many = [
        {
            "format": name,
            "way": way,
            **run(name, way, weights, many_gradients(name), range(1, STEPS + 1)),
        }
        for name in FORMATS
        for way in WAYS
    ]
    with_settings = [
        {
            "format": name,
            "way": way,
            "options": options,
            **run(
                name,
                way,
                weights,
                many_gradients(name),
                range(1, STEPS + 1),
                options,
            ),
        }
        for options in SETTINGS
        for name in FORMATS
        for way in WAYS
    ]
    document = {
        "source": "torch.optim.Adam, CPU, lr 1e-3 and defaults, one thread",
        "versions": {
            "python": platform.python_version(),
            "numpy": np.__version__,
            "torch": torch.__version__,
            "machine": f"{platform.system()} {platform.machine()}",
            "capability": torch.backends.cpu.get_cpu_capability(),
        },
        "command": "python tools/reference/low_precision.py",
        "seed": SEED,
        "exponents": {name: [SMALLEST[name], LARGEST[name]] for name in FORMATS},
        "constant": constant,
        "many": {"parameters": PARAMETERS, "weights": weights, "runs": many},
        "settings": {
            "source": "torch.optim.AdamW, the gradients and weights of many",
            "runs": with_settings,
        },
    }
    save(OUTPUT, json.dumps(document, indent=2, allow_nan=False) + "\n")


if __name__ == "__main__":
    main()
