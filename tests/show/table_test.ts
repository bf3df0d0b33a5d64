import { type Displayable, jupyterDisplay, table } from "adam/show";
import {
  assert,
  assertEquals,
  assertStrictEquals,
  assertStringIncludes,
  assertThrows,
} from "@std/assert";
import { DataFrame, Series } from "danfojs";
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

Deno.test("table() needs no caption", () => {
  const { html, plain } = shown(table([{ a: 1 }]));
  assert(!html.includes("<caption"));
  assertStringIncludes(plain, "1");
});

Deno.test("a bare Series shows itself as a table of one column", () => {
  assertEquals(cells(shown(new Series([0.1, -0])).html), ["0.1", "-0"]);
});

const numbered = (count: number) =>
  Array.from({ length: count }, (_, row) => ({ row, double: 2 * row }));

Deno.test("of more than 60 rows the first and last 30 are shown, and how many are not", () => {
  const gap =
    "⋮ 1,940 rows left out; table(data, { rows: Infinity }) shows all";
  const frame = new DataFrame(numbered(2000));
  for (const value of [frame, table(frame), table(numbered(2000))]) {
    const { html, plain } = shown(value);
    const ends = [...numbered(30), ...numbered(2000).slice(-30)]
      .flatMap(({ row, double }) => [`${row}`, `${double}`]);
    assertEquals(cells(html), ends.toSpliced(60, 0, gap));
    const lines = plain.split("\n");
    const at = lines.findIndex((line) => line.includes(gap));
    assertStringIncludes(lines[at - 1]!, " 29 ");
    assertStringIncludes(lines[at + 1]!, " 1970 ");
  }
  assertEquals(cells(shown(new DataFrame(numbered(60))).html).length, 120);
});

Deno.test("each row of a table is shown, or counted among those left out", () => {
  const sizes = fc.tuple(
    fc.integer({ min: 1, max: 99 }),
    fc.integer({ min: 1, max: 99 }),
  );
  fc.assert(
    fc.property(sizes, ([count, rows]) => {
      const all = cells(
        shown(table(numbered(count), { rows })).html,
        "td:first-child",
      );
      const gap = all.find((cell) => cell.startsWith("⋮"));
      const named = Number(/\d+/.exec(gap ?? "0"));
      const here = all.filter((cell) => cell !== gap);
      assertEquals(here.length, Math.min(count, rows));
      assertEquals(here.length + named, count);
      assertEquals(
        Number(here.at(-1)),
        rows === 1 && count > 1 ? 0 : count - 1,
      );
    }),
    { seed: 1 },
  );
});

Deno.test("table(…, { rows: Infinity }) shows all rows", () => {
  const all = cells(shown(table(numbered(200), { rows: Infinity })).html);
  assertEquals(all.length, 400);
});

Deno.test("table() refuses by name what is no data and no setting", () => {
  const refused = (data: unknown, options: unknown, message: string) =>
    assertThrows(
      () => table(data as [], options as { caption: string }),
      Error,
      `Cannot show the table as ${message}`,
    );
  for (const data of [null, undefined, 1, "text", {}, new Map()]) {
    refused(data, {}, "data must be a DataFrame or an array of records");
  }
  refused([1], {}, "data[0] must be a record of named values");
  refused([{ a: 1 }, null], {}, "data[1] must be a record of named values");
  refused([], null, "options must be a record of named values");
  refused([], "A caption", "options must be a record of named values");
  refused([], { caption: 1 }, "caption must be a string");
  refused([], { title: "T" }, "title is no setting of it");
  for (const rows of [0, -1, 1.5, NaN]) {
    refused(
      [],
      { rows },
      "rows must be a whole number above zero, or Infinity",
    );
  }
});
