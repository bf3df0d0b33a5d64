"""Optax: Adam, compiled by JAX for the CPU, which steps in the place of its arguments."""

import json
import os
import sys

from serve import required, serve

# JAX takes as many threads as there are cores for it.
threads = json.loads(sys.argv[1])["threads"]
os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:threads])

jax = required("jax", "bench/peers/requirements.txt")
optax = required("optax", "bench/peers/requirements.txt")
from inputs import sample_of_parameters, wave


def prepare(task):
    (count,) = task["size"]
    gradients = jax.numpy.asarray(wave(count, 1))
    weights = jax.numpy.zeros(count)
    optimizer = optax.adam(1e-3)
    state = optimizer.init(weights)

    def update(weights, state, gradients):
        updates, state = optimizer.update(gradients, state)
        return optax.apply_updates(weights, updates), state

    compiled = jax.jit(update, donate_argnums=(0, 1))

    def steps(number):
        nonlocal weights, state
        for _ in range(number):
            weights, state = compiled(weights, state, gradients)
        jax.block_until_ready((weights, state))

    return steps, lambda: sample_of_parameters(weights)


serve({"jax": jax.__version__, "optax": optax.__version__}, prepare)
