"""Writes data/family.json: the relatives of Adam in binary64, by PyTorch.

    pip install -r tools/reference/requirements.txt
    python tools/reference/family.py

torch.optim on the CPU, float64, one tensor after the other (foreach=False).
The default type is set to float64, as torch.optim.NAdam keeps its product of
momenta in the default type; `nadamInFloat32` is the same run without that.
"""

import inspect
import json
import platform
import random
from pathlib import Path

import torch

from whole_file import save

SEED = 19640101
OUTPUT = Path(__file__).parents[2] / "data" / "family.json"
START = 0.7
SHORT = [1.0, 0.1, 0.1, 0.1, 0.1]

# Our word: PyTorch's.
WORDS = {
    "learningRate": "lr",
    "momentum": "momentum",
    "dampening": "dampening",
    "decay": "alpha",
    "epsilon": "eps",
    "weightDecay": "weight_decay",
    "momentumDecay": "momentum_decay",
    "beta2Decay": "beta2_decay",
    "clippingThreshold": "d",
}
PAIRS = {"betas": ("beta1", "beta2"), "eps": ("epsilon1", "epsilon2")}
MOMENTS = {"firstMoment": "exp_avg", "secondMoment": "exp_avg_sq"}
# Ours: PyTorch's class, what it is always called with, what it remembers.
MEMBERS = {
    "sgd": (torch.optim.SGD, {}, {"velocity": "momentum_buffer"}),
    "nesterov": (
        torch.optim.SGD,
        {"nesterov": True},
        {"velocity": "momentum_buffer"},
    ),
    "rmsprop": (torch.optim.RMSprop, {}, {"secondMoment": "square_avg"}),
    "adamw": (torch.optim.AdamW, {}, MOMENTS),
    "amsgrad": (
        torch.optim.Adam,
        {"amsgrad": True},
        MOMENTS | {"largestSecondMoment": "max_exp_avg_sq"},
    ),
    "nadam": (torch.optim.NAdam, {}, MOMENTS | {"momentumProduct": "mu_product"}),
    "radam": (torch.optim.RAdam, {}, MOMENTS),
    "adamax": (
        torch.optim.Adamax,
        {},
        {"firstMoment": "exp_avg", "infinityNorm": "exp_inf"},
    ),
    "adafactor": (
        torch.optim.Adafactor,
        {},
        {"rowMoment": "row_var", "columnMoment": "col_var"},
    ),
}
RUNS = [
    ("sgd", {"momentum": 0.9}),
    ("sgd", {"momentum": 0.9, "dampening": 0.3, "learningRate": 0.1}),
    ("sgd", {"momentum": 0.5, "weightDecay": 0.01}),
    ("nesterov", {"momentum": 0.9}),
    ("nesterov", {"momentum": 0.3, "weightDecay": 0.1, "learningRate": 0.01}),
    ("rmsprop", {}),
    ("rmsprop", {"decay": 0.5, "epsilon": 1e-3, "learningRate": 0.1}),
    ("rmsprop", {"decay": 0.0}),
    ("rmsprop", {"weightDecay": 0.1}),
    ("adamw", {}),
    ("adamw", {"weightDecay": 0.0}),
    ("adamw", {"beta1": 0.5, "beta2": 0.9, "weightDecay": 0.3, "learningRate": 0.1}),
    ("amsgrad", {}),
    ("amsgrad", {"beta1": 0.5, "beta2": 0.8, "epsilon": 1e-4}),
    ("amsgrad", {"beta2": 0.9, "weightDecay": 0.1}),
    ("nadam", {}),
    ("nadam", {"beta1": 0.8, "beta2": 0.95, "momentumDecay": 0.5}),
    ("nadam", {"weightDecay": 0.1, "epsilon": 1e-4}),
    ("radam", {}),
    ("radam", {"beta1": 0.5, "beta2": 0.9, "learningRate": 0.1}),
    ("radam", {"beta2": 0.6}),
    ("radam", {"weightDecay": 0.1, "epsilon": 1e-4}),
    ("adamax", {}),
    ("adamax", {"beta1": 0.5, "beta2": 0.7, "epsilon": 1e-4}),
    ("adamax", {"weightDecay": 0.1}),
]
OTHER_ADAFACTOR = {
    "learningRate": 0.5,
    "beta2Decay": -0.5,
    "epsilon1": 1e-9,
    "epsilon2": 0.1,
    "clippingThreshold": 2.0,
    "weightDecay": 0.1,
}
MATRICES = [  # shape, exponents of ten of the gradients, options
    ((3, 5), (-12, 2), {}),
    ((3, 5), (-1, 1), {}),
    ((4, 4), (-3, 3), OTHER_ADAFACTOR),
    ((1, 6), (-6, 2), {}),
    ((6, 1), (-6, 2), {}),
    ((1, 1), (-12, 2), {}),
    ((2, 3), (-10, -9), {}),
    ((5,), (-6, 2), {}),
]


