"""Writes data/formulations/optax_*.json: optax.adamw on the CPU, binary32.

    pip install -r tools/reference/requirements_jax.txt
    XLA_FLAGS=--xla_cpu_multi_thread_eigen=false \\
        python tools/reference/formulations/optax_adam.py

Once eagerly, operation by operation; once as one function compiled by jax.jit,
in which XLA fuses multiplications with additions; once with nothing but the
update compiled, as training loops do that call apply_updates outside. Without
epsilon XLA multiplies by an inverse root that the processor approximates: of
that run the updates are kept, from weights of zero, in a file of its own.
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


def stepped(adam, compile):
    """The step as it is written, or compiled as a whole."""

    def step(weights, state, gradient):
        update, state = adam.update(gradient, state, weights)
        return optax.apply_updates(weights, update), state

    return compile(step)


def updated(adam, compile):
    """The step of which only the update is compiled."""
    update = compile(adam.update)

    def step(weights, state, gradient):
        change, state = update(gradient, state, weights)
        return optax.apply_updates(weights, change), state

    return step


def run(key, compile, form=stepped, keep_weights=True):
    options = sequences.ALL_OPTIONS[key]
    adam = optax.adamw(
        options["learningRate"],
        b1=options["beta1"],
        b2=options["beta2"],
        eps=options["epsilon"],
        weight_decay=options.get("weightDecay", 0.0),
    )

    step = form(adam, compile)
    weights = jnp.asarray(sequences.weights())
    state = adam.init(weights)
    for t in range(1, sequences.STEPS + 1):
        if not keep_weights:
            weights = jnp.zeros_like(weights)
        weights, state = step(weights, state, jnp.asarray(sequences.gradient(t, key)))
        adam_state = state[0]
        yield np.array(weights), np.array(adam_state.mu), np.array(adam_state.nu)


def write(name, source, runs):
    versions = {"jax": jax.__version__, "optax": optax.__version__}
    epsilon = inspect.signature(optax.adamw).parameters["eps"].default
    sequences.write(name, source, versions, COMMAND, runs, defaultEpsilon=epsilon)


def all_runs(compile, form=stepped):
    return {
        key: list(run(key, compile, form)) for key in [*sequences.OPTIONS, "halves"]
    }


if __name__ == "__main__":
    write("optax_eager", "optax.adamw, CPU, not compiled", all_runs(lambda f: f))
    write("optax_jit", "optax.adamw, CPU, compiled by jax.jit", all_runs(jax.jit))
    write(
        "optax_jit_update",
        "optax.adamw, CPU, update compiled by jax.jit, apply_updates not",
        all_runs(jax.jit, updated),
    )
    write(
        "optax_jit_no_epsilon",
        "optax.adamw without epsilon, CPU, compiled by jax.jit",
        {"no epsilon": list(run("no epsilon", jax.jit, keep_weights=False))},
    )
