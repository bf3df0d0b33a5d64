"""Writes data/training.json: trainings of a small transformer by PyTorch.

    pip install -r tools/reference/requirements.txt
    python tools/reference/training.py

Best in a virtual environment of its own. The model is that of language_model.py,
the optimizer torch.optim.AdamW(fused=True). The batch of step t is drawn from
RandomState(seed + (t - 1) * 0x9e3779b9 mod 2^32).

The weights are drawn from RandomState(seed), behind the batch of step 1, in the
order that the project draws them in: all trainings are on shared numbers.

`float64` has records at some steps. `float32` has the loss of each step and, of
the first five, the bytes of every gradient in little-endian float32, in base64.
`fullSize` is float32 at the size of the measured model: the loss of five steps,
and of every gradient its norm and its product with cos(0), cos(1), cos(2) ...

`bf16` (`model.to(torch.bfloat16)`) and `mixed` (float32 weights and moments, a
bfloat16 copy of the weights in forward and backward) have records at some steps
for each of twelve seeds, as `names` says. What is recorded is measured in
float64 of what is stored.
"""

import base64
import json
import math
import platform
from copy import deepcopy
from pathlib import Path

import numpy as np
import torch
from torch import nn

from language_model import MEASURED, Model, draw, zipf_tokens
from whole_file import save

OUTPUT = Path(__file__).parents[2] / "data" / "training.json"
ADAMW = {
    "learningRate": 1e-3,
    "beta1": 0.9,
    "beta2": 0.999,
    "epsilon": 1e-8,
    "weightDecay": 0,
}
TINY = MEASURED | {
    "layers": 2,
    "width": 16,
    "feedForward": 24,
    "vocabulary": 60,
    "deadTokens": 25,
    "batch": 2,
    "sequenceLength": 12,
}
SMALL = MEASURED | {
    "layers": 2,
    "width": 32,
    "feedForward": 64,
    "vocabulary": 300,
    "deadTokens": 150,
    "batch": 4,
    "sequenceLength": 32,
}


def batch_of(settings, seed, step):
    random = np.random.RandomState((seed + (step - 1) * 0x9E3779B9) % 2**32)
    sequences = zipf_tokens(settings, random)
    return sequences[:, :-1], sequences[:, 1:]


def mean(values):
    return values.mean().item() if len(values) else math.nan


def cosine(rows, direction):
    norms = rows.norm(dim=1)
    rows, norms = rows[norms > 0], norms[norms > 0]
    return mean(rows @ direction / norms / direction.norm())


class Training:
    """A model, its optimizer, and what is measured of each step."""

    def __init__(self, model, settings, adamw, seed, storage):
        self.settings, self.adamw, self.seed = settings, adamw, seed
        self.step_count = 0
        self.is_mixed = storage == "mixed"
        self.master = model.bfloat16() if storage == "bf16" else model
        self.applied = deepcopy(model).bfloat16() if self.is_mixed else self.master
        self.at_start = self.rows().detach().clone()
        self.optimizer = torch.optim.AdamW(
            [p for p in self.master.parameters() if self.is_used(p)],
            lr=adamw["learningRate"],
            betas=(adamw["beta1"], adamw["beta2"]),
            eps=adamw["epsilon"],
            weight_decay=adamw["weightDecay"],
            fused=True,
        )

    def is_used(self, parameter):
        return not (self.master.tied and parameter is self.master.output.weight)

    def output_of(self, model):
        return model.tokens.weight if model.tied else model.output.weight

    def rows(self):
        return self.output_of(self.master)

    def backward(self, inputs, targets):
        model = self.applied
        if self.is_mixed:
            with torch.no_grad():
                for own, copy in zip(self.master.parameters(), model.parameters()):
                    copy.copy_(own)
        model.zero_grad()
        hidden = model.hidden(inputs).flatten(0, 1)
        logits = hidden @ self.output_of(model).T
        self.seen = hidden.detach(), logits.detach()
        loss = nn.functional.cross_entropy(logits, targets.flatten())
        loss.backward()
        if self.is_mixed:
            for own, copy in zip(self.master.parameters(), model.parameters()):
                own.grad = None if copy.grad is None else copy.grad.float()
        return loss.detach()

    def step(self):
        self.step_count += 1
        inputs, targets = batch_of(self.settings, self.seed, self.step_count)
        self.backward(inputs, targets)
        hidden, logits = (seen.double() for seen in self.seen)
        before = self.rows().detach().double().clone()
        self.optimizer.step()
        return self.record(hidden, logits, inputs, targets, before)

    def record(self, hidden, logits, inputs, targets, before):
        live = self.settings["vocabulary"] - self.settings["deadTokens"]
        probabilities = logits.softmax(dim=1)
        losses = nn.functional.cross_entropy(logits, targets.flatten())
        after = self.rows().detach().double()
        gradients = self.rows().grad.double().norm(dim=1)
        moves = after - before
        norms = moves.norm(dim=1)
        since = (after - self.at_start.double())[live:]
        second = self.optimizer.state[self.rows()]["exp_avg_sq"].double()[live:]
        correction = 1 - self.adamw["beta2"] ** self.step_count
        return {
            "step": self.step_count,
            "loss": losses.item(),
            "meanHiddenNorm": hidden.norm(dim=1).mean().item(),
            "normOfMeanHidden": hidden.mean(dim=0).norm().item(),
            "deadProbability": probabilities[:, live:].sum(dim=1).mean().item(),
            "ownTokenProbability": probabilities.gather(1, inputs.reshape(-1, 1))
            .mean()
            .item(),
            "deadGradientMean": gradients[live:].mean().item(),
            "deadGradientMedian": float(np.median(gradients[live:].numpy())),
            "liveGradientMean": gradients[:live].mean().item(),
            "deadMoveMean": norms[live:].mean().item(),
            "deadMoveMedian": float(np.median(norms[live:].numpy())),
            "liveMoveMean": norms[:live].mean().item(),
            "deadStill": (norms[live:] == 0).double().mean().item(),
            "deadCoherence": cosine(moves[live:], -hidden.mean(dim=0)),
            "deadAlike": cosine(since, since.mean(dim=0)),
            "deadRootV": (second / correction).sqrt().mean().item(),
        }


