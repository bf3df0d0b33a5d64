"""Writes data/adam_float64.json: Adam in binary64, by NumPy and by PyTorch.

    pip install -r tools/reference/requirements.txt
    python tools/reference/adam_float64.py

Best in a virtual environment of its own. NumPy follows the equations as the
document writes them. PyTorch is torch.optim.Adam on the CPU, one tensor after
the other (foreach=False). Every double is printed with repr, so it reads back
as the same double; the file is as `deno fmt` wants it.
"""

import inspect
import json
import platform
import random
from pathlib import Path

import numpy as np
import torch

from whole_file import save

SEED = 20150507
OUTPUT = Path(__file__).parents[2] / "data" / "adam_float64.json"

DOCUMENT = [1e-2, 1e-4, 1e-6, 1e-8, 1e-10, 1e-12, 7.65e-3, 1.79e-10]
DEFAULTS = {"learningRate": 1e-3, "beta1": 0.9, "beta2": 0.999, "epsilon": 1e-8}


def random_gradients(generator, count, zeros):
    """Signs at random, sizes spread evenly over 14 decades, a share of zeros."""
    return [
        0.0
        if generator.random() < zeros
        else generator.choice([-1, 1]) * 10 ** generator.uniform(-12, 2)
        for _ in range(count)
    ]


def runs():
    generator = random.Random(SEED)
    for gradient in DOCUMENT:
        yield f"first step, gradient {gradient!r}", [gradient], {}
    yield "constant", [7.65e-3] * 20, {}
    yield "alternating", [1e-3, -1e-3] * 10, {}
    yield "decaying", [0.1 * 0.7**t for t in range(30)], {}
    yield "zeros, one gradient, zeros", [0.0] * 10 + [1.0] + [0.0] * 5, {}
    yield "huge and tiny", [1e150, -1e-140, 1e-140, -1e150], {}
    yield "tiny", [1e-140, -3e-140, 2e-141, 1e-139], {}
    yield "random, with zeros", random_gradients(generator, 60, 0.2), {}
    for options in [
        {"beta1": 0.0},
        {"beta1": 0.5, "beta2": 0.9},
        {"beta1": 0.95, "beta2": 0.8},
        {"beta2": 0.0},
        {"epsilon": 0.0},
        {"epsilon": 1e-4, "learningRate": 0.1},
        {"epsilon": 1e-15, "beta2": 0.95},
        {"learningRate": 0.0},
    ]:
        zeros = 0.2 if options.get("epsilon") != 0.0 else 0.0
        name = "random, " + ", ".join(f"{k} {v!r}" for k, v in options.items())
        yield name, random_gradients(generator, 16, zeros), options


def with_numpy(gradients, learningRate, beta1, beta2, epsilon):
    eta, beta1, beta2, eps = map(np.float64, (learningRate, beta1, beta2, epsilon))
    m = v = np.float64(0)
    columns = {"firstMoment": [], "secondMoment": [], "update": []}
    for t, g in enumerate(map(np.float64, gradients), start=1):
        m = beta1 * m + (1 - beta1) * g
        # np.square, as an array's ** 2 is: a scalar's ** 2 is the C function
        # pow, which misses the rounded square by one ulp in 1 of 1400 cases.
        v = beta2 * v + (1 - beta2) * np.square(g)
        m_hat = m / (1 - beta1**t)
        v_hat = v / (1 - beta2**t)
        delta = -eta * m_hat / (np.sqrt(v_hat) + eps)
        columns["firstMoment"].append(float(m))
        columns["secondMoment"].append(float(v))
        columns["update"].append(float(delta))
    return columns


def with_torch(gradients, learningRate, beta1, beta2, epsilon):
    """`weight` starts at 0 and is let run; `update` is a weight put back to 0
    before each step, so what it holds after the step is the step."""
    weight = torch.zeros(1, dtype=torch.float64, requires_grad=True)
    update = torch.zeros(1, dtype=torch.float64, requires_grad=True)
    adam = torch.optim.Adam(
        [weight, update],
        lr=learningRate,
        betas=(beta1, beta2),
        eps=epsilon,
        foreach=False,
        fused=False,
    )
    columns = {"firstMoment": [], "secondMoment": [], "update": [], "weight": []}
    for g in gradients:
        weight.grad = torch.tensor([g], dtype=torch.float64)
        update.grad = weight.grad.clone()
        with torch.no_grad():
            update.zero_()
        adam.step()
        columns["firstMoment"].append(adam.state[weight]["exp_avg"].item())
        columns["secondMoment"].append(adam.state[weight]["exp_avg_sq"].item())
        columns["update"].append(update.item())
        columns["weight"].append(weight.item())
    return columns


def torch_defaults():
    parameters = inspect.signature(torch.optim.Adam).parameters
    return {name: parameters[name].default for name in ("lr", "betas", "eps")}


def bias_corrections():
    for decay in (0.0, 0.5, 0.9, 0.99, 0.999, 0.9999):
        for step in (1, 2, 3, 10, 100, 1000, 10_000, 1_000_000):
            correction = 1 - np.float64(decay) ** step
            yield {"decay": decay, "step": step, "correction": float(correction)}


def main():
    torch.set_num_threads(1)
    records = []
    for name, gradients, changed in runs():
        options = DEFAULTS | changed
        records.append(
            {
                "name": name,
                "options": options,
                "gradients": gradients,
                "numpy": with_numpy(gradients, **options),
                "torch": with_torch(gradients, **options),
            }
        )
    document = {
        "source": "NumPy float64, the equations as written; torch.optim.Adam, "
        "CPU, float64, foreach=False",
        "versions": {
            "python": platform.python_version(),
            "numpy": np.__version__,
            "torch": torch.__version__,
            "machine": f"{platform.system()} {platform.machine()}",
        },
        "command": "python tools/reference/adam_float64.py",
        "seed": SEED,
        "torchDefaults": torch_defaults(),
        "biasCorrections": list(bias_corrections()),
        "runs": records,
    }
    save(OUTPUT, json.dumps(document, indent=2, allow_nan=False) + "\n")


if __name__ == "__main__":
    main()
