import { assert, assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import {
  type FieldType,
  type PlanDescriptions,
  planLayouts,
  writePlan,
} from "../../lib/threads/mod.ts";
import { plans as ofTraining } from "../../lib/training/_plans.ts";
import { plans as ofVector } from "../../lib/vector/_plans.ts";
import { granted } from "../granted.ts";

const page = 65536;

/** The plans of the folders that have kernels, and such as have numbers of eight bytes anywhere. */
const described: PlanDescriptions[] = [ofTraining, ofVector, {
  FirstPlan: { part: "f32", share: "f64", count: "i32" },
  CountPlan: { from: "usize", count: "i32", part: "f32", share: "f64" },
}];

/** Numbers that a field can hold. */
const numbers: Record<FieldType, fc.Arbitrary<number>> = {
  usize: fc.integer({ min: 0, max: 2 ** 32 - 1 }),
  i32: fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }),
  f32: fc.float({ noNaN: true }),
  f64: fc.double({ noNaN: true }),
};

/** A plan of any numbers. */
function anyPlan(
  fields: PlanDescriptions[string],
): fc.Arbitrary<Record<string, number>> {
  const arbitraries = Object.entries(fields).map(([field, type]) => [
    field,
    numbers[type],
  ]);
  return fc.record(Object.fromEntries(arbitraries));
}

/** What kernels read in a field, by plan and field: functions made by the compiler, with the classes of some plans. */
async function readersOf(plans: PlanDescriptions, memory: WebAssembly.Memory) {
  const { compile } = await import("../../tools/assemble/compile.ts");
  const { classesOf } = await import("../../tools/assemble/plan_classes.ts");
  const directory = await Deno.makeTempDir();
  try {
    const readers = Object.entries(plans).flatMap(([name, fields]) =>
      Object.entries(fields).map(([field, type]) =>
        `export function ${name}_${field}(plan: ${name}): ${type} { return plan.${field}; }`
      )
    );
    await Deno.writeTextFile(
      `${directory}/readers.ts`,
      [classesOf(plans), ...readers].join("\n"),
    );
    const entry = new URL(`file://${directory}/readers.ts`);
    const bytes = await compile(entry, { relaxedSimd: false });
    const { instance } = await WebAssembly.instantiate(bytes, {
      env: { memory },
    });
    return instance.exports as Record<string, (at: number) => number>;
  } finally {
    await Deno.remove(directory, { recursive: true });
  }
}

Deno.test({
  name: "a kernel reads in each field of a plan what was written there",
  ignore: !granted("read", "write", "env"),
  async fn() {
    for (const plans of described) {
      const size = { initial: page, maximum: page };
      const memory = new WebAssembly.Memory({ ...size, shared: true });
      const read = await readersOf(plans, memory);
      const layouts = planLayouts(plans);
      for (const [name, fields] of Object.entries(plans)) {
        fc.assert(fc.property(anyPlan(fields), (plan) => {
          const address = writePlan(memory.buffer, layouts[name]!, plan);
          for (const [field, type] of Object.entries(fields)) {
            const found = read[`${name}_${field}`]!(address);
            assertEquals(
              type === "usize" ? found >>> 0 : found,
              plan[field],
              `${name}.${field}`,
            );
          }
        }));
      }
    }
  },
});

Deno.test("plans lie apart: to write one changes none of the others", () => {
  for (const plans of described) {
    const memory = new ArrayBuffer(page);
    const bytes = new Uint8Array(memory);
    const layouts = planLayouts(plans);
    let free = 0;
    for (const [name, fields] of Object.entries(plans)) {
      const { address, end } = layouts[name]!;
      assert(address >= free, name);
      free = end;
      const before = bytes.slice();
      const [plan] = fc.sample(anyPlan(fields), 1);
      assertEquals(writePlan(memory, layouts[name]!, plan!), address);
      const changed = bytes.findIndex((byte, i) => byte !== before[i]);
      const last = bytes.findLastIndex((byte, i) => byte !== before[i]);
      assertEquals([changed, last], [
        Math.max(address, changed),
        Math.min(end - 1, last),
      ]);
    }
  }
});

const { CountPlan } = planLayouts({
  CountPlan: { from: "usize", count: "i32", part: "f32", share: "f64" },
});
const plan = { from: 2 ** 32 - 4, count: -7, part: 0.5, share: 0.1 };

Deno.test("writePlan() refuses what a field cannot hold, by its name", () => {
  const memory = new ArrayBuffer(page);
  writePlan(memory, CountPlan, plan);
  // An infinity is a number of both floating-point types.
  writePlan(memory, CountPlan, { ...plan, part: Infinity, share: -Infinity });
  const refused: [Record<string, unknown>, string][] = [
    [{ from: -4 }, "from must be of type usize: current value is -4"],
    [{ from: 2 ** 32 }, "from must be of type usize"],
    [{ from: Infinity }, "from must be of type usize"],
    [{ count: 2 ** 31 }, "count must be of type i32"],
    [{ count: 0.5 }, "count must be of type i32: current value is 0.5"],
    [{ count: NaN }, "count must be of type i32"],
    [{ count: "7" }, "count must be of type i32"],
    [{ part: 0.1 }, "part must be of type f32: current value is 0.1"],
    [{ part: NaN }, "part must be of type f32: current value is NaN"],
    [{ share: NaN }, "share must be of type f64: current value is NaN"],
  ];
  for (const [wrong, message] of refused) {
    assertThrows(
      () => writePlan(memory, CountPlan, { ...plan, ...wrong } as typeof plan),
      RangeError,
      `Cannot write CountPlan as ${message}`,
    );
  }
});

Deno.test("writePlan() refuses a plan that lacks a field, or has one of another name", () => {
  const memory = new ArrayBuffer(page);
  for (const field of Object.keys(plan) as (keyof typeof plan)[]) {
    const { [field]: _, ...others } = plan;
    assertThrows(
      () => writePlan(memory, CountPlan, others),
      RangeError,
      `Cannot write CountPlan as ${field} must be of type`,
    );
  }
  assertThrows(
    () => writePlan(memory, CountPlan, { ...plan, counts: 1 }),
    RangeError,
    "Cannot write CountPlan as counts is no field of it: there are from, count, part, share",
  );
});

Deno.test("writePlan() writes where an array begins, if it is in the memory of the kernels", () => {
  const memory = new ArrayBuffer(page);
  const array = new Float32Array(memory, 2048, 3);
  const address = writePlan(memory, CountPlan, { ...plan, from: array });
  assertEquals(new DataView(memory).getUint32(address, true), 2048);
  assert(array.every((number) => number === 0));
  assertThrows(
    () => writePlan(memory, CountPlan, { ...plan, from: new Float32Array(3) }),
    RangeError,
    "Cannot write CountPlan as from must lie in the memory of the kernels",
  );
});
