"""Runs the tests of a module of this folder some at a time, as they mostly wait for a kernel.

    python together.py protocol
"""

import sys
import unittest
from concurrent.futures import ThreadPoolExecutor

AT_ONCE = 3


def units(module: str):
    """What has to run one behind the other: tests with a `shared` kernel, or a single one."""
    for tests in unittest.defaultTestLoader.loadTestsFromName(module):
        if any(hasattr(test, "shared") for test in tests):
            yield tests
        else:
            yield from (unittest.TestSuite([test]) for test in tests)


def run(unit: unittest.TestSuite) -> unittest.TestResult:
    result = unittest.TestResult()
    unit.run(result)
    return result


def main(module: str) -> int:
    with ThreadPoolExecutor(AT_ONCE) as pool:
        results = list(pool.map(run, units(module)))
    wrong = [found for result in results for found in (*result.errors, *result.failures)]
    for test, traceback in wrong:
        print(f"{test}\n{traceback}", file=sys.stderr)
    count = sum(result.testsRun for result in results)
    print(f"{count} tests of {module}, {len(wrong)} wrong", file=sys.stderr)
    return 1 if wrong or count == 0 else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
