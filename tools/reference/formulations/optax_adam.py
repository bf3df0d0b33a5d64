"""Writes data/formulations/optax_*.json: optax.adamw on the CPU, binary32.

    pip install -r tools/reference/requirements_jax.txt
    XLA_FLAGS=--xla_cpu_multi_thread_eigen=false \\
        python tools/reference/formulations/optax_adam.py

Once eagerly, operation by operation, and once as one function compiled by
jax.jit, in which XLA fuses multiplications with additions.
"""

import inspect

import jax
import jax.numpy as jnp
import numpy as np
import optax
import sequences

COMMAND = (
    "XLA_FLAGS=--xla_cpu_multi_thread_eigen=false "
    "python tools/reference/formulations/optax_adam.py"
)


def run(key, compile):
    options = sequences.OPTIONS[key]
    adam = optax.adamw(
        options["learningRate"],
        b1=options["beta1"],
        b2=options["beta2"],
        eps=options["epsilon"],
        weight_decay=options.get("weightDecay", 0.0),
    )

    def step(weights, state, gradient):
        update, state = adam.update(gradient, state, weights)
        return optax.apply_updates(weights, update), state

    step = compile(step)
    weights = jnp.asarray(sequences.weights())
    state = adam.init(weights)
    for t in range(1, sequences.STEPS + 1):
        weights, state = step(weights, state, jnp.asarray(sequences.gradient(t, key)))
        adam_state = state[0]
        yield np.array(weights), np.array(adam_state.mu), np.array(adam_state.nu)


def write(name, source, compile):
    runs = {key: list(run(key, compile)) for key in sequences.OPTIONS}
    versions = {"jax": jax.__version__, "optax": optax.__version__}
    epsilon = inspect.signature(optax.adamw).parameters["eps"].default
    sequences.write(name, source, versions, COMMAND, runs, defaultEpsilon=epsilon)


if __name__ == "__main__":
    write("optax_eager", "optax.adamw, CPU, not compiled", lambda step: step)
    write("optax_jit", "optax.adamw, CPU, compiled by jax.jit", jax.jit)
