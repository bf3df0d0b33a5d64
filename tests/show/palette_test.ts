import { linePlot } from "adam/show";
import { assert, assertEquals } from "@std/assert";
import { lab, rgb } from "d3-color";

/** The strokes and the dashes of as many lines as a plot can have. */
const looks = (() => {
  const points = [{ x: 1, y: 1 }, { x: 2, y: 2 }];
  const lines = [..."abcde"].map((label) => ({ label, points }));
  const svg = linePlot(lines, { x: "x", y: "y" });
  return [...svg.querySelectorAll('[aria-label="line"]')].map((line) => ({
    stroke: line.getAttribute("stroke")!,
    dashes: line.getAttribute("stroke-dasharray"),
  }));
})();

/** Colours as they are seen without one kind of cone: Machado, Oliveira and Fernandes 2009, severity 1. */
const visions: Record<string, number[][]> = {
  "of any kind": [[1, 0, 0], [0, 1, 0], [0, 0, 1]],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};

const linear = (level: number) =>
  level <= 0.04045 ? level / 12.92 : ((level + 0.055) / 1.055) ** 2.4;
const encoded = (light: number) =>
  light <= 0.0031308 ? 12.92 * light : 1.055 * light ** (1 / 2.4) - 0.055;

function seen(colour: string, vision: number[][]) {
  const { r, g, b } = rgb(colour);
  const light = [r, g, b].map((level) => linear(level / 255));
  const [red, green, blue] = vision.map((row) => {
    const sum = row.reduce((sum, share, i) => sum + share * light[i]!, 0);
    return 255 * encoded(Math.max(0, Math.min(1, sum)));
  });
  return lab(rgb(red!, green!, blue!));
}

Deno.test("no two lines of a plot have the same dashes, so none needs its colour", () => {
  assertEquals(new Set(looks.map(({ dashes }) => dashes)).size, looks.length);
});

for (const [kind, vision] of Object.entries(visions)) {
  Deno.test(`the colours of lines are told apart by vision ${kind}`, () => {
    for (const ink of ["#1b1e23", "#e3e5e9"]) { // that of the text, light and dark
      const colours = looks.map(({ stroke }) =>
        stroke === "currentColor" ? ink : stroke
      );
      for (const [i, one] of colours.entries()) {
        for (const other of colours.slice(i + 1)) {
          const [p, q] = [one, other].map((colour) => seen(colour, vision));
          const distance = Math.hypot(p!.l - q!.l, p!.a - q!.a, p!.b - q!.b);
          // More than six times the least difference that is noticed, 2.3 (Mahy 1994).
          assert(distance > 15, `${one} and ${other}: ${distance}`);
        }
      }
    }
  });
}
