import { assert, assertEquals } from "@std/assert";
import { shortenLines } from "../../tools/verify/shorten_lines.ts";

Deno.test("short lines stay as they are", () => {
  const diff = ["@@ -1,2 +1,2 @@", " a", "-b", "+c"];
  assertEquals(shortenLines(diff), diff);
});

Deno.test("a long line and the one it stands for are cut around the change", () => {
  const [before, after] = ["x".repeat(1000), "y".repeat(500)];
  assertEquals(shortenLines([`-${before}1${after}`, `+${before}22${after}`]), [
    `-[950 more] …${"x".repeat(50)}1${"y".repeat(50)}… [450 more]`,
    `+[950 more] …${"x".repeat(50)}22${"y".repeat(50)}… [450 more]`,
  ]);
});

Deno.test("a line without a partner keeps its beginning", () => {
  const long = "z".repeat(200);
  for (const sign of [" ", "-", "+"]) {
    assertEquals(shortenLines([sign + long]), [
      `${sign}${"z".repeat(160)}… [40 more]`,
    ]);
  }
});

Deno.test("the first of some removed lines stands for the first of the added ones", () => {
  const start = "s".repeat(300);
  const cut = shortenLines(["-short", `-${start}1`, "+brief", `+${start}2`]);
  assert(cut[1]!.endsWith("s1") && cut[3]!.endsWith("s2"));
});

Deno.test("no character is cut in two", () => {
  const cut = shortenLines([`-${"😀".repeat(200)}a`, `+${"😀".repeat(200)}b`]);
  assert(cut.every((line) => line.isWellFormed()));
  assert(cut[0]!.startsWith("-[150 more] …😀"));
});
