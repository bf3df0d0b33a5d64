"""Writes data/low_precision_optax.json: optax.adam with all it stores in bf16
and in f16.

    pip install -r tools/reference/requirements_jax.txt
    python tools/reference/low_precision_optax.py

The constant gradients of low_precision.py, compiled by jax.jit, eight equal
parameters of which the first is kept. A number is written as the four
hexadecimal digits of its bits, a list of numbers as one string.
"""

import json
import os
import platform
from pathlib import Path

os.environ["JAX_PLATFORMS"] = "cpu"

import jax
import jax.numpy as jnp
import numpy as np
import optax

from whole_file import save

OUTPUT = Path(__file__).parents[2] / "data" / "low_precision_optax.json"

FORMATS = {"bf16": jnp.bfloat16, "f16": jnp.float16}
KEPT = [1, 2, 5, 10, 11, 20, 50, 100, 200, 500, 512, 1000, 2000, 5000]


def hexadecimal(array):
    return f"{np.asarray(array).view(np.uint16)[0]:04x}"


def run(name, gradients):
    adam = optax.adam(1e-3)
    weight = jnp.zeros(8, FORMATS[name])
    state = adam.init(weight)

    @jax.jit
    def step(weight, state, gradient):
        update, state = adam.update(gradient, state, weight)
        return optax.apply_updates(weight, update), state

    columns = {"weight": "", "firstMoment": "", "secondMoment": ""}
    for count, gradient in enumerate(gradients, start=1):
        given = jnp.full(8, gradient, FORMATS[name])
        weight, state = step(weight, state, given)
        if count in KEPT:
            columns["weight"] += hexadecimal(weight)
            columns["firstMoment"] += hexadecimal(state[0].mu)
            columns["secondMoment"] += hexadecimal(state[0].nu)
    return columns


def runs():
    for name in FORMATS:
        yield name, "ones", [1.0] * 5000
        yield name, "ten ones, then zeros", [1.0] * 10 + [0.0] * 4990
        yield name, "zeros", [0.0] * 5
        yield name, "thousandths", [1e-3] * 5


def main():
    document = {
        "source": "optax.adam(1e-3), CPU, compiled by jax.jit, start 0",
        "versions": {
            "python": platform.python_version(),
            "jax": jax.__version__,
            "optax": optax.__version__,
            "numpy": np.__version__,
            "machine": f"{platform.system()} {platform.machine()}",
        },
        "command": "python tools/reference/low_precision_optax.py",
        "runs": [
            {
                "format": name,
                "gradients": gradients,
                "steps": [step for step in KEPT if step <= len(rows)],
                **run(name, rows),
            }
            for name, gradients, rows in runs()
        ],
    }
    save(OUTPUT, json.dumps(document, indent=2, allow_nan=False) + "\n")


if __name__ == "__main__":
    main()
