/** The progress bar that comes with the kernel. */
import { assertEquals, assertThrows } from "@std/assert";
import { progress, type ProgressOptions } from "../../tools/kernel/progress.ts";

/** What is shown of a loop in which each item takes so many milliseconds: its texts, and its last HTML. */
async function shown(
  items: Iterable<unknown> | AsyncIterable<unknown>,
  milliseconds: number,
  options?: ProgressOptions,
): Promise<[texts: string[], html: string]> {
  const texts: string[] = [];
  let html = "";
  let now = 0;
  const { now: clock } = performance;
  const broadcast = (_: string, { data }: { data: Record<string, string> }) => {
    texts.push(data["text/plain"]!);
    html = data["text/html"]!;
  };
  Object.assign(Deno, { jupyter: { broadcast } });
  performance.now = () => now;
  try {
    for await (const _ of progress(items, options)) now += milliseconds;
  } finally {
    performance.now = clock;
    Object.assign(Deno, { jupyter: undefined });
  }
  return [texts, html];
}

function numbers(count: number): number[] {
  return Array.from({ length: count }, (_, i) => i);
}

Deno.test("a bar shows how many are done, how fast, and how long the rest takes", async () => {
  assertEquals(await shown(numbers(3), 250, { name: "seeds" }), [
    [
      "0 of 3 seeds",
      "1 of 3 seeds, 4 a second, 500 ms left",
      "2 of 3 seeds, 4 a second, 250 ms left",
      "3 of 3 seeds, 4 a second",
      "3 of 3 seeds, 750 ms, 4 a second",
    ],
    '<progress value="3" max="3" aria-label="seeds"></progress> ' +
    "3 of 3 seeds, 750 ms, 4 a second",
  ]);
});

Deno.test("long times have words", async () => {
  const [[, first, second]] = await shown(numbers(1000), 80_000);
  assertEquals(first, "1 of 1,000 items, 1 min 20 s each, 22 h 12 min left");
  assertEquals(second, "2 of 1,000 items, 1 min 20 s each, 22 h 10 min left");
  const [[, third]] = await shown(numbers(10), 1234);
  assertEquals(third, "1 of 10 items, 1.2 s each, 11 s left");
  const [[, fourth]] = await shown(numbers(2), 59_700);
  assertEquals(fourth, "1 of 2 items, 1 min 0 s each, 1 min 0 s left");
  const [[, fifth]] = await shown(numbers(2), 996);
  assertEquals(fifth, "1 of 2 items, 1 a second, 1 s left");
});

Deno.test("a fast loop is shown ten times a second", async () => {
  const [texts] = await shown(numbers(10_000), 1);
  assertEquals(texts.length, 1 + 100 + 1);
});

Deno.test("how many there are is known of what has a length or a size, or is said", async () => {
  async function* generated() {
    yield* [1, 2];
  }
  const last = async (
    items: Iterable<unknown> | AsyncIterable<unknown>,
    options?: ProgressOptions,
  ) => (await shown(items, 0, options))[0].at(-1);
  assertEquals(await last(new Set([1, 2])), "2 of 2 items");
  assertEquals(await last(new Uint8Array(2)), "2 of 2 items");
  assertEquals(await last(generated()), "2 items");
  assertEquals(await last(generated(), { total: 2 }), "2 of 2 items");
  assertEquals(await last(generated(), { total: 1 }), "2 items");
  assertEquals(await last(generated(), { total: 3 }), "2 of 3 items");
  assertEquals(await last("a😀"), "2 items");
  assertEquals(await last([]), "0 of 0 items");
});

Deno.test("a name is text, also on a page", async () => {
  const [, html] = await shown([1], 0, { name: '<b> & "c"' });
  assertEquals(
    html,
    '<progress value="1" max="1" aria-label="&lt;b> &amp; &quot;c&quot;"></progress> ' +
      "1 of 1 &lt;b> &amp; &quot;c&quot;",
  );
});

Deno.test("an item has its type, and the source of a loop that is left is closed", () => {
  let isClosed = false;
  function* source() {
    try {
      yield* ["a", "b"];
    } finally {
      isClosed = true;
    }
  }
  for (const item of progress(source())) {
    if (item.toUpperCase() === "A") break;
  }
  assertEquals(isClosed, true);
});

Deno.test("what cannot be looped over is refused, and a total that is no count", () => {
  for (const items of [5, null, undefined, {}]) {
    assertThrows(
      () => progress(items as never),
      TypeError,
      `Cannot show progress as items must be iterable: current value is ${items}`,
    );
  }
  for (const total of [-1, 0.5, NaN, Infinity]) {
    assertThrows(
      () => progress([], { total }),
      RangeError,
      `Cannot show progress as total must be a count: current value is ${total}`,
    );
  }
});
