"""Prints how long documentation, completion and types take, from the request to the reply.

    python latencies.py [count]

The count (40 by default) of requests of each kind, with another cell each time, once the
language server is warm: the median, the ninth of ten and the longest, in milliseconds, and
the processor time that each takes in all processes of the kernel, which does not hang on
what else the machine does. The load is that of the last minute.
"""

import os
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

from losses import SECONDS, Kernel
from protocol import children

CELLS = [
    'import { adamStep, start } from "adam"; import * as Plot from "@observablehq/plot";',
    "/** Doubles a number. */ function double(x: number) { return 2 * x; }",
]

# Each kind: what is asked, and the code of cell i, with the cursor at its end.
KINDS = {
    "documentation of adamStep": ("inspect", "const a{0} = adamStep"),
    "documentation of Plot.line": ("inspect", "const b{0} = Plot.line"),
    "documentation of an own function": ("inspect", "const c{0} = double"),
    "members of Plot": ("complete", "const d{0} = Plot."),
    "a name that begins with ada": ("complete", "const e{0} = ada"),
    "options of adamStep": ("complete", "const f{0} = adamStep(start, 1, {{ bet"),
    "whether a cell is complete": ("is_complete", "const g{0} = double("),
}


class Asked(Kernel):
    def reply(self, what: str, code: str) -> tuple[dict, float]:
        """What is answered, and the milliseconds until then."""
        start = time.perf_counter()
        request = getattr(self.client, what)(code)
        while True:
            message = self.client.get_shell_msg(timeout=SECONDS)
            if message["parent_header"].get("msg_id") == request:
                return message["content"], 1000 * (time.perf_counter() - start)

    def warm(self):
        for code in CELLS:
            self.run(code)
        while not self.reply("inspect", "Plot.line")[0]["found"]:
            pass
        self.run("// @ts-check")
        self.run("// @ts-nocheck")


    def processor(self) -> float:
        """The milliseconds of processor time that the kernel's processes have taken."""
        relay = self.manager.provisioner.pid
        stats = [Path(f"/proc/{pid}/stat").read_text() for pid in (relay, *children(relay))]
        ticks = sum(int(ticks) for stat in stats for ticks in stat.rpartition(")")[2].split()[11:13])
        return 1000 * ticks / os.sysconf("SC_CLK_TCK")

    def print(self, kind: str, count: int, milliseconds: Callable[[int], float]) -> None:
        before = self.processor()
        times = [milliseconds(i) for i in range(count)]
        each = (self.processor() - before) / count
        ninth = statistics.quantiles(times, n=10)[-1]
        print(f"{kind:<34} {statistics.median(times):6.1f} {ninth:6.1f} {max(times):6.1f} {each:6.1f} ms")


def main(count: int) -> int:
    os.chdir(Path(__file__).parents[2] / "notebooks")
    with Asked() as kernel:
        kernel.warm()
        print(f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores; median, ninth of ten, longest, processor")
        for kind, (what, code) in KINDS.items():
            kernel.print(kind, count, lambda i: kernel.reply(what, code.format(i))[1])
        for kind, head in (("a cell", "// @ts-nocheck"), ("a cell with its types", "// @ts-check")):
            kernel.run(head)
            kernel.print(kind, count, lambda i: kernel.run(f"double({i});")[1])
        print(f"load {os.getloadavg()[0]:.1f}")
    return 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 40))
