"""Runs a notebook from a fresh kernel, top to bottom, and writes it with its outputs.

    python execute.py notebook.ipynb executed.ipynb

Deno's kernel says `idle` before all outputs of a cell were sent, so a client
that stops reading there loses some of them. Its outputs leave through one
queue, though: behind every cell this client sends a fence, a request of its own
that puts one token into that queue, and what arrives before the token is the
cell's, complete and in order.

Exit code 1: a cell failed, and its error is printed. Exit code 3: the kernel
ended or did not answer, so outputs may be missing and the run is worth nothing.
"""

import os
import queue
import sys
import uuid

import nbformat
from jupyter_client.manager import start_new_kernel
from nbformat.v4 import new_output

CELL_SECONDS = 600
FENCE_SECONDS = 60


class CellFailed(Exception):
    """A cell, or the rendering of its result, threw."""


class NoAnswer(Exception):
    """The kernel ended, or was silent for too long."""


def main(source: str, target: str) -> None:
    notebook = nbformat.read(source, as_version=4)
    folder = os.path.dirname(os.path.abspath(source))
    manager, client = start_new_kernel(kernel_name="deno", cwd=folder)
    try:
        cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
        for count, cell in enumerate(cells, start=1):
            cell.outputs = run_cell(client, cell.source, count)
            cell.execution_count = count
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)
    nbformat.write(notebook, target)


def run_cell(client, code: str, count: int) -> list:
    wait_for_reply(client, client.execute(code), CELL_SECONDS)
    outputs = merge_streams(outputs_before_fence(client))
    for output in outputs:
        if output.output_type == "error":
            trace = "\n".join(output.traceback) or f"{output.ename}: {output.evalue}"
            raise CellFailed(f"code cell {count} failed:\n{code}\n\n{trace}")
        if output.output_type == "execute_result":
            output.execution_count = count
    return outputs


def outputs_before_fence(client) -> list:
    token = uuid.uuid4().hex
    message = f'{{ data: {{ "{token}": "" }}, metadata: {{}}, transient: {{}} }}'
    fence = client.execute(
        f'await Deno.jupyter.broadcast("display_data", {message})',
        store_history=False,
    )
    outputs = []
    while True:
        message = patiently(client, client.get_iopub_msg, FENCE_SECONDS)
        kind, content = message["msg_type"], message["content"]
        if kind == "display_data" and token in content["data"]:
            break
        if kind == "stream":
            outputs.append(new_output(kind, name=content["name"], text=content["text"]))
        elif kind in ("display_data", "execute_result"):
            outputs.append(new_output(kind, data=content["data"], metadata=content["metadata"]))
        elif kind == "error":
            outputs.append(new_output(kind, **content))
        elif kind == "update_display_data":
            raise CellFailed("a cell updates a display, which is not supported here")
    wait_for_reply(client, fence, FENCE_SECONDS)
    return outputs


def wait_for_reply(client, request: str, seconds: int) -> None:
    while True:
        reply = patiently(client, client.get_shell_msg, seconds)
        if reply["parent_header"].get("msg_id") == request:
            return


def patiently(client, get_message, seconds: int) -> dict:
    for _ in range(seconds):
        try:
            return get_message(timeout=1)
        except queue.Empty:
            if not client.parent.is_alive():
                raise NoAnswer("the kernel ended") from None
    raise NoAnswer(f"the kernel was silent for {seconds} s")


def merge_streams(outputs: list) -> list:
    merged = []
    for output in outputs:
        last = merged[-1] if merged else None
        if output.output_type == "stream" and last and last.get("name") == output.name:
            last.text += output.text
        else:
            merged.append(output)
    return merged


if __name__ == "__main__":
    try:
        main(*sys.argv[1:])
    except CellFailed as failure:
        print(failure, file=sys.stderr)
        sys.exit(1)
    except NoAnswer as failure:
        print(failure, file=sys.stderr)
        sys.exit(3)
