"""Writes data/arithmetic.json: fused multiply-adds by the C library, random
numbers by NumPy.

    pip install -r tools/reference/requirements.txt
    python tools/reference/arithmetic.py

A binary32 is written as the integer that its bits spell. Its multiply-adds are
of the kind where binary64 arithmetic rounded once more goes wrong (and some of
any kind): factors 1 + 2^-i and 1 - 2^-j, and addends some 2^20 to 2^30 larger.
"""

import ctypes
import json
import platform
from pathlib import Path

import numpy as np

from whole_file import save

SEED = 754
CASES = 4000
OUTPUT = Path(__file__).parents[2] / "data" / "arithmetic.json"

libm = ctypes.CDLL("libm.so.6")
fmaf = libm.fmaf
fmaf.restype = ctypes.c_float
fmaf.argtypes = [ctypes.c_float] * 3
fma = libm.fma
fma.restype = ctypes.c_double
fma.argtypes = [ctypes.c_double] * 3


def hard_case(random):
    sign = [-1, 1]
    scale = int(random.randint(-140, 100))
    a = random.choice(sign) * (1 + 2.0 ** -random.randint(1, 24))
    b = random.choice(sign) * (1 - 2.0 ** -random.randint(1, 24))
    digits = random.randint(2 ** random.randint(1, 23))
    c = random.choice(sign) * (1 + digits * 2.0**-23)
    return a, np.ldexp(b, scale), np.ldexp(c, scale + random.randint(20, 30))


def any_case(random):
    return random.randint(0, 2**32, size=3, dtype=np.uint32).view(np.float32)


def wrong_in_two_roundings(a, b, c, result):
    product = np.float64(a) * np.float64(b)
    return np.float32(product + np.float64(c)) != result


def multiply_adds():
    random = np.random.RandomState(SEED)
    for i in range(100 * CASES):
        case = any_case(random) if i % 200 == 0 else hard_case(random)
        case = np.array(case, dtype=np.float32)
        if not np.isfinite(case).all():
            continue
        result = np.float32(fmaf(*map(float, case)))
        if i % 200 == 0 or wrong_in_two_roundings(*case, result):
            yield [*case.view(np.uint32).tolist(), int(result.view(np.uint32))]


def multiply_adds_64():
    """Three kinds: any; all but cancelling; halfway but for the product's tail."""
    random = np.random.RandomState(SEED)
    for i in range(600):
        a, b = (random.uniform(1, 2, 2) * random.choice([-1, 1], 2)).tolist()
        if i % 3 == 0:
            c = random.uniform(-4, 4) * 2.0 ** random.randint(-60, 60)
        elif i % 3 == 1:
            c = -a * b * (1 + random.randint(-2, 3) * 2.0**-52)
        else:
            a = 1 + 2.0 ** -random.randint(1, 53)
            b = (1 - 2.0 ** -random.randint(1, 53)) * random.choice([-1, 1])
            digits = random.randint(0, 2**52, dtype=np.int64)
            c = float((1 + digits * 2.0**-52) * 2.0**53 * random.choice([-1, 1]))
        scale = 2.0 ** random.randint(-200, 200)
        case = [a * scale, float(b), float(c) * scale]
        yield [*case, fma(*case)]


def multiply_adds_at_the_ends():
    """Of any size: products and sums that over- and underflow, subnormal numbers."""
    random = np.random.RandomState(SEED + 1)
    for i in range(800):
        a, b, c = random.uniform(1, 2, 3) * random.choice([-1, 1], 3)
        if i % 4 == 0:  # few digits, for halfway cases
            a, b, c = (round(x * 8) / 8 for x in (a, b, c))
        # The product is about 2^p; what is added is of any size, or like it.
        least, most = [(-1100, -900), (990, 1026), (-1074, 1025)][i % 3]
        p = int(random.randint(least, most))
        e = int(random.randint(max(-1074, p - 1023), min(1023, p + 1074) + 1))
        near = [3, 60][i // 3 % 2]
        s = p + random.randint(-near, near + 1)
        s = int(random.randint(-1074, 1024)) if i % 5 == 0 else s
        case = [np.ldexp(a, e), np.ldexp(b, p - e), np.ldexp(c, np.clip(s, -1080, 1023))]
        if not np.isfinite(case).all():
            continue
        result = fma(*map(float, case))
        yield [f"{bits:016x}" for bits in np.array([*case, result]).view(np.uint64)]


def random_numbers():
    for seed in (0, 1, 5489, 2**31, 2**32 - 1):
        words = np.random.RandomState(seed).randint(
            0, 2**32, size=2000, dtype=np.uint32
        )
        numbers = np.random.RandomState(seed).random_sample(3)
        yield {
            "seed": seed,
            "words": words[:5].tolist(),
            "word2000": int(words[-1]),
            "numbers": numbers.tolist(),
        }


def main():
    np.seterr(all="ignore")
    document = {
        "source": "fmaf and fma of the C library; numpy.random.RandomState",
        "versions": {
            "libc": " ".join(platform.libc_ver()),
            "numpy": np.__version__,
            "machine": f"{platform.system()} {platform.machine()}",
        },
        "command": "python tools/reference/arithmetic.py",
        "seed": SEED,
        "fusedMultiplyAdd": list(multiply_adds()),
        "fusedMultiplyAdd64": list(multiply_adds_64()),
        "fusedMultiplyAdd64AtTheEnds": list(multiply_adds_at_the_ends()),
        "randomNumbers": list(random_numbers()),
    }
    save(OUTPUT, json.dumps(document, allow_nan=False) + "\n")


if __name__ == "__main__":
    main()
