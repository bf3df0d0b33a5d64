"""Runs the tests of a module of this folder some at a time, as they mostly wait for a kernel.

    python together.py protocol
"""

import sys
import unittest
from concurrent.futures import ThreadPoolExecutor

AT_ONCE = 3


def units(module: str) -> list[unittest.TestSuite]:
    """What has to run one behind the other: a class that says so, or a single test; the longest first."""
    found = []
    for tests in unittest.defaultTestLoader.loadTestsFromName(module):
        is_one = any(getattr(test, "one_behind_the_other", False) for test in tests)
        found += [tests] if is_one else [unittest.TestSuite([test]) for test in tests]
    return sorted(found, key=lambda unit: -unit.countTestCases())


# Many kernels start here at once, and each front end chose its ports beforehand: another
# connection may have taken one. Then the test is run once more.
NEVER_STARTED = "Kernel died before replying to kernel_info"


def run(unit: unittest.TestSuite) -> unittest.TestResult:
    tests = list(unit)
    for _ in range(2):
        result = unittest.TestResult()
        # Running a suite takes its tests out of it.
        unittest.TestSuite(tests).run(result)
        if not any(NEVER_STARTED in traceback for _, traceback in result.errors):
            break
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
