import { type Displayable, jupyterDisplay, table } from "adam/show";
import {
  assert,
  assertEquals,
  assertStrictEquals,
  assertStringIncludes,
  assertThrows,
} from "@std/assert";
import { DataFrame } from "danfojs";
import fc from "fast-check";
import { parseHTML } from "linkedom";

function shown(value: unknown): { html: string; plain: string } {
  const bundle = (value as Displayable)[jupyterDisplay]();
  return { html: bundle["text/html"]!, plain: bundle["text/plain"]! };
}

function cells(html: string, selector = "td"): string[] {
  const { document } = parseHTML(html);
  return [...document.querySelectorAll(selector)].map((cell) =>
    cell.textContent
  );
}

const caption = "A caption";

Deno.test("table() shows every digit that a number needs, where danfojs cuts", () => {
  const numbers = [1 / 3, 1.79e-10, 12345678901234567890, 5e-324, 0.1 + 0.2];
  const frame = new DataFrame(numbers.map((x) => ({ x })));
  const { html, plain } = shown(table(frame, { caption }));
  assertEquals(cells(html), numbers.map(String));
  for (const x of numbers) assertStringIncludes(plain, String(x));
  assert(!frame.toString().includes(String(1 / 3)));
});

Deno.test("table() shows records and a DataFrame of them alike", () => {
  const records = [{ a: 1.5, b: "x" }, { a: -2, b: "y" }];
  const frame = new DataFrame(records);
  assertEquals(
    shown(table(records, { caption })),
    shown(table(frame, { caption })),
  );
});

Deno.test("a bare DataFrame shows itself like table() does, without a caption", () => {
  const frame = new DataFrame([{ a: 0.1 }]);
  const { html, plain } = shown(frame);
  assertEquals(cells(html), ["0.1"]);
  assert(!html.includes("caption"));
  assertStringIncludes(plain, "0.1");
});

Deno.test("table() tells -0 from 0 and shows NaN, infinities and missing values", () => {
  const records = [-0, 0, NaN, Infinity, null, undefined, true]
    .map((value) => ({ value }));
  assertEquals(
    cells(shown(table(records, { caption })).html),
    ["-0", "0", "NaN", "Infinity", "null", "undefined", "true"],
  );
});

Deno.test("table() leaves text as it was given: 1.00e-03 keeps its zeros", () => {
  const { html, plain } = shown(table([{ a: "1.00e-03" }], { caption }));
  assertEquals(cells(html), ["1.00e-03"]);
  assertStringIncludes(plain, "1.00e-03");
});

Deno.test("table() escapes what it is given, in cells, headers and caption", () => {
  const evil = `<b>&"'</b>`;
  const { html } = shown(table([{ [evil]: evil }], { caption: evil }));
  assert(!html.includes("<b>"));
  assertEquals(cells(html), [evil]);
  assertEquals(cells(html, "th"), [evil]);
  assertEquals(cells(html, "caption"), [evil]);
});

Deno.test("table() aligns numbers to the right and text to the left", () => {
  const { document } = parseHTML(
    shown(table([{ n: 1, m: "×1.5", t: "one" }], { caption })).html,
  );
  const sides = [...document.querySelectorAll("td")].map((cell) => [
    cell.getAttribute("align"),
    cell.getAttribute("style")!.match(/text-align: (\w+)/)![1],
  ]);
  assertEquals(sides, [
    ["right", "right"],
    ["right", "right"],
    ["left", "left"],
  ]);
});

Deno.test("table() marks headers as such and puts the caption into the text, too", () => {
  const { html, plain } = shown(table([{ a: 1 }], { caption }));
  const { document } = parseHTML(html);
  assertEquals(document.querySelector("th")!.getAttribute("scope"), "col");
  assert(plain.startsWith(`${caption}\n`));
});

Deno.test("table() shows the index of a DataFrame if it says more than the count", () => {
  const frame = new DataFrame([[1], [2]], {
    columns: ["x"],
    index: ["m̂₂", "v"],
  });
  assertEquals(cells(shown(table(frame, { caption })).html), [
    "m̂₂",
    "1",
    "v",
    "2",
  ]);
});

Deno.test("the plain text of table() loses no character, however it breaks lines", () => {
  const text = fc.string({
    unit: fc.constantFrom(..."abĝ m̂₂×√θ|-".split(""), "m̂", "v̂₁"),
    maxLength: 200,
  });
  // Breaking lines may compose a letter and its accent (NFC): the same text.
  const bare = (s: string) =>
    s.replace(/[\s│┌┐└┘├┤┬┴┼─]/g, "").normalize("NFC");
  fc.assert(
    fc.property(text, (given) => {
      // One column, so that its lines follow each other.
      const { plain } = shown(table([{ x: given }], { caption: "C" }));
      assertStrictEquals(bare(plain), `Cx${bare(given)}`);
    }),
    { seed: 1, numRuns: 300 },
  );
});

Deno.test("table() refuses records whose keys differ, as a value would be lost", () => {
  for (const records of [[{ a: 1 }, { a: 1, b: 2 }], [{ a: 1 }, { b: 1 }]]) {
    assertThrows(
      () => table(records, { caption }),
      TypeError,
      "Cannot show the table as every record must have the keys a: record 1 has",
    );
  }
});

Deno.test("table() refuses a DataFrame that lost a column to its first record", () => {
  const frame = new DataFrame([{ a: 1 }, { a: 1, b: 2 }]);
  assertThrows(
    () => table(frame, { caption }),
    TypeError,
    "Cannot show the table as every row must have a value for each of a: row 1 has 2",
  );
});

Deno.test("table() says so if there are no rows", () => {
  assertStringIncludes(shown(table([], { caption })).plain, "no rows");
});
