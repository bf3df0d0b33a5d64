"""Writes data/formulations/keras.json: keras.optimizers.AdamW, binary32.

    pip install -r tools/reference/requirements_jax.txt
    KERAS_BACKEND=tensorflow python tools/reference/formulations/keras_adam.py
    KERAS_BACKEND=jax python tools/reference/formulations/keras_adam.py
"""

import keras
import numpy as np
import sequences


def run(key):
    options = sequences.OPTIONS[key]
    weights = keras.Variable(sequences.weights())
    adam = keras.optimizers.AdamW(
        learning_rate=options["learningRate"],
        beta_1=options["beta1"],
        beta_2=options["beta2"],
        epsilon=options["epsilon"],
        weight_decay=options.get("weightDecay", 0.0),
    )
    adam.build([weights])
    for step in range(1, sequences.STEPS + 1):
        gradient = keras.ops.convert_to_tensor(sequences.gradient(step, key))
        adam.apply([gradient])
        yield tuple(
            keras.ops.convert_to_numpy(value).copy()
            for value in (weights, adam._momentums[0], adam._velocities[0])
        )


if __name__ == "__main__":
    backend = keras.backend.backend()
    sequences.write(
        f"keras_{backend}",
        f"keras.optimizers.AdamW on {backend}, CPU",
        {"keras": keras.__version__},
        f"KERAS_BACKEND={backend} python tools/reference/formulations/keras_adam.py",
        # Where the second moment overflows it is infinity minus infinity next.
        {key: list(run(key)) for key in sequences.OPTIONS if key != "overflow"},
        defaultEpsilon=keras.optimizers.AdamW().epsilon,
    )
