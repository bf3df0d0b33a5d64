import { linePlot } from "adam/show";
import { assertEquals } from "@std/assert";

type Ends = [number, number];

/** The labels of the x axis of a line between two places. */
function labels(ends: Ends, xScale: "linear" | "log"): string[] {
  const points = ends.map((x) => ({ x, y: x }));
  const svg = linePlot([{ label: "a", points }], { x: "x", y: "y", xScale });
  return [...svg.querySelectorAll('[aria-label="x-axis tick label"] text')]
    .map((label) => label.textContent);
}

const logarithmic: [Ends, string[]][] = [
  [[1, 1000], ["1", "10", "100", "1000"]],
  [[1e-12, 1], ["10⁻¹²", "10⁻¹⁰", "10⁻⁸", "10⁻⁶", "10⁻⁴", "10⁻²", "1"]],
  [[1, 50], ["1", "3", "10", "30"]],
  [[1, 6], ["1", "2", "5"]],
  [[2e-6, 4e-6], ["2·10⁻⁶", "3·10⁻⁶", "4·10⁻⁶"]],
  [[5, 5], ["3", "4", "5", "6", "7", "8", "9", "10"]],
];
for (const [ends, expected] of logarithmic) {
  Deno.test(`a logarithmic axis from ${ends[0]} to ${ends[1]} is labelled ${expected}`, () => {
    assertEquals(labels(ends, "log"), expected);
  });
}

const even: [Ends, string[]][] = [
  [[0, 40_000], ["0", "10,000", "20,000", "30,000", "40,000"]],
  [[-1, 1], ["−1", "−0.5", "0", "0.5", "1"]],
];
for (const [ends, expected] of even) {
  Deno.test(`a linear axis from ${ends[0]} to ${ends[1]} is labelled ${expected.join(" ")}`, () => {
    assertEquals(labels(ends, "linear"), expected);
  });
}
