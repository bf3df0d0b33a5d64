import { assert, assertEquals } from "@std/assert";
import { cachesIn, processorOf, thisMachine } from "../../bench/machine.ts";
import { fileNameOf } from "../../bench/stored_runs.ts";
import { granted } from "../granted.ts";
import { storedRun } from "./a_run.ts";

Deno.test("a processor has the family and the model that its name leaves open, and its vector instructions", () => {
  const lines = [
    ...["processor\t: 0", "cpu family\t: 26", "model\t\t: 2"],
    ...[
      "model name\t: AMD EPYC",
      "flags\t\t: fpu sse2 fma avx512f aes amx_tile",
    ],
    ...["", "processor\t: 1", "cpu family\t: 6"],
  ];
  assertEquals(processorOf(lines), {
    model: " (family 26, model 2)",
    flags: ["sse2", "fma", "avx512f", "amx_tile"],
  });
  assertEquals(processorOf([]), { model: "", flags: [] });
});

Deno.test({
  name: "caches have their level, their kind and their size",
  ignore: !granted("read", "write"),
  async fn() {
    const folder = await Deno.makeTempDir();
    try {
      const caches = [["1", "Data", "48K"], ["1", "Instruction", "32K"], [
        ...["3", "Unified", "32768K"],
      ]] as const;
      for (const [i, [level, type, size]] of caches.entries()) {
        await Deno.mkdir(`${folder}/index${i}`);
        for (const [name, value] of Object.entries({ level, type, size })) {
          await Deno.writeTextFile(`${folder}/index${i}/${name}`, `${value}\n`);
        }
      }
      await Deno.writeTextFile(`${folder}/uevent`, "");
      assertEquals(cachesIn(folder), ["L1d 48K", "L1i 32K", "L3 32768K"]);
      assertEquals(cachesIn(`${folder}/missing`), []);
    } finally {
      await Deno.remove(folder, { recursive: true });
    }
  },
});

Deno.test({
  name: "this machine has a processor with cores and memory",
  ignore: !granted("read", "env"),
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
