import { python } from "./python.ts";

// A tenth; .ci/run has all of them.
python("the kernel loses no output and misplaces none", "losses.py", "0.1");
