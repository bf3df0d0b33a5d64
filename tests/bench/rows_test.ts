import {
  assert,
  assertAlmostEquals,
  assertEquals,
  assertStrictEquals,
} from "@std/assert";
import { growthOf } from "../../bench/growth.ts";
import { type Row, rowsOf } from "../../bench/rows.ts";
import { results } from "./a_run.ts";

const rows = rowsOf(results.measured);

function row(
  implementation: string,
  work: string,
  n: number | string,
  threads = 1,
): Row {
  return rows.find((row) =>
    row.implementation === implementation && row.work === work &&
    row.n === n && row.threads === threads
  )!;
}

Deno.test("a row has the names that are promised", () => {
  assertEquals(Object.keys(rows[0]!), [
    ...["work", "implementation", "threads", "n"],
    ...["nanosecondsPerParameter", "gigabytesPerSecond"],
    ...["medianMilliseconds", "spread", "peakMemoryBytes"],
    ...["ratioToBestPeer", "ratioToLimit"],
  ]);
  const softmax = row("torch", "softmax-gradient", "10x20x30");
  assert("gigaflops" in softmax && !("nanosecondsPerParameter" in softmax));
  assertEquals(JSON.parse(JSON.stringify(rows)), rows);
});

Deno.test("speeds follow from the median", () => {
  const adam = row("this project", "adam", 1000);
  assertStrictEquals(adam.medianMilliseconds, 2);
  assertStrictEquals(adam.nanosecondsPerParameter, 2000);
  assertStrictEquals(adam.gigabytesPerSecond, 0.014);
  assertStrictEquals(adam.spread, 0.5);
  const bf16 = row("this project", "adam-bf16-moments", 1000);
  assertStrictEquals(bf16.gigabytesPerSecond, 0.01);
  const softmax = row("torch", "softmax-gradient", "10x20x30");
  assertAlmostEquals(softmax.gigaflops!, 4 * 6000 / 0.5e-3 / 1e9);
});

Deno.test("ratioToBestPeer is over the fastest peer at the same work, n and threads", () => {
  const ratios = [
    row("this project", "adam", 1000),
    row("torch", "adam", 1000),
    row("numpy", "adam", 1000),
    row("this project", "adam", 1000, 2),
    row("this project", "adam", 10000),
    row("this project", "adam-bf16-moments", 1000),
    row("wasm simd", "memory-bandwidth", 1000),
  ].map((row) => row.ratioToBestPeer);
  assertEquals(ratios, [0.5, 1, 2, null, null, null, null]);
});

Deno.test("ratioToLimit is over the longest of the works that bound it, each at its fastest", () => {
  const ratio = (row: Row) => row.ratioToLimit;
  assertAlmostEquals(ratio(row("this project", "adam", 1000))!, 2 / 1.4);
  assertAlmostEquals(
    ratio(row("this project", "adam-bf16-moments", 1000))!,
    2 / 1.25,
  );
  assertStrictEquals(ratio(row("this project", "adam", 1000, 2)), null);
});

Deno.test("limits are compared with the fastest of their own work, and native ones bound nothing", () => {
  const ratio = (name: string, work: string, n: number | string) =>
    row(name, work, n).ratioToLimit!;
  assertStrictEquals(ratio("wasm simd", "memory-bandwidth", 1000), 1);
  assertAlmostEquals(
    ratio("wasm simd, places: 8", "memory-bandwidth", 1000),
    3,
  );
  assertStrictEquals(ratio("torch", "softmax-gradient", "10x20x30"), 2);
  assertStrictEquals(
    ratio("torch product", "multiply-add-peak", "10x20x30"),
    0.5,
  );
});

Deno.test("a root and a division have nanoseconds for each parameter, and no bytes", () => {
  const one = row("wasm simd", "root-and-division", 1000);
  assertStrictEquals(one.nanosecondsPerParameter, 1250);
  assert(!("gigabytesPerSecond" in one) && !("gigaflops" in one));
});

Deno.test("growthOf() sets the costs of one implementation next to one another", () => {
  const growth = growthOf(rows);
  assertStrictEquals(growth.length, 1);
  const { implementation, threads, nanosecondsPerParameter, slope } =
    growth[0]!;
  assertEquals([implementation, threads], ["this project", 1]);
  assertEquals([...nanosecondsPerParameter], [[1000, 2000], [10000, 2000]]);
  assertAlmostEquals(slope, 1);
});
