import { assert, assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import { agreementOf } from "../../lib/threads/_task_taker.ts";
import {
  Memory,
  mostThreads,
  type PlanDescriptions,
  planLayouts,
} from "../../lib/threads/mod.ts";
import { plans as ofTraining } from "../../lib/training/_plans.ts";
import { plans as ofVector } from "../../lib/vector/_plans.ts";

const page = 65536;

/** A memory of some pages, and where arrays may lie in it. */
function memoryOf(pages: number) {
  const memory = new Memory(
    new SharedArrayBuffer(page * pages),
    ({ bytes, used, size }) => `${bytes} must fit: ${used} to ${size}`,
  );
  return { memory, room: page * (pages - 2) };
}

Deno.test("arrays lie between the first page and the last, and no array ends where the memory does", () => {
  const { memory, room } = memoryOf(3);
  assertEquals(memory.allocate(room), page);
  assertThrows(
    () => memory.allocate(1),
    RangeError,
    "1 must fit: 131072 to 131136",
  );
});

Deno.test("whatever arrays and scratch are asked for in turn, arrays are zero, keep what they hold, and take no room but their own", () => {
  const call = fc.record({
    isScratch: fc.boolean(),
    bytes: fc.integer({ min: 1, max: 20_000 }),
  });
  fc.assert(fc.property(fc.array(call, { maxLength: 40 }), (calls) => {
    const { memory, room } = memoryOf(4);
    const arrays: Uint8Array[] = [];
    let used = 0;
    for (const { isScratch, bytes } of calls) {
      const taken = 64 * Math.ceil(bytes / 64);
      const ask = () =>
        isScratch ? memory.scratch({ bytes }).bytes : memory.allocate(bytes);
      if (used + taken > room) {
        assertThrows(ask, RangeError, "must fit");
        continue;
      }
      const here = new Uint8Array(memory.buffer, ask(), bytes);
      if (isScratch) {
        here.fill(255);
        continue;
      }
      used += taken;
      assert(memory.owns(here) && here.every((byte) => byte === 0));
      arrays.push(here.fill(arrays.length + 1));
    }
    arrays.forEach((array, i) => assert(array.every((byte) => byte === i + 1)));
  }));
});

Deno.test("scratch that grows keeps to one place", () => {
  const { memory, room } = memoryOf(4);
  const sizes = Array.from({ length: room / 64 }, (_, i) => 64 * (i + 1));
  const ends = sizes.map((bytes) => memory.scratch({ bytes }).bytes + bytes);
  assertEquals(new Set(ends), new Set([3 * page]));
  const rooms = memory.scratch({ one: 65, two: 1 });
  assertEquals(rooms.two - rooms.one, 128);
});

Deno.test("a memory owns what was given away of it, and nothing else", () => {
  const { memory } = memoryOf(4);
  const address = memory.allocate(64);
  const { scratch } = memory.scratch({ scratch: 64 });
  const view = (at: number, bytes: number) =>
    new Uint8Array(memory.buffer, at, bytes);
  assert(memory.owns(view(address, 64)) && memory.owns(view(address + 8, 8)));
  for (
    const [at, bytes] of [
      [0, 64],
      [address - 1, 2],
      [address + 60, 5],
      [scratch, 64],
      [3 * page, 64],
    ] as const
  ) assert(!memory.owns(view(at, bytes)), `${at}`);
  assert(!memory.owns(new Uint8Array(64)));
});

Deno.test("the threads agree on the first page, each about a portion of its own, beside the plans and what the kernels have", () => {
  const { state, taken } = agreementOf(new ArrayBuffer(page));
  assertEquals(taken.length, mostThreads);
  const end = (view: Int32Array) => view.byteOffset + view.byteLength;
  for (const plans of [ofTraining, ofVector]) {
    const layouts = Object.values(planLayouts<PlanDescriptions>(plans));
    const firstPlan = Math.min(...layouts.map(({ address }) => address));
    const plansEnd = Math.max(...layouts.map(({ end }) => end));
    const kernels = 1024; // as tools/assemble/compile.ts tells the compiler
    const places = [end(state), firstPlan, plansEnd, kernels, taken.byteOffset];
    assertEquals(places, places.toSorted((a, b) => a - b));
  }
  assert(end(taken) <= page);
});
