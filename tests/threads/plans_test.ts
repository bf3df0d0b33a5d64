import { assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import {
  type FieldType,
  type Plan,
  planAddress,
  type PlanName,
  plans,
  writePlan,
} from "../../lib/vector/_plans.ts";
import { granted } from "../granted.ts";

const page = 65536;
const names = Object.keys(plans) as PlanName[];

/** Numbers that a field can hold. */
const numbers: Record<FieldType, fc.Arbitrary<number>> = {
  usize: fc.integer({ min: 0, max: 2 ** 32 - 1 }),
  i32: fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }),
  f32: fc.float(),
};

/** A plan of any numbers. */
function anyPlan(name: PlanName): fc.Arbitrary<Plan<PlanName>> {
  const fields: Record<string, FieldType> = plans[name];
  const arbitraries = Object.entries(fields).map(([field, type]) => [
    field,
    numbers[type],
  ]);
  return fc.record(Object.fromEntries(arbitraries)) as fc.Arbitrary<
    Plan<PlanName>
  >;
}

Deno.test({
  name: "a kernel reads in each field of a plan what was written there",
  ignore: !granted("read", "write", "env"),
  async fn() {
    const { compile } = await import("../../tools/assemble/compile.ts");
    const folder = await Deno.makeTempDir();
    try {
      const classes = new URL(
        "../../lib/vector/assembly/plans.ts",
        import.meta.url,
      );
      await Deno.copyFile(classes, `${folder}/plans.ts`);
      const readers = names.flatMap((name) =>
        Object.entries(plans[name]).map(([field, type]) =>
          `export function ${name}_${field}(plan: ${name}): ${type} { return plan.${field}; }`
        )
      );
      await Deno.writeTextFile(
        `${folder}/readers.ts`,
        [`import { ${names.join(", ")} } from "./plans.ts";`, ...readers]
          .join("\n"),
      );
      const entry = new URL(`file://${folder}/readers.ts`);
      const bytes = await compile(entry, { relaxedSimd: false });
      const size = { initial: 65536, maximum: 65536 };
      const memory = new WebAssembly.Memory({ ...size, shared: true });
      const { instance } = await WebAssembly.instantiate(bytes, {
        env: { memory },
      });
      const read = instance.exports as Record<string, (at: number) => number>;

      for (const name of names) {
        fc.assert(fc.property(anyPlan(name), (plan) => {
          const address = writePlan(memory.buffer, name, plan);
          for (const [field, type] of Object.entries(plans[name])) {
            const found = read[`${name}_${field}`]!(address);
            assertEquals(
              type === "usize" ? found >>> 0 : found,
              plan[field as keyof typeof plan],
              field,
            );
          }
        }));
      }
    } finally {
      await Deno.remove(folder, { recursive: true });
    }
  },
});

Deno.test("plans lie apart: to write one changes none of the others", () => {
  const memory = new ArrayBuffer(page);
  const bytes = new Uint8Array(memory);
  for (const name of names) {
    const size = 4 * Object.keys(plans[name]).length;
    const before = bytes.slice();
    const [plan] = fc.sample(anyPlan(name), 1);
    const address = writePlan(memory, name, plan!);
    assertEquals(address, planAddress(name));
    const changed = bytes.findIndex((byte, i) => byte !== before[i]);
    const last = bytes.findLastIndex((byte, i) => byte !== before[i]);
    assertEquals([changed, last], [
      Math.max(address, changed),
      Math.min(address + size - 1, last),
    ]);
  }
});

Deno.test("writePlan() refuses what a field cannot hold, by its name", () => {
  const memory = new ArrayBuffer(page);
  const plan = { adam: 64, gradients: 2 ** 32 - 4, count: 7, chunkLength: 32 };
  writePlan(memory, "ChunksPlan", plan);
  const refused: [Partial<typeof plan>, string][] = [
    [{ adam: -4 }, "adam must be of type usize: current value is -4"],
    [{ gradients: 2 ** 32 }, "gradients must be of type usize"],
    [{ count: 2 ** 31 }, "count must be of type i32"],
    [{ count: 0.5 }, "count must be of type i32: current value is 0.5"],
    [{ chunkLength: NaN }, "chunkLength must be of type i32"],
    [{ chunkLength: undefined! }, "current value is undefined"],
  ];
  for (const [wrong, message] of refused) {
    assertThrows(
      () => writePlan(memory, "ChunksPlan", { ...plan, ...wrong }),
      RangeError,
      message,
    );
  }
});
