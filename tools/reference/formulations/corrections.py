"""Writes data/corrections.json: 1 - beta^t in binary32, by XLA and
TensorFlow.

    pip install -r tools/reference/requirements_jax.txt
    KERAS_BACKEND=tensorflow python tools/reference/formulations/corrections.py

Both take beta^t from the C library's powf, which is not always the rounded
power. `apart` lists the steps at which 1 - beta^t differs from that of the
rounded power, with the bits that it has; the digest is that of all steps.
"""

import json
import platform
from pathlib import Path

import jax
import jax.numpy as jnp
import keras
import numpy as np
import optax
import sequences
import tensorflow

STEPS = 10_000
DECAYS = (0.9, 0.95, 0.98, 0.99, 0.999, 0.9999)
OUTPUT = Path(__file__).parents[3] / "data" / "corrections.json"


def by_optax(decay):
    ones = jnp.ones(8, jnp.float32)
    correct = jax.jit(lambda step: optax.tree.bias_correction(ones, decay, step)[0])
    return [np.float32(correct(jnp.int32(t))) for t in range(1, STEPS + 1)]


def by_keras(decay):
    base = keras.ops.cast(decay, "float32")
    for t in range(1, STEPS + 1):
        power = keras.ops.power(base, keras.ops.cast(t, "float32"))
        yield np.float32(keras.ops.convert_to_numpy(1 - power))


def rounded_power(decay):
    base = float(np.float32(decay))
    for t in range(1, STEPS + 1):
        power = np.float32(base**t)
        yield np.float32(1) - power


def corrections(decay):
    one = np.float32(1)
    theirs = np.array(list(by_keras(decay)), np.float32)
    # What Optax multiplies by is one over the same number.
    assert (np.array(by_optax(decay)) == one / theirs).all()
    apart = np.nonzero(theirs != np.array(list(rounded_power(decay))))[0]
    return {
        "decay": decay,
        "digest": sequences.digest(theirs),
        "apart": [[int(i) + 1, int(theirs[i].view(np.uint32))] for i in apart],
    }


def main():
    document = {
        "source": "Keras on TensorFlow; Optax compiled by jax.jit agrees",
        "versions": {
            "python": platform.python_version(),
            "numpy": np.__version__,
            "jax": jax.__version__,
            "optax": optax.__version__,
            "keras": keras.__version__,
            "tensorflow": tensorflow.__version__,
            "libc": " ".join(platform.libc_ver()),
            "machine": f"{platform.system()} {platform.machine()}",
        },
        "command": "KERAS_BACKEND=tensorflow "
        "python tools/reference/formulations/corrections.py",
        "steps": STEPS,
        "corrections": [corrections(decay) for decay in DECAYS],
    }
    sequences.save(OUTPUT, json.dumps(document, allow_nan=False) + "\n")


if __name__ == "__main__":
    main()
