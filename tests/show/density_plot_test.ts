import { densityPlot, figure, jupyterDisplay } from "adam/show";
import { assert, assertEquals, assertThrows } from "@std/assert";
import { granted } from "../granted.ts";

const labels = { x: "norm", y: "distance", counted: "rows" };
const density = {
  x: [0, 4, 4],
  y: [10, 12, 2],
  counts: [[0, 0, 1], [1, 1, 100], [3, 0, 10]],
};

Deno.test("densityPlot() draws a cell for each count, the darker the more it holds", () => {
  const plot = densityPlot(density, [], labels);
  const cells = [...plot.querySelectorAll('[aria-label="rect"] rect')];
  const lightness = cells.map((cell) =>
    cell.getAttribute("fill")!.match(/\d+/g)!.reduce(
      (sum, part) => sum + Number(part),
      0,
    )
  );
  assertEquals(lightness.length, 3);
  assert(lightness[0]! > lightness[2]! && lightness[2]! > lightness[1]!);
});

Deno.test("densityPlot() keeps the names of points apart, and beside their rings", () => {
  const points = ["one", "two", "three"].map((label) => ({
    label,
    x: 1,
    y: 11,
  }));
  const plot = densityPlot(density, points, labels);
  const shift = (of: Element) =>
    Number(/,([^)]+)\)/.exec(of.getAttribute("transform") ?? "")?.[1] ?? 0);
  const heights = [...plot.querySelectorAll("text[aria-label]")]
    .map((text) => shift(text) + shift(text.parentElement!));
  const gaps = heights.toSorted((a, b) => a - b).map((y, i, all) =>
    y - all[i - 1]!
  );
  assertEquals(heights.length, 3);
  // The letters are 16 high.
  for (const gap of gaps.slice(1)) assert(gap >= 18, `${heights}`);
});

Deno.test({
  name: "densityPlot() becomes a figure with its legend",
  ignore: !granted("read"),
  async fn() {
    const plot = densityPlot(density, [], labels);
    const words = { alt: "Three cells", caption: "Rows" };
    const shown = await figure(plot, words)[jupyterDisplay]();
    assert(shown["image/svg+xml"]!.includes("distance"));
    assert(shown["image/svg+xml"]!.includes("rows"));
  },
});

Deno.test("densityPlot() refuses counts outside the grid, none, and too many names", () => {
  const action = "Cannot draw the plot as";
  const outside = { ...density, counts: [[4, 0, 1]] };
  assertThrows(() => densityPlot(outside, [], labels), RangeError, action);
  const none = { ...density, counts: [] };
  assertThrows(() => densityPlot(none, [], labels), RangeError, action);
  const many = Array.from({ length: 6 }, () => ({ label: "a", x: 1, y: 11 }));
  assertThrows(() => densityPlot(density, many, labels), RangeError, action);
  const silent = { ...labels, counted: "" };
  assertThrows(() => densityPlot(density, [], silent), TypeError, action);
});
