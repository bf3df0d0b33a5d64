"""Saving data so that a file is its old self or its new one, whatever happens."""

import os
from pathlib import Path


def save(path: Path, text: str) -> None:
    """Writes beside the file, and puts that in its place once it is complete."""
    path = path.resolve()
    beside = path.with_name(f".saving_{os.getpid()}_{path.name}")
    try:
        with open(beside, "x", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
