"""Runs a notebook from a fresh kernel, top to bottom, and writes it with its outputs.

    python execute.py notebook.ipynb executed.ipynb [--to-the-end]

A cell tagged `raises-exception` may fail. Exit code 1: another one did, or the
rendering of what it shows, and the error is printed; with `--to-the-end` it is
an output like others. Exit code 3: the kernel ended or did not answer.

SIGTERM ends the run, its kernel with it. It also comes when who started the run
has ended, see watchdog.ts.
"""

import os
import signal
import sys
import time
from queue import Empty

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellTimeoutError, DeadKernelError
from nbclient.util import ensure_async, run_sync
from nbformat.v4 import output_from_msg

CELL_SECONDS = 600
# For errors that nobody awaits, in timers or functions that still run: who starts
# something that takes longer has to await it.
LATE_SECONDS = 0.5


def main(source: str, target: str, *options: str) -> None:
    notebook = nbformat.read(source, as_version=4)
    client = NotebookClient(
        notebook,
        kernel_name="deno",
        resources={"metadata": {"path": os.path.dirname(os.path.abspath(source))}},
        timeout=CELL_SECONDS,
        record_timing=False,
        allow_errors=True,  # run_cell() looks for them.
    )
    count = 0
    with client.setup_kernel():
        late = LateErrors(client)
        for index, cell in enumerate(notebook.cells):
            if cell.cell_type == "code":
                count += 1
                late.cell = cell
                run_cell(client, cell, index, count)
                if "--to-the-end" not in options:
                    check(cell, count)
        late.wait()
    if "--to-the-end" not in options:
        code = (cell for cell in notebook.cells if cell.cell_type == "code")
        for count, cell in enumerate(code, 1):
            check(cell, count)
    nbformat.write(notebook, target)


class LateErrors:
    """Keeps the errors of cells that are done, which nbclient does not look at."""

    def __init__(self, client: NotebookClient):
        self.cell = None
        self._owners = {}
        self._channel = client.kc.iopub_channel
        self._get = self._channel.get_msg
        self._channel.get_msg = self._hear

    async def _hear(self, *args, **options):
        message = await ensure_async(self._get(*args, **options))
        request = message["parent_header"].get("msg_id")
        owner = self._owners.setdefault(request, self.cell)
        if message["msg_type"] == "error" and owner is not self.cell:
            owner.outputs.append(output_from_msg(message))
        return message

    def wait(self) -> None:
        """Waits a moment for those of the last cells."""
        self.cell = None
        limit = time.monotonic() + LATE_SECONDS
        while (seconds := limit - time.monotonic()) > 0:
            try:
                run_sync(self._hear)(timeout=seconds)
            except Empty:
                return


def run_cell(client: NotebookClient, cell, index: int, count: int) -> None:
    if cell.source.strip():
        client.execute_cell(cell, index, execution_count=count)
    else:
        cell.update(outputs=[], execution_count=count)
    cell.outputs = merge_streams(cell.outputs)


def check(cell, count: int) -> None:
    """Ends the program if the cell shows an error that it may not."""
    if "raises-exception" in cell.metadata.get("tags", []):
        return
    for output in cell.outputs:
        if output.output_type == "error":
            trace = "\n".join(output.traceback) or f"{output.ename}: {output.evalue}"
            sys.exit(f"code cell {count} failed:\n{cell.source}\n\n{trace}")


def merge_streams(outputs: list) -> list:
    """Text comes in pieces that depend on time; what follows on each other is one text."""
    merged = []
    for output in outputs:
        last = merged[-1] if merged else None
        if output.output_type == "stream" and last and last.get("name") == output.name:
            last.text += output.text
        else:
            merged.append(output)
    return merged


def end(*_) -> None:
    """Ends the program as an error would, so that the kernel is ended first."""
    sys.exit(128 + signal.SIGTERM)


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, end)
    try:
        main(*sys.argv[1:])
    except (CellTimeoutError, DeadKernelError) as failure:
        print(failure, file=sys.stderr)
        sys.exit(3)
