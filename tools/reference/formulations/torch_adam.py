"""Writes data/formulations/torch_*.json: torch.optim.AdamW on the CPU.

    pip install -r tools/reference/requirements.txt
    python tools/reference/formulations/torch_adam.py
    ATEN_CPU_CAPABILITY=default python tools/reference/formulations/torch_adam.py

The first run, on a processor with FMA, writes the fused kernel's body and tail,
its body in binary64, and the single-tensor form; the second, which keeps PyTorch from using FMA, the
fused kernel without. The tail is what is left over of a tensor beyond a
multiple of eight numbers; tensors of seven numbers are nothing else. One thread,
after a root to warm up: the first vector root of a process can be inaccurate.
"""

import base64
import inspect
import zlib

import numpy as np
import sequences
import torch

COMMAND = "python tools/reference/formulations/torch_adam.py"


def optimizer(parameters, options, fused):
    return torch.optim.AdamW(
        parameters,
        lr=options["learningRate"],
        betas=(options["beta1"], options["beta2"]),
        eps=options["epsilon"],
        weight_decay=options.get("weightDecay", 0.0),
        fused=fused,
        foreach=False,
    )


def run(key, fused, size, keep_weights=True, precision="float32"):
    """The state after each step, of tensors of `size` numbers each. Without
    keep_weights they are put back to zero before each step, so that what they
    hold after it is the update."""
    start = torch.from_numpy(sequences.weights().astype(precision)).split(size)
    parameters = [part.clone().requires_grad_() for part in start]
    adam = optimizer(parameters, sequences.ALL_OPTIONS[key], fused)
    for step in range(1, sequences.STEPS + 1):
        gradient = sequences.gradient(step, key).astype(precision)
        with torch.no_grad():
            for parameter, part in zip(parameters, torch.from_numpy(gradient).split(size)):
                parameter.grad = part.clone()
                if not keep_weights:
                    parameter.zero_()
        adam.step()
        states = [adam.state[parameter] for parameter in parameters]
        yield (
            torch.cat(parameters).detach().numpy().copy(),
            torch.cat([state["exp_avg"] for state in states]).numpy().copy(),
            torch.cat([state["exp_avg_sq"] for state in states]).numpy().copy(),
        )


def updates(key, fused):
    return np.array([s[0] for s in run(key, fused, sequences.PARAMETERS, False)])


def beside_fused(key):
    """By how many ulps the single-tensor update differs from the fused one."""
    single, fused = updates(key, False), updates(key, True)
    assert (np.signbit(single) == np.signbit(fused)).all()
    ulps = single.view(np.int32) - fused.view(np.int32)
    assert abs(ulps).max() <= 127
    packed = zlib.compress(ulps.astype(np.int8).tobytes(), 9)
    return {"largest": int(abs(ulps).max()), "ulps": base64.b64encode(packed).decode()}


def write(
    name, source, fused, size, command=COMMAND, precision="float32", **more
):
    keys = [*sequences.OPTIONS] + (["extremes"] if precision == "float64" else [])
    runs = {key: list(run(key, fused, size, precision=precision)) for key in keys}
    versions = {
        "torch": torch.__version__,
        "capability": torch.backends.cpu.get_cpu_capability(),
    }
    epsilon = inspect.signature(torch.optim.AdamW).parameters["eps"].default
    more["defaultEpsilon"] = epsilon
    sequences.write(name, source, versions, command, runs, precision, **more)


def main():
    torch.set_num_threads(1)
    torch.sqrt(torch.rand(1 << 20))
    whole = sequences.PARAMETERS
    if torch.backends.cpu.get_cpu_capability() == "DEFAULT":
        command = "ATEN_CPU_CAPABILITY=default " + COMMAND
        source = "torch.optim.AdamW(fused=True), CPU, without FMA"
        write("torch_fused", source, True, whole, command)
        return
    source = "torch.optim.AdamW(fused=True), CPU with FMA"
    write("torch_fused_fma", source, True, whole)
    write("torch_fused_tail", source + ", tensors of 7 numbers", True, 7)
    write(
        "torch_float64",
        source + ", tensors of binary64",
        True,
        whole,
        precision="float64",
    )
    write(
        "torch_single",
        "torch.optim.AdamW(foreach=False), CPU with FMA",
        False,
        whole,
        updatesBesideFused={key: beside_fused(key) for key in sequences.OPTIONS},
    )


if __name__ == "__main__":
    main()
