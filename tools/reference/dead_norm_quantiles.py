"""Writes data/dead_norm_quantiles.json: quantiles far out in both tails.

    python3 tools/reference/dead_norm_quantiles.py
    deno fmt data/dead_norm_quantiles.json

deadNormQuantile of lib/language_model, by its equation in 60 digits of mpmath:
|h| / N exp(-mu + S z), with z the normal quantile of P^(1/N) and S the root of
s^2 + nu^2. The largest of N numbers of the upper tail and the smallest shares
that binary64 has are among them. Needs mpmath, which requirements.txt brings
with PyTorch.
"""

import json
import random
from pathlib import Path

from mpmath import __version__, erfc, exp, expm1, findroot, log, mp, mpf, sqrt

SEED = 19810607
OUTPUT = Path(__file__).parents[2] / "data" / "dead_norm_quantiles.json"

mp.dps = 60

# The share of the issue, and the ends of what binary64 has below 1.
SHARES = [
    1e-17, 1e-300, 5e-324, 2.0**-1022, 1e-200, 1e-100, 1e-30, 1e-16, 1e-10, 0.01,
    0.5, 0.5 + 2.0**-52, 0.5 - 2.0**-53, 0.9, 1 - 1e-10, 1 - 2.0**-52, 1 - 2.0**-53,
]
POSITIONS = [1, 2, 1024, 10**6, 2**53 - 1]


def quantile(share, positions, hidden_norm, logit_deviation, mean, deviation):
    log_below = log(mpf(share)) / positions
    below, above = exp(log_below), -expm1(log_below)
    tail = min(below, above)
    start = sqrt(-2 * log(tail)) if tail < 0.1 else mpf(0.5)
    z = findroot(lambda z: log(erfc(z / sqrt(mpf(2))) / 2) - log(tail), start)
    z = -z if below < above else z
    spread = sqrt(mpf(logit_deviation) ** 2 + mpf(deviation) ** 2)
    return mpf(hidden_norm) / positions * exp(-mpf(mean) + spread * z)


def cases():
    for share in SHARES:
        for positions in POSITIONS:
            yield share, positions, 1.0, 1.0, 0.0, 0.0
    chance = random.Random(SEED)
    while True:
        share = 10 ** -chance.uniform(0, 300)
        if chance.random() < 0.5:
            share = 1 - 10 ** -chance.uniform(0, 15.9)
        yield (
            share,
            chance.choice([1, round(10 ** chance.uniform(0, 15))]),
            10 ** chance.uniform(-3, 3),
            chance.choice([0.0, 10 ** chance.uniform(-3, 1.3)]),
            chance.choice([0.0, chance.uniform(-100, 100)]),
            chance.choice([0.0, 10 ** chance.uniform(-3, 1)]),
        )


def main():
    made = []
    for case in cases():
        norm = quantile(*case)
        # What binary64 holds with all its digits.
        if 2.0**-1022 < norm < 2.0**1023:
            made.append([*case, float(norm)])
        if len(made) == 300:
            break
    source = {
        "source": f"mpmath {__version__}, 60 digits, rounded to binary64",
        "command": "python3 tools/reference/dead_norm_quantiles.py && deno fmt data/dead_norm_quantiles.json",
        "seed": SEED,
        "columns": [
            "share", "positions", "hiddenNorm", "logitDeviation",
            "inputLogit.mean", "inputLogit.deviation", "quantile",
        ],
    }
    head = json.dumps(source, indent=2)[:-2]
    rows = ",\n".join(
        "    [" + ", ".join(json.dumps(x) for x in row) + "]" for row in made
    )
    OUTPUT.write_text(f'{head},\n  "cases": [\n{rows}\n  ]\n}}\n')


if __name__ == "__main__":
    main()
