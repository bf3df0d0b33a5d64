import { python } from "./python.ts";

python("the kernel passes Jupyter's own tests for kernels", "conformance.py");
