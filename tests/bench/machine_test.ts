import { assert, assertEquals } from "@std/assert";
import { processorOf, thisMachine } from "../../bench/machine.ts";
import { fileNameOf } from "../../bench/stored_runs.ts";
import { granted } from "../granted.ts";
import { storedRun } from "./a_run.ts";

Deno.test("a processor has the family and the model that its name leaves open, its caches and its vector instructions", () => {
  const text = `Model name:              AMD EPYC
CPU family:              26
Model:                   2
Flags:                   fpu sse2 fma avx512f aes amx_tile
L1d cache:               96 KiB (2 instances)
L3 cache:                32 MiB (1 instance)
Vulnerability Spectre v1: Mitigation; usercopy
`;
  assertEquals(processorOf(text), {
    model: " (family 26, model 2)",
    caches: ["L1d 96 KiB (2 instances)", "L3 32 MiB (1 instance)"],
    flags: ["sse2", "fma", "avx512f", "amx_tile"],
  });
  assertEquals(processorOf(""), { model: "", caches: [], flags: [] });
});

Deno.test({
  name: "this machine has a processor with cores and memory",
  ignore: !granted("read", "run", "env"),
  fn() {
    const { processor, cores, memoryBytes } = thisMachine();
    assert(processor.length > 0 && cores >= 1 && memoryBytes > 2 ** 20);
  },
});

Deno.test("a run is stored under the processor and the number of cores", () => {
  const { machine } = storedRun;
  const name = (processor: string) => fileNameOf({ ...machine, processor });
  assertEquals(
    name("Intel(R) Xeon(R) Processor, x64"),
    "intel-xeon-processor-x64-2-cores",
  );
  assertEquals(
    name("AMD EPYC (family 26, model 2), x64"),
    "amd-epyc-family-26-model-2-x64-2-cores",
  );
});
