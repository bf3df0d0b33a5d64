"""Runs code cells in a fresh kernel, top to bottom.

    python execute.py cells.json [--to-the-end]

The file holds the `folder` to run in and the `cells`: of each its `source`, its
`tags` and the `name` that people know it by. A notebook of the same cells, with
what they show, takes its place.

A cell tagged `raises-exception` may fail. Exit code 1: another one did, or the
rendering of what it shows, and the error is printed; with `--to-the-end` it is
an output like others. Exit code 3: the kernel ended or did not answer.

SIGTERM ends the run, its kernel with it. It also comes when who started the run
has ended, see watchdog.ts.
"""

import json
import signal
import sys
import time
from contextlib import ExitStack
from queue import Empty

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellTimeoutError, DeadKernelError
from nbclient.util import ensure_async, run_sync
from nbformat.v4 import new_code_cell, new_notebook, output_from_msg

CELL_SECONDS = 600
# For errors that nobody awaits, in timers or functions that still run: who starts
# something that takes longer has to await it.
LATE_SECONDS = 0.5


def main(path: str, *options: str) -> None:
    with open(path, encoding="utf-8") as file:
        request = json.load(file)
    cells = [as_cell(**cell) for cell in request["cells"]]
    notebook = new_notebook(cells=cells)
    stops = "--to-the-end" not in options
    with ExitStack() as stack:
        client = start_kernel(notebook, request["folder"], stack)
        late = LateErrors(client)
        for index, cell in enumerate(cells):
            late.cell = cell
            run_cell(client, cell, index)
            if stops:
                check(cell)
        late.wait()
    if stops:
        for cell in cells:
            check(cell)
    nbformat.write(notebook, path)


def start_kernel(notebook, folder: str, stack: ExitStack) -> NotebookClient:
    """A port that another program takes before the kernel does ends it: then others are tried."""
    for is_last in (False, False, True):
        client = NotebookClient(
            notebook,
            kernel_name="deno",
            resources={"metadata": {"path": folder}},
            timeout=CELL_SECONDS,
            record_timing=False,
            allow_errors=True,  # check() looks for them.
        )
        try:
            stack.enter_context(client.setup_kernel())
            return client
        except RuntimeError:
            if is_last:
                raise


def as_cell(source: str, tags: list, name: str):
    return new_code_cell(source, metadata={"tags": tags, "name": name})


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


def run_cell(client: NotebookClient, cell, index: int) -> None:
    """A blank cell is not run and gets no count, as in every front end."""
    client.execute_cell(cell, index)
    cell.outputs = merge_streams(cell.outputs)


def check(cell) -> None:
    """Ends the program if the cell shows an error that it may not."""
    if "raises-exception" in cell.metadata.tags:
        return
    for output in cell.outputs:
        if output.output_type == "error":
            trace = "\n".join(output.traceback) or f"{output.ename}: {output.evalue}"
            sys.exit(f"{cell.metadata.name} failed:\n{cell.source}\n\n{trace}")


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
    except Exception as failure:  # For its reader a traceback says no more.
        print(f"{type(failure).__name__}: {failure}", file=sys.stderr)
        sys.exit(3)
