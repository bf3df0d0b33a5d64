/**
 * Ordinary code of many parts. Deno itself ends on a sum of 4,200 terms and on 700
 * nested brackets.
 *
 * @module
 */
import type { Kind } from "./kind.ts";

const nested = (open: string, close: string, count: number, within: string) =>
  open.repeat(count) + within + close.repeat(count);

/** Code that is long or nests deep, each followed by what shows that the kernel lives. */
export const long: Kind[] = [
  `let n_ = ${Array(3600).fill("1").join(" + ")}; n_`,
  Array(3600).fill("1").join(" + "),
  Array(1000).fill("await(1)").join(" + "),
  nested("[", "]", 500, "1") + ".length",
  nested("(", ")", 350, "1, 2"),
  `const o_ = ${nested("{a:", "}", 350, "1")}; typeof o_.a.a.a`,
  nested("((x) => x)(", ")", 200, "await(1)"),
  nested("await(", ")", 200, "1"),
  `"a"${".concat('b')".repeat(2000)}.length`,
  `let n_ = 5; ${
    Array.from({ length: 3500 }, (_, i) => `if (n_ === ${i + 10}) ${i};`).join(
      " else ",
    )
  } else n_ = 7; n_`,
  `${nested("{", "}", 300, "var deep_ = 1;")} deep_`,
  `${nested("if (true) {", "}", 250, "note_(1);")} notes_`,
  `${"`${".repeat(150)}1${"}`".repeat(150)}`,
  Array.from({ length: 2000 }, (_, i) => `note_(${i});`).join("\n") +
  "notes_.length",
  Array.from({ length: 3000 }, (_, i) => `${i}`).join(", "),
  `[${Array.from({ length: 20000 }, (_, i) => i).join(",")}].length`,
  `"${"x".repeat(200_000)}".length`,
  `/* ${"x\n".repeat(50_000)} */ 1, 2`,
  `${"!".repeat(500)}1`,
  `${"- ".repeat(501)}1`,
  `true ? ${"true ? ".repeat(300)}1${" : 0".repeat(300)} : 0`,
  `let a_ = 1; ${"a_ = ".repeat(400)}5`,
  `${"() => ".repeat(300)}1`,
  `null${" ?? null".repeat(1000)} ?? 1`,
  `0${" || 0".repeat(1500)} || await(5)`,
  `try {} finally {${"try {} finally {".repeat(200)}note_(1)${"}".repeat(201)}`,
].map((code): Kind => [`let alive_ = "alive"`, code, "alive_"]);
