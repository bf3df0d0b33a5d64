/** Where it is looked for documentation, and how that reads. */
import { assert, assertEquals } from "@std/assert";
import {
  inspectReply,
  lookedAt,
} from "../../../tools/kernel/help/documentation.ts";

Deno.test("it is looked at the cursor, before it, and at the function that is called", () => {
  for (
    const [marked, called] of [
      ["f(|", 1],
      ["ab (1, [2, {|", 2],
      ["f(g(1), |", 1],
      ["f(g(1, |", 3],
      ["f(1)|", undefined],
      ["(a, |", undefined],
      ["f((a, |", 1],
      ["|", undefined],
    ] as const
  ) {
    const cursor = marked.indexOf("|");
    const near = [cursor, cursor - 1].filter((index) => index >= 0);
    const indices = lookedAt(marked.replace("|", ""), cursor);
    const end = called === undefined ? [] : [called - 1];
    assertEquals(indices, [...near, ...end], marked);
  }
});

Deno.test("documentation is Markdown, and text without its marks", () => {
  const value = "```tsx\nfunction f(): void\n```\nOf [`g`](file:///a.ts#1), " +
    "[there](https://b), **c**.\n\n\n*@param* `x` — An x\\_1";
  const { data } = inspectReply({ contents: { value } }) as {
    data: Record<string, string>;
  };
  assertEquals(
    data["text/markdown"],
    "```tsx\nfunction f(): void\n```\nOf `g`, [there](https://b), **c**.\n\n" +
      "*@param* `x` — An x\\_1",
  );
  assertEquals(
    data["text/plain"],
    "function f(): void\nOf `g`, there (https://b), c.\n\n@param `x` — An x_1",
  );
});

Deno.test("a name of which nothing is known has no documentation", () => {
  const value = "```typescript\nany\n```";
  assertEquals(inspectReply({ contents: { value } }), undefined);
});

Deno.test("a long text takes no longer for each of its characters", () => {
  const code = "x {(".repeat(100_000);
  const start = performance.now();
  assertEquals(lookedAt(code, code.length).length, 2);
  assert(performance.now() - start < 5000); // Half a minute, were it so.
});
