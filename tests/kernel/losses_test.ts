import { granted } from "../granted.ts";
import { python } from "./python.ts";

/** A tenth of the cells; `.ci/run` has three times as many. */
const share = granted("env") ? Deno.env.get("ADAM_LOSSES") ?? "0.1" : "0.1";

python("the kernel loses no output and misplaces none", "losses.py", share);
