"""What every implementation is run on, and the form in which its run is kept.

PARAMETERS coordinates take STEPS steps. The bits of each gradient are made from
one word of numpy.random.RandomState, so nothing but the seed need be stored:
sign and digits are the word's, the exponent depends on the coordinate's kind,
coordinate modulo 16:

    0-9  the coordinate's own scale, 2^-40 to 2^6, within a factor of 16
    10   any size from the subnormals to 2^63
    11   zero at every other step, about
    12   zero for the first 25 steps
    13   subnormal
    14   huge: 2^32 to 2^63
    15   the same at every step

In the run "overflow" what is huge is 2^62 times larger, and so is its limit:
second moments become infinite there. In "halves" 0-4 are around 2^-126, below
which XLA has no numbers, and 5-9 have such squares. In "no epsilon" all are of
the first kind, so that no second moment is zero. In "extremes" all are
multiplied by a power of two of their coordinate's, 2^-960 to 2^900: binary64.

Kept are the SHA-256 of all numbers of a step, 16 hexadecimal digits of it, and
every bit of the coordinates 0, 257, 514, ..., one of each kind.
"""

import base64
import hashlib
import json
import platform
import sys
from pathlib import Path

import numpy as np

sys.path.append(str(Path(__file__).parents[1]))
from whole_file import save  # noqa: E402, F401

SEED = 20141222
PARAMETERS = 4096
STEPS = 50
SAMPLE = np.arange(0, PARAMETERS, 257)

DEFAULTS = {"learningRate": 1e-3, "beta1": 0.9, "beta2": 0.999, "epsilon": 1e-8}

OPTIONS = {
    "defaults": DEFAULTS,
    "weight decay": {
        "learningRate": 3e-4,
        "beta1": 0.9,
        "beta2": 0.95,
        "epsilon": 1e-10,
        "weightDecay": 0.1,
    },
    "long memory": {
        "learningRate": 0.01,
        "beta1": 0.95,
        "beta2": 0.9999,
        "epsilon": 1e-6,
    },
    "short memory": {
        "learningRate": 1e-3,
        "beta1": 0.3,
        "beta2": 0.5,
        "epsilon": 1e-4,
        "weightDecay": 0.01,
    },
    "overflow": DEFAULTS,
}

# What only some implementations are run on.
HALVES = {
    "learningRate": 0.1,
    "beta1": 0.5,
    "beta2": 0.5,
    "epsilon": 1e-37,
    "weightDecay": 0.01,
}
NO_EPSILON = DEFAULTS | {"epsilon": 0.0}
ALL_OPTIONS = OPTIONS | {
    "halves": HALVES,
    "no epsilon": NO_EPSILON,
    "extremes": DEFAULTS,
}

_words = np.random.RandomState(SEED).randint(
    0, 2**32, size=(STEPS + 1, PARAMETERS), dtype=np.uint32
)


def _with_exponent(words, exponent):
    bits = (words & np.uint32(0x807FFFFF)) | (exponent.astype(np.uint32) << 23)
    return bits.astype(np.uint32).view(np.float32)


def weights():
    """The weights before the first step, 2^-4 to 2^4."""
    words = _words[0]
    return _with_exponent(words, 123 + ((words >> 23) & 7))


def gradient(step, run="defaults"):
    """The gradients of a step, counted from 1."""
    larger = 62 if run == "overflow" else 0
    coordinate = np.arange(PARAMETERS)
    kind, scale = coordinate % 16, coordinate // 16 % 44
    if run == "no epsilon":
        kind = np.zeros_like(kind)
    words = np.where(kind == 15, _words[1], _words[step])
    upper = (words >> 23) & 0xFF
    exponent = 87 + scale + (upper & 3)
    if run == "halves":
        exponent = np.where(kind < 5, upper & 3, 62 + (upper & 3))
    exponent = np.where(kind == 10, np.minimum(upper, 190 + larger), exponent)
    exponent = np.where(kind == 13, 0, exponent)
    exponent = np.where(kind == 14, 159 + larger + (upper & 31), exponent)
    values = _with_exponent(words, exponent)
    zero = ((kind == 11) & (upper & 1 == 1)) | ((kind == 12) & (step <= 25))
    values = np.where(zero, np.float32(0), values).astype(np.float32)
    if run == "extremes":
        values = np.ldexp(values.astype(np.float64), 37 * coordinate % 1861 - 960)
    return values


def digest(values):
    return hashlib.sha256(np.ascontiguousarray(values).tobytes()).hexdigest()[:16]


def kept(states, precision):
    """A run, from its (weight, firstMoment, secondMoment) after each step."""
    columns = {}
    for name, values in zip(("weight", "firstMoment", "secondMoment"), zip(*states)):
        values = np.array(values)
        assert values.dtype == precision
        assert values.shape == (STEPS, PARAMETERS) and not np.isnan(values).any()
        columns[name] = {
            "digests": [digest(row) for row in values],
            "sample": base64.b64encode(values[:, SAMPLE].tobytes()).decode(),
        }
    return columns


def write(name, source, versions, command, runs, precision="float32", **more):
    """Writes data/formulations/NAME.json; runs is {name of the options: states}."""
    document = {
        "source": source,
        "versions": {
            "python": platform.python_version(),
            "numpy": np.__version__,
            **versions,
            "machine": f"{platform.system()} {platform.machine()}",
        },
        "command": command,
        "seed": SEED,
        "precision": precision,
        "gradients": [digest(gradient(t)) for t in range(1, STEPS + 1)],
        "runs": [
            {"name": key, "options": ALL_OPTIONS[key], **kept(states, precision)}
            for key, states in runs.items()
        ],
        **more,
    }
    folder = Path(__file__).parents[3] / "data" / "formulations"
    text = json.dumps(document, indent=2, allow_nan=False)
    save(folder / f"{name}.json", text + "\n")