def sized(generator, low, high):
    return generator.choice([-1, 1]) * 10 ** generator.uniform(low, high)


def mixed_gradients(generator):
    """14 decades, both signs, zeros, runs of constants, a sign that alternates."""

    def some(count):
        return [
            0.0 if generator.random() < 0.2 else sized(generator, -12, 2)
            for _ in range(count)
        ]

    return [
        *[0.3, *some(25)],
        *[7.65e-3] * 8,
        *[0.0] * 6,
        *[1e-3, -1e-3] * 4,
        *[-0.1 * 0.3**t for t in range(6)],
        *some(10),
    ]


def matrices(generator, shape, exponents, count):
    size = torch.Size(shape).numel()
    for _ in range(count):
        values = [
            0.0 if generator.random() < 0.1 else sized(generator, *exponents)
            for _ in range(size)
        ]
        yield torch.tensor(values).reshape(shape)


def optimizer(member, parameters, options):
    kind, fixed, _ = MEMBERS[member]
    defaults = inspect.signature(kind).parameters
    given = {WORDS[word]: v for word, v in options.items() if word in WORDS}
    for word, names in PAIRS.items():
        if any(name in options for name in names):
            pair = zip(names, defaults[word].default)
            given[word] = tuple(options.get(name, default) for name, default in pair)
    return kind(parameters, foreach=False, **fixed, **given)


def run(member, options, gradients, start):
    """`weight` is let run from `start`; `update`, not told where weights decay,
    is what a weight holds that is put back to 0 before each step. It changes no
    moment, as without decay they do not know the weight."""
    weight = start.clone().requires_grad_()
    update = torch.zeros_like(start).requires_grad_()
    scaled = member == "adafactor"  # its steps are in proportion to the weight
    alone = options.get("weightDecay", 0) == 0 and member != "adamw" and not scaled
    alone = alone or options == {"weightDecay": 0.0}
    rule = optimizer(member, [weight, update], options)
    remembered = MEMBERS[member][2]
    if start.dim() == 1 and scaled:
        remembered = {"secondMoment": "variance"}
    columns = {name: [] for name in ["weight", *["update"] * alone, *remembered]}
    for gradient in gradients:
        weight.grad = gradient.clone()
        update.grad = gradient.clone()
        with torch.no_grad():
            update.zero_()
        rule.step()
        state = rule.state[weight]
        columns["weight"].append(weight.tolist())
        if alone:
            columns["update"].append(update.tolist())
        for name, theirs in remembered.items():
            column = state[theirs].to(torch.float64)
            columns[name].append((column.flatten() if scaled else column).tolist())
    return columns


def on_scalar(member, options, gradients):
    start, *gradients = torch.tensor([START, *gradients], dtype=torch.float64)
    return run(member, options, gradients, start)


def defaults():
    for member, (kind, _, _) in MEMBERS.items():
        parameters = inspect.signature(kind).parameters
        names = [*WORDS.values(), "betas"]
        yield member, {
            name: parameters[name].default for name in names if name in parameters
        }


def main():
    torch.set_num_threads(1)
    torch.sqrt(torch.ones(1_000_000))
    generator = random.Random(SEED)
    mixed = mixed_gradients(generator)
    in_float32 = on_scalar("nadam", {}, mixed)
    torch.set_default_dtype(torch.float64)
    adafactor = []
    for shape, exponents, options in MATRICES:
        start = next(matrices(generator, shape, (-3, 0), 1))
        gradients = list(matrices(generator, shape, exponents, 20))
        adafactor.append(
            {
                "shape": shape,
                "options": options,
                "start": start.tolist(),
                "gradients": [gradient.tolist() for gradient in gradients],
                "torch": run("adafactor", options, gradients, start),
            }
        )
    document = {
        "source": "torch.optim, CPU, float64, foreach=False",
        "versions": {
            "python": platform.python_version(),
            "torch": torch.__version__,
            "machine": f"{platform.system()} {platform.machine()}",
        },
        "command": "python tools/reference/family.py",
        "seed": SEED,
        "torchDefaults": dict(defaults()),
        "start": START,
        "gradients": mixed,
        "runs": [
            {
                "member": member,
                "options": options,
                "torch": on_scalar(member, options, mixed),
            }
            for member, options in RUNS
        ],
        "nadamInFloat32": in_float32,
        "shortGradients": SHORT,
        "adafactor": adafactor,
    }
    save(OUTPUT, json.dumps(document, allow_nan=False) + "\n")


if __name__ == "__main__":
    main()
