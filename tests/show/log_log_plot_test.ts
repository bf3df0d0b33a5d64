import { logLogPlot } from "adam/show";
import { assertEquals, assertStringIncludes, assertThrows } from "@std/assert";

const axes = { x: "step", y: "factor" };
const points = [1, 10, 100].map((x) => ({ x, y: x * x }));

Deno.test("logLogPlot() draws a straight line for a power law", () => {
  const svg = logLogPlot([{ label: "x²", points }], axes);
  const dots = [...svg.querySelectorAll("circle:has(title)")];
  const [x0, y0, x1, y1, x2, y2] = dots.flatMap((dot) =>
    ["cx", "cy"].map((name) => Number(dot.getAttribute(name)))
  ) as [number, number, number, number, number, number];
  const slope = (ax: number, ay: number, bx: number, by: number) =>
    Math.round(1000 * (by - ay) / (bx - ax));
  assertEquals(slope(x0, y0, x1, y1), slope(x1, y1, x2, y2));
});

Deno.test("logLogPlot() tells lines apart by dashes and labels, not by colour", () => {
  const lines = ["a", "b", "c"].map((label) => ({ label, points }));
  const svg = logLogPlot(lines, axes);
  const dashes = [...svg.querySelectorAll('[aria-label="line"]')]
    .map((line) => line.getAttribute("stroke-dasharray"));
  assertEquals(new Set(dashes).size, 3);
  for (const { label } of lines) {
    assertStringIncludes(svg.textContent, label);
  }
});

Deno.test("logLogPlot() tells the numbers of a point where the pointer rests, of at most 60 a line", () => {
  const titles = (count: number) => {
    const points = Array.from(
      { length: count },
      (_, i) => ({ x: i + 1, y: (i + 1) ** 2 }),
    );
    const svg = logLogPlot([{ label: "x²", points }], axes);
    return [...svg.querySelectorAll("title")].map((title) => title.textContent);
  };
  assertEquals(titles(3), ["x²: 1 at 1", "x²: 4 at 2", "x²: 9 at 3"]);
  assertEquals(titles(60).length, 60);
  assertEquals(titles(1000).length, 59);
});

Deno.test("logLogPlot() names the axes and the verticals", () => {
  const svg = logLogPlot([{ label: "x²", points }], {
    ...axes,
    verticals: { "ε": 3 },
  });
  for (const word of ["step", "factor", "ε"]) {
    assertStringIncludes(svg.textContent, word);
  }
});

Deno.test("logLogPlot() labels the decades and nothing between", () => {
  const svg = logLogPlot([{ label: "x²", points }], axes);
  const ticks = [
    ...svg.querySelectorAll('[aria-label="x-axis tick label"] text'),
  ]
    .map((tick) => tick.textContent).filter((text) => text !== "");
  assertEquals(ticks, ["1", "10", "100"]);
});

Deno.test("logLogPlot() refuses a point that has no logarithm, and says which", () => {
  for (const y of [0, -1, NaN, Infinity]) {
    assertThrows(
      () => logLogPlot([{ label: "bad", points: [{ x: 1, y }] }], axes),
      RangeError,
      `Cannot draw the line "bad" as its coordinates must be finite and > 0: current point is (1, ${y})`,
    );
  }
});

Deno.test("logLogPlot() refuses no lines, and more than it can tell apart", () => {
  for (const count of [0, 6]) {
    const lines = Array(count).fill({ label: "x²", points });
    assertThrows(
      () => logLogPlot(lines, axes),
      RangeError,
      `Cannot draw the plot as there must be 1 to 5 lines: current number is ${count}`,
    );
  }
});
