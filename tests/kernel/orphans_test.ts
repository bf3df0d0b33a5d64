import { python } from "./python.ts";

python(
  "the kernel leaves no process behind, whoever ends",
  "together.py",
  "orphans",
);
