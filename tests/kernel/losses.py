"""Runs many cells and counts those of which an output is missing, cut or elsewhere.

    python losses.py [share]

The share (1 by default) of 1,000 values, 1,000 printed lines, 100 cells of 1,000
lines and 100 cells of 100 displays. Prints how long a cell takes; behind it, what
a cell takes that shows nothing and is sent to Deno's own kernel, without the relay.
Exit code 1 if any cell is wrong.
"""

import os
import statistics
import sys
import tempfile
import time

from jupyter_client.kernelspec import KernelSpecManager, get_kernel_spec
from jupyter_client.manager import KernelManager

SECONDS = 60

DISPLAY = """for (let k = 0; k < 100; k++) {{
  await Deno.jupyter.broadcast("display_data",
    {{ data: {{ "text/plain": `{0} ${{k}}` }}, metadata: {{}}, transient: {{}} }});
}}"""

# Each kind: how many cells, the code of cell i, and what it shows, printed text joined.
KINDS = {
    "a value": (1000, "{0} + 0.5", lambda i: [f"{i + 0.5}"]),
    "a printed line": (1000, "console.log({0})", lambda i: [f"{i}\n"]),
    "1,000 printed lines": (
        100,
        "for (let k = 0; k < 1000; k++) console.log({0}, k)",
        lambda i: ["".join(f"{i} {k}\n" for k in range(1000))],
    ),
    "100 displays": (100, DISPLAY, lambda i: [f"{i} {k}" for k in range(100)]),
}


class Kernel:
    def __init__(self, spec_folder: str | None = None):
        specs = KernelSpecManager(kernel_dirs=[spec_folder]) if spec_folder else None
        options = {"kernel_spec_manager": specs} if specs else {}
        self.manager = KernelManager(kernel_name="deno", **options)
        self.manager.start_kernel()
        self.client = self.manager.client()
        self.client.start_channels()
        self.client.wait_for_ready(timeout=SECONDS)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.client.stop_channels()
        self.manager.shutdown_kernel(now=True)

    def run(self, code: str) -> tuple[list[str], float]:
        """What a cell shows before it is idle, and the milliseconds until then."""
        start = time.perf_counter()
        request = self.client.execute(code)
        shown, after_stream = [], False
        while True:
            message = self.client.get_iopub_msg(timeout=SECONDS)
            kind, content = message["msg_type"], message["content"]
            if message["parent_header"].get("msg_id") != request:
                if kind not in ("status", "execute_input"):
                    shown.append(f"{kind} of another cell")
            elif content.get("execution_state") == "idle":
                break
            elif kind == "stream" and after_stream:
                shown[-1] += content["text"]
            elif kind == "stream":
                shown.append(content["text"])
            elif kind in ("execute_result", "display_data"):
                shown.append(content["data"]["text/plain"])
            after_stream = kind == "stream"
        milliseconds = 1000 * (time.perf_counter() - start)
        while self.client.get_shell_msg(timeout=SECONDS)["parent_header"]["msg_id"] != request:
            pass
        return shown, milliseconds


def without_relay(folder: str) -> None:
    """Writes the kernelspec of Deno's own kernel."""
    spec = get_kernel_spec("deno")
    os.makedirs(f"{folder}/deno")
    spec.argv = [spec.argv[0], "jupyter", "--kernel", "--conn", "{connection_file}"]
    with open(f"{folder}/deno/kernel.json", "w") as file:
        file.write(spec.to_json())


def main(share: float) -> int:
    all_wrong = 0
    with Kernel() as kernel:
        for kind, (count, code, expected) in KINDS.items():
            runs = [(i, *kernel.run(code.format(i))) for i in range(round(count * share))]
            wrong = sum(shown != expected(i) for i, shown, _ in runs)
            all_wrong += wrong
            median = statistics.median(milliseconds for *_, milliseconds in runs)
            print(f"{kind:<20} {wrong} of {len(runs)} cells wrong, {median:.1f} ms a cell")
    with tempfile.TemporaryDirectory() as folder:
        without_relay(folder)
        with Kernel() as relay, Kernel(folder) as deno:
            pairs = [(relay.run("void 0")[1], deno.run("void 0")[1]) for _ in range(200)]
    medians = [statistics.median(of) for of in zip(*pairs)]
    print(
        f"an empty cell: {medians[0]:.1f} ms, without the relay {medians[1]:.1f} ms:"
        f" it adds {medians[0] - medians[1]:.1f} ms a cell"
    )
    return 1 if all_wrong else 0


if __name__ == "__main__":
    sys.exit(main(float(sys.argv[1]) if len(sys.argv) > 1 else 1))
