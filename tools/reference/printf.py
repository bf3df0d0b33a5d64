"""Writes data/printf_reference.json: numbers as C's printf prints them.

    python3 tools/reference/printf.py

Python's '%.3e' and '%.3f' round the exact binary value, ties to even, as a
correct printf does. Needs nothing but Python; the file is as `deno fmt` wants
it.
"""

import json
import math
import platform
import random
import struct
import sys
from pathlib import Path

from whole_file import save

SEED = 19850101
OUTPUT = Path(__file__).parents[2] / "data" / "printf_reference.json"

CHOSEN = [
    # Exact ties: the last kept digit becomes even.
    (0.5, 0), (1.5, 0), (2.5, 0), (3.5, 0), (-0.5, 0), (-2.5, 0),
    (0.25, 1), (0.75, 1), (1.25, 1), (1.35, 1), (1.75, 1), (12.5, 1),
    (0.125, 2), (0.375, 2), (-0.125, 2), (1.125, 2), (0.0625, 3),
    (2.5e-1, 0), (2.5e10, 0), (1.25e20, 1), (12345.5, 0), (4503599627370496.5, 0),
    (2.0**-20, 19), (2.0**-30, 20), (2.0**52 + 0.5, 0), (2.0**-3, 1), (10.5, 1),
    # Decimal ties that are none in binary.
    (2.675, 2), (1.005, 2), (1.045, 2), (0.15, 1), (0.25e-1, 2), (2.5e-3, 3),
    (2.5e-5, 0), (2.5e-8, 0), (1e-8, 8), (0.1, 20), (0.3, 17),
    # A carry through all digits.
    (9.5, 0), (9.99, 1), (99.995, 2), (0.999999, 5), (999999.9, 0), (9.5e22, 0),
    # The ends of the format.
    (5e-324, 0), (5e-324, 20), (-5e-324, 3), (2.2250738585072014e-308, 16),
    (2.225073858507201e-308, 20), (sys.float_info.max, 0), (sys.float_info.max, 20),
    (-sys.float_info.max, 5), (sys.float_info.epsilon, 20),
    # Zeros.
    (0.0, 0), (0.0, 6), (0.0, 20), (-0.0, 0), (-0.0, 3), (-1e-9, 3), (1e-9, 3),
    # Where JavaScript's toFixed changes to exponents.
    (1e20, 2), (1e21, 0), (1e21, 2), (1.5e21, 0), (123456789012345678901234.0, 0),
    (1e22, 3), (1e23, 0), (-1e23, 2), (9.999999999999999e22, 1), (1e100, 0),
    # Three digits in the exponent.
    (1e99, 3), (1e100, 3), (1e-99, 3), (1e-100, 3),
    # Numbers of the notebooks.
    (-9.999987e-4, 6), (7.65e-3, 2), (1.79e-10, 2), (0.999, 3), (1e-3, 4),
    (0.09999999999999998, 16), (0.0010000000000000009, 18),
]  # fmt: skip


def any_double(generator):
    """Every finite bit pattern is equally likely, so is every exponent."""
    while True:
        (value,) = struct.unpack("<d", generator.randbytes(8))
        if math.isfinite(value):
            return value


def tie(generator):
    """An odd multiple of a power of two, asked for one digit too few."""
    digits = generator.randrange(0, 12)
    return (2 * generator.randrange(0, 5000) + 1) / 2 ** (digits + 1), digits


def everyday(generator):
    size = 10 ** generator.uniform(-12, 12)
    return generator.choice([-1, 1]) * size, generator.randrange(0, 21)


def cases():
    generator = random.Random(SEED)
    yield from CHOSEN
    for _ in range(140):
        yield any_double(generator), generator.randrange(0, 21)
    for _ in range(60):
        yield tie(generator)
    for _ in range(110):
        yield everyday(generator)
    for value in (math.nan, math.inf, -math.inf):
        for digits in (0, 3):
            yield value, digits


def main():
    records = [
        {
            "value": value if math.isfinite(value) else repr(value),
            "digits": digits,
            "exponential": f"%.{digits}e" % value,
            "fixed": f"%.{digits}f" % value,
        }
        for value, digits in cases()
    ]
    document = {
        "source": "Python, '%.{digits}e' % value and '%.{digits}f' % value",
        "versions": {"python": platform.python_version()},
        "command": "python3 tools/reference/printf.py",
        "seed": SEED,
        "cases": records,
    }
    save(OUTPUT, json.dumps(document, indent=2, allow_nan=False) + "\n")


if __name__ == "__main__":
    main()
