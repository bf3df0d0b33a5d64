/** What a language server proposes, and what Jupyter gets of it. */
import { assert, assertEquals } from "@std/assert";
import { completeReply } from "../../../tools/kernel/help/completion.ts";

type Reply = {
  matches: string[];
  cursor_start: number;
  cursor_end: number;
  metadata: { _jupyter_types_experimental: { text: string; type: string }[] };
};

function reply(
  code: string,
  items: Parameters<typeof completeReply>[2],
): Reply | undefined {
  return completeReply(code, code.length, items) as Reply | undefined;
}

Deno.test("what begins as what is written is proposed, in the server's order, each once", () => {
  const { matches, metadata } = reply("a.to", [
    { label: "tolower", sortText: "2", kind: 2 },
    { label: "toUpper?", insertText: "toUpper", sortText: "1", kind: 3 },
    { label: "at", sortText: "0" },
    { label: "tolower", sortText: "2", kind: 2 },
  ])!;
  assertEquals(matches, ["toUpper", "tolower"]);
  assertEquals(
    metadata._jupyter_types_experimental.map(({ type }) => type),
    ["function", "method"],
  );
});

Deno.test("Jupyter counts code points, the server what strings have", () => {
  const { cursor_start, cursor_end } = reply("'😀'; value.len", [
    { label: "length" },
  ])!;
  assertEquals([cursor_start, cursor_end], [11, 14]);
});

Deno.test("the server says what it replaces, on which line whatever", () => {
  const start = { line: 1, character: 8 };
  const range = { start, end: { line: 1, character: 12 } };
  const code = "'😀';\r\nimport '../a";
  const edit = { range, newText: "../adam.ts" };
  const { matches, cursor_start } = reply(code, [
    { label: "adam.ts", textEdit: edit },
    { label: "alone" },
  ])!;
  assertEquals([matches, cursor_start], [["../adam.ts"], 14]);
});

Deno.test("nothing is proposed where nothing fits", () => {
  assertEquals(reply("x.zz", [{ label: "a" }]), undefined);
  assertEquals(reply("x.", []), undefined);
});

Deno.test("a long word takes no longer for each of its characters", () => {
  const start = performance.now();
  assertEquals(reply(`'${"a".repeat(200_000)}'.`, []), undefined);
  assert(performance.now() - start < 5000); // Half a minute, were it so.
});
