import { python } from "./python.ts";

python(
  "the kernel holds against peers that misbehave",
  "together.py",
  "peers",
);
