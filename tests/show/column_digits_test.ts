import { jupyterDisplay, line, table } from "adam/show";
import {
  assert,
  assertEquals,
  assertStringIncludes,
  assertThrows,
} from "@std/assert";
import { DataFrame } from "danfojs";
import fc from "fast-check";
import { parseHTML } from "linkedom";

function cells(
  x: unknown[],
  digits: number,
): { text: string; title: string }[] {
  const shown = table(x.map((x) => ({ x })), { digits });
  const { document } = parseHTML(shown[jupyterDisplay]()["text/html"]!);
  return [...document.querySelectorAll("td")].map((cell) => ({
    text: cell.textContent,
    title: cell.getAttribute("title") ?? "",
  }));
}

function texts(x: unknown[], digits: number): string[] {
  return cells(x, digits).map(({ text }) => text);
}

Deno.test("a column whose sizes are near each other has one number of decimals", () => {
  assertEquals(texts([1.234567, 10.5, 999.99999], 3), [
    "1.23",
    "10.50",
    "1000.00",
  ]);
  assertEquals(texts([0.0176123, 1], 3), ["0.0176", "1.0000"]);
});

Deno.test("in a column that needs exponents, numbers near 1 have none", () => {
  assertEquals(texts([1.786e-10, 0, -0.25], 2), ["1.8e-10", "0", "-0.25"]);
  assertEquals(texts([123456.75, 1.5], 3), ["1.23e+05", "1.50"]);
  assertEquals(
    texts([1.79e-10, 9.77e-4, 0.00765, 0.99999, 1, 10, 2048.5, 1.68e7], 3),
    ["1.79e-10", "9.77e-04", "7.65e-03", "1.00", "1.00", "10.0", "2048"]
      .concat("1.68e+07"),
  );
});

Deno.test("a column of a few decades around 1 has no exponents", () => {
  assertEquals(texts([0.001, 0.00995512, 0.632304], 4), [
    "0.001000",
    "0.009955",
    "0.6323",
  ]);
});

Deno.test("counts, settings of few digits, text and missing values stay as they are", () => {
  assertEquals(texts([1, 256, 16777216], 3), ["1", "256", "16777216"]);
  assertEquals(texts([0.9, 0.999, 1e-8], 3), ["0.9", "0.999", "1e-8"]);
  assertEquals(texts(["1.2345", null, true], 2), ["1.2345", "null", "true"]);
  assertEquals(texts([NaN, -Infinity, 0.12345], 2), ["nan", "-inf", "0.12"]);
});

Deno.test("the exact number stands under the pointer and in the text", () => {
  const [cell] = cells([1 / 3], 3);
  assertEquals(cell, { text: "0.333", title: `${1 / 3}` });
  const { "text/plain": plain } = table([{ x: 1 / 3 }], { digits: 3 })
    [jupyterDisplay]();
  assertStringIncludes(plain!, `${1 / 3}`);
  assertEquals(cells([0.5], 3), [{ text: "0.5", title: "" }]);
});

Deno.test("no number of a column loses more than its digits allow", () => {
  const size = fc.double({ min: 1e-300, max: 1e300, noNaN: true });
  const signed = fc.tuple(size, fc.boolean()).map(([x, up]) => up ? x : -x);
  fc.assert(
    fc.property(
      fc.array(signed, { minLength: 1, maxLength: 5 }),
      fc.integer({ min: 1, max: 15 }),
      (numbers, digits) => {
        for (const [i, text] of texts(numbers, digits).entries()) {
          // Half a unit of the last digit, and the rounding of this division.
          const bound = 0.5 * 10 ** (1 - digits) * (1 + 1e-9) + 1e-15;
          assert(Math.abs(Number(text) / numbers[i]! - 1) <= bound, text);
        }
      },
    ),
  );
});

Deno.test("digits that are none are refused", () => {
  for (const digits of [0, 18, 1.5, NaN]) {
    assertThrows(
      () => table([{ x: 1 }], { digits }),
      RangeError,
      "digits must be a whole number from 1 to 17, or Infinity",
    );
  }
});

Deno.test("a DataFrame keeps binary64: its numbers are rounded only where they are shown", () => {
  const frame = new DataFrame([{ x: 0.1 + 0.2 }]);
  const shown = table(frame, { digits: 3 })[jupyterDisplay]();
  assertStringIncludes(shown["text/html"]!, 'title="0.30000000000000004"');
});

Deno.test("line() names the column that a record does not have", () => {
  assertEquals(line("a", [{ step: 1, loss: 2 }], "step", "loss"), {
    label: "a",
    points: [{ x: 1, y: 2 }],
  });
  assertThrows(
    () => line("a", [{ step: 1 }], "step", "los" as "step"),
    TypeError,
    "records[0].los must be",
  );
});
