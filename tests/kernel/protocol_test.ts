import { python } from "./python.ts";

python(
  "the kernel does at the protocol's level what front ends rely on",
  "together.py",
  "protocol",
);
