"""Writes data/family_elsewhere.json: the relatives of Adam by Optax and Keras.

    pip install -r tools/reference/requirements_jax.txt
    python tools/reference/family_elsewhere.py

Binary64: Optax runs op by op on JAX with jax_enable_x64, Keras on its JAX
backend with floatx float64. Gradients and start are those of data/family.json,
which is written first. Lion is Optax's, over all gradients, as PyTorch has
none. Of the other members there is one short run in each of the two libraries,
with the options that PyTorch has by default, so that all that differs is the
algorithm, and one short run of Adafactor with two sizes of gradients.
"""

import json
import os
import platform
from pathlib import Path

os.environ["KERAS_BACKEND"] = "jax"

import jax
import jax.numpy as jnp
import keras
import optax

from whole_file import save

DATA = Path(__file__).parents[2] / "data"
OUTPUT = DATA / "family_elsewhere.json"
LION = [
    {"learningRate": 1e-4},
    {"learningRate": 1e-4, "weightDecay": 0.0},
    {"learningRate": 0.1, "beta1": 0.5, "beta2": 0.9, "weightDecay": 0.1},
]
MATRIX = [[1.0, -0.2, 0.03], [0.5, 0.0, -2.0]]


def array(value):
    return jnp.asarray(value, dtype=jnp.float64)


def with_optax(rule, gradients, start):
    weight = array(start)
    state = rule.init(weight)
    records = []
    for gradient in map(array, gradients):
        update, state = rule.update(gradient, state, weight)
        weight = optax.apply_updates(weight, update)
        records.append((weight.tolist(), update.tolist(), state))
    return records


def with_keras(rule, gradients, start):
    weight = keras.Variable(start, dtype="float64")
    weights = []
    for gradient in map(array, gradients):
        rule.apply([gradient], [weight])
        weights.append(weight.value.tolist())
    return weights


def lion(options, gradients, start):
    words = {
        "learningRate": "learning_rate",
        "beta1": "b1",
        "beta2": "b2",
        "weightDecay": "weight_decay",
    }
    rule = optax.lion(**{words[word]: value for word, value in options.items()})
    records = with_optax(rule, gradients, start)
    return {
        "options": options,
        "optax": {
            "weight": [weight for weight, _, _ in records],
            "update": [update for _, update, _ in records],
            "firstMoment": [state[0].mu.item() for _, _, state in records],
        },
    }


def short_rules():
    from_keras = keras.optimizers
    eps = {"epsilon": 1e-8}
    yield "sgd", optax.sgd(1e-3, 0.9), from_keras.SGD(1e-3, 0.9)
    yield "nesterov", optax.sgd(1e-3, 0.9, True), from_keras.SGD(1e-3, 0.9, True)
    yield "rmsprop", optax.rmsprop(1e-2, 0.99), from_keras.RMSprop(1e-2, 0.99, **eps)
    yield (
        "adamw",
        optax.adamw(1e-3, weight_decay=1e-2),
        from_keras.AdamW(1e-3, weight_decay=1e-2, **eps),
    )
    yield "amsgrad", optax.amsgrad(1e-3), from_keras.Adam(1e-3, amsgrad=True, **eps)
    yield "nadam", optax.nadam(2e-3), from_keras.Nadam(2e-3, **eps)
    yield "radam", optax.radam(1e-3), None
    yield "adamax", optax.adamax(2e-3), from_keras.Adamax(2e-3, **eps)
    yield (
        "lion",
        optax.lion(1e-4),
        from_keras.Lion(1e-4, weight_decay=1e-3),
    )


def short_run(optax_rule, keras_rule, gradients, start):
    records = with_optax(optax_rule, gradients, start)
    run = {"optax": [weight for weight, _, _ in records]}
    if keras_rule:
        run["keras"] = with_keras(keras_rule, gradients, start)
    return run


def adafactor(size):
    gradients = [[[size * g for g in row] for row in MATRIX]] * 3
    start = [[0.5, -0.5, 0.5], [0.5, 0.5, -0.5]]
    return {
        "start": start,
        "gradients": gradients,
        **short_run(
            optax.adafactor(1e-2, min_dim_size_to_factor=1),
            keras.optimizers.Adafactor(1e-2),
            gradients,
            start,
        ),
    }


def main():
    jax.config.update("jax_enable_x64", True)
    keras.config.set_floatx("float64")
    torchs = json.loads((DATA / "family.json").read_text())
    gradients, start, short = (
        torchs[name] for name in ("gradients", "start", "shortGradients")
    )
    document = {
        "source": "optax, op by op, and keras.optimizers, both on JAX, CPU, float64",
        "versions": {
            "python": platform.python_version(),
            "jax": jax.__version__,
            "optax": optax.__version__,
            "keras": keras.__version__,
            "machine": f"{platform.system()} {platform.machine()}",
        },
        "command": "python tools/reference/family_elsewhere.py",
        "lion": [lion(options, gradients, start) for options in LION],
        "shortRuns": {
            member: short_run(*rules, short, start) for member, *rules in short_rules()
        },
        "adafactor": [adafactor(size) for size in (1.0, 1e-9)],
    }
    save(OUTPUT, json.dumps(document, allow_nan=False) + "\n")


if __name__ == "__main__":
    main()
