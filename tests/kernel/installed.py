"""Starts the kernel of this name, and shows what it makes of a value."""

import sys

from jupyter_client.manager import start_new_kernel

manager, client = start_new_kernel(kernel_name=sys.argv[1])
try:
    client.execute_interactive("NaN", timeout=30)
finally:
    client.stop_channels()
    manager.shutdown_kernel(now=True)
