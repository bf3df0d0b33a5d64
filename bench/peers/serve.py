"""The protocol of child.ts, as a peer in Python speaks it."""

import importlib
import json
import math
import platform
import re
import sys
import time

# In milliseconds; it is made twice, and first to wake up threads and caches.
SHORTEST_REPETITION = 10
WARM_UP_MILLISECONDS = 200
STEPS_BEFORE_SAMPLE = 3


def required(name, pins):
    """Imports a module, or says that it is missing and which file has its version."""
    try:
        return importlib.import_module(name)
    except ModuleNotFoundError as error:
        say(
            missing=f"{error.name} is not installed for this Python; "
            f"pip installs it, in the version of {pins}"
        )
        sys.exit()


def serve(versions, prepare):
    """Prepares the task of the command line, and runs it when asked to.

    prepare(task) answers two functions: one makes so many steps, one samples.
    """
    task = json.loads(sys.argv[1])
    before = resident_memory()
    steps, sample = prepare(task)
    steps(STEPS_BEFORE_SAMPLE)
    sampled = sample()
    count = steps_of_repetition(steps)
    forget_peak_memory()
    say(
        ready={
            "versions": {"python": platform.python_version(), **versions},
            "sample": sampled,
        }
    )
    for line in sys.stdin:
        if line.strip() == "end":
            break
        steps(count)
        say(milliseconds=timed(steps, count) / count)
    say(peakMemoryBytes=peak_memory_above(before))


def repeat(step):
    """The steps of a step."""

    def steps(count):
        for _ in range(count):
            step()

    return steps


def steps_of_repetition(steps):
    """Warms up, and answers how many steps make a repetition long enough."""
    times = []
    end = time.perf_counter() + WARM_UP_MILLISECONDS / 1000
    while time.perf_counter() < end or len(times) < 2:
        times.append(timed(steps, 1))
    return math.ceil(SHORTEST_REPETITION / min(times))


def timed(steps, count):
    start = time.perf_counter()
    steps(count)
    return 1000 * (time.perf_counter() - start)


def resident_memory():
    """In bytes; None if that cannot be had."""
    return from_status("VmRSS")


def forget_peak_memory():
    """Sets the peak back to what is resident now."""
    try:
        with open("/proc/self/clear_refs", "w") as file:
            file.write("5")
    except OSError:
        pass


def peak_memory_above(before):
    """By how many bytes the peak is above that; None if that cannot be had."""
    peak = from_status("VmHWM")
    return None if before is None or peak is None else peak - before


def from_status(name):
    try:
        with open("/proc/self/status") as file:
            return 1024 * int(re.search(rf"{name}:\s*(\d+) kB", file.read())[1])
    except OSError:
        return None


def say(**answer):
    print(json.dumps(answer), flush=True)