def shared(settings, seed):
    random = np.random.RandomState(seed)
    zipf_tokens(settings, random)
    model = Model(settings).double()
    draw(model, settings, random)
    return model


def float64():
    for seed, changed, adamw in (
        (0, {}, {}),
        (1, {"sigma": 0.02, "positionSigma": 0.02, "tied": False}, {"weightDecay": 0.1}),
        (
            2,
            {"normalization": "rmsNorm", "layers": 1, "sigma": 0.3},
            {"learningRate": 0.01, "beta1": 0.5, "beta2": 0.95, "epsilon": 1e-3},
        ),
    ):
        settings = TINY | changed
        model = shared(settings, seed)
        training = Training(model, settings, ADAMW | adamw, seed, "f64")
        records = [training.step() for _ in range(30)]
        yield {
            "settings": settings | ADAMW | adamw | {"seed": seed},
            "records": [records[i - 1] for i in (1, 2, 3, 10, 30)],
        }


def in_base64(gradient):
    numbers = gradient.flatten().numpy().astype("<f4")
    return base64.b64encode(numbers.tobytes()).decode()


def float32():
    for seed, changed, adamw in (
        (3, {}, {}),
        (4, {"sigma": 0.02, "positionSigma": 0.02, "tied": False}, {"weightDecay": 0.1}),
    ):
        settings = TINY | changed
        model = shared(settings, seed).float()
        training = Training(model, settings, ADAMW | adamw, seed, "f32")
        losses, gradients = [], []
        for step in range(100):
            losses.append(training.step()["loss"])
            if step < 5:
                gradients.append(
                    {
                        name: in_base64(parameter.grad)
                        for name, parameter in model.named_parameters()
                        if training.is_used(parameter)
                    }
                )
        yield {
            "settings": settings | ADAMW | adamw | {"seed": seed},
            "losses": losses,
            "gradients": gradients,
        }


def wave_of(numbers):
    return torch.cos(torch.arange(numbers.numel(), dtype=torch.float64))


def full_size():
    for seed, sigma in ((0, 1), (1, 0.02)):
        settings = MEASURED | {"sigma": sigma, "positionSigma": sigma}
        model = shared(settings, seed).float()
        training = Training(model, settings, ADAMW, seed, "f32")
        losses, gradients = [], {}
        for _ in range(5):
            losses.append(training.step()["loss"])
            for name, parameter in model.named_parameters():
                if not training.is_used(parameter):
                    continue
                numbers = parameter.grad.double().flatten()
                along = (numbers @ wave_of(numbers)).item()
                gradients.setdefault(name, []).append(
                    f"{numbers.norm().item():.9g} {along:.9g}"
                )
        yield {
            "settings": settings | ADAMW | {"seed": seed},
            "losses": losses,
            "gradients": gradients,
        }


STEPS = (1, 10, 30, 100)


def statistics(storage):
    for sigma in (1, 0.02):
        settings = SMALL | {"sigma": sigma, "positionSigma": sigma}
        seeds = []
        for seed in range(12):
            model = shared(settings, seed).float()
            training = Training(model, settings, ADAMW, seed, storage)
            records = [training.step() for _ in range(max(STEPS))]
            seeds.append([list(records[step - 1].values()) for step in STEPS])
        # As text, a number in six digits: a run takes a line.
        lines = [
            " ".join(f"{x:.6g}" for record in seed for x in record) for seed in seeds
        ]
        yield {"settings": settings | ADAMW, "steps": STEPS, "records": lines}


def main():
    torch.set_num_threads(1)
    cases64, cases32 = list(float64()), list(float32())
    document = {
        "source": "torch.nn, autograd and torch.optim.AdamW, CPU",
        "versions": {
            "python": platform.python_version(),
            "numpy": np.__version__,
            "torch": torch.__version__,
            "machine": f"{platform.system()} {platform.machine()}",
        },
        "command": "python tools/reference/training.py",
        "names": list(cases64[0]["records"][0]),
        "float64": cases64,
        "float32": cases32,
        "fullSize": list(full_size()),
        "bf16": list(statistics("bf16")),
        "mixed": list(statistics("mixed")),
    }
    save(OUTPUT, json.dumps(document, indent=2, allow_nan=False) + "\n")


if __name__ == "__main__":
    main()
