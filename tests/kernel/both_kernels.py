"""Runs the same cells in the project's kernel and in Deno's own.

Reads lines of standard input, each the JSON of `cells`, which run one behind the other,
and of the `names` of the kernels, "relay" and "stock", and answers each with a line: the
JSON of what they did, a list for each of these kernels, by its name. A kernel is started
when it is first asked, and anew when it ends or no longer answers.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
import uuid
from concurrent.futures import Future, ThreadPoolExecutor

from jupyter_client.kernelspec import KernelSpecManager
from jupyter_client.manager import KernelManager
from jupyter_client.session import DELIM
from losses import without_relay

START_SECONDS = 60

# Far more than any of the cells takes, even on a busy machine.
CELL_SECONDS = 20

# A display whose only renderer has the name of the token, so no cell shows the like.
FENCE = """void Deno.jupyter.broadcast("display_data",
  {{ data: {{ "{0}": "" }}, metadata: {{}}, transient: {{}} }})"""


class Silent(Exception):
    """The kernel has ended or does not answer."""


class Kernel:
    log = None  # With this process's own.

    def __init__(self, **options):
        self.options = options
        self.start()

    def start(self):
        self.manager = KernelManager(kernel_name="deno", **self.options)
        self.manager.start_kernel(stderr=self.log)
        self.client = self.manager.client()
        self.client.start_channels()
        self.client.wait_for_ready(timeout=START_SECONDS)

    def end(self):
        self.client.stop_channels()
        self.manager.shutdown_kernel(now=True)

    def run(self, cells: list[str]) -> list[dict]:
        runs = []
        try:
            for code in cells:
                runs.append(self.run_cell(code))
        except Silent as silent:
            runs.append({"status": str(silent)})
            self.end()
            self.start()
        return runs

    def run_cell(self, code: str) -> dict:
        request = self.execute(code)
        published = self.published(request)
        reply = self.reply(request)
        return {
            "status": reply["status"],
            "error": [reply["ename"], reply["evalue"]] if reply["status"] == "error" else None,
            "outputs": shown(published),
        }

    def until_idle(self, request: str) -> list[dict]:
        return self.published_before(
            lambda content, parent: content.get("execution_state") == "idle" and parent == request
        )

    def published_before(self, is_end) -> list[dict]:
        messages = []
        while True:
            message = self.next(self.client.iopub_channel)
            if is_end(message["content"], message["parent_header"].get("msg_id")):
                return messages
            messages.append(message)

    def execute(self, code: str) -> str:
        return self.client.execute(code, allow_stdin=False, stop_on_error=False)

    def reply(self, request: str) -> dict:
        while True:
            message = self.next(self.client.shell_channel)
            if message["parent_header"].get("msg_id") == request:
                return message["content"]

    def next(self, channel) -> dict:
        """The next message, while the kernel lives.

        Taken from the socket itself: the client's own way to it costs more than a cell does.
        """
        limit = time.monotonic() + CELL_SECONDS
        while not channel.socket.poll(500):
            if not self.manager.is_alive():
                raise Silent("the kernel has ended")
            if time.monotonic() > limit:
                raise Silent("the kernel does not answer")
        frames = channel.socket.recv_multipart()
        behind_signature = frames.index(DELIM) + 2
        header, parent_header, _, content = map(json.loads, frames[behind_signature:][:4])
        return {"msg_type": header["msg_type"], "parent_header": parent_header, "content": content}


class Relay(Kernel):
    def published(self, request: str) -> list[dict]:
        """What comes before the cell is idle: the relay promises that it is all."""
        return self.until_idle(request)


class Stock(Kernel):
    log = subprocess.DEVNULL  # It says only that it is unstable.

    def published(self, request: str) -> list[dict]:
        """What comes before a token that is sent behind the cell: some comes after `idle`.

        Sent before that, the token often takes 40 milliseconds more, by the delays of TCP.
        """
        until_idle = self.until_idle(request)
        token = f"fence/{uuid.uuid4()}"
        self.execute(FENCE.format(token))
        behind = self.published_before(lambda content, _: token in content.get("data", ()))
        return until_idle + behind


def shown(messages: list[dict]) -> list[list[str]]:
    """Outputs in their order, text that follows text joined; errors behind, as Deno's own
    kernel sends them ahead of what was shown before."""
    outputs, errors = [], []
    for message in messages:
        kind, content = message["msg_type"], message["content"]
        if kind == "stream" and outputs and outputs[-1][0] == content["name"]:
            outputs[-1][1] += content["text"]
        elif kind == "stream":
            outputs.append([content["name"], content["text"]])
        elif kind == "error":
            errors.append([kind, content["ename"], content["evalue"]])
        elif "data" in content:
            data = content["data"]
            outputs.append([kind, data.get("text/plain", json.dumps(data, sort_keys=True))])
    return outputs + errors


class Thread:
    """A kernel in a thread of its own, as its client is bound to the one that made it."""

    def __init__(self, make):
        self.pool = ThreadPoolExecutor(max_workers=1)
        self.make = make
        self.kernel = None

    def run(self, cells: list[str]) -> Future:
        return self.pool.submit(lambda: self.started().run(cells))

    def started(self) -> Kernel:
        self.kernel = self.kernel or self.make()
        return self.kernel

    def end(self):
        self.pool.submit(lambda: self.kernel and self.kernel.end()).result()


def main():
    with tempfile.TemporaryDirectory() as folder:
        without_relay(folder)
        specs = KernelSpecManager(kernel_dirs=[folder])
        threads = {"relay": Thread(Relay), "stock": Thread(lambda: Stock(kernel_spec_manager=specs))}
        try:
            for line in sys.stdin:
                request = json.loads(line)
                runs = {name: threads[name].run(request["cells"]) for name in request["names"]}
                print(json.dumps({name: run.result() for name, run in runs.items()}), flush=True)
        finally:
            for thread in threads.values():
                thread.end()


if __name__ == "__main__":
    os.environ["NO_COLOR"] = "1"
    main()
