"""Hands the shares of a sweep to a Dask scheduler, and waits for them.

    python dask_client.py ADDRESS FOLDER CALL SHARE...

A worker runs CALL, a JSON list, with --task SHARE, in FOLDER. What a worker that
is lost was running, the scheduler gives to another. This opens no port.
"""

import json
import logging
import sys
import time

from distributed import Client, as_completed


def train(call, folder, share):
    """Runs one share in a process of its own, on a worker."""
    import subprocess

    ended = subprocess.run(
        [*call, "--task", share], cwd=folder, capture_output=True, text=True
    )
    if ended.returncode != 0:
        raise RuntimeError(f"share {share}: {ended.stderr.strip()}")


GONE = """The Dask scheduler at {} is gone. What was finished is stored; what was
running, its worker may still finish. The same call goes on with the rest, once
there is a scheduler again, or without --dask"""


def minutes_left(seconds, done, left):
    return -(-seconds * left // (60 * done))


def main(address, folder, call, *shares):
    # What it would print of a scheduler that is gone, is said below in a sentence.
    logging.disable()
    try:
        client = Client(address, timeout="20s")
    except (OSError, ValueError) as error:
        sys.exit(f"Cannot reach a Dask scheduler at {address}: {error}")
    with client:
        workers = len(client.scheduler_info(n_workers=-1)["workers"])
        print(f"Workers at {address}: {workers}", flush=True)
        begin = time.monotonic()
        orders = [(json.loads(call), folder, share) for share in shares]
        # Not pure: a share that is asked for again is run again. Nothing keeps those
        # that are done: with a worker that is lost they would be done again.
        ended = as_completed(client.map(train, *zip(*orders), pure=False))
        for done, future in enumerate(ended, 1):
            # With the scheduler goes all that it was to run.
            if future.status in ("cancelled", "lost"):
                sys.exit(GONE.format(address))
            if future.status != "finished":
                sys.exit(f"Cannot train: {future.exception()}")
            left = len(shares) - done
            time_left = minutes_left(time.monotonic() - begin, done, left)
            print(
                f"{done} of {len(shares)} stored, about {time_left:.0f} min left",
                flush=True,
            )


main(*sys.argv[1:])
