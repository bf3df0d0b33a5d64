/** Who is told of types, and of which. */
import { assertEquals } from "@std/assert";
import type { Diagnostic } from "../../../tools/kernel/help/language_server.ts";
import { TypeWarnings } from "../../../tools/kernel/help/type_warnings.ts";

const start = { line: 1, character: 2 };
const range = { start, end: start };
const error = { range, severity: 1, source: "deno-ts", code: 2322 };

/** What is said of cells, of each of which the same is found. */
async function said(
  cells: string[],
  ...found: Diagnostic[]
): Promise<string[]> {
  const types = new TypeWarnings(() => Promise.resolve(found));
  const all = [];
  for (const cell of cells) all.push(await types.warning(cell, "cell 1"));
  return all;
}

Deno.test("a comment before any code asks for types from that cell on, or for none", async () => {
  for (
    const [cell, isAsked] of [
      ["// @ts-check", true],
      ["//@ts-check because", true],
      ["\n// First.\n  /// @ts-check\n1", true],
      ["// @ts-nocheck\n// @ts-check", true],
      ["// @ts-check\n// @ts-nocheck", false],
      ["1; // @ts-check", false],
      ["// @ts-checked", false],
      ["// so @ts-check", false],
      ["/* @ts-check */", false],
      ["", false],
    ] as const
  ) {
    const words = "Type warning (cell 1:2:3): No. TS2322\n";
    const wanted = isAsked ? words : "";
    const all = await said([cell, "1"], { ...error, message: "No." });
    assertEquals(all, [wanted, wanted], cell);
  }
});

Deno.test("a cell of millions of characters is read, and its types are not asked for", async () => {
  const blank = " ".repeat(5_000_000);
  assertEquals(await said([`${blank}1`, `${blank}// @ts-check`]), [
    "",
    "The types of cell 1 were not checked: it is too long.\n",
  ]);
});

Deno.test("types are said of that are errors, and none to a kernel", async () => {
  const message = "No.";
  for (
    const other of [
      { ...error, message, severity: 4 },
      { ...error, message, source: "deno", code: "no-local" },
      { ...error, message, code: 1108 },
      {
        ...error,
        message: "Property 'jupyter' does not exist on type 'typeof Deno'.",
      },
    ]
  ) assertEquals(await said(["// @ts-check"], other), [""]);
});

Deno.test("a message names no folder", async () => {
  const message = 'Not on type \'typeof import("file:///a/b/plot", { with: ' +
    '{ "resolution-mode": "import" } })\'.';
  assertEquals(await said(["// @ts-check"], { ...error, message }), [
    "Type warning (cell 1:2:3): Not on type 'typeof import(\"plot\")'. TS2322\n",
  ]);
});
