import { python } from "./python.ts";

python(
  "the kernel documents and completes what a cell is written with, and no cell waits for that",
  "together.py",
  "help",
);
