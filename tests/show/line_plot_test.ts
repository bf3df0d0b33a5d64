import { linePlot } from "adam/show";
import {
  assert,
  assertEquals,
  assertStrictEquals,
  assertThrows,
} from "@std/assert";

const axes = { x: "step", y: "weight" };
const points = [1, 2, 3].map((x) => ({ x, y: -x }));

Deno.test("linePlot() draws what is below zero on linear axes, and not on logarithmic ones", () => {
  const lines = [{ label: "falls", points }];
  assert(linePlot(lines, axes).textContent.includes("falls"));
  assertThrows(
    () => linePlot(lines, { ...axes, yScale: "log" }),
    RangeError,
    `Cannot draw the line "falls" as x must be from -1e300 to 1e300 and y finite and > 0: current point is (1, -1)`,
  );
});

Deno.test("linePlot() draws the largest coordinates that it takes, and refuses what is larger", () => {
  const between = (size: number) =>
    linePlot(
      [{ label: "a", points: [{ x: 1, y: -size }, { x: 2, y: size }] }],
      axes,
    );
  assert(!/NaN|Infinity/.test(between(1e300).outerHTML));
  for (const size of [1.1e300, Infinity, NaN]) {
    assertThrows(() => between(size), RangeError, "from -1e300 to 1e300");
  }
});

Deno.test("linePlot() refuses a scale that there is not", () => {
  assertThrows(
    () =>
      linePlot([{ label: "a", points }], { ...axes, xScale: "root" as "log" }),
    RangeError,
    `Cannot draw the plot as xScale must be "linear" or "log": current value is root`,
  );
});

Deno.test("linePlot() draws a line of many points with those that make its form", () => {
  const long = Array.from(
    { length: 10_000 },
    (_, i) => ({ x: i + 1, y: i < 5000 ? i : 5000 }),
  );
  const svg = linePlot([{ label: "bends", points: long }], axes);
  const path = svg.querySelector('[aria-label="line"] path')!;
  assertEquals(path.getAttribute("d")!.match(/[ML]/g), ["M", "L", "L"]);
});

Deno.test("linePlot() draws in the same way where a line has one point", () => {
  const svg = linePlot([{ label: "a", points: points.slice(0, 1) }], axes);
  assertStrictEquals(/NaN|Infinity/.test(svg.outerHTML), false);
});
